"""A count in progress as it is kept, and how it is taken up again after a restart."""

from collections.abc import Callable
from dataclasses import replace

from pos.queries.drawer_counts import Counted, DrawerCount
from pos.services.drawer_counts import keep_drawer_count
from pos.uow import WriteTx
from ui.screens.cash.state import CashState, Count, CountBy


def keeping(state: CashState) -> Callable[[WriteTx], None]:
    """Return the job that keeps what was counted so far."""
    draft = DrawerCount(
        shift_id=state.shift.shift_id if state.shift else None,
        counted=_kept(state.count),
        note=state.note,
        first=_kept(state.first) if state.first else None,
        tenders=state.tender_counts,
    )
    return lambda tx: keep_drawer_count(tx, draft)


def take_up(state: CashState, draft: DrawerCount | None) -> CashState:
    """Return the state with the count that was begun; one for another shift is over."""
    shift_id = state.shift.shift_id if state.shift else None
    if draft is None or draft.shift_id != shift_id:
        return state
    return replace(
        state,
        count=_taken_up(draft.counted),
        note=draft.note,
        first=_taken_up(draft.first) if draft.first else None,
        tender_counts=draft.tenders,
    )


def _kept(count: Count) -> Counted:
    return Counted(
        is_total=count.by is CountBy.TOTAL, pieces=count.pieces, typed_cents=count.typed_cents
    )


def _taken_up(counted: Counted) -> Count:
    return Count(
        by=CountBy.TOTAL if counted.is_total else CountBy.PIECES,
        pieces=counted.pieces,
        typed_cents=counted.typed_cents,
    )
