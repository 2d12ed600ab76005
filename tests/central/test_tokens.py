"""Codes by phone and links by e-mail: stored as hashes, single use, expiring."""

from tests.central.web_shop import person
from tests.sync.branch import Branch

PHONE = "+390612345678"


def issue_code(central: Branch) -> str:
    return str(central.ask("SELECT shop.issue_token('phone_otp', p_phone => %s)", PHONE))


def redeem_code(central: Branch, code: str) -> str:
    return str(central.ask("SELECT shop.redeem_token('phone_otp', %s, p_phone => %s)", code, PHONE))


def other_than(code: str) -> str:
    return "000000" if code != "000000" else "000001"


def test_a_code_by_phone_has_six_digits_and_only_its_hash_is_stored(desk: Branch) -> None:
    code = issue_code(desk)

    stored = desk.ask("SELECT t::text FROM verification_tokens t")
    assert len(code) == 6
    assert code.isdigit()
    assert code not in stored.split(",")
    assert desk.ask("SELECT length(token_hash) FROM verification_tokens") == 64


def test_a_code_is_accepted_once(desk: Branch) -> None:
    code = issue_code(desk)

    assert redeem_code(desk, code) == "accepted"
    assert redeem_code(desk, code) == "unknown"


def test_a_code_that_is_over_is_not_accepted(desk: Branch) -> None:
    code = issue_code(desk)
    desk.do("UPDATE verification_tokens SET expires_at = now()")

    assert redeem_code(desk, code) == "expired"


def test_five_wrong_codes_close_the_right_one(desk: Branch) -> None:
    code = issue_code(desk)

    tries = [redeem_code(desk, other_than(code)) for _ in range(5)]

    assert tries == ["wrong"] * 5
    assert redeem_code(desk, code) == "too_many_attempts"


def test_the_newest_code_voids_the_older_ones_of_the_same_phone(desk: Branch) -> None:
    first = issue_code(desk)
    other = desk.ask("SELECT shop.issue_token('phone_otp', p_phone => '+1555')")
    second = issue_code(desk)

    assert first == second or redeem_code(desk, first) == "wrong"
    assert redeem_code(desk, second) == "accepted"
    assert (
        desk.ask("SELECT shop.redeem_token('phone_otp', %s, p_phone => '+1555')", other)
        == "accepted"
    )


def test_a_reset_link_is_of_one_person_and_one_purpose(desk: Branch) -> None:
    mia, ben = person(desk), person(desk, "Ben")
    secret = desk.ask("SELECT shop.issue_token('password_reset', %s)", mia)

    assert desk.ask("SELECT shop.redeem_token('password_reset', %s, %s)", secret, ben) == (
        "unknown"
    )
    assert desk.ask("SELECT shop.redeem_token('email_verify', %s, %s)", secret, mia) == "unknown"
    assert desk.ask("SELECT shop.redeem_token('password_reset', %s, %s)", secret, mia) == (
        "accepted"
    )


def test_old_tokens_are_cleared_after_a_day(desk: Branch) -> None:
    issue_code(desk)
    desk.do("UPDATE verification_tokens SET expires_at = now() - interval '25 hours'")
    issue_code(desk)

    assert desk.ask("SELECT shop.clear_tokens()") == 1
    assert desk.count("verification_tokens") == 1
