"""The model takes the tape: mark, chain, inbox, booking, and what could not be booked set aside.

The same rules as `central/sql/push.sql` and `central/sql/changes.sql`, fact by fact.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pos.domain.fact import written_in
from pos.tape import CHAIN_START, link
from sync.errors import TapeForkedError
from sync.simulation.model import constraints, sums
from sync.simulation.model.constraints import FOREIGN_KEY, RowRefusedError
from sync.simulation.model.facts import FACT_TABLES, NEVER_CHANGED
from sync.simulation.model.parked_carts import change_cart
from sync.simulation.model.rows import Rows
from sync.simulation.model.tables import Row

DEVICES = "sync.device"
HEADS = "sync.device_head"
INBOX = "sync.inbox"
DEAD = "sync.dead_letter"

UNDERSTOOD_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A register as central knows it."""

    register: str
    store: str
    incarnation: int


class Tape:
    """Takes facts of registers.

    Attributes:
        newer_columns: Columns that this central has learnt of since it was made, by table.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._tables = rows.tables
        self.newer_columns: dict[str, frozenset[str]] = {}

    def push(self, device: Device, lo: int, lines: str, chain: bytes) -> Row:
        """Take the facts after `lo`, or none of them, and return where the tape stands.

        Raises:
            TapeForkedError: The chain does not continue there.
        """
        head = self._tables.get(HEADS, (device.register, device.incarnation))
        if head["last_seq"] != lo:
            return {"last_seq": head["last_seq"], "dead": 0, "deferred": 0}
        value = head["chain"] or CHAIN_START
        for line in lines.split("\n"):
            value = link(value, line)
        if value != chain:
            raise TapeForkedError(reason=f"the chain does not continue after {lo}")
        states = [
            self._take_or_set_aside(device, seq, line)
            for seq, line in enumerate(lines.split("\n"), start=lo + 1)
        ]
        after = {"last_seq": lo + len(states), "chain": chain}
        self._tables.put(HEADS, (device.register, device.incarnation), after)
        return {
            "last_seq": after["last_seq"],
            "dead": states.count("dead"),
            "deferred": states.count("deferred"),
        }

    def look_up(self, device: Device, events: Sequence[UUID]) -> Row:
        """Tell how many of these facts are booked, deferred or dead, and which are missing."""
        lines = {
            str(event): self._tables.get(INBOX, (device.store, str(event))) for event in events
        }
        states = [line["status"] for line in lines.values() if line is not None]
        return {
            "done": states.count("done"),
            "deferred": states.count("deferred"),
            "dead": states.count("dead"),
            "missing": [event for event, line in lines.items() if line is None],
        }

    def move_stock(self, movement: Row) -> Row:
        """Add a movement of headquarters to its level."""
        return sums.move_stock(self._rows, movement)

    def take_again(self) -> None:
        """Give deferred and dead facts a second chance."""
        waiting = [
            (row["device"], row["incarnation"], row["seq"], key)
            for key, row in self._tables.all(INBOX).items()
            if row["status"] in ("deferred", "dead")
        ]
        for register, incarnation, seq, key in sorted(waiting):
            self._take_one_again(register, incarnation, seq=seq, key=key)

    def _take_one_again(self, register: str, incarnation: int, *, seq: int, key: Any) -> None:  # noqa: ANN401
        row = self._tables.get(INBOX, key)
        fact = json.loads(row["envelope"])
        if not self._is_understood(fact):
            return
        device = self._tables.get(DEVICES, register)
        try:
            with self._tables.transaction():
                self._project(device, fact)
                self._tables.put(INBOX, key, {**row, "status": "done"})
        except RowRefusedError:
            return
        dead = self._tables.get(DEAD, (register, incarnation, seq))
        if dead is not None:
            self._tables.put(DEAD, (register, incarnation, seq), {**dead, "state": "resolved"})

    def _take_or_set_aside(self, device: Device, seq: int, line: str) -> str:
        try:
            with self._tables.transaction():
                return self._take(device, seq, line)
        except RowRefusedError as refused:
            self._set_aside(device, seq, line=line, refused=refused)
            return "dead"

    def _take(self, device: Device, seq: int, line: str) -> str:
        fact = json.loads(line)
        status = "done" if self._is_understood(fact) else "deferred"
        said = (fact["register_id"], fact["incarnation"], fact["seq"])
        if said != (device.register, device.incarnation, seq):
            raise RowRefusedError("CT302", "the line says it is another's")
        present = self._tables.get(INBOX, (device.store, fact["event_id"]))
        if present is not None:
            before = json.loads(present["envelope"])
            if (before["kind"], before["body"]) != (fact["kind"], fact["body"]):
                raise RowRefusedError("CT303", "another fact came under this event id")
            return status
        self._store(device, seq, line=line, fact=fact, status=status)
        if status == "done":
            self._project(device, fact)
        return status

    def _store(self, device: Device, seq: int, *, line: str, fact: Row, status: str) -> None:
        self._tables.put(
            INBOX,
            (device.store, fact["event_id"]),
            {
                "event_id": fact["event_id"],
                "device": device.register,
                "incarnation": device.incarnation,
                "seq": seq,
                "envelope": line,
                "status": status,
            },
        )

    def _set_aside(self, device: Device, seq: int, *, line: str, refused: RowRefusedError) -> None:
        fact = json.loads(line)
        is_new = self._tables.get(INBOX, (device.store, fact["event_id"])) is None
        if is_new:
            self._store(device, seq, line=line, fact=fact, status="dead")
        self._tables.put(
            DEAD,
            (device.register, device.incarnation, seq),
            {
                "device": device.register,
                "event_id": fact["event_id"] if is_new else None,
                "sqlstate": refused.sqlstate,
                "message": str(refused),
                "state": "open",
            },
        )

    def _is_understood(self, fact: Row) -> bool:
        parts = [(table, row) for table, rows in written_in(fact["body"]) for row in rows]
        parts += [(table, after) for table, _key, _before, after in fact["body"]["changes"]]
        return fact["version"] == UNDERSTOOD_VERSION and all(
            table in FACT_TABLES and row.keys() <= self._columns(table) for table, row in parts
        )

    def _columns(self, table: str) -> frozenset[str]:
        known = frozenset(column.name for column in constraints.table_of(table).columns)
        return known | self.newer_columns.get(table, frozenset())

    def _project(self, device: Device, fact: Row) -> None:
        written = dict(written_in(fact["body"]))
        for name in FACT_TABLES:
            for row in written.get(name, ()):
                self._insert(device, name, row)
            self._follow(name, written.get(name, []))
        for name, key, before, after in fact["body"]["changes"]:
            self._change(device, name, key, before=before, after=after)

    def _insert(self, device: Device, name: str, row: Row) -> None:
        if self._tables.get(name, row["id"]) is None:
            moved = sums.move_stock(self._rows, row) if name == "stock_movements" else row
            if name == "journal_entries":
                self._check_journal(row)
            self._rows.insert(name, moved)
        if not FACT_TABLES[name].owned(self._tables, row, device.store, device.register):
            raise RowRefusedError("CT301", f"{name}: the row belongs to another")

    def _check_journal(self, entry: Row) -> None:
        before = next(
            (
                each["hash"]
                for each in self._tables.find(
                    "journal_entries", "register_id", entry["register_id"]
                )
                if each["seq"] == entry["seq"] - 1
            ),
            "0" * 64 if entry["seq"] == 1 else None,
        )
        if entry["prev_hash"] != before:
            self._rows.note_conflict("chain_break", {"seq": entry["seq"]})

    def _follow(self, name: str, rows: list[Row]) -> None:
        """Work out what follows from new rows of a table."""
        if name == "refunds":
            for payment in dict.fromkeys(
                row["payment_id"] for row in rows if row.get("payment_id")
            ):
                sums.settle_payment(self._rows, payment)
        if name in ("payments", "refunds"):
            for order in dict.fromkeys(row["order_id"] for row in rows):
                sums.settle_order(self._rows, order)
        if name == "return_lines":
            for each in dict.fromkeys(row["return_id"] for row in rows):
                sums.take_back(self._rows, each)

    def _change(self, device: Device, name: str, key: str, *, before: Row, after: Row) -> None:
        if name == "carts":
            change_cart(self._rows, key, after, store=device.store, register=device.register)
            return
        row = self._tables.get(name, key)
        if row is None:
            raise RowRefusedError(FOREIGN_KEY, f"{name}: no such row to change")
        table = FACT_TABLES[name]
        if not table.owned(self._tables, row, device.store, device.register):
            raise RowRefusedError("CT301", f"{name}: the row belongs to another")
        fields = after.keys() - table.computed - NEVER_CHANGED
        taken = {field: after[field] for field in fields if row.get(field) == before.get(field)}
        clashing = {
            field: after[field] for field in fields - taken.keys() if row.get(field) != after[field]
        }
        if taken:
            self._rows.update(name, key, taken)
        if clashing:
            self._rows.note_conflict("field_clash", {"table_name": name, "row_id": key})
