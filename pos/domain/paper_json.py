"""Papers as versioned JSON, so that a copy made years later says what the original said."""

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from types import UnionType
from typing import Any, TypeAlias, get_args, get_origin, get_type_hints

from pos.domain.cash_slip import CashSlip
from pos.domain.credit_slip import CreditSlip
from pos.domain.day_report import DayReport
from pos.domain.pickup_label import PickupLabel
from pos.domain.receipt import Receipt
from pos.domain.slip import Slip
from pos.domain.work_ticket import WorkTicket

Paper: TypeAlias = Receipt | DayReport | CashSlip | CreditSlip | Slip | WorkTicket | PickupLabel
Reader: TypeAlias = Callable[[Any], Any]

VERSION = 1
_KINDS: dict[str, type[Paper]] = {
    "receipt": Receipt,
    "day_report": DayReport,
    "cash_slip": CashSlip,
    "credit_slip": CreditSlip,
    "slip": Slip,
    "work_ticket": WorkTicket,
    "pickup_label": PickupLabel,
}


def write_paper(paper: Paper) -> str:
    """Return a paper as one JSON document."""
    name = next(name for name, kind in _KINDS.items() if isinstance(paper, kind))
    document = {"version": VERSION, "paper": name, "content": _plain(paper)}
    return json.dumps(document, sort_keys=True, separators=(",", ":"))


def find_paper(text: str) -> Paper | None:
    """Return the paper that a JSON document holds, or None when it holds something else."""
    document = json.loads(text)
    read = _READERS.get(document.get("paper", ""))
    if read is None or document.get("version") != VERSION:
        return None
    paper = read(document["content"])
    assert isinstance(paper, Paper), "the table of kinds holds nothing else"
    return paper


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def _reader(kind: object) -> Reader:
    """Return what turns JSON into a value of that type; all types that papers are made of."""
    if isinstance(kind, UnionType):
        (inner,) = (each for each in get_args(kind) if each is not type(None))
        return _optional(_reader(inner))
    if get_origin(kind) is tuple:
        item, _ = get_args(kind)
        return _many(_reader(item))
    assert isinstance(kind, type), "papers are made of classes, tuples and optional values"
    if is_dataclass(kind):
        return _record(kind)
    if kind is datetime:
        return datetime.fromisoformat
    if kind is date:
        return date.fromisoformat
    return kind if issubclass(kind, StrEnum) else _same


def _same(data: object) -> object:
    return data


def _optional(read: Reader) -> Reader:
    return lambda data: None if data is None else read(data)


def _many(read: Reader) -> Reader:
    return lambda data: tuple(read(item) for item in data)


def _record(kind: type) -> Reader:
    readers = {name: _reader(hint) for name, hint in get_type_hints(kind).items()}
    return lambda data: kind(**{name: readers[name](value) for name, value in data.items()})


_READERS = {name: _reader(kind) for name, kind in _KINDS.items()}
