"""`countertop simulate`: tills, lines and central in one process, with faults, from one seed."""

import json
import sys
from argparse import ArgumentParser, Namespace
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ui.command import DONE, FAILED, WRONG_USAGE, Command
from ui.text import simulate as words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sync.simulation.run import Outcome, Plan, Stage

STORY_LINES = 40
"""Of a failing run, so many of the last steps are told."""


def add_arguments(parser: ArgumentParser) -> None:
    """Take the seeds, the size, the faults, and who plays central."""
    seeds = parser.add_mutually_exclusive_group()
    seeds.add_argument("--seed", type=int, default=1, metavar="N", help="what decides everything")
    seeds.add_argument("--seeds", metavar="A-B", help="a run for each of these")
    parser.add_argument("--registers", type=int, default=5, metavar="N", help="default: 5")
    parser.add_argument("--steps", type=int, default=2_000, metavar="N", help="default: 2000")
    parser.add_argument(
        "--faults", default="all", metavar="LIST", help="all, none, or names with commas between"
    )
    parser.add_argument(
        "--central", choices=("model", "postgres"), default="model", help="who plays central"
    )
    parser.add_argument(
        "--planted",
        metavar="NAME",
        help="plant this bug, or all, one after the other: is it found?",
    )
    parser.add_argument(
        "--processes", action="store_true", help="real processes that are killed, a real PostgreSQL"
    )
    parser.add_argument("--kills", type=int, default=300, metavar="N", help="default: 300")
    parser.add_argument(
        "--minutes", type=int, default=10, metavar="M", help="no kills after that; default: 10"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(wish: Namespace) -> int:
    """Play it, and say which rules held.

    Raises:
        UnavailableError: The real PostgreSQL does not start.
    """
    from sync.simulation.faults import Fault, NoSuchFaultError

    try:
        plans = _plans(wish)
    except NoSuchFaultError as error:
        sys.stderr.write(words.no_such_fault(str(error), tuple(Fault)))
        return WRONG_USAGE
    except ValueError as error:
        sys.stderr.write(words.no_range(str(error)))
        return WRONG_USAGE
    if wish.processes:
        return _run_processes(wish)
    if wish.planted is not None:
        return _hunt(wish, plans)
    with _stage(wish) as stage:
        runs = [_play(wish, plan, stage) for plan in plans]
    if wish.json:
        _print_json({"ok": all(run["ok"] for run in runs), "rules": _rules(), "runs": runs})
    else:
        sys.stdout.write(words.rules(_rules()))
    for broken in (run for run in runs if not run["ok"]):
        sys.stderr.write(words.broke(broken))
    return DONE if all(run["ok"] for run in runs) else FAILED


def _plans(wish: Namespace) -> "Sequence[Plan]":
    from sync.simulation.faults import MODEL_ONLY, parse_faults
    from sync.simulation.run import Plan

    faults = parse_faults(wish.faults)
    if wish.central == "postgres":
        sys.stderr.write(words.central_lacks(sorted(faults & MODEL_ONLY)))
        faults -= MODEL_ONLY
    plan = Plan(seed=wish.seed, registers=wish.registers, steps=wish.steps, faults=faults)
    if wish.seeds is None:
        return [plan]
    first, dash, last = wish.seeds.partition("-")
    if not (dash and first.isdigit() and last.isdigit()):
        raise ValueError(wish.seeds)
    return [replace(plan, seed=seed) for seed in range(int(first), int(last) + 1)]


@contextmanager
def _stage(wish: Namespace) -> "Iterator[Stage]":
    from sync.simulation.run import open_stage
    from sync.simulation.server import own_server

    if wish.central == "model":
        with open_stage() as stage:
            yield stage
    else:
        with own_server() as server, open_stage(server.make_central) as stage:
            yield stage


def _play(wish: Namespace, plan: "Plan", stage: "Stage") -> dict[str, Any]:
    from sync.simulation.minimise import minimise
    from sync.simulation.run import play

    outcome = play(plan, stage)
    if outcome.breach is not None:
        outcome = minimise(outcome, stage)
    document = _document(wish, outcome)
    if not wish.json:
        sys.stdout.write(words.run_ended(document))
        sys.stdout.flush()
    return document


def _document(wish: Namespace, outcome: "Outcome") -> dict[str, Any]:
    plan, breach = outcome.plan, outcome.breach
    again = (
        f"--seed {plan.seed} --registers {plan.registers} --steps {plan.steps}"
        f" --faults {wish.faults} --central {wish.central}"
    )
    return {
        "seed": plan.seed,
        "ok": breach is None,
        "steps": outcome.played,
        "facts": outcome.facts,
        "trace": outcome.trace,
        "broken": None if breach is None else f"{breach.invariant.code}: {breach.invariant.says}",
        "complaint": None if breach is None else breach.complaint,
        "again": again,
        "story": [] if breach is None else list(outcome.story[-STORY_LINES:]),
    }


def _hunt(wish: Namespace, plans: "Sequence[Plan]") -> int:
    from sync.simulation.planted import PLANTED
    from sync.simulation.planting import hunt
    from sync.simulation.run import open_stage

    bugs = [bug for bug in PLANTED if wish.planted in ("all", bug.name)]
    if not bugs:
        sys.stderr.write(words.no_such_bug(wish.planted, [bug.name for bug in PLANTED]))
        return WRONG_USAGE
    hunted = []
    with open_stage() as stage:
        for bug in bugs:
            found = hunt(bug, stage, plans)
            hunted.append(
                {
                    "name": bug.name,
                    "says": bug.says,
                    "found_by": found and found.plan.seed,
                    "steps": found and found.played,
                    "broken": found and str(found.breach),
                }
            )
            if not wish.json:
                sys.stdout.write(words.hunted(hunted[-1]))
                sys.stdout.flush()
    if wish.json:
        _print_json({"bugs": hunted})
    return DONE if all(each["found_by"] is not None for each in hunted) else FAILED


def _run_processes(wish: Namespace) -> int:
    from sync.simulation.postgres import Server
    from sync.simulation.processes.play import ProcessPlan, play_processes
    from sync.simulation.server import own_cluster

    plan = ProcessPlan(
        seed=wish.seed, registers=wish.registers, kills=wish.kills, minutes_max=wish.minutes
    )
    with own_cluster() as url, Server(url) as server:
        verdict = play_processes(plan, server, url)
    document = {
        "seed": plan.seed,
        "ok": verdict.breach is None,
        "registers": plan.registers,
        "kills": verdict.kills,
        "promised": verdict.promised,
        "facts": verdict.facts,
        "lines": verdict.lines,
        "broken": None if verdict.breach is None else str(verdict.breach),
    }
    if wish.json:
        _print_json(document)
    else:
        sys.stdout.write(words.processes_ended(document))
    if verdict.breach is not None:
        sys.stderr.write(words.processes_broke(document))
    return DONE if verdict.breach is None else FAILED


def _rules() -> list[dict[str, str]]:
    from sync.simulation.invariants.all import ALWAYS, AT_REST

    return [{"code": rule.code, "says": rule.says} for rule in (*ALWAYS, *AT_REST)]


def _print_json(document: dict[str, Any]) -> None:
    json.dump(document, sys.stdout, indent=2)
    sys.stdout.write("\n")


COMMAND = Command(
    name="simulate",
    help="Play tills, lines and central with faults from one seed, and check what must hold.",
    add_arguments=add_arguments,
    run=run,
)
