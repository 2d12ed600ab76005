"""Moves money on gift cards and store credit: a ledger row for each change, the balance their sum.

Every entry is written in the transaction of the document that it belongs to, and travels in that
document's fact. Central adds the entries of all registers up by itself.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.stored_value import StoredValueAccountRow, StoredValueEntryRow
from pos.domain.stored_value import (
    AccountKind,
    EntryKind,
    GiftCardUnknownError,
    StoredAccount,
    check_redeemable,
    check_usable,
)
from pos.queries.stored_value import find_account, find_offline_allowance
from pos.runtime.changes import Topic
from pos.uow import WriteTx

RowValues = dict[str, Any]

_ACCOUNTS = StoredValueAccountRow.__table__
_ENTRIES = StoredValueEntryRow.__table__
_INSERT_ACCOUNT = sa.insert(_ACCOUNTS)
_INSERT_ENTRY = sa.insert(_ENTRIES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """One change of a balance.

    Attributes:
        amount_cents: Positive onto the account, negative off it.
    """

    account_id: UUID
    kind: EntryKind
    amount_cents: int
    staff_id: UUID
    order_id: UUID | None = None
    payment_id: UUID | None = None
    refund_id: UUID | None = None


def redeem(tx: WriteTx, posting: Posting, *, currency: str) -> RowValues:
    """Take money off an account and return the entry; `posting.amount_cents` is negative.

    Raises:
        GiftCardUnknownError: This register does not know the account.
        RefusedError: It may not be used, or not for this much; see `pos.domain.stored_value`.
    """
    account = get_account(tx, posting.account_id)
    check_usable(account, currency=currency, now=tx.now)
    check_redeemable(account, -posting.amount_cents, find_offline_allowance(tx, account.account_id))
    return post_entry(tx, posting)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """An account that begins, empty.

    Attributes:
        code_hash: Unique among all accounts.
        customer_id: Whose credit it is; None: a gift card's.
        order_line_id: The line that sold the card; None for credit.
    """

    kind: AccountKind
    code_hash: str
    last4: str
    currency: str
    customer_id: UUID | None = None
    order_line_id: UUID | None = None


def open_account(tx: WriteTx, wish: NewAccount) -> RowValues:
    """Write an empty account and return its row."""
    row = {
        "id": tx.new_id(),
        "created_at": tx.now,
        "updated_at": tx.now,
        "row_version": 0,
        "kind": str(wish.kind),
        "code_hash": wish.code_hash,
        "code_last4": wish.last4,
        "user_id": wish.customer_id,
        "currency": wish.currency,
        "balance_cents": 0,
        "status": "active",
        "issued_order_line_id": wish.order_line_id,
    }
    tx.connection.execute(_INSERT_ACCOUNT, row)
    return row


def get_account(tx: WriteTx, account_id: UUID) -> StoredAccount:
    """Return an account.

    Raises:
        GiftCardUnknownError: This register does not know it.
    """
    account = find_account(tx, account_id)
    if account is None:
        raise GiftCardUnknownError
    return account


def post_entry(tx: WriteTx, posting: Posting) -> RowValues:
    """Write an entry, move the balance that this register shows, and return the entry."""
    row = {
        "id": tx.new_id(),
        "created_at": tx.now,
        "account_id": posting.account_id,
        "kind": str(posting.kind),
        "amount_cents": posting.amount_cents,
        "order_id": posting.order_id,
        "payment_id": posting.payment_id,
        "refund_id": posting.refund_id,
        "staff_id": posting.staff_id,
        "register_id": tx.register.register_id,
        "occurred_at": tx.now,
    }
    tx.connection.execute(_INSERT_ENTRY, row)
    tx.connection.execute(
        sa.update(_ACCOUNTS)
        .where(_ACCOUNTS.c.id == posting.account_id)
        .values(balance_cents=_ACCOUNTS.c.balance_cents + posting.amount_cents, updated_at=tx.now)
    )
    tx.touched(Topic.SALES, posting.account_id)
    return row
