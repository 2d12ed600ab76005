"""The names under which central shows its tables to the five seeds; a check looks for them.

A test holds this list to what `central init` makes.
"""

from collections.abc import Iterator

SEED_VIEWS = {
    "compat": [
        "user_role",
        "category_name",
        "default_variant",
        "variant_stock",
        "product_stock",
        "primary_image",
        "living_cart",
        "user_cart",
        "order_payment",
        "order_shipment",
        "order_promotion",
        "order_refund",
        "user_registry",
    ],
    "cloudkidd": [
        "users",
        "children",
        "otp_verifications",
        "addresses",
        "categories",
        "products",
        "product_images",
        "inventory",
        "inventory_locks",
        "carts",
        "cart_items",
        "wishlists",
        "orders",
        "order_items",
        "payments",
        "payment_attempts",
        "refunds",
        "coupons",
        "coupon_usage",
    ],
    "ecommerce": [
        "User",
        "Address",
        "Category",
        "Product",
        "ProductVariant",
        "ProductImage",
        "InventoryTransaction",
        "Cart",
        "CartItem",
        "Wishlist",
        "WishlistItem",
        "Order",
        "OrderItem",
        "Payment",
        "Shipment",
        "ShipmentItem",
        "Refund",
        "Return",
        "Review",
        "Coupon",
        "Session",
        "APIKey",
        "Blob",
        "AuditLog",
        "Job",
        "ProductFeed",
    ],
    "microservices": [
        "users",
        "user_roles",
        "user_role_mapping",
        "user_addresses",
        "password_reset_tokens",
        "categories",
        "products",
        "product_images",
        "product_inventory",
        "product_reviews",
        "orders",
        "order_items",
        "order_status_history",
        "payment_methods",
        "transactions",
        "user_saved_payment_methods",
        "carts",
        "cart_documents",
    ],
    "bakery": [
        "USERS",
        "ADDRESSES",
        "CATEGORIES",
        "PRODUCTS",
        "PRODUCT_VARIANTS",
        "INVENTORY_ITEMS",
        "CARTS",
        "CART_ITEMS",
        "COUPONS",
        "ORDERS",
        "ORDER_ITEMS",
        "PAYMENTS",
        "SHIPMENTS",
    ],
    "baby_petite": [
        "User",
        "Address",
        "Category",
        "Product",
        "Variant",
        "ProductImage",
        "Inventory",
        "PriceHistory",
        "Cart",
        "CartItem",
        "Order",
        "OrderItem",
        "Shipping",
        "Payment",
        "Registry",
        "RegistryItem",
        "GrowthEntry",
        "Review",
        "Wishlist",
        "WishlistItem",
        "UserBehavior",
        "RecommendationLog",
        "Notification",
        "product_summary",
        "inventory_status",
        "order_summary",
    ],
}
"""By schema; `compat` holds what the others share."""

SNAKE_TWINS = {
    "User": "users",
    "Category": "categories",
    "Product": "products",
    "Variant": "variants",
    "ProductImage": "product_images",
    "Inventory": "inventory",
    "Order": "orders",
    "OrderItem": "order_items",
    "Review": "reviews",
    "UserBehavior": "user_behavior",
    "RecommendationLog": "recommendation_log",
}
"""Second names of views of seed s4, which its SQL chapters use."""

LOWER_CASE_TWINS = ("ecommerce", "bakery")
"""Schemas in which each view has a second name in lower case."""


def declared_views() -> Iterator[tuple[str, str]]:
    """Yield schema and name of every view, second names too."""
    for schema, names in SEED_VIEWS.items():
        yield from ((schema, name) for name in names)
        if schema in LOWER_CASE_TWINS:
            yield from ((schema, name.lower()) for name in names if name != name.lower())
    yield from (("baby_petite", twin) for twin in SNAKE_TWINS.values())
