"""Lines to central that lose or delay what they carry, as real ones do."""

from dataclasses import dataclass, field

from sync.connection import Central
from sync.errors import CentralUnreachableError
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
    """Carries some pages of the feed, then breaks."""

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
