"""What a customer and a shelf get of the day: the receipt in every form, and a sheet of labels."""

from pathlib import Path

from pos.documents.day_report_layout import lay_out_day_report
from pos.documents.escpos_job import PaperOptions, paper_job
from pos.documents.fonts import find_fonts
from pos.documents.label_pdf import LabelWish, write_labels
from pos.documents.label_sheets import get_sheet
from pos.documents.paper_pdf import write_pdf
from pos.documents.paper_text import write_text
from pos.documents.price_label import PriceLabel
from pos.documents.receipt_layout import lay_out_receipt
from pos.queries.orders import find_order_id
from pos.queries.receipts import get_sale_receipt
from pos.queries.shift_reports import read_day_report_of_shift
from pos.register_file import open_register
from pos.runtime.clock import Clock
from pos.runtime.ids import TimeOrderedIds
from pos.runtime.paths import Paths
from ui.demo.checks import Day
from ui.demo.opening import LOCALE
from ui.paper.raster import QtReceiptRaster, image_of

WIDTH_DOTS = 576
COLUMNS = 48
SHEET = "21-up"
COPIES = 3


def make_papers(paths: Paths, day: Day, out: Path, *, clock: Clock) -> None:
    """Write the receipt of the first sale in every format, the Z report and labels as PDF."""
    fonts, raster = find_fonts(), QtReceiptRaster()
    with (
        open_register(paths, clock=clock, ids=TimeOrderedIds(clock)) as store,
        store.read() as tx,
    ):
        order_id = find_order_id(tx, day.returned_from)
        assert order_id is not None, "the day sold it"
        receipt = get_sale_receipt(tx, order_id)
        currency = tx.register.currency
        report = read_day_report_of_shift(tx, None, printed_at=clock.now())
    blocks = lay_out_receipt(receipt, locale=LOCALE)
    bitmap = raster.render(blocks, width_dots=WIDTH_DOTS)
    image_of(bitmap).save(str(out / "receipt.png"))
    pdf = write_pdf(blocks, title=receipt.number, fonts=fonts, raster=raster)
    (out / "receipt.pdf").write_bytes(pdf)
    (out / "receipt.escpos").write_bytes(paper_job(bitmap, PaperOptions()))
    (out / "receipt.txt").write_text("\n".join(write_text(blocks, columns=COLUMNS)) + "\n")
    z_report = write_pdf(
        lay_out_day_report(report, locale=LOCALE),
        title=f"Z {report.number}",
        fonts=fonts,
        raster=raster,
    )
    (out / "z-report.pdf").write_bytes(z_report)
    wishes = [
        LabelWish(
            label=PriceLabel(
                name=good.name,
                variant_name=good.variant_name,
                code=good.code,
                price_cents=good.price_cents,
                currency=currency,
                sku=good.sku,
            ),
            copies=COPIES,
        )
        for good in day.goods
    ]
    labels = write_labels(wishes, sheet=get_sheet(SHEET), locale=LOCALE, fonts=fonts, raster=raster)
    (out / "labels.pdf").write_bytes(labels)
