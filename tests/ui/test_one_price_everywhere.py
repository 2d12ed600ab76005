"""`countertop price`, the window and the receipt say the same of a basket, to the cent."""

import json

import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from models.orders import OrderLineRow, OrderRow
from pos.documents.paper_text import write_text
from pos.documents.receipt_layout import lay_out_receipt
from pos.domain.receipt import Receipt
from pos.queries.receipts import get_sale_receipt
from tests.shop import APPLES, CAKE, SHIRT
from ui.command_line import main

RECEIPT_COLUMNS = 42
LINE_AMOUNTS = ("gross_cents", "discount_cents", "tax_cents", "total_cents")

BASKET = {
    "currency": "EUR",
    "prices_include_tax": True,
    "tax_rounding": "line",
    "cash_step_cents": 5,
    "taxes": {"VAT20": {"rate_ppm": 200_000}, "VAT10": {"rate_ppm": 100_000}},
    "lines": [
        {"quantity": 3, "unit_price_cents": 1_990, "taxes": ["VAT20"]},
        {
            "quantity": 333,
            "unit": "g",
            "price_unit_qty": 1_000,
            "unit_price_cents": 399,
            "taxes": ["VAT10"],
        },
        {
            "quantity": 1,
            "unit_price_cents": 3_000,
            "taxes": ["VAT10"],
            "discount": {"percent_ppm": 125_000},
        },
    ],
    "order_discount": {"amount_cents": 777},
    "tenders": [{"method": "cash", "tendered_cents": 10_000}],
}
"""What the cashier rings up below, as a document."""


def priced_by_command(tmp_path, capsys) -> dict:
    basket = tmp_path / "basket.json"
    basket.write_text(json.dumps(BASKET))
    assert main(["price", str(basket)]) == 0
    return json.loads(capsys.readouterr().out)


def ring_up(hands) -> None:
    for _ in range(3):
        hands.scan(SHIRT)
    hands.scan(APPLES)
    hands.type("number", "0.333")
    hands.press("confirm")
    hands.scan(CAKE)
    give_discount(hands, "line-discount", "12.5")
    hands.press("discount")
    choose_segment(hands, "EUR")
    hands.type("number", "7.77")
    hands.press("confirm")


def give_discount(hands, button: str, percent: str) -> None:
    hands.press(button)
    hands.type("number", percent)
    hands.press("confirm")


def choose_segment(hands, words: str) -> None:
    buttons = hands.window.findChildren(QAbstractButton)
    (button,) = [each for each in buttons if each.isVisible() and each.text().strip() == words]
    button.click()


def euros(cents: int) -> str:
    return f"\u20ac{cents // 100}.{cents % 100:02}"


def sold_lines(shop) -> list[tuple[int, ...]]:
    columns = [OrderLineRow.__table__.c[name] for name in LINE_AMOUNTS]
    with shop.store.read() as tx:
        query = sa.select(*columns).order_by(OrderLineRow.line_no)
        return [tuple(row) for row in tx.connection.execute(query)]


def receipt_of_last_sale(shop) -> Receipt:
    with shop.store.read() as tx:
        order_id = tx.connection.execute(sa.select(OrderRow.id)).scalar_one()
        return get_sale_receipt(tx, order_id)


def test_the_command_the_window_and_the_receipt_agree_to_the_cent(hands, shop, tmp_path, capsys):
    said = priced_by_command(tmp_path, capsys)

    ring_up(hands)
    hands.see("cart-total", euros(said["total_cents"]))
    hands.key(Qt.Key.Key_F12)
    hands.see("amount-due", euros(said["total_cents"]))
    hands.key("1", "0", "0", Qt.Key.Key_Return)
    hands.see("change-due", euros(said["change_cents"]))

    lines, receipt = sold_lines(shop), receipt_of_last_sale(shop)
    assert lines == [tuple(line[name] for name in LINE_AMOUNTS) for line in said["lines"]]
    assert [line.gross_cents for line in receipt.lines] == [gross for gross, *_ in lines]
    assert receipt.total_cents == said["total_cents"]
    assert [tender.change_cents for tender in receipt.tenders] == [said["change_cents"]]
    assert sorted((tax.base_cents, tax.tax_cents) for tax in receipt.taxes) == sorted(
        (tax["base_cents"], tax["tax_cents"]) for tax in said["taxes"]
    )
    paper = " ".join(write_text(lay_out_receipt(receipt, locale="en"), columns=RECEIPT_COLUMNS))
    assert euros(said["total_cents"]) in paper
