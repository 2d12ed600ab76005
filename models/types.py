"""How values are stored: one type per kind of value, the same in Python on both databases.

PostgreSQL gets its native types. SQLite gets the storage classes that a STRICT table knows
(INTEGER, REAL, TEXT, BLOB), so that text can never land in a column of amounts.
"""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Annotated, Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Date,
    DateTime,
    Dialect,
    Double,
    LargeBinary,
    Text,
    TypeDecorator,
    false,
    text,
    true,
)
from sqlalchemy import Uuid as NativeUuid
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import mapped_column
from sqlalchemy.sql.compiler import DDLCompiler, GenericTypeCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine


class Uuid(TypeDecorator[UUID]):
    """A UUID: native in PostgreSQL, 16 bytes in SQLite (text is 4 times slower, twice the file)."""

    impl = LargeBinary(16)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the storage type of that database."""
        return NativeUuid() if dialect.name == "postgresql" else LargeBinary(16)

    @staticmethod
    def stored(value: UUID | None) -> bytes | None:
        """Return what SQLite keeps."""
        return None if value is None else value.int.to_bytes(16, "big")

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> object:
        """Return what the driver takes."""
        return self.stored(value) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:  # noqa: ANN401
        """Return the UUID that was stored."""
        return UUID(bytes=value) if value is not None and dialect.name == "sqlite" else value


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, always aware and always UTC.

    SQLite keeps `2026-11-20T09:30:00.000000Z`: one width, so that text order is time order.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the storage type of that database."""
        return DateTime(timezone=True) if dialect.name == "postgresql" else Text()

    @staticmethod
    def stored(value: datetime | None) -> str | None:
        """Return what SQLite keeps; raise as `process_bind_param` does."""
        return None if value is None else _stored_moment(value)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> object:
        """Return what the driver takes.

        Raises:
            ValueError: The moment has no time zone; nobody can know which one was meant.
        """
        if dialect.name == "sqlite" or value is None:
            return self.stored(value)
        _require_zone(value)
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ANN401
        """Return the moment that was stored, in UTC."""
        if value is None:
            return None
        moment = datetime.fromisoformat(value) if dialect.name == "sqlite" else value
        return moment.astimezone(UTC)


def iso_utc(moment: datetime) -> str:
    """Write an aware UTC moment in the fixed width that SQLite keeps."""
    return moment.isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


@lru_cache(maxsize=16)
def _stored_moment(moment: datetime) -> str:
    """Return what SQLite keeps; all rows of a transaction carry the same moment."""
    _require_zone(moment)
    return iso_utc(moment.astimezone(UTC))


def _require_zone(moment: datetime) -> None:
    if moment.tzinfo is None:
        raise ValueError(moment)


class Flag(Boolean):
    """True or false; 1 or 0 in SQLite."""


class Day(Date):
    """A calendar day in the store's time zone; ISO text in SQLite."""


class Json(JSON):
    """A JSON document: jsonb in PostgreSQL, text in SQLite. None is SQL NULL, never JSON null."""

    def __init__(self) -> None:
        super().__init__(none_as_null=True)


class Measure(Double[float]):
    """A score or a body measure, the only inexact numbers here. Never money, never stock."""


class Whole(BigInteger):
    """A whole number of 64 bits."""


@compiles(Flag, "sqlite")
@compiles(Whole, "sqlite")
def _integer(_type: TypeEngine[Any], _compiler: GenericTypeCompiler, **_options: object) -> str:
    return "INTEGER"


@compiles(Day, "sqlite")
@compiles(Json, "sqlite")
def _text(_type: TypeEngine[Any], _compiler: GenericTypeCompiler, **_options: object) -> str:
    return "TEXT"


@compiles(Measure, "sqlite")
def _real(_type: TypeEngine[Any], _compiler: GenericTypeCompiler, **_options: object) -> str:
    return "REAL"


@compiles(Json, "postgresql")
def _jsonb(_type: TypeEngine[Any], _compiler: GenericTypeCompiler, **_options: object) -> str:
    return "JSONB"


class UtcNow(FunctionElement[datetime]):
    """The database's own moment, for rows written without one (back office, imports by hand)."""

    type = UtcDateTime()
    inherit_cache = True


@compiles(UtcNow, "postgresql")
def _now(_element: UtcNow, _compiler: DDLCompiler, **_options: object) -> str:
    return "now()"


@compiles(UtcNow, "sqlite")
def _strftime(_element: UtcNow, _compiler: DDLCompiler, **_options: object) -> str:
    # SQLite counts milliseconds; the zeros keep the width of `iso_utc`.
    return "strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')"


# What a column holds, written as its annotation: `total_cents: Mapped[Cents]`.
BigInt = Annotated[int, mapped_column(Whole)]
Cents = Annotated[int, mapped_column(Whole)]
"""Minor units of the row's currency."""
Qty = Annotated[int, mapped_column(Whole)]
"""Whole number of the variant's unit (each, g, ml, mm)."""
Score = Annotated[float, mapped_column(Measure)]
JsonValue = Annotated[Any, mapped_column(Json)]
Bytes32 = Annotated[bytes, mapped_column(LargeBinary(32))]
"""One SHA-256."""

# The same with the value that a row starts with when its writer gives none.
Zero = Annotated[int, mapped_column(server_default=text("0"))]
ZeroBigInt = Annotated[int, mapped_column(Whole, server_default=text("0"))]
ZeroCents = Annotated[int, mapped_column(Whole, server_default=text("0"))]
ZeroQty = Annotated[int, mapped_column(Whole, server_default=text("0"))]
ZeroScore = Annotated[float, mapped_column(Measure, server_default=text("0"))]
StartsTrue = Annotated[bool, mapped_column(Flag, server_default=true())]
StartsFalse = Annotated[bool, mapped_column(Flag, server_default=false())]
StartsNow = Annotated[datetime, mapped_column(UtcDateTime, server_default=UtcNow())]
EmptyText = Annotated[str, mapped_column(Text, server_default="")]
EmptyList = Annotated[Any, mapped_column(Json, server_default="[]")]
EmptyObject = Annotated[Any, mapped_column(Json, server_default="{}")]
Currency = Annotated[str, mapped_column(Text, server_default="USD")]
"""ISO 4217 code."""
