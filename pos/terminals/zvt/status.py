"""What a terminal says of one payment, reduced to what may be kept of it."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from pos.domain.attempt import TerminalReceipt
from pos.domain.text import mask_card_data, printable
from pos.terminals.zvt.bcd import from_bcd
from pos.terminals.zvt.fields import Field, Fields, decode_fields, last_digits

ENCODING = "cp437"
"""The characters of a terminal that was not told otherwise."""

BRAND_CHARS_MAX = 40
APPROVAL_CHARS_MAX = 20
TEXT_CHARS_MAX = 120

BRANDS = {
    5: "girocard",
    6: "Mastercard",
    8: "American Express",
    10: "Visa",
    12: "Diners Club",
    13: "V PAY",
    14: "JCB",
    46: "Maestro",
}
"""For terminals that send the number of a kind of card and not its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentStatus:
    """One status information.

    Attributes:
        result_code: 0: the payment is good; None: it does not say.
        amount_cents: In minor units; None: it does not say.
        currency_number: By ISO 4217; None: it does not say.
        receipt: Terminal and number; None: it does not say both.
        clock: Month, day, hour, minute, second of the terminal, two digits each; "": unknown.
    """

    result_code: int | None = None
    amount_cents: int | None = None
    currency_number: int | None = None
    receipt: TerminalReceipt | None = None
    clock: str = ""
    authorisation: str = ""
    card_last4: str | None = None
    card_brand: str | None = None
    text: str = ""

    @property
    def is_good(self) -> bool:
        """Say whether the terminal calls the payment good."""
        return self.result_code == 0

    def moment_near(self, moment: datetime) -> datetime | None:
        """Return the terminal's time with the year that brings it nearest to a moment.

        Args:
            moment: In the time zone in which the terminal's clock is read.

        Returns:
            None: it told no time, or none that there is.
        """
        pairs = [int(self.clock[place : place + 2]) for place in range(0, len(self.clock), 2)]
        years = (moment.year - 1, moment.year, moment.year + 1)
        found = [at for year in years if (at := _moment(year, pairs, moment.tzinfo)) is not None]
        return min(found, key=lambda at: abs(at - moment), default=None)


def read_status(data: bytes) -> PaymentStatus:
    """Return what a status information says.

    Raises:
        GarbledError: It cannot be read.
    """
    fields = decode_fields(data)
    return PaymentStatus(
        result_code=_byte(fields, Field.RESULT_CODE),
        amount_cents=_number(fields, Field.AMOUNT),
        currency_number=_number(fields, Field.CURRENCY),
        receipt=_receipt(fields),
        clock=_clock(fields),
        authorisation=_text(fields, Field.APPROVAL)[:APPROVAL_CHARS_MAX],
        card_last4=last_digits(fields.get(Field.CARD_NUMBER, b"")),
        card_brand=_brand(fields),
        text=_text(fields, Field.ADDITIONAL_TEXT)[:TEXT_CHARS_MAX],
    )


def read_text(data: bytes) -> str:
    """Return characters of a terminal as one printable line without card data."""
    return mask_card_data(printable(data.rstrip(b"\0").decode(ENCODING)))


def _moment(year: int, pairs: list[int], zone: tzinfo | None) -> datetime | None:
    try:
        month, day, hour, minute, second = pairs
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None


def _clock(fields: Fields) -> str:
    if Field.DATE not in fields or Field.TIME not in fields:
        return ""
    from_bcd(fields[Field.DATE] + fields[Field.TIME])
    return fields[Field.DATE].hex() + fields[Field.TIME].hex()


def _receipt(fields: Fields) -> TerminalReceipt | None:
    number = _number(fields, Field.RECEIPT_NO)
    if not number or Field.TERMINAL_ID not in fields:
        return None
    terminal_id = from_bcd(fields[Field.TERMINAL_ID])
    return TerminalReceipt(terminal_id=f"{terminal_id:08d}", number=number)


def _brand(fields: Fields) -> str | None:
    name = _text(fields, Field.CARD_NAME)[:BRAND_CHARS_MAX]
    kind = _byte(fields, Field.CARD_TYPE)
    return name or (BRANDS.get(kind) if kind is not None else None)


def _number(fields: Fields, field: Field) -> int | None:
    return from_bcd(fields[field]) if field in fields else None


def _byte(fields: Fields, field: Field) -> int | None:
    return fields[field][0] if field in fields else None


def _text(fields: Fields, field: Field) -> str:
    return read_text(fields.get(field, b""))
