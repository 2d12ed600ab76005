"""Any bytes of a terminal are a value or are refused, and no card number gets through."""

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.terminals.zvt.bcd import from_bcd, to_bcd
from pos.terminals.zvt.fields import (
    LENGTH_DIGITS,
    NEVER_KEPT,
    SIZES,
    Field,
    decode_fields,
    encode_fields,
    shows_card_number,
)
from pos.terminals.zvt.frame import DATA_BYTES_MAX, Frame, FrameReader, encode_frame
from pos.terminals.zvt.garbled import GarbledError
from pos.terminals.zvt.print_text import read_block, read_line
from pos.terminals.zvt.status import read_status
from pos.terminals.zvt.tlv import decode_values, encode_values

WHOLE_CARD = "5232010000074771"
COMMANDS = (0x040F, 0x04FF, 0x060F, 0x061E, 0x06D1, 0x06D3, 0x8000, 0x849C)

frames = st.builds(
    Frame, command=st.sampled_from(COMMANDS), data=st.binary(max_size=300) | st.binary(max_size=9)
)
tags = st.integers(0x01, 0x1E) | st.sampled_from((0x25, 0x1F07, 0x1F10, 0x5F2D))
fixed = {tag: st.binary(min_size=size, max_size=size) for tag, size in SIZES.items()}
counted = {tag: st.binary(max_size=99) for tag in LENGTH_DIGITS}
contents = {
    tag: content
    for tag, content in {**fixed, **counted, Field.CONTAINER: st.binary(max_size=300)}.items()
    if tag not in NEVER_KEPT | {Field.CARD_NUMBER}
}


def in_pieces(data: bytes, size: int) -> list[Frame]:
    reader, found = FrameReader(), []
    for place in range(0, len(data), size):
        reader.feed(data[place : place + size])
        while (frame := reader.next_frame()) is not None:
            found.append(frame)
    return found


@given(st.lists(frames, max_size=4), st.integers(1, 700))
def test_messages_are_read_as_they_were_written_in_any_pieces(said, size) -> None:
    assert in_pieces(b"".join(map(encode_frame, said)), size) == said


def test_a_message_may_be_longer_than_one_byte_can_say() -> None:
    assert encode_frame(Frame(command=0x06D1, data=b"x" * 254))[:3].hex() == "06d1fe"
    assert encode_frame(Frame(command=0x06D1, data=b"x" * 256))[:5].hex() == "06d1ff0001"


def test_what_begins_as_no_message_does_is_refused_at_once() -> None:
    reader = FrameReader()
    reader.feed(b"H")

    with pytest.raises(GarbledError):
        reader.next_frame()


def test_a_message_that_says_it_is_endless_is_refused_at_once() -> None:
    reader = FrameReader()
    reader.feed(b"\x06\xd1\xff" + (DATA_BYTES_MAX + 1).to_bytes(2, "little"))

    with pytest.raises(GarbledError):
        reader.next_frame()


@given(st.binary(max_size=600))
def test_any_bytes_are_messages_or_are_refused(data: bytes) -> None:
    reader = FrameReader()
    reader.feed(data)
    with contextlib.suppress(GarbledError):
        while reader.next_frame() is not None:
            pass


@given(st.fixed_dictionaries({}, optional=contents))
def test_fields_are_read_as_they_were_written(fields: dict[int, bytes]) -> None:
    assert decode_fields(encode_fields(fields)) == fields


@given(st.lists(st.tuples(tags, st.binary(max_size=300)), max_size=5))
def test_tagged_values_are_read_as_they_were_written(values) -> None:
    assert decode_values(encode_values(tuple(values))) == tuple(values)


@given(st.integers(0, 999_999_999_999))
def test_amounts_are_read_as_they_were_written(cents: int) -> None:
    assert from_bcd(to_bcd(cents, size_bytes=6)) == cents


@pytest.mark.parametrize(
    "read",
    [decode_fields, decode_values, from_bcd, read_status, read_block, read_line, shows_card_number],
    ids=lambda read: read.__name__,
)
@given(data=st.binary(max_size=200))
def test_any_bytes_are_a_value_or_are_refused(read, data: bytes) -> None:
    with contextlib.suppress(GarbledError):
        read(data)


@pytest.mark.parametrize(
    "said",
    [
        "2700 8bf9f9 41",
        "04 000000",
        "2700 2705",
        "27",
        "22f1",
        "22f1fa00",
        "04 0000000000aa",
        "c7 01",
    ],
    ids=[
        "a length that lies",
        "a field that ends after the message",
        "a field that comes twice",
        "a field without content",
        "half a length",
        "a length of no digits",
        "a number of no digits",
        "a field that nobody knows",
    ],
)
def test_what_lies_is_refused(said: str) -> None:
    with pytest.raises(GarbledError):
        read_status(bytes.fromhex(said))


