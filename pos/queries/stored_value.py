"""Gift cards and store credit as this register knows them."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from models.stored_value import StoredValueAccountRow, StoredValueEntryRow
from pos.domain.stored_value import (
    AccountKind,
    AccountState,
    EntryKind,
    GiftCardUnknownError,
    NoStoreCreditError,
    OfflineAllowance,
    Spendable,
    StoredAccount,
    card_to_load,
    check_usable,
)
from pos.queries.central_contact import find_central_away_since
from pos.queries.settings import read_settings
from pos.uow import ReadTx

_ACCOUNTS = StoredValueAccountRow.__table__
_ENTRIES = StoredValueEntryRow.__table__

_ACCOUNT = sa.select(
    _ACCOUNTS.c.id.label("account_id"),
    _ACCOUNTS.c.kind,
    _ACCOUNTS.c.code_last4.label("last4"),
    _ACCOUNTS.c.currency,
    _ACCOUNTS.c.balance_cents,
    _ACCOUNTS.c.status.label("state"),
    _ACCOUNTS.c.expires_at,
    _ACCOUNTS.c.user_id.label("customer_id"),
).where(_ACCOUNTS.c.deleted_at.is_(None))
_SPENT = sa.select(sa.func.coalesce(-sa.func.sum(_ENTRIES.c.amount_cents), 0)).where(
    _ENTRIES.c.account_id == sa.bindparam("account_id"),
    _ENTRIES.c.register_id == sa.bindparam("register_id"),
    _ENTRIES.c.kind == str(EntryKind.REDEEM),
    _ENTRIES.c.occurred_at >= sa.bindparam("since"),
)


def find_gift_card(tx: ReadTx, code: str) -> StoredAccount | None:
    """Return the gift card with this number; None: this register knows none.

    Raises:
        GiftCardCodeError: No card can have such a number.
    """
    return find_account_of_card(tx, card_to_load(code).code_hash)


def get_spendable_card(tx: ReadTx, code: str, *, now: datetime) -> Spendable:
    """Return a gift card that may pay now.

    Raises:
        GiftCardCodeError: No card can have such a number.
        GiftCardUnknownError: This register knows none.
        RefusedError: It may not be used; see `pos.domain.stored_value.check_usable`.
    """
    account = find_gift_card(tx, code)
    if account is None:
        raise GiftCardUnknownError
    return _spendable(tx, account, now=now)


def get_spendable_credit(
    tx: ReadTx, customer_id: UUID, *, customer_name: str, now: datetime
) -> Spendable:
    """Return a customer's credit, if it may pay now.

    Raises:
        NoStoreCreditError: They have none.
        RefusedError: It may not be used; see `pos.domain.stored_value.check_usable`.
    """
    account = find_store_credit(tx, customer_id, currency=tx.register.currency)
    if account is None or account.balance_cents == 0:
        raise NoStoreCreditError(customer=customer_name)
    return _spendable(tx, account, now=now)


def find_account_of_card(tx: ReadTx, code_hash: str) -> StoredAccount | None:
    """Return the gift card whose number has this hash; None: this register knows none."""
    return _first(
        tx,
        _ACCOUNTS.c.code_hash == code_hash,
        _ACCOUNTS.c.kind == str(AccountKind.GIFT_CARD),
    )


def find_store_credit(tx: ReadTx, customer_id: UUID, *, currency: str) -> StoredAccount | None:
    """Return a customer's credit in a currency; None: none was ever given.

    Of two that came together when two records were made one, the larger is spent first.
    """
    return _first(
        tx,
        _ACCOUNTS.c.user_id == customer_id,
        _ACCOUNTS.c.kind == str(AccountKind.STORE_CREDIT),
        _ACCOUNTS.c.currency == currency,
    )


def find_account(tx: ReadTx, account_id: UUID) -> StoredAccount | None:
    """Return an account by its id."""
    return _first(tx, _ACCOUNTS.c.id == account_id)


def find_offline_allowance(tx: ReadTx, account_id: UUID) -> OfflineAllowance | None:
    """Return what may be taken from an account now; None: as much as is on it."""
    since = find_central_away_since(tx)
    if since is None:
        return None
    spent = tx.connection.execute(
        _SPENT,
        {"account_id": account_id, "register_id": tx.register.register_id, "since": since},
    ).scalar_one()
    return OfflineAllowance(
        limit_cents=read_settings(tx).gift_card_offline_cents, spent_cents=spent
    )


def _spendable(tx: ReadTx, account: StoredAccount, *, now: datetime) -> Spendable:
    check_usable(account, currency=tx.register.currency, now=now)
    allowance = find_offline_allowance(tx, account.account_id)
    return Spendable(account=account, allowance=allowance)


def _first(tx: ReadTx, *conditions: sa.ColumnElement[bool]) -> StoredAccount | None:
    row = (
        tx.connection.execute(
            _ACCOUNT.where(*conditions).order_by(_ACCOUNTS.c.balance_cents.desc()).limit(1)
        )
        .mappings()
        .first()
    )
    if row is None:
        return None
    return StoredAccount(
        **{**row, "kind": AccountKind(row["kind"]), "state": AccountState(row["state"])}
    )
