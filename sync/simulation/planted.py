"""Bugs that are planted on purpose, each of which the simulation must find (`planting.py`)."""

from dataclasses import replace
from typing import Any

from pos.counters import Counters
from pos.services import checkout, journal
from pos.uow import WriteTx
from sync import apply, differences, exchange, first_load, pull, receiving, sending
from sync.feeds import stock_levels
from sync.simulation.model import sums
from sync.simulation.model.central import ModelCentral
from sync.simulation.model.feed import Feed
from sync.simulation.model.tape import HEADS, Tape
from sync.simulation.planting import Planted
from sync.simulation.script import PAUSES
from sync.simulation.steps.central import BackUp, Restore
from sync.simulation.steps.counter import Sell, TurnShift
from sync.simulation.steps.exchange import Exchange
from sync.simulation.steps.machines import KeepImage, SetBack
from sync.simulation.steps.overtaken import BeOvertaken

EVERY = 7
"""A bug that does not always show spares this many less one."""


def _cursor_jumps(right: Any) -> Any:  # noqa: ANN401
    def apply_piece(tx: WriteTx, piece: Any, **named: Any) -> Any:  # noqa: ANN401
        kept = replace(piece, rows=piece.rows[:-1]) if len(piece.rows) > 1 else piece
        return right(tx, kept, **named)

    return apply_piece


def _load_is_short(right: Any) -> Any:  # noqa: ANN401
    def insert(connection: Any, table: Any, page: Any) -> Any:  # noqa: ANN401
        kept = replace(page, rows=page.rows[:-1]) if len(page.rows) > 1 else page
        return right(connection, table, kept)

    return insert


def _nothing_to_rewind(_right: Any) -> Any:  # noqa: ANN401
    return lambda _tx, _pulled, _hello: None


def _rewinds_to_the_parting(right: Any) -> Any:  # noqa: ANN401
    def find_lost_history(tx: Any, pulled: Any, hello: Any) -> Any:  # noqa: ANN401
        rewind = right(tx, pulled, hello)
        if rewind is None:
            return None
        start = hello.epochs[-1].start_pos
        return replace(rewind, pulled=replace(rewind.pulled, cursor=min(pulled.cursor, start)))

    return find_lost_history


def _goes_on_from_memory(right: Any) -> Any:  # noqa: ANN401
    remembered: dict[Any, int] = {}

    def sender(desk: Any, central: Any, hello: Any) -> Any:  # noqa: ANN401
        register = central._line.register  # noqa: SLF001 - a planted bug asks nobody
        remembered[register] = max(hello.last_seq, remembered.get(register, 0))
        return right(desk, central, replace(hello, last_seq=remembered[register]))

    return sender


def _takes_whatever_comes(right: Any) -> Any:  # noqa: ANN401
    def push(self: Any, device: Any, lo: int, lines: str, chain: bytes) -> Any:  # noqa: ANN401
        head = self._tables.get(HEADS, (device.register, device.incarnation))
        if head["last_seq"] > lo:
            for line in lines.split("\n"):
                self._take_or_set_aside(device, head["last_seq"] + 1, line)
                head = {**head, "last_seq": head["last_seq"] + 1}
            self._tables.put(HEADS, (device.register, device.incarnation), head)
        return right(self, device, lo, lines, chain)

    return push


def _hides_deletions(right: Any) -> Any:  # noqa: ANN401
    def _read(self: Any, device: Any, found: Any) -> Any:  # noqa: ANN401
        tables = right(self, device, found)
        return [[table, [row for row in rows if row[2] is not None]] for table, rows in tables]

    return _read


def _skips_numbers(right: Any) -> Any:  # noqa: ANN401
    def add(self: Any, name: str, amount: int, *, at: Any) -> int:  # noqa: ANN401
        moved = right(self, name, amount, at=at)
        return int(right(self, name, 1, at=at) if name == "order" and moved % EVERY == 0 else moved)

    return add


def _forgets_facts(right: Any) -> Any:  # noqa: ANN401
    def record(self: Any, fact: Any, **named: Any) -> None:  # noqa: ANN401
        if fact.kind != "sale.completed" or self.counters.get("order").value % EVERY:
            right(self, fact, **named)

    return record


def _unchained_entry(right: Any) -> Any:  # noqa: ANN401
    def link(self: Any, name: str, last_hash: str, *, at: Any) -> None:  # noqa: ANN401
        right(self, name, "0" * 64 if name == journal.CHAIN else last_hash, at=at)

    return link


def _counts_stock_once(right: Any) -> Any:  # noqa: ANN401
    def move_stock(rows: Any, movement: Any) -> Any:  # noqa: ANN401
        is_spared = movement.get("kind") == "return"
        return movement if is_spared else right(rows, movement)

    return move_stock


