"""What central keeps but could not book: there a till and central differ until somebody looks."""

import json

from sync.simulation.host import CentralBooks


def unbooked_variants(books: CentralBooks) -> frozenset[str]:
    """Return the variants whose stock moved in facts that were set aside or deferred."""
    envelopes = [line.envelope for line in books.inbox() if line.status != "done"]
    return frozenset(
        row["variant_id"]
        for envelope in envelopes
        for table, rows in json.loads(envelope)["body"]["rows"]
        if table == "stock_movements"
        for row in rows
    )
