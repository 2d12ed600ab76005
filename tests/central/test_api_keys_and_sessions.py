"""API keys with scopes, expiry and revocation; sessions of guests and of people."""

import psycopg
import pytest

from sync.central.logins import Access
from tests.central.people import signed_in
from tests.central.web_shop import cart, person
from tests.sync.branch import Branch


def issue(central: Branch, *, ends_in: str | None = None) -> str:
    return str(
        central.ask(
            "SELECT shop.issue_api_key(%s, 'Feed', '{read_products}', now() + %s::interval)",
            *(person(central), ends_in),
        )
    )


def authenticate(central: Branch, key: str, scope: str = "read_products") -> object:
    return central.ask("SELECT shop.authenticate_api_key(%s, %s)", key, scope)


def test_a_key_says_whose_it_is_and_when_it_was_used_and_is_stored_as_a_hash(
    desk: Branch,
) -> None:
    key = issue(desk)

    owner = authenticate(desk, key)

    assert owner == desk.ask("SELECT user_id FROM api_keys")
    assert desk.ask("SELECT last_used_at IS NOT NULL FROM api_keys")
    assert key not in desk.ask("SELECT k::text FROM api_keys k")
    assert desk.ask("SELECT name FROM api_keys") == f"Feed ({key[:9]}…)"


def test_a_key_may_do_only_what_its_scopes_say(desk: Branch) -> None:
    key = issue(desk)

    with pytest.raises(psycopg.Error, match="this key may not write_orders"):
        authenticate(desk, key, "write_orders")


def test_a_key_that_is_over_opens_nothing(desk: Branch) -> None:
    key = issue(desk, ends_in="-1 second")

    with pytest.raises(psycopg.Error, match="opens nothing"):
        authenticate(desk, key)


def test_a_revoked_key_opens_nothing(desk: Branch) -> None:
    key = issue(desk)

    assert desk.ask("SELECT shop.revoke_api_key(id) FROM api_keys")

    with pytest.raises(psycopg.Error, match="opens nothing"):
        authenticate(desk, key)
    assert not desk.ask("SELECT shop.revoke_api_key(id) FROM api_keys")


def test_a_key_of_somebody_who_left_opens_nothing(desk: Branch) -> None:
    key = issue(desk)
    desk.do("UPDATE users SET is_active = false WHERE name = 'Mia'")

    with pytest.raises(psycopg.Error, match="opens nothing"):
        authenticate(desk, key)


def test_a_session_lasts_longer_with_each_sign_of_life_and_ends_for_good(desk: Branch) -> None:
    mia = person(desk)
    secret = desk.ask("SELECT shop.open_session(%s)", mia)
    desk.do("UPDATE sessions SET expires_at = now() + interval '1 minute'")

    assert desk.ask("SELECT (shop.touch_session(%s)).user_id", secret) == mia
    assert desk.ask("SELECT expires_at > now() + interval '29 days' FROM sessions")
    assert desk.ask("SELECT shop.end_session(%s)", secret)
    assert desk.ask("SELECT (shop.touch_session(%s)).user_id", secret) is None


def test_a_session_that_is_over_is_not_found_and_is_cleared(desk: Branch) -> None:
    secret = desk.ask("SELECT shop.open_session()")
    desk.do("UPDATE sessions SET expires_at = now()")

    assert desk.ask("SELECT (shop.touch_session(%s)).id", secret) is None
    assert desk.ask("SELECT shop.clear_sessions()") == 1


def test_a_session_takes_a_guests_cart_and_none_of_somebody_else(desk: Branch) -> None:
    secret = desk.ask("SELECT shop.open_session()")
    guests, bens = cart(desk), cart(desk, user=person(desk, "Ben"))

    assert not desk.ask("SELECT shop.attach_cart(%s, %s)", secret, bens)
    assert desk.ask("SELECT shop.attach_cart(%s, %s)", secret, guests)
    assert desk.ask("SELECT cart_id FROM sessions") == guests


def test_the_web_shop_may_issue_what_a_reader_may_not(central: Branch) -> None:
    with signed_in(central, Access.SERVICE) as service:
        secret = service.execute("SELECT shop.open_session()").fetchone()

    assert secret is not None
    with (
        signed_in(central, Access.READER) as reader,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        reader.execute("SELECT shop.open_session()")
