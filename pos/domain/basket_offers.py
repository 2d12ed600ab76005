"""The offers, coupons and price lists of a basket document.

Goods are named by words of the document's own: the `kinds` of its lines, which offers, coupons and
price lists then mean.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pos.domain.discount import Discount
from pos.domain.money import CENTS_MAX, LINE_CENTS_MAX, PPM
from pos.domain.offer import Kind, Offer
from pos.domain.quantity import PIECES_MAX
from pos.domain.special_price import SpecialPrice, find_lowest
from pos.domain.strict_json import Fault, Node, read_text, refuse

OFFERS_MAX = 200
"""The most offers of a document, and the most coupons."""

PRICE_LISTS_MAX = 50
KINDS_MAX = 50
"""The most kinds that one line, offer or list of groups may name."""

PRIORITY_MAX = 1_000

OFFER_FIELDS = ("offers", "coupons", "price_lists", "customer_groups")
"""What a document may have at its top, besides lines and rules."""

_DISCOUNT = ("percent_ppm", "amount_cents")
_OFFER = (
    "name",
    *_DISCOUNT,
    "minimum_cents",
    "maximum_cents",
    "buy",
    "get",
    "kinds",
    "not_kinds",
    "combinable",
    "priority",
)
_COUPON = ("code", *_OFFER)
_PRICE_LIST = ("name", "group", "combinable", "prices")


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceLists:
    """Prices by kind of goods.

    Attributes:
        prices: Each with the kind that it is for.
        groups: Those of the customer.
    """

    prices: tuple[tuple[Kind, SpecialPrice], ...]
    groups: frozenset[str]

    def find(self, kinds: Sequence[Kind], *, shelf_price_cents: int) -> SpecialPrice | None:
        """Return the price that holds for goods of these kinds, or None for the shelf price."""
        fitting = [price for kind, price in self.prices if kind in kinds]
        return find_lowest(fitting, self.groups, shelf_price_cents=shelf_price_cents)


def read_price_lists(root: Node) -> PriceLists:
    """Return the price lists of a document, and whom it is priced for.

    Raises:
        FieldRefusedError: Something in them cannot be.
    """
    return PriceLists(
        prices=tuple(
            price
            for path, value in _items(root, "price_lists", items_max=PRICE_LISTS_MAX)
            for price in _read_price_list(Node(path, value, known=_PRICE_LIST))
        ),
        groups=frozenset(_words(root, "customer_groups")),
    )


def read_offers(root: Node) -> tuple[Offer, ...]:
    """Return the offers of a document, and after them its coupons.

    Raises:
        FieldRefusedError: Something in them cannot be.
    """
    offers = [
        _read_offer(Node(path, value, known=_OFFER))
        for path, value in _items(root, "offers", items_max=OFFERS_MAX)
    ]
    coupons = [
        _read_offer(Node(path, value, known=_COUPON), is_coupon=True)
        for path, value in _items(root, "coupons", items_max=OFFERS_MAX)
    ]
    return (*offers, *coupons)


def read_kinds(line: Node, name: str) -> tuple[Kind, ...]:
    """Return words that name kinds of goods; none where the field is missing.

    Raises:
        FieldRefusedError: They are not texts.
    """
    return _words(line, name)


def read_discount(parent: Node, name: str) -> Discount | None:
    """Return a discount; None where the field is missing.

    Raises:
        FieldRefusedError: It is neither a share nor an amount.
    """
    if not parent.has(name):
        return None
    return _read_terms(Node(parent.path_of(name), parent.value(name), known=_DISCOUNT))


def _read_terms(node: Node) -> Discount:
    if node.has("percent_ppm") == node.has("amount_cents"):
        refuse(node.path, Fault.NOT_ONE_OF, choices=_DISCOUNT)
    if node.has("percent_ppm"):
        return Discount(percent_ppm=node.whole("percent_ppm", lowest=0, highest=PPM))
    return Discount(amount_cents=node.whole("amount_cents", lowest=0, highest=CENTS_MAX))


def _read_offer(node: Node, *, is_coupon: bool = False) -> Offer:
    pieces = {
        name: node.whole(name, lowest=0, highest=PIECES_MAX, default=0) for name in ("buy", "get")
    }
    return Offer(
        offer_id=node.path,
        name=node.text("name"),
        terms=_read_terms(node),
        code=node.text("code") if is_coupon else "",
        minimum_cents=node.whole("minimum_cents", lowest=0, highest=CENTS_MAX, default=0),
        maximum_cents=node.whole("maximum_cents", lowest=0, highest=CENTS_MAX)
        if node.has("maximum_cents")
        else None,
        buy_pieces=pieces["buy"],
        get_pieces=pieces["get"],
        wanted=frozenset(_words(node, "kinds")),
        unwanted=frozenset(_words(node, "not_kinds")),
        is_stackable=node.switch("combinable", default=False),
        priority=node.whole("priority", lowest=0, highest=PRIORITY_MAX, default=0),
    )


def _read_price_list(node: Node) -> Iterator[tuple[Kind, SpecialPrice]]:
    prices = Node(node.path_of("prices"), node.value("prices"))
    for kind in prices.fields:
        yield (
            read_text(prices.path, kind),
            SpecialPrice(
                name=node.text("name"),
                price_cents=prices.whole(kind, lowest=0, highest=LINE_CENTS_MAX),
                group=node.text("group") if node.has("group") else None,
                is_stackable=node.switch("combinable", default=True),
            ),
        )


def _words(node: Node, name: str) -> tuple[str, ...]:
    return tuple(read_text(path, value) for path, value in _items(node, name, items_max=KINDS_MAX))


def _items(node: Node, name: str, *, items_max: int) -> Iterator[tuple[str, object]]:
    return iter(node.items(name, items_max=items_max) if node.has(name) else ())
