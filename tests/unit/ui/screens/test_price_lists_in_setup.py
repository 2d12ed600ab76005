"""Price lists in Setup: their forms, and what the answers come to, on a real database."""

import pytest

from pos.domain.contact import CustomerDetails
from pos.domain.discount import DiscountOutOfRangeError
from pos.domain.money import AmountUnreadableError
from pos.services.customers import AddCustomer, add_customer
from pos.services.permissions import Actor
from pos.services.price_lists import (
    EndlessSaleError,
    ListArticlesMissingError,
    ListPriceNotLowerError,
    PriceListNameMissingError,
)
from tests.offers import product_of
from tests.office import Office
from tests.shop import CAKE, SHIRT, Shop
from ui.screens.setup.finders import (
    NoSuchCustomerError,
    SeveralCustomersError,
    find_customer,
)

DAYS = {"first": "2026-11-16", "last": "2026-11-30"}


@pytest.fixture
def office(shop: Shop) -> Office:
    at_work = Office(shop).let_in("1")
    at_work.presenter.choose_section("price_lists")
    at_work.presenter.add()
    return at_work


@pytest.fixture
def sale(office: Office) -> Office:
    """Somebody who looks at a sale that was just made."""
    office.fill(name="Autumn sale", **DAYS)
    office.open("price_lists", "Autumn sale")
    return office


def test_a_sale_is_made_and_articles_are_put_on_it(sale: Office, shop: Shop) -> None:
    shirt, _ = product_of(shop, SHIRT)
    cake, _ = product_of(shop, CAKE)

    sale.presenter.do_deed("prices")
    sale.fill(articles=f"{shirt}\n{cake}", how="share", share="10 %")

    assert sale.rows() == [("Autumn sale", "everybody", "2", "until 30 Nov 2026")]
    assert sale.field("Prices").value == (
        "Cake: \u20ac27.00 (\u20ac30.00)\nShirt: \u20ac17.91 (\u20ac19.90)"
    )


def test_a_sale_keeps_a_last_day(sale: Office) -> None:
    sale.fill(last="")

    assert [type(error) for error in sale.notices.refusals] == [EndlessSaleError]
    assert sale.rows()[0][3] == "until 30 Nov 2026"


def test_an_article_is_taken_off_again(sale: Office, shop: Shop) -> None:
    shirt, _ = product_of(shop, SHIRT)
    sale.presenter.do_deed("prices")
    sale.fill(articles=str(shirt), price="15")

    sale.presenter.do_deed("take-off")
    sale.fill(articles=str(shirt))

    assert sale.field("Prices").value == "None yet"
    assert sale.notices.toasts[-1] == "1 price taken off Autumn sale."


def test_a_list_for_a_new_group_takes_customers_in(office: Office, shop: Shop) -> None:
    office.fill(name="Club prices", whom="new", group="Club")
    office.open("price_lists", "Club prices")

    office.presenter.do_deed("join")
    office.fill(customers=str(shop.ada))
    assert office.field("Customers in it").value == "1"
    office.presenter.do_deed("leave")
    assert office.field("In it now").value == "Ada"
    office.fill(customers=str(shop.ada))

    assert office.field("Customers in it").value == "0"
    office.presenter.add()
    assert "Club" in [words for _, words in office.field("For whom").choices]


@pytest.mark.parametrize(
    ("answers", "refusal"),
    [
        ({"name": ""}, PriceListNameMissingError),
        ({"last": ""}, EndlessSaleError),
        ({"whom": "new", "group": " "}, PriceListNameMissingError),
    ],
)
def test_what_cannot_be_a_list_is_said(
    office: Office, answers: dict[str, str], refusal: type[Exception]
) -> None:
    office.fill(**{"name": "Sale", **DAYS, **answers})

    assert [type(error) for error in office.notices.refusals] == [refusal]
    assert office.rows() == []


@pytest.mark.parametrize(
    ("answers", "refusal"),
    [
        ({"price": "15"}, ListArticlesMissingError),
        ({"price": "", "articles": "shirt"}, AmountUnreadableError),
        ({"price": "19.90", "articles": "shirt"}, ListPriceNotLowerError),
        ({"how": "share", "share": "0", "articles": "shirt"}, ListPriceNotLowerError),
        ({"how": "share", "share": "101", "articles": "shirt"}, DiscountOutOfRangeError),
    ],
)
def test_a_price_that_cannot_be_is_said(
    sale: Office, shop: Shop, answers: dict[str, str], refusal: type[Exception]
) -> None:
    shirt, _ = product_of(shop, SHIRT)
    sale.presenter.do_deed("prices")

    sale.fill(**{key: str(shirt) if key == "articles" else it for key, it in answers.items()})

    assert [type(error) for error in sale.notices.refusals] == [refusal]


def test_a_customer_is_found_by_card_or_name_and_never_guessed(shop: Shop) -> None:
    actor = Actor(staff_id=shop.grace)
    with shop.store.write() as tx:
        for name, card in (("Ida Holm", "C1"), ("Ida Berg", "C2")):
            details = CustomerDetails(name=name, card_no=card)
            add_customer(tx, AddCustomer(actor=actor, details=details))
    with shop.store.read() as tx:
        assert find_customer(tx, "C.C2")[1] == "Ida Berg"
        assert find_customer(tx, "Ida Holm")[1] == "Ida Holm"
        with pytest.raises(SeveralCustomersError):
            find_customer(tx, "Ida")
        with pytest.raises(NoSuchCustomerError):
            find_customer(tx, "C.C3")
        with pytest.raises(NoSuchCustomerError):
            find_customer(tx, "Nobody")


def test_a_card_of_the_shops_own_pattern_is_found(shop: Shop) -> None:
    shop.decide(scan_patterns="customer 29*")
    details = CustomerDetails(name="Ida Holm", card_no="00000000017")
    with shop.store.write() as tx:
        add_customer(tx, AddCustomer(actor=Actor(staff_id=shop.grace), details=details))

    with shop.store.read() as tx:
        assert find_customer(tx, "2900000000017")[1] == "Ida Holm"
