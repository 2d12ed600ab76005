"""A card terminal on the network, asked from a real window, with all that may go wrong."""

import sqlite3
from contextlib import closing

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.payments import PaymentRow
from pos.documents.blocks import TextLine
from pos.documents.receipt_layout import lay_out_receipt
from pos.queries.receipts import get_sale_receipt
from pos.services.settings import choose_setting
from tests.card_sales import attempts
from tests.fakes.zvt_simulator import WHOLE_CARD, Fault, ZvtSimulator
from tests.shop import SHIRT, Shop
from tests.ui import windows
from tests.ui.hands import Hands


@pytest.fixture
def hands(device: ZvtSimulator, hands: Hands) -> Hands:
    """Grace at the till; the terminal is there before her."""
    return hands


def pay_by_card(hands: Hands, *, total: str = "\u20ac19.90") -> None:
    hands.scan(SHIRT)
    hands.see("cart-total", total)
    hands.key(Qt.Key.Key_F11)


def paper(shop: Shop) -> list[str]:
    with shop.store.read() as tx:
        newest = sa.select(PaymentRow.order_id).order_by(PaymentRow.number.desc()).limit(1)
        receipt = get_sale_receipt(tx, tx.connection.execute(newest).scalar_one())
    blocks = lay_out_receipt(receipt, locale="en_GB")
    return [f"{each.left} {each.right}".strip() for each in blocks if isinstance(each, TextLine)]


def everything_kept(shop: Shop) -> str:
    with closing(sqlite3.connect(shop.store.path)) as connection:
        return "\n".join(connection.iterdump())


def test_an_approved_card_completes_the_sale_and_is_on_the_receipt(hands, shop, device) -> None:
    device.faults = [Fault.WHOLE_CARD_NUMBER]

    pay_by_card(hands)

    hands.see("change-due", "No change")
    hands.see("toast-text", "Approved: MasterCard \u2022\u2022\u2022\u2022 4771")
    lines = paper(shop)
    assert "MasterCard \u2022\u2022\u2022\u2022 4771" in lines
    assert "Customer copy" in lines
    assert "Merchant copy" not in lines
    assert any("831000" in line for line in lines)
    assert WHOLE_CARD not in everything_kept(shop)


def test_a_mistake_in_the_address_is_said_and_stops_no_sale(hands, shop, device) -> None:
    with shop.store.write() as tx:
        choose_setting(tx, "card_terminal_address", "10.0.0.7")
    hands.see_strip("The card terminal cannot be asked at \u201c10.0.0.7\u201d.")

    pay_by_card(hands)
    hands.see_strip("The card terminal cannot be asked at")
    hands.key(*"4771", Qt.Key.Key_Return)

    hands.see("change-due", "No change")
    assert (attempts(shop), device.asked) == (["approved"], [])


def test_a_declined_card_is_followed_by_cash(hands, shop, device) -> None:
    device.faults = [Fault.DECLINED]

    pay_by_card(hands)
    hands.see_strip("Declined by the bank. Try another card or another payment. (ZVT 05)")
    hands.key(Qt.Key.Key_F10)

    hands.see("change-due", "No change")
    assert (attempts(shop), device.charges) == (["declined"], [])


def test_a_line_that_was_cut_after_the_charge_is_cleared_up_by_the_terminal(
    hands, shop, device
) -> None:
    pay_by_card(hands)
    hands.see("change-due", "No change")
    device.faults = [Fault.DROPS_AFTER]

    pay_by_card(hands)

    hands.see("toast-text", "The terminal says that \u20ac19.90 was charged.")
    hands.see("change-due", "No change")
    assert (attempts(shop), device.asked) == (["approved", "approved"], [1_990, 1_990])


def test_a_line_that_was_cut_before_the_charge_charges_nobody_twice(hands, shop, device) -> None:
    pay_by_card(hands)
    hands.see("change-due", "No change")
    device.faults = [Fault.DROPS_BEFORE]

    pay_by_card(hands)
    hands.see_strip("The card was not charged.")
    hands.key(Qt.Key.Key_F10)

    hands.see("change-due", "No change")
    assert attempts(shop) == ["approved", "not_charged"]
    assert len(device.charges) == 1


def test_a_doubt_stops_the_sale_until_the_terminal_is_asked_again(hands, shop, device) -> None:
    pay_by_card(hands)
    hands.see("change-due", "No change")
    device.faults, device.repeats = [Fault.DROPS_AFTER_STATUS], False

    pay_by_card(hands)
    hands.wait_for("terminal-ask")
    windows.check_all(hands.window)
    words = hands.find("terminal-words").text()
    blocked = attempts(shop)
    device.repeats = True
    hands.press("terminal-ask")

    hands.see("change-due", "No change")
    assert words.startswith("We do not know whether the card was charged.")
    assert (blocked, attempts(shop)) == (["approved", "unknown"], ["approved", "approved"])
    assert len(device.asked) == 2


