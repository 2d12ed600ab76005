"""A central in memory that answers the calls of `sync_api` with the same meaning as PostgreSQL.

It is a second writing of the rules, made to be checked against the first: the differential test
plays the same script on both. In return it can do what no test can ask of a server: fail over to a
state some transactions ago, thousands of times.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random
from typing import Any
from uuid import UUID

from models.required_rows import FIRST_SHOP, REQUIRED_ROWS
from pos.domain.fact import to_json
from sync.errors import CentralRefusedError, IncarnationOverError
from sync.simulation.host import LOAD, Change
from sync.simulation.model.board import BOARD
from sync.simulation.model.books import ModelBooks
from sync.simulation.model.constraints import RowRefusedError, key_of
from sync.simulation.model.feed import EPOCHS, Feed
from sync.simulation.model.rows import CONFLICTS, Rows
from sync.simulation.model.tables import Row, Tables
from sync.simulation.model.tape import DEAD, DEVICES, HEADS, INBOX, Device, Tape
from sync.wire import PROTOCOL_MAX

EPOCHS_SINCE = datetime(2026, 1, 1, tzinfo=UTC)
PROTOCOL = PROTOCOL_MAX
LIMITS = {"facts": 1000, "bytes": 1048576, "keys": 5000}


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Everything that a central is, to go on from in another one."""

    tables: Tables
    timeline: int
    transaction_number: int
    newer_columns: dict[str, frozenset[str]]


