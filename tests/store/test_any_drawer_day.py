"""Whatever a day brings, what should be in the drawer is what hands put in and took out."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos.domain.returns import Disposition
from pos.domain.shift import CashMovementKind
from pos.queries.returns import find_returnable
from pos.services.cash_movements import MoveCashWish, move_cash
from pos.services.checkout import complete_sale
from pos.services.permissions import Actor
from pos.services.return_rows import ReturnedGoods
from pos.services.returns import AcceptReturn, accept_return
from pos.services.shifts import CloseShiftWish, close_shift
from tests.shop import APPLES, SHIRT, Shop, card, cash

FLOAT_CENTS = 10_000


class Hands:
    """Does what people do at a drawer and knows what lies in it, by the notes and coins alone."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._sold: list[str] = []
        self.holds_cents = FLOAT_CENTS
        shop.open_shift(FLOAT_CENTS)

    def sell(self, code: str, quantity: int, handed_over_cents: int) -> None:
        cart = self._shop.cart_of(code, quantity=quantity)
        sale = self._post(cart, cash(handed_over_cents))
        self.holds_cents += handed_over_cents - sale.change_cents
        self._sold.append(sale.number)

    def sell_by_card(self, code: str, quantity: int) -> None:
        self._post(self._shop.cart_of(code, quantity=quantity), card())

    def take_back(self) -> None:
        if not self._sold:
            return
        number = self._sold.pop()
        with self._shop.store.write() as tx:
            order = find_returnable(tx, number)
            assert order is not None
            line = order.lines[0].sold
            back = accept_return(
                tx,
                AcceptReturn(
                    return_id=tx.new_id(),
                    number=number,
                    goods=(
                        ReturnedGoods(
                            order_line_id=line.line_id,
                            quantity=line.returnable_qty,
                            disposition=Disposition.RESTOCK,
                        ),
                    ),
                    actor=Actor(staff_id=self._shop.grace),
                ),
            )
        self.holds_cents -= back.payout_cents

    def move(self, kind: CashMovementKind, cents: int) -> None:
        wish = MoveCashWish(
            actor=Actor(staff_id=self._shop.grace), kind=kind, amount_cents=cents, reason="Bank"
        )
        with self._shop.store.write() as tx:
            move_cash(tx, wish)
        self.holds_cents += cents if kind is CashMovementKind.PAY_IN else -cents

    def close(self) -> int:
        """Count what is there; return by how much that is not what was expected."""
        wish = CloseShiftWish(
            actor=Actor(staff_id=self._shop.grace),
            counted_cash_cents=max(self.holds_cents, 0),
            count_detail={},
            note="Counted",
        )
        with self._shop.store.write() as tx:
            cash_of_day = close_shift(tx, wish).report.cash
        return self.holds_cents - cash_of_day.expected_cents

    def _post(self, cart, *tenders):
        wish = self._shop.sale_of(cart, *tenders)
        with self._shop.store.write() as tx:
            return complete_sale(tx, wish)


goods = st.tuples(st.sampled_from((SHIRT, APPLES)), st.integers(1, 3))
events = st.one_of(
    st.tuples(st.just("sell"), goods, st.sampled_from((6_000, 10_000, 20_000))),
    st.tuples(st.just("card"), goods),
    st.tuples(st.just("back")),
    st.tuples(st.just("move"), st.sampled_from(list(CashMovementKind)[:3]), st.integers(1, 9_000)),
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(happenings=st.lists(events, max_size=8))
def test_the_expected_cash_of_any_day_is_what_hands_left_there(
    shop: Shop, happenings: list
) -> None:
    hands = Hands(shop)

    for what, *how in happenings:
        match what:
            case "sell":
                (code, pieces), handed_over = how
                hands.sell(code, pieces * (1 if code == SHIRT else 777), handed_over)
            case "card":
                ((code, pieces),) = how
                hands.sell_by_card(code, pieces * (1 if code == SHIRT else 777))
            case "back":
                hands.take_back()
            case "move":
                hands.move(*how)

    assert hands.close() == 0
