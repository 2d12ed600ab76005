"""Gift registries of the demo shop's families: wish lists that others buy from."""

from dataclasses import dataclass
from datetime import date
from random import Random

from pos.demo_shop.catalogue import Catalogue, Product, Variant
from pos.demo_shop.chance import stream
from pos.demo_shop.people import Customer

REGISTRIES_MAX = 24

_WISHED = frozenset(
    {
        "bodysuits", "sleepsuits", "sleep", "bedding", "bath-time", "on-the-go", "feeding",
        "feeding-gear", "bottles", "soft-toys", "wooden-toys", "care", "first-shoes",
    }
)  # fmt: skip
_WISHES = (6, 14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One line of a registry."""

    product: Product
    variant: Variant
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """A wish list for a baby that is on its way.

    Attributes:
        share_path: The last part of its web address.
    """

    customer_no: str
    name: str
    due_date: date
    share_path: str
    wishes: tuple[Wish, ...]


def build_registries(
    seed: int, catalogue: Catalogue, customers: tuple[Customer, ...]
) -> tuple[Registry, ...]:
    """Return the open registries: one for each of the first families that expect a baby."""
    wished = [pair for pair in catalogue.variants() if pair[0].shelf.category in _WISHED]
    expecting = [customer for customer in customers if customer.expected_on is not None]
    return tuple(
        _registry(seed, customer, wished=wished) for customer in expecting[:REGISTRIES_MAX]
    )


def _registry(seed: int, customer: Customer, *, wished: list[tuple[Product, Variant]]) -> Registry:
    assert customer.expected_on is not None
    chance = stream(seed, "registry", customer.customer_no)
    count = chance.randrange(*_WISHES)
    return Registry(
        customer_no=customer.customer_no,
        name=f"Baby {customer.last_name}",
        due_date=customer.expected_on,
        share_path=f"{customer.customer_no.lower()}-{chance.getrandbits(32):08x}",
        wishes=tuple(_wish(chance, pair) for pair in chance.sample(wished, count)),
    )


def _wish(chance: Random, pair: tuple[Product, Variant]) -> Wish:
    product, variant = pair
    quantity = chance.choices((1, 2, 3), weights=(7, 2, 1))[0]
    return Wish(product=product, variant=variant, quantity=quantity)
