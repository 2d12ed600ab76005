"""What offers and coupons took off goods that were sold, as the sold lines keep it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class SoldOffer:
    """One offer of a sale.

    Attributes:
        code: Of a coupon; empty: it applied by itself.
        amount_cents: What it took off, at least 0.
    """

    name: str
    code: str
    amount_cents: int


def read_sold_offers(values: Sequence[dict[str, Any]] | None) -> tuple[SoldOffer, ...]:
    """Return what a sold line's row keeps of its offers; None: it had none."""
    return tuple(
        SoldOffer(
            name=value["name"], code=value.get("code") or "", amount_cents=value["amount_cents"]
        )
        for value in values or ()
    )


def sum_sold_offers(lines: Iterable[Sequence[SoldOffer]]) -> tuple[SoldOffer, ...]:
    """Return one entry for each offer, summed over the lines: offers before coupons."""
    sums: dict[tuple[str, str], SoldOffer] = {}
    for offer in (each for line in lines for each in line):
        key = (offer.name, offer.code)
        before = sums[key].amount_cents if key in sums else 0
        sums[key] = replace(offer, amount_cents=before + offer.amount_cents)
    return tuple(sorted(sums.values(), key=lambda offer: bool(offer.code)))
