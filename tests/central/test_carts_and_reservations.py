"""Carts expire, reservations expire; a user has one open cart, one registry, one wishlist."""

from uuid import UUID

import psycopg
import pytest

from models.fixed_ids import FIRST_LOCATION_ID
from tests.central.web_shop import cart, order, person, variant
from tests.sync.branch import IDS, Branch


def reserve(
    central: Branch,
    *,
    ends_in: str | None,
    cart_id: UUID | None = None,
    order_id: UUID | None = None,
) -> None:
    central.do(
        "INSERT INTO stock_reservations (id, variant_id, location_id, quantity, cart_id, order_id,"
        " expires_at) VALUES (%s, %s, %s, 2, %s, %s, now() + %s::interval)",
        *(IDS.new_id(), variant(central), FIRST_LOCATION_ID, cart_id, order_id, ends_in),
    )


def test_a_cart_that_is_over_is_deleted_with_its_lines_and_reservations(desk: Branch) -> None:
    over, going_on = cart(desk, ends_in="-1 second"), cart(desk)
    reserve(desk, ends_in=None, cart_id=over)

    assert desk.ask("SELECT shop.clear_carts()") == 1

    assert desk.rows("SELECT id FROM carts") == [(going_on,)]
    assert desk.count("stock_reservations") == 0


def test_a_cart_that_is_over_is_hidden_before_the_job_comes(desk: Branch) -> None:
    cart(desk, user=person(desk), ends_in="-1 second")

    assert desk.ask("SELECT count(*) FROM cloudkidd.carts") == 0


def test_a_parked_sale_of_a_till_stays(desk: Branch) -> None:
    desk.do("INSERT INTO carts (id, status) VALUES (%s, 'parked')", IDS.new_id())

    assert desk.ask("SELECT shop.clear_carts()") == 0


def test_a_reservation_that_is_over_ends_and_others_go_on(desk: Branch) -> None:
    reserve(desk, ends_in="-1 second", order_id=order(desk))

    assert desk.ask("SELECT shop.expire_reservations()") == 1
    assert desk.ask("SELECT shop.expire_reservations()") == 0
    assert desk.ask("SELECT status FROM stock_reservations") == "expired"


def test_a_reservation_without_an_end_is_held(desk: Branch) -> None:
    reserve(desk, ends_in=None, order_id=order(desk))

    assert desk.ask("SELECT shop.expire_reservations()") == 0


def test_a_user_has_one_open_cart(desk: Branch) -> None:
    mia = person(desk)
    cart(desk, user=mia)

    with pytest.raises(psycopg.errors.UniqueViolation):
        cart(desk, user=mia)
    desk.do("UPDATE carts SET status = 'checked_out'")
    cart(desk, user=mia)


def test_a_user_has_one_open_registry(desk: Branch) -> None:
    mia = person(desk)

    def open_one(url: str) -> None:
        desk.do(
            "INSERT INTO registries (id, user_id, name, due_date, share_url)"
            " VALUES (%s, %s, 'Baby', '2027-01-01', %s)",
            *(IDS.new_id(), mia, url),
        )

    open_one("a")
    with pytest.raises(psycopg.errors.UniqueViolation):
        open_one("b")
    desk.do("UPDATE registries SET closed_at = now()")
    open_one("b")


def test_a_user_has_one_wishlist(desk: Branch) -> None:
    mia = person(desk)
    desk.do("INSERT INTO wishlists (id, user_id) VALUES (%s, %s)", IDS.new_id(), mia)

    with pytest.raises(psycopg.errors.UniqueViolation):
        desk.do("INSERT INTO wishlists (id, user_id) VALUES (%s, %s)", IDS.new_id(), mia)


def test_an_inventory_lock_is_there_while_its_cart_or_order_holds_the_goods(desk: Branch) -> None:
    held = order(desk)
    reserve(desk, ends_in=None, order_id=held)
    locks = "SELECT order_id FROM cloudkidd.inventory_locks"
    assert desk.rows(locks) == [(held,)]

    desk.do("UPDATE stock_reservations SET status = 'released'")

    assert desk.rows(locks) == []
