"""A discount takes a share or an amount off a value, never more than there is."""

from dataclasses import dataclass
from uuid import UUID

from pos.domain.errors import RefusedError
from pos.domain.money import CENTS_MAX, PPM, Divide


class DiscountOutOfRangeError(RefusedError):
    """Not a discount: over 100 %, below nothing, or beyond all amounts.

    Facts: percent_ppm, amount_cents.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Discount:
    """Either a share of the value or an amount.

    Attributes:
        percent_ppm: Parts per million of the value, 0 to 1,000,000; None if it is an amount.
        amount_cents: Minor units, at least 0; None if it is a share. An amount above the value
            takes the whole value: a line never falls below zero.
        allowed_by: Who answers for it; None: whoever rings up the sale.
    """

    percent_ppm: int | None = None
    amount_cents: int | None = None
    allowed_by: UUID | None = None

    def __post_init__(self) -> None:
        """Refuse what is no discount.

        Raises:
            DiscountOutOfRangeError: The figure is outside of its range.
        """
        assert (self.percent_ppm is None) != (self.amount_cents is None), "a share or an amount"
        percent_ok = self.percent_ppm is None or 0 <= self.percent_ppm <= PPM
        amount_ok = self.amount_cents is None or 0 <= self.amount_cents <= CENTS_MAX
        if not (percent_ok and amount_ok):
            raise DiscountOutOfRangeError(
                percent_ppm=self.percent_ppm, amount_cents=self.amount_cents
            )


def cents_off(discount: Discount, value_cents: int, *, divide: Divide) -> int:
    """Return what the discount takes off a value of at least 0.

    A share is taken by rounding what remains, not what goes: 2.30 less 5 % leaves 2.185, that is
    2.19, so 0.11 goes. The figure that is rounded is the one that the customer pays.
    """
    if discount.percent_ppm is not None:
        return value_cents - divide(value_cents * (PPM - discount.percent_ppm), PPM)
    assert discount.amount_cents is not None
    return min(discount.amount_cents, value_cents)


def share_ppm(discount: Discount, value_cents: int) -> int:
    """Return which share of a value the discount takes, in parts per million and rounded up.

    This is what the ceiling of a permission is compared with, whichever way it was entered.
    """
    if discount.percent_ppm is not None:
        return discount.percent_ppm
    assert discount.amount_cents is not None
    taken = min(discount.amount_cents, value_cents)
    return -(-taken * PPM // value_cents) if value_cents else 0
