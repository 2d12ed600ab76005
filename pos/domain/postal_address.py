"""Where a customer's parcels and bills go, as it was typed and as it is kept."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from pos.domain.errors import RefusedError
from pos.domain.text import clean_text, refuse_card_data

_COUNTRY = re.compile("[A-Z]{2}")


class AddressUse(StrEnum):
    """What an address is for; the words are those of `addresses.type`."""

    DELIVERY = "shipping"
    BILL = "billing"
    BOTH = "both"


class AddressIncompleteError(RefusedError):
    """An address needs a street and a town. No facts."""


class CountryRefusedError(RefusedError):
    """A country is two letters, as in AT. Facts: text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalAddress:
    """An address; what is not known is empty.

    Attributes:
        recipient_name: Who lives there, if it is not the customer.
        line1: Street and house, or a box.
        state: State, province or county, where the post wants it.
        country: ISO 3166-1 alpha-2.
        is_default: The one to take first among those for the same use.
    """

    use: AddressUse = AddressUse.BOTH
    recipient_name: str = ""
    company: str = ""
    line1: str = ""
    line2: str = ""
    postal_code: str = ""
    city: str = ""
    state: str = ""
    country: str = ""
    is_default: bool = False


def clean_address(typed: PostalAddress) -> PostalAddress:
    """Return an address in the form in which it is kept.

    Raises:
        AddressIncompleteError: The street or the town is missing; not all countries have codes.
        CountryRefusedError: The country is not named by its two letters.
        TextRefusedError: A text is too long, or holds characters that no text may have.
        CardDataError: A text looks like the number of a payment card.
    """
    clean = replace(
        typed,
        recipient_name=_clean(typed.recipient_name),
        company=_clean(typed.company),
        line1=_clean(typed.line1),
        line2=_clean(typed.line2),
        postal_code=_clean(typed.postal_code),
        city=_clean(typed.city),
        state=_clean(typed.state),
        country=typed.country.strip().upper(),
    )
    if not (clean.line1 and clean.city):
        raise AddressIncompleteError
    if _COUNTRY.fullmatch(clean.country) is None:
        raise CountryRefusedError(text=clean.country[:20])
    return clean


def _clean(text: str) -> str:
    refuse_card_data(text)
    return clean_text(text)
