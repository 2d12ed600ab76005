"""Gift cards and store credit: central's balance, plus own entries that it does not have yet.

The entries of the store come down too, so that each till can say how a balance came about.

Below zero the account comes down frozen. How much a till that is offline may take from a card is
the business of who sells with it, the balance here is a hint.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from uuid import UUID

import sqlalchemy as sa

from models.stored_value import StoredValueAccountRow, StoredValueEntryRow
from pos.domain.fact import rows_in
from pos.runtime.changes import Topic
from sync.feed import Feed
from sync.uncounted import find_uncounted
from sync.wire import Values

ENTRIES = "stored_value_entries"
BALANCE = "balance_cents"


def add_uncounted(
    connection: sa.Connection, rows: Sequence[Values], last_seq: int
) -> Sequence[Values]:
    """Return the accounts with the own entries after fact `last_seq` added; entries as they are."""
    if not rows or BALANCE not in rows[0]:
        return rows
    uncounted: Counter[UUID] = Counter()
    for envelope in find_uncounted(connection, last_seq):
        if ENTRIES in envelope:
            for account_id, amount_cents in _entries(envelope):
                uncounted[account_id] += amount_cents
    for row in rows:
        row[BALANCE] += uncounted[row["id"]]
    return rows


def _entries(envelope: str) -> Iterator[tuple[UUID, int]]:
    for row in rows_in(json.loads(envelope)["body"], ENTRIES):
        yield UUID(row["account_id"]), row["amount_cents"]


FEED = Feed(
    rows=(StoredValueAccountRow, StoredValueEntryRow),
    order=95,
    topics=frozenset({Topic.SALES}),
    adapt=add_uncounted,
)
