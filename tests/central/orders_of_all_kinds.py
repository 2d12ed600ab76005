"""What rows of single tables must look like beyond their columns; a row by its place, 0 to 23.

`range(n)` stands for the n-th row of the parent table.
"""

from collections.abc import Callable
from typing import Any

from psycopg.types.json import Jsonb

Shape = dict[str, Any]

ORDER_WORDS = (
    "pending", "confirmed", "processing", "ready", "shipped", "completed", "cancelled", "refunded",
)  # fmt: skip


def _category(place: int) -> Shape:
    """Two trees; some categories share their name with one of the other tree."""
    if place < 2:
        return {"parent_id": None, "name": ("Boys", "Girls")[place], "slug": f"root-{place}"}
    return {
        "parent_id": range(place % 2),
        "name": ("Shoes", "Hats", "Socks", "Übergrößen")[place // 2 % 4] + "!" * (place // 8),
        "slug": f"leaf-{place}",
    }


def _user(place: int) -> Shape:
    return {
        "name": ("Ada Lovelace", "Cher", "Zoë Ünïcødé", "")[place % 4],
        "email": None if place % 4 == 1 else f"person{place}@example.org",
        "phone": None if place % 4 == 2 else f"+44 20 7946 {place:04}",
        "first_name": None if place % 2 else "Ada",
        "last_name": None if place % 2 else "King",
        "merged_into_id": None,
        "erased_at": None,
        "deleted_at": None if place % 6 else "2026-11-21T00:00:00Z",
    }


def _promotion(place: int) -> Shape:
    percent = place % 2 == 0
    return {
        "code": None if place % 5 == 3 else f"CODE{place}",
        "discount_type": "percent" if percent else "amount",
        "percent_ppm": (1, 125_000, 1_000_000)[place % 3] if percent else None,
        "amount_off_cents": None if percent else 500 + place,
        "starts_at": "2026-11-01T00:00:00Z" if place % 3 else None,
        "expires_at": "2026-12-01T00:00:00Z" if place % 4 else None,
    }


def _variant(place: int) -> Shape:
    """Two variants for each of the first products; the last products have none."""
    return {
        "product_id": range(place // 2),
        "is_default": place % 2 == 0,
        "option1_name": ("Size", "Colour", "flavor", None)[place % 4],
        "option2_name": ("COLOR", "Size", None, None)[place % 4],
        "name": "" if place % 3 == 0 else f"Variant {place}",
        "price_cents": (0, 1, 1999, 2_147_483_648)[place % 4],
        "dimensions": Jsonb({"length": 10, "width": 2.5, "height": 1, "unit": "cm"}),
    }


def _movement(place: int) -> Shape:
    return {"quantity_delta": (-1) ** place * (place + 1), "variant_id": range(place)}


def _level(place: int) -> Shape:
    """More than there is, nothing, too few, and too much for 32 bits."""
    return {
        "variant_id": range(place),
        "location_id": range(place % 4 * 3),
        "on_hand": (10, 0, -3, 5_000_000_000)[place % 4],
        "reserved": (4, 0, 1, 0, 25)[place % 5],
    }


def _location(place: int) -> Shape:
    return {"is_sellable": place % 3 == 0, "is_active": place % 9 != 6, "deleted_at": None}


def _cart(place: int) -> Shape:
    """Each person has up to three; every sixth cart is nobody's."""
    subtotal, discount, tax = place * 1000, place * 10, place * 170
    with_tax = place % 2 == 0
    return {
        "user_id": None if place % 6 == 5 else range(place // 3),
        "channel": ("online", "register", "online")[place % 3],
        "status": ("open", "parked", "abandoned", "open", "open", "checked_out")[place % 6],
        "expires_at": (None, "2100-01-01T00:00:00Z", "2026-01-01T00:00:00Z", None)[place % 4],
        "prices_include_tax": with_tax,
        "subtotal_cents": subtotal,
        "discount_cents": discount,
        "tax_cents": tax,
        "total_cents": subtotal - discount + (0 if with_tax else tax),
    }


def _cart_line(place: int) -> Shape:
    """Two lines of one variant in each cart, told apart by what was wished for the second."""
    return {
        "cart_id": range(place // 2 * 2),
        "variant_id": range(place // 2),
        "line_key": str(place % 2),
        "quantity": place + 1,
        "unit_price_cents": 250,
        "gross_cents": 250 * (place + 1),
    }


def _order(place: int) -> Shape:
    """All statuses, with walk-ins, and prices with and without tax."""
    subtotal, discount, shipping, tax = place * 1000 + 99, place * 10, place % 2 * 495, place * 161
    with_tax = place % 3 == 0
    return {
        "user_id": None if place % 4 == 3 else range(place // 2),
        "number": f"S1R1-{place:06}",
        "status": ORDER_WORDS[place % 8],
        "payment_status": (
            "pending", "processing", "authorized", "partially_paid", "paid", "failed",
            "partially_refunded", "refunded",
        )[(place + place // 8) % 8],
        "prices_include_tax": with_tax,
        "subtotal_cents": subtotal,
        "discount_cents": discount,
        "shipping_cents": shipping,
        "tax_cents": tax,
        "total_cents": subtotal - discount + shipping + (0 if with_tax else tax),
    }  # fmt: skip


def _order_line(place: int) -> Shape:
    quantity = (1, 3, 1500, 7)[place % 4]
    return {
        "order_id": range(place // 2),
        "line_no": place % 2 + 1,
        "quantity": quantity,
        "unit_price_cents": 199,
        "gross_cents": 199 * quantity,
    }


def _history(place: int) -> Shape:
    return {
        "from_status": None if place % 8 == 0 else ORDER_WORDS[place % 8 - 1],
        "to_status": ORDER_WORDS[place % 8],
    }


def _payment(place: int) -> Shape:
    """Orders with three tenders, with one, and with none; two providers use the same ids."""
    return {
        "number": f"T-{place:05}",
        "order_id": range(place if place < 12 else place % 4),
        "amount_cents": 1000 + place,
        "refunded_cents": (0, 500)[place % 2],
        "provider": ("terminal", "stripe")[place % 2],
        "provider_payment_id": None if place % 5 == 4 else f"pay_{place // 2}",
        "card_last4": None if place % 3 else "4242",
        "currency": "EUR",
    }


def _refund(place: int) -> Shape:
    return {"order_id": range(place // 2), "amount_cents": 100 + place}


def _shipment(place: int) -> Shape:
    """Orders with two shipments, the first ones cancelled, and orders with none."""
    return {"order_id": range(place // 2 if place < 18 else place - 6)}


def _redemption(place: int) -> Shape:
    order = place // 2
    return {
        "order_id": range(order),
        "promotion_id": range(place),
        "user_id": _order(order)["user_id"],
    }


def _setting(place: int) -> Shape:
    scope = ("global", "store", "register")[place % 3]
    return {
        "scope": scope,
        "key": f"test.{place}",
        "store_id": range(0) if scope == "store" else None,
        "register_id": range(0) if scope == "register" else None,
    }


def _target(place: int) -> Shape:
    wished = ("product_id", "category_id", "store_id")[place % 3]
    return dict.fromkeys(("product_id", "category_id", "store_id")) | {
        wished: range(place), "promotion_id": range(place // 3),
    }  # fmt: skip


SHAPES: dict[str, Callable[[int], Shape]] = {
    "addresses": lambda place: {"user_id": None if place % 5 == 4 else range(place // 2)},
    "barcodes": lambda place: {
        "variant_id": range(place // 2), "is_primary": place % 2 == 0, "pack_qty": 1 + place % 3,
    },
    "carts": _cart,
    "cart_lines": _cart_line,
    "cash_movements": lambda place: {"amount_cents": 100 + place},
    "categories": _category,
    "inventory_levels": _level,
    "journal_entries": lambda place: {"seq": place + 1},
    "locations": _location,
    "notifications": lambda place: {"store_id": range(0)},
    "orders": _order,
    "order_lines": _order_line,
    "order_status_history": _history,
    "payments": _payment,
    "product_images": lambda place: {"product_id": range(place // 2), "is_primary": place % 2 == 1},
    "products": lambda place: {"base_price_cents": (0, 1, 1999, 3_000_000_000)[place % 4],
                               "tags": Jsonb(["new", "größe"]), "ai_tags": Jsonb([])},
    "promotion_redemptions": _redemption,
    "promotion_targets": _target,
    "promotions": _promotion,
    "refunds": _refund,
    "registers": lambda place: {"code": f"R{place + 50}"},
    "registries": lambda place: {
        "user_id": range(place // 2), "recommended_product_ids": Jsonb(["a", "b"]),
        "closed_at": None if place % 2 else "2026-11-21T00:00:00Z",
    },
    "registry_items": lambda place: {"quantity": place + 1},
    "return_lines": lambda place: {"quantity": place + 1, "line_no": place},
    "returns": lambda place: {"exchange_order_id": range(place) if place % 2 else None},
    "reviews": lambda place: {"rating": 1 + place % 9 / 2},
    "saved_payment_methods": lambda place: {
        "expiry_month": 1 + place % 12, "gateway_token": f"secret-{place}", "card_last4": "1111",
    },
    "settings": _setting,
    "shipment_lines": lambda place: {"quantity": place + 1},
    "shipments": _shipment,
    "shifts": lambda place: {"register_id": range(place), "number": place + 1},
    "stock_documents": lambda place: {
        "supplier_id": range(place), "from_location_id": range(place),
        "to_location_id": range(place + 1),
    },
    "stock_movements": _movement,
    "stock_reservations": lambda place: {
        "order_id": range(place) if place % 2 else None,
        "cart_id": None if place % 2 else range(place),
    },
    "stores": lambda place: {"address_id": range((4, 9, 14, 19)[place % 4])},
    "tax_rates": lambda place: {"rate_ppm": place * 10_000},
    "users": _user,
    "variants": _variant,
    "verification_tokens": lambda place: {"user_id": range(place), "purpose": "password_reset"}
    if place % 2 else {},
}  # fmt: skip
"""By table; what is not named here takes any value of its column's type."""
