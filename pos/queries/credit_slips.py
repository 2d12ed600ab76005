"""The slip of store credit that was given or taken back, as it is printed."""

from uuid import UUID

import sqlalchemy as sa

from models.identity import UserRow
from models.operations import AuditLogRow
from models.stored_value import StoredValueAccountRow, StoredValueEntryRow
from pos.domain.credit_slip import CreditSlip
from pos.uow import ReadTx

_ENTRIES = StoredValueEntryRow.__table__
_ACCOUNTS = StoredValueAccountRow.__table__
_LOG = AuditLogRow.__table__
_MOVER = UserRow.__table__.alias("mover")
_HOLDER = UserRow.__table__.alias("holder")
_ENTRY = (
    sa.select(
        _ENTRIES.c.amount_cents,
        _ENTRIES.c.occurred_at.label("moved_at"),
        _ACCOUNTS.c.balance_cents,
        sa.func.coalesce(_HOLDER.c.name, "").label("customer_name"),
        sa.func.coalesce(_MOVER.c.name, "").label("staff_name"),
    )
    .select_from(
        _ENTRIES.join(_ACCOUNTS, _ACCOUNTS.c.id == _ENTRIES.c.account_id)
        .outerjoin(_HOLDER, _HOLDER.c.id == _ACCOUNTS.c.user_id)
        .outerjoin(_MOVER, _MOVER.c.id == _ENTRIES.c.staff_id)
    )
    .where(_ENTRIES.c.id == sa.bindparam("entry_id", type_=_ENTRIES.c.id.type))
)
_NOTED = sa.select(_LOG.c.metadata).where(
    _LOG.c.target_type == "stored_value_entries", _LOG.c.target_id == sa.bindparam("target_id")
)
_NAME = sa.select(UserRow.name).where(UserRow.id == sa.bindparam("user_id"))


def get_credit_slip(tx: ReadTx, entry_id: UUID) -> CreditSlip:
    """Return what must be on the slip.

    Raises:
        sqlalchemy.exc.NoResultFound: No such credit was moved at this register.
    """
    row = tx.connection.execute(_ENTRY, {"entry_id": entry_id}).mappings().one()
    noted = tx.connection.execute(_NOTED, {"target_id": str(entry_id)}).scalar_one()
    return CreditSlip(
        **row,
        reason=noted["reason"],
        approved_by=_name_of(tx, noted["approved_by"]),
        is_training=tx.register.is_training,
        store_name=tx.register.store_name,
        register_code=tx.register.code,
        currency=tx.register.currency,
        timezone=tx.register.timezone.key,
    )


def _name_of(tx: ReadTx, user_id: str | None) -> str:
    if user_id is None:
        return ""
    name: str = tx.connection.execute(_NAME, {"user_id": UUID(user_id)}).scalar_one()
    return name
