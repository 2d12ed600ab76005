"""The mistakes that take a drawer off: each rule thinks of every one of its kind in a shift."""

from collections.abc import Callable, Iterator

from pos.domain.drawer_evidence import (
    CashPile,
    Cause,
    CauseKind,
    Evidence,
    Movement,
    Payment,
    SubjectKind,
)
from pos.domain.slips_of_hand import (
    amount_in_coins,
    looks_like,
    parts_of_change,
    swapped_digits,
    tenfold,
)

Rule = Callable[[Evidence], Iterator[Cause]]


def _tenders_mixed_up(evidence: Evidence) -> Iterator[Cause]:
    over = evidence.others_over_cents
    for paid in evidence.payments:
        if paid.is_cash:
            yield _at_payment(
                paid,
                CauseKind.CARD_RUNG_AS_CASH,
                effect_cents=-paid.stayed_cents,
                is_confirmed=over == paid.stayed_cents,
            )
            continue
        in_coins = amount_in_coins(paid.stayed_cents, step_cents=evidence.cash_step_cents)
        for cents in {paid.stayed_cents, *in_coins}:
            yield _at_payment(
                paid,
                CauseKind.CASH_RUNG_AS_CARD,
                effect_cents=cents,
                is_confirmed=over == -paid.stayed_cents,
            )


def _tendered_typed_wrongly(evidence: Evidence) -> Iterator[Cause]:
    """Think of change that was given for what was typed, not for what lay there."""
    for paid in evidence.payments:
        if not paid.change_cents:
            continue
        for kind, actual in _mistyped(paid.tendered_cents):
            if actual >= paid.stayed_cents:
                yield _at_payment(
                    paid,
                    kind,
                    entered=paid.tendered_cents,
                    actual=actual,
                    effect_cents=actual - paid.tendered_cents,
                )


def _change(evidence: Evidence) -> Iterator[Cause]:
    for paid in evidence.payments:
        change = paid.change_cents
        if not change:
            continue
        yield _at_payment(
            paid, CauseKind.CHANGE_NOT_GIVEN, entered=change, actual=0, effect_cents=change
        )
        yield _at_payment(
            paid,
            CauseKind.CHANGE_GIVEN_TWICE,
            entered=change,
            actual=2 * change,
            effect_cents=-change,
        )
        for right in parts_of_change(change, evidence.worths_cents):
            for wrong in looks_like(right, evidence.worths_cents):
                yield _at_payment(
                    paid,
                    CauseKind.WRONG_NOTE_GIVEN,
                    entered=right,
                    actual=wrong,
                    effect_cents=right - wrong,
                )


def _note_taken(evidence: Evidence) -> Iterator[Cause]:
    for paid in evidence.payments:
        typed = paid.tendered_cents
        if not paid.change_cents or typed not in evidence.worths_cents:
            continue
        for lay_there in set(looks_like(typed, evidence.worths_cents)) - set(tenfold(typed)):
            yield _at_payment(
                paid,
                CauseKind.WRONG_NOTE_TAKEN,
                entered=typed,
                actual=lay_there,
                effect_cents=lay_there - typed,
            )


def _refunds(evidence: Evidence) -> Iterator[Cause]:
    for refund in evidence.refunds:
        cents = refund.amount_cents if refund.is_cash else 0
        twice = refund.amount_cents + cents
        for kind, actual in (
            (CauseKind.REFUND_NOT_PAID_OUT, 0),
            (CauseKind.REFUND_PAID_TWICE, twice),
        ):
            yield Cause(
                kind=kind,
                subject=SubjectKind.REFUND,
                name=refund.number,
                at=refund.at,
                entered=cents,
                actual=actual,
                effect_cents=cents - actual,
            )


def _movements_typed_wrongly(evidence: Evidence) -> Iterator[Cause]:
    for moved in evidence.movements:
        sign = 1 if moved.amount_cents > 0 else -1
        for kind, actual in _mistyped(abs(moved.amount_cents)):
            yield _at_movement(moved, kind, actual=sign * actual)
        yield _at_movement(moved, CauseKind.MOVEMENT_REVERSED, actual=-moved.amount_cents)


