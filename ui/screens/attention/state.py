"""Everything that the attention screen shows."""

from dataclasses import dataclass, replace
from enum import Enum
from typing import TypeAlias
from uuid import UUID

from pos.queries.attention import Attention, Clash, Difference, FactAside, RowAside
from pos.queries.notices import Notice
from pos.queries.open_differences import OpenDifference

Entry: TypeAlias = FactAside | Clash | RowAside | Difference | OpenDifference | Notice
"""One thing that wants a person."""


NOTHING = Attention()


class Found(Enum):
    """What became of the reading."""

    LOADING = "nothing was read yet"
    READ = "it was read"
    TROUBLE = "it could not be read"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionState:
    """The list and the entry beside it.

    Attributes:
        chosen: The entry in the pane; None for none.
    """

    found: Found = Found.LOADING
    attention: Attention = NOTHING
    chosen: Entry | None = None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is listed: what stopped first, then what two sides did differently."""
        return entries_of(self.attention)

    @property
    def retryable(self) -> tuple[FactAside, ...]:
        """Facts for which no other attempt was asked yet."""
        return tuple(fact for fact in self.attention.facts if may_retry(fact))


def is_damaged(attention: Attention) -> bool:
    """Say whether a bad disk keeps the tape from being sent."""
    return attention.problem == "TapeDamagedError"


def entries_of(attention: Attention) -> tuple[Entry, ...]:
    """Return what is listed, in order."""
    differences = (attention.difference,) if attention.difference else ()
    return (
        *attention.facts,
        *differences,
        *attention.drawers,
        *attention.rows,
        *attention.clashes,
        *attention.notices,
    )


def may_retry(fact: FactAside) -> bool:
    """Say whether another attempt may be asked for; a line that nobody can read stays as it is."""
    return bool(fact.kind) and not fact.is_retry_wanted and not fact.is_corrected


def may_correct(entry: Entry | None) -> bool:
    """Say whether somebody may say it right: what is known of a customer, once."""
    return isinstance(entry, FactAside) and entry.customer_id is not None and not entry.is_corrected


def stays_chosen(chosen: Entry | None, attention: Attention) -> Entry | None:
    """Return the chosen entry as it is now, or None when it is gone."""
    if chosen is None:
        return None
    return next((one for one in entries_of(attention) if _name(one) == _name(chosen)), None)


def _name(entry: Entry) -> object:
    match entry:
        case FactAside():
            return entry.key
        case Clash():
            return entry.clash_id
        case RowAside():
            return entry.table, entry.row_id
        case Difference():
            return Difference
        case OpenDifference():
            return entry.shift_id
        case Notice():
            return entry.notice_id


def for_person(attention: Attention, person_id: UUID | None) -> Attention:
    """Leave out what only somebody else is told."""
    return replace(
        attention,
        notices=tuple(one for one in attention.notices if one.person_id in (None, person_id)),
    )
