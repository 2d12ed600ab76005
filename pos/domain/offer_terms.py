"""What somebody wishes an offer to be, and why it cannot be so, a refusal for each reason."""

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pos.domain.discount import Discount
from pos.domain.errors import RefusedError
from pos.domain.money import CENTS_MAX
from pos.domain.quantity import PIECES_MAX

USES_MAX = 1_000_000
"""The largest limit of uses; who wants more wants none."""

_CODE = re.compile(r"[A-Z0-9-]{2,24}")


class OfferNameMissingError(RefusedError):
    """An offer has a name, which is printed. No facts."""


class OfferValueError(RefusedError):
    """It takes nothing off, or more than all: a share is above 0 and at most 100 %. No facts."""


class OfferPiecesError(RefusedError):
    """One piece at least is bought, and one at least is reduced. Facts: limit."""


class OfferMinimumMissingError(RefusedError):
    """It is given from a sum on, and nobody said which. No facts."""


class OfferLimitError(RefusedError):
    """A limit of uses is a whole number of at least 1; none is no limit. Facts: limit."""


class OfferDaysError(RefusedError):
    """The last day lies before the first. No facts."""


class OfferGoodsMissingError(RefusedError):
    """It is for chosen goods, and none were chosen. No facts."""


class CouponCodeError(RefusedError):
    """A code is 2 to 24 letters, digits and hyphens. Facts: code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferTerms:
    """What an offer or a coupon gives, and when.

    Attributes:
        name: As printed.
        discount: What comes off; with `get_pieces` off each reduced piece.
        buy_pieces: Pieces at their full price, for `get_pieces` reduced ones; 0: all are reduced.
        minimum_cents: What its goods must be worth; 0: anything.
        maximum_cents: The most that it takes off in all; None: no limit.
        is_combinable: It adds to other offers.
        uses_max: How often in all; None: no limit.
        uses_per_customer_max: How often by one customer, who is known then; None: no limit.
        first_day: In the store's days; None: since ever.
        last_day: Its last whole day; None: until somebody ends it.
    """

    name: str
    discount: Discount
    buy_pieces: int = 0
    get_pieces: int = 0
    minimum_cents: int = 0
    maximum_cents: int | None = None
    is_combinable: bool = False
    uses_max: int | None = None
    uses_per_customer_max: int | None = None
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferScope:
    """Which goods an offer is for, and where.

    Attributes:
        categories: With all that is below them; with `products` empty: all goods.
        store_id: The only store that gives it; None: every store.
    """

    categories: frozenset[UUID] = frozenset()
    products: frozenset[UUID] = frozenset()
    store_id: UUID | None = None


def check_offer(terms: OfferTerms) -> None:
    """Refuse what cannot be an offer.

    Raises:
        OfferNameMissingError: It has no name.
        OfferValueError: What it takes off is nothing, or beyond all amounts.
        OfferPiecesError: Pieces are bought without any that are reduced, or the reverse.
        OfferLimitError: A limit is none.
        OfferDaysError: It ends before it begins.
    """
    if not terms.name:
        raise OfferNameMissingError
    if not terms.discount.percent_ppm and not terms.discount.amount_cents:
        raise OfferValueError
    most = CENTS_MAX if terms.maximum_cents is None else terms.maximum_cents
    if not (0 <= terms.minimum_cents <= CENTS_MAX and 1 <= most <= CENTS_MAX):
        raise OfferValueError
    _check_pieces(terms.buy_pieces, terms.get_pieces)
    for limit in (terms.uses_max, terms.uses_per_customer_max):
        if limit is not None and not 1 <= limit <= USES_MAX:
            raise OfferLimitError(limit=USES_MAX)
    if terms.first_day and terms.last_day and terms.last_day < terms.first_day:
        raise OfferDaysError


def read_code(typed: str) -> str:
    """Return a coupon's code as it is kept: capital letters.

    Raises:
        CouponCodeError: It is none.
    """
    code = typed.strip().upper()
    if not _CODE.fullmatch(code):
        raise CouponCodeError(code=typed[:40])
    return code


def _check_pieces(bought: int, reduced: int) -> None:
    if (bought, reduced) == (0, 0):
        return
    if not (1 <= bought <= PIECES_MAX and 1 <= reduced <= PIECES_MAX):
        raise OfferPiecesError(limit=PIECES_MAX)
