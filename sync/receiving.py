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
from sync.first_load import FirstLoad, is_joining
from sync.pace import ROWS_FIRST, Pace, PageSize, halved
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
from sync.wire import (
    FIRST_LOAD_FROM,
    SNAPSHOT_FROM,
    Epoch,
    FeedRow,
    Hello,
    Page,
    RowsByTable,
    SnapshotPage,
)

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
        kept: Pace = desk.ask(lambda tx: read_pace(tx.connection))
        self._size = PageSize(kept.rows, rows_max=hello.keys_max)

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
            self._keep_pace(halved(self._size.rows))
            raise
        self._keep_pace(min(self._size.rows, ROWS_FIRST))
        return received

    def _load(self) -> Received:
        """Copy the whole board where the feed does not reach; a snapshot that was cut goes on."""
        self._desk.ask(lambda tx: start_of_round(tx, self._hello))  # refuses an outdated server
        is_needed = self._desk.ask(lambda tx: snapshot.is_needed(tx, self._hello))
        if self._hello.protocol < SNAPSHOT_FROM or not is_needed:
            return Received()
        self._place_all()
        first_load = self._find_first_load()
        loading = self._begin_loading()
        received = Received()
        is_whole = False
        while not is_whole and not self._desk.is_over():
            if first_load is not None:
                loading, rows = first_load.go_on(loading)
                received += Received(rows=rows)
            page = self._snapshot_page(loading)
            is_whole = page.table is None
            for rows_of_step, reached in snapshot.steps(loading, page):
                received += self._apply_step(rows_of_step, reached, page)
                loading = reached
        if is_whole:
            self._index_all()
            self._desk.write(lambda tx: snapshot.finish(tx, loading, epoch=self._epoch))
        return received

    def _begin_loading(self) -> Loading:
        begun: Loading | None = self._desk.ask(lambda tx: snapshot.find_begun(tx, self._epoch))
        if begun is not None:
            return begun
        return snapshot.begin(self._epoch, head=self._central.pull(0, keys_max=1).head)

    def _find_first_load(self) -> FirstLoad | None:
        """Return the quick way, or None where somebody may sell or central does not know it."""
        if self._hello.protocol < FIRST_LOAD_FROM or not self._desk.ask(is_joining):
            return None
        return FirstLoad(self._desk, self._central, self._size)

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
        is_at_once = self._desk.ask(is_joining)
        for index in [feed.index for feed in discover() if feed.index is not None]:
            if is_at_once:
                self._desk.write(partial(_rebuild, index))
                continue
            entries = self._desk.ask(partial(_list_entries, index))
            for start in range(0, len(entries), ROWS_PER_WRITE):
                some = entries[start : start + ROWS_PER_WRITE]
                self._desk.write(partial(_refresh, index, some))

    def _snapshot_page(self, loading: Loading) -> SnapshotPage:
        return self._timed(
            lambda: self._central.snapshot(loading.table, loading.after, rows_max=self._size.rows)
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
        keys_max = min(self._size.rows, self._hello.keys_max)
        return self._timed(lambda: self._central.pull(cursor, keys_max=keys_max))

    def _timed(self, read: Callable[[], T]) -> T:
        """Read a page, unless a copy of this register sells under the same numbers by now."""
        began_ms = self._central.monotonic_ms()
        page = read()
        self._size.note(self._central.monotonic_ms() - began_ms)
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


def _rebuild(index: Index, tx: WriteTx) -> None:
    index.rebuild(tx.connection)
