"""Whatever web shops of three seeds write, in whatever order: stock, sums and payments agree."""

from decimal import Decimal
from uuid import UUID

import psycopg
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.sync.branch import SHIRT, Branch
from tests.sync.web_shop import WebShop, open_web_shop

SEEDS = ("microservices", "bakery", "baby_petite")
ORDERS = {
    "microservices": "microservices.orders",
    "bakery": 'bakery."ORDERS"',
    "baby_petite": 'baby_petite."Order"',
}
NUMBERS = {"microservices": "order_number", "bakery": "order_no", "baby_petite": "orderNumber"}
PRICE = Decimal("19.90")
CT_REFUSED = "CT400"

Step = st.tuples(
    st.sampled_from(["order", "add", "pay", "confirm", "ship", "cancel", "deliver", "count"]),
    st.sampled_from(SEEDS),
    st.integers(min_value=0, max_value=3),
)
STATUS = {
    "confirm": "CONFIRMED",
    "ship": "SHIPPED",
    "cancel": "CANCELLED",
    "deliver": "DELIVERED",
}


class Shops:
    """The servers of three web shops of one business."""

    def __init__(self, web: WebShop, variant: UUID, product: UUID) -> None:
        self.web = web
        self.variant = variant
        self.product = product
        self.placed: list[UUID] = []

    def take(self, deed: str, seed: str, number: int) -> None:
        """Do something to one of the orders; what the rules forbid changes nothing."""
        if deed == "order" or not self.placed:
            made = self.web.insert(ORDERS[seed], **{NUMBERS[seed]: None})
            self.placed.append(UUID(str(made["id"])))
            return
        order = self.placed[-1 - number % len(self.placed)]
        try:
            self._change(deed, seed, order, number + 1)
        except psycopg.Error as refused:
            if refused.sqlstate not in (CT_REFUSED, psycopg.errors.UniqueViolation.sqlstate):
                raise

    def _change(self, deed: str, seed: str, order: UUID, quantity: int) -> None:
        match deed:
            case "add":
                self._add(seed, order, quantity)
            case "pay":
                self._pay(seed, order)
            case "count":
                self.web.connection.execute(
                    'UPDATE bakery."INVENTORY_ITEMS" SET quantity_on_hand = %s'
                    " WHERE sku = 'SHIRT-92'",
                    (quantity * 3,),
                )
            case _:
                key = str(order) if seed == "baby_petite" else order
                self.web.update(ORDERS[seed], key, status=STATUS[deed])

    def _add(self, seed: str, order: UUID, quantity: int) -> None:
        insert = self.web.insert
        match seed:
            case "microservices":
                goods = {"product_id": self.product, "quantity": quantity, "unit_price": PRICE}
                insert("microservices.order_items", order_id=order, **goods)
            case "bakery":
                goods = {"variant_id": self.variant, "quantity": quantity, "unit_price": PRICE}
                insert('bakery."ORDER_ITEMS"', order_id=order, **goods)
            case _:
                goods = {"variantId": str(self.variant), "quantity": quantity, "price": PRICE}
                insert('baby_petite."OrderItem"', orderId=str(order), **goods)

    def _pay(self, seed: str, order: UUID) -> None:
        if seed == "baby_petite":
            self.web.insert('baby_petite."Payment"', orderId=str(order), provider="stripe",
                            amount=PRICE, status="COMPLETED")  # fmt: skip
        else:
            self.web.insert('bakery."PAYMENTS"', order_id=order, method="CARD",
                            status="CAPTURED", amount=2 * PRICE)  # fmt: skip


@settings(
    max_examples=4,
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(Step, min_size=20, max_size=40))
def test_stock_sums_and_payments_agree_after_any_writes(
    branch: Branch, steps: list[tuple[str, str, int]]
) -> None:
    variant, product = branch.rows(
        "SELECT variant_id, product_id FROM barcodes b JOIN variants v ON v.id = b.variant_id"
        " WHERE code = %s",
        SHIRT,
    )[0]
    with open_web_shop(branch) as web:
        shops = Shops(web, variant, product)
        for seed in SEEDS:
            shops.take("order", seed, 0)
            shops.take("add", seed, 0)
        for step in steps:
            shops.take(*step)

    assert branch.rows(LEVELS_THAT_DIFFER) == []
    assert branch.rows(ORDERS_THAT_DIFFER) == []
    assert branch.rows(HOLDS_THAT_DIFFER) == []


LEVELS_THAT_DIFFER = """
SELECT l.variant_id, l.on_hand, l.reserved FROM inventory_levels l
WHERE l.on_hand <> (
    SELECT coalesce(sum(m.quantity_delta), 0) FROM stock_movements m
    WHERE (m.variant_id, m.location_id) = (l.variant_id, l.location_id))
  OR l.reserved <> (
    SELECT coalesce(sum(r.quantity), 0) FROM stock_reservations r
    WHERE (r.variant_id, r.location_id) = (l.variant_id, l.location_id) AND r.status = 'active')
"""
ORDERS_THAT_DIFFER = """
SELECT o.number, o.total_cents, o.paid_cents, o.payment_status FROM orders o
CROSS JOIN LATERAL (
  SELECT coalesce(sum(l.total_cents), 0) AS total FROM order_lines l WHERE l.order_id = o.id) l
CROSS JOIN LATERAL (
  SELECT coalesce(sum(p.amount_cents), 0) AS paid FROM payments p
  WHERE p.order_id = o.id AND p.status = 'captured') p
WHERE (o.total_cents, o.paid_cents) <> (l.total, p.paid)
  OR o.payment_status <> CASE
    WHEN p.paid > 0 AND p.paid >= l.total THEN 'paid' WHEN p.paid > 0 THEN 'partially_paid'
    ELSE 'pending' END
"""
HOLDS_THAT_DIFFER = """
SELECT o.number, o.status FROM orders o
CROSS JOIN LATERAL (
  SELECT coalesce(sum(l.quantity), 0) AS ordered, coalesce(sum(l.fulfilled_qty), 0) AS gone
  FROM order_lines l WHERE l.order_id = o.id) l
CROSS JOIN LATERAL (
  SELECT coalesce(sum(r.quantity), 0) AS held FROM stock_reservations r
  WHERE r.order_id = o.id AND r.status = 'active') r
WHERE (r.held, l.gone) <> CASE
  WHEN o.status IN ('shipped', 'completed') THEN (0::numeric, l.ordered)
  WHEN o.status = 'cancelled' THEN (0::numeric, l.gone)
  ELSE (l.ordered, 0::numeric) END
"""
