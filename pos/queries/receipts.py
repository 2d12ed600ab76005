"""Builds what must be on the paper from the committed document, for original and copy alike."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.identity import UserRow
from models.journal import JournalEntryRow
from models.orders import OrderLineRow, OrderLineTaxRow, OrderRow
from models.payments import PaymentMethodRow, PaymentRow, RefundRow
from models.pricing import TaxCategoryRow, TaxRateRow
from models.returns import ReturnLineRow, ReturnRow
from pos.domain.goods_mark import mark_from_json
from pos.domain.made_to_order import find_made_to_order
from pos.domain.money import divide
from pos.domain.receipt import (
    Receipt,
    ReceiptKind,
    ReceiptLine,
    ReceiptTax,
    ReceiptTender,
)
from pos.domain.sale import TenderState
from pos.domain.sold_offer import read_sold_offers, sum_sold_offers
from pos.domain.stored_value import find_card
from pos.queries.receipt_parts import TENDERS, journal_mark, read_shop, tenders_of
from pos.queries.settings import read_settings
from pos.uow import ReadTx

_O = OrderRow.__table__
_LINES = OrderLineRow.__table__
_TAXES = OrderLineTaxRow.__table__
_RATES = TaxRateRow.__table__
_TAX_CATEGORIES = TaxCategoryRow.__table__
_P = PaymentRow.__table__
_R = RefundRow.__table__
_M = PaymentMethodRow.__table__
_U = UserRow.__table__
_J = JournalEntryRow.__table__
_RETURNS = ReturnRow.__table__
_BACK = ReturnLineRow.__table__

_ORDER = (
    sa.select(_O, sa.func.coalesce(_U.c.name, "").label("cashier"), _J.c.hash.label("entry_hash"))
    .select_from(
        _O.outerjoin(_U, _U.c.id == _O.c.staff_id).outerjoin(
            _J, (_J.c.order_id == _O.c.id) & (_J.c.kind == "sale")
        )
    )
    .where(_O.c.id == sa.bindparam("order_id"))
)
_LINES_OF = (
    sa.select(_LINES)
    .where(_LINES.c.order_id == sa.bindparam("order_id"))
    .order_by(_LINES.c.line_no)
)
_TAXES_OF = (
    sa.select(
        _TAXES.c.order_line_id,
        sa.func.coalesce(_TAX_CATEGORIES.c.code, _TAXES.c.name).label("code"),
        _TAXES.c.name,
        _TAXES.c.rate_ppm,
        _TAXES.c.is_inclusive,
        _TAXES.c.taxable_cents,
        _TAXES.c.tax_cents,
    )
    .select_from(
        _TAXES.join(_LINES, _LINES.c.id == _TAXES.c.order_line_id)
        .outerjoin(_RATES, _RATES.c.id == _TAXES.c.tax_rate_id)
        .outerjoin(_TAX_CATEGORIES, _TAX_CATEGORIES.c.id == _RATES.c.tax_category_id)
    )
    .where(_LINES.c.order_id == sa.bindparam("order_id"))
    .order_by(_LINES.c.line_no)
)
_TENDERS_OF = TENDERS.where(
    _P.c.order_id == sa.bindparam("order_id"),
    _P.c.captured_at.is_not(None) | (_P.c.status == str(TenderState.PENDING)),
).order_by(_P.c.number)
_RETURN = (
    sa.select(
        _RETURNS,
        sa.func.coalesce(_U.c.name, "").label("cashier"),
        _J.c.hash.label("entry_hash"),
        _O.c.number.label("sold_as"),
        _O.c.currency,
        sa.func.coalesce(_O.c.customer_name, "").label("customer_name"),
    )
    .select_from(
        _RETURNS.join(_O, _O.c.id == _RETURNS.c.order_id)
        .outerjoin(_U, _U.c.id == _RETURNS.c.staff_id)
        .outerjoin(_J, _J.c.return_id == _RETURNS.c.id)
    )
    .where(_RETURNS.c.id == sa.bindparam("return_id"))
)
_RETURN_LINES_OF = (
    sa.select(
        _BACK.c.quantity,
        _BACK.c.refund_cents,
        _BACK.c.kept_cents,
        _BACK.c.taxes,
        _BACK.c.note,
        _LINES.c.product_name,
        _LINES.c.variant_name,
        _LINES.c.unit,
        _LINES.c.price_unit_qty,
        _LINES.c.unit_price_cents,
        _LINES.c.customization,
    )
    .join_from(_BACK, _LINES, _LINES.c.id == _BACK.c.order_line_id)
    .where(_BACK.c.return_id == sa.bindparam("return_id"))
    .order_by(_BACK.c.line_no)
)
_REFUNDS_OF = (
    sa.select(_R, _M.c.name.label("method_name"), _P.c.card_last4, _P.c.card_brand)
    .select_from(_R.join(_M, _M.c.id == _R.c.method_id).outerjoin(_P, _P.c.id == _R.c.payment_id))
    .where(_R.c.return_id == sa.bindparam("return_id"))
    .order_by(_R.c.number)
)


def get_sale_receipt(tx: ReadTx, order_id: UUID) -> Receipt:
    """Return what was on the receipt of an order.

    Raises:
        sqlalchemy.exc.NoResultFound: This register does not know the order.
    """
    which = {"order_id": order_id}
    run = tx.connection.execute
    order = run(_ORDER, which).mappings().one()
    taxes = run(_TAXES_OF, which).mappings().all()
    codes: dict[UUID, list[str]] = defaultdict(list)
    for tax in taxes:
        codes[tax["order_line_id"]].append(tax["code"])
    lines = run(_LINES_OF, which).mappings().all()
    return Receipt(
        kind=ReceiptKind.SALE,
        number=order["number"],
        shop=read_shop(tx),
        register_code=tx.register.code,
        cashier=order["cashier"],
        issued_at=order["placed_at"],
        currency=order["currency"],
        lines=tuple(_sold(line, tuple(codes[line["id"]])) for line in lines),
        total_cents=order["total_cents"],
        taxes=_tax_table(taxes),
        tenders=tenders_of(run(_TENDERS_OF, which).mappings()),
        order_discount_cents=sum(line["order_discount_cents"] for line in lines),
        offers=sum_sold_offers(read_sold_offers(line["offers"]) for line in lines),
        saved_cents=sum(_saved(line) for line in lines),
        customer_name=order["customer_name"],
        tax_exempt_no=order["tax_exempt_no"],
        is_training=tx.register.is_training,
        made_terms=_made_terms(tx, lines),
        journal_mark=journal_mark(order["entry_hash"]),
    )


def get_return_receipt(tx: ReadTx, return_id: UUID) -> Receipt:
    """Return what was on the receipt of a return: the same paper, with amounts given back.

    Raises:
        sqlalchemy.exc.NoResultFound: This register does not know the return.
    """
    which = {"return_id": return_id}
    run = tx.connection.execute
    header = run(_RETURN, which).mappings().one()
    lines = run(_RETURN_LINES_OF, which).mappings().all()
    return Receipt(
        kind=ReceiptKind.RETURN,
        number=header["number"],
        shop=read_shop(tx),
        register_code=tx.register.code,
        cashier=header["cashier"],
        issued_at=header["completed_at"],
        currency=header["currency"],
        lines=tuple(_returned(line) for line in lines),
        total_cents=-sum(line["refund_cents"] for line in lines),
        taxes=_returned_taxes(share for line in lines for share in line["taxes"]),
        tenders=tuple(_refunded(refund) for refund in run(_REFUNDS_OF, which).mappings()),
        customer_name=header["customer_name"] or None,
        refers_to=header["sold_as"],
        is_training=tx.register.is_training,
        journal_mark=journal_mark(header["entry_hash"]),
    )


def _saved(line: sa.RowMapping) -> int:
    """Return what a line was cheaper than on the shelf; a price that a person set is no saving."""
    saved: int = line["discount_cents"]
    if line["price_list_name"] is not None:
        listed = divide(line["quantity"] * line["list_price_cents"], line["price_unit_qty"])
        saved += listed - line["gross_cents"]
    return saved


def _sold(line: sa.RowMapping, tax_codes: tuple[str, ...]) -> ReceiptLine:
    offers_cents = sum(offer.amount_cents for offer in read_sold_offers(line["offers"]))
    card = find_card(line["customization"])
    made = find_made_to_order(line["customization"])
    return ReceiptLine(
        name=line["product_name"],
        variant_name=line["variant_name"],
        quantity=line["quantity"],
        unit=line["unit"],
        price_unit_qty=line["price_unit_qty"],
        unit_price_cents=line["unit_price_cents"],
        gross_cents=line["gross_cents"],
        discount_cents=line["discount_cents"] - line["order_discount_cents"] - offers_cents,
        tax_codes=tax_codes,
        gift_card_last4=card.last4 if card else None,
        note=line["note"],
        price_list=line["price_list_name"],
        serial=_serial(line),
        ready_on=made.ready_on if made else None,
        options=tuple(map(str, made.chosen)) if made else (),
        message=made.message or None if made else None,
        free_until=made.terms.free_until if made and made.terms else None,
        forfeit_percent=made.terms.forfeit_percent if made and made.terms else 0,
    )


def _made_terms(tx: ReadTx, lines: Iterable[sa.RowMapping]) -> str | None:
    """Return the shop's terms for what is made to order; None: nothing is, or it has none."""
    if not any(find_made_to_order(line["customization"]) for line in lines):
        return None
    return read_settings(tx).made_terms or None


