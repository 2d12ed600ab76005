"""Whatever goes wrong, in whatever order: the rules hold, and a seed tells it again."""

import json
from dataclasses import replace

import pytest

from sync.simulation.faults import ALL_FAULTS, MODEL_ONLY, Fault, NoSuchFaultError, parse_faults
from sync.simulation.invariants.all import ALWAYS, AT_REST
from sync.simulation.invariants.invariant import Memory
from sync.simulation.minimise import minimise
from sync.simulation.planted import PLANTED
from sync.simulation.planting import hunt, planted
from sync.simulation.run import Plan, Stage, come_to_rest, first_breach, open_world, play
from sync.simulation.steps.central import BackUp, Restore
from sync.simulation.steps.counter import Park
from sync.simulation.steps.exchange import Exchange
from sync.simulation.steps.headquarters import AddArticle
from ui.command import DONE, FAILED, WRONG_USAGE
from ui.command_line import main

SHORT = Plan(seed=1, registers=3, steps=90)
QUIET = Plan(seed=1, registers=2, steps=60, faults=frozenset())
BUGS = {bug.name: bug for bug in PLANTED}


@pytest.mark.parametrize("seed", [2, 23])
def test_the_rules_hold_with_all_faults_at_once(stage: Stage, seed: int) -> None:
    outcome = play(replace(SHORT, seed=seed), stage)

    assert outcome.breach is None
    assert outcome.facts > 10


def test_the_same_seed_plays_the_same_world(stage: Stage) -> None:
    plan = replace(SHORT, seed=6, registers=2, steps=40)

    first, second = play(plan, stage), play(plan, stage)

    assert first.trace == second.trace
    assert first.story == second.story
    assert play(replace(plan, seed=7), stage).trace != first.trace


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("cursor-jumps", {"I6", "I7", "I9b"}),
        ("deletions-hidden", {"I6", "I7"}),
        ("movements-forgotten", {"I9", "I9b"}),
        ("numbers-skipped", {"I4"}),
        ("journal-unchained", {"J"}),
    ],
)
def test_a_bug_that_was_planted_is_found(stage: Stage, name: str, rules: set[str]) -> None:
    plans = [replace(QUIET, seed=seed) for seed in range(1, 4)]

    found = hunt(BUGS[name], stage, plans)

    assert found is not None
    assert found.breach is not None
    assert found.breach.invariant.code in rules


def test_a_failing_script_becomes_short(stage: Stage) -> None:
    with planted(BUGS["movements-forgotten"]):
        found = play(replace(QUIET, seed=5, steps=14), stage)

        shortest = minimise(found, stage, plays_max=15)

    assert found.breach is not None
    assert shortest.breach is not None
    assert shortest.breach.invariant == found.breach.invariant
    assert len(shortest.plan.steps_to_play()) < found.played


def test_a_real_central_and_its_model_end_with_the_same_books(
    stage: Stage, postgres_stage: Stage
) -> None:
    # Not at any pause of a round: how often it pauses is central's business.
    faults = ALL_FAULTS - MODEL_ONLY - {Fault.INTERLEAVED, Fault.CRASH}
    plan = Plan(seed=4, registers=2, steps=60, faults=faults)

    modelled, real = play(plan, stage), play(plan, postgres_stage)

    assert real.breach is None
    assert modelled.breach is None
    assert dict(real.summary) == dict(modelled.summary)


def test_the_command_tells_the_rules_and_the_trace(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["simulate", "--seed", "5", "--registers", "2", "--steps", "20", "--json"]

    status = main(words)

    answer = json.loads(capsys.readouterr().out)
    assert status == DONE
    assert answer["ok"]
    assert {"I1", "I5", "I7", "I9", "I14"} <= {rule["code"] for rule in answer["rules"]}
    assert len(answer["runs"][0]["trace"]) == 64


def test_the_command_fails_and_names_the_seed_when_a_rule_breaks(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ["simulate", "--seed", "1", "--registers", "2", "--steps", "6", "--faults", "none"]

    with planted(BUGS["cursor-jumps"]):
        status = main(words)

    told = capsys.readouterr()
    assert status == FAILED
    assert "BROKEN I" in told.out
    assert "--seed 1 --registers 2 --steps 6" in told.err


def test_a_fault_that_there_is_not_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["simulate", "--faults", "earthquake"])

    assert status == WRONG_USAGE
    assert "request-lost" in capsys.readouterr().err


def test_faults_are_named_with_commas_between() -> None:
    assert parse_faults("all") == ALL_FAULTS
    assert parse_faults("none") == frozenset()
    assert {str(fault) for fault in parse_faults("crash, clone")} == {"crash", "clone"}
    with pytest.raises(NoSuchFaultError):
        parse_faults("crash,quake")


def test_a_parked_cart_with_an_article_that_central_lost_waits_for_a_person(stage: Stage) -> None:
    with open_world(replace(QUIET, registers=2), stage) as world:
        lost_article = (BackUp(), AddArticle(salt=1), Exchange(till=0), Restore())
        for number, step in enumerate((*lost_article, *(Park(till=0, salt=n) for n in range(12)))):
            world.play(step, number=number)

        assert list(come_to_rest(world))
        assert [line.status for line in world.host.books().inbox()].count("dead") > 0
        assert first_breach((*ALWAYS, *AT_REST), world, Memory()) is None
