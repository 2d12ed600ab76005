import pytest

from pos.domain.stock import MovementKind, assert_direction


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
    with pytest.raises(AssertionError):
        assert_direction(kind, delta)


@pytest.mark.parametrize("kind", [MovementKind.COUNT, MovementKind.ADJUSTMENT])
@pytest.mark.parametrize("delta", [1, -1])
def test_counts_and_adjustments_go_both_ways(kind: MovementKind, delta: int) -> None:
    assert_direction(kind, delta)
