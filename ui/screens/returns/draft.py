"""A return while it is put together: pure values and functions, before anything is posted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from pos.domain.returns import Disposition, Reason, refund_line
from pos.queries.returns import ReturnableLine, ReturnableOrder
from pos.services.return_rows import ReturnedGoods

PIECE = "each"
STEP_OF_MEASURE = 100
"""Grams, millilitres or millimetres of one press on + or -."""

SPOILED = frozenset({Reason.DAMAGED, Reason.DEFECTIVE})
"""Reasons after which goods do not go back on the shelf, unless somebody says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """What of a sold line comes back.

    Attributes:
        quantity: In the line's unit; 0 means nothing.
    """

    line: ReturnableLine
    quantity: int = 0
    reason: Reason = Reason.OTHER
    disposition: Disposition = Disposition.RESTOCK

    @property
    def line_id(self) -> UUID:
        """The sold line's id."""
        return self.line.sold.line_id

    @property
    def is_measured(self) -> bool:
        """Whether the line is weighed or measured rather than counted."""
        return self.line.sold.unit != PIECE

    @property
    def is_full(self) -> bool:
        """Whether nothing more can come back."""
        return self.quantity >= self.line.returnable_qty

    @property
    def refund_cents(self) -> int:
        """What the picked units are worth."""
        return refund_line(self.line.sold, self.quantity).refund_cents if self.quantity else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A return in hand.

    Attributes:
        return_id: Made when it began; asked twice, posted once.
        picks: One for each line of the sale, in its order.
        selected: The line that keys and chips are about; None: the sale has no lines.
    """

    return_id: UUID
    order: ReturnableOrder
    picks: tuple[Pick, ...]
    selected: UUID | None

    @property
    def current(self) -> Pick | None:
        """The pick of the selected line."""
        return next((pick for pick in self.picks if pick.line_id == self.selected), None)

    @property
    def chosen(self) -> tuple[Pick, ...]:
        """The picks of which something comes back."""
        return tuple(pick for pick in self.picks if pick.quantity)

    @property
    def refund_cents(self) -> int:
        """What everything that was picked is worth."""
        return sum(pick.refund_cents for pick in self.picks)

    @property
    def has_anything_left(self) -> bool:
        """Whether any line may still come back."""
        return any(pick.line.returnable_qty > 0 for pick in self.picks)


def begin(return_id: UUID, order: ReturnableOrder) -> Draft:
    """Begin a return of a sale; the first line of which something is left is selected."""
    picks = tuple(Pick(line=line) for line in order.lines)
    first = _roomiest(picks)
    return Draft(
        return_id=return_id, order=order, picks=picks, selected=first.line_id if first else None
    )


def renew(draft: Draft, order: ReturnableOrder) -> Draft:
    """Go on with what is known of the sale now; no more is picked than is still left."""
    lines = {line.sold.line_id: line for line in order.lines}
    picks = tuple(
        replace(
            pick, line=lines[pick.line_id], quantity=_within(lines[pick.line_id], pick.quantity)
        )
        for pick in draft.picks
        if pick.line_id in lines
    )
    return replace(draft, order=order, picks=picks)


def select(draft: Draft, line_id: UUID) -> Draft:
    """Select a line."""
    return replace(draft, selected=line_id)


def move(draft: Draft, places: int) -> Draft:
    """Select the line that many places further, the first or last at the ends."""
    ids = [pick.line_id for pick in draft.picks]
    if draft.selected not in ids:
        return draft
    place = min(max(ids.index(draft.selected) + places, 0), len(ids) - 1)
    return replace(draft, selected=ids[place])


def set_quantity(draft: Draft, quantity: int) -> Draft:
    """Let so much of the selected line come back: nothing at the least, what is left at most."""
    pick = draft.current
    if pick is None:
        return draft
    return _put(draft, replace(pick, quantity=_within(pick.line, quantity)))


def step(draft: Draft, times: int) -> Draft:
    """Let one more or less of the selected line come back; of measured goods a tenth of a kilo."""
    pick = draft.current
    if pick is None:
        return draft
    size = STEP_OF_MEASURE if pick.is_measured else 1
    return set_quantity(draft, pick.quantity + times * size)


def take_everything(draft: Draft) -> Draft:
    """Let all that is left of every line come back."""
    picks = tuple(replace(pick, quantity=pick.line.returnable_qty) for pick in draft.picks)
    return replace(draft, picks=picks)


def give_reason(draft: Draft, reason: Reason) -> Draft:
    """Say why the selected line comes back; spoiled goods are set aside."""
    pick = draft.current
    if pick is None:
        return draft
    disposition = Disposition.QUARANTINE if reason in SPOILED else Disposition.RESTOCK
    return _put(draft, replace(pick, reason=reason, disposition=disposition))


def put_away(draft: Draft, disposition: Disposition) -> Draft:
    """Say where the goods of the selected line go."""
    pick = draft.current
    return draft if pick is None else _put(draft, replace(pick, disposition=disposition))


def find_line(draft: Draft, codes: tuple[str, ...]) -> Pick | None:
    """Return the line that was sold under one of these codes, or None."""
    return _roomiest(
        [pick for pick in draft.picks if pick.line.barcode in codes or pick.line.sku in codes]
    )


def find_variant_line(draft: Draft, variant_id: UUID) -> Pick | None:
    """Return the line of a variant, or None."""
    return _roomiest([pick for pick in draft.picks if pick.line.variant_id == variant_id])


def goods_of(draft: Draft) -> tuple[ReturnedGoods, ...]:
    """Return what comes back, as the service wants it."""
    return tuple(
        ReturnedGoods(
            order_line_id=pick.line_id,
            quantity=pick.quantity,
            reason=pick.reason,
            disposition=pick.disposition,
        )
        for pick in draft.chosen
    )


def _roomiest(picks: Sequence[Pick]) -> Pick | None:
    """Return the first that has room for one more, else the first."""
    with_room = [pick for pick in picks if not pick.is_full]
    return next(iter(with_room or picks), None)


def _within(line: ReturnableLine, quantity: int) -> int:
    return min(max(quantity, 0), line.returnable_qty)


def _put(draft: Draft, changed: Pick) -> Draft:
    picks = tuple(changed if pick.line_id == changed.line_id else pick for pick in draft.picks)
    return replace(draft, picks=picks)
