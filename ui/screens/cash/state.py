"""Everything that the cash screen shows, and how a count changes."""

from dataclasses import dataclass, replace
from enum import Enum
from uuid import UUID

from pos.documents.raster import Bitmap
from pos.domain.day_report import DayReport, TenderTotal
from pos.domain.denominations import CashKinds
from pos.domain.drawer_evidence import Cause
from pos.domain.permission import Action
from pos.domain.shift import PIECES_MAX, count_cash, needs_manager, variance
from pos.queries.drawer import MovedCash
from pos.queries.open_differences import OpenDifference
from pos.queries.shift_tenders import OtherTender
from pos.queries.shifts import ClosedShift, OpenShift
from pos.queries.waiting_at_close import WaitingAtClose


class Phase(Enum):
    """Where the drawer is in its day."""

    LOADING = "not looked up yet"
    CLOSED = "the float is counted"
    OPEN = "a shift is open"
    COUNTING = "the drawer is counted, blind"
    CHECKED = "the difference is shown"
    ENDED = "the shift was closed just now"


class CountBy(Enum):
    """How somebody counts."""

    PIECES = "notes and coins"
    TOTAL = "one sum"


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A count of a drawer in progress.

    Attributes:
        pieces: Worth and number of each kind that was typed.
        typed_cents: The sum that was typed instead; None while there is none.
    """

    by: CountBy = CountBy.PIECES
    pieces: tuple[tuple[int, int], ...] = ()
    typed_cents: int | None = None

    @property
    def total_cents(self) -> int:
        """What is counted so far."""
        if self.by is CountBy.TOTAL:
            return self.typed_cents or 0
        return count_cash(dict(self.pieces))

    @property
    def is_begun(self) -> bool:
        """Say whether anything was counted; an empty drawer is a count too, once it is typed."""
        return self.typed_cents is not None if self.by is CountBy.TOTAL else bool(self.pieces)

    @property
    def detail(self) -> dict[str, int]:
        """The pieces by worth, as a closed shift keeps them; empty for a typed sum."""
        if self.by is CountBy.TOTAL:
            return {}
        return {str(worth): pieces for worth, pieces in self.pieces if pieces}

    def pieces_of(self, worth: int) -> int | None:
        """Return how many of a kind were counted; None while it was not looked at."""
        return dict(self.pieces).get(worth)

    def put(self, worth: int, pieces: int | None) -> "Count":
        """Return the count with another number of a kind; None forgets it."""
        counted = dict(self.pieces)
        if pieces is None:
            counted.pop(worth, None)
        else:
            counted[worth] = min(max(pieces, 0), PIECES_MAX)
        return replace(self, pieces=tuple(sorted(counted.items(), reverse=True)))

    def step(self, worth: int, step: int) -> "Count":
        """Return the count with one more or one less of a kind."""
        return self.put(worth, (self.pieces_of(worth) or 0) + step)


OPEN_PHASES = (Phase.OPEN, Phase.COUNTING, Phase.CHECKED)
NOTHING_WAITS = WaitingAtClose()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A report as it is printed, on the desk.

    Attributes:
        shift_id: The shift that it is about; None: nothing more can be done with it here.
    """

    title: str
    picture: Bitmap
    report: DayReport
    shift_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CashState:
    """The drawer.

    Attributes:
        kinds: The currency's notes and coins.
        last: The shift before; None on the first day.
        moves: Cash paid in and out in the open shift.
        limit_cents: The largest difference that needs no note.
        difference_cents: Counted minus expected; None until it may be seen.
        first: The first count, which was off; while it is there, this is the second and last.
        tenders: The other ways to pay that were used in the shift.
        tender_counts: What was counted of them, by code, in the order in which it was typed.
        tender_totals: Expected and counted of each way to pay; empty until it may be seen.
        causes: What may have taken the drawer off; empty until it may be seen.
        waiting: What is not finished yet; the close does not wait for it.
        unapproved: Differences of earlier shifts that nobody has accepted yet.
        is_unapproved: A manager was asked to accept the difference, and none did.
        paper: The report that is shown.
        may: What the person at the till may do here.
        is_busy: A wish is being carried out.
    """

    kinds: CashKinds
    phase: Phase = Phase.LOADING
    shift: OpenShift | None = None
    last: ClosedShift | None = None
    moves: tuple[MovedCash, ...] = ()
    limit_cents: int = 0
    count: Count = Count()
    note: str = ""
    difference_cents: int | None = None
    first: Count | None = None
    tenders: tuple[OtherTender, ...] = ()
    tender_counts: tuple[tuple[str, int], ...] = ()
    tender_totals: tuple[TenderTotal, ...] = ()
    causes: tuple[Cause, ...] = ()
    waiting: WaitingAtClose = NOTHING_WAITS
    unapproved: tuple[OpenDifference, ...] = ()
    is_unapproved: bool = False
    paper: Paper | None = None
    may: frozenset[Action] = frozenset()
    is_busy: bool = False

    @property
    def is_recount(self) -> bool:
        """Say whether this is the second count, and the last."""
        return self.first is not None

    @property
    def float_difference_cents(self) -> int | None:
        """What is counted now beyond the last close; None on the first day or before a count."""
        if self.last is None or not self.count.is_begun:
            return None
        return variance(self.count.total_cents, self.last.counted_cash_cents)

    @property
    def needs_note(self) -> bool:
        """Say whether a difference must be explained before it goes on."""
        if self.note.strip():
            return False
        if self.phase is Phase.CLOSED:
            return bool(self.float_difference_cents)
        return self.phase is Phase.CHECKED and self.is_above_limit

    @property
    def is_above_limit(self) -> bool:
        """Say whether the difference is larger than may pass without a word."""
        return needs_manager(self.difference_cents or 0, limit_cents=self.limit_cents)

    @property
    def can_go_on(self) -> bool:
        """Say whether the main button may be pressed."""
        if self.is_busy or self.needs_note:
            return False
        match self.phase:
            case Phase.CLOSED:
                return self.count.is_begun and Action.OPEN_SHIFT in self.may
            case Phase.COUNTING:
                return self.count.is_begun
            case Phase.OPEN | Phase.CHECKED:
                return Action.CLOSE_SHIFT in self.may
            case Phase.ENDED:
                return True
            case Phase.LOADING:
                return False


