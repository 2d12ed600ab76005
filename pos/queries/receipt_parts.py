"""What receipts have in common: who sold, how it was paid, where it stands in the journal."""

from collections.abc import Iterable

import sqlalchemy as sa

from models.identity import AddressRow
from models.operations import StoreRow
from models.payments import PaymentMethodRow, PaymentRow
from pos.domain.payment import TenderKind
from pos.domain.receipt import ReceiptShop, ReceiptTender
from pos.tenders import TenderType, get_tender_type
from pos.uow import ReadTx

JOURNAL_MARK_DIGITS = 8

_STORES = StoreRow.__table__
_ADDRESSES = AddressRow.__table__
_P = PaymentRow.__table__
_M = PaymentMethodRow.__table__

TENDERS = sa.select(_P, _M.c.name.label("method_name"), _M.c.code, _M.c.kind).join_from(
    _P, _M, _M.c.id == _P.c.method_id
)
"""The columns of a tender, for `tenders_of`."""

_SHOP = (
    sa.select(
        _STORES.c.name,
        _STORES.c.timezone,
        _STORES.c.phone,
        _STORES.c.tax_id,
        _STORES.c.receipt_header,
        _STORES.c.receipt_footer,
        _ADDRESSES.c.line1,
        _ADDRESSES.c.line2,
        _ADDRESSES.c.postal_code,
        _ADDRESSES.c.city,
    )
    .select_from(_STORES.outerjoin(_ADDRESSES, _ADDRESSES.c.id == _STORES.c.address_id))
    .where(_STORES.c.id == sa.bindparam("store_id"))
)


def read_shop(tx: ReadTx) -> ReceiptShop:
    """Return who sells here."""
    row = tx.connection.execute(_SHOP, {"store_id": tx.register.store_id}).mappings().one()
    town = f"{row['postal_code'] or ''} {row['city'] or ''}".strip()
    return ReceiptShop(
        name=row["name"],
        timezone=row["timezone"],
        address=tuple(filter(None, (row["line1"], row["line2"], town))),
        phone=row["phone"],
        tax_id=row["tax_id"],
        header=_text_lines(row["receipt_header"]),
        footer=_text_lines(row["receipt_footer"]),
    )


def _text_lines(text: str | None) -> tuple[str, ...]:
    return tuple((text or "").splitlines())


def journal_mark(entry_hash: str | None) -> str | None:
    """Return the digits of a journal entry's hash that are printed; None: it is not known here."""
    return entry_hash[:JOURNAL_MARK_DIGITS] if entry_hash else None


def tenders_of(rows: Iterable[sa.RowMapping]) -> tuple[ReceiptTender, ...]:
    """Return what was paid and what was promised; what only waits for an answer is neither."""
    return tuple(
        _paid(row) for row in rows if row["captured_at"] is not None or _type_of(row).is_promise
    )


def _type_of(row: sa.RowMapping) -> TenderType:
    return get_tender_type(row["code"], kind=TenderKind(row["kind"]))


def _paid(tender: sa.RowMapping) -> ReceiptTender:
    answer = tender["provider_response"] or {}
    return ReceiptTender(
        name=tender["method_name"],
        amount_cents=tender["amount_cents"],
        tendered_cents=tender["tendered_cents"],
        change_cents=tender["change_cents"],
        rounding_cents=tender["rounding_cents"],
        reference=answer.get("reference"),
        card_brand=tender["card_brand"],
        card_last4=tender["card_last4"],
        tip_cents=tender["tip_cents"],
        account_last4=answer.get("last4", ""),
        left_cents=answer.get("balance_cents"),
        is_promise=tender["captured_at"] is None,
        terminal_text=tuple(answer.get("customer_text", ())),
    )
