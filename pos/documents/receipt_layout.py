"""Lays out a receipt: what stands where, in which words; no fonts and no width."""

from collections.abc import Iterator

from pos.documents import wording
from pos.documents.blocks import Align, Barcode, Block, Blocks, Gap, Rule, Size, Table, TextLine
from pos.documents.figures import Figures
from pos.documents.marks import marks
from pos.domain.barcode import receipt_code
from pos.domain.receipt import Receipt, ReceiptKind, ReceiptLine, ReceiptTax, ReceiptTender

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def lay_out_receipt(receipt: Receipt, *, locale: str) -> Blocks:
    """Return the blocks of a receipt, from the shop's name to the barcode."""
    figures = Figures(locale=locale, currency=receipt.currency, timezone=receipt.shop.timezone)
    return (
        *marks(figures, copy=receipt.copy, is_training=receipt.is_training),
        *_shop(receipt),
        *_document(receipt, figures),
        *_lines(receipt, figures),
        *_totals(receipt, figures),
        *_tax_table(receipt, figures),
        *_tenders(receipt, figures),
        *_foot(receipt),
        *marks(figures, copy=receipt.copy, is_training=receipt.is_training),
    )


def tax_letters(receipt: Receipt) -> dict[str, str]:
    """Return the letter that stands for each tax code on this paper, in the table's order."""
    codes = dict.fromkeys(tax.code for tax in receipt.taxes)
    return {
        code: _LETTERS[index] if index < len(_LETTERS) else code for index, code in enumerate(codes)
    }


def _shop(receipt: Receipt) -> Iterator[Block]:
    shop = receipt.shop
    yield TextLine(left=shop.name, align=Align.CENTER, size=Size.LARGE, is_bold=True)
    lines = [*shop.address]
    if shop.phone:
        lines.append(wording.phone(shop.phone))
    if shop.tax_id:
        lines.append(wording.tax_number(shop.tax_id))
    for text in (*lines, *shop.header):
        yield TextLine(left=text, align=Align.CENTER)
    yield Gap()


def _document(receipt: Receipt, figures: Figures) -> Iterator[Block]:
    title = wording.receipt_title(receipt.kind)
    yield TextLine(left=title, align=Align.CENTER, is_bold=True)
    yield TextLine(left=wording.document_number(), right=receipt.number)
    yield TextLine(left=wording.issued_at(), right=figures.moment(receipt.issued_at))
    if receipt.refers_to:
        yield TextLine(left=wording.refers_to(), right=receipt.refers_to)
    if receipt.customer_name:
        yield TextLine(left=wording.customer(), right=receipt.customer_name)
    if receipt.tax_exempt_no:
        yield TextLine(left=wording.tax_exempt(), right=receipt.tax_exempt_no)
    yield TextLine(left=wording.register_and_cashier(receipt.register_code, receipt.cashier))
    yield Rule()


def _lines(receipt: Receipt, figures: Figures) -> Iterator[Block]:
    letters = tax_letters(receipt)
    for line in receipt.lines:
        yield from _line(line, figures, letters)
    if receipt.lines:
        yield Rule()


def _line(line: ReceiptLine, figures: Figures, letters: dict[str, str]) -> Iterator[Block]:
    marks = "".join(letters.get(code, code) for code in line.tax_codes)
    amount = f"{figures.amount(line.gross_cents)} {marks}"
    name = f"{line.name} {line.variant_name}"
    quantity = figures.quantity(line.quantity, unit=line.unit, price_unit_qty=line.price_unit_qty)
    price = figures.unit_price(
        line.unit_price_cents, unit=line.unit, price_unit_qty=line.price_unit_qty
    )
    is_single = line.unit == "each" and line.quantity == 1
    yield TextLine(left=name, right=amount if is_single else "")
    if not is_single:
        yield TextLine(left=wording.times(quantity, price), right=amount, is_indented=True)
    if line.quantity < 0:
        yield TextLine(left=wording.returned(), size=Size.SMALL, is_indented=True)
    if line.price_list:
        yield TextLine(left=line.price_list, size=Size.SMALL, is_indented=True)
    if line.discount_cents:
        off = figures.amount(-line.discount_cents)
        yield TextLine(left=wording.discount(), right=off, is_indented=True)
    if line.serial:
        yield TextLine(left=wording.serial(line.serial), size=Size.SMALL, is_indented=True)
    yield from _made(line, figures)
    if line.gift_card_last4:
        card = wording.gift_card(line.gift_card_last4)
        yield TextLine(left=card, size=Size.SMALL, is_indented=True)
    if line.note:
        yield TextLine(left=line.note, size=Size.SMALL, is_indented=True)


def _made(line: ReceiptLine, figures: Figures) -> Iterator[Block]:
    """Say what is promised, and what shall stand on it, so that the customer can check it."""
    for option in line.options:
        yield TextLine(left=option, is_indented=True)
    if line.message:
        yield TextLine(left=wording.message(line.message), is_indented=True)
    if line.ready_on:
        day = figures.day(line.ready_on)
        yield TextLine(left=wording.ready_on(day), is_bold=True, is_indented=True)
    if line.free_until:
        until = figures.day(line.free_until)
        yield TextLine(left=wording.free_until(until), size=Size.SMALL, is_indented=True)
        kept = wording.kept_later(line.forfeit_percent)
        yield TextLine(left=kept, size=Size.SMALL, is_indented=True)
    if line.kept_cents:
        kept = figures.amount(line.kept_cents)
        yield TextLine(left=wording.kept(), right=kept, size=Size.SMALL, is_indented=True)


