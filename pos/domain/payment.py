"""Tenders: how a total is paid, what is given back, and where the coins force a rounding.

For each tender: tendered - change = amount + tip + rounding. The amounts of all tenders sum to what
they settle of the total. Change is given only from cash, and only what is paid in cash is rounded
to the coin; cards and gift cards pay to the cent. A tip pays nothing: it is the staff's, no part of
the total, and no tax is in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from pos.domain.errors import RefusedError
from pos.domain.money import Rounding, check_document_total, round_to_step
from pos.domain.text import clean_text, refuse_card_data

TENDERS_MAX = 30
"""The most tenders of one sale."""

REFERENCE_CHARS_MAX = 80
"""The longest reference of a tender."""

SUGGESTIONS_MAX = 4
"""The most amounts that the pay screen offers for one touch."""


class TenderKind(StrEnum):
    """Kinds of tender (schema.md, `payment_methods.kind`)."""

    CASH = "cash"
    CARD = "card"
    WALLET = "wallet"
    BANK_TRANSFER = "bank_transfer"
    COD = "cod"
    GIFT_CARD = "gift_card"
    STORE_CREDIT = "store_credit"
    OTHER = "other"


class TenderRefusedError(RefusedError):
    """A tender cannot be taken. Facts: index of the entry, method_code, and those of the kind."""


class OverpaidError(TenderRefusedError):
    """Only cash may be more than is due. Facts: amount_cents, due_cents."""


class NothingDueError(TenderRefusedError):
    """Everything is paid already."""


class CashTooShortError(TenderRefusedError):
    """The cash does not reach the coin that is due. Facts: tendered_cents, due_cents."""


class TenderAmountError(TenderRefusedError):
    """A tender is a positive amount, and only cash is handed over apart from it."""


class TooManyTendersError(RefusedError):
    """A sale is paid in fewer parts. Facts: limit."""


class ReferenceMissingError(RefusedError):
    """This way to pay needs a number to find the money by. Facts: method_name."""


class CustomerMissingError(RefusedError):
    """This way to pay is for known customers only. Facts: method_name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderEntry:
    """One tender as the cashier entered it.

    Attributes:
        method_code: Code of the payment method.
        amount_cents: Part of the total that it pays; None: all that is still due.
        tendered_cents: Cash handed over, above the amount if change is due; None: just enough.
        tip_cents: For the staff, on top of what it pays; at least 0.
        reference: Voucher or approval; None: none.
        card_last4: The last four digits; never more of a card.
        account_id: The gift card or credit that it is taken from; None: from none.
        attempt_id: The answer of the card terminal that it rests on; None: on none.
    """

    method_code: str
    kind: TenderKind
    amount_cents: int | None = None
    tendered_cents: int | None = None
    tip_cents: int = 0
    reference: str | None = None
    card_last4: str | None = None
    account_id: UUID | None = None
    attempt_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledTender:
    """One tender as it is written: tendered - change = amount + tip + rounding.

    Attributes:
        amount_cents: Part of the total that it pays.
        tip_cents: What of it is for the staff.
        rounding_cents: What the coins add (plus) or forgive (minus); 0 but for cash.
    """

    method_code: str
    kind: TenderKind
    amount_cents: int
    tendered_cents: int
    change_cents: int
    rounding_cents: int
    tip_cents: int = 0
    reference: str | None = None
    card_last4: str | None = None
    account_id: UUID | None = None
    attempt_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """How far the tenders pay a total.

    Attributes:
        due_cents: What is to be paid with the tenders at hand: total, rounding and tips.
        rounding_cents: Sum of the roundings of the cash.
        tendered_cents: Everything handed over.
        change_cents: Cash to give back.
        payments: In the order in which they were entered.
        remaining_cents: Part of the total that is still open; 0: the sale can complete.
    """

    due_cents: int
    rounding_cents: int
    tendered_cents: int
    change_cents: int
    payments: tuple[SettledTender, ...]
    remaining_cents: int

    @property
    def tip_cents(self) -> int:
        """What the staff gets on top."""
        return sum(payment.tip_cents for payment in self.payments)


def settle(
    total_cents: int,
    entries: Sequence[TenderEntry],
    *,
    cash_step_cents: int = 1,
    rounding: Rounding = Rounding.HALF_UP,
) -> Settlement:
    """Pay a total with tenders.

    Tenders of a stated amount that are not cash pay first, whatever the order of entry, so that
    cash pays what they leave and is rounded alone. Then the others, in their order.

    Args:
        total_cents: To pay, at least 0.
        entries: In the order of entry; may not be enough.
        cash_step_cents: The smallest coin; 1: nothing is rounded.
        rounding: How cash goes to the coin.

    Raises:
        OverpaidError: A tender that gives no change is above what is due.
        NothingDueError: A tender came after all was paid.
        CashTooShortError: Cash covers the amount but not the coin it is rounded to, or less was
            handed over than the amount stated.
        TenderAmountError: A tender is not a positive amount.
        TooManyTendersError: There are more than one sale may have.
    """
    assert total_cents >= 0, "refunds are paid out by returns.py"
    check_document_total(total_cents)
    if len(entries) > TENDERS_MAX:
        raise TooManyTendersError(limit=TENDERS_MAX)
    settled: dict[int, SettledTender] = {}
    remaining = total_cents
    for index in sorted(range(len(entries)), key=lambda at: not _pays_first(entries[at])):
        turn = _Turn(index=index, entry=entries[index], remaining_cents=remaining)
        _check_figures(turn)
        if turn.entry.kind == TenderKind.CASH:
            tender = _settle_cash(turn, step_cents=cash_step_cents, rounding=rounding)
        else:
            tender = _settle_exact(turn)
        settled[index] = tender
        remaining -= tender.amount_cents
    payments = tuple(settled[index] for index in range(len(entries)))
    return _sum(payments, total_cents=total_cents, remaining_cents=remaining)


