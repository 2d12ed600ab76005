"""One round with central: hello, the tape up, the board down.

Push goes first, so that central's stock levels contain what was sold here before they come down.
Every write is short and lets the cashier go before it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar
from uuid import UUID

from models.migrations.runner import register_version
from pos.runtime.lanes import Lanes, Priority
from pos.uow import ReadTx, WriteTx
from sync.apply import Reading, missing_parents, write_rows
from sync.connection import Central
from sync.errors import TapeForkedError
from sync.pull import (
    KEYS_PER_PAGE,
    PARENT_STEPS_MAX,
    apply_piece,
    find_lost_history,
    find_set_aside,
    note_epoch,
    pieces,
    start_of_round,
)
from sync.push import BATCH_FIRST, check_tape, find_batch, note_held, note_hello
from sync.state import Held, Pulled, read_held, read_pulled
from sync.wire import Epoch, FeedRow, Hello, Page, RowsByTable

ORIGIN = "sync"
"""Who did it, in `Changes.origin`."""

Work = Lanes[WriteTx, ReadTx]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What a round did.

    Attributes:
        sent: Facts that central now holds and did not before.
        dead: Of these, set aside for a person at headquarters.
        received: Rows written or deleted here.
        set_aside: Of these, rows that could not be stored here.
    """

    sent: int = 0
    dead: int = 0
    received: int = 0
    set_aside: int = 0


class Exchange:
    """A register's side of a conversation with central, over one connection."""

    def __init__(
        self,
        lanes: Work,
        central: Central,
        *,
        incarnation: int,
        is_over: Callable[[], bool] = lambda: False,
    ) -> None:
        """Begin a conversation.

        Args:
            is_over: Tells, between two steps, whether to stop; what is done stays done.
        """
        self._lanes = lanes
        self._central = central
        self._incarnation = incarnation
        self._is_over = is_over

    def round(self) -> Round:
        """Send what waits and fetch what changed.

        Raises:
            UnavailableError: Central or the disk is in trouble; nothing is lost.
            RefusedError: Somebody has to do something first; see `sync.errors`.
        """
        hello = self._greet()
        sent, dead = self._push(hello)
        received, set_aside = self._pull(hello)
        return Round(sent=sent, dead=dead, received=received, set_aside=set_aside)

    def _greet(self) -> Hello:
        pulled = self._ask(lambda tx: read_pulled(tx.connection))
        hello = self._central.hello(cursor=pulled.cursor, schema_version=register_version())
        try:
            self._ask(lambda tx: check_tape(tx, hello, incarnation=self._incarnation))
        except TapeForkedError:
            self._central.report_fork(hello.last_seq)
            raise
        self._write(lambda tx: note_hello(tx, hello, incarnation=self._incarnation))
        return hello

    def _push(self, hello: Hello) -> tuple[int, int]:
        lo, facts_max, dead = hello.last_seq, BATCH_FIRST, 0
        while not self._is_over():
            held, died = self._push_batch(lo, facts_max=facts_max, bytes_max=hello.bytes_max)
            dead += died
            if held <= lo:
                break
            lo, facts_max = held, min(facts_max * 2, hello.facts_max)
        return lo - hello.last_seq, dead

    def _push_batch(self, lo: int, *, facts_max: int, bytes_max: int) -> tuple[int, int]:
        batch = self._ask(
            lambda tx: find_batch(
                tx, lo, incarnation=self._incarnation, facts_max=facts_max, bytes_max=bytes_max
            )
        )
        if batch is None:
            return lo, 0
        answer = self._central.push(lo, lines=batch.lines, chain=batch.chain)
        before = self._ask(lambda tx: read_held(tx.connection))
        held = replace(
            before,
            last_seq=answer.last_seq,
            dead=before.dead + answer.dead,
            deferred=before.deferred + answer.deferred,
        )
        self._write(lambda tx: note_held(tx, held, incarnation=self._incarnation))
        return answer.last_seq, answer.dead

    def _pull(self, hello: Hello) -> tuple[int, int]:
        self._central.sequence()
        pulled = self._rewind(self._ask(lambda tx: start_of_round(tx, hello)), hello)
        received, set_aside = self._retry()
        while not self._is_over():
            page = self._central.pull(pulled.cursor, keys_max=min(KEYS_PER_PAGE, hello.keys_max))
            for piece in pieces(page):
                set_aside += self._apply(piece, epoch=hello.epochs[-1])
                received += len(piece.rows)
            pulled = replace(pulled, cursor=page.cursor)
            if page.cursor >= page.head:
                break
        return received, set_aside

    def _apply(self, piece: Page, *, epoch: Epoch) -> int:
        parents = self._fetch_parents(piece.rows)
        return self._write(lambda tx: apply_piece(tx, piece, parents=parents, epoch=epoch))

    def _fetch_parents(self, rows: RowsByTable) -> RowsByTable:
        """Fetch rows that these need and that come later in the feed, with what those need."""
        found: dict[tuple[str, UUID], FeedRow] = {}
        for _step in range(PARENT_STEPS_MAX):
            known = (*found.values(), *rows)
            wanted = [key for key in self._missing(known) if key not in found]
            if not wanted:
                break
            found |= {(row.table, row.key): row for row in self._central.fetch(wanted)}
        return tuple(row for row in found.values() if row.values is not None)

    def _missing(self, rows: RowsByTable) -> list[tuple[str, UUID]]:
        return self._ask(lambda tx: missing_parents(tx.connection, rows))

    def _retry(self) -> tuple[int, int]:
        keys = self._ask(find_set_aside)
        return self._read_again(keys, Reading(last_seq=self._last_seq(), is_rewound=True))

    def _rewind(self, pulled: Pulled, hello: Hello) -> Pulled:
        """Follow central into another history (sync.md 2.7)."""
        rewind = self._ask(lambda tx: find_lost_history(tx, pulled, hello))
        if rewind is None:
            return pulled
        self._read_again(rewind.keys, Reading(last_seq=self._last_seq(), is_rewound=True))
        self._write(lambda tx: note_epoch(tx, rewind.pulled))
        return rewind.pulled

    def _read_again(self, keys: Sequence[tuple[str, UUID]], reading: Reading) -> tuple[int, int]:
        set_aside = 0
        for start in range(0, len(keys), KEYS_PER_PAGE):
            rows = self._central.fetch(list(keys[start : start + KEYS_PER_PAGE]))
            everything = (*self._fetch_parents(rows), *rows)
            set_aside += self._write(partial(write_rows, rows=everything, reading=reading))
        return len(keys), set_aside

    def _last_seq(self) -> int:
        held: Held = self._ask(lambda tx: read_held(tx.connection))
        return held.last_seq

    def _ask(self, job: Callable[[ReadTx], T]) -> T:
        return self._lanes.ask(job).result()

    def _write(self, job: Callable[[WriteTx], T]) -> T:
        return self._lanes.do(job, priority=Priority.BACKGROUND, origin=ORIGIN).result()
