"""Every word that is printed for customers.

English is the source; another language comes from the gettext catalogue that the composition root
installs. Besides this file `report_wording` and `cause_wording` contain words, and nothing else in
`pos.documents`.
"""

from gettext import gettext as _

from pos.domain.receipt import CopyCause, CopyMark, ReceiptKind
from pos.domain.slip import SlipKind


def receipt_title(kind: ReceiptKind) -> str:
    """Name the document."""
    match kind:
        case ReceiptKind.SALE:
            return _("Receipt")
        case ReceiptKind.RETURN:
            return _("Refund")
        case ReceiptKind.EXCHANGE:
            return _("Exchange")
        case ReceiptKind.BALANCE:
            return _("Balance paid")


def copy_mark(mark: CopyMark) -> str:
    """Name a paper that is not the original."""
    if mark.cause is CopyCause.INTERRUPTED:
        return _("COPY {number} - printer was interrupted").format(number=mark.copy_no)
    return _("COPY {number}").format(number=mark.copy_no)


def copy_made(moment: str) -> str:
    """Say when the copy was made."""
    return _("Copy made {moment}").format(moment=moment)


def slip_title(kind: SlipKind) -> str:
    """Name a slip."""
    match kind:
        case SlipKind.BADGE:
            return _("Badge")
        case SlipKind.TEST_PAGE:
            return _("Test page")


def test_page_letters() -> str:
    """Return letters that a printer's own character set often lacks."""
    return _("\u00c4\u00d6\u00dc \u00e4\u00f6\u00fc \u00df \u00e9 \u0142 \u20ac")


def test_page_right() -> str:
    """Return what must stand whole at the right edge."""
    return _("right edge")


def test_page_bold() -> str:
    """Return a line that is printed in bold."""
    return _("This line is bold, and the code below can be scanned.")


def training() -> str:
    """Name a paper that is worth nothing."""
    return _("TRAINING - NOT A RECEIPT")


def training_label() -> str:
    """Name a label that is worth nothing; it stands before the name of the goods."""
    return _("TRAINING")


def tax_number(number: str) -> str:
    """Show the shop's tax number."""
    return _("Tax no. {number}").format(number=number)


def phone(number: str) -> str:
    """Show the shop's telephone number."""
    return _("Phone {number}").format(number=number)


def document_number() -> str:
    """Label the receipt's number."""
    return _("No.")


def refers_to() -> str:
    """Label the number of the original sale."""
    return _("For receipt")


def issued_at() -> str:
    """Label date and time."""
    return _("Date")


def register_and_cashier(register: str, cashier: str) -> str:
    """Say where and by whom."""
    return _("Till {register}, served by {cashier}").format(register=register, cashier=cashier)


def customer() -> str:
    """Label the customer's name."""
    return _("Customer")


def tax_exempt() -> str:
    """Label why no tax was charged."""
    return _("Tax exempt")


def discount() -> str:
    """Label what comes off a line or the whole."""
    return _("Discount")


def offer(name: str, code: str) -> str:
    """Name an offer, or a coupon with its code."""
    return _("{name} ({code})").format(name=name, code=code) if code else name


def saved() -> str:
    """Label what the customer paid less than on the shelf."""
    return _("You saved")


def returned() -> str:
    """Mark a line that came back."""
    return _("Returned")


def serial(number: str) -> str:
    """Name the very piece."""
    return _("Serial no. {number}").format(number=number)


def ready_on(day: str) -> str:
    """Promise what is made for the customer."""
    return _("Ready {day}").format(day=day)


def message(words: str) -> str:
    """Quote what shall stand on it."""
    return f"\u201c{words}\u201d"


def free_until(day: str) -> str:
    """Say until when what is made to order is cancelled for nothing."""
    return _("Cancelled for nothing until {day}").format(day=day)


def kept_later(percent: int) -> str:
    """Say what is kept when it is cancelled later."""
    return _("Later {percent} % of the deposit is kept").format(percent=percent)


def kept() -> str:
    """Label what was kept of a deposit."""
    return _("Kept of the deposit")


def to_make() -> str:
    """Head the paper for whoever makes something to order."""
    return _("TO MAKE")


def to_make_changed() -> str:
    """Head such a paper when it takes the place of one that came out before."""
    return _("CHANGED - TO MAKE")


def moved_from(day: str) -> str:
    """Say for which day it was promised before."""
    return _("instead of {day}").format(day=day)


def to_pay() -> str:
    """Label what has to be paid when goods are fetched."""
    return _("To pay")


def items(count: int) -> str:
    """Count what was handed over."""
    return _("1 item") if count == 1 else _("{count} items").format(count=count)


def subtotal() -> str:
    """Label the sum of the lines."""
    return _("Subtotal")


def total() -> str:
    """Label what is to be paid."""
    return _("TOTAL")


def refund_total() -> str:
    """Label what is given back."""
    return _("REFUND")


def cash_rounding() -> str:
    """Label the difference that cash made."""
    return _("Rounding")


def added_tax(name: str, rate: str) -> str:
    """Label a tax that comes on top of the prices."""
    return _("plus {tax}").format(tax=_name_with_rate(name, rate))


def tax_table() -> tuple[str, str, str, str]:
    """Head the tax table."""
    return _("Rate"), _("Net"), _("Tax"), _("Gross")


def tax_of_rate(letter: str, *, name: str, rate: str) -> str:
    """Label one row of the tax table."""
    return f"{letter} {_name_with_rate(name, rate)}".strip()


def _name_with_rate(name: str, rate: str) -> str:
    """Return the tax with its rate, once, however the shop spaced the rate in the name."""
    says_it = "".join(rate.split()) in "".join(name.split())
    return name if says_it else f"{name} {rate}"


def tendered() -> str:
    """Label what was handed over."""
    return _("Given")


def change() -> str:
    """Label what was handed back."""
    return _("Change")


def card(brand: str, last4: str) -> str:
    """Show a card by the four digits that may be shown."""
    return f"{brand} •••• {last4}".strip()


def reference(text: str) -> str:
    """Show the reference of a payment."""
    return _("Ref. {text}").format(text=text)


def gift_card(last4: str) -> str:
    """Show a gift card by the characters that may be shown."""
    return _("Card {card}").format(card=f"•••• {last4}")


def left_on(last4: str, amount: str) -> str:
    """Say what stayed on a gift card, or of a customer's credit."""
    if not last4:
        return _("{amount} credit left").format(amount=amount)
    return _("{card}: {amount} left").format(card=f"•••• {last4}", amount=amount)


def tip(amount: str) -> str:
    """Show a tip."""
    return _("with a tip of {amount}").format(amount=amount)


def still_owed() -> str:
    """Mark money that comes later."""
    return _("not paid yet")


def journal(mark: str) -> str:
    """Show the beginning of the journal entry's hash."""
    return _("Journal {mark}").format(mark=mark)


def times(quantity: str, price: str) -> str:
    """Show how a line's amount came about."""
    return f"{quantity} \N{MULTIPLICATION SIGN} {price}"


def per_unit(price: str, unit: str) -> str:
    """Show a price for more than one unit, as in 12.90/kg."""
    return f"{price}/{unit}"


def price_per(measure: str) -> str:
    """Say how much a price on a label is for."""
    return _("per {measure}").format(measure=measure)


def unit(code: str) -> str:
    """Name a unit of measure; pieces have no name."""
    return {"each": "", "g": _("g"), "kg": _("kg"), "ml": _("ml"), "l": _("l")}.get(code, code)
