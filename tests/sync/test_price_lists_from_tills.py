"""Price lists that are made at a till reach central and the other tills."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from pos.domain.cart import set_customer
from pos.domain.contact import CustomerDetails
from pos.queries.customers import find_cart_customer
from pos.services.customer_groups import MembersWish, change_members
from pos.services.customers import AddCustomer, add_customer
from pos.services.permissions import Actor
from pos.services.price_lists import (
    NewListWish,
    PricesWish,
    add_list,
    set_prices,
)
from tests.offers import product_of
from tests.sync.branch import SHIRT, Branch, Till
from tests.sync.test_setup_at_tills import troubles

NewTill = Callable[..., Till]


@pytest.fixture
def manager(till: Till) -> Actor:
    return Actor(staff_id=till.shop.grace)


def make(till: Till, actor: Actor, *, group: str = "") -> UUID:
    with till.store.write() as tx:
        return add_list(
            tx,
            NewListWish(
                actor=actor,
                name="Sale",
                group_id=None,
                new_group=group,
                first_day=None,
                last_day=date(2026, 12, 24),
                is_only_here=False,
                is_combinable=True,
            ),
        )


def price(till: Till, actor: Actor, list_id: UUID, cents: int | None) -> None:
    shirt, _ = product_of(till.shop, SHIRT)
    wish = PricesWish(
        actor=actor,
        list_id=list_id,
        products=frozenset({shirt}),
        categories=frozenset(),
        price_cents=cents,
    )
    with till.store.write() as tx:
        set_prices(tx, wish)


def test_sale_prices_made_offline_hold_at_the_other_till_until_they_are_taken_off(
    till: Till, new_till: NewTill, manager: Actor, branch: Branch
) -> None:
    other = new_till("R2")
    list_id = make(till, manager)
    price(till, manager, list_id, 1_500)
    price(till, manager, list_id, 1_400)
    for each in (till, other):
        each.sync()
    other.open_shift()
    assert other.shop.sell(SHIRT).total_cents == 1_400

    till.sync()
    price(till, manager, list_id, None)
    for each in (till, other):
        each.sync()

    assert other.shop.sell(SHIRT).total_cents == 1_990
    assert branch.count("price_list_prices") == 0
    assert troubles(branch) == []


def test_a_group_and_who_is_in_it_are_known_at_the_other_till(
    till: Till, new_till: NewTill, manager: Actor, branch: Branch
) -> None:
    other = new_till("R2")
    list_id = make(till, manager, group="Club")
    price(till, manager, list_id, 1_500)
    with till.store.write() as tx:
        ida = add_customer(tx, AddCustomer(actor=manager, details=CustomerDetails(name="Ida Holm")))
        group_id = tx.connection.exec_driver_sql("SELECT id FROM customer_groups").scalar_one()
        wish = MembersWish(
            actor=manager,
            group_id=UUID(bytes=group_id),
            customers=frozenset({ida}),
            is_leaving=False,
        )
        change_members(tx, wish)

    for each in (till, other):
        each.sync()

    with other.store.read() as tx:
        customer = find_cart_customer(tx, ida)
    cart = set_customer(other.shop.cart_of(SHIRT), customer)
    assert cart.lines[0].unit_price_cents == 1_500
    assert troubles(branch) == []


def test_two_tills_price_one_article_on_one_list_so_the_first_price_holds(
    till: Till, new_till: NewTill, manager: Actor, branch: Branch
) -> None:
    other = new_till("R2")
    list_id = make(till, manager)
    till.sync()
    other.sync()
    price(till, manager, list_id, 1_500)
    price(other, manager, list_id, 1_400)

    for each in (till, other, other, till):
        each.sync()

    assert branch.rows("SELECT price_cents FROM price_list_prices") == [(1_500,)]
    for each in (till, other):
        assert each.ask("SELECT price_cents FROM price_list_prices") == 1_500
        assert each.ask("SELECT count(*) FROM price_list_prices") == 1
        assert each.ask("SELECT count(*) FROM quarantine") == 0
    assert troubles(branch) == []


def test_who_may_not_by_centrals_books_changes_no_price_there(
    till: Till, manager: Actor, branch: Branch
) -> None:
    price(till, manager, make(till, manager), 1_500)
    branch.do("UPDATE roles SET permissions = permissions - 'price.change'")

    till.sync()

    assert branch.count("price_list_prices") == 0
    assert set(troubles(branch)) <= {"CT304", "23503"}
    assert "CT304" in troubles(branch)
