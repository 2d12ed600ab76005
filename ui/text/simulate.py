"""Words of `countertop simulate`."""

from collections.abc import Mapping, Sequence
from typing import Any


def run_ended(run: Mapping[str, Any]) -> str:
    """Say how one run ended, in one line."""
    verdict = "all rules held" if run["ok"] else f"BROKEN {run['broken']}"
    return f"seed {run['seed']}: {run['steps']} steps, {run['facts']} facts, {verdict}\n"


def rules(rules: Sequence[Mapping[str, str]]) -> str:
    """List the rules that were checked."""
    lines = "".join(f"  {rule['code']:4} {rule['says']}\n" for rule in rules)
    return f"Rules that were checked:\n{lines}"


def broke(run: Mapping[str, Any]) -> str:
    """Say which rule broke, how to see it again, and what led there."""
    story = "".join(f"  {line}\n" for line in run["story"])
    return (
        f"{run['broken']}\n{run['complaint']}\n"
        f"Again: countertop simulate {run['again']}\n"
        f"The shortest story that was found:\n{story}"
    )


def processes_ended(play: Mapping[str, Any]) -> str:
    """Say how the real processes fared."""
    lines = ", ".join(f"{count} {name}" for name, count in sorted(play["lines"].items()))
    return (
        f"{play['registers']} registers, {play['kills']} kills, lines: {lines}.\n"
        f"{play['promised']} sales were promised, central holds {play['facts']} facts.\n"
    )


def processes_broke(play: Mapping[str, Any]) -> str:
    """Say which rule the real processes broke."""
    return f"countertop: {play['broken']} (seed {play['seed']})\n"


def hunted(bug: Mapping[str, Any]) -> str:
    """Say whether a planted bug was found."""
    if bug["found_by"] is None:
        return f"{bug['name']}: NOT FOUND ({bug['says']})\n"
    when = f"found by seed {bug['found_by']} after {bug['steps']} steps"
    return f"{bug['name']}: {when}: {bug['broken']}\n"


def no_such_fault(name: str, known: Sequence[str]) -> str:
    """Say which faults there are."""
    return f"countertop: there is no fault {name}. There are: {', '.join(known)}.\n"


def no_such_bug(name: str, known: Sequence[str]) -> str:
    """Say which bugs can be planted."""
    return f"countertop: there is no bug {name} to plant. There are: {', '.join(known)}.\n"


def no_range(text: str) -> str:
    """Say how seeds are written."""
    return f"countertop: {text} is no range of seeds; write 1-200.\n"


def central_lacks(names: Sequence[str]) -> str:
    """Say which faults a real server cannot play."""
    return f"Left out, since one real server cannot play them: {', '.join(names)}.\n"
