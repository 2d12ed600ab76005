"""Options in Setup: what is typed, what it comes to, and who may, on a real database."""

import pytest
import sqlalchemy as sa

from models.catalogue import ProductRow
from models.identity import RoleRow
from models.operations import AuditLogRow
from pos.domain.product_options import OptionTwiceError, parse_options, type_options
from pos.queries.made_articles import list_made_articles
from pos.services.headquarters import MovedOnError
from pos.services.permissions import Actor, PermissionDeniedError
from pos.services.product_options import OptionsWish, change_options
from tests.offers import product_of
from tests.office import Office
from tests.shop import CAKE, Shop


@pytest.fixture
def office(shop: Shop) -> Office:
    """Somebody who looks at the cake, which is the one thing that is made to order."""
    with shop.store.write() as tx:
        cake = sa.update(ProductRow).where(ProductRow.name == "Cake")
        tx.connection.execute(cake.values(is_customizable=True))
    at_work = Office(shop).let_in("1")
    at_work.open("made_to_order", "Cake")
    return at_work


def typed_of(shop: Shop) -> str:
    with shop.store.read() as tx:
        (cake,) = list_made_articles(tx)
    return type_options(cake.options)


def test_only_what_is_made_to_order_is_listed(office: Office) -> None:
    assert office.rows() == [("Cake", "words and day only")]


def test_the_options_of_a_cake_are_typed_and_kept(office: Office, shop: Shop) -> None:
    office.fill(options="Filling: Vanilla,Lemon ; Border: Red")

    assert typed_of(shop) == "Filling: Vanilla, Lemon; Border: Red"
    assert office.rows() == [("Cake", "Filling, Border")]
    with shop.store.read() as tx:
        action = AuditLogRow.action == "product.options_changed"
        assert len(tx.connection.execute(sa.select(AuditLogRow.id).where(action)).all()) == 1


def test_the_longest_list_is_shown_in_whole_and_kept(office: Office, shop: Shop) -> None:
    longest = "; ".join(
        f"{option}{'a' * 39}: " + ", ".join(f"{chr(97 + choice)}{'b' * 39}" for choice in range(24))
        for option in range(8)
    )

    office.fill(options=longest)

    assert typed_of(shop) == longest
    assert len(longest) <= office.field("Options").chars_max


def test_what_cannot_be_read_is_refused_and_nothing_changes(office: Office, shop: Shop) -> None:
    office.fill(options="Filling: Lemon")

    office.fill(options="Filling: Red, red")

    assert [type(error) for error in office.notices.refusals] == [OptionTwiceError]
    assert typed_of(shop) == "Filling: Lemon"


def test_options_are_taken_off_again(office: Office, shop: Shop) -> None:
    office.fill(options="Filling: Lemon")

    office.fill(options=" ")

    assert typed_of(shop) == ""
    assert office.rows() == [("Cake", "words and day only")]


def test_who_may_not_edit_the_catalogue_decides_no_options(office: Office, shop: Shop) -> None:
    cake, _ = product_of(shop, CAKE)
    wish = OptionsWish(actor=Actor(staff_id=shop.ada), product_id=cake, typed="Filling: Tar")
    with shop.store.write() as tx:
        tx.connection.execute(sa.update(RoleRow).values(permissions=["sale.ring"]))

    with pytest.raises(PermissionDeniedError), shop.store.write() as tx:
        change_options(tx, wish)

    assert parse_options(typed_of(shop)) == ()


def test_an_article_that_headquarters_changed_meanwhile_is_looked_at_again(
    office: Office, shop: Shop
) -> None:
    with shop.store.write() as tx:
        newer = sa.update(ProductRow).values(row_version=ProductRow.row_version + 1)
        tx.connection.execute(newer)

    office.fill(options="Filling: Lemon")

    assert [type(error) for error in office.notices.refusals] == [MovedOnError]
    assert typed_of(shop) == ""
