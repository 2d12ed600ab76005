"""Own facts that central had not booked when a page was read: the page is older than they.

Page and mark come from one state of central, so the line between booked and not is exact.
"""

from collections.abc import Sequence

import sqlalchemy as sa

from models.sync import OutboxRow
from sync.state import find_enrolment
from sync.wire import Values

_OUTBOX = OutboxRow.__table__
_FIND = (
    sa.select(_OUTBOX.c.payload)
    .where(_OUTBOX.c.incarnation == sa.bindparam("life"), _OUTBOX.c.seq > sa.bindparam("last_seq"))
    .order_by(_OUTBOX.c.seq)
)


def find_uncounted(connection: sa.Connection, last_seq: int) -> list[str]:
    """Return the envelopes of the own facts after `last_seq`."""
    enrolment = find_enrolment(connection)
    if enrolment is None:
        return []
    found = connection.execute(_FIND, {"life": enrolment.incarnation, "last_seq": last_seq})
    return list(found.scalars())


def leave_what_is_ahead(
    connection: sa.Connection, rows: Sequence[Values], last_seq: int
) -> Sequence[Values]:
    """Return the rows that no own fact after `last_seq` speaks of."""
    envelopes = find_uncounted(connection, last_seq)
    if not envelopes:
        return rows
    return [row for row in rows if not any(str(row["id"]) in line for line in envelopes)]
