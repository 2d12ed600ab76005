"""What it costs depends on who buys: groups, customers without taxes, and what changed is said."""

from uuid import UUID

import pytest
import sqlalchemy as sa

from models.identity import UserRow
from models.orders import OrderRow
from pos.documents.paper_text import write_text
from pos.documents.receipt_layout import lay_out_receipt
from pos.queries.receipts import get_sale_receipt
from tests.offers import form_group, put_price
from tests.shop import CAKE, SHIRT

COLUMNS = 42


@pytest.fixture
def meet(shop):
    def know(name: str, **facts: object) -> UUID:
        with shop.store.write() as tx:
            row = {"id": tx.new_id(), "name": name, "customer_no": "CARD-1", **facts}
            tx.connection.execute(sa.insert(UserRow), row)
        return row["id"]

    return know


def test_a_member_pays_the_prices_of_the_group_and_what_changed_is_said(meet, shop, request):
    group = form_group(shop, "Nursery", meet("Ida Holm"))
    put_price(shop, SHIRT, 1_500, "Nursery", customer_group_id=group)
    hands = request.getfixturevalue("hands")
    hands.scan(SHIRT)
    hands.scan(CAKE)
    hands.see("cart-total", "\u20ac49.90")

    hands.scan("C.CARD-1")

    hands.see("cart-total", "\u20ac45.00")
    hands.see("toast-text", "Ida Holm: 1 price changed: Shirt \u20ac19.90 \u2192 \u20ac15.00")
    hands.press("toast-undo")
    hands.see("cart-total", "\u20ac49.90")


def test_who_is_exempt_pays_no_tax_and_the_receipt_says_why(meet, shop, request):
    meet("Embassy", is_tax_exempt=True, tax_exempt_no="EX-42")
    hands = request.getfixturevalue("hands")
    hands.scan(SHIRT)

    hands.scan("C.CARD-1")
    hands.see("cart-total", "\u20ac16.58")
    hands.see("customer-remark", "No tax: EX-42")
    hands.press("exact-cash")
    hands.see("change-due", "No change")

    with shop.store.read() as tx:
        order = tx.connection.execute(sa.select(OrderRow.id, OrderRow.tax_cents)).one()
        receipt = get_sale_receipt(tx, order.id)
    assert order.tax_cents == 0
    assert "EX-42" in "\n".join(write_text(lay_out_receipt(receipt, locale="en"), columns=COLUMNS))
