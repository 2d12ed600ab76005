from ui.shell.burst import Burst, BurstRules, Heard, is_card_track


def _type(burst: Burst, text: str, *, gap_ms: int, start_ms: int = 1_000) -> int:
    at_ms = start_ms
    for character in text:
        burst.hear(character, at_ms=at_ms)
        at_ms += gap_ms
    return at_ms


def test_a_fast_code_closed_by_enter_is_a_scan():
    burst = Burst(BurstRules())

    at_ms = _type(burst, "4006381333931", gap_ms=5)

    assert burst.close(at_ms=at_ms) is Heard.SCAN
    assert burst.text == "4006381333931"


def test_a_person_who_types_a_number_is_not_a_scanner():
    burst = Burst(BurstRules())

    at_ms = _type(burst, "4006381333931", gap_ms=120)

    assert burst.close(at_ms=at_ms) is Heard.OTHER


def test_five_characters_are_too_few_for_a_scan():
    burst = Burst(BurstRules())

    at_ms = _type(burst, "12345", gap_ms=5)

    assert burst.close(at_ms=at_ms) is Heard.OTHER


def test_six_characters_are_enough_for_a_scan():
    burst = Burst(BurstRules())

    at_ms = _type(burst, "123456", gap_ms=5)

    assert burst.close(at_ms=at_ms) is Heard.SCAN


def test_an_enter_that_comes_late_belongs_to_the_person():
    burst = Burst(BurstRules())

    at_ms = _type(burst, "4006381333931", gap_ms=5)

    assert burst.close(at_ms=at_ms + 60) is Heard.OTHER


def test_what_was_typed_before_a_scan_is_not_part_of_the_code():
    burst = Burst(BurstRules())
    _type(burst, "mi", gap_ms=5, start_ms=1_000)

    at_ms = _type(burst, "4006381333931", gap_ms=5, start_ms=2_000)

    assert burst.close(at_ms=at_ms) is Heard.SCAN
    assert burst.text == "4006381333931"


def test_a_bluetooth_scanner_is_heard_with_a_longer_gap():
    burst = Burst(BurstRules(gap_ms=90))

    at_ms = _type(burst, "4006381333931", gap_ms=80)

    assert burst.close(at_ms=at_ms) is Heard.SCAN


def test_a_clock_that_jumps_back_ends_a_burst():
    burst = Burst(BurstRules())
    _type(burst, "400638", gap_ms=5)

    assert burst.hear("1", at_ms=0) is Heard.START


def test_the_stripe_of_a_payment_card_is_known_by_its_start():
    assert is_card_track("%B4111111111111111^A/B^2512")
    assert is_card_track(";4111111111111111=2512")
    assert not is_card_track("4006381333931")
