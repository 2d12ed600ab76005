"""The ways to pay that this shop accepts."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from models.payments import PaymentMethodRow
from pos.domain.payment import TenderKind
from pos.prepared import PreparedQuery
from pos.uow import ReadTx

_METHODS = PaymentMethodRow.__table__
_IDS = sa.select(_METHODS.c.code, _METHODS.c.id)
_ACTIVE = PreparedQuery(
    sa.select(
        _METHODS.c.id.label("method_id"),
        _METHODS.c.code,
        _METHODS.c.name,
        _METHODS.c.kind,
        _METHODS.c.opens_drawer,
        _METHODS.c.needs_reference,
        _METHODS.c.is_refundable,
    )
    .where(_METHODS.c.is_active, _METHODS.c.deleted_at.is_(None))
    .order_by(_METHODS.c.position, _METHODS.c.name)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentMethod:
    """One way to pay, as the pay screen offers it."""

    method_id: UUID
    code: str
    name: str
    kind: TenderKind
    opens_drawer: bool
    needs_reference: bool
    is_refundable: bool


def list_payment_methods(tx: ReadTx) -> tuple[PaymentMethod, ...]:
    """Return the accepted ways to pay, in the shop's order."""
    return tuple(
        PaymentMethod(**{**row._asdict(), "kind": TenderKind(row.kind)})
        for row in _ACTIVE.all(tx.connection, {})
    )


def read_method_ids(tx: ReadTx) -> dict[str, UUID]:
    """Return the row of every way to pay, also of one no longer accepted, by its code."""
    return {row.code: row.id for row in tx.connection.execute(_IDS)}
