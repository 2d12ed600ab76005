from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from pos.domain.cart import Cart, CartLine
from pos.domain.cart_pricing import price_cart
from pos.domain.payment import Settlement, TenderEntry, TenderKind, settle
from pos.domain.pricing import PricingRules
from pos.domain.sale import (
    PaymentState,
    Sale,
    TenderState,
    payment_state,
)

RULES = PricingRules(currency="EUR", prices_include_tax=True)
SHIRT = CartLine(
    line_id=UUID(int=1),
    variant_id=UUID(int=2),
    sku="SHIRT-M",
    name="Shirt",
    list_price_cents=1000,
    unit_price_cents=1000,
)
CART = Cart(cart_id=UUID(int=3), currency="EUR", lines=(SHIRT, SHIRT))
CASH = TenderEntry(method_code="cash", kind=TenderKind.CASH, tendered_cents=5000)


def a_sale(settlement: Settlement) -> Sale:
    return Sale(
        sale_id=UUID(int=4),
        number="S1R1-A-000001",
        rules=RULES,
        cart=CART,
        priced=price_cart(RULES, CART),
        settlement=settlement,
        staff_id=UUID(int=5),
        shift_id=UUID(int=6),
        business_date=date(2026, 11, 20),
        sold_at=datetime(2026, 11, 20, 12, 0, tzinfo=UTC),
    )


def test_a_sale_numbers_its_lines_and_knows_its_tenders() -> None:
    sale = a_sale(settle(2000, [CASH]))

    assert [(line.line_no, line.priced.total_cents) for line in sale.lines] == [
        (1, 1000),
        (2, 1000),
    ]
    assert [tender.change_cents for tender in sale.payments] == [3000]


@pytest.mark.parametrize("total_cents", [1999, 2001, 6000])
def test_a_sale_that_does_not_add_up_cannot_be_made(total_cents: int) -> None:
    with pytest.raises(AssertionError):
        a_sale(settle(total_cents, [CASH]))


@pytest.mark.parametrize(
    ("tenders", "refunded_cents", "state"),
    [
        ([], 0, "pending"),
        ([("failed", 1000)], 0, "failed"),
        ([("failed", 1000), ("cancelled", 1000)], 0, "failed"),
        ([("failed", 1000), ("pending", 1000)], 0, "pending"),
        ([("pending", 1000), ("processing", 1000)], 0, "processing"),
        ([("processing", 1000), ("authorized", 1000)], 0, "authorized"),
        ([("captured", 400), ("authorized", 600)], 0, "partially_paid"),
        ([("captured", 400), ("captured", 600)], 0, "paid"),
        ([("captured", 1001)], 0, "paid"),
        ([("partially_refunded", 1000)], 1, "partially_refunded"),
        ([("partially_refunded", 1000)], 999, "partially_refunded"),
        ([("refunded", 1000)], 1000, "refunded"),
        ([("refunded", 400), ("captured", 600)], 400, "partially_refunded"),
    ],
)
def test_what_the_tenders_of_an_order_amount_to(
    tenders: list[tuple[str, int]], refunded_cents: int, state: str
) -> None:
    found = [(TenderState(each), amount) for each, amount in tenders]

    rolled_up = payment_state(found, total_cents=1000, refunded_cents=refunded_cents)

    assert rolled_up is PaymentState(state)
