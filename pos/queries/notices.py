"""What headquarters has a store, a register or a person told: goods that run low, above all.

What two sides did differently is listed with what became of it (`pos.queries.attention`), so the
notices about that are left out here.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from models.engagement import NotificationRow
from pos.uow import ReadTx

NOTICES_MAX = 200

LISTED_ELSEWHERE = ("sync_conflict",)

_N = NotificationRow.__table__
_FIND = (
    sa.select(
        _N.c.id.label("notice_id"),
        _N.c.user_id.label("person_id"),
        _N.c.type.label("kind"),
        _N.c.title,
        _N.c.message,
        _N.c.created_at.label("since"),
    )
    .where(~_N.c.is_read, _N.c.type.not_in(LISTED_ELSEWHERE))
    .order_by(_N.c.created_at.desc(), _N.c.id.desc())
    .limit(NOTICES_MAX)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something that nobody here has read yet.

    Attributes:
        person_id: Whom it concerns; None: whoever is at the till.
        kind: `notifications.type`, as in inventory_alert.
        since: UTC.
    """

    notice_id: UUID
    person_id: UUID | None
    kind: str
    title: str
    message: str
    since: datetime


def list_notices(tx: ReadTx) -> tuple[Notice, ...]:
    """Return what is unread, newest first."""
    return tuple(Notice(**row) for row in tx.connection.execute(_FIND).mappings())
