"""Price history, and who hears of what: wishers, stores, once."""

from uuid import UUID

from models.fixed_ids import FIRST_REGISTER_ID
from tests.central.web_shop import person, product_of, receive, variant
from tests.sync.branch import IDS, Branch


def reprice(desk: Branch, price_cents: int) -> None:
    desk.do("UPDATE variants SET price_cents = %s WHERE sku = 'TEE'", price_cents)


def wish(desk: Branch, user: UUID, product: UUID, of_variant: UUID | None = None) -> None:
    wishlist = IDS.new_id()
    desk.do("INSERT INTO wishlists (id, user_id) VALUES (%s, %s)", wishlist, user)
    desk.do(
        "INSERT INTO wishlist_items (id, wishlist_id, product_id, variant_id)"
        " VALUES (%s, %s, %s, %s)",
        *(IDS.new_id(), wishlist, product, of_variant),
    )


def test_each_change_of_a_price_is_kept_with_who_and_why(desk: Branch) -> None:
    variant(desk)
    mia = person(desk)
    desk.do("SELECT set_config('app.user_id', %s, true)", str(mia))
    desk.do("SELECT set_config('app.reason', 'spring sale', true)")

    reprice(desk, 800)
    reprice(desk, 800)

    assert desk.rows(
        "SELECT old_price_cents, new_price_cents, changed_by, reason FROM price_history"
    ) == [(1000, 800, mia, "spring sale")]


def test_a_price_that_nobody_in_particular_changed_is_kept_as_well(desk: Branch) -> None:
    variant(desk)
    desk.do("SELECT set_config('app.user_id', 'no uuid', true)")

    reprice(desk, 1200)

    assert desk.rows("SELECT new_price_cents, changed_by FROM price_history") == [(1200, None)]


def test_who_wished_for_it_hears_of_a_lower_price_and_of_no_higher_one(desk: Branch) -> None:
    tee, mia = variant(desk), person(desk)
    wish(desk, mia, product_of(desk, tee))

    reprice(desk, 1200)
    reprice(desk, 900)

    assert desk.rows("SELECT user_id, type, message, action_url FROM notifications") == [
        (mia, "price_drop", "Tee", "/products/tee")
    ]


def test_who_wished_for_another_variant_hears_nothing(desk: Branch) -> None:
    tee, cap = variant(desk), variant(desk, "CAP")
    wish(desk, person(desk), product_of(desk, tee), cap)

    reprice(desk, 900)

    assert desk.count("notifications") == 0


def test_who_wished_for_it_hears_that_it_is_sold_no_longer(desk: Branch) -> None:
    tee, mia = variant(desk), person(desk)
    wish(desk, mia, product_of(desk, tee))

    desk.do("UPDATE products SET is_active = false WHERE slug = 'tee'")

    assert desk.rows("SELECT user_id, type FROM notifications") == [(mia, "discontinued")]


def test_a_store_hears_once_that_goods_run_low_until_they_recover(desk: Branch) -> None:
    tee = variant(desk)
    receive(desk, tee, 12)

    receive(desk, tee, -2)
    receive(desk, tee, -1)
    assert desk.rows("SELECT type, title, message FROM notifications") == [
        ("inventory_alert", "Low stock", "Tee (TEE): 10 available at Shop floor")
    ]

    receive(desk, tee, 10)
    receive(desk, tee, -19)
    assert desk.count("notifications", type="inventory_alert") == 2
    assert desk.count("notifications", title="Out of stock") == 1


def test_a_store_hears_of_what_two_sides_did_differently(desk: Branch) -> None:
    desk.do(
        "INSERT INTO sync_conflicts (id, register_id, table_name, row_id, kind)"
        " VALUES (%s, %s, 'users', %s, 'field_clash')",
        *(IDS.new_id(), FIRST_REGISTER_ID, IDS.new_id()),
    )

    assert desk.rows("SELECT type, message FROM notifications WHERE store_id IS NOT NULL") == [
        ("sync_conflict", "field clash: users")
    ]


def test_what_was_read_is_marked_and_goes_after_a_while(desk: Branch) -> None:
    mia = person(desk)
    desk.do(
        "INSERT INTO notifications (id, user_id, type, title, message)"
        " VALUES (%s, %s, 'news', 'Hello', '')",
        *(IDS.new_id(), mia),
    )

    assert desk.ask("SELECT shop.mark_read(%s)", mia) == 1
    assert desk.ask("SELECT shop.mark_read(%s)", mia) == 0
    assert desk.rows("SELECT is_read, read_at IS NOT NULL FROM notifications") == [(True, True)]
    assert desk.ask("SELECT shop.clear_notifications()") == 0
    desk.do("UPDATE notifications SET created_at = now() - interval '91 days'")
    assert desk.ask("SELECT shop.clear_notifications()") == 1
