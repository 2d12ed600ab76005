"""scan.lookup: from a barcode to what can be sold."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from itertools import islice

from pos.queries.items import find_sellable
from pos.queries.store_rules import day_in_store
from ui.bench.kit import Kit
from ui.bench.rehearsal import driver_of
from ui.bench.row import Goal, Judged, Row, Samples, Trial
from ui.bench.sales import random_codes
from ui.bench.shops import SEED
from ui.bench.stopwatch import wall_us

FACTS = """
SELECT v.id, v.product_id, v.sku, v.name, v.unit, v.price_unit_qty, v.price_cents,
  coalesce(v.cost_cents, p.cost_cents), v.track_stock, v.backorder_policy, v.is_available,
  p.name, p.is_discountable, p.min_age, l.available, l.low_stock_threshold, b.code, b.pack_qty,
  i.storage_key, t.id, t.name, t.rate_ppm, t.is_inclusive, t.is_compound, k.code
FROM barcodes b JOIN variants v ON v.id = b.variant_id
JOIN products p ON p.id = v.product_id JOIN categories c ON c.id = p.category_id
LEFT JOIN inventory_levels l ON l.variant_id = v.id AND l.location_id = ?
LEFT JOIN blobs i ON i.id = c.image_blob_id
JOIN tax_categories k ON k.id = coalesce(p.tax_category_id, c.tax_category_id)
JOIN tax_rates t ON t.tax_category_id = k.id AND t.valid_from <= ?
WHERE b.code = ? AND v.is_active AND p.is_active AND v.deleted_at IS NULL
"""


@contextmanager
def _open(kit: Kit) -> Generator[Trial]:
    codes = random_codes(SEED, "lookup", variants=kit.sizes.variants)
    with kit.store() as store:
        reader = store.kept_reader()
        day = day_in_store(reader, kit.clock.now())
        driver, location = driver_of(reader), reader.register.location_id.bytes

        def sellable(code: str) -> None:
            if find_sellable(reader, code, on=day) is None:
                raise LookupError(code)

        def facts(code: str) -> None:
            if not _fetch(driver, location, day.isoformat(), code):
                raise LookupError(code)

        yield Trial(
            value=lambda: [wall_us(partial(sellable, c)) for c in islice(codes, kit.samples)],
            limit=lambda: [wall_us(partial(facts, c)) for c in islice(codes, kit.samples)],
        )
        reader.connection.close()


def _fetch(driver: sqlite3.Connection, *values: object) -> list[tuple[object, ...]]:
    return driver.execute(FACTS, values).fetchall()


ROW = Row(
    name="scan.lookup",
    value="barcode to sellable item, with its taxes and stock",
    limit="the same facts by one join in sqlite3",
    unit="us",
    goal=Goal(judged=Judged.RATIO, must=6, stretch=4),
    open=_open,
    samples=Samples(quick=20, full=1_000),
    people_wait=True,
)
