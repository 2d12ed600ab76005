"""Gives a known customer credit, or takes it back: an entry, a line of the journal, and a slip."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pos.domain.errors import RefusedError
from pos.domain.fact import Fact, RowsWritten
from pos.domain.permission import Action
from pos.domain.stored_value import (
    AccountKind,
    CreditReason,
    EntryKind,
    NoStoreCreditError,
    StoredAccount,
    check_redeemable,
    check_usable,
)
from pos.queries.stored_value import find_offline_allowance, find_store_credit
from pos.runtime.changes import Topic
from pos.services import print_jobs
from pos.services.audit import AuditEntry, write_audit
from pos.services.customers import get_record
from pos.services.journal import Entry, write_entry
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
class MoveCredit:
    """The wish to give credit, or to take it back.

    Attributes:
        amount_cents: Above 0, whatever the direction.
        reason: One of a list, so that nothing personal is written into a log for good.
    """

    actor: Actor
    customer_id: UUID
    amount_cents: int
    reason: CreditReason


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moved:
    """What is journalled and told; `opened` is the account's row when it is new."""

    wish: MoveCredit
    entry: RowValues
    approver_id: UUID | None
    opened: tuple[RowValues, ...] = ()


def give_credit(tx: WriteTx, wish: MoveCredit) -> StoredAccount:
    """Add to a customer's credit and return it; the first time opens their account.

    Raises:
        CreditAmountError: It is not above 0.
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Not without a second person, or not this much.
        CustomerGoneError: There is no such customer.
        RefusedError: The account may not be used; see `pos.domain.stored_value.check_usable`.
    """
    approver_id = _check(tx, wish)
    present = find_store_credit(tx, wish.customer_id, currency=tx.register.currency)
    opened: tuple[RowValues, ...] = ()
    if present is None:
        opened = (_open_account(tx, wish.customer_id),)
        account_id, kind = opened[0]["id"], EntryKind.ISSUE
    else:
        check_usable(present, currency=tx.register.currency, now=tx.now)
        account_id, kind = present.account_id, EntryKind.RELOAD
    entry = _post(tx, wish, account_id, kind=kind, amount_cents=wish.amount_cents)
    moved = _Moved(wish=wish, entry=entry, approver_id=approver_id, opened=opened)
    _tell(tx, "credit.given", moved)
    return get_account(tx, account_id)


def take_credit_back(tx: WriteTx, wish: MoveCredit) -> StoredAccount:
    """Take from a customer's credit and return what is left.

    Raises:
        CreditAmountError: It is not above 0.
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Not without a second person, or not this much.
        CustomerGoneError: There is no such customer.
        NoStoreCreditError: They have none.
        RefusedError: There is less, or the account may not be used, or not while central is away.
    """
    approver_id = _check(tx, wish)
    account = find_store_credit(tx, wish.customer_id, currency=tx.register.currency)
    if account is None:
        raise NoStoreCreditError(customer=get_record(tx, wish.customer_id)["name"])
    check_usable(account, currency=tx.register.currency, now=tx.now)
    allowance = find_offline_allowance(tx, account.account_id)
    check_redeemable(account, wish.amount_cents, allowance)
    entry = _post(
        tx, wish, account.account_id, kind=EntryKind.ADJUST, amount_cents=-wish.amount_cents
    )
    _tell(tx, "credit.taken_back", _Moved(wish=wish, entry=entry, approver_id=approver_id))
    return get_account(tx, account.account_id)


def _check(tx: WriteTx, wish: MoveCredit) -> UUID | None:
    if wish.amount_cents <= 0:
        raise CreditAmountError(amount_cents=wish.amount_cents)
    get_record(tx, wish.customer_id)
    return require(tx, wish.actor, Action.CREDIT_CUSTOMER, size=wish.amount_cents)


def _open_account(tx: WriteTx, customer_id: UUID) -> RowValues:
    return open_account(
        tx,
        NewAccount(
            kind=AccountKind.STORE_CREDIT,
            # Nothing is ever typed for it: unique, and no number's hash.
            code_hash=f"credit:{tx.new_id()}",
            last4="",
            currency=tx.register.currency,
            customer_id=customer_id,
        ),
    )


def _post(
    tx: WriteTx, wish: MoveCredit, account_id: UUID, *, kind: EntryKind, amount_cents: int
) -> RowValues:
    return post_entry(
        tx,
        Posting(
            account_id=account_id,
            kind=kind,
            amount_cents=amount_cents,
            staff_id=wish.actor.staff_id,
        ),
    )


def _tell(tx: WriteTx, kind: str, moved: _Moved) -> None:
    """Journal it, tell central, note who answers for it, and print the slip."""
    entry, said = moved.entry, _said(moved)
    journal = write_entry(
        tx, Entry(kind="store_credit", payload=said, staff_id=moved.wish.actor.staff_id)
    )
    written = (
        RowsWritten(table="stored_value_accounts", rows=moved.opened),
        RowsWritten(table="stored_value_entries", rows=(entry,)),
        RowsWritten(table="journal_entries", rows=(journal,)),
    )
    tx.record(
        Fact(
            kind=kind,
            version=1,
            table="stored_value_entries",
            row_id=entry["id"],
            rows=tuple(part for part in written if part.rows),
        )
    )
    write_audit(
        tx,
        AuditEntry(
            action=kind,
            actor_id=moved.wish.actor.staff_id,
            target_type="stored_value_entries",
            target_id=str(entry["id"]),
            metadata=said,
        ),
    )
    print_jobs.enqueue_credit_slip(tx, entry["id"], staff_id=moved.wish.actor.staff_id)
    tx.touched(Topic.PEOPLE, moved.wish.customer_id)


def _said(moved: _Moved) -> dict[str, Any]:
    return {
        "account_id": str(moved.entry["account_id"]),
        "amount_cents": moved.entry["amount_cents"],
        "approved_by": str(moved.approver_id) if moved.approver_id else None,
        "reason": str(moved.wish.reason),
    }
