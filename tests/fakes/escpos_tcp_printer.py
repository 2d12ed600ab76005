"""A receipt printer on a port of this machine, with faults by script and a ledger of its paper."""

import contextlib
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.fakes.escpos_interpreter import (
    Barrier,
    Cut,
    EscposInterpreter,
    Event,
    Pulse,
    Raster,
    StatusAsked,
    Text,
)

READY = {1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12}
PAPER_OUT = {1: 0x1A, 2: 0x32, 3: 0x12, 4: 0x72}
PAPER_LOW = {**READY, 4: 0x1E}
COVER_OPEN = {1: 0x1A, 2: 0x16, 3: 0x12, 4: 0x12}
CUTTER_STUCK = {1: 0x1A, 2: 0x52, 3: 0x1A, 4: 0x12}
SWITCHED_OFF_LINE = {**READY, 1: 0x1A}

WAIT_S = 10


@dataclass
class Paper:
    """One strip: whole when it was cut, torn when the printer stopped before."""

    dots: bytes = b""
    width_bytes: int = 0
    texts: list[str] = field(default_factory=list)
    is_whole: bool = False


@dataclass(frozen=True)
class Manners:
    """How the printer behaves in one conversation.

    Attributes:
        answers_status: Answers `DLE EOT`.
        confirms: Answers barriers.
        power_lost_after: Goes away after so many bytes; None: never.
        put_right_after: Is put right when it has answered so many questions; None: by nobody.
    """

    answers_status: bool = True
    confirms: bool = True
    power_lost_after: int | None = None
    put_right_after: int | None = None


GOOD = Manners()
MUTE = Manners(answers_status=False, confirms=False)
STATUS_ONLY = Manners(confirms=False)


class TcpPrinter:
    """Serves one client at a time. Script the manners of coming conversations in `script`."""

    def __init__(self, *, manners: Manners = GOOD) -> None:
        self.manners = manners
        self.script: list[Manners] = []
        self.status = dict(READY)
        self.papers: list[Paper] = []
        self.pulses: list[Pulse] = []
        self.unknown: list[tuple[int, bytes]] = []
        self.conversations = 0
        self._changed = threading.Condition()
        self._listener: socket.socket | None = None
        self._held: list[bytes] = []
        self._answers = 0
        self._client: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self._port = 0
        self.switch_on()

    def __enter__(self) -> "TcpPrinter":
        return self

    def __exit__(self, *_: object) -> None:
        self.switch_off()

    @property
    def address(self) -> str:
        """Its address as written in the settings."""
        return f"tcp://127.0.0.1:{self._port}"

    @property
    def whole_papers(self) -> list[Paper]:
        """Papers that came out to the cut."""
        return [paper for paper in self.papers if paper.is_whole]

    def switch_on(self) -> None:
        """Listen; on the same port as before, if there was one."""
        self._listener = socket.create_server(("127.0.0.1", self._port))
        self._port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, args=(self._listener,), daemon=True)
        self._thread.start()

    def switch_off(self) -> None:
        """Refuse connections and drop the one there is."""
        if self._listener is None or self._thread is None:
            return
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        client = self._client
        if client is not None:
            _reset(client)
        self._thread.join(WAIT_S)
        self._listener = None

    def load_paper(self) -> None:
        """Put in a roll: what was held comes out."""
        with self._changed:
            self.status = dict(READY)
            client, held, self._held = self._client, self._held, []
        if client is not None and held:
            client.sendall(b"".join(held))

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Wait until something is true of the ledger."""
        with self._changed:
            assert self._changed.wait_for(condition, WAIT_S), "the printer waited in vain"

    def _serve(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            self._client = client
            with self._changed:
                self.conversations += 1
                manners = self.script.pop(0) if self.script else self.manners
            with contextlib.suppress(OSError):
                self._converse(client, manners)
            client.close()
            self._client = None

    def _converse(self, client: socket.socket, manners: Manners) -> None:
        interpreter = EscposInterpreter()
        paper = Paper()
        taken = self._answers = 0
        while data := client.recv(512):
            room = None if manners.power_lost_after is None else manners.power_lost_after - taken
            loses_power = room is not None and len(data) >= room
            taken += len(data)
            for event in interpreter.feed(data[:room]):
                paper = self._obey(event, paper, client, manners)
            if loses_power:
                break
        self._leave(paper, interpreter, client, by_force=bool(data))

    def _leave(
        self, paper: Paper, interpreter: EscposInterpreter, client: socket.socket, *, by_force: bool
    ) -> None:
        with self._changed:
            self.unknown.extend(interpreter.unknown)
            if paper.dots or paper.texts:
                self.papers.append(paper)
            self._changed.notify_all()
        if by_force:
            _reset(client)

    def _obey(self, event: Event, paper: Paper, client: socket.socket, manners: Manners) -> Paper:
        with self._changed:
            match event:
                case Raster():
                    paper.dots += event.dots
                    paper.width_bytes = event.width_bytes
                case Text():
                    paper.texts.append(event.text)
                case Cut():
                    paper.is_whole = True
                    self.papers.append(paper)
                    paper = Paper()
                case Pulse():
                    self.pulses.append(event)
                case StatusAsked() if manners.answers_status:
                    client.sendall(bytes([self.status[event.which]]))
                    self._answers += 1
                    if self._answers == manners.put_right_after:
                        self.status = dict(READY)
                case Barrier() if manners.confirms:
                    answer = b"\x37\x22" + event.mark + b"\x00"
                    if self.status == PAPER_OUT:
                        self._held.append(answer)
                    else:
                        client.sendall(answer)
            self._changed.notify_all()
        return paper


def _reset(client: socket.socket) -> None:
    """Drop a connection as a power cut does: the other end gets an error, not an end."""
    with contextlib.suppress(OSError):
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        client.shutdown(socket.SHUT_RDWR)
        client.close()
