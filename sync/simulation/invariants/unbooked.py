"""What central keeps but could not book: there a till and central differ until somebody looks."""

import json
from collections.abc import Iterator
from typing import Any

from pos.domain.fact import rows_in, written_in
from sync.simulation.host import CentralBooks


def unbooked_variants(books: CentralBooks) -> frozenset[str]:
    """Return the variants whose stock moved in facts that were set aside or deferred."""
    return frozenset(
        row["variant_id"]
        for body in _unbooked_bodies(books)
        for row in rows_in(body, "stock_movements")
    )


def unbooked_rows(books: CentralBooks) -> frozenset[tuple[str, str]]:
    """Return the rows that such facts wrote, by table and key."""
    return frozenset(
        (table, row["id"])
        for body in _unbooked_bodies(books)
        for table, rows in written_in(body)
        for row in rows
        if "id" in row
    )


def _unbooked_bodies(books: CentralBooks) -> Iterator[dict[str, Any]]:
    for line in books.inbox():
        if line.status != "done":
            yield json.loads(line.envelope)["body"]
