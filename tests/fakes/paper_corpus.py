"""Receipts of many shops, for the tests of everything that prints them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from pos.domain.day_report import (
    CashCount,
    CashierTotal,
    CashMovement,
    DayReport,
    DayReportKind,
    DocumentRange,
    JournalHead,
    TaxTotal,
    TenderTotal,
)
from pos.domain.receipt import (
    CopyCause,
    CopyMark,
    Receipt,
    ReceiptKind,
    ReceiptLine,
    ReceiptShop,
    ReceiptTax,
    ReceiptTender,
)

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)

SHOP = ReceiptShop(
    name="Corner Shop",
    timezone="Europe/London",
    address=("12 Market Street", "Bath BA1 1AA"),
    phone="+44 1225 000000",
    tax_id="GB 123 4567 89",
    footer=("Goods may be returned within 30 days.", "corner.example"),
)

VAT = ReceiptTax(
    code="VAT20",
    name="VAT",
    rate_ppm=200_000,
    is_included=True,
    base_cents=1750,
    tax_cents=350,
)

PLAIN = Receipt(
    kind=ReceiptKind.SALE,
    number="S1R1-A-000124",
    shop=SHOP,
    register_code="R1",
    cashier="Ada",
    issued_at=NOON,
    currency="GBP",
    lines=(
        ReceiptLine(
            name="Tea",
            quantity=2,
            unit_price_cents=450,
            gross_cents=900,
            tax_codes=("VAT20",),
        ),
        ReceiptLine(
            name="Enamel cup",
            variant_name="Blue",
            quantity=1,
            unit_price_cents=1400,
            gross_cents=1400,
            discount_cents=200,
            tax_codes=("VAT20",),
        ),
    ),
    taxes=(VAT,),
    total_cents=2100,
    tenders=(ReceiptTender(name="Cash", amount_cents=2100, tendered_cents=2500, change_cents=400),),
    journal_mark="9f00c1aa",
)

HOSTILE_NAMES = (
    "Tea\x1bp\x00\x19\xfa",
    "<b>bold</b><img src='/etc/passwd'/>",
    "abc\u202egnp.exe",
    "Cake \U0001f382\U0001f3fd",
    "nul\x00byte",
    "cut\x1dV\x00 init\x1b@ page\x1bL status\x10\x04\x01 kick\x10\x14\x01\x00\x05",
    "line\nfeed\r\x0b\x0c\x85\u2028\u2029",
    "half \ud83d surrogate",
    "\ue000 private \uffff none",
    "A" * 400,
)

NAMES_BY_LANGUAGE = {
    "en_GB": "Enamel cup",
    "de_DE": "Größenverstellbare Straßenschuhe",
    "fr_FR": "Crème brûlée à l'orange",
    "pl_PL": "Żółta łódź",
    "cs_CZ": "Příliš žluťoučký kůň",
    "el_GR": "Ελαιόλαδο",
    "ru_RU": "Чай чёрный",
    "en_IN": "Masala ₹ tea",
    "hi_IN": "मसाला चाय",
    "ar_EG": "شاي بالنعناع",
    "he_IL": "תה נענע",
    "th_TH": "ชาดำเย็น",
}


def line(name: str, *, cents: int = 450, quantity: int = 1) -> ReceiptLine:
    """Return a line of pieces at a price."""
    return ReceiptLine(
        name=name, quantity=quantity, unit_price_cents=cents, gross_cents=cents * quantity
    )


def selling(*names: str) -> Receipt:
    """Return a receipt that sells one of each name, untaxed, paid by card."""
    lines = tuple(line(name) for name in names)
    total_cents = 450 * len(lines)
    card = ReceiptTender(
        name="Card",
        amount_cents=total_cents,
        reference="A-77120",
        card_brand="Visa",
        card_last4="4242",
    )
    return replace(PLAIN, lines=lines, taxes=(), total_cents=total_cents, tenders=(card,))


RETURN = replace(
    PLAIN,
    kind=ReceiptKind.RETURN,
    lines=(line("Tea", quantity=-1),),
    taxes=(replace(VAT, base_cents=-375, tax_cents=-75),),
    total_cents=-450,
    tenders=(ReceiptTender(name="Cash", amount_cents=-450),),
    refers_to="S1R2-A-000007",
    order_discount_cents=0,
)

WEIGHED = replace(
    PLAIN,
    currency="EUR",
    lines=(
        ReceiptLine(
            name="Apples",
            quantity=1500,
            unit="g",
            price_unit_qty=1000,
            unit_price_cents=299,
            gross_cents=449,
            note="from the garden",
        ),
    ),
    taxes=(),
    total_cents=449,
    tenders=(
        ReceiptTender(
            name="Cash",
            amount_cents=449,
            tendered_cents=500,
            change_cents=50,
            rounding_cents=1,
        ),
    ),
)

EIGHT_TAXES = replace(
    PLAIN,
    order_discount_cents=100,
    total_cents=2200 + 8 * 25 - 200,
    taxes=tuple(
        ReceiptTax(
            code=f"T{rate}",
            name=f"County tax {rate}",
            rate_ppm=rate * 12_500,
            is_included=False,
            base_cents=2000,
            tax_cents=25 * rate,
        )
        for rate in range(1, 9)
    ),
)

EXCHANGE = replace(
    PLAIN,
    kind=ReceiptKind.EXCHANGE,
    lines=(line("Cup", cents=1400, quantity=-1), line("Bowl", cents=1400)),
    taxes=(),
    tenders=(),
    total_cents=0,
    refers_to="S1R1-A-000099",
)

COPY = replace(PLAIN, copy=CopyMark(copy_no=1, made_at=NOON + timedelta(days=2)))

TORN = replace(
    PLAIN,
    copy=CopyMark(copy_no=2, made_at=NOON + timedelta(minutes=1), cause=CopyCause.INTERRUPTED),
)

LONG = selling(*(f"Article number {index} with a name that needs wrapping" for index in range(200)))

CORPUS = {
    "plain": PLAIN,
    "return": RETURN,
    "exchange": EXCHANGE,
    "weighed": WEIGHED,
    "eight taxes": EIGHT_TAXES,
    "copy": COPY,
    "interrupted": TORN,
    "training": replace(PLAIN, is_training=True),
    "zero": replace(PLAIN, lines=(), taxes=(), tenders=(), total_cents=0),
    "customer": replace(PLAIN, customer_name="Grace Hopper", number="S12R10-B-000001"),
    "tax exempt": replace(
        PLAIN, customer_name="Village School", tax_exempt_no="Diplomat <b>7</b>", taxes=()
    ),
    "huge amounts": replace(PLAIN, total_cents=999_999_999_999),
    "200 lines": LONG,
    "hostile": selling(*HOSTILE_NAMES),
    "languages": selling(*NAMES_BY_LANGUAGE.values()),
}

Z_REPORT = DayReport(
    kind=DayReportKind.Z,
    number=17,
    store_name="Corner Shop",
    register_code="R1",
    currency="GBP",
    timezone="Europe/London",
    opened_by="Ada",
    opened_at=NOON - timedelta(hours=4),
    closed_by="Grace",
    closed_at=NOON + timedelta(hours=6),
    printed_at=NOON + timedelta(hours=6),
    gross_cents=152_000,
    discount_cents=2_000,
    returns_cents=10_000,
    net_cents=116_667,
    total_cents=140_000,
    documents=DocumentRange(first="S1R1-A-000100", last="S1R1-A-000163", sales=62, returns=2),
    tenders=(
        TenderTotal(name="Cash", count=30, amount_cents=60_000),
        TenderTotal(name="Card", count=34, amount_cents=80_000),
    ),
    taxes=(
        TaxTotal(code="VAT20", name="VAT", rate_ppm=200_000, base_cents=116_667, tax_cents=23_333),
    ),
    cashiers=(CashierTotal(name="Ada", count=64, total_cents=140_000),),
    cash=CashCount(
        opening_cents=15_000,
        sales_cents=60_000,
        expected_cents=65_000,
        counted_cents=64_990,
        movements=(CashMovement(kind="drop", amount_cents=-10_000, reason="evening safe"),),
    ),
    journal=JournalHead(sequence=912, mark="1122aabbccddeeff", perpetual_cents=9_876_543),
)

X_REPORT = replace(
    Z_REPORT,
    kind=DayReportKind.X,
    closed_by=None,
    closed_at=None,
    cash=replace(Z_REPORT.cash, counted_cents=None),
)
