"""Real processes, killed at random moments over lines that break, lose and double nothing."""

from random import Random

from sync.simulation.postgres import Server
from sync.simulation.processes.play import ProcessPlan, play_processes
from sync.simulation.processes.proxy import choose_ailment
from tests.postgres import PostgresServer

PLAN = ProcessPlan(seed=3, registers=2, kills=8, minutes_max=1)


def test_what_killed_registers_promised_is_in_central_once(central_server: PostgresServer) -> None:
    with Server(central_server.admin_url) as server:
        verdict = play_processes(PLAN, server, central_server.admin_url)

    assert verdict.breach is None
    assert verdict.kills == 8
    assert verdict.promised > 0
    assert verdict.facts >= verdict.promised


def test_a_line_breaks_in_every_way() -> None:
    chance = Random(1)

    names = {choose_ailment(chance).name for _ in range(200)}

    assert names == {
        "healthy",
        "reset",
        "request cut",
        "reply cut",
        "half open",
        "reply swallowed",
        "slow",
    }
