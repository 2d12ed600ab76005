"""Sales that were paid at a card terminal, and what comes back of them."""

from dataclasses import replace
from uuid import UUID

import sqlalchemy as sa

from models.payment_attempts import PaymentAttemptRow
from pos.domain.attempt import Answer, AttemptState, TerminalReceipt
from pos.domain.cart import Cart
from pos.domain.payment import TenderEntry
from pos.queries.returns import find_returnable
from pos.services.attempts import BeginAttempt, begin_attempt, settle_attempt
from pos.services.carts import save_cart
from pos.services.checkout import complete_sale
from pos.services.permissions import Actor
from pos.services.return_rows import ReturnedGoods
from pos.services.returns import AcceptReturn, accept_return
from tests.shop import SHIRT, Shop, card

RECEIPT = TerminalReceipt(terminal_id="60012345", number=471)
PAID = Answer(
    state=AttemptState.APPROVED, receipt=RECEIPT, card_last4="4771", card_brand="Mastercard"
)


def sell_by_card(
    shop: Shop, *rest: TenderEntry, answer: Answer = PAID, cents: int = 3_980, tip_cents: int = 0
) -> str:
    """Sell two shirts and return the number of the sale."""
    cart = shop.cart_of(SHIRT, SHIRT)
    tender = charge_card(shop, cart, answer=answer, cents=cents, tip_cents=tip_cents)
    wish = shop.sale_of(cart, tender, *rest)
    with shop.store.write() as tx:
        return complete_sale(tx, wish).number


def charge_card(
    shop: Shop, cart: Cart, *, answer: Answer = PAID, cents: int, tip_cents: int = 0
) -> TenderEntry:
    """Have a terminal asked for money of a cart, and return the tender that rests on it."""
    with shop.store.write() as tx:
        save_cart(tx, cart, staff_id=shop.ada)
        asked = begin_attempt(
            tx,
            BeginAttempt(
                attempt_id=tx.new_id(),
                cart_id=cart.cart_id,
                sale_id=tx.new_id(),
                method_code="card",
                driver="zvt",
                amount_cents=cents,
                tip_cents=tip_cents,
                staff_id=shop.ada,
            ),
        )
        settle_attempt(tx, asked.attempt_id, answer)
    return replace(card(cents), tip_cents=tip_cents, attempt_id=asked.attempt_id)


def bring_back(shop: Shop, number: str, *, quantity: int) -> UUID:
    """Take shirts of a sale back and return the id of the return."""
    with shop.store.write() as tx:
        order = find_returnable(tx, number)
        line = order.lines[0].sold.line_id
        done = accept_return(
            tx,
            AcceptReturn(
                return_id=tx.new_id(),
                number=number,
                goods=(ReturnedGoods(order_line_id=line, quantity=quantity),),
                actor=Actor(staff_id=shop.ada),
            ),
        )
    return done.return_id


def attempts(shop: Shop) -> list[str]:
    """Return what became of everything that a terminal was asked for, in order."""
    with shop.store.read() as tx:
        states = sa.select(PaymentAttemptRow.state).order_by(PaymentAttemptRow.id)
        return list(tx.connection.execute(states).scalars())
