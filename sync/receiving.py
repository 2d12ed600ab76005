"""The board comes down: the feed page after page, or all of it where the feed does not reach."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar
from uuid import UUID

from pos.uow import ReadTx, WriteTx
from sync import snapshot
from sync.apply import Reading, missing_parents, write_rows
from sync.connection import Central
from sync.desk import Desk
from sync.errors import CentralBusyError, CentralUnreachableError
from sync.feed import Index, discover
from sync.pace import ROWS_FIRST, Pace, grown, halved
from sync.pull import (
    KEYS_PER_FETCH,
    PARENT_STEPS_MAX,
    ROWS_PER_WRITE,
    apply_piece,
    find_lost_history,
    find_set_aside,
    note_epoch,
    pieces,
    start_of_round,
)
from sync.push import check_same_tape
from sync.state import Held, Loading, Pulled, keep_pace, read_held, read_pace
from sync.wire import SNAPSHOT_FROM, Epoch, FeedRow, Hello, Page, RowsByTable, SnapshotPage

T = TypeVar("T", Page, SnapshotPage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What a round fetched.

    Attributes:
        rows: Rows written or deleted here.
        set_aside: Of these, rows that could not be stored here.
    """

    rows: int = 0
    set_aside: int = 0

    def __add__(self, other: "Received") -> "Received":
        return Received(rows=self.rows + other.rows, set_aside=self.set_aside + other.set_aside)


