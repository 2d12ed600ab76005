"""Offers in Setup: what their form asks, and what its answers come to, on a real database."""

import pytest
import sqlalchemy as sa

from models.identity import RoleRow
from models.pricing import PromotionRow, PromotionTargetRow
from pos.domain.discount import DiscountOutOfRangeError
from pos.domain.money import AmountUnreadableError
from pos.domain.offer_terms import (
    CouponCodeError,
    OfferDaysError,
    OfferGoodsMissingError,
    OfferLimitError,
    OfferMinimumMissingError,
    OfferNameMissingError,
    OfferPiecesError,
    OfferValueError,
)
from pos.runtime.changes import Changes, Topic
from pos.services.promotions import CouponCodeTakenError
from tests.offers import aim, product_of, put_offer
from tests.office import Office
from tests.shop import CAKE, GRACE_PIN, SHIRT, Shop
from ui.screens.setup.finders import NoSuchArticleError
from ui.screens.setup.typed_day import DayUnreadableError


@pytest.fixture
def office(shop: Shop) -> Office:
    return Office(shop).let_in("1")


@pytest.fixture
def new_offer(office: Office) -> Office:
    """Somebody who is about to make an offer."""
    office.presenter.choose_section("offers")
    office.presenter.add()
    return office


def asked(office: Office, **answers: str) -> set[str]:
    """Return what the form asks when some questions are answered so."""
    assert office.view.state.form is not None
    fields = office.view.state.form.fields
    given = {field.key: field.value for field in fields} | answers
    return {field.key for field in fields if field.is_asked(given)}


def promotions(shop: Shop) -> list[sa.RowMapping]:
    with shop.store.read() as tx:
        return list(tx.connection.execute(sa.select(PromotionRow.__table__)).mappings())


def test_a_form_asks_only_what_the_kind_of_offer_needs(new_offer: Office) -> None:
    common = {
        *("name", "given", "kind", "minimum", "first", "last"),
        *("uses", "uses_each", "combinable", "goods", "place"),
    }
    assert asked(new_offer) == common | {"share", "maximum"}
    assert asked(new_offer, kind="amount") == common | {"amount"}
    assert asked(new_offer, kind="pieces") == common | {"share", "maximum", "buy", "get"}
    assert asked(new_offer, given="code", goods="articles") - asked(new_offer) == {
        *("code", "articles"),
    }


@pytest.mark.parametrize(
    ("answers", "cells"),
    [
        ({"share": "12,5"}, ("Spring", "", "12.5\u00a0%", "on")),
        ({"share": "10 %"}, ("Spring", "", "10\u00a0%", "on")),
        ({"kind": "amount", "amount": "5"}, ("Spring", "", "\u20ac5.00", "on")),
        (
            {"kind": "pieces", "share": "100", "buy": "2", "get": "1"},
            ("Spring", "", "2 + 1: 100\u00a0%", "on"),
        ),
        (
            {"kind": "basket", "amount": "20", "minimum": "250", "last": "2026-12-24"},
            ("Spring", "", "\u20ac20.00", "until 24 Dec 2026"),
        ),
        (
            {"share": "5", "given": "code", "code": "spring"},
            ("Spring", "SPRING", "5\u00a0%", "on"),
        ),
    ],
)
def test_each_kind_of_offer_is_made(
    new_offer: Office, answers: dict[str, str], cells: tuple[str, ...]
) -> None:
    new_offer.fill(name="Spring", **answers)

    assert new_offer.rows() == [cells]
    assert new_offer.notices.toasts == ["Spring is an offer now."]


