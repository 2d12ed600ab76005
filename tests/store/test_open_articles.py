"""What is no article of the shop can be sold by its name, by who may, and written down for good."""

from dataclasses import replace
from uuid import UUID

import pytest

from pos.domain.barcode import ReservedCodeError
from pos.domain.cart import Cart, add
from pos.domain.open_article import NameMissingError, OpenArticle, TypedArticle
from pos.queries.items import find_sellable
from pos.queries.open_articles import make_open_item
from pos.queries.store_rules import day_in_store
from pos.queries.tax_categories import list_tax_categories
from pos.search_index import find_products
from pos.services.articles import AddArticle, CodeTakenError, add_article
from pos.services.carts import find_open_cart, save_cart
from pos.services.checkout import complete_sale
from pos.services.permissions import Actor, ApprovalNeededError, PermissionDeniedError
from tests.shop import SHIRT, Shop

UMBRELLA = "4006381333931"


def cart_with(shop: Shop, *, name: str = "Umbrella", cents: int = 1_250, kind: int = 0) -> Cart:
    with shop.store.write() as tx:
        category = list_tax_categories(tx)[kind].category_id
        typed = TypedArticle(name=name, price_cents=cents, tax_category_id=category)
        item = make_open_item(tx, typed, code=UMBRELLA, on=day_in_store(tx, tx.now))
        kept = OpenArticle(name=item.name, tax_category_id=category)
        cart = Cart(cart_id=tx.new_id(), currency="EUR")
        return add(cart, item, line_id=tx.new_id(), quantity=1, open_article=kept)


def ring_up(shop: Shop, cart: Cart) -> int:
    shop.open_shift()
    wish = shop.sale_of(cart)
    with shop.store.write() as tx:
        return complete_sale(tx, wish).total_cents


def write_down(shop: Shop, staff_id: UUID, **changed: object) -> UUID:
    wish = AddArticle(
        actor=Actor(staff_id=staff_id), code=UMBRELLA, name="Umbrella", price_cents=1_250
    )
    with shop.store.write() as tx:
        return add_article(tx, replace(wish, **changed))  # type: ignore[arg-type]


def test_a_typed_article_keeps_its_name_and_tax_over_a_restart(shop: Shop) -> None:
    cart = cart_with(shop, kind=1)
    with shop.store.write() as tx:
        save_cart(tx, cart, staff_id=shop.ada)

    with shop.store.read() as tx:
        found = find_open_cart(tx)

    assert found is not None
    assert found.lines[0].name == "Umbrella"
    assert found.lines == cart.lines


def test_a_cashier_types_cheap_goods_in_alone(shop: Shop) -> None:
    assert ring_up(shop, cart_with(shop, cents=10_000)) == 10_000


def test_dear_goods_need_somebody_elses_leave(shop: Shop) -> None:
    with pytest.raises(ApprovalNeededError):
        ring_up(shop, cart_with(shop, cents=10_001))


def test_dear_goods_are_sold_with_it(shop: Shop) -> None:
    cart = cart_with(shop, cents=10_001)
    (line,) = cart.lines
    assert line.open_article is not None
    allowed = replace(line.open_article, allowed_by=shop.grace)

    assert ring_up(shop, replace(cart, lines=(replace(line, open_article=allowed),))) == 10_001


@pytest.mark.parametrize("name", ["", "   "])
def test_what_is_sold_has_a_name(shop: Shop, name: str) -> None:
    with pytest.raises(NameMissingError):
        cart_with(shop, name=name)


def test_an_article_that_was_written_down_is_scanned_and_found(shop: Shop) -> None:
    variant_id = write_down(shop, shop.grace)

    with shop.store.read() as tx:
        item = find_sellable(tx, UMBRELLA, on=day_in_store(tx, shop_now(shop)))
        hits = find_products(tx.connection, "umbr")

    assert item is not None
    assert (item.variant_id, item.name, item.price_cents) == (variant_id, "Umbrella", 1_250)
    assert hits == [item.product_id]


def shop_now(shop: Shop):
    with shop.store.write() as tx:
        return tx.now


def test_a_cashier_may_not_write_articles_down(shop: Shop) -> None:
    with pytest.raises(PermissionDeniedError):
        write_down(shop, shop.ada)


def test_a_code_is_written_down_once(shop: Shop) -> None:
    with pytest.raises(CodeTakenError):
        write_down(shop, shop.grace, code=SHIRT)


def test_a_code_of_the_till_is_no_articles(shop: Shop) -> None:
    with pytest.raises(ReservedCodeError):
        write_down(shop, shop.grace, code="R.1")