def _totals(receipt: Receipt, figures: Figures) -> Iterator[Block]:
    if receipt.lines:
        yield TextLine(left=wording.items(_item_count(receipt)))
    added = [tax for tax in receipt.taxes if not tax.is_included]
    if receipt.offers or receipt.order_discount_cents or added:
        subtotal = figures.amount(receipt.subtotal_cents)
        yield TextLine(left=wording.subtotal(), right=subtotal)
    for offer in receipt.offers:
        name = wording.offer(offer.name, offer.code)
        yield TextLine(left=name, right=figures.amount(-offer.amount_cents))
    if receipt.order_discount_cents:
        off = figures.amount(-receipt.order_discount_cents)
        yield TextLine(left=wording.discount(), right=off)
    for tax in added:
        label = wording.added_tax(tax.name, figures.rate(tax.rate_ppm))
        yield TextLine(left=label, right=figures.amount(tax.tax_cents))
    is_refund = receipt.kind is ReceiptKind.RETURN
    label = wording.refund_total() if is_refund else wording.total()
    shown = abs(receipt.total_cents) if is_refund else receipt.total_cents
    yield TextLine(left=label, right=figures.money(shown), size=Size.LARGE, is_bold=True)
    if _advertises(receipt):
        yield TextLine(left=wording.saved(), right=figures.amount(receipt.saved_cents))
    if receipt.rounding_cents:
        yield TextLine(left=wording.cash_rounding(), right=figures.amount(receipt.rounding_cents))
    yield Gap()


def _advertises(receipt: Receipt) -> bool:
    """Say whether the shop's own offers saved something; what a person gave is no news."""
    has_offers = bool(receipt.offers) or any(line.price_list for line in receipt.lines)
    return has_offers and receipt.saved_cents > 0


def _item_count(receipt: Receipt) -> int:
    """Count pieces one by one and each weighed or measured line as one."""
    return sum(abs(line.quantity) if line.unit == "each" else 1 for line in receipt.lines)


def _tax_table(receipt: Receipt, figures: Figures) -> Iterator[Block]:
    if not receipt.taxes:
        return
    letters = tax_letters(receipt)
    rows = tuple(_tax_row(tax, letters[tax.code], figures) for tax in receipt.taxes)
    yield Table(head=wording.tax_table(), rows=rows)
    yield Gap()


def _tax_row(tax: ReceiptTax, letter: str, figures: Figures) -> tuple[str, ...]:
    label = wording.tax_of_rate(letter, name=tax.name, rate=figures.rate(tax.rate_ppm))
    gross_cents = tax.base_cents + tax.tax_cents
    amounts = (tax.base_cents, tax.tax_cents, gross_cents)
    return (label, *(figures.amount(cents) for cents in amounts))


def _tenders(receipt: Receipt, figures: Figures) -> Iterator[Block]:
    for tender in receipt.tenders:
        yield from _tender(tender, figures)
    if receipt.change_cents:
        change = figures.amount(receipt.change_cents)
        yield TextLine(left=wording.change(), right=change, is_bold=True)
    yield Gap()


def _tender(tender: ReceiptTender, figures: Figures) -> Iterator[Block]:
    handed_over = tender.tendered_cents
    shown = tender.amount_cents if handed_over is None else handed_over
    yield TextLine(left=tender.name, right=figures.amount(shown))
    if tender.card_last4:
        card = wording.card(tender.card_brand or "", tender.card_last4)
        yield TextLine(left=card, size=Size.SMALL, is_indented=True)
    small = [
        wording.tip(figures.amount(tender.tip_cents)) if tender.tip_cents else "",
        _left(tender, figures),
        wording.still_owed() if tender.is_promise else "",
    ]
    for words in filter(None, small):
        yield TextLine(left=words, size=Size.SMALL, is_indented=True)
    if tender.reference:
        reference = wording.reference(tender.reference)
        yield TextLine(left=reference, size=Size.SMALL, is_indented=True)
    for text in tender.terminal_text:
        yield TextLine(left=text, size=Size.SMALL, is_indented=True)


def _left(tender: ReceiptTender, figures: Figures) -> str:
    """Say what stayed on a gift card or credit; "" for another tender."""
    if tender.left_cents is None:
        return ""
    return wording.left_on(tender.account_last4, figures.amount(tender.left_cents))


def _foot(receipt: Receipt) -> Iterator[Block]:
    if receipt.made_terms:
        yield TextLine(left=receipt.made_terms)
        yield Gap()
    for text in receipt.shop.footer:
        yield TextLine(left=text, align=Align.CENTER)
    if receipt.journal_mark:
        mark = wording.journal(receipt.journal_mark)
        yield TextLine(left=mark, align=Align.CENTER, size=Size.SMALL)
    yield Gap()
    yield Barcode(text=receipt_code(receipt.number), caption=receipt.number)
