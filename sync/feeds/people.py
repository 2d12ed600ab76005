"""Staff with their roles and PINs, customers with their addresses. Passwords stay in central.

Who has a phone, an e-mail or a card number is central's word: where two tills met one person while
they were apart, the first record keeps it, and the second one gives it up before that comes in.
"""

from collections.abc import Sequence

import sqlalchemy as sa

from models.identity import AddressRow, RoleRow, StaffRow, UserRoleRow, UserRow
from pos import customer_index
from pos.forgetting import forget
from pos.runtime.changes import Topic
from sync.feed import Feed, Index
from sync.wire import Values

_USERS = UserRow.__table__
_ONE_PERSONS = ("email", "phone", "customer_no")
_GIVE_UP = {
    name: sa.update(_USERS)
    .where(_USERS.c[name] == sa.bindparam("owned"), _USERS.c.id != sa.bindparam("owner"))
    .values({name: None})
    for name in _ONE_PERSONS
}


def prepare_people(
    connection: sa.Connection, rows: Sequence[Values], _last_seq: int
) -> Sequence[Values]:
    """Make room for people: what another record here has is theirs; of who was erased, nothing."""
    erased = {row["id"]: row["erased_at"] for row in rows if row.get("erased_at")}
    if erased:
        forget(connection, erased, at=max(erased.values()))
    give_up_namesakes(connection, rows)
    return rows


def give_up_namesakes(connection: sa.Connection, rows: Sequence[Values]) -> None:
    """Clear the way for people where another record here has what is theirs."""
    for name, statement in _GIVE_UP.items():
        owned = [
            {"owned": row[name], "owner": row["id"]}
            for row in rows
            if _is_person(row) and row[name]
        ]
        if owned:
            connection.execute(statement, owned)


def _is_person(row: Values) -> bool:
    return all(name in row for name in _ONE_PERSONS)


FEED = Feed(
    rows=(
        RoleRow,
        UserRow,
        UserRoleRow,
        StaffRow,
        AddressRow,
    ),
    order=40,
    topics=frozenset({Topic.PEOPLE}),
    adapt=prepare_people,
    index=Index(
        reads=customer_index.READS,
        find=customer_index.find_dependent,
        refresh=customer_index.refresh,
        list_all=customer_index.list_people,
        rebuild=customer_index.rebuild,
    ),
)