def cash_due(
    remaining_cents: int, *, cash_step_cents: int, rounding: Rounding = Rounding.HALF_UP
) -> int:
    """Return what is due if the rest is paid in cash."""
    return round_to_step(remaining_cents, cash_step_cents, rounding)


def suggest_cash(
    due_cents: int,
    *,
    denominations: Sequence[int],
    cash_step_cents: int = 1,
    rounding: Rounding = Rounding.HALF_UP,
) -> tuple[int, ...]:
    """Return amounts that a customer is likely to hand over, the exact one first.

    Args:
        due_cents: Still to pay, above 0.
        denominations: Notes and coins of the currency in minor units, above 0.
        cash_step_cents: The smallest coin.
        rounding: How cash goes to the coin.
    """
    exact = cash_due(due_cents, cash_step_cents=cash_step_cents, rounding=rounding)
    above = {-(-exact // value) * value for value in denominations} - {exact}
    nearest = sorted(above)[: SUGGESTIONS_MAX - 1]
    return (exact, *nearest)


def clean_reference(text: str | None) -> str:
    """Return a reference as it is kept; "" for none.

    Raises:
        TextRefusedError: It is too long, or holds characters that no text may have.
        CardDataError: It looks like the number of a payment card.
    """
    cleaned = clean_text(text or "", chars_max=REFERENCE_CHARS_MAX)
    refuse_card_data(cleaned)
    return cleaned


def _pays_first(entry: TenderEntry) -> bool:
    return entry.kind != TenderKind.CASH and _stated(entry) is not None


def _stated(entry: TenderEntry) -> int | None:
    """Return the amount of a tender that gives no change; None: whatever is due."""
    return entry.tendered_cents if entry.amount_cents is None else entry.amount_cents


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """An entry at the moment when it is its turn to pay."""

    index: int
    entry: TenderEntry
    remaining_cents: int

    def refuse(self, kind: type[TenderRefusedError], **facts: int) -> TenderRefusedError:
        return kind(index=self.index, method_code=self.entry.method_code, **facts)


def _check_figures(turn: _Turn) -> None:
    entry = turn.entry
    given = (entry.amount_cents, entry.tendered_cents, entry.tip_cents)
    figures = [each for each in given if each is not None]
    for figure in figures:
        check_document_total(figure)
    if entry.amount_cents == 0 or min(figures, default=0) < 0:
        raise turn.refuse(TenderAmountError)
    if turn.remaining_cents == 0:
        raise turn.refuse(NothingDueError)


def _settle_exact(turn: _Turn) -> SettledTender:
    stated = _stated(turn.entry)
    amount = turn.remaining_cents if stated is None else stated
    if amount == 0 or turn.entry.tendered_cents not in (None, amount):
        raise turn.refuse(TenderAmountError)
    if amount > turn.remaining_cents:
        raise turn.refuse(OverpaidError, amount_cents=amount, due_cents=turn.remaining_cents)
    return _tender(turn.entry, amount, tendered=amount + turn.entry.tip_cents, change=0)


def _settle_cash(turn: _Turn, *, step_cents: int, rounding: Rounding) -> SettledTender:
    """Take cash: enough for what is due, or a part of it.

    Cash that covers the amount but not the coin that it is rounded up to is neither.
    """
    entry, remaining = turn.entry, turn.remaining_cents
    amount = remaining if entry.amount_cents is None else entry.amount_cents
    if amount > remaining:
        raise turn.refuse(OverpaidError, amount_cents=amount, due_cents=remaining)
    coins = amount if amount < remaining else round_to_step(remaining, step_cents, rounding)
    due = coins + entry.tip_cents
    tendered = due if entry.tendered_cents is None else entry.tendered_cents
    if tendered >= due:
        return _tender(entry, amount, tendered=tendered, change=tendered - due)
    if entry.amount_cents is not None or entry.tip_cents or tendered >= remaining:
        raise turn.refuse(CashTooShortError, tendered_cents=tendered, due_cents=due)
    if tendered == 0:
        raise turn.refuse(TenderAmountError)
    return _tender(entry, tendered, tendered=tendered, change=0)


def _tender(entry: TenderEntry, amount: int, *, tendered: int, change: int) -> SettledTender:
    return SettledTender(
        method_code=entry.method_code,
        kind=entry.kind,
        amount_cents=amount,
        tendered_cents=tendered,
        change_cents=change,
        rounding_cents=tendered - change - amount - entry.tip_cents,
        tip_cents=entry.tip_cents,
        reference=entry.reference,
        card_last4=entry.card_last4,
        account_id=entry.account_id,
        attempt_id=entry.attempt_id,
    )


def _sum(
    payments: tuple[SettledTender, ...], *, total_cents: int, remaining_cents: int
) -> Settlement:
    rounding = sum(payment.rounding_cents for payment in payments)
    return Settlement(
        due_cents=total_cents + rounding + sum(payment.tip_cents for payment in payments),
        rounding_cents=rounding,
        tendered_cents=sum(payment.tendered_cents for payment in payments),
        change_cents=sum(payment.change_cents for payment in payments),
        payments=payments,
        remaining_cents=remaining_cents,
    )
