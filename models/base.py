"""What every table has in common: names of constraints, row classes, and ways to write a column.

A row class says how long a row lives and who may change it. `Archived` rows are hidden, never
deleted, because history points at them; `Mutable` rows may go; a `Fact` is written once;
`Internal` rows are not told to other machines.
"""

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column

from models.types import Day, Flag, StartsNow, UtcDateTime, UtcNow, Uuid, ZeroBigInt

CONSTRAINT_NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}

CENTRAL_ONLY = "central_only"
REGISTER_ONLY = "register_only"
WORDS = "words"


class Side(Enum):
    """Where a table exists."""

    BOTH = "both"
    CENTRAL = "central"
    REGISTER = "register"


class Row(DeclarativeBase):
    """Base of all rows. Class arguments say what the columns cannot.

    Args of a subclass:
        side: The databases that have the table.
        posted: The database refuses to alter or delete a row; a correction is a new row.
        partition_by: How central splits the table, as in `RANGE (created_at)`.
        int_id: Central numbers the rows too, for seeds with integer keys (schema: 1.4). Not mapped.
    """

    metadata = MetaData(naming_convention=CONSTRAINT_NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        bool: Flag,
        date: Day,
        datetime: UtcDateTime,
        int: Integer,
        str: Text,
        UUID: Uuid,
    }

    if TYPE_CHECKING:
        __table__: ClassVar[Table]

    def __init_subclass__(
        cls,
        *,
        side: Side = Side.BOTH,
        int_id: bool = False,
        posted: bool = False,
        partition_by: str | None = None,
        **options: object,
    ) -> None:
        super().__init_subclass__(**options)
        if "__table__" in cls.__dict__:
            cls.__table__.info.update(
                side=side, int_id=int_id, posted=posted, partition_by=partition_by
            )
            _refuse_other_words(cls.__table__)


def _refuse_other_words(table: Table) -> None:
    for column in table.columns:
        if WORDS in column.info:
            words = ", ".join(f"'{word}'" for word in column.info[WORDS])
            check = CheckConstraint(f"{column.name} IN ({words})", name=f"{column.name}_word")
            table.append_constraint(check)


class Internal(Row):
    """Mutable and not in the feed (class C)."""

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-9)
    created_at: Mapped[StartsNow] = mapped_column(sort_order=-8)
    updated_at: Mapped[StartsNow] = mapped_column(onupdate=UtcNow(), sort_order=-7)


class Mutable(Row):
    """Mutable; a delete is a delete, which the feed passes on (class S).

    `row_version` is the feed position of the last accepted change, set by central; 0 means that
    central has not seen the row.
    """

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-9)
    created_at: Mapped[StartsNow] = mapped_column(sort_order=-8)
    updated_at: Mapped[StartsNow] = mapped_column(onupdate=UtcNow(), sort_order=-7)
    row_version: Mapped[ZeroBigInt] = mapped_column(sort_order=-6)


class Archived(Mutable):
    """Mutable; never deleted but marked, because history points at it (class D)."""

    __abstract__ = True

    deleted_at: Mapped[datetime | None] = mapped_column(sort_order=-5)


class Fact(Row):
    """Written once, never altered (class F)."""

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-9)
    created_at: Mapped[StartsNow] = mapped_column(sort_order=-8)


def reference(target: str, *, ondelete: str, **options: Any) -> MappedColumn[Any]:  # noqa: ANN401
    """Point at `table.column`, enforced on both sides."""
    return mapped_column(Uuid, ForeignKey(target, ondelete=ondelete), **options)


def central_reference(target: str, *, ondelete: str) -> MappedColumn[Any]:
    """Point at `table.column` where only central is sure to have that row.

    A register holds a part of the data: there the column is plain, with an index.
    """
    foreign_key = ForeignKey(target, ondelete=ondelete, info={CENTRAL_ONLY: True})
    return mapped_column(Uuid, foreign_key)


def unique_on_register(*columns: str) -> UniqueConstraint:
    """Number rows without repetition on a register; central only indexes them.

    A database that was set back numbers again what its lost future had numbered already. Central
    holds both, for somebody to look at: none of it may be refused.
    """
    return UniqueConstraint(*columns, info={REGISTER_ONLY: True})


def one_of(*words: str, default: str | None = None) -> MappedColumn[str]:
    """Hold one of these lower-case words; the database refuses any other."""
    return mapped_column(Text, server_default=default, info={WORDS: words})


def default(value: str | int) -> MappedColumn[Any]:
    """Start with this value when the writer gives none."""
    return mapped_column(server_default=value if isinstance(value, str) else text(str(value)))


def partial_index(
    name: str, *columns: str, where: str, unique: bool = False, on_register: bool = False
) -> Index:
    """Index only the rows for which `where` holds; the condition is valid on both databases.

    Only SQLite is told here: `central_metadata` repeats it to PostgreSQL, whose part of SQLAlchemy
    would otherwise be loaded at the start of every till.

    Args:
        on_register: It is unique on a register only; see `unique_on_register`.
    """
    info = {REGISTER_ONLY: True} if on_register else None
    return Index(name, *columns, unique=unique, sqlite_where=text(where), info=info)
