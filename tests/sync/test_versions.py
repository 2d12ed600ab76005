"""Tills and central are updated one after the other: they understand each other meanwhile."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from pos.life import Reason, begin_life
from sync.errors import CentralTooNewError, CentralTooOldError
from sync.exchange import Exchange
from tests.sync.branch import SHIRT, Branch, Till

NewTill = Callable[..., Till]

OLD_TAPES = sorted((Path(__file__).parents[1] / "old_tapes").glob("*.ndjson"))
"""Real lines of former versions, byte by byte. A later format adds a file and changes none."""


@pytest.mark.parametrize("tape", OLD_TAPES, ids=lambda tape: tape.stem)
def test_central_takes_what_an_older_till_wrote(tape: Path, till: Till, branch: Branch) -> None:
    furnish_for_old_tapes(branch)
    lines = tape.read_bytes().decode().removesuffix("\n")

    with till.central() as central:
        answer = central.push(0, lines=lines, chain=chain_of(lines))

    assert (answer.last_seq, answer.dead, answer.deferred) == (3, 0, 0)
    assert branch.ask("SELECT count(*) FROM orders") == 2
    assert branch.ask("SELECT count(*) FROM sync_conflicts WHERE kind = 'chain_break'") == 0


@pytest.mark.parametrize("tape", OLD_TAPES, ids=lambda tape: tape.stem)
def test_what_an_older_version_left_waiting_goes_up_even_under_another_life(
    tape: Path, till: Till, branch: Branch
) -> None:
    furnish_for_old_tapes(branch)
    put_on_tape(till, tape.read_bytes().decode().splitlines())
    with till.store.write() as tx:
        begin_life(tx, Reason.RESTORED)

    done = till.sync()

    assert (done.sent, done.dead) == (3, 0)
    assert branch.ask("SELECT count(*) FROM orders") == 2


def test_an_old_till_and_a_new_central_understand_each_other(till: Till, branch: Branch) -> None:
    branch.reprice(SHIRT, 1_490)
    till.open_shift()
    till.sell(SHIRT)
    till.do("DELETE FROM sync_state WHERE key = 'pulled'")

    with till.central() as central:
        central.protocol_max = 1
        done = Exchange(till.lanes, central).round()

    assert done.sent == 2
    assert till.price_of(SHIRT) == 1_490


def test_a_new_till_and_an_old_central_understand_each_other(
    new_till: NewTill, branch: Branch
) -> None:
    set_versions(branch, oldest=1, newest=1)
    branch.do("DROP FUNCTION sync_api.snapshot, sync_api.push_opaque, sync_api.begin_life")
    till = new_till("R2")
    till.open_shift()
    till.sell(SHIRT)

    done = till.sync()

    assert done.sent == 2
    assert till.price_of(SHIRT) == 1_990


def test_a_till_that_central_no_longer_understands_sells_on_and_says_so(
    till: Till, branch: Branch
) -> None:
    set_versions(branch, oldest=9, newest=9)
    till.open_shift()

    with pytest.raises(CentralTooNewError):
        till.speak()
    till.sell(SHIRT)

    assert till.status().problem == "CentralTooNewError"
    assert till.status().waiting == 2
    set_versions(branch, oldest=1, newest=9)
    assert till.sync().sent == 2


def test_a_central_that_is_too_old_for_a_till_is_named(till: Till, branch: Branch) -> None:
    set_versions(branch, oldest=0, newest=0)

    with pytest.raises(CentralTooOldError):
        till.speak()

    assert till.status().problem == "CentralTooOldError"


def set_versions(branch: Branch, *, oldest: int, newest: int) -> None:
    """Let central speak other versions of the exchange than it does."""
    hello = branch.ask("SELECT pg_get_functiondef('sync_api.hello'::regproc)")
    lines = [
        f"  c_oldest CONSTANT integer := {oldest};"
        if "c_oldest CONSTANT" in line
        else f"  c_newest CONSTANT integer := {newest};"
        if "c_newest CONSTANT" in line
        else line
        for line in hello.split("\n")
    ]
    branch.do("\n".join(lines))


def furnish_for_old_tapes(branch: Branch) -> None:
    """Give central the people, goods and tax that the old lines speak of."""
    branch.do("INSERT INTO users (id, name) VALUES ('01a2246f-d282-7000-ab38-1491d266ac84', 'Eve')")
    branch.do(
        "INSERT INTO tax_rates (id, tax_category_id, name, rate_ppm, is_inclusive, valid_from)"
        " SELECT '01a2246f-c877-7000-978f-7cd968760e6f', tax_category_id, 'Old VAT', rate_ppm,"
        " is_inclusive, valid_from FROM tax_rates LIMIT 1"
    )
    branch.do(
        "INSERT INTO variants (id, product_id, sku, price_cents)"
        " SELECT o.id::uuid, v.product_id, 'OLD-' || v.sku, v.price_cents FROM variants v"
        " JOIN (VALUES ('SHIRT-92', '01a2246f-c8b4-7001-a177-bde98bcac4fb'),"
        " ('CAKE', '01a2246f-c900-7001-88d9-d1b006cfd8a7')) AS o (sku, id) ON o.sku = v.sku"
    )


def put_on_tape(till: Till, lines: list[str]) -> None:
    for seq in range(1, len(lines) + 1):
        chain = chain_of("\n".join(lines[:seq]))
        with till.store.write() as tx:
            tx.connection.exec_driver_sql(
                "INSERT INTO outbox (incarnation, seq, op_id, kind, version, table_name, row_id,"
                " op, payload, chain) VALUES (1, ?, randomblob(16), 'old', 1, 'orders',"
                " randomblob(16), 'insert', ?, ?)",
                (seq, lines[seq - 1], chain),
            )


def chain_of(lines: str) -> bytes:
    chain = bytes(32)
    for line in lines.split("\n"):
        chain = hashlib.sha256(chain + line.encode()).digest()
    return chain
