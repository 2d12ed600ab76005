"""Gift cards: sold as money, not as goods; spent to the cent; never below zero here."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from models.sync import SyncStateRow
from pos.domain.cart import Cart, GiftCardMissingError, add
from pos.domain.customer import CartCustomer
from pos.domain.gift_card_lines import GiftCardTwiceError
from pos.domain.payment import TenderKind
from pos.domain.stored_value import (
    AccountClosedError,
    AccountCurrencyError,
    AccountExpiredError,
    AccountFrozenError,
    BalanceTooLowError,
    GiftCardCodeError,
    GiftCardUnknownError,
    OfflineLimitError,
)
from pos.identity import CONTACT_KEY
from pos.queries.items import find_sellable
from pos.queries.returns import find_returnable
from pos.queries.shift_reports import read_day_report_of_shift
from pos.queries.store_rules import day_in_store
from pos.queries.stored_value import find_gift_card
from pos.services.checkout import complete_sale
from pos.services.permissions import Actor
from pos.services.return_rows import ReturnedGoods
from pos.services.returns import AcceptedReturn, AcceptReturn, accept_return
from tests.fakes.set_clock import MONDAY_MORNING
from tests.gift_cards import (
    GIFT_CARD_SKU,
    by_gift_card,
    card_cart,
    change_card,
    ledger,
    look_at,
    offer_gift_cards,
    sell_card,
)
from tests.shop import CAKE, SHIRT, Shop, card, cash

CARD = "G.7731-AAKX-2040"
SAME_CARD_TYPED = "7731 aakx 2040"


@pytest.fixture
def gifts(shop: Shop) -> Shop:
    """The shop, open, with gift cards on the shelf and every way to pay."""
    offer_gift_cards(shop)
    shop.open_shift()
    return shop


def pay(shop: Shop, *tenders, code: str = SHIRT):
    wish = shop.sale_of(shop.cart_of(code), *tenders)
    with shop.store.write() as tx:
        return complete_sale(tx, wish)


def bring_back(shop: Shop, number: str) -> AcceptedReturn:
    with shop.store.write() as tx:
        order = find_returnable(tx, number)
        goods = tuple(
            ReturnedGoods(order_line_id=line.sold.line_id, quantity=line.sold.sold_qty)
            for line in order.lines
        )
        wish = AcceptReturn(
            return_id=tx.new_id(), number=number, goods=goods, actor=Actor(staff_id=shop.grace)
        )
        return accept_return(tx, wish)


def central_is_away(shop: Shop, *, since_minutes: int = 5) -> None:
    shop.belong_to_central()
    with shop.store.write() as tx:
        since = (tx.now - timedelta(minutes=since_minutes)).isoformat()
        tx.connection.execute(
            sa.insert(SyncStateRow),
            {"key": CONTACT_KEY, "value": {"failing_since": since}, "updated_at": tx.now},
        )


def test_a_sold_card_holds_what_was_paid_for_it(gifts: Shop) -> None:
    sell_card(gifts, CARD, 5_000)

    assert look_at(gifts, SAME_CARD_TYPED).balance_cents == 5_000
    assert ledger(gifts, CARD) == [("issue", 5_000)]


def test_a_card_that_is_sold_again_is_loaded(gifts: Shop) -> None:
    sell_card(gifts, CARD, 5_000)

    sell_card(gifts, CARD, 1_000)

    assert look_at(gifts, CARD).balance_cents == 6_000
    assert ledger(gifts, CARD) == [("issue", 5_000), ("reload", 1_000)]


def test_a_sold_card_is_neither_turnover_nor_taxed(gifts: Shop) -> None:
    gifts.sell(SHIRT)
    sell_card(gifts, CARD, 5_000)

    with gifts.store.read() as tx:
        report = read_day_report_of_shift(tx, None, printed_at=MONDAY_MORNING)

    assert (report.gross_cents, report.total_cents) == (1_990, 1_990)
    assert report.gift_cards_cents == 5_000
    assert [tax.tax_cents for tax in report.taxes] == [332]
    assert report.journal.perpetual_cents == 1_990
    assert report.cash.expected_cents == 10_000 + 1_990 + 5_000


def test_a_card_pays_to_the_cent_and_cash_the_rest(gifts: Shop) -> None:
    sell_card(gifts, CARD, 1_203)

    sale = pay(gifts, by_gift_card(gifts, CARD, 1_203), cash(1_000))

    assert (look_at(gifts, CARD).balance_cents, sale.change_cents) == (0, 215)
    assert ledger(gifts, CARD)[-1] == ("redeem", -1_203)


def test_a_card_never_pays_more_than_is_on_it(gifts: Shop) -> None:
    sell_card(gifts, CARD, 1_000)

    with pytest.raises(BalanceTooLowError) as refused:
        pay(gifts, by_gift_card(gifts, CARD))

    assert refused.value.balance_cents == 1_000
    assert look_at(gifts, CARD).balance_cents == 1_000


def test_one_card_taken_twice_in_a_sale_is_counted_twice(gifts: Shop) -> None:
    sell_card(gifts, CARD, 1_500)

    with pytest.raises(BalanceTooLowError):
        pay(gifts, by_gift_card(gifts, CARD, 1_000), by_gift_card(gifts, CARD, 990))

    assert ledger(gifts, CARD) == [("issue", 1_500)]


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"status": "frozen"}, AccountFrozenError),
        ({"status": "closed"}, AccountClosedError),
        ({"currency": "CHF"}, AccountCurrencyError),
    ],
    ids=["frozen", "closed", "in other money"],
)
def test_a_card_that_may_not_be_used_is_refused(gifts: Shop, values, refusal) -> None:
    sell_card(gifts, CARD, 5_000)
    change_card(gifts, CARD, **values)

    with pytest.raises(refusal):
        pay(gifts, by_gift_card(gifts, CARD))

    assert look_at(gifts, CARD).balance_cents == 5_000


def test_a_card_is_good_until_its_day_is_over(gifts: Shop, clock) -> None:
    sell_card(gifts, CARD, 5_000)
    change_card(gifts, CARD, expires_at=clock.now() + timedelta(days=1))
    pay(gifts, by_gift_card(gifts, CARD))
    clock.advance(timedelta(days=1))

    with pytest.raises(AccountExpiredError):
        pay(gifts, by_gift_card(gifts, CARD))


def test_an_unknown_card_is_no_money(gifts: Shop) -> None:
    nobody = replace(card(), method_code="gift_card", kind=TenderKind.GIFT_CARD)

    with pytest.raises(GiftCardUnknownError):
        pay(gifts, nobody)


def test_a_gift_card_cannot_be_called_store_credit(gifts: Shop) -> None:
    sell_card(gifts, CARD, 5_000)
    disguised = replace(
        by_gift_card(gifts, CARD), method_code="store_credit", kind=TenderKind.STORE_CREDIT
    )
    wish = gifts.sale_of(gifts.cart_of(SHIRT), disguised)
    customer = CartCustomer(customer_id=gifts.ada, name="Ada")
    wish = replace(wish, cart=replace(wish.cart, customer=customer))

    with pytest.raises(GiftCardUnknownError), gifts.store.write() as tx:
        complete_sale(tx, wish)


@pytest.mark.parametrize("number", ["", "12345", "G.", "card number!", "7" * 41])
def test_what_no_card_can_be_called_is_refused(gifts: Shop, number: str) -> None:
    with pytest.raises(GiftCardCodeError), gifts.store.read() as tx:
        find_gift_card(tx, number)


def test_the_number_of_a_card_is_nowhere_in_the_database(gifts: Shop) -> None:
    sell_card(gifts, "SECRETNUMBER99", 5_000)
    pay(gifts, by_gift_card(gifts, "SECRETNUMBER99"))

    with gifts.store.read() as tx:
        dump = "\n".join(tx.connection.connection.dbapi_connection.iterdump())

    assert "SECRETNUMBER99" not in dump


def test_a_refund_goes_back_onto_the_card(gifts: Shop) -> None:
    sell_card(gifts, CARD, 5_000)
    sale = pay(gifts, by_gift_card(gifts, CARD))

    bring_back(gifts, sale.number)

    assert look_at(gifts, CARD).balance_cents == 5_000
    assert ledger(gifts, CARD)[-1] == ("refund", 1_990)


def test_a_card_comes_back_as_long_as_nothing_was_bought_with_it(gifts: Shop) -> None:
    number = sell_card(gifts, CARD, 5_000)

    bring_back(gifts, number)

    assert look_at(gifts, CARD).balance_cents == 0


def test_a_card_that_was_used_does_not_come_back(gifts: Shop) -> None:
    number = sell_card(gifts, CARD, 5_000)
    pay(gifts, by_gift_card(gifts, CARD))

    with pytest.raises(BalanceTooLowError):
        bring_back(gifts, number)

    assert look_at(gifts, CARD).balance_cents == 3_010


def test_while_central_is_away_a_card_pays_up_to_the_limit(gifts: Shop) -> None:
    sell_card(gifts, CARD, 9_000)
    central_is_away(gifts)
    pay(gifts, by_gift_card(gifts, CARD), code=CAKE)

    with pytest.raises(OfflineLimitError) as refused:
        pay(gifts, by_gift_card(gifts, CARD), code=CAKE)

    assert (refused.value.limit_cents, refused.value.left_cents) == (5_000, 2_000)
    assert look_at(gifts, CARD).balance_cents == 6_000


def test_what_was_taken_before_central_went_away_does_not_count(gifts: Shop, clock) -> None:
    sell_card(gifts, CARD, 9_000)
    pay(gifts, by_gift_card(gifts, CARD), code=CAKE)
    clock.advance(timedelta(minutes=10))
    central_is_away(gifts)

    pay(gifts, by_gift_card(gifts, CARD), code=CAKE)

    assert look_at(gifts, CARD).balance_cents == 3_000


def test_one_card_has_one_line_in_a_sale(gifts: Shop) -> None:
    cart = card_cart(gifts, CARD, 1_000)

    with pytest.raises(GiftCardTwiceError):
        card_cart(gifts, SAME_CARD_TYPED, 2_000, cart=cart)


def test_a_card_without_a_number_is_not_sold(gifts: Shop) -> None:
    with gifts.store.write() as tx:
        item = find_sellable(tx, GIFT_CARD_SKU, on=day_in_store(tx, tx.now))
        cart = Cart(cart_id=tx.new_id(), currency="EUR")

        with pytest.raises(GiftCardMissingError):
            add(cart, item, line_id=tx.new_id())
