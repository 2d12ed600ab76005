"""Whether central answers, as far as the register's own notes say."""

from datetime import datetime

import sqlalchemy as sa

from models.sync import SyncStateRow
from pos.identity import CENTRAL_KEY, CONTACT_KEY
from pos.uow import ReadTx

_STATE = SyncStateRow.__table__
_NOTES = sa.select(_STATE.c.key, _STATE.c.value, _STATE.c.updated_at).where(
    _STATE.c.key.in_((CENTRAL_KEY, CONTACT_KEY))
)


def find_central_away_since(tx: ReadTx) -> datetime | None:
    """Return since when central has not answered, UTC.

    None means that it answers, or that this register has none and knows all there is to know.
    """
    notes = {row.key: row for row in tx.connection.execute(_NOTES)}
    if CENTRAL_KEY not in notes:
        return None
    contact = notes.get(CONTACT_KEY)
    if contact is None:
        enrolled_at: datetime = notes[CENTRAL_KEY].updated_at
        return enrolled_at
    failing_since = contact.value["failing_since"]
    return datetime.fromisoformat(failing_since) if failing_since else None
