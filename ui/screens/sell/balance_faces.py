"""Shows in place of the cart the order of which the rest is paid. Pure."""

from typing import TYPE_CHECKING

from ui.screens.sell import balance_text, faces
from ui.screens.sell.state import CartState, SumRow
from ui.text.article_name import full_name
from ui.text.formats import Formats
from ui.widgets.cart_row import CartRow

if TYPE_CHECKING:
    from pos.queries.balances import Balance
    from pos.queries.order_detail import OrderLineDetail


def cart_of(balance: "Balance", formats: Formats) -> CartState:
    """Return the order as the right side shows it."""
    order, owed_cents = balance.order.row, balance.promise.owed_cents
    return CartState(
        subtitle=balance_text.balance_of(order.number),
        customer=order.customer_name,
        rows=tuple(_row(line, formats) for line in balance.order.lines),
        sums=(
            SumRow(name=balance_text.order_total(), amount=formats.money(order.total_cents)),
            SumRow(
                name=balance_text.paid_before(),
                amount=formats.money(owed_cents - order.total_cents),
            ),
        ),
        total=formats.money(owed_cents),
        can_pay=True,
    )


def _row(line: "OrderLineDetail", formats: Formats) -> CartRow:
    name = full_name(line)
    amount = formats.money(line.total_cents)
    details = [balance_text.ready(formats.day_of_week(line.made.ready_on))] if line.made else []
    return CartRow(
        key=line.order_line_id,
        quantity=formats.quantity(line.quantity, line.unit),
        name=name,
        detail=" \u00b7 ".join(details) or line.sku,
        wishes=faces.wishes_of(line.made) if line.made else (),
        amount=amount,
        says=f"{name}, {amount}",
    )
