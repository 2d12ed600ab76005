"""What a cart costs: its lines as this customer is charged for them, on the one price ladder."""

from dataclasses import replace

from pos.domain.cart import Cart, CartLine
from pos.domain.money import Divide, rounder
from pos.domain.pricing import PricedBasket, PricingRules, price_lines
from pos.domain.pricing_line import PricingLine
from pos.domain.tax import charge_line, plan_taxes


def price_cart(rules: PricingRules, cart: Cart) -> PricedBasket:
    """Price the cart; its lines and the priced lines are in the same order.

    Raises:
        AmountTooLargeError: A line or the cart is worth more than one may be.
        TaxOrderError: Two lines order their compound taxes in a circle.
    """
    lines = charged(rules, cart).lines
    return price_lines(
        rules,
        [pricing_line(line) for line in lines],
        offers=(*cart.offers, *cart.coupons),
        order_discount=cart.order_discount,
    )


def charged(rules: PricingRules, cart: Cart) -> Cart:
    """Return the cart with the prices and taxes that this customer is charged.

    Who is exempt pays shelf prices without the taxes that are in them, and none on top. A price
    that was typed is a shelf price too, so it does not matter when the customer was named.
    """
    if cart.customer is None or not cart.customer.is_tax_exempt:
        return cart
    divide = rounder(rules.rounding)
    return replace(cart, lines=tuple(_without_taxes(line, divide) for line in cart.lines))


def pricing_line(line: CartLine) -> PricingLine:
    """Return what the price ladder needs to know of the line."""
    special = line.special
    # By place, in the order of the fields: a cart of a hundred lines makes them anew on each scan.
    return PricingLine(
        line.name,
        line.quantity,
        line.list_price_cents,
        line.unit,
        line.price_unit_qty,
        line.taxes,
        line.discount,
        line.unit_price_cents if line.is_overridden else None,
        line.fixed_gross_cents,
        line.is_discountable,
        None if special is None else special.price_cents,
        "" if special is None else special.name,
        special is None or special.is_stackable,
        line.kinds,
    )


def _without_taxes(line: CartLine, divide: Divide) -> CartLine:
    plan = plan_taxes(line.taxes)
    label, special = line.fixed_gross_cents, line.special

    def net(cents: int) -> int:
        return charge_line(plan, cents, divide=divide)[0]

    return replace(
        line,
        list_price_cents=net(line.list_price_cents),
        unit_price_cents=net(line.unit_price_cents),
        fixed_gross_cents=None if label is None else net(label),
        special=special and replace(special, price_cents=net(special.price_cents)),
        taxes=(),
    )
