"""Whatever a terminal sends, the till gets an answer, and never an approval that nobody meant."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos.domain.attempt import Attempt, AttemptState
from pos.runtime.clock import SystemClock
from pos.terminals.zvt.address import TerminalAddress
from pos.terminals.zvt.conversation import Patience
from pos.terminals.zvt.frame import Frame, encode_frame
from pos.terminals.zvt.terminal import ZvtTcpTerminal

ATTEMPT = Attempt(
    attempt_id=UUID(int=1),
    cart_id=UUID(int=2),
    sale_id=UUID(int=3),
    method_code="card",
    driver="zvt",
    amount_cents=2_040,
    currency="EUR",
    state=AttemptState.SENT,
    asked_at=datetime(2026, 11, 20, 10, 15, tzinfo=UTC),
)
REGISTERED = bytes.fromhex("800000 060f00")
GOOD = bytes.fromhex("2700 04000000002040 490978")

commands = st.sampled_from((0x040F, 0x04FF, 0x060F, 0x061E, 0x06D1, 0x06D3, 0x8000, 0x849C))
contents = st.binary(max_size=40) | st.just(GOOD)
said = st.lists(st.builds(Frame, command=commands, data=contents), max_size=6)
noise = st.binary(max_size=80)


class Babbler:
    """A terminal that registers every till and then says what it was told to, whoever asks."""

    def __init__(self) -> None:
        self.words = b""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(10)

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            with client, contextlib.suppress(OSError):
                client.sendall(REGISTERED + self.words)
                client.shutdown(socket.SHUT_WR)
                while client.recv(4096):
                    pass


@pytest.fixture(scope="module")
def babbler() -> Iterator[Babbler]:
    made = Babbler()
    yield made
    made.stop()


@given(said=said, noise=noise)
@settings(max_examples=60)
def test_nothing_is_approved_but_by_a_good_status_and_the_end(babbler, said, noise) -> None:
    babbler.words = b"".join(map(encode_frame, said)) + noise
    address = TerminalAddress(host="127.0.0.1", port=babbler.port)
    terminal = ZvtTcpTerminal(
        address, clock=SystemClock(), patience=Patience(heard_ms=2_000, quiet_ms=2_000)
    )

    answer = terminal.pay(ATTEMPT, lambda _progress: None)
    found = terminal.recover(ATTEMPT)

    was_good = b"\x27\x00" in babbler.words and b"\x06\x0f" in babbler.words
    assert answer.state is not AttemptState.APPROVED or was_good
    assert found.state is AttemptState.UNKNOWN
