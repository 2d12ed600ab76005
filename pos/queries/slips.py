"""What stands on somebody's badge and on the page that tries a printer."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from models.identity import StaffRow, UserRow
from pos.domain.barcode import badge_code
from pos.domain.slip import Slip, SlipKind
from pos.queries.settings import read_settings
from pos.uow import ReadTx

_STAFF = StaffRow.__table__
_USERS = UserRow.__table__


def get_badge(tx: ReadTx, staff_id: UUID, *, made_at: datetime) -> Slip:
    """Return somebody's badge.

    Raises:
        sqlalchemy.exc.NoResultFound: Nobody at this register has that id.
    """
    person = tx.connection.execute(
        sa.select(_USERS.c.name, _STAFF.c.employee_no)
        .join_from(_STAFF, _USERS, _USERS.c.id == _STAFF.c.user_id)
        .where(_STAFF.c.user_id == staff_id)
    ).one()
    return _slip(
        tx,
        SlipKind.BADGE,
        name=person.name,
        detail=person.employee_no,
        code=badge_code(person.employee_no),
        made_at=made_at,
    )


def get_test_page(tx: ReadTx, *, made_at: datetime) -> Slip:
    """Return the page that shows whether this register's printer is set up well."""
    settings = read_settings(tx)
    return _slip(
        tx,
        SlipKind.TEST_PAGE,
        name=tx.register.name,
        detail=f"{settings.printer_address}, {settings.printer_width_dots}",
        code=tx.register.number_prefix,
        made_at=made_at,
    )


def _slip(
    tx: ReadTx, kind: SlipKind, *, name: str, detail: str, code: str, made_at: datetime
) -> Slip:
    return Slip(
        kind=kind,
        store_name=tx.register.store_name,
        name=name,
        detail=detail,
        code=code,
        made_at=made_at,
        timezone=str(tx.register.timezone),
        currency=tx.register.currency,
        is_training=tx.register.is_training,
    )
