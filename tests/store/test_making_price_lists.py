"""Price lists are made in Setup: sale prices for some days, prices for a group of customers."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
import sqlalchemy as sa

from models.price_lists import CustomerGroupMemberRow, PriceListPriceRow, PriceListRow
from pos.domain.cart import set_customer
from pos.domain.discount import Discount
from pos.domain.errors import RefusedError
from pos.queries.customers import find_cart_customer
from pos.queries.price_list_setup import list_price_lists
from pos.runtime.changes import Changes, Topic
from pos.services.customer_groups import MembersWish, TooManyMembersError, change_members
from pos.services.permissions import Actor, PermissionDeniedError
from pos.services.price_lists import (
    EndlessSaleError,
    ListArticlesMissingError,
    ListPriceNotLowerError,
    ListWish,
    NewListWish,
    PriceListDaysError,
    PriceListNameMissingError,
    PricesWish,
    add_list,
    change_list,
    set_prices,
)
from tests.offers import product_of
from tests.shop import CAKE, SHIRT, Shop

TODAY = date(2026, 11, 16)


@pytest.fixture
def sale(shop: Shop) -> NewListWish:
    return NewListWish(
        actor=Actor(staff_id=shop.grace),
        name="Autumn sale",
        group_id=None,
        new_group="",
        first_day=TODAY,
        last_day=date(2026, 11, 30),
        is_only_here=False,
        is_combinable=True,
    )


def make(shop: Shop, wish: NewListWish) -> UUID:
    with shop.store.write() as tx:
        return add_list(tx, wish)


def price(shop: Shop, list_id: UUID, *codes: str, **how) -> int:
    wish = PricesWish(
        actor=Actor(staff_id=shop.grace),
        list_id=list_id,
        products=frozenset(product_of(shop, code)[0] for code in codes),
        categories=frozenset(),
        **how,
    )
    with shop.store.write() as tx:
        return set_prices(tx, wish)


def test_a_sale_price_holds_from_its_first_day_to_its_last(shop: Shop, sale: NewListWish) -> None:
    shop.open_shift()
    price(shop, make(shop, sale), SHIRT, price_cents=1_500)
    over = replace(sale, name="Over", first_day=date(2026, 11, 1), last_day=date(2026, 11, 15))
    price(shop, make(shop, over), SHIRT, CAKE, price_cents=100)

    assert shop.sell(SHIRT, CAKE).total_cents == 1_500 + 3_000


def test_a_share_comes_off_each_shelf_price(shop: Shop, sale: NewListWish) -> None:
    shop.open_shift()

    count = price(shop, make(shop, sale), SHIRT, CAKE, cut=Discount(percent_ppm=100_000))

    assert count == 2
    assert shop.sell(SHIRT, CAKE).total_cents == 1_791 + 2_700


def test_a_category_is_priced_with_all_in_it(shop: Shop, sale: NewListWish) -> None:
    _, category = product_of(shop, SHIRT)
    wish = PricesWish(
        actor=sale.actor,
        list_id=make(shop, sale),
        products=frozenset(),
        categories=frozenset({category}),
        cut=Discount(percent_ppm=500_000),
    )

    with shop.store.write() as tx:
        assert set_prices(tx, wish) == 3


def test_a_price_is_changed_and_an_article_taken_off(shop: Shop, sale: NewListWish) -> None:
    shop.open_shift()
    list_id = make(shop, sale)
    price(shop, list_id, SHIRT, CAKE, price_cents=1_500)

    price(shop, list_id, SHIRT, price_cents=1_200)
    assert price(shop, list_id, CAKE) == 1

    assert shop.sell(SHIRT, CAKE).total_cents == 1_200 + 3_000


def test_a_list_of_a_group_is_for_who_is_in_it(shop: Shop, sale: NewListWish) -> None:
    shop.open_shift()
    club = replace(sale, name="Club prices", new_group="Club", first_day=None, last_day=None)
    list_id = make(shop, club)
    price(shop, list_id, SHIRT, price_cents=1_500)
    group_id = group_of(shop, list_id)
    assert total_for(shop, shop.ada) == 1_990

    move(shop, group_id, shop.ada)
    assert total_for(shop, shop.ada) == 1_500
    assert move(shop, group_id, shop.ada) == 0

    move(shop, group_id, shop.ada, is_leaving=True)
    assert total_for(shop, shop.ada) == 1_990


def group_of(shop: Shop, list_id: UUID) -> UUID:
    with shop.store.read() as tx:
        found = sa.select(PriceListRow.customer_group_id).where(PriceListRow.id == list_id)
        return tx.connection.execute(found).scalar_one()


def move(shop: Shop, group_id: UUID, customer_id: UUID, *, is_leaving: bool = False) -> int:
    wish = MembersWish(
        actor=Actor(staff_id=shop.grace),
        group_id=group_id,
        customers=frozenset({customer_id}),
        is_leaving=is_leaving,
    )
    with shop.store.write() as tx:
        return change_members(tx, wish)


def total_for(shop: Shop, customer_id: UUID) -> int:
    with shop.store.read() as tx:
        customer = find_cart_customer(tx, customer_id)
    return shop.sale_of(set_customer(shop.cart_of(SHIRT), customer)).total_cents


def test_who_joins_or_leaves_a_group_is_shown_with_it_at_once(
    shop: Shop, sale: NewListWish
) -> None:
    group_id = group_of(shop, make(shop, replace(sale, new_group="Club", last_day=None)))
    heard: list[Changes] = []
    shop.store.listen(heard.append)

    move(shop, group_id, shop.ada)
    move(shop, group_id, shop.ada, is_leaving=True)
    move(shop, group_id, shop.ada, is_leaving=True)

    shown = [shop.ada in changes.ids and Topic.PEOPLE in changes.topics for changes in heard]
    assert shown == [True, True]


def test_too_many_customers_at_once_are_refused(shop: Shop, sale: NewListWish) -> None:
    group_id = group_of(shop, make(shop, replace(sale, new_group="Club", last_day=None)))
    wish = MembersWish(
        actor=Actor(staff_id=shop.grace),
        group_id=group_id,
        customers=frozenset(UUID(int=number) for number in range(2_001)),
        is_leaving=False,
    )

    with pytest.raises(TooManyMembersError), shop.store.write() as tx:
        change_members(tx, wish)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"name": " "}, PriceListNameMissingError),
        ({"last_day": date(2026, 11, 1)}, PriceListDaysError),
        ({"last_day": None}, EndlessSaleError),
    ],
)
def test_what_cannot_be_a_list_is_refused(
    shop: Shop, sale: NewListWish, wrong: dict, refusal: type[RefusedError]
) -> None:
    with pytest.raises(refusal):
        make(shop, replace(sale, **wrong))


@pytest.mark.parametrize("cents", [1_990, 5_000, -1])
def test_a_list_only_lowers_prices(shop: Shop, sale: NewListWish, cents: int) -> None:
    list_id = make(shop, sale)

    with pytest.raises(ListPriceNotLowerError):
        price(shop, list_id, SHIRT, CAKE, price_cents=cents)

    with shop.store.read() as tx:
        assert tx.connection.execute(sa.select(PriceListPriceRow.id)).all() == []


def test_prices_of_nothing_are_refused(shop: Shop, sale: NewListWish) -> None:
    list_id = make(shop, sale)

    with pytest.raises(ListArticlesMissingError):
        price(shop, list_id, price_cents=100)


def test_a_cashier_makes_no_list_and_sets_no_price(shop: Shop, sale: NewListWish) -> None:
    list_id = make(shop, sale)
    ada = Actor(staff_id=shop.ada)
    shirt, _ = product_of(shop, SHIRT)
    wish = PricesWish(
        actor=ada, list_id=list_id, products=frozenset({shirt}), categories=frozenset()
    )

    with pytest.raises(PermissionDeniedError):
        make(shop, replace(sale, actor=ada))
    with pytest.raises(PermissionDeniedError), shop.store.write() as tx:
        set_prices(tx, replace(wish, price_cents=1))
    with pytest.raises(PermissionDeniedError), shop.store.write() as tx:
        change_members(
            tx,
            MembersWish(
                actor=ada, group_id=list_id, customers=frozenset({shop.ada}), is_leaving=False
            ),
        )
    with shop.store.read() as tx:
        assert tx.connection.execute(sa.select(CustomerGroupMemberRow.id)).all() == []


def test_a_list_that_is_switched_off_lowers_nothing(shop: Shop, sale: NewListWish) -> None:
    shop.open_shift()
    list_id = make(shop, sale)
    price(shop, list_id, SHIRT, price_cents=1_500)
    wish = ListWish(
        actor=sale.actor,
        list_id=list_id,
        name="Autumn sale",
        first_day=None,
        last_day=TODAY,
        is_combinable=True,
        is_active=False,
    )
    with shop.store.write() as tx:
        change_list(tx, wish)

    assert shop.sell(SHIRT).total_cents == 1_990
    with shop.store.read() as tx:
        (entry,) = list_price_lists(tx)
    assert (entry.price_count, entry.prices[0].shelf_cents) == (1, 1_990)
