"""Offers that are made at a till reach central and the other tills; open shifts go on as before."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from models.pricing import PromotionTargetRow
from pos.domain.discount import Discount
from pos.domain.fact import Fact, Operation, RowsWritten
from pos.domain.offer_terms import OfferScope, OfferTerms
from pos.services.audit import AuditEntry, insert_audit
from pos.services.checkout import complete_sale
from pos.services.permissions import Actor
from pos.services.promotions import (
    NewOfferWish,
    OfferWish,
    SwitchWish,
    add_offer,
    change_offer,
    switch_offer,
)
from tests.offers import product_of, show_coupon
from tests.sync.branch import CAKE, SHIRT, Branch, Till
from tests.sync.test_setup_at_tills import clashes, troubles

NewTill = Callable[..., Till]
TEN_OFF = OfferTerms(name="Ten off", discount=Discount(percent_ppm=100_000))
HALF_OFF = replace(TEN_OFF, name="Half", discount=Discount(percent_ppm=500_000))
EVERYTHING = OfferScope()


@pytest.fixture
def manager(till: Till) -> Actor:
    return Actor(staff_id=till.shop.grace)


def make(
    till: Till, actor: Actor, scope: OfferScope = EVERYTHING, *, code: str | None = None
) -> UUID:
    with till.store.write() as tx:
        return add_offer(tx, NewOfferWish(actor=actor, terms=TEN_OFF, scope=scope, code=code))


def change(till: Till, actor: Actor, key: UUID, terms: OfferTerms, scope: OfferScope) -> bool:
    wish = OfferWish(actor=actor, promotion_id=key, terms=terms, scope=scope)
    with till.store.write() as tx:
        return change_offer(tx, wish)


def sell_with_coupon(till: Till, code: str) -> None:
    wish = till.shop.sale_of(show_coupon(till.shop, till.shop.cart_of(SHIRT), code))
    with till.store.write() as tx:
        complete_sale(tx, wish)


def price_of(till: Till, *codes: str) -> int:
    return till.shop.sell(*codes).total_cents


def test_an_offer_that_was_made_offline_is_given_at_the_other_till_once(
    till: Till, new_till: NewTill, manager: Actor, branch: Branch
) -> None:
    other = new_till("R2")
    shirt, _ = product_of(till.shop, SHIRT)
    make(till, manager, OfferScope(products=frozenset({shirt})))

    for each in (till, other, till):
        each.sync()

    for each in (till, other):
        each.open_shift()
        assert price_of(each, SHIRT, CAKE) == 1_791 + 3_000
    assert branch.count("promotions") == branch.count("promotion_targets") == 1
    assert (troubles(branch), clashes(branch)) == ([], [])


def test_the_uses_of_a_coupon_of_this_till_arrive_with_it(
    till: Till, manager: Actor, branch: Branch
) -> None:
    make(till, manager, code="SPRING")
    till.open_shift()
    sell_with_coupon(till, "SPRING")

    till.sync()

    assert branch.rows("SELECT code, usage_count FROM promotions") == [("SPRING", 1)]
    assert troubles(branch) == []


def test_a_change_reaches_a_till_whose_open_shift_goes_on_as_it_began(
    till: Till, new_till: NewTill, manager: Actor, branch: Branch
) -> None:
    other = new_till("R2")
    shirt, _ = product_of(till.shop, SHIRT)
    cake, _ = product_of(till.shop, CAKE)
    key = make(till, manager, OfferScope(products=frozenset({shirt})))
    till.sync()
    other.sync()
    other.clock.advance(timedelta(hours=1))
    other.open_shift()

    change(till, manager, key, HALF_OFF, OfferScope(products=frozenset({cake})))
    till.sync()
    other.sync()

    assert other.ask("SELECT name FROM promotions") == "Half"
    assert price_of(other, SHIRT, CAKE) == 1_791 + 3_000
    other.close_shift(10_000 + 4_790)
    other.open_shift()
    assert price_of(other, SHIRT, CAKE) == 1_990 + 1_500
    assert (troubles(branch), clashes(branch)) == ([], [])


def test_what_headquarters_changes_waits_for_the_next_shift_too(
    till: Till, manager: Actor, branch: Branch
) -> None:
    make(till, manager)
    till.sync()
    till.clock.advance(timedelta(hours=1))
    till.open_shift()

    branch.do("UPDATE promotions SET percent_ppm = 500000")
    till.sync()
    assert price_of(till, SHIRT) == 1_791

    branch.do("UPDATE promotions SET is_active = false")
    till.sync()
    assert price_of(till, SHIRT) == 1_990


def test_goods_that_headquarters_takes_out_stay_in_until_the_shift_ends(
    till: Till, manager: Actor, branch: Branch
) -> None:
    shirt, _ = product_of(till.shop, SHIRT)
    cake, _ = product_of(till.shop, CAKE)
    make(till, manager, OfferScope(products=frozenset({shirt, cake})))
    till.sync()
    till.clock.advance(timedelta(hours=1))
    till.open_shift()

    branch.do("DELETE FROM promotion_targets WHERE product_id = %s", cake)
    till.sync()

    assert till.ask("SELECT count(*) FROM promotion_targets") == 1
    assert price_of(till, SHIRT, CAKE) == 1_791 + 2_700


def test_an_offer_ends_on_every_till(
    till: Till, new_till: NewTill, manager: Actor, branch: Branch
) -> None:
    other = new_till("R2")
    key = make(till, manager)
    till.sync()
    other.sync()
    other.open_shift()
    assert price_of(other, SHIRT) == 1_791

    with till.store.write() as tx:
        switch_offer(tx, SwitchWish(actor=manager, promotion_id=key, is_active=False))
    till.sync()
    other.sync()

    assert price_of(other, SHIRT) == 1_990
    assert (troubles(branch), clashes(branch)) == ([], [])


def test_two_tills_give_out_one_code_so_the_first_keeps_it(
    till: Till, new_till: NewTill, manager: Actor, branch: Branch
) -> None:
    other = new_till("R2")
    for each in (till, other):
        make(each, manager, code="SPRING")
        each.open_shift()
        sell_with_coupon(each, "SPRING")

    for each in (till, other, till, other):
        each.sync()

    kept = "SELECT code, is_active, usage_count FROM promotions ORDER BY code"
    assert branch.rows(kept) == [("SPRING", True, 1), ("SPRING-2", False, 1)]
    assert branch.count("orders") == 2
    for each in (till, other):
        assert each.ask("SELECT count(*) FROM promotions WHERE code = 'SPRING' AND is_active") == 1
        assert each.ask("SELECT count(*) FROM quarantine") == 0
    assert (troubles(branch), clashes(branch)) == ([], ["unique_clash"])


def test_who_may_not_by_centrals_books_leaves_an_offer_that_is_switched_off(
    till: Till, manager: Actor, branch: Branch
) -> None:
    make(till, manager)
    till.open_shift()
    till.sell(SHIRT)
    branch.do("UPDATE roles SET permissions = permissions - 'settings.change'")

    till.sync()
    till.sync()

    assert branch.rows("SELECT is_active FROM promotions") == [(False,)]
    assert branch.count("orders") == 1
    assert till.ask("SELECT is_active FROM promotions") == 0
    assert clashes(branch) == ["stale_update"]


def test_a_cashier_named_in_a_fact_widens_no_offer(
    till: Till, manager: Actor, branch: Branch
) -> None:
    shirt, _ = product_of(till.shop, SHIRT)
    cake, _ = product_of(till.shop, CAKE)
    key = make(till, manager, OfferScope(products=frozenset({shirt})))
    till.sync()

    forge_target(till, key, cake, by=till.shop.ada)
    till.sync()

    assert branch.count("promotion_targets") == 1
    assert troubles(branch) == ["CT304"]


def forge_target(till: Till, promotion_id: UUID, product_id: UUID, *, by: UUID) -> None:
    """Put a fact on the tape that the till's own services would never have written."""
    with till.store.write() as tx:
        row = {"id": tx.new_id(), "promotion_id": promotion_id, "product_id": product_id}
        audited = insert_audit(tx, AuditEntry(action="forged.fact", actor_id=by))
        tx.record(
            Fact(
                kind="forged.fact",
                version=1,
                table=PromotionTargetRow.__tablename__,
                row_id=row["id"],
                operation=Operation.INSERT,
                rows=(
                    RowsWritten(table=PromotionTargetRow.__tablename__, rows=(row,)),
                    RowsWritten(table="audit_log", rows=(audited,)),
                ),
            )
        )
