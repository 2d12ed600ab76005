"""What central keeps but could not book: there a till and central differ until somebody looks."""

import json

from pos.domain.fact import rows_in
from sync.simulation.host import CentralBooks


def unbooked_variants(books: CentralBooks) -> frozenset[str]:
    """Return the variants whose stock moved in facts that were set aside or deferred."""
    envelopes = [line.envelope for line in books.inbox() if line.status != "done"]
    return frozenset(
        row["variant_id"]
        for envelope in envelopes
        for row in rows_in(json.loads(envelope)["body"], "stock_movements")
    )
