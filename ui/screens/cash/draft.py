"""A count in progress as it is kept, and how it is taken up again after a restart."""

from collections.abc import Callable
from dataclasses import replace

from pos.queries.drawer_counts import DrawerCount
from pos.services.drawer_counts import keep_drawer_count
from pos.uow import WriteTx
from ui.screens.cash.state import CashState, Count, CountBy


def keeping(state: CashState) -> Callable[[WriteTx], None]:
    """Return the job that keeps what was counted so far."""
    count = state.count
    draft = DrawerCount(
        shift_id=state.shift.shift_id if state.shift else None,
        is_total=count.by is CountBy.TOTAL,
        pieces=count.pieces,
        typed_cents=count.typed_cents,
        note=state.note,
        is_recount=state.is_recount,
    )
    return lambda tx: keep_drawer_count(tx, draft)


def take_up(state: CashState, draft: DrawerCount | None) -> CashState:
    """Return the state with the count that was begun; one for another shift is over."""
    shift_id = state.shift.shift_id if state.shift else None
    if draft is None or draft.shift_id != shift_id:
        return state
    count = Count(
        by=CountBy.TOTAL if draft.is_total else CountBy.PIECES,
        pieces=draft.pieces,
        typed_cents=draft.typed_cents,
    )
    return replace(state, count=count, note=draft.note, is_recount=draft.is_recount)
