"""Which price of a price list holds, and what may be shown as "was"."""

from pos.domain.special_price import SpecialPrice, find_lowest, find_prior_price

SALE = SpecialPrice(name="Sale", price_cents=900, prior_price_cents=1_000)
CLUB = SpecialPrice(name="Club", price_cents=800, group="club", prior_price_cents=1_000)


def test_a_price_for_a_group_is_for_its_members() -> None:
    assert find_lowest([SALE, CLUB], {"club"}, shelf_price_cents=1_000) == CLUB
    assert find_lowest([SALE, CLUB], set(), shelf_price_cents=1_000) == SALE


def test_a_price_list_never_raises_a_price() -> None:
    assert find_lowest([SALE, CLUB], {"club"}, shelf_price_cents=700) is None


def test_was_is_the_lowest_price_of_the_thirty_days_before() -> None:
    assert find_prior_price(SALE) == 1_000


def test_no_was_is_shown_when_it_was_cheaper_in_the_thirty_days_before() -> None:
    was_cheaper = SpecialPrice(name="Sale", price_cents=900, prior_price_cents=900)

    assert find_prior_price(was_cheaper) is None


def test_no_was_is_shown_when_nobody_knows_the_thirty_days_before() -> None:
    assert find_prior_price(SpecialPrice(name="Sale", price_cents=900)) is None
    assert find_prior_price(None) is None


def test_no_was_is_shown_beside_a_price_for_members() -> None:
    assert find_prior_price(CLUB) is None
