"""The bytes that go to the printer hold a picture and our own few commands, nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos.documents.escpos_job import (
    SLICE_ROWS_MAX,
    PaperOptions,
    drawer_job,
    paper_job,
)
from pos.documents.escpos_job import (
    Pulse as DrawerPulse,
)
from pos.documents.raster import Bitmap
from tests.fakes.escpos_interpreter import (
    Cut,
    Feed,
    Pulse,
    Raster,
    RealtimeOff,
    Reset,
    dots_of,
    read_job,
)


def _tiled(width, height, tile):
    size = width // 8 * height
    return Bitmap(width=width, height=height, dots=(tile * (size // len(tile) + 1))[:size])


bitmaps = st.builds(
    _tiled,
    st.sampled_from([384, 512, 576]),
    st.integers(1, 600),
    st.binary(min_size=1, max_size=200),
)


@given(bitmaps, st.booleans())
@settings(max_examples=30, deadline=None)
def test_any_picture_arrives_dot_by_dot_and_nothing_in_it_is_a_command(bitmap, cuts):
    job = read_job(paper_job(bitmap, PaperOptions(has_cutter=cuts)))

    assert job.unknown == []
    assert not job.is_truncated
    assert dots_of(job.events) == (bitmap.row_bytes, bitmap.dots)
    assert [type(event) for event in job.events if not isinstance(event, Raster)] == (
        [Reset, Feed, Cut] if cuts else [Reset, Feed]
    )


def test_a_long_receipt_is_sent_in_slices_that_cheap_printers_can_hold():
    bitmap = Bitmap(width=384, height=1000, dots=bytes(48 * 1000))

    job = read_job(paper_job(bitmap, PaperOptions()))

    heights = [event.height for event in job.events if isinstance(event, Raster)]
    assert heights == [240, 240, 240, 240, 40]
    assert max(heights) <= SLICE_ROWS_MAX


def test_a_printer_that_obeys_commands_inside_pictures_is_told_not_to():
    bitmap = Bitmap(width=8, height=1, dots=b"\xff")

    job = read_job(paper_job(bitmap, PaperOptions(shuts_realtime=True)))

    assert [type(event) for event in job.events] == [Reset, RealtimeOff, Raster, Feed, Cut]
    assert job.unknown == []


def test_building_a_job_writes_nothing_to_standard_output(capsys):
    paper_job(Bitmap(width=8, height=1, dots=b"\xff"), PaperOptions())

    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("wish", "kick"),
    [
        (DrawerPulse(), Pulse(2, 100, 200)),
        (DrawerPulse(pin=5, on_ms=50, off_ms=9999), Pulse(5, 50, 510)),
    ],
)
def test_a_drawer_job_kicks_once_and_does_nothing_else(wish, kick):
    job = read_job(drawer_job(wish))

    assert job.events == [kick]
    assert job.unknown == []
