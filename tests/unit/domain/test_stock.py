from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.returns import Disposition
from pos.domain.stock import (
    Counted,
    Movement,
    MovementKind,
    MovementRefusedError,
    Place,
    count_movements,
    level,
    levels,
    move,
    returned_movements,
)

SHELF = Place(variant_id=UUID(int=1), location_id=UUID(int=2))
STORE_ROOM = Place(variant_id=UUID(int=1), location_id=UUID(int=3))


def test_stock_is_the_sum_of_its_movements() -> None:
    movements = [
        move(SHELF, MovementKind.OPENING, quantity_delta=10),
        move(SHELF, MovementKind.SALE, quantity_delta=-3),
        move(SHELF, MovementKind.RETURN, quantity_delta=1),
    ]

    assert level(movements) == 8


def test_two_tills_may_sell_the_last_one_and_it_shows() -> None:
    last = move(SHELF, MovementKind.OPENING, quantity_delta=1)
    sale = move(SHELF, MovementKind.SALE, quantity_delta=-1)

    assert level([last, sale, sale]) == -1


@pytest.mark.parametrize(
    ("kind", "delta"),
    [
        (MovementKind.SALE, 1),
        (MovementKind.TRANSFER_OUT, 1),
        (MovementKind.WRITE_OFF, 1),
        (MovementKind.RETURN, -1),
        (MovementKind.RECEIPT, -1),
        (MovementKind.TRANSFER_IN, -1),
        (MovementKind.COUNT, 0),
    ],
)
def test_a_movement_goes_the_way_of_its_kind(kind: MovementKind, delta: int) -> None:
    with pytest.raises(MovementRefusedError):
        move(SHELF, kind, quantity_delta=delta)


@pytest.mark.parametrize("delta", [1, -1])
def test_counts_and_adjustments_go_both_ways(delta: int) -> None:
    assert move(SHELF, MovementKind.COUNT, quantity_delta=delta).quantity_delta == delta
    assert move(SHELF, MovementKind.ADJUSTMENT, quantity_delta=delta).quantity_delta == delta


def test_sales_made_while_counting_are_no_difference() -> None:
    counted = Counted(place=SHELF, expected_qty=10, counted_qty=8, moved_qty=-2)

    assert counted.difference == 0
    assert count_movements([counted]) == ()


def test_a_count_makes_the_stock_what_was_found() -> None:
    counted = Counted(place=SHELF, expected_qty=10, counted_qty=7, moved_qty=-2)

    assert count_movements([counted]) == (
        Movement(place=SHELF, kind=MovementKind.COUNT, quantity_delta=-1),
    )


def test_scrapped_goods_come_in_and_go_out_again() -> None:
    kept = returned_movements(SHELF, 2, disposition=Disposition.RESTOCK)
    scrapped = returned_movements(SHELF, 2, disposition=Disposition.SCRAP)

    assert (level(kept), level(scrapped)) == (2, 0)
    assert [movement.kind for movement in scrapped] == ["return", "write_off"]


@given(
    st.lists(
        st.tuples(st.sampled_from([SHELF, STORE_ROOM]), st.integers(-9, 9).filter(bool)),
        max_size=20,
    ),
    st.randoms(),
)
def test_any_order_of_arrival_gives_the_same_stock(
    changes: list[tuple[Place, int]], chance: object
) -> None:
    movements = [
        Movement(place=place, kind=MovementKind.ADJUSTMENT, quantity_delta=delta)
        for place, delta in changes
    ]
    mixed = list(movements)
    chance.shuffle(mixed)  # type: ignore[attr-defined]

    assert levels(mixed) == levels(movements)
    assert sum(levels(movements).values()) == level(movements)
