"""What a receipt says of the ways in which it was paid."""

from dataclasses import replace
from uuid import UUID

import pytest

from pos.documents.blocks import TextLine
from pos.documents.receipt_layout import lay_out_receipt
from pos.domain.attempt import Answer, AttemptState
from pos.domain.payment import TenderEntry, TenderKind
from pos.queries.receipts import get_sale_receipt
from pos.services.attempts import BeginAttempt, begin_attempt, settle_attempt
from pos.services.carts import save_cart
from pos.services.checkout import complete_sale
from tests.gift_cards import by_gift_card, card_cart, offer_gift_cards, sell_card
from tests.shop import SHIRT, Shop, cash

CARD = "7731AAKX2040"


@pytest.fixture
def gifts(shop: Shop) -> Shop:
    offer_gift_cards(shop)
    shop.open_shift()
    return shop


def pay(shop: Shop, *tenders: TenderEntry, cart=None) -> UUID:
    wish = shop.sale_of(cart or shop.cart_of(SHIRT), *tenders)
    with shop.store.write() as tx:
        return complete_sale(tx, wish).order_id


def approved_by_card(shop: Shop, **said) -> TenderEntry:
    answer = Answer(state=AttemptState.APPROVED, card_brand="Mastercard", card_last4="4771", **said)
    cart = shop.cart_of(SHIRT)
    with shop.store.write() as tx:
        save_cart(tx, cart, staff_id=shop.ada)
        asked = begin_attempt(
            tx,
            BeginAttempt(
                attempt_id=tx.new_id(),
                cart_id=cart.cart_id,
                sale_id=tx.new_id(),
                method_code="card",
                driver="told",
                amount_cents=1_990,
                staff_id=shop.ada,
            ),
        )
        settle_attempt(tx, asked.attempt_id, answer)
    return TenderEntry(
        method_code="card",
        kind=TenderKind.CARD,
        amount_cents=1_990,
        attempt_id=asked.attempt_id,
    )


def paper(shop: Shop, order_id: UUID) -> list[str]:
    with shop.store.read() as tx:
        blocks = lay_out_receipt(get_sale_receipt(tx, order_id), locale="en_GB")
    return [f"{each.left} {each.right}".strip() for each in blocks if isinstance(each, TextLine)]


def test_a_gift_card_is_shown_masked_with_what_stays_on_it(gifts: Shop) -> None:
    sell_card(gifts, CARD, 5_000)

    lines = paper(gifts, pay(gifts, by_gift_card(gifts, CARD)))

    assert "•••• 2040: 30.10 left" in lines
    assert not any(CARD in line for line in lines)


def test_a_copy_says_what_stayed_then_and_not_what_is_left_now(gifts: Shop) -> None:
    sell_card(gifts, CARD, 5_000)
    first = pay(gifts, by_gift_card(gifts, CARD))
    pay(gifts, by_gift_card(gifts, CARD))

    assert "•••• 2040: 30.10 left" in paper(gifts, first)


def test_one_card_in_two_parts_counts_down(gifts: Shop) -> None:
    sell_card(gifts, CARD, 5_000)

    lines = paper(gifts, pay(gifts, by_gift_card(gifts, CARD, 1_000), by_gift_card(gifts, CARD)))

    assert [line for line in lines if "left" in line] == [
        "•••• 2040: 40.00 left",
        "•••• 2040: 30.10 left",
    ]


def test_a_sold_card_is_named_by_its_last_characters(gifts: Shop) -> None:
    order = pay(gifts, cash(), cart=card_cart(gifts, CARD, 2_500))

    assert "Card •••• 2040" in paper(gifts, order)


def test_a_tip_is_on_the_paper_and_not_in_the_total(gifts: Shop) -> None:
    lines = paper(gifts, pay(gifts, replace(cash(3_000), tip_cents=210)))

    assert "TOTAL €19.90" in lines
    assert "with a tip of 2.10" in lines


def test_the_words_of_a_terminal_without_a_printer_are_on_the_paper_and_on_its_copy(
    gifts: Shop,
) -> None:
    attempt = approved_by_card(gifts, customer_text=("Customer copy", "EUR 19.90"))

    order = pay(gifts, attempt)

    lines = paper(gifts, order)
    assert lines.index("EUR 19.90") == lines.index("Customer copy") + 1
    assert "Mastercard •••• 4771" in lines
    assert paper(gifts, order) == lines


def test_the_reference_of_a_payment_is_on_the_paper(gifts: Shop) -> None:
    upi = TenderEntry(method_code="upi", kind=TenderKind.WALLET, reference="3301 AB")

    assert "Ref. 3301 AB" in paper(gifts, pay(gifts, upi))


def test_what_is_only_promised_is_said_to_be_owed(gifts: Shop) -> None:
    on_delivery = TenderEntry(method_code="cod", kind=TenderKind.COD)

    lines = paper(gifts, pay(gifts, on_delivery))

    assert lines[lines.index("Cash on delivery 19.90") + 1] == "not paid yet"
