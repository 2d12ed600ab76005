"""What the documents of the five seeds say about their tables, read from the files in `contract`.

A file has a line per column: its view, name and type, and the rules that the document states:
`key`, `not null`, `unique`, `-> View.column`, `in WORD WORD`, `check CONDITION`. A line whose
column is `a + b` says that the two together are unique.
"""

import csv
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

FOLDER = Path(__file__).with_name("contract")
SEEDS = ("cloudkidd", "ecommerce", "microservices", "bakery", "baby_petite")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a seed's table, with the rules of its document."""

    name: str
    type: str
    rules: tuple[str, ...]

    def rule(self, beginning: str) -> str | None:
        """Return what follows the beginning of a rule; None: there is no such rule."""
        found = [each for each in self.rules if each.startswith(beginning)]
        return found[0].removeprefix(beginning).strip() if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A table of a seed as its document describes it.

    Attributes:
        unique_together: Columns that are unique only together.
    """

    seed: str
    name: str
    columns: tuple[Column, ...]
    unique_together: tuple[tuple[str, ...], ...]

    def __str__(self) -> str:
        return f"{self.seed}.{self.name}"


def read_views() -> tuple[View, ...]:
    """Return all tables and views that the five documents name."""
    return tuple(view for seed in SEEDS for view in _views_of(seed))


def _views_of(seed: str) -> list[View]:
    with (FOLDER / f"{seed}.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    return [
        _view(seed, name, list(group))
        for name, group in groupby(lines, key=lambda each: each["view"])
    ]


def _view(seed: str, name: str, lines: list[dict[str, str]]) -> View:
    return View(
        seed=seed,
        name=name,
        columns=tuple(
            Column(
                name=line["column"],
                type=line["type"],
                rules=tuple(rule for rule in line["rules"].split("; ") if rule),
            )
            for line in lines
            if line["type"]
        ),
        unique_together=tuple(
            tuple(line["column"].split(" + ")) for line in lines if not line["type"]
        ),
    )
