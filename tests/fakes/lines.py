"""Lines to central that lose or delay what they carry, as real ones do."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from sync.connection import Central
from sync.errors import CentralBusyError, CentralUnreachableError
from sync.kept_rows import KeptRows
from sync.wire import PushAnswer


class LostReplies:
    """Carries every request; the reply to a push gets lost."""

    def __init__(self, central: Central) -> None:
        self._central = central

    def __getattr__(self, name: str) -> object:
        return getattr(self._central, name)

    def push(self, lo: int, *, lines: str, chain: bytes) -> PushAnswer:
        self._central.push(lo, lines=lines, chain=chain)
        raise CentralUnreachableError(reason="the reply was lost")


@dataclass
class DelayedReplies:
    """Holds a push back; it arrives long after the till gave up on it."""

    held: tuple[int, str, bytes] | None = field(default=None)

    def through(self, central: Central) -> "_Delaying":
        return _Delaying(central, self)

    def arrive_late(self, central: Central) -> PushAnswer:
        assert self.held is not None
        lo, lines, chain = self.held
        return central.push(lo, lines=lines, chain=chain)


class _Delaying:
    def __init__(self, central: Central, line: DelayedReplies) -> None:
        self._central = central
        self._line = line

    def __getattr__(self, name: str) -> object:
        return getattr(self._central, name)

    def push(self, lo: int, *, lines: str, chain: bytes) -> PushAnswer:
        self._line.held = (lo, lines, chain)
        raise CentralUnreachableError(reason="no answer in time")


class CutAfterPages:
    """Carries some pages of the feed or of a first load, then breaks."""

    def __init__(self, central: Central, pages: int) -> None:
        self._central = central
        self._pages = pages

    def __getattr__(self, name: str) -> object:
        return getattr(self._central, name)

    def pull(self, cursor: int, *, keys_max: int) -> object:
        if self._pages == 0:
            raise ConnectionError
        self._pages -= 1
        return self._central.pull(cursor, keys_max=keys_max)

    def snapshot(self, table: str | None, after: UUID | None, *, rows_max: int) -> object:
        if self._pages == 0:
            raise ConnectionError
        self._pages -= 1
        return self._central.snapshot(table, after, rows_max=rows_max)


class BusyMeanwhile:
    """Carries a first load; somebody is at work at central before the first rows of a table."""

    def __init__(self, central: Central, table: str, work: Callable[[], None]) -> None:
        self._central = central
        self._table = table
        self._work = work

    def __getattr__(self, name: str) -> object:
        return getattr(self._central, name)

    def load(self, table: str, after: UUID | None, *, rows_max: int) -> object:
        if table == self._table:
            self._table = ""
            self._work()
        return self._central.load(table, after, rows_max=rows_max)


class CountedPages:
    """Carries a first load, and writes down how many rows of a table came with each page."""

    def __init__(self, central: Central, table: str, pages: list[int]) -> None:
        self._central = central
        self._table = table
        self._pages = pages

    def __getattr__(self, name: str) -> object:
        return getattr(self._central, name)

    def load(self, table: str, after: UUID | None, *, rows_max: int) -> KeptRows | None:
        page = self._central.load(table, after, rows_max=rows_max)
        if table == self._table and page is not None:
            self._pages.append(len(page.rows))
        return page


class SlowLine:
    """Carries batches up to a size in time; a larger one runs into the server's time-out."""

    def __init__(self, central: Central, facts_max: int) -> None:
        self._central = central
        self._facts_max = facts_max

    def __getattr__(self, name: str) -> object:
        return getattr(self._central, name)

    def push(self, lo: int, *, lines: str, chain: bytes) -> PushAnswer:
        if lines.count("\n") + 1 > self._facts_max:
            raise CentralBusyError(reason="canceling statement due to statement timeout")
        return self._central.push(lo, lines=lines, chain=chain)
