"""Tiles: a price is made smaller before it is cut off."""

import pytest
from PySide6.QtGui import QFontMetricsF

from ui.shell.theme.fonts import font
from ui.widgets.tile_paint import price_px

TEXT_WIDTH_PX = 146
"""Of the narrowest tile."""


@pytest.mark.parametrize(
    ("price", "size_px"),
    [("\u20ac3.40", 16), ("from \u20ac12.90", 16), ("\u20ac12,345.67 / 100 g", 14)],
)
def test_a_price_is_as_large_as_its_tile_allows(prepared, price, size_px):
    assert price_px(price, TEXT_WIDTH_PX) == size_px


def test_a_price_of_millions_for_a_kilogram_still_fits(prepared):
    price = "\u20ac1,234,567.89 / kg"

    size_px = price_px(price, TEXT_WIDTH_PX)

    assert size_px >= 11
    assert QFontMetricsF(font(size_px, 700)).horizontalAdvance(price) <= TEXT_WIDTH_PX