def _serial(line: sa.RowMapping) -> str | None:
    mark = mark_from_json(line["customization"])
    return mark.serial if mark else None


def _returned(line: sa.RowMapping) -> ReceiptLine:
    """Return the line with what was paid for it; the price it was sold at is only shown."""
    return ReceiptLine(
        name=line["product_name"],
        variant_name=line["variant_name"],
        quantity=-line["quantity"],
        unit=line["unit"],
        price_unit_qty=line["price_unit_qty"],
        unit_price_cents=line["unit_price_cents"],
        gross_cents=-line["refund_cents"],
        tax_codes=tuple(share["name"] for share in line["taxes"]),
        note=line["note"],
        serial=_serial(line),
        kept_cents=line["kept_cents"],
    )


def _tax_table(taxes: Iterable[sa.RowMapping]) -> tuple[ReceiptTax, ...]:
    sums: dict[tuple[str, str, int, bool], list[int]] = defaultdict(lambda: [0, 0])
    for tax in taxes:
        entry = sums[tax["code"], tax["name"], tax["rate_ppm"], tax["is_inclusive"]]
        entry[0] += tax["taxable_cents"]
        entry[1] += tax["tax_cents"]
    return tuple(
        ReceiptTax(
            code=code,
            name=name,
            rate_ppm=rate,
            is_included=is_included,
            base_cents=base,
            tax_cents=tax,
        )
        for (code, name, rate, is_included), (base, tax) in sums.items()
    )


def _returned_taxes(shares: Iterable[dict[str, Any]]) -> tuple[ReceiptTax, ...]:
    sums: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0])
    for share in shares:
        entry = sums[share["name"], share["rate_ppm"]]
        entry[0] -= share["taxable_cents"]
        entry[1] -= share["tax_cents"]
    # What comes back is given back with every tax in it, so all count as included here.
    return tuple(
        ReceiptTax(
            code=name, name=name, rate_ppm=rate, is_included=True, base_cents=base, tax_cents=tax
        )
        for (name, rate), (base, tax) in sums.items()
    )


def _refunded(refund: sa.RowMapping) -> ReceiptTender:
    return ReceiptTender(
        name=refund["method_name"],
        amount_cents=-refund["amount_cents"],
        tendered_cents=-refund["amount_cents"] - refund["rounding_cents"],
        rounding_cents=-refund["rounding_cents"],
        card_brand=refund["card_brand"],
        card_last4=refund["card_last4"],
    )
