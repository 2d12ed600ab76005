"""Turns a priced and paid cart into the rows that a sale consists of."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from pos.domain.cart import CartLine
from pos.domain.customization import customization_of
from pos.domain.discount import Discount
from pos.domain.made_to_order import with_terms
from pos.domain.pricing import LineTax, PricedBasket, PricedLine
from pos.domain.sale import Sale, SaleLine, SaleState
from pos.domain.stock import MovementKind
from pos.queries.settings import read_settings
from pos.services import sale_payments, turnover
from pos.services.journal import Entry
from pos.services.stock import Movement
from pos.uow import WriteTx

RowValues = dict[str, Any]


def order_row(tx: WriteTx, sale: Sale) -> RowValues:
    """Return the order: completed, or waiting where something is made first; paid or promised."""
    priced, is_over = sale.priced, sale.state is SaleState.COMPLETED
    includes_tax = _taxes_are_inside(priced)
    return {
        **_dated(tx, sale.sale_id),
        "number": sale.number,
        "channel": "register",
        "store_id": tx.register.store_id,
        "register_id": tx.register.register_id,
        "shift_id": sale.shift_id,
        "staff_id": sale.staff_id,
        "user_id": sale.cart.customer_id,
        "customer_name": sale.cart.customer_name or None,
        "customer_notes": sale.cart.note or None,
        "tax_exempt_no": _exemption(sale) or None,
        "status": str(sale.state),
        "payment_status": str(sale_payments.state_of_payment(sale)),
        "fulfilment_status": str(sale.fulfilment),
        "currency": sale.rules.currency,
        "prices_include_tax": includes_tax,
        "tax_rounding": str(sale.rules.tax_rounding),
        "subtotal_cents": _subtotal(priced, includes_tax=includes_tax),
        "discount_cents": priced.discount_cents,
        "shipping_cents": 0,
        "tax_cents": priced.tax_cents,
        "total_cents": priced.total_cents,
        "rounding_cents": sale.settlement.rounding_cents,
        "paid_cents": sale_payments.paid_cents(sale),
        "refunded_cents": 0,
        "placed_at": tx.now,
        "confirmed_at": tx.now,
        "delivered_at": tx.now if is_over else None,
        "business_date": sale.business_date,
    }


def line_rows(tx: WriteTx, sale: Sale) -> tuple[list[RowValues], list[RowValues]]:
    """Return the order's lines and the taxes of each."""
    lines: list[RowValues] = []
    taxes: list[RowValues] = []
    for line in sale.lines:
        row = _line_row(tx, sale, line)
        lines.append(row)
        taxes.extend(_tax_row(tx, row["id"], tax) for tax in line.priced.taxes)
    return lines, taxes


def history_row(tx: WriteTx, sale: Sale) -> RowValues:
    """Return the first step in the life of a sale, mostly the only one."""
    return {
        "id": tx.new_id(),
        "created_at": tx.now,
        "order_id": sale.sale_id,
        "from_status": None,
        "to_status": str(sale.state),
        "changed_by": sale.staff_id,
        "register_id": tx.register.register_id,
    }


def movements(sale: Sale) -> list[Movement]:
    """Return one movement per line whose stock is kept."""
    return [
        Movement(
            variant_id=line.variant_id,
            quantity_delta=-line.quantity,
            kind=MovementKind.SALE,
            reference_type="order",
            reference_id=sale.sale_id,
            staff_id=sale.staff_id,
        )
        for line in sale.cart.lines
        if line.tracks_stock
    ]


def journal_entry(tx: WriteTx, sale: Sale) -> Entry:
    """Return what the journal says of it, with who answers for each price and discount."""
    return Entry(
        kind="sale",
        payload={
            "number": sale.number,
            "currency": sale.rules.currency,
            "lines": [
                {
                    "sku": line.sku,
                    "quantity": line.quantity,
                    "total_cents": priced.total_cents,
                    "tax_cents": priced.tax_cents,
                    **_concessions(sale, line, priced),
                }
                for line, priced in zip(sale.cart.lines, sale.priced.lines, strict=True)
            ],
            "tenders": [
                {"method": tender.method_code, "amount_cents": tender.amount_cents}
                for tender in sale.settlement.payments
            ],
            "total_cents": sale.priced.total_cents,
            "tax_cents": sale.priced.tax_cents,
            "rounding_cents": sale.settlement.rounding_cents,
            **({"is_tax_exempt": True} if _exemption(sale) else {}),
            **_discount(sale, sale.cart.order_discount),
            **_not_turnover(sale),
            **turnover.count_sale(tx, sale.turnover_cents),
        },
        receipt_number=sale.number,
        order_id=sale.sale_id,
        shift_id=sale.shift_id,
        staff_id=sale.staff_id,
    )