def _movements_doubled(evidence: Evidence) -> Iterator[Cause]:
    known: set[tuple[str, int]] = set()
    for moved in evidence.movements:
        same = moved.kind, moved.amount_cents
        if same in known:
            yield _at_movement(moved, CauseKind.MOVEMENT_DOUBLED, actual=0)
        known.add(same)


def _movements_missed(evidence: Evidence) -> Iterator[Cause]:
    """Think of what earlier shifts paid in or out and this one did not."""
    here = {(moved.kind, moved.amount_cents) for moved in evidence.movements}
    for moved in {
        (each.kind, each.reason, each.amount_cents): each for each in evidence.earlier
    }.values():
        if (moved.kind, moved.amount_cents) not in here:
            yield Cause(
                kind=CauseKind.MOVEMENT_MISSED,
                subject=SubjectKind.MOVEMENT,
                name=moved.reason,
                at=moved.at,
                entered=0,
                actual=moved.amount_cents,
                effect_cents=moved.amount_cents,
                shift_number=moved.shift_number,
            )


def _held_sales(evidence: Evidence) -> Iterator[Cause]:
    for held in evidence.held:
        yield Cause(
            kind=CauseKind.PARKED_AFTER_PAYMENT,
            subject=SubjectKind.HELD_SALE,
            name=held.label,
            at=held.at,
            entered=0,
            actual=held.total_cents,
            effect_cents=held.total_cents,
        )


def _opening_miscounted(evidence: Evidence) -> Iterator[Cause]:
    """Think of a float that was noted as more or less than lay there."""
    yield from _pile_miscounted(evidence.opening, subject=SubjectKind.FLOAT, sign=1)


def _count_miscounted(evidence: Evidence) -> Iterator[Cause]:
    yield from _pile_miscounted(evidence.counted, subject=SubjectKind.COUNT, sign=-1)
    for worth, number in evidence.opening.pieces:
        if number and evidence.counted.pieces and not evidence.counted.pieces_of(worth):
            yield Cause(
                kind=CauseKind.KIND_NOT_COUNTED,
                subject=SubjectKind.COUNT,
                worth_cents=worth,
                entered=0,
                actual=number,
                effect_cents=-worth * number,
            )


def _pile_miscounted(pile: CashPile, *, subject: SubjectKind, sign: int) -> Iterator[Cause]:
    """Think of swapped digits in a count; `sign` is what a piece too few does to the drawer."""
    for worth, number in pile.pieces:
        for actual in swapped_digits(number):
            yield Cause(
                kind=CauseKind.PIECES_MISCOUNTED,
                subject=subject,
                worth_cents=worth,
                entered=number,
                actual=actual,
                effect_cents=sign * worth * (actual - number),
            )
    if pile.pieces:
        return
    for kind, actual in _mistyped(pile.total_cents):
        yield Cause(
            kind=kind,
            subject=subject,
            entered=pile.total_cents,
            actual=actual,
            effect_cents=sign * (actual - pile.total_cents),
        )


def _mistyped(cents: int) -> Iterator[tuple[CauseKind, int]]:
    for actual in swapped_digits(cents):
        yield CauseKind.DIGITS_SWAPPED, actual
    for actual in tenfold(cents):
        yield CauseKind.TENFOLD, actual


def _at_payment(
    paid: Payment,
    kind: CauseKind,
    *,
    effect_cents: int,
    entered: int | None = None,
    actual: int | None = None,
    is_confirmed: bool = False,
) -> Cause:
    return Cause(
        kind=kind,
        subject=SubjectKind.SALE,
        name=paid.number,
        at=paid.at,
        entered=paid.stayed_cents if entered is None else entered,
        actual=paid.stayed_cents if actual is None else actual,
        effect_cents=effect_cents,
        is_confirmed=is_confirmed,
    )


def _at_movement(moved: Movement, kind: CauseKind, *, actual: int) -> Cause:
    return Cause(
        kind=kind,
        subject=SubjectKind.MOVEMENT,
        name=moved.reason,
        at=moved.at,
        entered=moved.amount_cents,
        actual=actual,
        effect_cents=actual - moved.amount_cents,
    )


RULES: tuple[Rule, ...] = (
    _tenders_mixed_up,
    _movements_missed,
    _movements_doubled,
    _movements_typed_wrongly,
    _tendered_typed_wrongly,
    _opening_miscounted,
    _count_miscounted,
    _held_sales,
    _refunds,
    _change,
    _note_taken,
)
