"""A line between real processes and a real server, with a mind of its own.

It listens on this machine alone. Each connection gets one trouble, or none, when it is made.
"""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

CHUNK_BYTES = 4_096
HOST = "127.0.0.1"
START_TIMEOUT_S = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Ailment:
    """What is wrong with a connection.

    Attributes:
        up_bytes_max: Of the register's words, so many get through; None: all.
        down_bytes_max: Of the server's words, so many get through; None: all.
        is_silent: What does not get through is swallowed, and nobody is told; else the line breaks.
        delay_ms: How long each piece is under way.
    """

    name: str
    up_bytes_max: int | None = None
    down_bytes_max: int | None = None
    is_silent: bool = False
    delay_ms: int = 0


HEALTHY = Ailment(name="healthy")


def choose_ailment(chance: Random) -> Ailment:
    """Choose what is wrong with a connection; every second one is well."""
    up, down = chance.randint(0, 60_000), chance.randint(0, 60_000)
    return chance.choice(
        (
            *(HEALTHY,) * 6,
            Ailment(name="reset", up_bytes_max=0),
            Ailment(name="request cut", up_bytes_max=up),
            Ailment(name="reply cut", down_bytes_max=down),
            Ailment(name="half open", up_bytes_max=up, is_silent=True),
            Ailment(name="reply swallowed", down_bytes_max=down, is_silent=True),
            Ailment(name="slow", delay_ms=chance.randint(5, 60)),
        )
    )


class Proxy:
    """Carries connections to a server's socket; close it when the play is over.

    Attributes:
        carried: How many connections had which ailment.
    """

    def __init__(self, socket: Path, choose: Callable[[], Ailment]) -> None:
        self._socket = socket
        self._choose = choose
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="proxy", daemon=True)
        self._connections: set[asyncio.Task[None]] = set()
        self.carried: dict[str, int] = {}
        self.port = 0

    def start(self) -> None:
        """Begin to listen; `port` says where."""
        self._thread.start()
        assert self._ready.wait(START_TIMEOUT_S), "a free port is found at once"

    def close(self) -> None:
        """Break all connections and end."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._carry, HOST, 0))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        self._loop.close()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        ailment = self._choose()
        self.carried[ailment.name] = self.carried.get(ailment.name, 0) + 1
        with suppress(OSError):
            upstream_reader, upstream_writer = await asyncio.open_unix_connection(self._socket)
            up = _Pipe(reader, upstream_writer, ailment.up_bytes_max, ailment)
            down = _Pipe(upstream_reader, writer, ailment.down_bytes_max, ailment)
            pipes = [asyncio.ensure_future(up.run()), asyncio.ensure_future(down.run())]
            try:
                await asyncio.wait(pipes, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for pipe in pipes:
                    pipe.cancel()
                upstream_writer.transport.abort()
        writer.transport.abort()


@dataclass(slots=True)
class _Pipe:
    """One direction of a connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    bytes_max: int | None
    ailment: Ailment

    async def run(self) -> None:
        """Carry until one side ends or the line breaks."""
        carried = 0
        with suppress(OSError):
            while chunk := await self.reader.read(CHUNK_BYTES):
                if self.ailment.delay_ms:
                    await asyncio.sleep(self.ailment.delay_ms / 1000)
                room = len(chunk) if self.bytes_max is None else self.bytes_max - carried
                self.writer.write(chunk[: max(room, 0)])
                await self.writer.drain()
                carried += len(chunk)
                if room < len(chunk) and not self.ailment.is_silent:
                    return
