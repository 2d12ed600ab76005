"""A customer who was erased at one till: gone in central and at the others, too."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from pos.queries.customers import find_customers
from tests.store.test_addresses import MILL, RING, known
from tests.store.test_addresses import add as add_address
from tests.store.test_addresses import change as change_address
from tests.store.test_customers import change
from tests.store.test_erasure import SECRETS, erase, tables_that_say
from tests.sync.branch import SHIRT, Branch, Till
from tests.sync.test_customers_of_two_tills import add, merge

pytestmark = pytest.mark.postgres

LINES_OF_TABLES = """
    SELECT format('SELECT t::text FROM %I.%I AS t', schemaname, tablename) FROM pg_tables
    WHERE schemaname IN ('public', 'sync') AND tablename NOT LIKE 'inbox%'
"""


@pytest.fixture
def tills(new_till: Callable[..., Till]) -> tuple[Till, Till]:
    return new_till("R1"), new_till("R2")


@pytest.fixture
def mina(tills: tuple[Till, Till], branch: Branch) -> UUID:
    """Known at both tills, with an address, a sale, a child and a registry."""
    here, there = tills
    here.open_shift()
    there.open_shift()
    mina = add(
        here,
        name="Mina Okafor",
        phone="+43 664 1234567",
        email="mina@example.com",
        card_no="M7000",
        note="likes tea",
    )
    add_address(here.shop, mina, RING)
    here.shop.sell_to(mina, SHIRT)
    here.sync()
    there.sync()
    branch.do(
        "INSERT INTO children (id, user_id, name)"
        " VALUES (sync.new_id(), %(mina)s, 'Okafor junior')",
        mina=mina,
    )
    branch.do(
        "INSERT INTO registries (id, user_id, name, due_date, baby_name, share_url)"
        " VALUES (sync.new_id(), %(mina)s, 'Mina s list', '2027-01-01', 'Ola', 'mina-list')",
        mina=mina,
    )
    return mina


def in_central(branch: Branch) -> set[str]:
    """Return the words about them that a table of central still holds.

    The inbox is left out, whose facts are chained; they go when the shop no longer keeps them.
    """
    lines = " UNION ALL ".join(line for (line,) in branch.rows(LINES_OF_TABLES))
    said = " ".join(line for (line,) in branch.rows(lines))
    return {word for word in (*SECRETS, "junior", "mina-list") if word in said}


def test_central_and_the_other_till_know_nothing_more(
    tills: tuple[Till, Till], branch: Branch, mina: UUID
) -> None:
    here, there = tills
    assert in_central(branch) >= {"Mina", "junior", "mina-list", "Ringstr"}
    assert tables_that_say(there.shop, *SECRETS) >= {"users", "addresses", "orders"}

    erase(here.shop, mina)
    here.sync()
    there.sync()

    assert in_central(branch) == set()
    assert tables_that_say(there.shop, *SECRETS) == set()
    assert branch.count("children") == 0
    assert branch.rows("SELECT user_id, total_cents FROM orders") == [(mina, 1_990)]
    with there.store.read() as tx:
        assert find_customers(tx, "mina") == ()
    assert branch.count_aside() == 0
    assert branch.count("sync_conflicts") == 0


def test_what_another_till_still_wrote_brings_nobody_back(
    tills: tuple[Till, Till], branch: Branch, mina: UUID
) -> None:
    here, there = tills
    (ring,) = known(there.shop, mina)
    erase(here.shop, mina)
    here.sync()

    change(there.shop, mina, name="Mina Okafor", phone="+43 664 1234567", email="mina@new.example")
    change_address(there.shop, mina, ring.address_id, replace(ring.address, line2="Top 9"))
    add_address(there.shop, mina, MILL)
    there.shop.sell_to(mina, SHIRT)
    for till in (there, here, there):
        till.sync()

    assert in_central(branch) == set()
    assert branch.count("sync_conflicts") == 0
    assert branch.count("orders", user_id=mina, customer_name=None) == 2
    assert branch.count_aside() == 0
    for till in tills:
        assert tables_that_say(till.shop, *SECRETS, "Mill Lane") == set()


def test_two_tills_that_erase_the_same_person_agree(
    tills: tuple[Till, Till], branch: Branch, mina: UUID
) -> None:
    for till in tills:
        erase(till.shop, mina)

    for till in (*tills, *tills):
        till.sync()

    assert in_central(branch) == set()
    assert branch.count("sync_conflicts") == 0
    assert branch.count_aside() == 0


def test_a_record_that_was_folded_into_theirs_meanwhile_is_emptied(
    tills: tuple[Till, Till], branch: Branch, mina: UUID
) -> None:
    here, there = tills
    again = add(there, name="Mina O.", email="mina@two.example")
    there.sync()
    here.sync()

    erase(here.shop, mina)
    here.sync()
    merge(there, kept=mina, folded=again)
    for till in (there, here, there):
        till.sync()

    assert in_central(branch) == set()
    for till in tills:
        assert tables_that_say(till.shop, "Mina", "mina@") == set()


def test_central_erases_nobody_for_who_may_not(
    tills: tuple[Till, Till], branch: Branch, mina: UUID
) -> None:
    here, _ = tills
    branch.do("UPDATE roles SET permissions = permissions - 'customer.erase'")

    erase(here.shop, mina)
    here.sync()

    assert "Mina" in in_central(branch)
    assert branch.rows("SELECT sqlstate FROM sync.dead_letter") == [("CT304",)]


def test_a_web_shop_brings_nobody_back(
    tills: tuple[Till, Till], branch: Branch, mina: UUID
) -> None:
    here, _ = tills
    erase(here.shop, mina)
    here.sync()

    branch.do("UPDATE users SET name = 'Mina', deleted_at = NULL WHERE id = %s", mina)
    branch.do("UPDATE users SET erased_at = NULL, phone = '+4366' WHERE id = %s", mina)

    assert in_central(branch) == set()
    assert branch.count("users", id=mina, erased_at=None) == 0
    assert branch.count("users", id=mina, deleted_at=None) == 0


def test_a_web_shop_writes_no_name_onto_what_they_ordered(
    tills: tuple[Till, Till], branch: Branch, mina: UUID
) -> None:
    here, _ = tills
    erase(here.shop, mina)
    here.sync()

    branch.do(
        "UPDATE orders SET internal_notes = 'Mina called', ship_address = '{\"to\": \"Mina\"}'"
    )
    branch.do(
        "INSERT INTO orders (id, number, channel, store_id, user_id, currency, internal_notes)"
        " SELECT sync.new_id(), 'WEB-9', 'online', store_id, user_id, currency, 'for Mina Okafor'"
        " FROM orders"
    )

    assert in_central(branch) == set()
    assert branch.count("orders", user_id=mina, internal_notes=None) == 2
