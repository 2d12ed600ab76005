"""The parts of a receipt add up."""

from datetime import UTC, datetime

from pos.domain.day_report import CashCount
from pos.domain.receipt import (
    Receipt,
    ReceiptKind,
    ReceiptLine,
    ReceiptShop,
    ReceiptTax,
    ReceiptTender,
)

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def _receipt() -> Receipt:
    return Receipt(
        kind=ReceiptKind.SALE,
        number="S1R1-A-000007",
        shop=ReceiptShop(name="Corner Shop", timezone="Europe/Paris"),
        register_code="R1",
        cashier="Ada",
        issued_at=NOON,
        currency="EUR",
        lines=(
            ReceiptLine(name="Tea", quantity=2, unit_price_cents=450, gross_cents=900),
            ReceiptLine(
                name="Cup", quantity=1, unit_price_cents=1200, gross_cents=1200, discount_cents=200
            ),
        ),
        order_discount_cents=100,
        taxes=(
            ReceiptTax(
                code="GST",
                name="GST",
                rate_ppm=50_000,
                is_included=False,
                base_cents=1800,
                tax_cents=90,
            ),
            ReceiptTax(
                code="ECO",
                name="Eco",
                rate_ppm=10_000,
                is_included=True,
                base_cents=1782,
                tax_cents=18,
            ),
        ),
        total_cents=1890,
        tenders=(
            ReceiptTender(
                name="Cash",
                amount_cents=1890,
                tendered_cents=2000,
                change_cents=110,
            ),
        ),
    )


def test_subtotal_less_discount_plus_added_taxes_is_the_total():
    receipt = _receipt()

    assert receipt.subtotal_cents == 1900
    assert receipt.added_tax_cents == 90
    assert receipt.subtotal_cents - 100 + 90 == receipt.total_cents
    assert receipt.change_cents == 110


def test_missing_cash_is_a_negative_difference():
    counted = CashCount(opening_cents=500, sales_cents=749, expected_cents=1249, counted_cents=1200)

    assert counted.difference_cents == -49


def test_before_the_count_there_is_no_difference():
    open_drawer = CashCount(opening_cents=500, sales_cents=749, expected_cents=1249)

    assert open_drawer.difference_cents is None
