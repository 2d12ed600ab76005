"""What offers and coupons take off each line.

Offers come before coupons. Among either, a higher priority comes first, then what would take more
off, so the order of the lines and of the offers decides nothing; only a cent that two lines have
an equal claim to goes to the earlier one. Nothing here ever takes more than there is.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from pos.domain.discount import cents_off
from pos.domain.money import Divide, allocate
from pos.domain.offer import Kind, Offer


class Reduction(NamedTuple):
    """What one offer takes off a line, or off a document; more than 0."""

    offer: Offer
    cents: int


class Goods(NamedTuple):
    """What offers need to know of a line.

    Attributes:
        kinds: What it is: its product, its category.
        pieces: How many; 0: it was weighed or measured, and counts for no "buy and get".
        value_cents: What it is worth at its price.
        takes_offers: Offers may touch it.
        takes_coupons: Coupons may touch it.
    """

    kinds: tuple[Kind, ...]
    pieces: int
    value_cents: int
    takes_offers: bool = True
    takes_coupons: bool = True


def reduce_goods(
    goods: Sequence[Goods], offers: Sequence[Offer], *, divide: Divide
) -> list[tuple[Reduction, ...]]:
    """Return what the offers and coupons take off each line, in the order in which they do."""
    counter = _Counter(goods, divide)
    for are_coupons in (False, True):
        members = [offer for offer in offers if bool(offer.code) is are_coupons]
        for offer in sorted(members, key=counter.rank):
            counter.take(offer)
    return [tuple(reductions) for reductions in counter.reductions]


def sum_reductions(lines: Iterable[Sequence[Reduction]]) -> tuple[Reduction, ...]:
    """Return one reduction per offer, summed over the lines: offers before coupons, as taken."""
    sums: dict[Kind, Reduction] = {}
    for reductions in lines:
        for offer, cents in reductions:
            before = sums[offer.offer_id].cents if offer.offer_id in sums else 0
            sums[offer.offer_id] = Reduction(offer, before + cents)
    return tuple(sorted(sums.values(), key=lambda reduction: bool(reduction.offer.code)))


class _Counter:
    """The goods on the counter while offers are taken off them.

    Attributes:
        reductions: What was taken off each line.
    """

    def __init__(self, goods: Sequence[Goods], divide: Divide) -> None:
        self._goods = goods
        self._divide = divide
        self._left = [each.value_cents for each in goods]
        self._is_taken = [False] * len(goods)
        self.reductions: list[list[Reduction]] = [[] for _ in goods]

    def rank(self, offer: Offer) -> tuple[int, int, str]:
        """Return what offers are sorted by."""
        return (-offer.priority, -sum(self._shares(offer).values()), str(offer.offer_id))

    def take(self, offer: Offer) -> None:
        """Take an offer off the lines that it is for and that are free for it."""
        for place, cents in self._shares(offer).items():
            if cents:
                self._left[place] -= cents
                self._is_taken[place] |= not offer.is_stackable
                self.reductions[place].append(Reduction(offer, cents))

    def _shares(self, offer: Offer) -> dict[int, int]:
        """Return what the offer would take off the lines as they are now, by their place."""
        places = [place for place in range(len(self._goods)) if self._is_free(place, offer)]
        if sum([self._goods[place].value_cents for place in places]) < offer.minimum_cents:
            return {}
        weights = self._weights(offer, places)
        if not sum(weights.values()):
            return {}
        off = self._off(offer, sum(weights.values()))
        return dict(zip(weights, allocate(off, list(weights.values())), strict=True))

    def _is_free(self, place: int, offer: Offer) -> bool:
        goods = self._goods[place]
        may_touch = goods.takes_coupons if offer.code else goods.takes_offers
        is_open = offer.is_stackable or not self._is_taken[place]
        return may_touch and is_open and offer.is_for(goods.kinds)

    def _off(self, offer: Offer, worth_cents: int) -> int:
        """Return what comes off goods, or pieces of them, that are worth so much."""
        is_off_pieces = offer.get_pieces and offer.terms.percent_ppm is None
        off = (
            worth_cents
            if is_off_pieces
            else cents_off(offer.terms, worth_cents, divide=self._divide)
        )
        return off if offer.maximum_cents is None else min(off, offer.maximum_cents)

    def _weights(self, offer: Offer, places: Sequence[int]) -> dict[int, int]:
        """Return what can come off each line: what it is worth, or its reduced pieces are."""
        if not offer.get_pieces:
            return {place: self._left[place] for place in places}
        weights = {}
        for place, pieces in self._reduced_pieces(offer, places).items():
            worth = self._divide(self._left[place] * pieces, self._goods[place].pieces)
            each = offer.terms.amount_cents
            weights[place] = worth if each is None else min(each * pieces, worth)
        return weights

    def _reduced_pieces(self, offer: Offer, places: Sequence[int]) -> dict[int, int]:
        """Return how many pieces of each line are reduced.

        All pieces lie in a row, the dearest first, and are counted off in groups; of each whole
        group the last ones are reduced. That gives the customer the most.
        """
        counted = [place for place in places if self._goods[place].pieces]
        group = offer.buy_pieces + offer.get_pieces
        whole = sum([self._goods[place].pieces for place in counted]) // group * group
        reduced: dict[int, int] = {}
        begin = 0
        for place in sorted(counted, key=self._dearness):
            end = min(begin + self._goods[place].pieces, whole)
            pieces = _reduced_before(end, offer) - _reduced_before(begin, offer)
            if pieces:
                reduced[place] = pieces
            begin = end
        return reduced

    def _dearness(self, place: int) -> tuple[Fraction, Fraction, int]:
        goods = self._goods[place]
        price = Fraction(goods.value_cents, goods.pieces)
        return (-price, -Fraction(self._left[place], goods.pieces), place)


def _reduced_before(end: int, offer: Offer) -> int:
    """Return how many of the first pieces of the row are reduced."""
    groups, rest = divmod(end, offer.buy_pieces + offer.get_pieces)
    return groups * offer.get_pieces + max(0, rest - offer.buy_pieces)
