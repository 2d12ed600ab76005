"""The line between a register and central, and what happens to messages on it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from pos.runtime.clock import Clock
from sync.connection import Central
from sync.errors import CentralUnreachableError
from sync.kept_rows import KeptRows
from sync.simulation.host import Host

_FUNCTION = re.compile(r"sync_api\.(\w+)")


class Trouble(StrEnum):
    """What may happen to one call."""

    REQUEST_LOST = "request lost"
    REPLY_LOST = "reply lost"
    DELAYED = "delayed"
    DUPLICATED = "duplicated"


@dataclass(frozen=True, slots=True, kw_only=True)
class LateRequest:
    """A request that its sender has given up, and that may still arrive."""

    register: UUID
    function: str
    arguments: tuple[Any, ...]


@dataclass(slots=True)
class Line:
    """One connection.

    Attributes:
        troubles: What happens to which call, counted from 0.
        late: Where requests go that are delayed.
        pause: Called before a request and after its reply.
    """

    host: Host
    register: UUID
    troubles: Mapping[int, Trouble]
    late: list[LateRequest]
    pause: Callable[[str], None]
    calls: int = 0

    def call(self, function: str, *arguments: Any) -> Any:  # noqa: ANN401 - JSON
        """Carry a request and its reply, as well as the line can.

        Raises:
            CentralUnreachableError: One of them got lost.
        """
        trouble = self.troubles.get(self.calls)
        self.calls += 1
        self.pause("request")
        match trouble:
            case Trouble.REQUEST_LOST:
                raise CentralUnreachableError(reason="the request was lost")
            case Trouble.DELAYED:
                self.late.append(
                    LateRequest(register=self.register, function=function, arguments=arguments)
                )
                raise CentralUnreachableError(reason="no answer in time")
            case Trouble.DUPLICATED:
                self.host.call(self.register, function, *arguments)
            case Trouble.REPLY_LOST | None:
                pass
        reply = self.host.call(self.register, function, *arguments)
        if trouble is Trouble.REPLY_LOST:
            raise CentralUnreachableError(reason="the reply was lost")
        self.pause("reply")
        return reply


class LineToCentral(Central):
    """The product's own `Central`, over a simulated line in place of a connection."""

    def __init__(self, line: Line, *, incarnation: int, clock: Clock) -> None:
        self._line = line
        self.incarnation = incarnation
        self._clock = clock

    def close(self) -> None:
        """Hang up: there is nothing to let go of."""

    def rows_of(self, function: str, *arguments: object) -> KeptRows:
        """Ask the simulated central for rows, through the line's faults."""
        rows: KeptRows = self._line.call(function, *arguments)
        return rows

    def call(self, statement: str, *arguments: object) -> Any:  # noqa: ANN401 - JSON
        """Ask the simulated central, through the line's faults."""
        named = _FUNCTION.search(statement)
        assert named, f"no function of central: {statement}"
        return self._line.call(named[1], *arguments)
