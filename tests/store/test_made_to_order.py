"""Cakes that are made for somebody: the wish stays with its line, the day fills up."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from models.catalogue import ProductRow, VariantRow
from models.orders import OrderLineRow, OrderRow
from models.print_jobs import PrintJobRow
from pos.domain.cart import Cart, CartLine, add
from pos.domain.completion import CompletedSale
from pos.domain.made_to_order import MadeToOrder, make_to_order
from pos.domain.paper_json import Paper
from pos.domain.product_options import ChosenOption, OptionNotChosenError, parse_options
from pos.domain.ready_day import earliest_day
from pos.domain.receipt import Receipt
from pos.domain.text import CardDataError, TextTooLongError
from pos.domain.work_ticket import WorkTicket
from pos.queries.items import find_sellable
from pos.queries.order_detail import get_order
from pos.queries.orders import OrderCriteria, OrderFilter, list_orders
from pos.queries.pickup_labels import get_pickup_label
from pos.queries.ready_days import count_promised, read_making
from pos.queries.receipts import get_sale_receipt
from pos.services.carts import find_open_cart, save_cart
from pos.services.checkout import complete_sale
from pos.spooler.composing import compose
from pos.spooler.jobs import JobKind, JobState, PrintJob
from tests.gift_cards import offer_gift_cards
from tests.shop import CAKE, Shop, cash
from tests.store.test_promises import ON_DELIVERY

FOR_MIA = MadeToOrder(ready_on=date(2030, 7, 9), message="Happy birthday, Mia")
PLAIN = MadeToOrder(ready_on=date(2030, 7, 9))
LEMON = replace(FOR_MIA, chosen=(ChosenOption(name="Filling", choice="Lemon"),))
VANILLA = replace(FOR_MIA, chosen=(ChosenOption(name="Filling", choice="Vanilla"),))


def cake_for(shop: Shop, *wishes: MadeToOrder, quantity: int = 1) -> Cart:
    with shop.store.write() as tx:
        item = find_sellable(tx, CAKE, on=date(2026, 7, 3))
        assert item is not None
        cart = Cart(cart_id=tx.new_id(), currency="EUR")
        for wish in wishes:
            cart = add(cart, item, line_id=tx.new_id(), quantity=quantity, made=wish)
        return cart


def sell(shop: Shop, cart: Cart) -> CompletedSale:
    wish = shop.sale_of(cart)
    with shop.store.write() as tx:
        return complete_sale(tx, wish)


def promised(shop: Shop) -> dict[date, int]:
    with shop.store.read() as tx:
        return dict(count_promised(tx, today=date(2026, 7, 3)))


def first_day(shop: Shop, *, pieces: int = 1, in_hand: Sequence[CartLine] = ()) -> date:
    with shop.store.write() as tx:
        cake = find_sellable(tx, CAKE, on=date(2026, 7, 3))
        assert cake is not None
        making = read_making(tx, cake.variant_id, pieces=pieces, in_hand=in_hand, now=tx.now)
        return earliest_day(replace(making, today=date(2030, 7, 8)))


def set_row(shop: Shop, table: type[OrderRow | OrderLineRow | VariantRow], **values: int | str):
    with shop.store.write() as tx:
        tx.connection.execute(sa.update(table).values(**values))


def test_the_wish_is_still_there_after_a_restart(shop: Shop) -> None:
    cart = cake_for(shop, FOR_MIA)
    with shop.store.write() as tx:
        save_cart(tx, cart, staff_id=shop.ada)

    with shop.store.read() as tx:
        found = find_open_cart(tx)

    assert found is not None
    assert found.lines[0].made == FOR_MIA


def test_two_cakes_with_different_words_are_two_lines(shop: Shop) -> None:
    cart = cake_for(shop, FOR_MIA, PLAIN, FOR_MIA)

    assert [(line.quantity, line.made) for line in cart.lines] == [(2, FOR_MIA), (1, PLAIN)]


def offer_fillings(shop: Shop, options: list[dict[str, object]] | None) -> None:
    with shop.store.write() as tx:
        cake = sa.update(ProductRow).where(ProductRow.name == "Cake")
        tx.connection.execute(cake.values(options=options))


def test_the_till_knows_what_can_be_chosen_of_a_cake(shop: Shop) -> None:
    offer_fillings(shop, [{"name": "Filling", "choices": ["Vanilla", "Lemon"]}])

    with shop.store.read() as tx:
        cake = find_sellable(tx, CAKE, on=date(2026, 7, 3))

    assert cake is not None
    assert cake.options == parse_options("Filling: Vanilla, Lemon")


def test_two_cakes_with_different_fillings_are_two_lines(shop: Shop) -> None:
    cart = cake_for(shop, LEMON, VANILLA, LEMON)

    assert [(line.quantity, line.made) for line in cart.lines] == [(2, LEMON), (1, VANILLA)]


def test_what_was_chosen_stays_when_the_shop_offers_something_else(shop: Shop) -> None:
    offer_fillings(shop, [{"name": "Filling", "choices": ["Vanilla", "Lemon"]}])
    cart = cake_for(shop, LEMON)
    with shop.store.write() as tx:
        save_cart(tx, cart, staff_id=shop.ada)

    offer_fillings(shop, None)

    with shop.store.read() as tx:
        found = find_open_cart(tx)
    assert found is not None
    assert found.lines[0].made == LEMON


def test_what_was_chosen_stands_on_every_paper_and_in_the_order(shop: Shop) -> None:
    shop.open_shift()

    sold = sell(shop, cake_for(shop, LEMON))

    receipt, ticket = papers(shop)
    assert isinstance(receipt, Receipt)
    assert isinstance(ticket, WorkTicket)
    with shop.store.read() as tx:
        (listed,) = get_order(tx, sold.order_id).lines
        label = get_pickup_label(tx, sold.order_id)
    assert listed.made == LEMON
    assert receipt.lines[0].options == ticket.lines[0].options == ("Filling: Lemon",)
    assert "Filling: Lemon" in label.goods[0]


def test_a_cake_with_an_open_filling_is_not_ordered() -> None:
    options = parse_options("Filling: Vanilla, Lemon")

    with pytest.raises(OptionNotChosenError):
        make_to_order(date(2030, 7, 9), "", options=options)
    chosen = [ChosenOption(name="Filling", choice="Tar")]
    with pytest.raises(OptionNotChosenError):
        make_to_order(date(2030, 7, 9), "", options=options, chosen=chosen)


def test_the_receipt_and_the_order_say_what_was_promised(shop: Shop) -> None:
    shop.open_shift()

    sold = sell(shop, cake_for(shop, FOR_MIA))

    with shop.store.read() as tx:
        (printed,) = get_sale_receipt(tx, sold.order_id).lines
        (listed,) = get_order(tx, sold.order_id).lines
    assert (printed.ready_on, printed.message) == (date(2030, 7, 9), "Happy birthday, Mia")
    assert listed.made == FOR_MIA


def test_the_terms_stand_on_the_receipt_only_where_something_is_made(shop: Shop) -> None:
    shop.open_shift()
    shop.decide(made_terms="Changes until two days before; deposits are kept then.")

    sold = [sell(shop, cake_for(shop, FOR_MIA)), shop.sell(CAKE)]

    with shop.store.read() as tx:
        terms = [get_sale_receipt(tx, each.order_id).made_terms for each in sold]
    assert terms == ["Changes until two days before; deposits are kept then.", None]


def test_what_was_sold_fills_its_day(shop: Shop) -> None:
    shop.open_shift()
    sell(shop, cake_for(shop, FOR_MIA, quantity=2))
    shop.sell(CAKE)

    sell(shop, cake_for(shop, PLAIN))

    assert promised(shop) == {date(2030, 7, 9): 3}


def test_what_came_back_or_was_cancelled_leaves_its_day(shop: Shop) -> None:
    shop.open_shift()
    sell(shop, cake_for(shop, FOR_MIA, quantity=2))

    set_row(shop, OrderLineRow, returned_qty=1)
    after_return = promised(shop)
    set_row(shop, OrderRow, status="cancelled")

    assert after_return == {date(2030, 7, 9): 1}
    assert promised(shop) == {}


def test_the_first_day_follows_from_lead_days_closed_days_and_room(shop: Shop) -> None:
    shop.open_shift()
    set_row(shop, VariantRow, lead_time_days=1)
    on_an_empty_calendar = first_day(shop)

    shop.decide(closed_days="sun; 2030-07-10", made_per_day=2)
    sell(shop, cake_for(shop, FOR_MIA))

    assert on_an_empty_calendar == date(2030, 7, 9)
    assert first_day(shop) == date(2030, 7, 9)
    assert first_day(shop, pieces=2) == date(2030, 7, 11)


def test_what_is_in_the_cart_counts_as_promised(shop: Shop) -> None:
    shop.decide(made_per_day=2)
    set_row(shop, VariantRow, lead_time_days=1)

    in_hand = cake_for(shop, FOR_MIA, quantity=2).lines

    assert first_day(shop, in_hand=in_hand) == date(2030, 7, 10)


def test_the_words_are_one_line_and_fit_on_a_cake() -> None:
    made = make_to_order(date(2030, 7, 9), "  Happy\n birthday ")

    assert made.message == "Happy birthday"
    with pytest.raises(TextTooLongError):
        make_to_order(date(2030, 7, 9), "a" * 81)
    with pytest.raises(CardDataError):
        make_to_order(date(2030, 7, 9), "4111 1111 1111 1111")


def test_the_kitchen_sees_what_is_to_be_made_the_first_day_first(shop: Shop) -> None:
    shop.open_shift()
    later = sell(shop, cake_for(shop, MadeToOrder(ready_on=date(2030, 7, 12))))
    sooner = sell(shop, cake_for(shop, FOR_MIA))
    sell(shop, cake_for(shop, MadeToOrder(ready_on=date(2030, 7, 8))))
    shop.sell(CAKE)

    to_make = OrderCriteria(chosen=OrderFilter.TO_MAKE, business_date=date(2030, 7, 9))
    with shop.store.read() as tx:
        rows = list_orders(tx, to_make)

    assert [(row.number, row.ready_on) for row in rows] == [
        (sooner.number, date(2030, 7, 9)),
        (later.number, date(2030, 7, 12)),
    ]


def papers(shop: Shop) -> list[Paper]:
    with shop.store.read() as tx:
        jobs = sa.select(PrintJobRow.id, PrintJobRow.kind, PrintJobRow.doc_type, PrintJobRow.doc_id)
        rows = tx.connection.execute(jobs.where(PrintJobRow.kind != "drawer")).all()
        return [
            compose(
                tx,
                PrintJob(
                    job_id=row.id,
                    printer="none:",
                    kind=JobKind(row.kind),
                    state=JobState.QUEUED,
                    created_at=datetime(2026, 7, 3, tzinfo=UTC),
                    doc_type=row.doc_type,
                    doc_id=row.doc_id,
                ),
            )
            for row in rows
        ]


def test_an_order_for_a_cake_prints_a_ticket_for_the_kitchen_beside_the_receipt(shop: Shop) -> None:
    shop.open_shift()
    later = MadeToOrder(ready_on=date(2030, 7, 12), message="Leo")

    sold = sell(shop, cake_for(shop, later, FOR_MIA))

    receipt, ticket = papers(shop)
    assert isinstance(receipt, Receipt)
    assert isinstance(ticket, WorkTicket)
    assert ticket.number == sold.number
    assert [(line.name, line.quantity, line.message) for line in ticket.lines] == [
        ("Cake", 1, "Happy birthday, Mia"),
        ("Cake", 1, "Leo"),
    ]


def test_the_ticket_says_what_is_left_to_pay_after_a_deposit(shop: Shop) -> None:
    offer_gift_cards(shop)
    shop.open_shift()
    wish = shop.sale_of(cake_for(shop, FOR_MIA), cash(900), ON_DELIVERY)

    with shop.store.write() as tx:
        sold = complete_sale(tx, wish)

    with shop.store.read() as tx:
        order = get_order(tx, sold.order_id).row
    _receipt, ticket = papers(shop)
    assert isinstance(ticket, WorkTicket)
    assert (ticket.owed_cents, order.payment_status) == (2_100, "partially_paid")


def test_what_lies_in_the_shop_needs_no_ticket(shop: Shop) -> None:
    shop.open_shift()

    shop.sell(CAKE)

    (receipt,) = papers(shop)
    assert isinstance(receipt, Receipt)
