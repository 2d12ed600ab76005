"""Says in a sentence what may have taken a drawer off; the screen and the paper say the same."""

from collections.abc import Callable
from gettext import gettext as _

from pos.domain.drawer_evidence import Cause, CauseKind, SubjectKind

Write = Callable[[int], str]
"""Writes minor units as an amount."""


def cause_sentence(cause: Cause, *, money: Write) -> str:
    """Return what may have happened, with the document and the amounts.

    Args:
        money: Writes an amount without a sign.
    """
    return _sentence(cause.kind).format(
        what=_subject(cause),
        entered=_amount(cause, cause.entered, money),
        actual=_amount(cause, cause.actual, money),
        shift=cause.shift_number,
        worth=money(cause.worth_cents or 0),
    )


def confirmed() -> str:
    """Say that the count of the other tenders agrees."""
    return _("The other payments are off by as much, the other way.")


def _subject(cause: Cause) -> str:
    match cause.subject:
        case SubjectKind.SALE:
            return _("Sale {number}").format(number=cause.name)
        case SubjectKind.REFUND:
            return _("Refund {number}").format(number=cause.name)
        case SubjectKind.MOVEMENT:
            return cause.name
        case SubjectKind.HELD_SALE:
            return _("Held sale {name}").format(name=cause.name)
        case SubjectKind.FLOAT:
            return _("The float")
        case SubjectKind.COUNT:
            return _("This count")


def _amount(cause: Cause, value: int, money: Write) -> str:
    return str(value) if cause.worth_cents is not None else money(abs(value))


def _sentence(kind: CauseKind) -> str:
    sentences = {
        CauseKind.CARD_RUNG_AS_CASH: _("{what}: {entered} rung as cash, perhaps paid by card"),
        CauseKind.CASH_RUNG_AS_CARD: _("{what}: {entered} rung as card, perhaps paid in cash"),
        CauseKind.MOVEMENT_MISSED: _("{what}: {actual} in shift {shift}, not booked in this one"),
        CauseKind.MOVEMENT_DOUBLED: _("{what}: {entered} is booked twice"),
        CauseKind.MOVEMENT_REVERSED: _("{what}: {entered} booked in the wrong direction"),
        CauseKind.DIGITS_SWAPPED: _("{what}: {entered} typed, perhaps {actual} meant"),
        CauseKind.TENFOLD: _("{what}: {entered} typed, perhaps {actual} meant"),
        CauseKind.PIECES_MISCOUNTED: _("{what}: {entered} pieces of {worth}, perhaps {actual}"),
        CauseKind.KIND_NOT_COUNTED: _("{what}: no pieces of {worth}; the float had {actual}"),
        CauseKind.PARKED_AFTER_PAYMENT: _("{what}: {actual} perhaps paid, then held"),
        CauseKind.REFUND_NOT_PAID_OUT: _("{what}: {entered} perhaps never paid out"),
        CauseKind.REFUND_PAID_TWICE: _("{what}: perhaps {actual} paid out in cash"),
        CauseKind.CHANGE_NOT_GIVEN: _("{what}: change of {entered} perhaps not given"),
        CauseKind.CHANGE_GIVEN_TWICE: _("{what}: change of {entered} perhaps given twice"),
        CauseKind.WRONG_NOTE_GIVEN: _("{what}: perhaps {actual} given where {entered} was due"),
        CauseKind.WRONG_NOTE_TAKEN: _("{what}: perhaps {actual} taken for {entered}"),
    }
    return sentences[kind]
