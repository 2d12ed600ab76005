"""Gives a known customer credit: for goodwill, or instead of money for goods that come back."""

from dataclasses import dataclass
from uuid import UUID

from pos.domain.errors import RefusedError
from pos.domain.fact import Fact, RowsWritten
from pos.domain.permission import Action
from pos.domain.stored_value import AccountKind, EntryKind, StoredAccount
from pos.queries.stored_value import find_store_credit
from pos.services.audit import AuditEntry, write_audit
from pos.services.permissions import Actor, require
from pos.services.stored_value import (
    NewAccount,
    Posting,
    RowValues,
    get_account,
    open_account,
    post_entry,
)
from pos.uow import WriteTx


class CreditAmountError(RefusedError):
    """Credit is an amount above 0. Facts: amount_cents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveCredit:
    """The wish to give credit.

    Attributes:
        amount_cents: Above 0.
        reason: For the log; without personal data.
    """

    actor: Actor
    customer_id: UUID
    amount_cents: int
    reason: str = ""


def give_credit(tx: WriteTx, wish: GiveCredit) -> StoredAccount:
    """Add to a customer's credit and return it; the first time opens their account.

    Raises:
        CreditAmountError: It is not above 0.
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Not without a second person, or not this much.
    """
    if wish.amount_cents <= 0:
        raise CreditAmountError(amount_cents=wish.amount_cents)
    approver_id = require(tx, wish.actor, Action.ISSUE_STORED_VALUE, size=wish.amount_cents)
    account_id, opened = _account_of(tx, wish.customer_id)
    entry = post_entry(
        tx,
        Posting(
            account_id=account_id,
            kind=EntryKind.RELOAD if not opened else EntryKind.ISSUE,
            amount_cents=wish.amount_cents,
            staff_id=wish.actor.staff_id,
        ),
    )
    _tell(tx, opened, entry)
    write_audit(
        tx,
        AuditEntry(
            action="credit.given",
            actor_id=approver_id or wish.actor.staff_id,
            target_type="stored_value_accounts",
            target_id=str(account_id),
            metadata={"amount_cents": wish.amount_cents, "reason": wish.reason},
        ),
    )
    return get_account(tx, account_id)


def _account_of(tx: WriteTx, customer_id: UUID) -> tuple[UUID, tuple[RowValues, ...]]:
    """Return the customer's account, and its row if it was opened just now."""
    currency = tx.register.currency
    present = find_store_credit(tx, customer_id, currency=currency)
    if present is not None:
        return present.account_id, ()
    row = open_account(
        tx,
        NewAccount(
            kind=AccountKind.STORE_CREDIT,
            # Nothing is ever typed for it: unique, and no number's hash.
            code_hash=f"credit:{tx.new_id()}",
            last4="",
            currency=currency,
            customer_id=customer_id,
        ),
    )
    return row["id"], (row,)


def _tell(tx: WriteTx, opened: tuple[RowValues, ...], entry: RowValues) -> None:
    written = (
        RowsWritten(table="stored_value_accounts", rows=opened),
        RowsWritten(table="stored_value_entries", rows=(entry,)),
    )
    tx.record(
        Fact(
            kind="credit.given",
            version=1,
            table="stored_value_entries",
            row_id=entry["id"],
            rows=tuple(part for part in written if part.rows),
        )
    )
