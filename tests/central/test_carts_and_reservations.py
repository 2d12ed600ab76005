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


def test_a_cart_that_is_over_is_deleted_with_its_lines_and_reservations(central: Branch) -> None:
    over, going_on = cart(central, ends_in="-1 second"), cart(central)
    reserve(central, ends_in=None, cart_id=over)

    assert central.ask("SELECT shop.clear_carts()") == 1

    assert central.rows("SELECT id FROM carts") == [(going_on,)]
    assert central.count("stock_reservations") == 0


def test_a_cart_that_is_over_is_hidden_before_the_job_comes(central: Branch) -> None:
    cart(central, user=person(central), ends_in="-1 second")

    assert central.ask("SELECT count(*) FROM cloudkidd.carts") == 0


def test_a_parked_sale_of_a_till_stays(central: Branch) -> None:
    central.do("INSERT INTO carts (id, status) VALUES (%s, 'parked')", IDS.new_id())

    assert central.ask("SELECT shop.clear_carts()") == 0


def test_a_reservation_that_is_over_ends_and_others_go_on(central: Branch) -> None:
    reserve(central, ends_in="-1 second", order_id=order(central))

    assert central.ask("SELECT shop.expire_reservations()") == 1
    assert central.ask("SELECT shop.expire_reservations()") == 0
    assert central.ask("SELECT status FROM stock_reservations") == "expired"


def test_a_reservation_without_an_end_is_held(central: Branch) -> None:
    reserve(central, ends_in=None, order_id=order(central))

    assert central.ask("SELECT shop.expire_reservations()") == 0


def test_a_user_has_one_open_cart(central: Branch) -> None:
    mia = person(central)
    cart(central, user=mia)

    with pytest.raises(psycopg.errors.UniqueViolation):
        cart(central, user=mia)
    central.do("UPDATE carts SET status = 'checked_out'")
    cart(central, user=mia)


def test_a_user_has_one_open_registry(central: Branch) -> None:
    mia = person(central)

    def open_one(url: str) -> None:
        central.do(
            "INSERT INTO registries (id, user_id, name, due_date, share_url)"
            " VALUES (%s, %s, 'Baby', '2027-01-01', %s)",
            *(IDS.new_id(), mia, url),
        )

    open_one("a")
    with pytest.raises(psycopg.errors.UniqueViolation):
        open_one("b")
    central.do("UPDATE registries SET closed_at = now()")
    open_one("b")


def test_a_user_has_one_wishlist(central: Branch) -> None:
    mia = person(central)
    central.do("INSERT INTO wishlists (id, user_id) VALUES (%s, %s)", IDS.new_id(), mia)

    with pytest.raises(psycopg.errors.UniqueViolation):
        central.do("INSERT INTO wishlists (id, user_id) VALUES (%s, %s)", IDS.new_id(), mia)
