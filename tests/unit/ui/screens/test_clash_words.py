"""What two tills did to one order while they were apart is said in words of its own."""

from datetime import UTC, datetime
from uuid import UUID

from pos.queries.attention import Clash
from ui.screens.attention import text


def clash(
    table: str, kind: str, *, central: dict[str, object] | None = None, **of_register: object
) -> Clash:
    return Clash(
        clash_id=UUID(int=1),
        kind=kind,
        table=table,
        row_id=UUID(int=2),
        register_code="R2",
        since=datetime(2026, 11, 16, 10, 0, tzinfo=UTC),
        central=central or {},
        of_register=of_register,
    )


def test_a_day_that_was_moved_twice_says_whose_holds() -> None:
    moved = clash("order_lines", "stale_update", ready_on="2026-11-23")

    assert text.clash_name(moved) == "Promised day moved twice"
    assert "Central\u2019s day holds" in text.clash_reason(moved)


def test_a_balance_that_came_twice_says_that_money_has_to_go_back() -> None:
    collected = clash("payments", "overspent_value", collected_cents=3_980)

    assert text.clash_name(collected) == "Balance collected twice"
    assert "Give back what is too much" in text.clash_reason(collected)


def test_a_gift_card_that_was_overspent_is_still_called_that() -> None:
    assert text.clash_name(clash("stored_value_entries", "overspent_value")) == (
        "Gift card overspent"
    )


def test_an_order_that_was_handed_over_twice_is_called_that() -> None:
    twice = clash("orders", "field_clash", central={"status": "completed"}, status="completed")
    moved = clash("orders", "field_clash", central={"status": "cancelled"}, status="completed")

    assert text.clash_name(twice) == "Order handed over twice"
    assert text.clash_name(moved) == "Changed on two sides"
