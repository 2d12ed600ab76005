"""The full-text index behind every search for a customer; derived from people, never synchronised.

Each customer has one entry: name, e-mail, card number and the digits of the telephone, also those
of the records that were folded into theirs. Staff have none.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from uuid import UUID

import sqlalchemy as sa

from models.identity import StaffRow, UserRow
from models.search import CustomerSearchRow
from pos.domain.phone import digits_of
from pos.full_text import FullTextIndex, batched_ids, folded

HITS_MAX = 150
"""Three times what is shown: enough to put the best first, and read at once."""

READS = {
    "users": frozenset(
        {"name", "email", "phone", "customer_no"}
        | {"is_active", "is_system", "deleted_at", "merged_into_id"}
    ),
    "staff": frozenset[str](),
}
"""The columns from which entries are made, by table; of staff, that somebody is."""

_U = UserRow.__table__
_S = StaffRow.__table__
_WANTED: sa.BindParameter[UUID] = sa.bindparam("ids", expanding=True)

_IS_CUSTOMER = (
    _U.c.is_active
    & ~_U.c.is_system
    & _U.c.deleted_at.is_(None)
    & _U.c.merged_into_id.is_(None)
    & ~sa.exists().where(_S.c.user_id == _U.c.id)
)
_CUSTOMERS = sa.select(_U.c.id).where(_U.c.id.in_(_WANTED), _IS_CUSTOMER)
_RECORDS = sa.select(
    sa.func.coalesce(_U.c.merged_into_id, _U.c.id).label("customer_id"),
    _U.c.name,
    _U.c.email,
    _U.c.phone,
    _U.c.customer_no,
).where(_U.c.id.in_(_WANTED) | _U.c.merged_into_id.in_(_WANTED))
_SURVIVORS = sa.select(_U.c.merged_into_id).where(
    _U.c.id.in_(_WANTED), _U.c.merged_into_id.is_not(None)
)


def refresh(connection: sa.Connection, customer_ids: Iterable[UUID]) -> None:
    """Bring the entries of these people up to date, and of those they were folded into."""
    _INDEX.refresh(connection, customer_ids)


def list_people(connection: sa.Connection) -> Sequence[UUID]:
    """Return all people: those who have an entry, and those who may have had one."""
    return connection.execute(sa.select(_U.c.id).order_by(_U.c.name)).scalars().all()


def rebuild(connection: sa.Connection) -> None:
    """Make the whole index anew."""
    everybody = connection.execute(sa.select(_U.c.id).where(_IS_CUSTOMER).order_by(_U.c.name))
    batches = batched_ids(everybody.scalars().all())
    words = (_read_words(connection, [each.bytes for each in ids]).items() for ids in batches)
    _INDEX.rebuild(connection, chain.from_iterable(words))


def find_dependent(connection: sa.Connection, tables: Mapping[str, Sequence[UUID]]) -> set[UUID]:
    """Return the people whose entries depend on given rows of people and staff."""
    found = {*tables.get("users", ()), *tables.get("staff", ())}
    for ids in batched_ids(tables.get("users", ())):
        found.update(connection.execute(_SURVIVORS, {"ids": list(ids)}).scalars())
    return found


def find_by_words(connection: sa.Connection, text: str) -> list[UUID]:
    """Return the customers whose entry has all words of a text, unranked and not all of many."""
    return _INDEX.find(connection, text)


def find_by_digits(connection: sa.Connection, digits: str) -> list[UUID]:
    """Return the customers in whose telephone or card number these digits stand in a row."""
    return _INDEX.find_inside(connection, (digits,))


def _read_words(connection: sa.Connection, keys: Sequence[bytes]) -> dict[bytes, str]:
    which = {"ids": [UUID(bytes=key) for key in keys]}
    words: dict[UUID, list[str]] = {
        customer_id: [] for customer_id in connection.execute(_CUSTOMERS, which).scalars()
    }
    for row in connection.execute(_RECORDS, which):
        said = (row.name, row.email, row.customer_no, digits_of(row.phone or ""))
        if row.customer_id in words:
            words[row.customer_id] += filter(None, said)
    return {
        customer_id.bytes: folded(" ".join(dict.fromkeys(texts)))
        for customer_id, texts in words.items()
    }


_INDEX = FullTextIndex(
    CustomerSearchRow.__table__, name="customer_search", read=_read_words, hits_max=HITS_MAX
)
