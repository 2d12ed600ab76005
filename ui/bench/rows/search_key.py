"""search.key: from a letter in the search field to the painted tiles."""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import cycle, islice, takewhile

from ui.bench.goods import KINDS, MAKERS, MANNERS, SIZES
from ui.bench.kit import Kit
from ui.bench.row import Goal, Judged, Row, Samples, Trial
from ui.bench.stopwatch import thread_ms
from ui.bench.window import BenchWindow, PaintWatch, open_window

FRAME_MS = 16
LETTERS = 4
EVERYWHERE = (*(size.lower() for size in SIZES), "a000001", "department")
"""Words of every article: who types their beginning sees what was there before."""


@contextmanager
def _open(kit: Kit) -> Generator[Trial]:
    with (
        kit.store() as store,
        open_window(store, clock=kit.clock, ids=kit.ids) as window,
    ):
        typing = _Typing(window)
        yield Trial(value=lambda: typing.words(kit.samples), limit=FRAME_MS)


class _Typing:
    """Types beginnings of words, letter by letter."""

    def __init__(self, window: BenchWindow) -> None:
        self._window = window
        self._tiles = PaintWatch(window.canvas("tiles"))
        self._answers = 0
        self._words = cycle(telling_beginnings())
        window.list("tiles").model().modelReset.connect(self._answered)

    def words(self, count: int) -> Sequence[float]:
        """Type so many words; return the milliseconds of each letter, key to painted tiles."""
        found: list[float] = []
        for word in islice(self._words, count):
            found += [thread_ms(partial(self._press, letter)) for letter in word]
            self._after(partial(self._window.type_into, "search", ""))
        return found

    def _press(self, letter: str) -> None:
        self._after(partial(self._window.press, letter))

    def _after(self, act: Callable[[], None]) -> None:
        """Do something that is answered with other tiles, and wait until they are painted."""
        answers = self._answers
        act()
        self._window.wait(lambda: self._answers > answers)
        paints = self._tiles.paints
        self._window.wait(lambda: self._tiles.paints > paints)

    def _answered(self) -> None:
        self._answers += 1


def telling_beginnings() -> tuple[str, ...]:
    """Return beginnings of the goods' words of which each letter leads to other goods."""
    names = " ".join((*KINDS, *MANNERS, *MAKERS)).lower()
    words = sorted({word for word in names.split() if word.isalpha()})

    def meant(beginning: str) -> frozenset[str]:
        if any(word.startswith(beginning) for word in EVERYWHERE):
            return frozenset(words)
        return frozenset(word for word in words if word.startswith(beginning))

    found = []
    for word in words:
        sizes = takewhile(
            lambda size: meant(word[:size]) != meant(word[: size - 1]),  # noqa: B023 - used at once
            range(1, LETTERS + 1),
        )
        found.append(word[: max(sizes, default=0)])
    return tuple(dict.fromkeys(filter(None, found)))


ROW = Row(
    name="search.key",
    value="a letter in the search field to the painted tiles, thread CPU",
    limit="one frame",
    unit="ms",
    goal=Goal(judged=Judged.VALUE, must=12, stretch=8),
    open=_open,
    samples=Samples(quick=3, full=20),
    people_wait=True,
)
