"""receipt.compose: a receipt of thirty lines, ready to be sent to the printer."""

from collections.abc import Generator
from contextlib import contextmanager

from pos.queries.receipts import get_sale_receipt
from pos.services.checkout import complete_sale
from pos.spooler.press import EscposPress
from ui.app import make_application
from ui.bench.kit import Kit
from ui.bench.row import Goal, Judged, Row, Samples, Trial
from ui.bench.sales import random_codes, ready_to_pay
from ui.bench.shops import SEED
from ui.bench.stopwatch import thread_ms
from ui.paper.raster import QtReceiptRaster

LINES = 30
WIDTH_DOTS = 576
LOCALE = "en_GB"


@contextmanager
def _open(kit: Kit) -> Generator[Trial]:
    make_application([])
    press = EscposPress(raster=QtReceiptRaster(), locale=LOCALE)
    codes = random_codes(SEED, "receipt", variants=kit.sizes.variants)
    with kit.store() as store:
        with store.write() as tx:
            wish = ready_to_pay(tx, codes, lines=LINES)
            complete_sale(tx, wish)

        def compose() -> None:
            with store.read() as tx:
                receipt = get_sale_receipt(tx, wish.sale_id)
            press.paper(receipt, width_dots=WIDTH_DOTS)

        yield Trial(value=lambda: [thread_ms(compose) for _ in range(kit.samples)], limit=None)


ROW = Row(
    name="receipt.compose",
    value="thirty lines from the committed sale to ESC/POS bytes, thread CPU",
    limit="",
    unit="ms",
    goal=Goal(judged=Judged.VALUE, must=60, stretch=30),
    open=_open,
    samples=Samples(quick=1, full=20),
    people_wait=True,
)
