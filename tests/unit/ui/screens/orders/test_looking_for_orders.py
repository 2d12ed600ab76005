"""Orders are found by number, by day, by scan, and by what central does not have yet."""

from datetime import date, timedelta

import sqlalchemy as sa

from models.orders import OrderRow
from models.sync import OutboxRow
from pos.domain.errors import UnavailableError
from pos.queries.orders import OrderFilter
from tests.shop import Shop
from tests.unit.ui.screens.orders.conftest import FIRST, SECOND, Counter
from ui.screens.orders.state import Found


def test_the_newest_order_comes_first(counter: Counter) -> None:
    assert counter.numbers() == [SECOND, FIRST]
    assert counter.state.found is Found.SOME


def test_a_part_of_the_number_is_enough(counter: Counter) -> None:
    counter.presenter.search("00001")

    assert counter.numbers() == [FIRST]


def test_what_nobody_sold_is_not_found(counter: Counter) -> None:
    counter.presenter.search("xyz")

    assert counter.state.found is Found.NONE
    assert counter.numbers() == []


def test_escape_clears_the_search_first_and_then_closes_the_order(counter: Counter) -> None:
    counter.presenter.open_first("00001")
    assert counter.state.shown is not None

    counter.presenter.go_back()
    assert (counter.state.search, counter.numbers()) == ("", [SECOND, FIRST])
    counter.presenter.go_back()

    assert counter.state.shown is None


def test_today_means_the_shops_day(counter: Counter, shop: Shop) -> None:
    with shop.store.write() as tx:
        yesterday = sa.update(OrderRow).where(OrderRow.number == FIRST)
        tx.connection.execute(yesterday.values(business_date=date(2026, 11, 15)))

    counter.presenter.choose(OrderFilter.TODAY)

    assert counter.numbers() == [SECOND]


def test_unsent_orders_are_those_that_central_does_not_have(counter: Counter, shop: Shop) -> None:
    shop.belong_to_central()
    with shop.store.write() as tx:
        first_id = tx.connection.execute(
            sa.select(OrderRow.id).where(OrderRow.number == FIRST)
        ).scalar_one()
        sent = sa.update(OutboxRow).where(OutboxRow.row_id == first_id)
        tx.connection.execute(sent.values(acked_at=tx.now))

    counter.presenter.choose(OrderFilter.UNSENT)

    assert counter.numbers() == [SECOND]
    assert not counter.state.rows[0].is_sent


def test_a_register_that_works_alone_waits_for_nobody(counter: Counter) -> None:
    counter.presenter.choose(OrderFilter.UNSENT)

    assert counter.numbers() == []


def test_a_receipt_that_is_scanned_opens_its_order(counter: Counter) -> None:
    counter.presenter.scanned(f"R.{FIRST}")

    assert counter.state.shown is not None
    assert counter.state.shown.detail.row.number == FIRST
    assert [line.sku for line in counter.state.shown.detail.lines] == ["SHIRT-92"]


def test_another_screen_may_bring_a_number(counter: Counter) -> None:
    counter.presenter.entered(FIRST)

    assert counter.state.shown is not None
    assert counter.state.shown.detail.row.number == FIRST


def test_a_strange_receipt_is_named_and_what_is_shown_stays(counter: Counter) -> None:
    counter.presenter.scanned(f"R.{FIRST}")

    counter.presenter.scanned("R.S9R9-A-000001")

    assert counter.notices.strips == [
        "This register knows no order S9R9-A-000001. It may come with the next sync."
    ]
    assert counter.state.shown is not None
    assert counter.state.shown.detail.row.number == FIRST


def test_arrow_keys_walk_through_the_list_and_stop_at_its_ends(counter: Counter) -> None:
    counter.presenter.select_next()
    counter.presenter.select_next()
    counter.presenter.select_next()

    assert counter.state.shown is not None
    assert counter.state.shown.detail.row.number == FIRST


def test_who_scrolls_to_the_end_of_the_list_gets_older_orders(counter: Counter, shop: Shop) -> None:
    sell_long_ago(shop, count=250)
    counter.presenter.entered("")
    newest = counter.numbers()

    counter.presenter.show_older()

    assert len(newest) == 200
    assert counter.numbers()[:200] == newest
    assert len(counter.numbers()) == 252
    counter.presenter.show_older()
    assert len(counter.numbers()) == 252
    counter.presenter.search("OLD")
    assert len(counter.numbers()) == 200


def sell_long_ago(shop: Shop, *, count: int) -> None:
    """Put older orders, all like the first, into the database."""
    orders = OrderRow.__table__
    with shop.store.write() as tx:
        order = dict(tx.connection.execute(sa.select(orders)).mappings().first() or {})
        tx.connection.execute(
            sa.insert(orders),
            [
                {
                    **order,
                    "id": tx.new_id(),
                    "number": f"OLD-{number:06d}",
                    "placed_at": order["placed_at"] - timedelta(days=number + 1),
                }
                for number in range(count)
            ],
        )


def test_a_database_in_trouble_is_said_and_may_be_asked_again(counter: Counter) -> None:
    working = counter.runner.ask

    def broken(_job, *, then, refused=None) -> None:
        assert then is not None
        refused(UnavailableError())

    counter.runner.ask = broken
    counter.presenter.reload()
    assert counter.state.found is Found.TROUBLE

    counter.runner.ask = working
    counter.presenter.reload()

    assert counter.state.found is Found.SOME
