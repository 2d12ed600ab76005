"""A share is typed in per cent, to the part per million."""

import pytest

from ui.screens.setup.typed_share import read_share, type_share


@pytest.mark.parametrize(
    ("typed", "ppm"),
    [("20", 200_000), (" 12.5 % ", 125_000), ("0.0001", 1), ("33.3333%", 333_333)],
)
def test_a_share_is_read_as_it_is_typed(typed: str, ppm: int) -> None:
    assert read_share(typed) == ppm


@pytest.mark.parametrize(
    ("ppm", "typed"),
    [(1_000_000, "100"), (200_000, "20"), (125_000, "12.5"), (1, "0.0001"), (0, "0")],
)
def test_a_share_stands_in_its_field_without_empty_figures(ppm: int, typed: str) -> None:
    assert type_share(ppm) == typed
