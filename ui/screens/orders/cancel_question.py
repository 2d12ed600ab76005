"""What is asked before an order is cancelled, and the job that finds it out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pos.queries.cancelling import Cancelling, find_cancelling
from pos.queries.store_rules import day_in_store
from pos.uow import ReadTx
from ui.screens.orders import made_text
from ui.shell.theme.tokens import Tone
from ui.text.formats import Formats
from ui.widgets.key_values import KeyValue


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelQuestion:
    """What is shown before an order is cancelled.

    Attributes:
        rows: What was paid, what of it is kept, and what goes back.
        hint: By which terms.
    """

    number: str
    rows: tuple[KeyValue, ...]
    hint: str


def to_cancel(order_id: UUID, *, now: datetime) -> Callable[[ReadTx], Cancelling | None]:
    """Return the job that finds how an order would be cancelled today."""
    return lambda tx: find_cancelling(tx, order_id, today=day_in_store(tx, now))


def question_of(found: Cancelling, formats: Formats) -> CancelQuestion:
    """Return what is asked."""
    forfeit, money = found.forfeit, formats.money
    rows = [KeyValue(name=made_text.deposit(), value=money(forfeit.deposit_cents))]
    if forfeit.kept_cents:
        kept = money(-forfeit.kept_cents)
        rows.append(KeyValue(name=made_text.kept(), value=kept, value_tone=Tone.WARN))
    rows.append(KeyValue(name=made_text.goes_back(), value=money(forfeit.back_cents)))
    if forfeit.dropped_cents:
        dropped = money(forfeit.dropped_cents)
        rows.append(KeyValue(name=made_text.not_owed(), value=dropped))
    return CancelQuestion(number=found.order.number, rows=tuple(rows), hint=_hint(found, formats))


def _hint(found: Cancelling, formats: Formats) -> str:
    if found.free_until is None:
        return made_text.free_always()
    day = formats.day_of_week(found.free_until)
    return made_text.was_free_until(day) if found.forfeit.kept_cents else made_text.free_until(day)