def test_the_cashier_gives_up_with_one_key(hands, shop, device) -> None:
    device.faults = [Fault.WAITS]

    pay_by_card(hands)
    hands.see("terminal-words", "Ask the customer to present the card.")
    hands.key(Qt.Key.Key_Escape)

    hands.see_strip("Cancelled. Nothing was charged.")
    assert (attempts(shop), device.charges) == (["cancelled"], [])
    assert hands.find("amount-due").text() == "\u20ac19.90"


def test_a_tender_is_taken_back_by_the_terminal(hands, shop, device) -> None:
    hands.scan(SHIRT)
    hands.see("cart-total", "\u20ac19.90")
    hands.key(Qt.Key.Key_F12)
    hands.see("amount-due", "\u20ac19.90")
    hands.key("5")
    hands.press("tender-card")
    hands.see("tender-note-0", "MasterCard \u2022\u2022\u2022\u2022 4771 \u00b7 831000")

    hands.press("take-back-0")

    hands.wait_until_gone("tender-note-0")
    assert attempts(shop) == ["reversed"]
    assert device.charges[0].is_reversed


def test_a_till_that_closes_lets_the_terminal_go(till, hands, shop, device) -> None:
    device.faults = [Fault.WAITS]
    pay_by_card(hands)
    hands.see("terminal-words", "Ask the customer to present the card.")

    till.close()

    assert (attempts(shop), device.charges) == (["sent"], [])


def bring_back(hands: Hands, *, pieces: int) -> None:
    """Take pieces of the first line of the newest sale back, and give the money back."""
    hands.press("nav-returns")
    hands.type("returns-search", "1")
    QTest.keyClick(hands.find("returns-search"), Qt.Key.Key_Return)
    for _ in range(pieces):
        hands.press("line-more")
    hands.press("refund")
    hands.press("confirm-refund")
    hands.wait_for("card-refund")


def test_goods_that_come_back_are_paid_back_by_the_terminal(hands, shop, device) -> None:
    pay_by_card(hands)
    hands.see("change-due", "No change")

    bring_back(hands, pieces=1)

    hands.see("card-refund", "\u20ac19.90 went back to MasterCard \u2022\u2022\u2022\u2022 4771.")
    hands.wait_until(lambda: attempts(shop) == ["reversed"])
    assert device.charges[0].is_reversed


def test_a_terminal_that_gives_nothing_back_leaves_it_to_the_cashier(hands, shop, device) -> None:
    device.reverses = False
    pay_by_card(hands)
    hands.see("change-due", "No change")

    bring_back(hands, pieces=1)

    hands.see_strip("The terminal did not give \u20ac19.90 back to MasterCard")
    assert attempts(shop) == ["approved"]


def test_a_line_that_was_cut_while_money_went_back_is_said_to_be_one(hands, shop, device) -> None:
    device.drops_reversals = True
    pay_by_card(hands)
    hands.see("change-due", "No change")

    bring_back(hands, pieces=1)

    hands.see_strip("Nobody knows whether \u20ac19.90 went back to MasterCard")
    assert attempts(shop) == ["approved"]


def test_a_part_of_a_payment_is_given_back_by_hand(hands, shop, device) -> None:
    hands.scan(SHIRT)
    pay_by_card(hands, total="\u20ac39.80")
    hands.see("change-due", "No change")

    bring_back(hands, pieces=1)

    hands.see(
        "card-refund",
        "Give \u20ac19.90 back to MasterCard \u2022\u2022\u2022\u2022 4771 on the card terminal.",
    )
    assert not device.charges[0].is_reversed


@pytest.mark.parametrize(
    "way",
    [(Fault.WAITS, "not_charged"), (Fault.CANNOT_STOP, "approved")],
    ids=["before the customer paid", "after the customer paid"],
)
def test_a_till_that_was_closed_asks_the_terminal_when_it_opens(
    hands, shop, device, reopen, way
) -> None:
    fault, found = way
    pay_by_card(hands)
    hands.see("change-due", "No change")
    device.faults = [fault]
    pay_by_card(hands)
    hands.wait_until(lambda: len(device.asked) == 2)

    reopen()

    hands.wait_until(lambda: attempts(shop) == ["approved", found])
    assert len(device.asked) == 2
