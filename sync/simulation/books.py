"""What two centrals must agree on after one script: documents, stock, and the fate of facts."""

from collections.abc import Mapping
from typing import Any

from sync.simulation.host import CentralBooks

_ORDER = ("total_cents", "paid_cents", "refunded_cents", "payment_status", "fulfilment_status")
_SHIFT = ("status", "counted_cash_cents", "expected_cash_cents")


def summarise(books: CentralBooks) -> Mapping[str, Any]:
    """Return everything but ids, moments and positions that a central makes itself."""
    return {
        "orders": {
            row["number"]: tuple(row[name] for name in _ORDER)
            for row in books.rows("orders").values()
        },
        "lines": {key: row["returned_qty"] for key, row in books.rows("order_lines").items()},
        "payments": {
            key: (row["status"], row["refunded_cents"])
            for key, row in books.rows("payments").items()
        },
        "shifts": {
            key: tuple(row.get(name) for name in _SHIFT)
            for key, row in books.rows("shifts").items()
        },
        "levels": {
            (row["variant_id"], row["location_id"]): row["on_hand"]
            for row in books.rows("inventory_levels").values()
        },
        "prices": {key: row["price_cents"] for key, row in books.rows("variants").items()},
        "codes": sorted(row["code"] for row in books.rows("barcodes").values()),
        "facts": {(line.device, line.seq): (line.event_id, line.status) for line in books.inbox()},
        "marks": dict(books.marks()),
        "dead": sorted((letter.event_id or "", letter.state) for letter in books.dead()),
    }
