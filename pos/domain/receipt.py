"""What must be on the paper that a customer takes home: no wording, no layout.

Amounts are whole minor units of `Receipt.currency`, signed as the customer sees them: positive is
what the customer pays, negative what the shop gives back. The parts add up:
`subtotal_cents - offers_cents - order_discount_cents + added_tax_cents == total_cents`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pos.domain.sold_offer import SoldOffer


class ReceiptKind(StrEnum):
    """What the paper is about; it decides the title."""

    SALE = "sale"
    RETURN = "return"
    EXCHANGE = "exchange"
    BALANCE = "balance"


class CopyCause(StrEnum):
    """Why a second paper exists."""

    ASKED = "asked"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyMark:
    """Marks a paper as not being the original; the number and the date stay the original's.

    Attributes:
        copy_no: 1 for the first copy.
        made_at: When this copy was asked for, UTC.
    """

    copy_no: int
    made_at: datetime
    cause: CopyCause = CopyCause.ASKED


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptShop:
    """Who sold: the head and the foot of the paper.

    Attributes:
        address: Lines of the postal address.
        tax_id: The shop's VAT or tax number, as it must be shown.
        header: Free lines under the address.
        footer: Free lines at the end: return policy, web address.
        timezone: IANA name; moments are printed in it.
    """

    name: str
    timezone: str
    address: tuple[str, ...] = ()
    phone: str | None = None
    tax_id: str | None = None
    header: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptLine:
    """One line of what was sold or came back.

    Attributes:
        quantity: Whole numbers of `unit`; negative when the goods came back.
        unit: "each", "g", "ml" or "mm".
        price_unit_qty: How many units `unit_price_cents` is for: 1000 for a price per kilogram.
        gross_cents: Quantity times price, before discounts; the sign of the quantity.
        discount_cents: What a person took off this line; the sign of the quantity.
        price_list: The name of the price list whose price it is; None: the shelf price.
        tax_codes: Codes of the taxes on it, as in `Receipt.taxes`.
        gift_card_last4: The card that the line put money on; None: it sold goods.
        serial: The serial number of the one piece that it is; None: it has none.
        ready_on: The day for which it was promised; None: it was handed over.
        options: What was chosen of each option of what is made for the customer.
        message: What shall stand on what is made for the customer; None: nothing.
        free_until: The last day on which it is cancelled for nothing; None: on any.
        forfeit_percent: The share of the deposit that is kept later.
        kept_cents: What of the deposit was kept when it was cancelled.
    """

    name: str
    quantity: int
    unit_price_cents: int
    gross_cents: int
    variant_name: str = ""
    unit: str = "each"
    price_unit_qty: int = 1
    discount_cents: int = 0
    tax_codes: tuple[str, ...] = ()
    gift_card_last4: str | None = None
    note: str | None = None
    price_list: str | None = None
    serial: str | None = None
    ready_on: date | None = None
    options: tuple[str, ...] = ()
    message: str | None = None
    free_until: date | None = None
    forfeit_percent: int = 0
    kept_cents: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptTax:
    """One row of the tax table.

    Attributes:
        rate_ppm: Parts per million; 200000 is 20 %.
        is_included: True when the line prices contain it.
        base_cents: What the tax is on, without it.
    """

    code: str
    name: str
    rate_ppm: int
    is_included: bool
    base_cents: int
    tax_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptTender:
    """One way in which it was paid or paid back.

    Attributes:
        name: As the shop calls it: "Cash", "Card".
        amount_cents: What it settles of the total.
        tendered_cents: What was handed over, where that may differ; None otherwise.
        rounding_cents: Cash rounding: `tendered - change = amount + tip + rounding`.
        tip_cents: For the staff, on top.
        reference: Terminal reference or voucher number.
        account_last4: The last characters of a gift card's number; "" for store credit.
        left_cents: What stayed on the card or credit; None: it came from neither.
        is_promise: The money comes later.
        terminal_text: What a card terminal without a printer wants on this paper.
    """

    name: str
    amount_cents: int
    tendered_cents: int | None = None
    change_cents: int = 0
    rounding_cents: int = 0
    reference: str | None = None
    card_brand: str | None = None
    card_last4: str | None = None
    tip_cents: int = 0
    account_last4: str = ""
    left_cents: int | None = None
    is_promise: bool = False
    terminal_text: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Everything that must be on one receipt.

    Attributes:
        number: The document's number; also its barcode.
        issued_at: When the document was completed, UTC.
        offers: What offers and coupons take off after the subtotal, each at least 0.
        order_discount_cents: What a person took off the whole; the sign of the subtotal.
        saved_cents: What special prices, offers and discounts saved; 0: none of them did.
        tax_exempt_no: Why no tax was charged: a number or a reason.
        refers_to: Number of the original sale, when goods came back.
        journal_mark: First hex digits of the journal entry's hash (trust.md 2.1).
        made_terms: The shop's terms for what is made to order; None: nothing is, or it has none.
        copy: None on the original.
    """

    kind: ReceiptKind
    number: str
    shop: ReceiptShop
    register_code: str
    cashier: str
    issued_at: datetime
    currency: str
    lines: tuple[ReceiptLine, ...]
    total_cents: int
    taxes: tuple[ReceiptTax, ...] = ()
    tenders: tuple[ReceiptTender, ...] = ()
    order_discount_cents: int = 0
    offers: tuple[SoldOffer, ...] = ()
    saved_cents: int = 0
    customer_name: str | None = None
    tax_exempt_no: str | None = None
    refers_to: str | None = None
    journal_mark: str | None = None
    is_training: bool = False
    made_terms: str | None = None
    copy: CopyMark | None = None

    @property
    def subtotal_cents(self) -> int:
        """The lines with their own discounts, before discounts on the whole."""
        return sum(line.gross_cents - line.discount_cents for line in self.lines)

    @property
    def offers_cents(self) -> int:
        """What all offers and coupons take off."""
        return sum(offer.amount_cents for offer in self.offers)

    @property
    def added_tax_cents(self) -> int:
        """The taxes that the line prices do not contain."""
        return sum(tax.tax_cents for tax in self.taxes if not tax.is_included)

    @property
    def rounding_cents(self) -> int:
        """Cash rounding over all tenders."""
        return sum(tender.rounding_cents for tender in self.tenders)

    @property
    def change_cents(self) -> int:
        """What was handed back over all tenders."""
        return sum(tender.change_cents for tender in self.tenders)