class Receiver:
    """Copies what changed at central, over one connection."""

    def __init__(self, desk: Desk, central: Central, hello: Hello) -> None:
        self._desk = desk
        self._central = central
        self._hello = hello
        self._rows_max = desk.ask(lambda tx: read_pace(tx.connection)).rows

    @property
    def _epoch(self) -> Epoch:
        return self._hello.epochs[-1]

    def receive(self) -> Received:
        """Fetch what is new.

        Raises:
            UnavailableError: Central or the disk is in trouble; nothing is lost.
            CentralTurnedBackError: A server that central was moved away from answers.
            TapeForkedError: A copy of this register has sent other facts meanwhile; of what it sold
                nothing was taken.
        """
        self._central.sequence()
        try:
            received = self._load() + self._follow()
        except (CentralBusyError, CentralUnreachableError):
            self._keep_pace(halved(self._rows_max))
            raise
        self._keep_pace(min(self._rows_max, ROWS_FIRST))
        return received

    def _load(self) -> Received:
        """Copy the whole board where the feed does not reach; a snapshot that was cut goes on."""
        self._desk.ask(lambda tx: start_of_round(tx, self._hello))  # refuses an outdated server
        is_needed = self._desk.ask(lambda tx: snapshot.is_needed(tx, self._hello))
        if self._hello.protocol < SNAPSHOT_FROM or not is_needed:
            return Received()
        self._place_all()
        loading: Loading | None = self._desk.ask(lambda tx: snapshot.find_begun(tx, self._epoch))
        if loading is None:
            head = self._central.pull(0, keys_max=1).head
            loading = snapshot.begin(self._epoch, head=head)
        received = Received()
        is_whole = False
        while not is_whole and not self._desk.is_over():
            page = self._snapshot_page(loading)
            is_whole = page.table is None
            for rows, reached in snapshot.steps(loading, page):
                received += self._apply_step(rows, reached, page)
                loading = reached
        if is_whole:
            self._index_all()
            done = loading
            self._desk.write(lambda tx: snapshot.finish(tx, done, epoch=self._epoch))
        return received

    def _place_all(self) -> None:
        """Let central give all positions that it can: a snapshot shows what has one."""
        before = None
        while not self._desk.is_over():
            position = self._central.sequence()
            if position is None or position == before:
                break
            before = position

    def _index_all(self) -> None:
        """Make what is derived from the rows once all are here; what a cut left is kept."""
        for index in [feed.index for feed in discover() if feed.index is not None]:
            entries = self._desk.ask(partial(_list_entries, index))
            for start in range(0, len(entries), ROWS_PER_WRITE):
                some = entries[start : start + ROWS_PER_WRITE]
                self._desk.write(partial(_refresh, index, some))

    def _snapshot_page(self, loading: Loading) -> SnapshotPage:
        return self._timed(
            lambda: self._central.snapshot(loading.table, loading.after, rows_max=self._rows_max)
        )

    def _apply_step(self, rows: RowsByTable, reached: Loading, page: SnapshotPage) -> Received:
        parents = self._fetch_parents(rows)
        set_aside = self._desk.write(
            lambda tx: snapshot.apply_step(
                tx, rows, reached, parents=parents, last_seq=page.last_seq
            )
        )
        return Received(rows=len(rows), set_aside=set_aside)

    def _follow(self) -> Received:
        """Copy the feed from where it was left."""
        pulled = self._rewind(self._desk.ask(lambda tx: start_of_round(tx, self._hello)))
        received = self._retry()
        while not self._desk.is_over():
            page = self._page(pulled.cursor)
            for piece in pieces(page):
                received += self._apply(piece)
            pulled = replace(pulled, cursor=page.cursor)
            if page.cursor >= page.head:
                break
        return received

    def _page(self, cursor: int) -> Page:
        keys_max = min(self._rows_max, self._hello.keys_max)
        return self._timed(lambda: self._central.pull(cursor, keys_max=keys_max))

    def _timed(self, read: Callable[[], T]) -> T:
        """Read a page, unless a copy of this register sells under the same numbers by now."""
        began_ms = self._central.monotonic_ms()
        page = read()
        took_ms = self._central.monotonic_ms() - began_ms
        self._rows_max = grown(self._rows_max, took_ms=took_ms, size_max=self._hello.keys_max)
        self._desk.ask(
            lambda tx: check_same_tape(
                tx,
                last_seq=page.last_seq,
                chain=page.chain,
                incarnation=self._central.incarnation,
            )
        )
        return page

    def _apply(self, piece: Page) -> Received:
        parents = self._fetch_parents(piece.rows)
        set_aside = self._desk.write(
            lambda tx: apply_piece(tx, piece, parents=parents, epoch=self._epoch)
        )
        return Received(rows=len(piece.rows), set_aside=set_aside)

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
        return self._desk.ask(lambda tx: missing_parents(tx.connection, rows))

    def _retry(self) -> Received:
        return self._read_again(self._desk.ask(find_set_aside))

    def _rewind(self, pulled: Pulled) -> Pulled:
        """Follow central into another history (sync.md 2.7)."""
        rewind = self._desk.ask(lambda tx: find_lost_history(tx, pulled, self._hello))
        if rewind is None:
            return pulled
        self._read_again(rewind.keys)
        self._desk.write(lambda tx: note_epoch(tx, rewind.pulled))
        return rewind.pulled

    def _read_again(self, keys: Sequence[tuple[str, UUID]]) -> Received:
        held: Held = self._desk.ask(lambda tx: read_held(tx.connection))
        reading = Reading(last_seq=held.last_seq, is_rewound=True)
        set_aside = 0
        for start in range(0, len(keys), KEYS_PER_FETCH):
            rows = self._central.fetch(list(keys[start : start + KEYS_PER_FETCH]))
            everything = (*self._fetch_parents(rows), *rows)
            set_aside += self._desk.write(partial(write_rows, rows=everything, reading=reading))
        return Received(rows=len(keys), set_aside=set_aside)

    def _keep_pace(self, rows: int) -> None:
        """Remember how large the first page of the next round may be."""
        before: Pace = self._desk.ask(lambda tx: read_pace(tx.connection))
        pace = replace(before, rows=rows)
        if pace != before:
            self._desk.write(lambda tx: keep_pace(tx.connection, pace, now=tx.now))


def _list_entries(index: Index, tx: ReadTx) -> Sequence[UUID]:
    return index.list_all(tx.connection)


def _refresh(index: Index, entries: Sequence[UUID], tx: WriteTx) -> None:
    index.refresh(tx.connection, entries)
