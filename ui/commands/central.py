"""`countertop central`: an embedded PostgreSQL, and the central database on it or on another."""

import json
import os
import platform
import signal
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pos.runtime.clock import SystemClock
from pos.runtime.paths import find_paths
from ui.command import DONE, FAILED, Command
from ui.text import central as words

GIVEN_PASSWORD = "COUNTERTOP_LOGIN_PASSWORD"  # noqa: S105 (a name, not a password)
"""Environment: the password for `grant`; without it a new login gets one that is shown once."""


def add_arguments(parser: ArgumentParser) -> None:
    """Take what to do, and with which database."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    start = actions.add_parser("start", help="start an embedded PostgreSQL and print its URL")
    stop = actions.add_parser("stop", help="stop it")
    for each in (start, stop):
        each.add_argument("--data", type=Path, metavar="DIR", help="default: in the data folder")
    init = actions.add_parser("init", help="create or upgrade the central database; repeatable")
    init.add_argument(
        "--manager", metavar="NAME", help="who signs in first; their PIN is shown once"
    )
    check = actions.add_parser("check", help="list what is wrong with it")
    grant = actions.add_parser("grant", help="make a login for a web shop's server or a reader")
    plans = actions.add_parser("plans", help="look at how it answers the most frequent questions")
    work = actions.add_parser("work", help="do what central does by itself, until it is stopped")
    work.add_argument("--once", action="store_true", help="do what is due now and end")
    for each in (init, check, grant, plans, work):
        each.add_argument("url", metavar="URL", help="libpq URL of its owner")
    grant.add_argument(
        "--role", required=True, choices=("service", "customer", "reader", "secrets")
    )
    grant.add_argument(
        "--login", required=True, metavar="NAME", help=f"its password: ${GIVEN_PASSWORD}"
    )
    plans.add_argument("--measure", action="store_true", help="ask them, too, and take the time")
    for each in (start, stop, init, check, grant, plans, work):
        each.add_argument("--json", action="store_true", help="print one JSON document")


def run(wish: Namespace) -> int:
    """Do it.

    Raises:
        UnavailableError: PostgreSQL does not start, stop or answer.
        RefusedError: It does not let this role in, or a newer program made the database.
    """
    return _ACTIONS[wish.action](wish)


def _start(wish: Namespace) -> int:
    from sync.embedded import EmbeddedCentral

    url = EmbeddedCentral(data=_data(wish)).start()
    return _answer(wish, {"url": url}, lambda made: words.central_started(made["url"]))


def _stop(wish: Namespace) -> int:
    from sync.embedded import EmbeddedCentral

    was_running = EmbeddedCentral(data=_data(wish)).stop()
    answer = {"was_running": was_running}
    return _answer(wish, answer, lambda _: words.central_stopped(was_running=was_running))


def _init(wish: Namespace) -> int:
    from sync.central.schema import init_central

    made = init_central(wish.url)
    answer = {
        "schema_before": made.upgrade.before,
        "schema_after": made.upgrade.after,
        "partitions_made": made.partitions_made,
        "facts_taken": made.facts_taken,
        "rows_on_board": made.rows_on_board,
        "manager": _let_in(wish.url, wish.manager) if wish.manager else None,
    }
    return _answer(wish, answer, words.central_made)


def _let_in(url: str, name: str) -> dict[str, str | None]:
    """Let the first manager in; without a PIN in the answer when somebody manages already."""
    from pos.services.people import draw_pin, hash_pin
    from sync.central.first_manager import let_first_manager_in

    pin = draw_pin()
    manager = let_first_manager_in(url, name, pin_hash=hash_pin(pin))
    is_new = manager.employee_no is not None
    return {
        "name": manager.name,
        "employee_no": manager.employee_no,
        "pin": pin if is_new else None,
    }


def _check(wish: Namespace) -> int:
    from sync.central.check import check_central

    found = check_central(wish.url, now=SystemClock().now())
    findings = [(each, *words.finding(each.kind, each.subject)) for each in found.findings]
    answer = {
        "ok": not findings,
        "schema": found.schema,
        "server": found.server,
        "registers": found.registers,
        "findings": [
            {"kind": each.kind, "subject": each.subject, "message": message, "advice": advice}
            for each, message, advice in findings
        ],
    }
    _answer(wish, answer, words.central_checked)
    if not findings:
        return DONE
    sys.stderr.write(words.central_wants_care(len(findings)))
    return FAILED


def _plans(wish: Namespace) -> int:
    from sync.central.plans import look_at_plans

    plans = look_at_plans(wish.url, measure=wish.measure)
    slow = [plan.name for plan in plans if plan.scans]
    answer = {
        "ok": not slow,
        "queries": [
            {"name": plan.name, "read_whole": list(plan.scans), "us": plan.took_us}
            for plan in plans
        ],
    }
    _answer(wish, answer, words.plans_seen)
    if not slow:
        return DONE
    sys.stderr.write(words.tables_read_whole(slow))
    return FAILED


def _grant(wish: Namespace) -> int:
    from sync.central.logins import Access, LoginWish, grant_login

    login = grant_login(
        wish.url,
        LoginWish(
            access=Access(wish.role),
            login=wish.login,
            password=os.environ.get(GIVEN_PASSWORD) or None,
        ),
    )
    answer = {
        "login": login.login,
        "role": login.role,
        "is_new": login.is_new,
        "password": login.password,
    }
    return _answer(wish, answer, words.login_granted)


def _work(wish: Namespace) -> int:
    from sync.central.worker import Worker

    worker = Worker(wish.url, name=f"{platform.node()}:{os.getpid()}")
    if wish.once:
        done = [asdict(each) for each in worker.work_once()]
        return _answer(wish, {"jobs": done}, words.worked)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.stop())
    sys.stdout.write("" if wish.json else words.works())
    sys.stdout.flush()
    worker.work_on(lambda done: _tell(wish, asdict(done)))
    return DONE


def _tell(wish: Namespace, done: dict[str, Any]) -> None:
    """Write a line per job: a log, which somebody may follow."""
    sys.stdout.write(json.dumps(done) + "\n" if wish.json else words.job_done(done))
    sys.stdout.flush()


def _data(wish: Namespace) -> Path:
    if wish.data is not None:
        data: Path = wish.data.absolute()
        return data
    paths = find_paths()
    paths.make_home()
    return paths.central


def _answer(
    wish: Namespace, answer: dict[str, Any], in_words: Callable[[dict[str, Any]], str]
) -> int:
    if wish.json:
        json.dump(answer, sys.stdout, indent=2)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(in_words(answer))
    return DONE


_ACTIONS: dict[str, Callable[[Namespace], int]] = {
    "start": _start,
    "stop": _stop,
    "init": _init,
    "check": _check,
    "grant": _grant,
    "plans": _plans,
    "work": _work,
}

COMMAND = Command(
    name="central",
    help="Start an embedded central, set one up, check it, give logins, or do its work.",
    add_arguments=add_arguments,
    run=run,
)