@pytest.mark.parametrize(
    ("answers", "refusal"),
    [
        ({"name": ""}, OfferNameMissingError),
        ({"share": ""}, OfferValueError),
        ({"share": "0"}, OfferValueError),
        ({"share": "101"}, DiscountOutOfRangeError),
        ({"share": "ten"}, AmountUnreadableError),
        ({"share": "-5"}, AmountUnreadableError),
        ({"kind": "amount", "amount": ""}, OfferValueError),
        ({"kind": "amount", "amount": "999999999"}, DiscountOutOfRangeError),
        ({"kind": "pieces", "buy": "0", "get": "1"}, OfferPiecesError),
        ({"kind": "pieces", "buy": "two", "get": "1"}, OfferPiecesError),
        ({"kind": "basket", "amount": "5"}, OfferMinimumMissingError),
        ({"uses": "0"}, OfferLimitError),
        ({"uses": "many"}, OfferLimitError),
        ({"uses_each": "1.5"}, OfferLimitError),
        ({"uses": "9999999999"}, OfferLimitError),
        ({"first": "soon"}, DayUnreadableError),
        ({"first": "2026-12-02", "last": "2026-12-01"}, OfferDaysError),
        ({"given": "code"}, CouponCodeError),
        ({"given": "code", "code": "a b"}, CouponCodeError),
        ({"given": "code", "code": "ten"}, CouponCodeTakenError),
        ({"goods": "categories"}, OfferGoodsMissingError),
        ({"goods": "articles"}, OfferGoodsMissingError),
    ],
)
def test_what_cannot_be_is_refused_and_the_form_stays(
    new_offer: Office, shop: Shop, answers: dict[str, str], refusal: type[Exception]
) -> None:
    put_offer(shop, "Old", percent=5, code="TEN")
    forgotten = new_offer.view.forgotten

    new_offer.fill(**{"name": "Spring", "share": "10", **answers})

    assert [type(error) for error in new_offer.notices.refusals] == [refusal]
    assert new_offer.view.forgotten == forgotten
    assert len(promotions(shop)) == 1


def test_a_code_that_is_missing_makes_no_offer_for_everybody(new_offer: Office, shop: Shop) -> None:
    new_offer.fill(name="Spring", share="10", given="code", code="  ")

    assert promotions(shop) == []


def test_a_code_puts_an_article_into_the_offer(new_offer: Office, shop: Shop) -> None:
    shirt, _ = product_of(shop, SHIRT)

    new_offer.presenter.find("articles", SHIRT)
    new_offer.presenter.find("articles", "4006381333931")

    assert new_offer.view.found[0][:2] == ("articles", str(shirt))
    assert len(new_offer.view.found) == 1
    assert [type(error) for error in new_offer.notices.refusals] == [NoSuchArticleError]


def test_a_scan_that_nobody_asked_for_beeps(new_offer: Office) -> None:
    new_offer.presenter.scanned(SHIRT)
    assert new_offer.notices.beeps == 1

    new_offer.view.asking = True
    new_offer.presenter.scanned(SHIRT)
    assert new_offer.view.scanned == [SHIRT]
    assert new_offer.notices.beeps == 1


def test_chosen_goods_and_this_store_are_what_the_offer_is_for(
    new_offer: Office, shop: Shop
) -> None:
    shirt, category = product_of(shop, SHIRT)
    cake, _ = product_of(shop, CAKE)
    new_offer.fill(
        name="Spring", share="10", goods="articles", articles=f"{shirt}\n{cake}", place="here"
    )
    assert {each.product_id for each in targets(shop)} == {shirt, cake, None}

    new_offer.open("offers", "Spring")
    assert new_offer.field("Articles: scan them, or type their codes").chosen
    new_offer.fill(goods="categories", categories=str(category), place="everywhere")

    assert [(each.product_id, each.category_id, each.store_id) for each in targets(shop)] == [
        (None, category, None)
    ]


def targets(shop: Shop) -> list[sa.Row]:
    with shop.store.read() as tx:
        return list(tx.connection.execute(sa.select(PromotionTargetRow.__table__)))


