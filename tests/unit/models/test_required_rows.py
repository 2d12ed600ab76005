"""A new database is ready for a first sale, and the same on every machine."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from models.fixed_ids import WALK_IN_ID
from models.operations import StoreRow
from models.required_rows import (
    FIRST_SHOP,
    REQUIRED_ROWS,
    ROLES,
    insert_first_shop,
    insert_required_rows,
)
from pos.domain.permission import Action, Decision, parse_code, parse_grants


@pytest.fixture(params=["register", pytest.param("central", marks=pytest.mark.postgres)])
def connection(request: pytest.FixtureRequest) -> Iterator[sa.Connection]:
    """A connection to each of the two databases, new."""
    if request.param == "central":
        url = request.getfixturevalue("central_url").replace(":", "+psycopg:", 1)
    else:
        url = f"sqlite:///{request.getfixturevalue('register_path')}"
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        yield connection


def counts(connection: sa.Connection) -> dict[str, int]:
    tables = [row_class.__table__ for row_class, _ in (*REQUIRED_ROWS, *FIRST_SHOP)]
    return {
        table.name: connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
        for table in tables
    }


def test_a_new_database_has_what_a_first_sale_needs(connection: sa.Connection) -> None:
    insert_required_rows(connection)
    insert_first_shop(connection)

    assert counts(connection) == {
        "users": 1,
        "roles": 4,
        "tax_categories": 1,
        "categories": 1,
        "products": 1,
        "variants": 1,
        "payment_methods": 11,
        "addresses": 1,
        "stores": 1,
        "locations": 1,
        "registers": 1,
    }


def test_doing_it_again_changes_nothing(connection: sa.Connection) -> None:
    insert_required_rows(connection)
    insert_first_shop(connection)
    connection.execute(StoreRow.__table__.update().values(name="The corner shop"))
    before = counts(connection)

    insert_required_rows(connection)
    insert_first_shop(connection)

    assert counts(connection) == before
    assert connection.scalar(sa.select(StoreRow.__table__.c.name)) == "The corner shop"


def test_the_walk_in_customer_is_the_one_of_the_seeds() -> None:
    assert str(WALK_IN_ID) == "00000000-0000-7000-8000-000000000001"


def test_every_row_has_an_id_of_its_own() -> None:
    ids = [row["id"] for _, rows in (*REQUIRED_ROWS, *FIRST_SHOP) for row in rows]

    assert len(set(ids)) == len(ids)
    assert {each.version for each in ids} == {7}


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role["code"])
def test_the_codes_of_a_role_are_all_understood(role: dict[str, tuple[str, ...]]) -> None:
    for code in role["permissions"]:
        if code != "*":
            assert parse_code(code)


def test_staff_may_sell_and_ask_a_manager_for_the_rest() -> None:
    roles = {role["code"]: parse_grants(role["permissions"]) for role in ROLES}

    assert roles["staff"].decide(Action.RING_SALE) is Decision.ALLOWED
    assert roles["staff"].decide(Action.DISCOUNT_LINE, size=100_000) is Decision.ALLOWED
    assert roles["staff"].decide(Action.DISCOUNT_LINE, size=100_001) is Decision.APPROVAL
    assert roles["manager"].may_approve(Action.DISCOUNT_LINE, size=100_001)
    assert roles["customer"].decide(Action.RING_SALE) is Decision.DENIED
