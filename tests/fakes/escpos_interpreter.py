"""Reads ESC/POS as a printer does: says what came out, and which bytes it could not read.

It shares no code with the product or with python-escpos. A command it does not know and a stream
that ends inside a command are recorded, so that a test fails on either.
"""

from dataclasses import dataclass, field

from PIL import Image, ImageDraw

LINE_DOTS = 30
TEXT_ENCODING = "cp437"
ESC, GS, DLE = 0x1B, 0x1D, 0x10


@dataclass(frozen=True)
class Raster:
    """A picture, each row padded to whole bytes, 1 is black."""

    width_bytes: int
    height: int
    dots: bytes


@dataclass(frozen=True)
class Text:
    """A line of characters."""

    text: str


@dataclass(frozen=True)
class Feed:
    """Empty paper."""

    dots: int


@dataclass(frozen=True)
class Cut:
    """The end of a paper."""


@dataclass(frozen=True)
class Pulse:
    """The drawer is kicked; times in milliseconds."""

    pin: int
    on_ms: int
    off_ms: int


@dataclass(frozen=True)
class StatusAsked:
    """The till wants to know how the printer is."""

    which: int


@dataclass(frozen=True)
class Barrier:
    """The till wants to hear when everything before it is on paper."""

    mark: bytes


@dataclass(frozen=True)
class Reset:
    """Settings go back to their defaults."""


@dataclass(frozen=True)
class RealtimeOff:
    """Real-time commands inside data are no longer obeyed."""


Event = Raster | Text | Feed | Cut | Pulse | StatusAsked | Barrier | Reset | RealtimeOff


class NeedMoreError(Exception):
    """The command has not arrived whole."""


@dataclass
class EscposInterpreter:
    """A printer's reading of a stream, fed in pieces of any size.

    `unknown` holds the offset and the first bytes of each command that was not understood.
    """

    events: list[Event] = field(default_factory=list)
    unknown: list[tuple[int, bytes]] = field(default_factory=list)
    _waiting: bytes = b""
    _line: bytes = b""
    _offset: int = 0

    def feed(self, data: bytes) -> list[Event]:
        """Take bytes and return the events that they complete."""
        before = len(self.events)
        self._waiting += data
        while self._waiting:
            try:
                used = self._step(self._waiting)
            except NeedMoreError:
                break
            self._waiting = self._waiting[used:]
            self._offset += used
        return self.events[before:]

    @property
    def is_truncated(self) -> bool:
        """True when the stream ends inside a command."""
        return bool(self._waiting)

    def _step(self, data: bytes) -> int:
        match data[0]:
            case 0x0A:
                self._end_line()
                return 1
            case 0x1B:
                return self._escape(data)
            case 0x1D:
                return self._group(data)
            case 0x10:
                return self._real_time(data)
            case byte if byte >= 0x20 and byte != 0x7F:
                self._line += data[:1]
                return 1
        return self._give_up(data)

    def _escape(self, data: bytes) -> int:
        _need(data, 2)
        match data[1]:
            case 0x40:
                self.events.append(Reset())
                return 2
            case 0x64:
                _need(data, 3)
                self._end_line()
                self.events.append(Feed(data[2] * LINE_DOTS))
                return 3
            case 0x70:
                _need(data, 5)
                pin = {0: 2, 1: 5, 0x30: 2, 0x31: 5}[data[2]]
                self.events.append(Pulse(pin, data[3] * 2, data[4] * 2))
                return 5
            case 0x61 | 0x45 | 0x21 | 0x74 | 0x4D:  # justify, bold, mode, code page, font
                _need(data, 3)
                return 3
        return self._give_up(data)

    def _group(self, data: bytes) -> int:
        _need(data, 2)
        match data[1]:
            case 0x76:
                return self._raster(data)
            case 0x56:
                _need(data, 3)
                self._end_line()
                self.events.append(Cut())
                if data[2] in (65, 66):
                    _need(data, 4)
                    return 4
                return 3
            case 0x28:
                return self._parenthesis(data)
        return self._give_up(data)

    def _raster(self, data: bytes) -> int:
        _need(data, 8)
        if data[2:4] != b"0\x00":
            return self._give_up(data)
        width_bytes = data[4] + 256 * data[5]
        height = data[6] + 256 * data[7]
        end = 8 + width_bytes * height
        _need(data, end)
        self.events.append(Raster(width_bytes, height, data[8:end]))
        return end

    def _parenthesis(self, data: bytes) -> int:
        _need(data, 5)
        end = 5 + data[3] + 256 * data[4]
        _need(data, end)
        body = data[5:end]
        match data[2], body[:2]:
            case 0x48, b"\x30\x30" if len(body) == 6:
                self.events.append(Barrier(body[2:]))
            case 0x44, _ if body[:1] == b"\x14":
                self.events.append(RealtimeOff())
            case _:
                self.unknown.append((self._offset, data[:end]))
        return end

    def _real_time(self, data: bytes) -> int:
        _need(data, 3)
        if data[1] != 0x04 or data[2] not in (1, 2, 3, 4):
            return self._give_up(data)
        self.events.append(StatusAsked(data[2]))
        return 3

    def _end_line(self) -> None:
        if self._line:
            self.events.append(Text(self._line.decode(TEXT_ENCODING)))
        self._line = b""

    def _give_up(self, data: bytes) -> int:
        self.unknown.append((self._offset, data[:8]))
        return 1


def read_job(data: bytes) -> EscposInterpreter:
    """Read a whole job."""
    interpreter = EscposInterpreter()
    interpreter.feed(data)
    return interpreter


def dots_of(events: list[Event]) -> tuple[int, bytes]:
    """Return the width in bytes and the dots of all pictures, one below the other."""
    pictures = [event for event in events if isinstance(event, Raster)]
    widths = {picture.width_bytes for picture in pictures}
    assert len(widths) == 1, "slices of one paper are equally wide"
    return widths.pop(), b"".join(picture.dots for picture in pictures)


def paint_paper(events: list[Event], *, width_dots: int) -> Image.Image:
    """Paint what lies on the counter, as a greyscale image, white margin included."""
    parts = [_paint(event, width_dots) for event in events]
    shown = [part for part in parts if part is not None]
    paper = Image.new("L", (width_dots, sum(part.height for part in shown) + LINE_DOTS), 255)
    top = 0
    for part in shown:
        paper.paste(part, (0, top))
        top += part.height
    return paper


def _paint(event: Event, width_dots: int) -> Image.Image | None:
    match event:
        case Raster():
            size = (event.width_bytes * 8, event.height)
            return Image.frombytes("1", size, event.dots, "raw", "1;I").convert("L")
        case Feed():
            return Image.new("L", (width_dots, event.dots), 255)
        case Text():
            line = Image.new("L", (width_dots, LINE_DOTS), 255)
            ImageDraw.Draw(line).text((0, 0), event.text, fill=0)
            return line
    return None


def _need(data: bytes, count: int) -> None:
    if len(data) < count:
        raise NeedMoreError
