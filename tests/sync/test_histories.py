"""Central was restored, failed over, or a server that it left still answers."""

import pytest

from sync.errors import CentralTurnedBackError
from tests.sync.branch import CAKE, SHIRT, Branch, Till


def test_a_new_history_of_central_wins_over_what_came_from_the_lost_one(
    till: Till, branch: Branch
) -> None:
    branch.reprice(CAKE, 2_500)
    till.sync()
    kept = branch.ask("SELECT pos FROM sync.head")
    branch.reprice(SHIRT, 1)
    till.sync()

    branch.go_back_to(kept, SHIRT, 1_990)
    till.sync()

    assert till.price_of(SHIRT) == 1_990
    assert till.price_of(CAKE) == 2_500


def test_a_server_of_an_older_history_is_not_believed(till: Till, branch: Branch) -> None:
    branch.do(
        "INSERT INTO sync.epoch (epoch, uuid, system_identifier, timeline, start_pos)"
        " SELECT 2, gen_random_uuid(), system_identifier, timeline, 0 FROM sync.epoch"
    )
    till.sync()
    branch.do("DELETE FROM sync.epoch WHERE epoch = 2")
    branch.reprice(SHIRT, 1)

    with pytest.raises(CentralTurnedBackError):
        till.sync()

    assert till.price_of(SHIRT) == 1_990


def test_a_backup_from_before_two_failovers_is_believed_when_it_is_restored(
    till: Till, branch: Branch
) -> None:
    branch.do(
        "INSERT INTO sync.epoch (epoch, uuid, system_identifier, timeline, start_pos)"
        " SELECT number, gen_random_uuid(), system_identifier, timeline, 0"
        " FROM sync.epoch, generate_series(2, 3) AS number"
    )
    till.sync()
    branch.do("DELETE FROM sync.epoch WHERE epoch > 1")
    branch.do("UPDATE sync.epoch SET timeline = timeline - 1")
    branch.reprice(SHIRT, 1)
    branch.do("SELECT sync.sequence()")

    till.sync()

    assert till.price_of(SHIRT) == 1
