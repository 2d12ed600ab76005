"""The business that is simulated: two stores, some goods on the shelf, and people who sell them."""

from dataclasses import dataclass
from uuid import UUID

from models.fixed_ids import (
    FIRST_LOCATION_ID,
    FIRST_REGISTER_ID,
    FIRST_STORE_ID,
    STANDARD_TAX_ID,
    UNCATEGORISED_ID,
    fixed_id,
)
from models.required_rows import ROLES
from sync.simulation.host import Change

GOODS = 10
"""Articles on the shelf at the beginning; the last is sold by weight."""

OPENING_QUANTITY = 12
"""Of each article in each store; few enough to be sold out."""

WEIGHED = GOODS - 1

_GROUP = 0x51
_PRODUCTS, _VARIANTS, _BARCODES, _MOVEMENTS, _PLACES, _PEOPLE, _OTHERS = range(_GROUP, _GROUP + 7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """One store.

    Attributes:
        cashier: May do what staff may.
        manager: May do what managers may.
    """

    code: str
    store: UUID
    location: UUID
    cashier: UUID
    manager: UUID


SHOPS = (
    Shop(
        code="S1",
        store=FIRST_STORE_ID,
        location=FIRST_LOCATION_ID,
        cashier=fixed_id(_PEOPLE, 1),
        manager=fixed_id(_PEOPLE, 2),
    ),
    Shop(
        code="S2",
        store=fixed_id(_PLACES, 1),
        location=fixed_id(_PLACES, 2),
        cashier=fixed_id(_PEOPLE, 3),
        manager=fixed_id(_PEOPLE, 4),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One register and the shop that it stands in."""

    register: UUID
    code: str
    shop: Shop

    @property
    def name(self) -> str:
        """What people call it."""
        return f"{self.shop.code}-{self.code}"


def places(count: int) -> tuple[Place, ...]:
    """Return where the registers stand: every second one in the other shop."""
    return tuple(
        Place(
            register=fixed_id(_PLACES, 100 + number) if number else FIRST_REGISTER_ID,
            code=f"R{number // len(SHOPS) + 1}",
            shop=SHOPS[number % len(SHOPS)],
        )
        for number in range(count)
    )


def founding(registers: tuple[Place, ...]) -> list[Change]:
    """Return everything that headquarters writes before the first customer comes."""
    return [*_second_store(), *_registers(registers), *_taxes(), *_people(), *_shelves()]


def article(number: int, *, price_cents: int) -> list[Change]:
    """Return an article with its variant and barcode."""
    product, variant = fixed_id(_PRODUCTS, number), variant_id(number)
    weighed = {"unit": "g", "price_unit_qty": 1000} if number == WEIGHED else {}
    return [
        _row(
            "products",
            product,
            category_id=str(UNCATEGORISED_ID),
            tax_category_id=str(STANDARD_TAX_ID),
            name=f"Article {number}",
            slug=f"article-{number}",
            style_code=f"STYLE-{number}",
            base_price_cents=price_cents,
        ),
        _row(
            "variants",
            variant,
            product_id=str(product),
            sku=f"SKU-{number}",
            price_cents=price_cents,
            **weighed,
        ),
        _row(
            "barcodes",
            barcode_id(number),
            variant_id=str(variant),
            code=barcode(number),
            pack_qty=1,
        ),
    ]


def variant_id(number: int) -> UUID:
    """Return the variant of an article."""
    return fixed_id(_VARIANTS, number)


def product_id(number: int) -> UUID:
    """Return an article's own id."""
    return fixed_id(_PRODUCTS, number)


def barcode_id(number: int) -> UUID:
    """Return the row of an article's barcode."""
    return fixed_id(_BARCODES, number)


def barcode(number: int) -> str:
    """Return the code that is scanned for an article."""
    return f"A-{number:06d}"


def movement(key: UUID, *, number: int, shop: Shop, kind: str, quantity: int) -> Change:
    """Return a movement of stock that headquarters books."""
    return _row(
        "stock_movements",
        key,
        variant_id=str(variant_id(number)),
        location_id=str(shop.location),
        kind=kind,
        quantity_delta=quantity,
    )


def supplier(number: int) -> Change:
    """Return a supplier: a row that nobody else ever touches."""
    return _row(
        "suppliers", fixed_id(_OTHERS, number), code=f"SUPPLIER-{number}", name=f"Supplier {number}"
    )


def _second_store() -> list[Change]:
    second = SHOPS[1]
    address = fixed_id(_PLACES, 3)
    rules = {"prices_include_tax": True, "currency": "EUR", "cash_step_cents": 5}
    return [
        Change(table="stores", key=str(FIRST_STORE_ID), values=rules),
        _row("addresses", address, line1="", city="", postal_code=""),
        _row(
            "stores",
            second.store,
            code=second.code,
            name="Second shop",
            address_id=str(address),
            **rules,
        ),
        _row(
            "locations",
            second.location,
            store_id=str(second.store),
            code=second.code,
            name="Shop floor",
        ),
    ]


def _registers(registers: tuple[Place, ...]) -> list[Change]:
    return [
        _row(
            "registers",
            place.register,
            store_id=str(place.shop.store),
            location_id=str(place.shop.location),
            code=place.code,
            name=place.name,
            number_prefix=f"{place.shop.code}{place.code}",
        )
        for place in registers
        if place.register != FIRST_REGISTER_ID
    ]


def _taxes() -> list[Change]:
    return [
        _row(
            "tax_rates",
            fixed_id(_OTHERS, 1),
            tax_category_id=str(STANDARD_TAX_ID),
            name="VAT 20 %",
            rate_ppm=200_000,
            is_inclusive=True,
            valid_from="2020-01-01",
        )
    ]


def _people() -> list[Change]:
    roles = {role["code"]: fixed_id(1, number) for number, role in enumerate(ROLES, start=1)}
    changes: list[Change] = []
    for shop in SHOPS:
        for person, role in ((shop.cashier, "staff"), (shop.manager, "manager")):
            number = len(changes) + 1
            changes += [
                _row("users", person, name=f"Person {number}"),
                Change(
                    table="staff",
                    key=str(person),
                    values={"employee_no": str(number), "home_store_id": str(shop.store)},
                ),
                _row(
                    "user_roles",
                    fixed_id(_OTHERS, 100 + number),
                    user_id=str(person),
                    role_id=str(roles[role]),
                ),
            ]
    return changes


def _shelves() -> list[Change]:
    changes: list[Change] = []
    for number in range(GOODS):
        changes += article(number, price_cents=199 + 150 * number)
        changes += [
            movement(
                fixed_id(_MOVEMENTS, number * len(SHOPS) + index),
                number=number,
                shop=shop,
                kind="opening",
                quantity=OPENING_QUANTITY * (1000 if number == WEIGHED else 1),
            )
            for index, shop in enumerate(SHOPS)
        ]
    return changes


def _row(table: str, key: UUID, **values: object) -> Change:
    return Change(table=table, key=str(key), values={"id": str(key), **values})
