"""Sells gift cards: the worth of a line goes onto its card, in the transaction of the sale.

What a customer pays for a card is owed to whoever holds it: it is neither turnover nor taxed until
somebody buys goods with it.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pos.domain.errors import RefusedError
from pos.domain.permission import Action
from pos.domain.sale import Sale
from pos.domain.stored_value import (
    AccountKind,
    CardToLoad,
    EntryKind,
    GiftCardUnknownError,
    check_redeemable,
    check_usable,
)
from pos.queries.stored_value import find_account_of_card, find_offline_allowance
from pos.services.permissions import Actor, require
from pos.services.stored_value import NewAccount, Posting, open_account, post_entry
from pos.uow import WriteTx

RowValues = dict[str, Any]


class GiftCardWorthlessError(RefusedError):
    """Nothing would be put on the card. Facts: last4."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What putting money on cards wrote.

    Attributes:
        accounts: Rows of the cards that were sold for the first time.
        entries: Rows of the ledger.
    """

    accounts: tuple[RowValues, ...] = ()
    entries: tuple[RowValues, ...] = ()


def load_cards(tx: WriteTx, sale: Sale, lines: list[RowValues]) -> Loaded:
    """Put the worth of each line that names a card on it, and return what was written.

    Args:
        lines: The rows of the order's lines, in the order of the cart.

    Raises:
        PermissionDeniedError: Who rings it up may not.
        ApprovalNeededError: Not alone, or not this much.
        GiftCardWorthlessError: A card costs nothing.
        RefusedError: A card cannot be used; see `pos.domain.stored_value.check_usable`.
    """
    loaded = Loaded()
    for sold, row in zip(sale.lines, lines, strict=True):
        card, amount = sold.item.card, sold.priced.total_cents
        if card is None:
            continue
        if amount <= 0:
            raise GiftCardWorthlessError(last4=card.last4)
        require(tx, Actor(staff_id=sale.staff_id), Action.ISSUE_STORED_VALUE, size=amount)
        loaded = _load(tx, sale, card, loaded, amount_cents=amount, line_id=row["id"])
    return loaded


def take_off_card(
    tx: WriteTx, card: CardToLoad, *, amount_cents: int, order_id: UUID, staff_id: UUID
) -> RowValues:
    """Take what a sold card was loaded with off it again, and return the entry.

    Raises:
        GiftCardUnknownError: This register does not know the card.
        BalanceTooLowError: Somebody bought something with it.
    """
    account = find_account_of_card(tx, card.code_hash)
    if account is None:
        raise GiftCardUnknownError
    check_redeemable(account, amount_cents, find_offline_allowance(tx, account.account_id))
    return post_entry(
        tx,
        Posting(
            account_id=account.account_id,
            kind=EntryKind.ADJUST,
            amount_cents=-amount_cents,
            staff_id=staff_id,
            order_id=order_id,
        ),
    )


def _load(
    tx: WriteTx, sale: Sale, card: CardToLoad, so_far: Loaded, *, amount_cents: int, line_id: UUID
) -> Loaded:
    known = find_account_of_card(tx, card.code_hash)
    accounts = so_far.accounts
    if known is not None:
        check_usable(known, currency=sale.rules.currency, now=tx.now)
        account_id = known.account_id
    else:
        row = open_account(
            tx,
            NewAccount(
                kind=AccountKind.GIFT_CARD,
                code_hash=card.code_hash,
                last4=card.last4,
                currency=sale.rules.currency,
                order_line_id=line_id,
            ),
        )
        account_id = row["id"]
        accounts = (*accounts, row)
    entry = post_entry(
        tx,
        Posting(
            account_id=account_id,
            kind=EntryKind.ISSUE if known is None else EntryKind.RELOAD,
            amount_cents=amount_cents,
            staff_id=sale.staff_id,
            order_id=sale.sale_id,
        ),
    )
    return Loaded(accounts=accounts, entries=(*so_far.entries, entry))