def test_a_status_says_what_was_charged() -> None:
    said = read_status(
        bytes.fromhex(
            "2700 04000000002040 490978 0c101502 0d1120 22f0f8eeeeeeeeeeee4771 2960012345"
            "870471 3b3833313030300000 8a06 8bf1f1 4d617374657243617264 00"
        )
    )

    assert (said.is_good, said.amount_cents, said.currency_number) == (True, 2_040, 978)
    assert (said.receipt.terminal_id, said.receipt.number) == ("60012345", 471)
    assert (said.card_brand, said.card_last4, said.authorisation) == (
        "MasterCard",
        "4771",
        "831000",
    )
    near = said.moment_near(datetime(2026, 11, 20, 10, tzinfo=UTC))
    assert near == datetime(2026, 11, 20, 10, 15, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("clock", "year"), [("0101000300", 2027), ("1231235800", 2026)], ids=["after", "before"]
)
def test_a_terminal_tells_no_year_and_the_nearest_is_meant(clock: str, year: int) -> None:
    said = read_status(bytes.fromhex(f"0c{clock[4:]} 0d{clock[:4]}"))

    near = said.moment_near(datetime(2026, 12, 31, 23, 59, tzinfo=UTC))

    assert near is not None
    assert near.year == year


def test_a_time_that_there_is_not_is_none() -> None:
    said = read_status(bytes.fromhex("0c999999 0d1345"))

    assert said.moment_near(datetime(2026, 11, 20, tzinfo=UTC)) is None


@pytest.mark.parametrize(
    "said",
    [
        f"22f0f8{WHOLE_CARD}",
        f"22f0f9{WHOLE_CARD}4f",
        f"23f1f2{WHOLE_CARD}d2912201",
        f"24f0f0f8{WHOLE_CARD}",
        f"2df1f6{WHOLE_CARD.encode().hex()}",
        f"2ef0f0f8{WHOLE_CARD}",
        f"3cf0f1f6{WHOLE_CARD.encode().hex()}",
        f"8bf1f6{WHOLE_CARD.encode().hex()}",
    ],
)
def test_no_whole_card_number_is_in_what_is_read(said: str) -> None:
    read = repr(read_status(bytes.fromhex(said))) + repr(
        decode_fields(bytes.fromhex(said)).get(0x22)
    )

    assert WHOLE_CARD[:12] not in read
    assert bytes.fromhex(WHOLE_CARD)[:4] not in read.encode()


@pytest.mark.parametrize(
    "said",
    [f"23f1f2{WHOLE_CARD}d2912201", "0e2912", "3a0123", "3d123456", f"24f0f0f8{WHOLE_CARD}"],
    ids=["track 2", "expiry", "check value", "password", "track 3"],
)
def test_what_must_never_be_kept_is_no_field(said: str) -> None:
    assert decode_fields(bytes.fromhex(said + "2700")) == {Field.RESULT_CODE: b"\0"}


def test_an_open_card_number_is_noticed_and_cut_down() -> None:
    data = bytes.fromhex(f"22f0f8{WHOLE_CARD}")

    assert shows_card_number(data)
    assert not shows_card_number(bytes.fromhex("22f0f8eeeeeeeeeeee4771"))
    assert decode_fields(data)[Field.CARD_NUMBER].hex() == "eeeeeeeeeeee4771"


def test_words_for_the_customer_are_kept_and_those_for_the_shop_are_not() -> None:
    def block(kind: int, line: bytes) -> bytes:
        texts = encode_values(((0x07, line), (0x09, b"")))
        return encode_values(((0x06, encode_values(((0x1F07, bytes([kind])), (0x25, texts)))),))

    assert read_block(block(2, b"F\x81r den Kunden")) == ("F\u00fcr den Kunden",)
    assert read_block(block(1, b"H\x84ndlerbeleg")) == ()


def test_a_printed_line_shows_four_digits_of_a_card() -> None:
    assert read_line(b"\x00Karte 5232 0100 0007 4771") == "Karte \u2022\u2022\u2022\u2022 4771"
    assert read_line(b"\x80PAN5232010000074771EXP") == "PAN\u2022\u2022\u2022\u2022 4771EXP"
    assert read_line(b"\x00;5232010000074771=29122010000") == ""
    assert read_line(b"\x00Terminal 60012345  11:05") == "Terminal 60012345 11:05"