class ModelCentral:
    """Central, as far as a register and headquarters can tell.

    Attributes:
        former: What still answers at the old address after a failover; None: nothing does.
    """

    def __init__(
        self, *, now: Callable[[], datetime], chance: Random, state: State | None = None
    ) -> None:
        """Begin with the rows that every database has, or go on from a state.

        Args:
            now: Its clock.
            chance: Makes its ids.
        """
        self._now = now
        self._chance = chance
        self._tables = state.tables if state else Tables()
        self._timeline = state.timeline if state else 1
        self._backup: int | None = None
        self._long: tuple[int, Sequence[Change]] | None = None
        self.former: ModelCentral | None = None
        self._furnish()
        if state is None:
            self._insert_required_rows()
        else:
            self._rows.transaction_number = state.transaction_number
            self._tape.newer_columns = state.newer_columns

    def call(self, register: UUID, function: str, *arguments: Any) -> Any:  # noqa: ANN401 - JSON
        """Answer a call of `sync_api` in the name of a register."""
        device = self._tables.get(DEVICES, str(register))
        if device is None:
            raise CentralRefusedError(reason="no such register")
        with self._transaction():
            return self._functions[function](device, *arguments)

    def enrol(self, register: UUID, *, store_code: str, code: str) -> None:
        """Give a register of the business a tape."""
        row = self._tables.get("registers", str(register))
        assert row["code"] == code, f"{code} of {store_code} is another register"
        with self._transaction():
            device = Device(register=str(register), store=row["store_id"], incarnation=1)
            self._tables.put(DEVICES, device.register, device)
            self._tables.put(HEADS, (device.register, 1), {"last_seq": 0, "chain": None})

    def open_business(self) -> None:
        """Let nothing that is there by now ever be lost."""
        self._tables.commits.clear()

    def change(self, changes: Sequence[Change]) -> bool:
        """Let headquarters change rows in one transaction; return False when it is refused."""
        try:
            with self._transaction():
                for change in changes:
                    self._change(change)
        except RowRefusedError:
            return False
        return True

    def begin_long(self, changes: Sequence[Change]) -> None:
        """Begin a transaction of headquarters and leave it open."""
        if self._long is None:
            self._rows.transaction_number += 1
            self._long = (self._rows.transaction_number, changes)

    def end_long(self) -> None:
        """Commit the transaction that was left open, if there is one."""
        if self._long is None:
            return
        number, changes = self._long
        self._long = None
        newest = self._rows.transaction_number
        with self._tables.transaction():
            self._rows.transaction_number = number
            for change in changes:
                self._change(change)
        self._rows.transaction_number = newest

    def back_up(self) -> None:
        """Keep the state as it is now, unless a transaction is open."""
        if self._long is None:
            self._backup = len(self._tables.commits)

    def restore(self) -> bool:
        """Go back to the kept state, as another history; return False when there is none."""
        if self._backup is None:
            return False
        self.lose(len(self._tables.commits) - self._backup)
        return True

    def lose(self, commits: int) -> None:
        """Be the standby that was promoted before the last transactions reached it."""
        self.former = None
        self.former = self._as_it_was()
        self._long = None
        self._tables.forget(max(commits, 0))
        if self._backup is not None:
            self._backup = min(self._backup, len(self._tables.commits))
        self._timeline += 1

    def learn(self, table: str, column: str) -> None:
        """Be updated: a column more, and everything that waited is tried again."""
        with self._transaction():
            known = self._tape.newer_columns.get(table, frozenset())
            self._tape.newer_columns[table] = known | {column}
            self._tape.take_again()

    def books(self) -> ModelBooks:
        """Open the books as they are now."""
        return ModelBooks(self._tables, self._feed, timeline=self._timeline)

    def close(self) -> None:
        """Let go of everything: there is nothing."""

    def _furnish(self) -> None:
        self._rows = Rows(self._tables, now=self._now, new_id=self._new_id)
        self._tape = Tape(self._rows)
        self._feed = Feed(self._rows)
        self._functions: dict[str, Callable[..., Any]] = {
            "hello": self._hello,
            "push": self._of_life(self._tape.push),
            "sequence": self._sequence,
            "pull": self._of_life(self._feed.pull),
            "fetch": self._fetch,
            "snapshot": self._of_life(self._feed.snapshot),
            "board": self._feed.board,
            **{f"{LOAD}{name}": self._of_life(partial(self._feed.load, name)) for name in BOARD},
            "begin_life": self._begin_life,
            "report_fork": self._report_fork,
            "look_up_facts": self._tape.look_up,
        }

    def _insert_required_rows(self) -> None:
        with self._transaction():
            for row_class, rows in (*REQUIRED_ROWS, *FIRST_SHOP):
                for row in rows:
                    values = {name: to_json(value) for name, value in row.items()}
                    self._rows.insert(row_class.__tablename__, values)
            self._rows.note_all()
            self._begin_epoch()

    def _as_it_was(self) -> "ModelCentral":
        return ModelCentral(
            now=self._now,
            chance=self._chance,
            state=State(
                tables=self._tables.copy(),
                timeline=self._timeline,
                transaction_number=self._rows.transaction_number,
                newer_columns=dict(self._tape.newer_columns),
            ),
        )

    def _transaction(self) -> Any:  # noqa: ANN401 - a context manager
        self._rows.transaction_number += 1
        return self._tables.transaction()

    def _change(self, change: Change) -> None:
        present = self._tables.get(change.table, change.key)
        if change.values is None:
            if present is not None:
                self._rows.delete(change.table, change.key)
        elif present is not None:
            self._rows.update(change.table, change.key, dict(change.values))
        else:
            self._insert(change.table, {key_of(change.table): change.key, **change.values})

    def _insert(self, table: str, row: Row) -> None:
        if table == "stock_movements":
            row = self._tape.move_stock(row)
        self._rows.insert(table, row)

    def _hello(
        self, device: Device, incarnation: int, _oldest: int, newest: int, *_said: object
    ) -> Row:
        self._check_life(device, incarnation)
        head = self._tables.get(HEADS, (device.register, incarnation))
        statuses = [line["status"] for line in self._tables.find(INBOX, "device", device.register)]
        return {
            "protocol": min(newest, PROTOCOL),
            "epochs": [epoch for _number, epoch in sorted(self._tables.all(EPOCHS).items())],
            "incarnation": incarnation,
            "last_seq": head["last_seq"],
            "chain": head["chain"].hex() if head["chain"] else None,
            "server_time": self._now().isoformat(),
            "backup_horizon": None,
            "dead": self.dead_of(device),
            "deferred": statuses.count("deferred"),
            "resnapshot": False,
            "retry_after_ms": 0,
            "limits": LIMITS,
        }

    def _sequence(self, _device: Device) -> int:
        self._begin_epoch()
        waiting = self._long[0] if self._long else self._rows.transaction_number
        return self._feed.sequence(settled_before=waiting)

    def _fetch(self, device: Device, keys: Any) -> list[Any]:  # noqa: ANN401 - psycopg's Jsonb
        return self._feed.fetch(device, [(table, key) for table, key in keys.obj])

    def _report_fork(self, device: Device, incarnation: int, seq: int) -> None:
        known = self._tables.find(CONFLICTS, "register", device.register)
        if not any(row.get("incarnation") == incarnation for row in known):
            about = {"register": device.register, "incarnation": incarnation, "seq": seq}
            self._rows.note_conflict("chain_break", about)

    def _begin_life(self, device: Device, former: int, wanted: int, _reason: str) -> int | None:
        if self._tables.get(HEADS, (device.register, wanted)) is None:
            self._check_life(device, former)
            self._tables.put(HEADS, (device.register, wanted), {"last_seq": 0, "chain": None})
            self._tables.put(DEVICES, device.register, replace(device, incarnation=wanted))
        head = self._tables.get(HEADS, (device.register, former))
        return None if head is None else int(head["last_seq"])

    def _begin_epoch(self) -> None:
        epochs = self._tables.all(EPOCHS)
        last = epochs[max(epochs)] if epochs else None
        if last is not None and last["timeline"] == self._timeline:
            return
        number = max(max(epochs) + 1, self._seconds()) if epochs else 1
        epoch = {
            "number": number,
            "uuid": self._new_id(),
            "start_pos": self._feed.head,
            "timeline": self._timeline,
        }
        self._tables.put(EPOCHS, number, epoch)

    def _seconds(self) -> int:
        return (self._now() - EPOCHS_SINCE) // timedelta(seconds=1)

    def dead_of(self, device: Device) -> int:
        """Count what waits for a person."""
        letters = self._tables.find(DEAD, "device", device.register)
        return sum(1 for letter in letters if letter["state"] == "open")

    def _of_life(self, answer: Callable[..., Any]) -> Callable[..., Any]:
        """Let only the life of a register that goes on have an answer."""

        def asked(device: Device, incarnation: int, *arguments: object) -> Any:  # noqa: ANN401
            self._check_life(device, incarnation)
            return answer(replace(device, incarnation=incarnation), *arguments)

        return asked

    def _check_life(self, device: Device, incarnation: int) -> None:
        if self._tables.get(HEADS, (device.register, incarnation)) is None:
            raise IncarnationOverError(reason=f"incarnation {device.incarnation} goes on")

    def _new_id(self) -> str:
        return str(UUID(int=self._chance.getrandbits(128)))
