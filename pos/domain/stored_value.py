"""Gift cards and store credit: what an account is, and what may be taken from it now.

The balance of an account is the sum of its entries. A gift card's number is worth money to whoever
reads it, so only its hash and its last four characters are kept.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pos.domain.errors import RefusedError

CODE_CHARS_MIN = 6
CODE_CHARS_MAX = 40
LAST_CHARS = 4

_HASH_PREFIX = "countertop gift card:"
_SPACING = re.compile(r"[\s\-]+")
_CODE = re.compile(rf"[0-9A-Z.]{{{CODE_CHARS_MIN},{CODE_CHARS_MAX}}}")


class AccountKind(StrEnum):
    """Whose money it is: of whoever holds the card, or of a known customer."""

    GIFT_CARD = "gift_card"
    STORE_CREDIT = "store_credit"


class AccountState(StrEnum):
    """Whether the account may be used."""

    ACTIVE = "active"
    FROZEN = "frozen"
    CLOSED = "closed"


class EntryKind(StrEnum):
    """Why a balance changed."""

    ISSUE = "issue"
    RELOAD = "reload"
    REDEEM = "redeem"
    REFUND = "refund"
    ADJUST = "adjust"
    EXPIRE = "expire"


class CreditReason(StrEnum):
    """Why a person gives a customer credit, or takes it back."""

    GOODWILL = "goodwill"
    COMPLAINT = "complaint"
    BONUS = "bonus"
    MISTAKE = "mistake"
    PAID_OUT = "paid_out"


class GiftCardCodeError(RefusedError):
    """Not the number of a gift card. Facts: shortest, longest."""


class GiftCardUnknownError(RefusedError):
    """No gift card has this number, as far as this till knows."""


class NoStoreCreditError(RefusedError):
    """The customer has no store credit. Facts: customer."""


class AccountFrozenError(RefusedError):
    """Somebody must look at the account first. Facts: last4."""


class AccountClosedError(RefusedError):
    """The account is used no longer. Facts: last4."""


class AccountExpiredError(RefusedError):
    """The account was good until a day that is over. Facts: last4, expired_on."""


class AccountCurrencyError(RefusedError):
    """The account is in other money. Facts: last4, account_currency, currency."""


class BalanceTooLowError(RefusedError):
    """There is less on the account. Facts: last4, balance_cents, currency."""


class OfflineLimitError(RefusedError):
    """Central must answer before this much is taken. Facts: last4, left_cents, limit_cents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAccount:
    """A gift card or a customer's credit, as this register knows it.

    Attributes:
        last4: The last characters of the card's number; empty for store credit.
        balance_cents: Sum of the entries known here; below zero when it was spent twice.
        expires_at: UTC; None: never.
        customer_id: Whose credit it is; None: whoever holds the card.
    """

    account_id: UUID
    kind: AccountKind
    last4: str
    currency: str
    balance_cents: int
    state: AccountState = AccountState.ACTIVE
    expires_at: datetime | None = None
    customer_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardToLoad:
    """The gift card that a line of the cart puts money on; its number is not kept.

    Attributes:
        code_hash: See `hash_code`.
        last4: The part of the number that may be shown.
    """

    code_hash: str
    last4: str

    def document(self) -> dict[str, Any]:
        """Return it as a line keeps it among its wishes (`customization`)."""
        return {"gift_card": {"code_hash": self.code_hash, "last4": self.last4}}


def find_card(customization: Mapping[str, Any] | None) -> CardToLoad | None:
    """Return the card among the wishes of a line; None: it sells goods."""
    said = (customization or {}).get("gift_card")
    return CardToLoad(**said) if said else None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfflineAllowance:
    """What may be taken from one account while central does not answer.

    Attributes:
        limit_cents: Of the shop.
        spent_cents: What this register took from the account since central went away.
    """

    limit_cents: int
    spent_cents: int

    @property
    def left_cents(self) -> int:
        """What may still be taken."""
        return max(0, self.limit_cents - self.spent_cents)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spendable:
    """An account that may pay now.

    Attributes:
        allowance: None while central answers, or where there is none.
    """

    account: StoredAccount
    allowance: OfflineAllowance | None = None

    def most_cents(self, taken_cents: int = 0) -> int:
        """Return the most that may be taken, after what an unposted sale takes already."""
        left = self.account.balance_cents - taken_cents
        if self.allowance is not None:
            left = min(left, self.allowance.left_cents - taken_cents)
        return max(0, left)


def clean_code(typed: str) -> str:
    """Return a gift card's number in the one form that is hashed: capitals, without spacing.

    Raises:
        GiftCardCodeError: It has characters that no card has, or too few or too many.
    """
    code = _SPACING.sub("", typed).upper().removeprefix("G.")
    if not _CODE.fullmatch(code):
        raise GiftCardCodeError(shortest=CODE_CHARS_MIN, longest=CODE_CHARS_MAX)
    return code


def card_to_load(typed: str) -> CardToLoad:
    """Return the card that a scanned or typed number names.

    Raises:
        GiftCardCodeError: No card can have such a number.
    """
    code = clean_code(typed)
    return CardToLoad(code_hash=hash_code(code), last4=code[-LAST_CHARS:])


def hash_code(code: str) -> str:
    """Return what is stored in the place of a cleaned number."""
    return hashlib.sha256(f"{_HASH_PREFIX}{code}".encode()).hexdigest()


def check_usable(account: StoredAccount, *, currency: str, now: datetime) -> None:
    """Refuse an account that nothing may be taken from or put on, whatever is on it.

    Raises:
        AccountFrozenError: It is frozen.
        AccountClosedError: It is closed.
        AccountExpiredError: Its time is over.
        AccountCurrencyError: It is in another currency than the sale.
    """
    if account.state is AccountState.FROZEN:
        raise AccountFrozenError(last4=account.last4)
    if account.state is AccountState.CLOSED:
        raise AccountClosedError(last4=account.last4)
    if account.expires_at is not None and account.expires_at <= now:
        raise AccountExpiredError(last4=account.last4, expired_on=account.expires_at.date())
    if account.currency != currency:
        raise AccountCurrencyError(
            last4=account.last4, account_currency=account.currency, currency=currency
        )


def check_redeemable(
    account: StoredAccount, amount_cents: int, allowance: OfflineAllowance | None
) -> None:
    """Refuse to take more than there is, or than may be taken while central is away.

    Raises:
        BalanceTooLowError: There is less on it.
        OfflineLimitError: There is enough as far as this till knows, but only central knows it.
    """
    if amount_cents > max(0, account.balance_cents):
        raise BalanceTooLowError(
            last4=account.last4, balance_cents=account.balance_cents, currency=account.currency
        )
    if allowance is not None and amount_cents > allowance.left_cents:
        raise OfflineLimitError(
            last4=account.last4,
            left_cents=allowance.left_cents,
            limit_cents=allowance.limit_cents,
        )
