"""Takes away what a register knows of customers who were erased, wherever they were erased.

Documents stay as they are in goods, sums and taxes. The tape of this register still says what was
told to central before, until it forgets that (`sync.retention`): its lines are chained. The search
finds nobody any more at once; SQLite drops the words when it next merges that part of the index.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.carts import CartRow
from models.identity import AddressRow
from models.orders import OrderRow
from models.payments import PaymentRow
from models.price_lists import CustomerGroupMemberRow
from models.print_jobs import PrintJobRow
from models.registry import RegistryItemRow, RegistryRow
from models.returns import ReturnRow
from models.stored_value import StoredValueAccountRow, StoredValueEntryRow
from models.sync import QuarantineRow

EMPTY_RECORD: Mapping[str, Any] = {
    "name": "",
    "email": None,
    "phone": None,
    "first_name": None,
    "last_name": None,
    "customer_no": None,
    "avatar_blob_id": None,
    "email_verified_at": None,
    "phone_verified_at": None,
    "note": None,
    "tax_exempt_no": None,
    "credit_limit_cents": None,
    "marketing_opt_in": False,
    "is_active": False,
}
"""What is left of the record of who was erased; central does the same (`shop/erasure.sql`)."""

_THEY: sa.BindParameter[UUID] = sa.bindparam("people", expanding=True)
_ADDRESSES = AddressRow.__table__
_ORDERS = OrderRow.__table__
_CARTS = CartRow.__table__
_REGISTRIES = RegistryRow.__table__
_WISHES = RegistryItemRow.__table__
_RETURNS = ReturnRow.__table__
_PAYMENTS = PaymentRow.__table__
_ACCOUNTS = StoredValueAccountRow.__table__
_ENTRIES = StoredValueEntryRow.__table__
_JOBS = PrintJobRow.__table__
_MEMBERS = CustomerGroupMemberRow.__table__
_QUARANTINE = QuarantineRow.__table__

_THEIR_ORDERS = sa.select(_ORDERS.c.id).where(_ORDERS.c.user_id.in_(_THEY))
_THEIR_PAPERS = sa.union_all(
    _THEIR_ORDERS,
    sa.select(_RETURNS.c.id).where(_RETURNS.c.order_id.in_(_THEIR_ORDERS)),
    sa.select(_PAYMENTS.c.id).where(_PAYMENTS.c.order_id.in_(_THEIR_ORDERS)),
    sa.select(_ENTRIES.c.id)
    .join_from(_ENTRIES, _ACCOUNTS, _ACCOUNTS.c.id == _ENTRIES.c.account_id)
    .where(_ACCOUNTS.c.user_id.in_(_THEY)),
)
_PAPER_KINDS = ("orders", "returns", "payments", "stored_value_entries")
_ARE_THEIRS = _JOBS.c.doc_type.in_(_PAPER_KINDS) & _JOBS.c.doc_id.in_(_THEIR_PAPERS)
_NAME_ON_PAPER = "$.content.customer_name"
_NOTE_ON_PAPER = "$.content.note"
_STATEMENTS: tuple[sa.Update | sa.Delete, ...] = (
    # The names of printed papers, and the bytes that were printed: a copy is drawn anew.
    sa.update(_JOBS)
    .where(
        _ARE_THEIRS,
        sa.func.json_type(_JOBS.c.spec_json, _NAME_ON_PAPER) == "text",
    )
    .values(spec_json=sa.func.json_set(_JOBS.c.spec_json, _NAME_ON_PAPER, "")),
    # What somebody noted about the order, which stands on the paper for who makes it.
    sa.update(_JOBS)
    .where(
        _ARE_THEIRS,
        sa.func.json_type(_JOBS.c.spec_json, _NOTE_ON_PAPER) == "text",
    )
    .values(spec_json=sa.func.json_set(_JOBS.c.spec_json, _NOTE_ON_PAPER, None)),
    sa.update(_JOBS).where(_ARE_THEIRS).values(payload=None),
    sa.update(_ORDERS)
    .where(_ORDERS.c.user_id.in_(_THEY))
    .values(
        customer_name=None,
        customer_email=None,
        customer_phone=None,
        customer_notes=None,
        internal_notes=None,
        ship_address=None,
        bill_address=None,
    ),
    sa.update(_CARTS).where(_CARTS.c.user_id.in_(_THEY)).values(label=None, note=None),
    sa.update(_ADDRESSES)
    .where(_ADDRESSES.c.user_id.in_(_THEY))
    .values(
        recipient_name="",
        first_name=None,
        last_name=None,
        company=None,
        phone=None,
        line1="",
        line2=None,
        city="",
        state="",
        postal_code="",
        is_default=False,
        deleted_at=sa.func.coalesce(_ADDRESSES.c.deleted_at, sa.bindparam("now")),
    ),
    sa.update(_WISHES)
    .where(
        _WISHES.c.registry_id.in_(
            sa.select(_REGISTRIES.c.id).where(_REGISTRIES.c.user_id.in_(_THEY))
        )
    )
    .values(notes=None),
    sa.update(_REGISTRIES)
    .where(_REGISTRIES.c.user_id.in_(_THEY))
    .values(
        name="",
        baby_name=None,
        baby_gender=None,
        child_id=None,
        predicted_sizes=None,
        share_url=sa.func.lower(sa.func.hex(_REGISTRIES.c.id)),
        is_public=False,
        closed_at=sa.func.coalesce(_REGISTRIES.c.closed_at, sa.bindparam("now")),
    ),
    sa.delete(_MEMBERS).where(_MEMBERS.c.user_id.in_(_THEY)),
    sa.delete(_QUARANTINE).where(_QUARANTINE.c.row_id.in_(_THEY)),
)


def forget(connection: sa.Connection, people: Iterable[UUID], *, at: datetime) -> None:
    """Empty all that names these people, except their records and the search.

    Args:
        people: All records of each of them.
        at: When, UTC; for what is closed by it.
    """
    they = list(people)
    for statement in _STATEMENTS:
        connection.execute(statement, {"people": they, "now": at})
