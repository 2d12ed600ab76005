"""The tape goes up: batch after batch, as large as the line and central can take."""

from dataclasses import dataclass, replace

from sync.connection import Central
from sync.desk import Desk
from sync.errors import CentralBusyError, CentralUnreachableError, LineNotSendableError
from sync.pace import FACTS_FIRST, Pace, grown, halved
from sync.push import Batch, find_batch, note_held
from sync.state import keep_pace, read_held, read_pace
from sync.wire import OPAQUE_FROM, Hello, PushAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a round sent.

    Attributes:
        facts: Facts that central now holds and did not before.
        dead: Of these, set aside for a person at headquarters.
    """

    facts: int = 0
    dead: int = 0


class Sender:
    """Sends the facts after central's mark, over one connection."""

    def __init__(self, desk: Desk, central: Central, hello: Hello) -> None:
        self._desk = desk
        self._central = central
        self._hello = hello
        self._kept: Pace = desk.ask(lambda tx: read_pace(tx.connection))
        self._pace = self._kept

    def send(self) -> Sent:
        """Send what waits.

        Raises:
            UnavailableError: Central or the disk is in trouble; nothing is lost.
            RefusedError: Central does not take this tape.
        """
        first = lo = self._hello.last_seq
        dead = 0
        while not self._desk.is_over():
            batch = self._next_batch(lo)
            if batch is None:
                break
            answer = self._push(lo, batch)
            self._note(answer, batch if answer.last_seq == lo + batch.facts else None)
            dead += answer.dead
            if answer.last_seq <= lo:
                break
            lo = answer.last_seq
        self._keep_pace(min(self._pace.facts, FACTS_FIRST))
        return Sent(facts=lo - first, dead=dead)

    def _next_batch(self, lo: int) -> Batch | None:
        size = min(self._pace.facts, self._hello.facts_max)
        return self._desk.ask(
            lambda tx: find_batch(
                tx,
                lo,
                incarnation=self._central.incarnation,
                facts_max=size,
                bytes_max=self._hello.bytes_max,
            )
        )

    def _push(self, lo: int, batch: Batch) -> PushAnswer:
        began_ms = self._central.monotonic_ms()
        try:
            answer = self._push_once(lo, batch)
        except (CentralBusyError, CentralUnreachableError):
            self._keep_pace(halved(batch.facts))
            raise
        took_ms = self._central.monotonic_ms() - began_ms
        facts = grown(self._pace.facts, took_ms=took_ms, size_max=self._hello.facts_max)
        self._pace = replace(self._pace, facts=facts)
        return answer

    def _push_once(self, lo: int, batch: Batch) -> PushAnswer:
        if batch.opaque is None:
            return self._central.push(lo, lines=batch.lines, chain=batch.chain)
        if self._hello.protocol < OPAQUE_FROM:
            raise LineNotSendableError(seq=lo + 1)
        return self._central.push_opaque(lo, line=batch.opaque, chain=batch.chain)

    def _keep_pace(self, facts: int) -> None:
        """Remember how large the first batch of the next round may be."""
        pace = replace(self._pace, facts=facts)
        if pace != self._kept:
            self._desk.write(lambda tx: keep_pace(tx.connection, pace, now=tx.now))

    def _note(self, answer: PushAnswer, taken: Batch | None) -> None:
        before = self._desk.ask(lambda tx: read_held(tx.connection))
        held = replace(
            before,
            last_seq=answer.last_seq,
            dead=before.dead + answer.dead,
            deferred=before.deferred + answer.deferred,
            chain=taken.chain.hex() if taken else before.chain,
        )
        life = self._central.incarnation
        self._desk.write(lambda tx: note_held(tx, held, incarnation=life))
