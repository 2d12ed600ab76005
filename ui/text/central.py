"""Words of the commands that deal with central."""

from collections.abc import Mapping, Sequence
from typing import Any

from pos.tape_check import Damage


def central_started(url: str) -> str:
    return f"{url}\n"


def central_stopped(*, was_running: bool) -> str:
    return "Central is stopped.\n" if was_running else "Central was not running.\n"


def central_made(made: Mapping[str, Any]) -> str:
    before, after = made["schema_before"], made["schema_after"]
    tables = f"schema {after}" if before == after else f"schema {before} became {after}"
    ready = f"Central is ready: {tables}, {made['rows_on_board']} rows for the registers.\n"
    return ready + (_first_manager(made["manager"]) if made["manager"] else "")


def _first_manager(manager: Mapping[str, Any]) -> str:
    if manager["pin"] is None:
        return f"{manager['name']} lets people in already; nobody was added.\n"
    return (
        f"{manager['name']} signs in at every till with number {manager['employee_no']} and "
        f"PIN {manager['pin']}, shown this once.\n"
    )


def central_checked(check: Mapping[str, Any]) -> str:
    if check["ok"]:
        return (
            f"Central is in order: schema {check['schema']}, PostgreSQL {check['server']}, "
            f"{check['registers']} registers.\n"
        )
    lines = (f"- {each['message']}\n  {each['advice']}\n" for each in check["findings"])
    return "".join(lines)


def central_wants_care(findings: int) -> str:
    return f"countertop: central has {findings} finding(s) that somebody has to look at.\n"


def login_granted(login: Mapping[str, Any]) -> str:
    made = "was made" if login["is_new"] else "was there"
    password = (
        f" Its password is {login['password']}, shown this once." if login["password"] else ""
    )
    return f"{login['login']} {made} and may do what {login['role']} may.{password}\n"


def plans_seen(answer: Mapping[str, Any]) -> str:
    if not answer["queries"]:
        return "Central has no orders and articles to ask for yet.\n"
    return "".join(_plan_line(query) for query in answer["queries"])


def _plan_line(query: Mapping[str, Any]) -> str:
    time = "" if query["us"] is None else f"{query['us'] / 1_000:8.2f} ms  "
    read_whole = f": reads all of {', '.join(query['read_whole'])}" if query["read_whole"] else ""
    return f"{time}{query['name']}{read_whole}\n"


def tables_read_whole(names: Sequence[str]) -> str:
    return (
        f"countertop: central reads a large table from end to end for: {'; '.join(names)}.\n"
        "Run ANALYZE in that database; if it stays so, an index is missing.\n"
    )


def works() -> str:
    return "Central's work is being done. Ctrl+C or SIGTERM ends it after the job in progress.\n"


def worked(done: Mapping[str, Any]) -> str:
    if not done["jobs"]:
        return "Nothing is due.\n"
    return "".join(job_done(each) for each in done["jobs"])


def job_done(job: Mapping[str, Any]) -> str:
    if job["problem"] is not None:
        return f"{job['job_type']} failed and will be tried again: {job['problem']}\n"
    return f"{job['job_type']}: {job['count']}\n"


def enrolled(outcome: Mapping[str, Any]) -> str:
    return (
        f"This is register {outcome['register']} of store {outcome['store']} now; "
        f"its numbers begin with {outcome['number_prefix']}.\n"
        f"{outcome['received']} rows came down. Its password is kept in {outcome['secret_in']}.\n"
    ) + ("" if outcome["staff"] else _nobody_signs_in())


def _nobody_signs_in() -> str:
    return (
        "Nobody may sign in yet. Run: countertop central init URL --manager NAME, "
        "then: countertop sync --once\n"
    )


def exchanged(done: Mapping[str, Any]) -> str:
    review = f"; {done['in_review']} need a look at headquarters" if done["in_review"] else ""
    aside = f"; {done['set_aside']} could not be stored here" if done["set_aside"] else ""
    return (
        f"Sent {done['sent_now']}{review}. Received {done['received_now']}{aside}. "
        f"{done['waiting']} wait.\n"
    )


def verified(found: Mapping[str, Any]) -> str:
    facts, missing = found["facts"], found["missing"]
    holds = f"all {facts}" if not missing else f"{facts - missing} of {facts}"
    review = f", {found['set_aside']} of them set aside" if found["set_aside"] else ""
    board = (
        f"{found['mended']} rows differed and were read again" if found["mended"] else "the same"
    )
    return (
        f"Central holds {holds} facts of the last 24 hours{review}; {_chain(found['damaged'])}. "
        f"Board: {found['tables']} tables compared, {board}.\n"
    )


def _chain(damaged: int) -> str:
    return f"the disk has altered {damaged} places of the tape" if damaged else "chain ok"


