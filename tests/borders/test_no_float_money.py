"""No amount of money, no quantity and no rate is ever a float, in the code or in a database."""

import ast
from pathlib import Path

import pytest
import sqlalchemy as sa

from models.metadata import central_metadata, register_metadata
from models.types import Measure

ROOT = Path(__file__).parents[2]
SOURCES = sorted(path for part in ("pos", "models", "sync") for path in (ROOT / part).rglob("*.py"))

# The one place where inexact numbers are spoken of: the types of the columns listed below.
SPEAKS_OF_FLOATS = {"models/types.py"}
INEXACT_COLUMNS = {
    ("growth_entries", "head_circumference_cm"),
    ("growth_entries", "length_cm"),
    ("growth_entries", "weight_kg"),
    ("products", "popularity_score"),
    ("products", "recommendation_score"),
    ("recommendation_log", "confidence"),
    ("reviews", "rating"),
}
TABLES = {table.fullname: table for table in central_metadata().sorted_tables} | {
    table.fullname: table for table in register_metadata().sorted_tables
}
COLUMNS = [column for table in TABLES.values() for column in table.columns]


def floats_in(source: str) -> list[int]:
    """Return the lines with a float literal or the name `float`."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
    ]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_float_in_the_code(path: Path) -> None:
    if str(path.relative_to(ROOT)) in SPEAKS_OF_FLOATS:
        return

    assert floats_in(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("source", ["price = 1.5", "float(price)", "def pay(x: float): ...", "1e3"])
def test_a_float_would_be_found(source: str) -> None:
    assert floats_in(source) == [1]


def test_only_scores_and_body_measures_are_inexact() -> None:
    inexact = {
        (column.table.name, column.name)
        for column in COLUMNS
        if isinstance(column.type, Measure | sa.Numeric | sa.Float)
    }

    assert inexact == INEXACT_COLUMNS


def test_money_quantities_and_rates_are_whole_numbers() -> None:
    counted = [column for column in COLUMNS if is_counted(column.name)]

    assert "total_cents" in {column.name for column in counted}
    assert [
        (column.table.name, column.name)
        for column in counted
        if not isinstance(column.type, sa.Integer)
    ] == []


def is_counted(name: str) -> bool:
    return name.endswith(("_cents", "_ppm", "_qty", "quantity", "_delta")) or name in {
        "available",
        "on_hand",
        "reserved",
    }
