"""Central was restored, failed over, or a server that it left still answers."""

from dataclasses import replace

import psycopg
import pytest
import sqlalchemy as sa

from models.orders import OrderRow
from pos.domain.fact import to_json
from sync.apply import Reading, write_rows
from sync.errors import CentralTurnedBackError
from sync.wire import FeedRow
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


def test_what_was_deleted_in_a_lost_history_comes_back(till: Till, branch: Branch) -> None:
    branch.do("CREATE TABLE kept_barcodes AS TABLE barcodes")
    branch.do("CREATE TABLE kept_feed AS TABLE sync.feed")
    kept = branch.ask("SELECT pos FROM sync.head")
    branch.do("DELETE FROM barcodes WHERE code = %s", CAKE)
    till.sync()

    with psycopg.connect(branch.url) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(
            "INSERT INTO barcodes SELECT * FROM kept_barcodes ON CONFLICT DO NOTHING"
        )
        connection.execute("DELETE FROM sync.feed")
        connection.execute("INSERT INTO sync.feed SELECT * FROM kept_feed")
    branch.go_back_to(kept, SHIRT, 1_990)
    till.sync()

    assert till.price_of(CAKE) == 3_000


def test_a_sale_that_central_lost_takes_what_comes_down_about_it_later(till: Till) -> None:
    till.open_shift()
    number = till.sell(SHIRT)
    till.sync()
    with till.store.read() as tx:
        order = tx.connection.execute(sa.select(OrderRow.__table__)).mappings().one()
    lost = FeedRow(table="orders", key=order["id"], position=order["row_version"], values=None)
    sent = {name: to_json(value) for name, value in order.items()}
    again = replace(lost, position=1, values={**sent, "row_version": 1, "internal_notes": "Seen"})

    with till.store.write() as tx:
        write_rows(tx, (lost,), Reading(last_seq=2, is_rewound=True))
        write_rows(tx, (again,), Reading(last_seq=2))

    assert till.ask("SELECT internal_notes FROM orders WHERE number = :n", n=number) == "Seen"
