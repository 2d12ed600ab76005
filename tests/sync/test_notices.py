"""What headquarters has a store told comes to its tills, and who reads it there has read it."""

from collections.abc import Callable

from pos.queries.notices import list_notices
from pos.services.notices import note_read
from tests.sync.branch import SHIRT, Branch, Till

NewTill = Callable[..., Till]


def titles(till: Till) -> list[str]:
    with till.store.read() as tx:
        return [notice.title for notice in list_notices(tx)]


def read_all(till: Till) -> None:
    with till.store.write() as tx:
        for notice in list_notices(tx):
            note_read(tx, notice.notice_id)


def tell_store(branch: Branch, code: str, title: str) -> None:
    branch.do(
        "INSERT INTO notifications (id, store_id, type, title, message)"
        " SELECT sync.new_id(), id, 'inventory_alert', %s, 'Order more' FROM stores"
        " WHERE code = %s",
        title,
        code,
    )


def test_goods_that_run_low_are_told_at_the_till(till: Till, branch: Branch) -> None:
    branch.do("UPDATE inventory_levels SET low_stock_threshold = on_hand - 1")
    till.open_shift()
    till.sell(SHIRT)
    till.sync()

    till.sync()

    assert titles(till) == ["Low stock"]


def test_a_store_hears_nothing_of_what_another_one_or_a_customer_is_told(
    till: Till, new_till: NewTill, branch: Branch
) -> None:
    other = new_till("R1", store="S2")
    tell_store(branch, "S2", "For the other shop")
    branch.do(
        "WITH person AS (INSERT INTO users (id, name) VALUES (sync.new_id(), 'Mia') RETURNING id)"
        " INSERT INTO notifications (id, user_id, type, title, message)"
        " SELECT sync.new_id(), id, 'price_drop', 'For a customer', '' FROM person"
    )

    till.sync()
    other.sync()

    assert titles(till) == []
    assert titles(other) == ["For the other shop"]


def test_what_one_till_has_read_the_others_need_not_and_two_readers_are_no_clash(
    new_till: NewTill, branch: Branch
) -> None:
    first, second = new_till("R1"), new_till("R2")
    tell_store(branch, "S1", "Low stock")
    first.sync()
    second.sync()
    before = titles(second)

    read_all(first)
    first.sync()
    second.sync()

    assert (before, titles(first), titles(second)) == (["Low stock"], [], [])
    assert branch.rows("SELECT is_read, read_at IS NOT NULL FROM notifications") == [(True, True)]
    tell_store(branch, "S1", "Out of stock")
    first.sync()
    second.sync()
    read_all(first)
    read_all(second)
    first.sync()
    second.sync()
    assert branch.ask("SELECT count(*) FROM sync_conflicts") == 0
    assert branch.ask("SELECT count(*) FROM notifications WHERE is_read") == 2
