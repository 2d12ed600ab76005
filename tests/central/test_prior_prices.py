"""What may be called "was": the lowest price of the 30 days before a sale price begins."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from pos.runtime.clock import SystemClock
from tests.central.web_shop import variant
from tests.sync.branch import IDS, Branch

TODAY = SystemClock().now().replace(hour=0, minute=0, second=0, microsecond=0)


def on_sale(desk: Branch, of: UUID, *, in_days: int | None, code: str = "SALE", **facts) -> None:
    """Put an article on a list of its own, for 5.00."""
    row = {"id": IDS.new_id(), "code": code, "name": code, "valid_from": _day(in_days), **facts}
    names = ", ".join(row)
    marks = ", ".join(["%s"] * len(row))
    desk.do(f"INSERT INTO price_lists ({names}) VALUES ({marks})", *row.values())  # noqa: S608
    desk.do(
        "INSERT INTO price_list_prices (id, price_list_id, variant_id, price_cents)"
        " VALUES (%s, %s, %s, 500)",
        *(IDS.new_id(), row["id"], of),
    )


def cost_once(desk: Branch, of: UUID, before: int, after: int, *, days_ago: int) -> None:
    desk.do(
        "INSERT INTO price_history (id, variant_id, old_price_cents, new_price_cents, created_at)"
        " VALUES (%s, %s, %s, %s, %s)",
        *(IDS.new_id(), of, before, after, TODAY - timedelta(days=days_ago)),
    )


def was(desk: Branch, code: str = "SALE") -> int | None:
    return desk.ask(
        "SELECT prior_price_cents FROM price_list_prices p"
        " JOIN price_lists l ON l.id = p.price_list_id WHERE l.code = %s",
        code,
    )


def _day(in_days: int | None) -> datetime | None:
    return None if in_days is None else TODAY + timedelta(days=in_days)


def test_a_price_that_never_changed_is_what_it_was(desk: Branch) -> None:
    on_sale(desk, variant(desk), in_days=0)

    assert was(desk) == 1_000


@pytest.mark.parametrize(
    ("days_ago", "lowest"),
    [(29, 800), (31, 1_000)],
    ids=["raised within 30 days", "raised before them"],
)
def test_a_price_that_was_raised_before_the_sale_is_no_was(
    desk: Branch, days_ago: int, lowest: int
) -> None:
    tee = variant(desk)
    cost_once(desk, tee, 800, 1_000, days_ago=days_ago)

    on_sale(desk, tee, in_days=0)

    assert was(desk) == lowest


def test_an_earlier_sale_within_the_30_days_counts(desk: Branch) -> None:
    tee = variant(desk)
    on_sale(desk, tee, in_days=-20, code="EARLIER", valid_to=_day(-10))

    on_sale(desk, tee, in_days=0)

    assert was(desk) == 500


def test_a_change_before_the_sale_begins_is_followed_and_a_later_one_is_not(desk: Branch) -> None:
    tee = variant(desk)
    on_sale(desk, tee, in_days=5, code="LATER")
    on_sale(desk, tee, in_days=-1, code="BEGUN", valid_to=_day(-1))
    begun = was(desk, "BEGUN")

    desk.do("UPDATE variants SET price_cents = 400 WHERE id = %s", tee)

    assert was(desk, "LATER") == 400
    assert was(desk, "BEGUN") == begun == 1_000


def test_a_sale_that_is_put_off_is_worked_out_again(desk: Branch) -> None:
    tee = variant(desk)
    cost_once(desk, tee, 800, 1_000, days_ago=29)
    on_sale(desk, tee, in_days=0)

    desk.do("UPDATE price_lists SET valid_from = %s", _day(10))

    assert was(desk) == 1_000


def test_members_prices_and_those_that_were_always_there_have_none(desk: Branch) -> None:
    tee = variant(desk)
    group = IDS.new_id()
    desk.do("INSERT INTO customer_groups (id, code, name) VALUES (%s, 'CLUB', 'Club')", group)

    on_sale(desk, tee, in_days=0, code="CLUB", customer_group_id=group)
    on_sale(desk, tee, in_days=None, code="ALWAYS")

    assert (was(desk, "CLUB"), was(desk, "ALWAYS")) == (None, None)
