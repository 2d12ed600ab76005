"""A customer who was erased at one till: gone in central and at the others, too."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from pos.domain.contact import CustomerDetails
from pos.queries.customers import find_customers
from pos.services.customers import ChangeCustomer, change_customer
from pos.services.permissions import Actor
from tests.store.test_addresses import MILL, RING, known
from tests.store.test_addresses import add as add_address
from tests.store.test_addresses import change as change_address
from tests.store.test_erasure import SECRETS, erase, tables_that_say
from tests.sync.branch import SHIRT, Branch, Till
from tests.sync.test_customers_of_two_tills import add, merge

pytestmark = pytest.mark.postgres

CENTRAL = """
    SELECT string_agg(t.line, ' ') FROM (
      SELECT u::text AS line FROM users u UNION ALL SELECT a::text FROM addresses a
      UNION ALL SELECT o::text FROM orders o UNION ALL SELECT c::text FROM children c
      UNION ALL SELECT r::text FROM registries r UNION ALL SELECT s::text FROM sync_conflicts s
      UNION ALL SELECT j::text FROM audit_log j) AS t
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
    said = branch.ask(CENTRAL)
    return {word for word in (*SECRETS, "junior", "mina-list") if word in said}


def change(till: Till, customer: UUID, **details: str) -> None:
    wish = ChangeCustomer(
        actor=Actor(staff_id=till.shop.ada),
        customer_id=customer,
        details=CustomerDetails(**details),  # type: ignore[arg-type]
    )
    with till.store.write() as tx:
        change_customer(tx, wish)


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
    assert branch.ask("SELECT count(*) FROM sync.dead_letter") == 0
    assert branch.count("sync_conflicts") == 0


def test_what_another_till_still_wrote_brings_nobody_back(
    tills: tuple[Till, Till], branch: Branch, mina: UUID
) -> None:
    here, there = tills
    (ring,) = known(there.shop, mina)
    erase(here.shop, mina)
    here.sync()

    change(there, mina, name="Mina Okafor", phone="+43 664 1234567", email="mina@new.example")
    change_address(there.shop, mina, ring.address_id, replace(ring.address, line2="Top 9"))
    add_address(there.shop, mina, MILL)
    there.shop.sell_to(mina, SHIRT)
    for till in (there, here, there):
        till.sync()

    assert in_central(branch) == set()
    assert branch.count("sync_conflicts") == 0
    assert branch.count("orders", user_id=mina, customer_name=None) == 2
    assert branch.ask("SELECT count(*) FROM sync.dead_letter") == 0
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
    assert branch.ask("SELECT count(*) FROM sync.dead_letter") == 0


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
