"""Coupons go up with their sales, and what is on offer comes down before it begins."""

from collections.abc import Callable
from datetime import date

from models.migrations.runner import register_version
from pos.services.checkout import complete_sale
from sync.desk import Desk
from sync.receiving import Receiver
from tests.offers import show_coupon
from tests.sync.branch import SHIRT, Branch, Till


def give_out_coupon(branch: Branch) -> None:
    branch.do(
        "INSERT INTO promotions (id, code, name, discount_type, percent_ppm, usage_limit)"
        " VALUES (sync.new_id(), 'TEN', 'Ten off', 'percent', 100000, 9)"
    )


def sell_with_coupon(till: Till) -> None:
    wish = till.shop.sale_of(show_coupon(till.shop, till.shop.cart_of(SHIRT), "TEN"))
    with till.store.write() as tx:
        complete_sale(tx, wish)


def test_the_uses_of_a_coupon_are_counted_once_on_every_till(
    till: Till, new_till: Callable[..., Till], branch: Branch
) -> None:
    other = new_till("R2")
    give_out_coupon(branch)
    for each in (till, other):
        each.sync()
        each.open_shift()
        sell_with_coupon(each)
    assert till.ask("SELECT usage_count FROM promotions") == 1

    for each in (till, other, till):
        each.sync()

    assert branch.rows("SELECT usage_count FROM promotions") == [(2,)]
    assert branch.count("promotion_redemptions", code="TEN", discount_cents=199) == 2
    for each in (till, other):
        assert each.ask("SELECT usage_count FROM promotions") == 2
        assert each.ask("SELECT count(*) FROM promotion_redemptions") == 2
    assert branch.rows("SELECT discount_cents, offers -> 0 ->> 'code' FROM order_lines") == [
        (199, "TEN"),
        (199, "TEN"),
    ]


def test_a_use_that_central_has_not_counted_yet_is_not_forgotten(
    till: Till, branch: Branch
) -> None:
    give_out_coupon(branch)
    till.sync()
    till.open_shift()
    branch.do("UPDATE promotions SET name = 'Ten per cent off'")
    sell_with_coupon(till)

    with till.central() as central:
        hello = central.hello(cursor=till.cursor(), schema_version=register_version())
        Receiver(Desk(till.lanes), central, hello).receive()

    assert till.ask("SELECT name FROM promotions") == "Ten per cent off"
    assert till.ask("SELECT usage_count FROM promotions") == 1


def test_the_prices_of_a_later_day_are_there_before_it(till: Till, branch: Branch) -> None:
    branch.do(
        "WITH l AS (INSERT INTO price_lists (id, code, name, valid_from)"
        " VALUES (sync.new_id(), 'SALE', 'Sale', '2026-11-17') RETURNING id)"
        " INSERT INTO price_list_prices (id, price_list_id, variant_id, price_cents)"
        " SELECT sync.new_id(), l.id, b.variant_id, 1500 FROM l, barcodes b WHERE b.code = %s",
        SHIRT,
    )

    till.sync()

    cart = till.shop.cart_of(SHIRT)
    assert till.clock.now().date() == date(2026, 11, 16)
    assert cart.lines[0].unit_price_cents == 1_990
    assert till.ask("SELECT count(*) FROM price_list_prices") == 1
