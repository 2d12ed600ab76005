"""Offers and coupons are made, changed and ended in Setup; open shifts go on as they began."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from models.operations import AuditLogRow
from models.pricing import PromotionRow, PromotionTargetRow
from models.sync import OutboxRow
from pos.domain.discount import Discount
from pos.domain.errors import RefusedError
from pos.domain.offer_terms import (
    CouponCodeError,
    OfferDaysError,
    OfferLimitError,
    OfferNameMissingError,
    OfferPiecesError,
    OfferScope,
    OfferTerms,
    OfferValueError,
)
from pos.services.headquarters import MovedOnError
from pos.services.permissions import Actor, PermissionDeniedError
from pos.services.promotions import (
    CouponCodeTakenError,
    NewOfferWish,
    OfferWish,
    SwitchWish,
    add_offer,
    change_offer,
    switch_offer,
)
from pos.services.shifts import CloseShiftWish, close_shift
from tests.fakes.set_clock import SetClock
from tests.offers import product_of, put_offer, show_coupon
from tests.shop import CAKE, SHIRT, Shop

TEN_OFF = OfferTerms(name="Ten off", discount=Discount(percent_ppm=100_000))
EVERYTHING = OfferScope()
MINUTE = timedelta(minutes=1)


@pytest.fixture
def grace(shop: Shop) -> Actor:
    return Actor(staff_id=shop.grace)


def make(
    shop: Shop, actor: Actor, terms: OfferTerms = TEN_OFF, scope: OfferScope = EVERYTHING, **more
) -> UUID:
    with shop.store.write() as tx:
        return add_offer(tx, NewOfferWish(actor=actor, terms=terms, scope=scope, **more))


def change(
    shop: Shop, actor: Actor, key: UUID, terms: OfferTerms, scope: OfferScope | None = None, **more
) -> bool:
    wish = OfferWish(actor=actor, promotion_id=key, terms=terms, scope=scope, **more)
    with shop.store.write() as tx:
        return change_offer(tx, wish)


def close_shift_of(shop: Shop) -> None:
    wish = CloseShiftWish(
        actor=Actor(staff_id=shop.ada), counted_cash_cents=11_790, count_detail={}
    )
    with shop.store.write() as tx:
        close_shift(tx, wish)


def row_of(shop: Shop, key: UUID) -> sa.RowMapping:
    with shop.store.read() as tx:
        table = PromotionRow.__table__
        return tx.connection.execute(sa.select(table).where(table.c.id == key)).mappings().one()


def test_a_new_offer_is_given_at_once(shop: Shop, grace: Actor) -> None:
    shop.open_shift()

    make(shop, grace)

    assert shop.sell(SHIRT).total_cents == 1_791


def test_an_offer_for_an_article_or_a_category_is_for_nothing_else(
    shop: Shop, grace: Actor
) -> None:
    shop.open_shift()
    shirt, _ = product_of(shop, SHIRT)
    _, cakes = product_of(shop, CAKE)
    make(shop, grace, scope=OfferScope(products=frozenset({shirt})))
    make(
        shop,
        grace,
        OfferTerms(name="A euro off cakes", discount=Discount(amount_cents=100)),
        OfferScope(categories=frozenset({cakes})),
    )

    sale = shop.sell(SHIRT, CAKE)

    assert sale.total_cents == 1_791 + 3_000 - 100


def test_buy_two_get_one(shop: Shop, grace: Actor) -> None:
    shop.open_shift()
    free = replace(TEN_OFF, discount=Discount(percent_ppm=1_000_000), buy_pieces=2, get_pieces=1)
    make(shop, grace, free)

    assert shop.sell(SHIRT, SHIRT, SHIRT).total_cents == 2 * 1_990


def test_a_coupon_is_kept_in_capital_letters_and_taken_when_shown(shop: Shop, grace: Actor) -> None:
    shop.open_shift()
    make(shop, grace, code=" spring-27 ")

    cart = show_coupon(shop, shop.cart_of(SHIRT), "SPRING-27")

    assert [coupon.code for coupon in cart.coupons] == ["SPRING-27"]


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"name": "  "}, OfferNameMissingError),
        ({"discount": Discount(percent_ppm=0)}, OfferValueError),
        ({"discount": Discount(amount_cents=0)}, OfferValueError),
        ({"minimum_cents": -1}, OfferValueError),
        ({"maximum_cents": 0}, OfferValueError),
        ({"buy_pieces": 2, "get_pieces": 0}, OfferPiecesError),
        ({"buy_pieces": 0, "get_pieces": 1}, OfferPiecesError),
        ({"buy_pieces": 10_000, "get_pieces": 1}, OfferPiecesError),
        ({"uses_max": 0}, OfferLimitError),
        ({"uses_per_customer_max": 0}, OfferLimitError),
        ({"first_day": date(2026, 12, 2), "last_day": date(2026, 12, 1)}, OfferDaysError),
    ],
)
def test_what_cannot_be_an_offer_is_refused_and_leaves_nothing(
    shop: Shop, grace: Actor, wrong: dict, refusal: type[RefusedError]
) -> None:
    with pytest.raises(refusal):
        make(shop, grace, replace(TEN_OFF, **wrong))

    with shop.store.read() as tx:
        assert tx.connection.execute(sa.select(PromotionRow.id)).all() == []


@pytest.mark.parametrize("code", ["X", "A B", "ÄÖ", "A" * 25, "P.TEN"])
def test_a_code_that_no_paper_can_carry_is_refused(shop: Shop, grace: Actor, code: str) -> None:
    with pytest.raises(CouponCodeError):
        make(shop, grace, code=code)


def test_a_code_is_given_once_also_when_its_coupon_has_ended(shop: Shop, grace: Actor) -> None:
    put_offer(shop, "Old", percent=5, code="TEN", is_active=False)

    with pytest.raises(CouponCodeTakenError):
        make(shop, grace, code="ten")


def test_a_cashier_makes_and_changes_no_offer(shop: Shop, grace: Actor) -> None:
    key = make(shop, grace)
    ada = Actor(staff_id=shop.ada)

    with pytest.raises(PermissionDeniedError):
        make(shop, ada)
    with pytest.raises(PermissionDeniedError):
        change(shop, ada, key, replace(TEN_OFF, name="Mine"))
    with pytest.raises(PermissionDeniedError), shop.store.write() as tx:
        switch_offer(tx, SwitchWish(actor=ada, promotion_id=key, is_active=False))


def test_what_an_offer_takes_off_changes_with_the_next_shift(
    shop: Shop, grace: Actor, clock: SetClock
) -> None:
    key = make(shop, grace)
    clock.advance(MINUTE)
    shop.open_shift()
    half = replace(TEN_OFF, name="Half", discount=Discount(percent_ppm=500_000))

    assert change(shop, grace, key, half)

    assert shop.sell(SHIRT).total_cents == 1_791
    assert row_of(shop, key)["name"] == "Half"
    close_shift_of(shop)
    shop.open_shift()
    assert shop.sell(SHIRT).total_cents == 995


def test_the_goods_of_an_offer_change_with_the_next_shift(
    shop: Shop, grace: Actor, clock: SetClock
) -> None:
    shirt, _ = product_of(shop, SHIRT)
    cake, _ = product_of(shop, CAKE)
    key = make(shop, grace, scope=OfferScope(products=frozenset({shirt})))
    clock.advance(MINUTE)
    shop.open_shift()

    change(shop, grace, key, TEN_OFF, OfferScope(products=frozenset({cake})))

    assert shop.sell(SHIRT, CAKE).total_cents == 1_791 + 3_000
    with shop.store.read() as tx:
        kept = tx.connection.execute(sa.select(PromotionTargetRow.product_id)).scalars().all()
    assert kept == [cake]


def test_twice_changed_in_one_shift_it_stays_as_the_shift_began(
    shop: Shop, grace: Actor, clock: SetClock
) -> None:
    key = make(shop, grace)
    clock.advance(MINUTE)
    shop.open_shift()

    for share in (200_000, 500_000):
        change(shop, grace, key, replace(TEN_OFF, discount=Discount(percent_ppm=share)))

    assert shop.sell(SHIRT).total_cents == 1_791


def test_an_offer_of_this_shift_may_be_put_right_at_once(
    shop: Shop, grace: Actor, clock: SetClock
) -> None:
    shop.open_shift()
    clock.advance(MINUTE)
    key = make(shop, grace)

    assert not change(shop, grace, key, replace(TEN_OFF, discount=Discount(percent_ppm=200_000)))

    assert shop.sell(SHIRT).total_cents == 1_592


def test_name_days_and_limits_change_at_once(shop: Shop, grace: Actor, clock: SetClock) -> None:
    key = make(shop, grace)
    clock.advance(MINUTE)
    shop.open_shift()

    assert not change(shop, grace, key, replace(TEN_OFF, first_day=date(2026, 12, 1)))

    assert shop.sell(SHIRT).total_cents == 1_990


def test_a_new_name_leaves_the_hour_at_which_an_offer_ends(shop: Shop, grace: Actor) -> None:
    noon, ten = datetime(2026, 12, 24, 11, tzinfo=UTC), datetime(2026, 12, 1, 9, tzinfo=UTC)
    days = {"first_day": date(2026, 12, 1), "last_day": date(2026, 12, 24)}
    key = make(shop, grace)
    with shop.store.write() as tx:
        tx.connection.execute(sa.update(PromotionRow).values(starts_at=ten, expires_at=noon))

    change(shop, grace, key, replace(TEN_OFF, name="Christmas", **days))

    row = row_of(shop, key)
    assert (row["name"], row["starts_at"], row["expires_at"]) == ("Christmas", ten, noon)

    change(shop, grace, key, replace(TEN_OFF, **days | {"last_day": date(2026, 12, 23)}))

    row = row_of(shop, key)
    assert row["starts_at"] == ten
    assert row["expires_at"] == datetime(2026, 12, 23, 23, tzinfo=UTC)


def test_an_offer_ends_at_once_and_may_be_given_again(shop: Shop, grace: Actor) -> None:
    key = make(shop, grace)
    shop.open_shift()
    for is_active, total_cents in ((False, 1_990), (True, 1_791)):
        with shop.store.write() as tx:
            switch_offer(tx, SwitchWish(actor=grace, promotion_id=key, is_active=is_active))

        assert shop.sell(SHIRT).total_cents == total_cents


def test_what_headquarters_changed_meanwhile_is_looked_at_again(shop: Shop, grace: Actor) -> None:
    key = make(shop, grace)
    with shop.store.write() as tx:
        newer = sa.update(PromotionRow.__table__).values(row_version=7)
        tx.connection.execute(newer)

    with pytest.raises(MovedOnError):
        change(shop, grace, key, replace(TEN_OFF, name="Mine"), base_version=0)


def test_each_decision_is_audited_and_goes_up_as_one_fact(shop: Shop, grace: Actor) -> None:
    shirt, _ = product_of(shop, SHIRT)
    key = make(shop, grace, scope=OfferScope(products=frozenset({shirt})))
    change(shop, grace, key, replace(TEN_OFF, name="Tenth off"), EVERYTHING)
    change(shop, grace, key, replace(TEN_OFF, name="Tenth off"), EVERYTHING)

    with shop.store.read() as tx:
        log, tape = AuditLogRow.__table__, OutboxRow.__table__
        entries = tx.connection.execute(
            sa.select(log.c.action, log.c.metadata).where(log.c.action.like("promotion.%"))
        ).all()
        facts = sa.select(tape.c.kind).where(tape.c.kind.like("promotion.%"))
        kinds = tx.connection.execute(facts).scalars().all()
    assert [entry.action for entry in entries] == kinds == ["promotion.added", "promotion.changed"]
    assert entries[1].metadata["changed"]["promotions.name"] == ["Ten off", "Tenth off"]
