"""`central init` may be run again at any time, by an owner who is no superuser too."""

from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from sync.central.check import check_central
from sync.central.schema import init_central
from sync.errors import OwnerTooWeakError
from tests.postgres import PostgresServer, database_name
from tests.sync.branch import Branch

SHAPE = """
SELECT c.oid::regclass::text, c.relacl::text[],
  CASE WHEN c.relkind = 'v' THEN pg_get_viewdef(c.oid) END,
  (SELECT array_agg(p.polname || pg_get_expr(p.polqual, p.polrelid) ORDER BY p.polname)
   FROM pg_policy p WHERE p.polrelid = c.oid)
FROM pg_class c
WHERE c.relkind IN ('v', 'r', 'p') AND c.relnamespace::regnamespace::text IN
  ('public', 'compat', 'cloudkidd', 'ecommerce', 'microservices', 'bakery', 'baby_petite')
ORDER BY 1"""


@pytest.fixture
def outsider(central: Branch) -> Iterator[str]:
    """A role of the shop's own that nobody here knows of."""
    central.do("CREATE ROLE outsider")
    yield "outsider"
    central.do("DROP OWNED BY outsider")
    central.do("DROP ROLE outsider")


def test_views_rights_and_policies_stay_as_they_are(central: Branch) -> None:
    before = central.rows(SHAPE)

    init_central(central.url)

    after = central.rows(SHAPE)
    assert [(name, sorted(acl or ()), view, own) for name, acl, view, own in after] == [
        (name, sorted(acl or ()), view, own) for name, acl, view, own in before
    ]


def test_a_right_that_was_given_to_another_role_on_a_view_stays(
    central: Branch, outsider: str
) -> None:
    central.do("GRANT USAGE ON SCHEMA baby_petite TO outsider")
    central.do('GRANT SELECT ON baby_petite."Order" TO outsider')

    init_central(central.url)

    assert central.ask(
        """SELECT has_table_privilege(%s, 'baby_petite."Order"', 'SELECT')""", outsider
    )


def test_a_right_that_was_given_to_one_of_our_roles_by_mistake_does_not_stay(
    central: Branch,
) -> None:
    central.do("GRANT SELECT ON staff TO compat_reader")

    init_central(central.url)

    assert not central.ask("SELECT has_table_privilege('compat_reader', 'staff', 'SELECT')")


@pytest.fixture
def owned(central_server: PostgresServer) -> Iterator[tuple[str, str]]:
    """An empty database: URLs of its owner, who is no superuser, and of the administrator."""
    admin_url = central_server.new_database()
    with psycopg.connect(admin_url, autocommit=True) as admin:
        admin.execute("CREATE ROLE boss LOGIN CREATEROLE PASSWORD 'boss'")
        admin.execute(f"ALTER DATABASE {database_name(admin_url)} OWNER TO boss".encode())
    parts = urlsplit(admin_url)
    place = parts.netloc.rpartition("@")[2]
    yield urlunsplit(parts._replace(netloc=f"boss:boss@{place}")), admin_url
    central_server.drop_database(admin_url)
    with psycopg.connect(central_server.admin_url, autocommit=True) as admin:
        admin.execute("DROP ROLE boss")


def test_an_owner_who_is_no_superuser_sets_central_up_twice(
    owned: tuple[str, str], new_central: str
) -> None:
    url, _ = owned

    init_central(url)
    init_central(url)

    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT clock_timestamp()").fetchone()
    assert row is not None
    assert check_central(url, now=row[0]).findings == ()


def test_a_role_that_may_make_nothing_in_the_database_is_refused_with_what_it_lacks(
    owned: tuple[str, str], new_central: str
) -> None:
    url, admin_url = owned
    with psycopg.connect(admin_url, autocommit=True) as admin:
        admin.execute(f"ALTER DATABASE {database_name(admin_url)} OWNER TO postgres".encode())

    with pytest.raises(OwnerTooWeakError) as refusal:
        init_central(url)

    assert refusal.value.facts["right"] == "CREATE"