def put_tender(state: CashState, code: str, cents: int | None) -> CashState:
    """Return the state with another sum of a way to pay; None: nobody counted it."""
    others = tuple(each for each in state.tender_counts if each[0] != code)
    counted = others if cents is None else (*others, (code, cents))
    return replace(state, tender_counts=counted)


def unseen(state: CashState) -> CashState:
    """Return the open shift without anything that a count has shown."""
    return replace(
        state,
        phase=Phase.OPEN,
        paper=None,
        difference_cents=None,
        tender_totals=(),
        causes=(),
        is_unapproved=False,
    )


def compared(state: CashState, report: DayReport) -> CashState:
    """Return the state with what the count may see of a report; of a first that is off, nothing.

    Args:
        report: The Z report as it would be with this count.
    """
    difference = report.cash.difference_cents
    if difference and state.phase is Phase.COUNTING and not state.is_recount:
        return replace(state, first=state.count, is_busy=False)
    return replace(
        state,
        phase=Phase.CHECKED,
        is_busy=False,
        difference_cents=difference,
        tender_totals=report.tenders,
        causes=report.causes,
    )


def in_its_phase(state: CashState, shift: OpenShift | None) -> CashState:
    """Return the state in the phase that fits the shift that was found.

    A count in progress stays, and so does the shift that was closed just now while its Z report
    is looked at.
    """
    if shift is None and state.phase is Phase.ENDED:
        return state
    fitting = OPEN_PHASES if shift is not None else (Phase.CLOSED,)
    found = replace(state, shift=shift)
    return found if state.phase in fitting else fresh_count(found, fitting[0])


def fresh_count(state: CashState, phase: Phase) -> CashState:
    """Return the state with an empty count in another phase."""
    return replace(
        state,
        phase=phase,
        count=Count(by=state.count.by),
        note="",
        difference_cents=None,
        first=None,
        tender_counts=(),
        tender_totals=(),
        causes=(),
        is_unapproved=False,
        paper=None,
        is_busy=False,
    )