def _sends_one_less(right: Any) -> Any:  # noqa: ANN401
    def find_batch(tx: Any, lo: int, **named: Any) -> Any:  # noqa: ANN401
        batch = right(tx, lo, **named)
        if batch is None or batch.facts < 2:  # noqa: PLR2004 - the last of several
            return batch
        return replace(batch, lines=batch.lines.rpartition("\n")[0])

    return find_batch


def _forgets_movements(right: Any) -> Any:  # noqa: ANN401
    def move(tx: Any, movements: Any) -> Any:  # noqa: ANN401
        rows = right(tx, movements)
        return rows[:-1] if len(rows) > 1 else rows

    return move


PLANTED = (
    Planted(
        name="cursor-jumps",
        says="the cursor is saved without the last row of a page",
        owner=receiving,
        part="apply_piece",
        make=_cursor_jumps,
    ),
    Planted(
        name="load-short",
        says="a first load leaves out the last row of a page",
        owner=first_load,
        part="insert",
        make=_load_is_short,
    ),
    Planted(
        name="history-ignored",
        says="a till does not notice that central has another history",
        owner=receiving,
        part="find_lost_history",
        make=_nothing_to_rewind,
    ),
    Planted(
        name="naive-rewind",
        says="after a failover a till goes back to where the histories parted, not to a safe page",
        owner=receiving,
        part="find_lost_history",
        make=_rewinds_to_the_parting,
    ),
    Planted(
        name="deletions-kept",
        says="what only a lost history deleted stays deleted",
        owner=pull,
        part="read_gone",
        make=lambda _right: lambda _connection: 0,
    ),
    Planted(
        name="versions-kept",
        says="a row keeps the version that a lost history gave it",
        owner=apply,
        part="_forget_versions",
        make=lambda _right: lambda _tx, _rows: None,
    ),
    Planted(
        name="memory-believed",
        says="a till sends from where it believes central to be",
        owner=exchange,
        part="Sender",
        make=_goes_on_from_memory,
    ),
    Planted(
        name="late-requests-taken",
        says="central takes a batch that begins before its mark",
        owner=Tape,
        part="push",
        make=_takes_whatever_comes,
    ),
    Planted(
        name="deletions-hidden",
        says="central does not tell of rows that are gone",
        owner=Feed,
        part="_read",
        make=_hides_deletions,
    ),
    Planted(
        name="dead-letters-hidden",
        says="central does not tell a till of its dead letters",
        owner=ModelCentral,
        part="dead_of",
        make=lambda _right: lambda _self, _device: 0,
    ),
    Planted(
        name="numbers-skipped",
        says="now and then a receipt number is left out",
        owner=Counters,
        part="add",
        make=_skips_numbers,
    ),
    Planted(
        name="facts-forgotten",
        says="now and then a sale is posted without its fact",
        owner=WriteTx,
        part="record",
        make=_forgets_facts,
    ),
    Planted(
        name="movements-forgotten",
        says="a sale of several articles tells central of all movements but the last",
        owner=checkout,
        part="move",
        make=_forgets_movements,
    ),
    Planted(
        name="journal-unchained",
        says="an entry of the journal does not name the one before",
        owner=Counters,
        part="link",
        make=_unchained_entry,
    ),
    Planted(
        name="own-movements-forgotten",
        says="a level from central overwrites what the till sold since",
        owner=stock_levels,
        part="find_uncounted",
        make=lambda _right: lambda _connection, _last_seq: [],
    ),
    Planted(
        name="returns-not-counted",
        says="central does not add returned goods to the stock",
        owner=sums,
        part="move_stock",
        make=_counts_stock_once,
    ),
    Planted(
        name="batch-short",
        says="a batch lacks its last line",
        owner=sending,
        part="find_batch",
        make=_sends_one_less,
    ),
    Planted(
        name="no-version-guard",
        says="an older row overwrites a newer one",
        owner=differences,
        part="is_news",
        make=lambda _right: lambda _version, _here: True,
        first=tuple(BeOvertaken(0, pause, pause=pause) for pause in range(1, PAUSES)),
    ),
    Planted(
        name="former-lives-forgotten",
        says="what central lost of a former life is not sent again",
        owner=exchange,
        part="send_lost_again",
        make=lambda _right: lambda *_said, **_named: 0,
        first=(
            *(BackUp(), TurnShift(0, 1), Sell(0, 1), Exchange(0), KeepImage(0), Sell(0, 2)),
            *(Exchange(0), SetBack(0), Exchange(0), Restore(), Exchange(0)),
        ),
    ),
)