def _not_turnover(sale: Sale) -> dict[str, Any]:
    """Return what was taken but is not the shop's: money on gift cards, and tips."""
    said = {"gift_cards_cents": sale.gift_cards_cents, "tips_cents": sale.settlement.tip_cents}
    return {name: cents for name, cents in said.items() if cents}


def _exemption(sale: Sale) -> str:
    """Return why no tax was charged; empty: it was."""
    return sale.cart.customer.tax_exempt_no if sale.cart.customer else ""


def _concessions(sale: Sale, line: CartLine, priced: PricedLine) -> dict[str, Any]:
    """Return the price that was changed and the discount that was given, if there are any."""
    said = _discount(sale, line.discount)
    if priced.discount_cents:
        said["discount_cents"] = priced.discount_cents
    if priced.reductions:
        said["offers"] = [
            {"name": offer.code or offer.name, "amount_cents": cents}
            for offer, cents in priced.reductions
        ]
    if line.special is not None:
        said["list_price_cents"] = line.list_price_cents
        said["unit_price_cents"] = line.unit_price_cents
        said["price_list"] = line.special.name
    if line.is_overridden:
        said["list_price_cents"] = line.list_price_cents
        said["unit_price_cents"] = line.unit_price_cents
        said["price_reason"] = line.price_override_reason
        said["price_by"] = str(line.price_override_by or sale.staff_id)
    return said


def _offers(priced: PricedLine) -> list[dict[str, Any]] | None:
    """Return what each offer and coupon took off the line, as its row keeps it; None: nothing."""
    return [
        {
            "promotion_id": str(offer.offer_id),
            "name": offer.name,
            "code": offer.code or None,
            "amount_cents": cents,
        }
        for offer, cents in priced.reductions
    ] or None


def _discount(sale: Sale, discount: Discount | None) -> dict[str, Any]:
    return {"discount_by": str(discount.allowed_by or sale.staff_id)} if discount else {}


def _line_row(tx: WriteTx, sale: Sale, sold: SaleLine) -> RowValues:
    line, priced = sold.item, sold.priced
    return {
        **_dated(tx, tx.new_id()),
        "order_id": sale.sale_id,
        "line_no": sold.line_no,
        "variant_id": line.variant_id,
        "product_name": line.name,
        "variant_name": line.variant_name,
        "sku": line.sku,
        "barcode": line.barcode,
        "quantity": line.quantity,
        "unit": str(line.unit),
        "price_unit_qty": line.price_unit_qty,
        "list_price_cents": line.list_price_cents,
        "unit_price_cents": line.unit_price_cents,
        "gross_cents": priced.gross_cents,
        "discount_cents": priced.discount_cents,
        "order_discount_cents": priced.order_discount_cents,
        "tax_cents": priced.tax_cents,
        "total_cents": priced.total_cents,
        "cost_cents": line.cost_cents,
        "customization": customization_of(_with_terms(tx, line)),
        "note": line.note or None,
        "price_override_reason": line.price_override_reason,
        "price_override_by": (
            line.price_override_by or sale.staff_id if line.is_overridden else None
        ),
        "price_list_name": line.special.name if line.special else None,
        "offers": _offers(priced),
        "registry_item_id": line.registry_item_id,
        "fulfilled_qty": 0 if line.made else line.quantity,
        "returned_qty": 0,
    }


def _with_terms(tx: WriteTx, line: CartLine) -> CartLine:
    """Fix the terms by which what is made to order can be cancelled, as they are printed."""
    if line.made is None:
        return line
    settings = read_settings(tx)
    made = with_terms(
        line.made,
        cancel_days=settings.cancel_days,
        forfeit_percent=settings.forfeit_percent,
    )
    return replace(line, made=made)


def _tax_row(tx: WriteTx, line_id: UUID, tax: LineTax) -> RowValues:
    return {
        "id": tx.new_id(),
        "created_at": tx.now,
        "order_line_id": line_id,
        "tax_rate_id": tax.rate.rate_id,
        "name": tax.rate.name,
        "rate_ppm": tax.rate.rate_ppm,
        "is_inclusive": tax.rate.is_included,
        "taxable_cents": tax.base_cents,
        "tax_cents": tax.tax_cents,
    }


def _dated(tx: WriteTx, row_id: UUID) -> RowValues:
    return {"id": row_id, "created_at": tx.now, "updated_at": tx.now, "row_version": 0}


def _taxes_are_inside(priced: PricedBasket) -> bool:
    """Tell whether every tax is part of the shelf price, as the order's sum rule needs to know."""
    return all(tax.rate.is_included for line in priced.lines for tax in line.taxes)


def _subtotal(priced: PricedBasket, *, includes_tax: bool) -> int:
    """Return what makes total = subtotal - discount (+ tax outside the prices).

    Where included and excluded taxes meet in one sale, the included ones count as outside too.
    """
    outside = 0 if includes_tax else priced.tax_cents
    return priced.total_cents + priced.discount_cents - outside
