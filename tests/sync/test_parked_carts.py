"""What one till puts aside another one takes up; one till at a time, or both are shown."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from pos.domain.cart import Cart, CartLine, set_note
from pos.domain.cart_concessions import discount_line, discount_order, override_price
from pos.domain.cart_pricing import price_cart
from pos.domain.discount import Discount
from pos.domain.hand_off import HandOff
from pos.domain.made_to_order import MadeToOrder
from pos.domain.product_options import ChosenOption
from pos.queries.parked_carts import ParkedCart, list_parked
from pos.queries.store_rules import read_pricing_rules
from pos.services.carts import save_cart
from pos.services.checkout import complete_sale
from pos.services.parked_carts import (
    CartGoneError,
    CartHeldElsewhereError,
    park_cart,
    recall_cart,
    release_expired,
)
from sync.desk import Desk
from sync.verify import verify
from tests.sync.branch import CAKE, SHIRT, Branch, Till

NewTill = Callable[..., Till]
Tills = tuple[Till, Till]
SPLIT = (
    "SELECT resolution, central_data, register_data FROM sync_conflicts WHERE table_name = 'carts'"
)


@pytest.fixture
def tills(new_till: NewTill) -> Tills:
    """Two tills of the store."""
    return new_till("R1"), new_till("R2")


def park(till: Till, cart: Cart, label: str = "") -> UUID:
    with till.store.write() as tx:
        park_cart(tx, cart, staff_id=till.shop.ada, label=label)
    return cart.cart_id


def recall(till: Till, cart_id: UUID, *, is_copy_wanted: bool = False) -> Cart:
    with till.store.write() as tx:
        return recall_cart(tx, cart_id, is_copy_wanted=is_copy_wanted)


def sell(till: Till, cart: Cart) -> str:
    till.open_shift()
    wish = till.shop.sale_of(cart)
    with till.store.write() as tx:
        return complete_sale(tx, wish).number


def listed(till: Till) -> Sequence[ParkedCart]:
    with till.store.read() as tx:
        return list_parked(tx, now=till.clock.now())


def park_at_first(tills: Tills, *codes: str) -> UUID:
    """Park a cart at the first till; both know it."""
    first, second = tills
    cart_id = park(first, first.shop.cart_of(*codes), "Blue coat")
    first.sync()
    second.sync()
    return cart_id


def test_what_was_chosen_of_a_cake_is_still_chosen_at_the_other_till(tills: Tills) -> None:
    first, second = tills
    cart = first.shop.cart_of(CAKE)
    lemon = (ChosenOption(name="Filling", choice="Lemon"),)
    made = MadeToOrder(ready_on=date(2026, 11, 20), message="Mia", chosen=lemon)
    cart_id = park(first, replace(cart, lines=(replace(cart.lines[0], made=made),)))
    first.sync()
    second.sync()

    taken_up = recall(second, cart_id)

    assert [line.made for line in taken_up.lines] == [made]


def both_take_it_up(tills: Tills) -> tuple[UUID, Cart, Cart]:
    """Both go on with one parked cart while they are apart; the first one comes back first."""
    cart_id = park_at_first(tills, SHIRT)
    carts = recall(tills[0], cart_id), recall(tills[1], cart_id)
    for till in tills:
        till.sync()
    return cart_id, *carts


def split(branch: Branch) -> list[tuple[str, Any, Any]]:
    return [
        (resolution, (there["till"], there["is_sold"]), (here["till"], here["is_sold"]))
        for resolution, there, here in branch.rows(SPLIT)
    ]


def without_ids(cart: Cart) -> list[dict[str, Any]]:
    names = [name for name in CartLine.__dataclass_fields__ if name != "line_id"]
    return [{name: getattr(line, name) for name in names} for line in cart.lines]


def test_a_cart_comes_to_another_till_with_everything_in_it(tills: Tills) -> None:
    first, second = tills
    cart = first.shop.cart_of(SHIRT, CAKE)
    shirt, cake = (line.line_id for line in cart.lines)
    grace = first.shop.grace
    cart = discount_line(cart, shirt, discount=Discount(percent_ppm=100_000, allowed_by=grace))
    cart = override_price(cart, cake, price_cents=2_500, reason="Dented", allowed_by=grace)
    cart = set_note(cart, "no candles", line_id=cake)
    cart = set_note(discount_order(cart, Discount(amount_cents=291)), "Back at noon")
    park(first, cart, "Blue coat")

    first.sync()
    second.sync()

    (there,) = listed(second)
    assert (there.label, there.cashier, there.lines) == ("Blue coat", "Ada", 2)
    assert (there.register_code, there.is_own, there.held_at) == ("R1", False, "")
    assert there.total_cents == 4_000
    again = recall(second, cart.cart_id)
    assert without_ids(again) == without_ids(cart)
    assert (again.order_discount, again.note) == (cart.order_discount, cart.note)
    with second.store.read() as tx:
        assert price_cart(read_pricing_rules(tx), again).total_cents == 4_000


def test_a_cart_that_is_taken_up_is_shown_where_it_is(tills: Tills) -> None:
    first, second = tills
    cart_id = park_at_first(tills, SHIRT)

    recall(second, cart_id)
    second.sync()
    first.sync()

    assert [each.held_at for each in listed(first)] == ["R2"]
    assert listed(second) == ()
    with pytest.raises(CartHeldElsewhereError) as refused:
        recall(first, cart_id)
    assert refused.value.facts == {"register": "R2"}


def test_a_cart_that_was_sold_leaves_every_till(tills: Tills, branch: Branch) -> None:
    first, second = tills
    cart_id = park_at_first(tills, SHIRT)

    sell(second, recall(second, cart_id))
    second.sync()
    first.sync()
    second.sync()

    assert listed(first) == listed(second) == ()
    assert branch.ask("SELECT status FROM carts WHERE id = %s", cart_id) == "checked_out"
    assert first.ask("SELECT count(*) FROM cart_lines") == 0
    assert second.ask("SELECT count(*) FROM carts") == 0


def test_a_cart_that_is_parked_again_takes_the_place_of_the_one_before(tills: Tills) -> None:
    first, second = tills
    cart_id = park_at_first(tills, SHIRT)

    park(second, recall(second, cart_id), "Red coat")
    second.sync()
    first.sync()

    assert [(each.label, each.register_code) for each in listed(first)] == [("Red coat", "R2")]
    assert [(each.label, each.is_own) for each in listed(second)] == [("Red coat", True)]


def test_a_cart_that_was_emptied_after_it_was_taken_up_is_over(tills: Tills) -> None:
    first, second = tills
    cart = recall(second, park_at_first(tills, SHIRT))

    with second.store.write() as tx:
        save_cart(tx, Cart(cart_id=cart.cart_id, currency="EUR"), staff_id=None)
    second.sync()
    first.sync()

    assert listed(first) == listed(second) == ()


def test_central_gives_a_cart_to_one_till_only(tills: Tills) -> None:
    first, second = tills
    cart_id = park_at_first(tills, SHIRT)

    with second.central() as central:
        given = central.take_cart(cart_id)
        again = central.take_cart(cart_id)
    with first.central() as central:
        refused = central.take_cart(cart_id)

    assert (given.state, again.state) == (HandOff.YOURS, HandOff.YOURS)
    assert (refused.state, refused.register_code) == (HandOff.HELD, "R2")


def test_a_till_that_was_given_a_cart_and_died_takes_it_up_after_the_restart(tills: Tills) -> None:
    _, second = tills
    cart_id = park_at_first(tills, SHIRT)
    with second.central() as central:
        central.take_cart(cart_id)

    second.sync()

    assert [each.held_at for each in listed(second)] == [""]
    assert recall(second, cart_id).origin_cart_id == cart_id


def test_central_gives_nobody_what_was_sold_or_what_it_does_not_know(tills: Tills) -> None:
    first, second = tills
    cart_id = park_at_first(tills, SHIRT)
    sell(first, recall(first, cart_id))
    first.sync()
    unsent = park(second, second.shop.cart_of(CAKE))

    with second.central() as central:
        sold, unknown = central.take_cart(cart_id), central.take_cart(unsent)

    assert (sold.state, unknown.state) == (HandOff.GONE, HandOff.UNKNOWN)


def test_a_till_of_another_store_sees_and_gets_nothing(tills: Tills, new_till: NewTill) -> None:
    cart_id = park_at_first(tills, SHIRT)
    other = new_till("R1", store="S2")

    other.sync()

    assert other.ask("SELECT count(*) FROM carts") == 0
    with other.central() as central:
        assert central.take_cart(cart_id).state is HandOff.UNKNOWN


def test_a_cart_edited_twice_stays_with_both_and_is_brought_to_light(
    tills: Tills, branch: Branch
) -> None:
    _, ours, theirs = both_take_it_up(tills)

    for till, cart, label in zip(tills, (ours, theirs), ("At one", "At two"), strict=True):
        park(till, cart, label)
    for till in (*tills, tills[0]):
        till.sync()

    assert split(branch) == [("split", ("R1", False), ("R2", False))]
    for till in tills:
        assert {each.label for each in listed(till)} == {"At one", "At two"}


def test_a_cart_sold_twice_is_two_sales_and_shown_again(tills: Tills, branch: Branch) -> None:
    _, ours, theirs = both_take_it_up(tills)
    branch.do("UPDATE sync_conflicts SET resolved_at = now()")

    for till, cart in zip(tills, (ours, theirs), strict=True):
        sell(till, cart)
        till.sync()

    assert branch.count("orders") == 2
    assert split(branch) == [("split", ("R1", True), ("R2", True))]
    assert branch.count("sync_conflicts", resolved_at=None) == 1
    assert listed(tills[0]) == listed(tills[1]) == ()


def test_what_one_till_sold_no_other_till_offers_again(tills: Tills, branch: Branch) -> None:
    first, second = tills
    cart_id, ours, theirs = both_take_it_up(tills)
    sell(first, ours)
    first.sync()

    with second.store.write() as tx:
        save_cart(tx, Cart(cart_id=theirs.cart_id, currency="EUR"), staff_id=None)
    second.sync()

    assert branch.ask("SELECT status FROM carts WHERE id = %s", cart_id) == "checked_out"
    assert listed(first) == listed(second) == ()


def test_a_cart_that_is_being_worked_on_here_is_not_taken_up_again(tills: Tills) -> None:
    first, _ = tills
    cart_id = park_at_first(tills, SHIRT)
    recall(first, cart_id)

    with pytest.raises(CartGoneError):
        recall(first, cart_id, is_copy_wanted=True)


def test_a_page_that_is_older_than_the_recall_does_not_undo_it(tills: Tills) -> None:
    first, _ = tills
    cart_id = park(first, first.shop.cart_of(SHIRT))
    first.sync()

    cart = recall(first, cart_id)
    sell(first, cart)
    first.do("UPDATE sync_state SET value = json_set(value, '$.cursor', 0) WHERE key = 'pulled'")
    first.sync()

    assert listed(first) == ()


def test_a_cart_that_nobody_took_up_in_time_ends_at_every_till(
    tills: Tills, branch: Branch
) -> None:
    first, second = tills
    cart_id = park_at_first(tills, SHIRT)
    first.clock.advance(timedelta(hours=73))

    assert listed(second) == ()
    with first.store.write() as tx:
        assert release_expired(tx) == 1
    first.sync()

    assert branch.ask("SELECT status FROM carts WHERE id = %s", cart_id) == "abandoned"
    assert branch.ask("SELECT kind FROM journal_entries ORDER BY seq DESC LIMIT 1") == "void"


def test_a_cart_of_a_till_that_is_away_ends_at_central(tills: Tills, branch: Branch) -> None:
    cart_id = park_at_first(tills, SHIRT)
    branch.do("UPDATE carts SET expires_at = now() - interval '25 hours'")

    assert branch.ask("SELECT sync.clear_parked_carts()") == 1
    tills[1].sync()

    assert branch.ask("SELECT status FROM carts WHERE id = %s", cart_id) == "abandoned"
    assert listed(tills[1]) == ()
    branch.do("UPDATE carts SET updated_at = now() - interval '31 days'")
    assert branch.ask("SELECT sync.clear_parked_carts()") == 1
    assert branch.count("carts") == 0


def test_both_sides_compare_equal_while_carts_are_open_and_parked(tills: Tills) -> None:
    first, second = tills
    cart_id = park_at_first(tills, SHIRT)
    recall(second, cart_id)
    cart = first.shop.cart_of(CAKE)
    with first.store.write() as tx:
        save_cart(tx, cart, staff_id=None)
    for till in (second, first):
        till.sync()

    with first.central() as central:
        verified = verify(Desk(first.lanes), central, since=first.clock.now())

    assert verified.is_well


def test_a_web_cart_is_on_no_board(branch: Branch, tills: Tills) -> None:
    before = branch.ask("SELECT count(*) FROM sync.change_inbox")

    branch.do(
        "INSERT INTO carts (id, channel, store_id)"
        " SELECT sync.new_id(), 'online', id FROM stores LIMIT 1"
    )

    assert branch.ask("SELECT count(*) FROM sync.change_inbox") == before
