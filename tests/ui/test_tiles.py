"""Tiles: a price is made smaller, and a note shorter, before anything is cut off."""

import pytest
from PySide6.QtGui import QFontMetricsF

from ui.shell.theme.fonts import font
from ui.widgets.tile_paint import price_px, whole_words

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


def test_a_price_makes_room_for_the_weight_that_is_left(prepared):
    metrics = QFontMetricsF(font(12, 500))
    note = "2.5\u00a0kg left"

    size_px = price_px("\u20ac8.90 / kg", TEXT_WIDTH_PX, beside=metrics.horizontalAdvance(note) + 8)

    assert size_px == 15
    taken = QFontMetricsF(font(size_px, 700)).horizontalAdvance("\u20ac8.90 / kg")
    assert whole_words(note, metrics, TEXT_WIDTH_PX - taken - 8) == "2.5\u00a0kg left"


def test_a_note_without_room_loses_words_and_keeps_its_figure(prepared):
    metrics = QFontMetricsF(font(12, 500))
    room = metrics.horizontalAdvance("2.5\u00a0kg le")

    assert whole_words("2.5\u00a0kg left", metrics, room) == "2.5\u00a0kg"
