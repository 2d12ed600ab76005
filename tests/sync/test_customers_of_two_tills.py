"""Customers who were written down, changed and made one at tills that were apart."""

from collections.abc import Callable
from itertools import permutations
from uuid import UUID

import pytest

from pos.domain.contact import CustomerDetails
from pos.queries.customers import find_cart_customer, find_customers
from pos.services.customer_merge import MergeCustomers, merge_customers
from pos.services.customers import AddCustomer, add_customer
from pos.services.permissions import Actor
from tests.sync.branch import SHIRT, Branch, Till

PHONE = "+43 664 1234567"


pytestmark = pytest.mark.postgres


@pytest.fixture
def tills(new_till: Callable[..., Till]) -> tuple[Till, Till]:
    return new_till("R1"), new_till("R2")


def add(till: Till, **details: str) -> UUID:
    known = CustomerDetails(**details)  # type: ignore[arg-type]
    with till.store.write() as tx:
        return add_customer(tx, AddCustomer(actor=Actor(staff_id=till.shop.ada), details=known))


def merge(till: Till, *, kept: UUID, folded: UUID) -> None:
    wish = MergeCustomers(actor=Actor(staff_id=till.shop.ada), kept_id=kept, folded_id=folded)
    with till.store.write() as tx:
        merge_customers(tx, wish)


def found(till: Till, text: str) -> list[str]:
    with till.store.read() as tx:
        return [row.name for row in find_customers(tx, text)]


def who_is(till: Till, customer_id: UUID) -> UUID:
    with till.store.read() as tx:
        customer = find_cart_customer(tx, customer_id)
    assert customer is not None
    return customer.customer_id


def test_a_customer_added_offline_is_found_at_the_other_till(tills: tuple[Till, Till]) -> None:
    here, there = tills
    add(here, name="Zoë Müller", phone=PHONE)

    here.sync()
    there.sync()

    assert found(there, "muller") == found(there, "0664 123") == ["Zoë Müller"]


def test_a_sale_to_a_record_that_was_folded_meanwhile_is_the_other_ones(
    tills: tuple[Till, Till], branch: Branch
) -> None:
    here, there = tills
    ida, again = add(here, name="Ida Holm"), add(here, name="Ida H.", phone=PHONE)
    here.sync()
    there.sync()
    there.open_shift()

    merge(here, kept=ida, folded=again)
    there.shop.sell_to(again, SHIRT)
    here.sync()
    there.sync()
    there.sync()

    assert branch.rows("SELECT user_id FROM orders") == [(ida,)]
    assert branch.rows("SELECT phone FROM users WHERE id = %s", ida) == [("+436641234567",)]
    assert who_is(there, again) == ida
    assert found(there, PHONE) == ["Ida Holm"]


@pytest.mark.parametrize("order", list(permutations((0, 1))))
def test_two_tills_that_merge_the_other_way_round_end_with_one_customer(
    tills: tuple[Till, Till], branch: Branch, order: tuple[int, int]
) -> None:
    ida, again = add(tills[0], name="Ida Holm"), add(tills[0], name="Ida H.")
    for each in tills:
        each.sync()

    merge(tills[0], kept=ida, folded=again)
    merge(tills[1], kept=again, folded=ida)
    for place in (*order, *order):
        tills[place].sync()

    first = (ida, again)[order[0]]
    assert branch.count("users", merged_into_id=first) == 1
    for each in tills:
        assert who_is(each, ida) == who_is(each, again) == first
        assert found(each, "ida") == [("Ida Holm", "Ida H.")[order[0]]]
        assert each.status().set_aside == 0
