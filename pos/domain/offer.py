"""Offers that apply by themselves, and coupons: what they take off, and off which goods."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from pos.domain.customer import CartCustomer
from pos.domain.discount import Discount

Kind: TypeAlias = UUID | str
"""What names a kind of goods: a product's row, a category's, or a word in a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What the shop gives without being asked, or for a code.

    Attributes:
        offer_id: The row it was read from, or its name in a document.
        name: As printed.
        terms: What comes off. With `get_pieces` an amount is off each reduced piece.
        code: Of a coupon; empty: it applies by itself.
        minimum_cents: What the goods it is for must be worth at their prices, at least.
        maximum_cents: The most that it takes off in all; None: no limit.
        buy_pieces: Pieces at their full price, for `get_pieces` reduced ones.
        get_pieces: Of as many pieces as both together, so many are reduced, the cheapest ones.
            0: all goods are reduced.
        wanted: Kinds of goods it is for; empty: all.
        unwanted: Kinds of goods it is never for.
        is_stackable: It adds to every other; of those that do not, a line takes one.
        priority: Higher ones come first.
        uses_max: How often it may be used in all; None: no limit.
        uses_per_customer_max: How often by one customer, who must then be known; None: no limit.
        starts_at: UTC; None: since ever.
        ends_at: The first moment after it, UTC; None: no end.
    """

    offer_id: Kind
    name: str
    terms: Discount
    code: str = ""
    minimum_cents: int = 0
    maximum_cents: int | None = None
    buy_pieces: int = 0
    get_pieces: int = 0
    wanted: frozenset[Kind] = frozenset()
    unwanted: frozenset[Kind] = frozenset()
    is_stackable: bool = False
    priority: int = 0
    uses_max: int | None = None
    uses_per_customer_max: int | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None

    def is_in_force(self, at: datetime) -> bool:
        """Say whether it has begun and not ended."""
        has_begun = self.starts_at is None or self.starts_at <= at
        return has_begun and (self.ends_at is None or at < self.ends_at)

    def is_for(self, kinds: Collection[Kind]) -> bool:
        """Say whether goods of these kinds are among those that it is for."""
        return self.unwanted.isdisjoint(kinds) and (
            not self.wanted or not self.wanted.isdisjoint(kinds)
        )

    @property
    def is_counted(self) -> bool:
        """Whether each use is written down: of a coupon, and of what has a limit."""
        return (
            bool(self.code) or self.uses_max is not None or self.uses_per_customer_max is not None
        )


def offers_given(
    offers: Iterable[Offer], customer: CartCustomer | None, *, at: datetime
) -> tuple[Offer, ...]:
    """Return the offers that apply by themselves to a sale of this customer.

    What is limited for each customer is given to those who are known and have not had it yet.

    Args:
        offers: Also those of other days.
        customer: None: a walk-in customer.
        at: The moment whose offers hold, UTC.
    """
    return tuple(
        offer
        for offer in offers
        if offer.is_in_force(at)
        and (
            offer.uses_per_customer_max is None
            or (customer is not None and offer.offer_id not in customer.used_offers)
        )
    )
