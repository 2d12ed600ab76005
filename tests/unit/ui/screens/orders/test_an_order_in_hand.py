"""The order that is shown: its lines and figures, a return of it, news about it."""

import sqlalchemy as sa

from models.orders import OrderRow
from models.payments import PaymentMethodRow
from pos.domain.payment import TenderEntry, TenderKind
from pos.runtime.changes import Changes
from pos.services.checkout import complete_sale
from tests.shop import CAKE, SHIRT, Shop, cash
from tests.unit.ui.screens.orders.conftest import FIRST, Counter

NEWS = Changes(topics=frozenset(), ids=frozenset(), origin="sync")


def test_an_article_marks_its_line_in_the_order_shown(counter: Counter) -> None:
    counter.presenter.scanned(f"R.{FIRST}")

    counter.presenter.scanned(SHIRT)

    assert counter.state.shown is not None
    assert counter.state.shown.marked_line_id == counter.state.shown.detail.lines[0].order_line_id


def test_an_article_of_another_order_is_turned_down(counter: Counter) -> None:
    counter.presenter.scanned(f"R.{FIRST}")

    counter.presenter.scanned(CAKE)

    assert counter.notices.strips == [f"This article is not in order {FIRST}."]


def test_an_article_without_an_order_only_beeps(counter: Counter) -> None:
    counter.presenter.scanned(SHIRT)

    assert counter.notices.beeps == 1


def test_the_order_shows_what_was_paid_and_which_taxes(shop: Shop, clock) -> None:
    shop.open_shift()
    with_change = shop.sale_of(shop.cart_of(SHIRT), cash(5_000))
    with shop.store.write() as tx:
        complete_sale(tx, with_change)
    counter = Counter(shop, clock)

    counter.presenter.entered(FIRST)

    assert counter.state.shown is not None
    tender = counter.state.shown.detail.tenders[0]
    assert (tender.amount_cents, tender.change_cents) == (1_990, 3_010)
    assert [(tax.name, tax.tax_cents) for tax in counter.state.shown.taxes] == [("VAT 20 %", 332)]


def test_a_return_begins_with_this_order(counter: Counter) -> None:
    counter.presenter.entered(FIRST)

    counter.presenter.start_return()

    assert counter.navigator.went == [("returns", FIRST)]


def test_news_from_central_are_shown_in_list_and_order(counter: Counter, shop: Shop) -> None:
    counter.presenter.entered(FIRST)
    with shop.store.write() as tx:
        tx.connection.execute(sa.update(OrderRow).values(customer_name="Ida Holm"))

    counter.presenter.refresh(NEWS)

    assert {row.customer_name for row in counter.state.rows} == {"Ida Holm"}
    assert counter.state.shown is not None
    assert counter.state.shown.detail.row.customer_name == "Ida Holm"


def promise_a_shirt(shop: Shop) -> str:
    with shop.store.write() as tx:
        tx.connection.execute(sa.update(PaymentMethodRow).values(is_active=True))
    on_delivery = TenderEntry(method_code="cod", kind=TenderKind.COD)
    wish = shop.sale_of(shop.cart_of(SHIRT), on_delivery)
    with shop.store.write() as tx:
        return complete_sale(tx, wish).number


def test_what_came_by_bank_is_noted(counter: Counter, shop: Shop) -> None:
    counter.presenter.entered(promise_a_shirt(shop))
    assert counter.state.shown is not None
    promise = counter.state.shown.next_promise

    counter.presenter.fetching.note_came()

    assert promise is not None
    assert promise.owed_cents == 1_990
    assert counter.notices.toasts == ["\u20ac19.90 that were promised have come."]
    assert counter.state.shown.next_promise is None
    assert counter.state.shown.detail.row.payment_status == "paid"


def test_what_is_owed_is_paid_where_sales_are_paid(counter: Counter, shop: Shop) -> None:
    counter.presenter.entered(promise_a_shirt(shop))
    assert counter.state.shown is not None
    (promise,) = counter.state.shown.promises

    counter.presenter.fetching.take_balance()

    assert counter.navigator.went == [("sell", f"balance:{promise.payment_id}")]
