"""What the shop keeps about a customer, as it was typed and as it is kept."""

import re
from dataclasses import dataclass, replace

from pos.domain.errors import RefusedError
from pos.domain.phone import looks_like_phone, read_phone
from pos.domain.text import NOTE_CHARS_MAX, clean_text, refuse_card_data

EMAIL_CHARS_MAX = 254
"""The longest address that mail can be sent to (RFC 5321)."""

CARD_CHARS_MAX = 40


class EmailRefusedError(RefusedError):
    """This is no e-mail address. Facts: text."""


class NothingToKnowThemByError(RefusedError):
    """A customer needs a name, a telephone number, an e-mail address or a card. No facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerDetails:
    """What is known of a customer; what is not known is empty.

    Attributes:
        name: As it is shown.
        phone: E.164, once it is clean.
        email: In lower case, once it is clean.
        card_no: What is on their card.
        note: For whoever serves them.
        tax_exempt_no: Why they pay no taxes: a number or a reason; empty: they pay them.
        marketing_opt_in: They agreed to be written to.
    """

    name: str = ""
    phone: str = ""
    email: str = ""
    card_no: str = ""
    note: str = ""
    tax_exempt_no: str = ""
    marketing_opt_in: bool = False


def clean_details(typed: CustomerDetails, *, country: str) -> CustomerDetails:
    """Return what was typed in the form in which it is kept; who has no name is called otherwise.

    Args:
        typed: Names may hold any script, signs and pictures: they are shown and printed as text.
        country: Of the store: where telephone numbers without a country are.

    Raises:
        NothingToKnowThemByError: Nothing was typed by which somebody could be found again.
        TextRefusedError: A text is too long, or holds characters that no text may have.
        CardDataError: A text looks like the number of a payment card.
        PhoneRefusedError: The telephone number is none.
        EmailRefusedError: The e-mail address is none.
    """
    free = [clean_text(each) for each in (typed.name, typed.tax_exempt_no)]
    note = clean_text(typed.note, multiline=True, chars_max=NOTE_CHARS_MAX)
    for text in (*free, note):
        refuse_card_data(text)
    name, tax_exempt_no = free
    clean = replace(
        typed,
        name=name,
        phone=read_phone(typed.phone, country=country) if typed.phone.strip() else "",
        email=read_email(typed.email) if typed.email.strip() else "",
        card_no=clean_text(typed.card_no, chars_max=CARD_CHARS_MAX),
        note=note,
        tax_exempt_no=tax_exempt_no,
    )
    called = clean.name or clean.phone or clean.email or clean.card_no
    if not called:
        raise NothingToKnowThemByError
    return replace(clean, name=called)


def read_one_field(text: str) -> CustomerDetails:
    """Return what a single field says of a new customer: a number, an address, or else a name."""
    if "@" in text:
        return CustomerDetails(email=text)
    return CustomerDetails(phone=text) if looks_like_phone(text) else CustomerDetails(name=text)


def read_email(text: str) -> str:
    """Return an e-mail address in its one form.

    Whether mail arrives there, only mail can tell; what cannot be an address is refused.

    Raises:
        EmailRefusedError: It is not one.
        TextRefusedError: It holds characters that no text may have, or is too long.
    """
    address = clean_text(text, chars_max=EMAIL_CHARS_MAX).lower()
    if _ADDRESS.fullmatch(address) is None:
        raise EmailRefusedError(text=address[:80])
    return address


_ADDRESS = re.compile(
    r"[^\s@<>,;:\"()\[\]\\]{1,64}@(?:[^\s@<>,;:\"()\[\]\\.]+\.)+[^\s@<>,;:\"()\[\]\\.]{2,}"
)