def mended(damages: Sequence[Damage]) -> str:
    lines = [str(damage.seq) for damage in damages if damage.is_line]
    kept = f" Entries {', '.join(lines)} go to headquarters as they are." if lines else ""
    return f"The tape goes on: {len(damages)} places were mended.{kept}\n"


def status(state: Mapping[str, Any]) -> str:
    answered = state["answered_at"] or "never"
    return (
        f"Central:    {state['link']}{_problem(state)}\n"
        f"Waiting:    {state['waiting']}{_age(state['oldest_waiting_s'])}\n"
        f"Sent:       {state['sent']}, of which {state['in_review']} need a look at headquarters\n"
        f"{_facts_aside(state['attention']['facts'])}"
        f"Tape:       {_tape(state['tape'])}\n"
        f"Clashes:    {state['clashes']} in this store that nobody has looked at\n"
        f"Refused:    {state['set_aside']} rows from central could not be stored here\n"
        f"Cursor:     {state['cursor']}, {state['behind']} behind\n"
        f"Last round: {answered}\n"
        f"Clock:      {state['clock_offset_ms']} ms from central's\n"
    )


def _tape(tape: Mapping[str, Any]) -> str:
    since = f", the oldest of {tape['oldest_at']}" if tape["oldest_at"] else ""
    return f"{tape['facts']} facts in {tape['bytes'] / 1_000_000:.1f} MB{since}"


def _facts_aside(facts: Sequence[Mapping[str, Any]]) -> str:
    return "".join(
        f"            {fact['document'] or fact['kind'] or 'unreadable'}, since {fact['since']}: "
        f"{fact['reason']}\n"
        for fact in facts
    )


def _problem(state: Mapping[str, Any]) -> str:
    return f" since {state['since']} ({state['problem']})" if state["problem"] else ""


def _age(seconds: int | None) -> str:
    return "" if seconds is None else f", the oldest for {seconds} s"


_FINDINGS: dict[str, tuple[str, str]] = {
    "schema_missing": ("There is no central here.", "Run countertop central init URL."),
    "schema_old": ("The tables are of schema {subject}.", "Run countertop central init URL."),
    "schema_new": (
        "The tables are of schema {subject}, which is newer than this program.",
        "Update Countertop on this machine.",
    ),
    "function_missing": ("Function {subject} is missing.", "Run countertop central init URL."),
    "function_open": (
        "Anybody may call {subject}.",
        "Run countertop central init URL, which closes it again.",
    ),
    "function_unpinned": (
        "Function {subject} can be led astray by its caller.",
        "Run countertop central init URL, which makes it anew.",
    ),
    "grant_missing": ("Registers may not call {subject}.", "Run countertop central init URL."),
    "grant_too_much": (
        "A register may touch a table: {subject}.",
        "Revoke it: registers need nothing but the functions of schema sync_api.",
    ),
    "view_missing": (
        "View {subject} is missing.",
        "Run countertop central init URL, which makes it again.",
    ),
    "right_missing": (
        "A role lacks a right: {subject}.",
        "Run countertop central init URL, which gives it again.",
    ),
    "right_too_much": (
        "A role may do or see too much: {subject}.",
        "Run countertop central init URL, which takes it back.",
    ),
    "trigger_missing": (
        "Changes are not noticed: trigger {subject} is missing or off.",
        "Run countertop central init URL; registers then get what they missed.",
    ),
    "partition_missing": (
        "Partition {subject} is missing.",
        "Run countertop central init URL at a quiet hour; its rows wait in the default partition.",
    ),
    "index_invalid": ("Index {subject} is not valid.", "Run REINDEX INDEX {subject}."),
    "clock_off": (
        "The clock of central is {subject} this machine's.",
        "Let both machines set their clocks from the network.",
    ),
    "feed_held_back": (
        "Changes wait because {subject} is still writing.",
        "Finish or end that transaction; keep other databases out of this server.",
    ),
    "facts_set_aside": (
        "{subject} facts of registers could not be booked.",
        "Look at sync.dead_letter, mend the cause, then run countertop central init URL.",
    ),
    "facts_deferred": (
        "{subject} facts were made by a newer program than this central's.",
        "Update central, then run countertop central init URL.",
    ),
    "stock_differs": (
        "{subject} stock levels are not the sum of their movements.",
        "Somebody wrote a level by hand: write an adjustment movement instead.",
    ),
    "order_differs": (
        "The lines of web order {subject} do not come to its subtotal.",
        "The web shop wrote one or the other wrong: compare both, and correct it there.",
    ),
    "shift_differs": (
        "Central has fewer documents of shift {subject} than its Z report counts.",
        "Look under the till's attention for what central set aside, and try it again there.",
    ),
}


def finding(kind: str, subject: str) -> tuple[str, str]:
    """Return what is wrong, and what to do about it."""
    message, advice = _FINDINGS[kind]
    return message.format(subject=subject), advice.format(subject=subject)