def test_goods_that_headquarters_chose_more_finely_are_shown_and_stay(
    office: Office, shop: Shop
) -> None:
    shirt, category = product_of(shop, SHIRT)
    key = put_offer(shop, "Ten off", percent=10)
    aim(shop, key, category_id=category)
    aim(shop, key, product_id=shirt, is_excluded=True)

    office.open("offers", "Ten off")
    assert office.field("Never for").value
    office.fill(name="Tenth off")

    assert len(targets(shop)) == 2
    assert office.rows()[0][0] == "Tenth off"


def test_a_change_that_waits_says_so(office: Office, shop: Shop) -> None:
    put_offer(shop, "Ten off", percent=10)
    make_older(shop)
    shop.open_shift()
    office.open("offers", "Ten off")

    office.fill(share="20")

    assert office.notices.toasts == ["Ten off changes with the next shift."]
    office.open("offers", "Ten off")
    assert office.view.state.form is not None
    assert office.view.state.form.note.startswith("Until this shift ends")


def make_older(shop: Shop) -> None:
    with shop.store.write() as tx:
        tx.connection.exec_driver_sql("UPDATE promotions SET created_at = '2026-01-01T00:00:00Z'")


def test_who_may_only_ask_makes_an_offer_when_a_second_person_agrees(shop: Shop) -> None:
    with shop.store.write() as tx:
        role = sa.update(RoleRow).where(RoleRow.code == "staff")
        tx.connection.execute(role.values(permissions=["settings.change?"]))
    ada = Office(shop).let_in("2")
    ada.presenter.choose_section("offers")
    ada.presenter.add()

    ada.fill(name="Spring", share="10")
    assert promotions(shop) == []
    ada.approvals.enter_pin(GRACE_PIN)

    assert [each["name"] for each in promotions(shop)] == ["Spring"]


def test_what_central_sends_meanwhile_loses_no_scanned_article(
    new_offer: Office, shop: Shop
) -> None:
    before = new_offer.view.state.form
    new_offer.presenter.refresh(Changes(topics=frozenset({Topic.PRICES}), origin="sync"))
    assert new_offer.view.state.form is not before

    new_offer.presenter.find("articles", SHIRT)

    assert len(new_offer.view.found) == 1


def test_an_offer_is_ended_and_given_again(office: Office, shop: Shop) -> None:
    put_offer(shop, "Ten off", percent=10)
    office.open("offers", "Ten off")

    office.presenter.do_deed("end")
    assert office.rows() == [("Ten off", "", "10\u00a0%", "off")]
    office.presenter.do_deed("resume")

    assert office.rows() == [("Ten off", "", "10\u00a0%", "on")]
    assert office.notices.toasts == ["Ten off is not given any more.", "Ten off is given again."]


def test_an_offer_says_how_it_stands_and_what_is_over_comes_last(
    office: Office, shop: Shop
) -> None:
    days = {
        "Autumn": ("2026-11-02", "2026-11-15"),
        "Today": ("2026-11-16", "2026-11-16"),
        "Winter": ("2026-11-17", ""),
    }
    for name in days:
        put_offer(shop, name, percent=10)

    for name, (first, last) in days.items():
        office.open("offers", name)
        office.fill(first=first, last=last)

    assert [(row[0], row[-1]) for row in office.rows()] == [
        ("Today", "until 16 Nov 2026"),
        ("Winter", "begins on 17 Nov 2026"),
        ("Autumn", "over since 16 Nov 2026"),
    ]


def test_a_coupon_is_good_until_the_end_of_its_last_day(office: Office, shop: Shop) -> None:
    put_offer(shop, "Ten off", percent=10, code="TEN")
    office.open("offers", "Ten off")
    office.fill(first="2026-12-01", last="2026-12-24")

    assert ("Ten off", "TEN", "10\u00a0%", "begins on 1 Dec 2026") in office.rows()
    # Midnight in Vienna.
    assert [promotions(shop)[0][day].isoformat() for day in ("starts_at", "expires_at")] == [
        "2026-11-30T23:00:00+00:00",
        "2026-12-24T23:00:00+00:00",
    ]
