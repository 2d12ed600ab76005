"""Credit and limits that one till gave: at central, at the other till, and only by who may."""

from collections.abc import Callable
from uuid import UUID

import pytest

from pos.domain.contact import CustomerDetails
from pos.domain.stored_value import CreditReason, EntryKind
from pos.queries.customer_details import Customer, find_customer
from pos.services.credit_limit import LimitWish, limit_credit
from pos.services.customers import AddCustomer, add_customer
from pos.services.permissions import Actor
from pos.services.store_credit import MoveCredit, give_credit, take_credit_back
from tests.sync.branch import Branch, Till

pytestmark = pytest.mark.postgres

LIMIT = "SELECT credit_limit_cents FROM users WHERE id = %s"


@pytest.fixture
def tills(new_till: Callable[..., Till]) -> tuple[Till, Till]:
    return new_till("R1"), new_till("R2")


@pytest.fixture
def ida(tills: tuple[Till, Till]) -> UUID:
    here, there = tills
    details = CustomerDetails(name="Ida Holm")
    with here.store.write() as tx:
        ida = add_customer(tx, AddCustomer(actor=Actor(staff_id=here.shop.grace), details=details))
    here.sync()
    there.sync()
    return ida


def credit(till: Till, customer: UUID, cents: int) -> None:
    """Give credit, or take it back where the amount is below 0."""
    wish = MoveCredit(
        actor=Actor(staff_id=till.shop.grace),
        customer_id=customer,
        amount_cents=abs(cents),
        reason=CreditReason.MISTAKE,
    )
    with till.store.write() as tx:
        (give_credit if cents > 0 else take_credit_back)(tx, wish)


def limit(till: Till, customer: UUID, cents: int | None) -> None:
    wish = LimitWish(actor=Actor(staff_id=till.shop.grace), customer_id=customer, limit_cents=cents)
    with till.store.write() as tx:
        limit_credit(tx, wish)


def seen_at(till: Till, customer: UUID) -> Customer:
    with till.store.read() as tx:
        found = find_customer(tx, customer)
    assert found is not None
    return found


def test_credit_that_was_given_here_is_known_there_with_how_it_came_about(
    tills: tuple[Till, Till], branch: Branch, ida: UUID
) -> None:
    here, there = tills
    credit(here, ida, 5_000)
    credit(here, ida, -1_000)

    here.sync()
    there.sync()

    assert branch.rows("SELECT kind, balance_cents FROM stored_value_accounts") == [
        ("store_credit", 4_000)
    ]
    assert branch.count("journal_entries", kind="store_credit") == 2
    customer = seen_at(there, ida)
    assert customer.credit_cents == 4_000
    assert [(each.kind, each.amount_cents) for each in customer.movements] == [
        (EntryKind.ADJUST, -1_000),
        (EntryKind.ISSUE, 5_000),
    ]
    assert branch.count_aside() == 0


def test_credit_of_two_tills_that_are_apart_adds_up(
    tills: tuple[Till, Till], branch: Branch, ida: UUID
) -> None:
    here, there = tills
    credit(here, ida, 1_000)
    here.sync()
    there.sync()

    credit(here, ida, 500)
    credit(there, ida, 700)
    here.sync()
    there.sync()
    here.sync()

    assert branch.ask("SELECT balance_cents FROM stored_value_accounts") == 2_200
    assert seen_at(here, ida).credit_cents == seen_at(there, ida).credit_cents == 2_200


def test_a_limit_set_here_holds_there(tills: tuple[Till, Till], branch: Branch, ida: UUID) -> None:
    here, there = tills
    limit(here, ida, 20_000)

    here.sync()
    there.sync()

    assert branch.rows(LIMIT, ida) == [(20_000,)]
    assert seen_at(there, ida).account.limit_cents == 20_000


def test_central_takes_no_limit_from_who_may_not_set_one(
    tills: tuple[Till, Till], branch: Branch, ida: UUID
) -> None:
    here, _ = tills
    branch.do("UPDATE roles SET permissions = permissions - 'customer.limit'")
    limit(here, ida, 20_000)

    here.sync()

    assert branch.rows(LIMIT, ida) == [(None,)]
    assert branch.rows("SELECT sqlstate FROM sync.dead_letter") == [("CT304",)]


def test_a_limit_that_headquarters_set_meanwhile_stays(
    tills: tuple[Till, Till], branch: Branch, ida: UUID
) -> None:
    here, _ = tills
    branch.do("UPDATE users SET credit_limit_cents = 1000 WHERE id = %s", ida)
    limit(here, ida, 20_000)

    here.sync()
    here.sync()

    assert branch.rows(LIMIT, ida) == [(1_000,)]
    assert branch.rows("SELECT kind FROM sync_conflicts") == [("stale_update",)]
    assert seen_at(here, ida).account.limit_cents == 1_000
