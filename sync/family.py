"""Asks central about the children of customers, over a line of its own; nothing is kept here.

What comes is an age band, of those whose parent agreed (`central/sql/family.sql`).
"""

from datetime import date
from uuid import UUID

from psycopg.types.json import Jsonb

from pos.domain.family import ChildPurpose, FamilyAnswer, KnownChild, NotedChild
from sync.connection import Central
from sync.contact import open_way
from sync.desk import Work
from sync.way import Way


class FamilyLine:
    """A till's questions about families; each may take seconds.

    Every method raises UnavailableError when central is away, and RefusedError when it does not
    let this register in or is too old to be asked.
    """

    def __init__(self, lanes: Work, way: Way) -> None:
        self._lanes = lanes
        self._way = way

    def list_children(self, customer_id: UUID) -> tuple[KnownChild, ...]:
        """Return how old about a customer's children are, the youngest first."""
        with self._open() as central:
            answer = central.call(
                "SELECT sync_api.children(%s, %s)", central.incarnation, customer_id
            )
        return tuple(
            KnownChild(
                child_id=UUID(each["id"]),
                months_from=each["months_from"],
                months_to=each["months_to"],
                purpose=ChildPurpose(each["purpose"]),
                keep_until=date.fromisoformat(each["keep_until"]),
            )
            for each in answer
        )

    def note_child(self, customer_id: UUID, child: NotedChild, *, staff_id: UUID) -> FamilyAnswer:
        """Tell what a parent said of a child; telling it twice notes it once."""
        said = Jsonb(
            {
                "id": str(child.child_id),
                "birth_month": child.birth_month.isoformat(),
                "purpose": str(child.purpose),
                "keep_until": child.keep_until.isoformat(),
            }
        )
        with self._open() as central:
            return FamilyAnswer(
                central.call(
                    "SELECT sync_api.note_child(%s, %s, %s, %s)",
                    central.incarnation,
                    customer_id,
                    said,
                    staff_id,
                )
            )

    def forget_child(self, customer_id: UUID, child_id: UUID, *, staff_id: UUID) -> FamilyAnswer:
        """Have a child forgotten."""
        with self._open() as central:
            return FamilyAnswer(
                central.call(
                    "SELECT sync_api.forget_child(%s, %s, %s, %s)",
                    central.incarnation,
                    customer_id,
                    child_id,
                    staff_id,
                )
            )

    def _open(self) -> Central:
        return open_way(self._lanes, self._way)
