"""The preview shows the dots that are sent."""

import pytest

from pos.documents.receipt_layout import lay_out_receipt
from tests.fakes.paper_corpus import LONG, PLAIN
from ui.paper.preview import DESK_MARGIN_PX, PAPER_MARGIN_DOTS, ReceiptPreview
from ui.paper.raster import QtReceiptRaster, bitmap_of


@pytest.fixture
def preview(qtbot):
    preview = ReceiptPreview()
    qtbot.addWidget(preview)
    preview.resize(700, 500)
    preview.show()
    return preview


def _bitmap(receipt=PLAIN):
    blocks = lay_out_receipt(receipt, locale="en_GB")
    return QtReceiptRaster().render(blocks, width_dots=576)


def test_the_preview_holds_the_dots_that_are_sent(preview):
    sent = _bitmap()

    preview.show_bitmap(sent)

    assert bitmap_of(preview.image) == sent


def test_where_there_is_room_every_dot_is_a_pixel(preview):
    sent = _bitmap()

    preview.show_bitmap(sent)

    strip = preview.widget()
    left = (strip.width() - 576) // 2
    top = DESK_MARGIN_PX + PAPER_MARGIN_DOTS
    shown = strip.grab().toImage().copy(left, top, 576, sent.height)
    assert bitmap_of(shown) == sent


def test_a_narrow_place_shows_the_whole_width_smaller(preview):
    preview.show_bitmap(_bitmap())
    wide = preview.widget().height()

    preview.resize(360, 500)

    assert preview.widget().width() <= 360
    assert preview.widget().height() < wide


def test_a_long_paper_is_scrolled_and_begins_at_its_top(preview):
    preview.show_bitmap(_bitmap(LONG))
    bar = preview.verticalScrollBar()
    bar.setValue(bar.maximum())

    preview.show_bitmap(_bitmap(LONG))

    assert bar.maximum() > 1000
    assert bar.value() == 0
