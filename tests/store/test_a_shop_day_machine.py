"""Whatever a shop does in whatever order, its books agree: a machine plays days at the counter.

Each run is a shop with rules of its own, on a real file: prices with the tax inside, prices without
it, both at once; coins of five cents or every cent; taxes rounded per line or per document.
"""

import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from models.catalogue import VariantRow
from pos.domain.cart import Cart
from pos.domain.cart_concessions import discount_line, discount_order, override_price
from pos.domain.cart_pricing import price_cart
from pos.domain.completion import CompleteSale
from pos.domain.discount import Discount
from pos.domain.payment import TenderEntry
from pos.domain.returns import Disposition
from pos.domain.shift import CashMovementKind
from pos.journal_file import check_journal
from pos.queries.parked_carts import list_parked
from pos.queries.returns import find_returnable
from pos.queries.store_rules import read_pricing_rules
from pos.runtime.ids import TimeOrderedIds
from pos.services.cash_movements import MoveCashWish, move_cash
from pos.services.checkout import complete_sale
from pos.services.parked_carts import park_cart, recall_cart
from pos.services.permissions import Actor
from pos.services.return_rows import ReturnedGoods
from pos.services.returns import AcceptReturn, accept_return
from pos.services.shifts import CloseShiftWish, OpenShiftWish, close_shift, open_shift
from pos.uow import Store
from tests.books import ALL_CHECKS
from tests.fakes.set_clock import SetClock
from tests.shop import APPLES, CAKE, SHIRT, Shop, card, cash, find_shop
from tests.shop_rules import STORE_RULES, Rules, found_store

SHOPS = 30
STEPS = 25
ALL = 1_500
AMOUNTS = {SHIRT: (1, 2, 5), CAKE: (1, 3), APPLES: (1, 333, 1_500)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """One article as the customer lays it down, and what the manager takes off."""

    code: str
    quantity: int
    discount: Discount | None
    price_cents: int | None


discounts = st.sampled_from(
    (
        None,
        None,
        None,
        Discount(amount_cents=1),
        Discount(amount_cents=333),
        Discount(percent_ppm=125_000),
        Discount(percent_ppm=333_333),
        Discount(percent_ppm=1_000_000),
        Discount(amount_cents=50_000),
    )
)
picks = st.sampled_from(sorted(AMOUNTS)).flatmap(
    lambda code: st.builds(
        Pick,
        code=st.just(code),
        quantity=st.sampled_from(AMOUNTS[code]),
        discount=discounts,
        price_cents=st.sampled_from((None, None, None, 0, 1, 333, 999)),
    )
)
baskets = st.lists(picks, min_size=1, max_size=4)
ways = st.sampled_from(("cash", "note", "card", "card and cash", "cash and card"))


class ShopDays(RuleBasedStateMachine):
    """Everything that happens at one register, by its manager."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(shutil.copy(self.template, self.folder.name))
        self.clock = SetClock()
        self.shop: Shop = find_shop(Store(path, clock=self.clock, ids=TimeOrderedIds(self.clock)))
        self.store = self.shop.store
        self.grace = Actor(staff_id=self.shop.grace)
        self.sold: list[str] = []

    def teardown(self) -> None:
        self.store.close()
        assert check_journal(self.store.path).fault is None
        self.folder.cleanup()

    @initialize(
        rules=st.sampled_from(STORE_RULES),
        is_counted=st.booleans(),
    )
    def found(self, rules: Rules, is_counted: bool) -> None:
        with self.store.write() as tx:
            found_store(tx, rules)
            if not is_counted:
                tx.connection.execute(
                    sa.update(VariantRow).where(VariantRow.sku == "CAKE").values(track_stock=False)
                )
        self.open(float_cents=10_000)

    @rule(basket=baskets, discount=discounts, way=ways)
    def sell(self, basket: list[Pick], discount: Discount | None, way: str) -> None:
        self.post(self.fill_cart(basket, discount), way)

    @rule(basket=baskets, discount=discounts)
    def park(self, basket: list[Pick], discount: Discount | None) -> None:
        cart = self.fill_cart(basket, discount)
        with self.store.write() as tx:
            park_cart(tx, cart, staff_id=self.shop.grace)

    @rule(way=ways)
    def recall_and_sell(self, way: str) -> None:
        with self.store.write() as tx:
            parked = list_parked(tx, now=tx.now)
            carts = [recall_cart(tx, each.cart_id) for each in parked[:1]]
            rules = read_pricing_rules(tx)
        for cart, listed in zip(carts, parked, strict=False):
            assert price_cart(rules, cart).total_cents == listed.total_cents
            self.post(cart, way)

    @precondition(lambda self: self.sold)
    @rule(
        which=st.sampled_from((0, 0, 1, 5)),
        units=st.lists(st.sampled_from((0, 1, 2, 700, ALL)), min_size=4, max_size=4),
    )
    def take_back(self, which: int, units: list[int]) -> None:
        self.give_back(self.sold[-1 - which % len(self.sold)], units)

    @rule(basket=baskets, discount=discounts, way=ways, units=st.sampled_from((1, 2, 500)))
    def sell_and_take_all_back_bit_by_bit(
        self, basket: list[Pick], discount: Discount | None, way: str, units: int
    ) -> None:
        self.sell(basket, discount, way)
        for most in (units, units, ALL):
            self.give_back(self.sold[-1], [most] * len(basket))

    @rule(kind=st.sampled_from(("pay_in", "pay_out", "drop")), cents=st.integers(1, 30_000))
    def move(self, kind: str, cents: int) -> None:
        wish = MoveCashWish(
            actor=self.grace, kind=CashMovementKind(kind), amount_cents=cents, reason="Bank"
        )
        with self.store.write() as tx:
            move_cash(tx, wish)

    @rule(counted_cents=st.integers(0, 50_000), days=st.sampled_from((0, 1, 40)))
    def end_the_day(self, counted_cents: int, days: int) -> None:
        self.close(counted_cents)
        self.clock.advance(timedelta(days=days))
        self.open(float_cents=counted_cents)

    def open(self, *, float_cents: int) -> None:
        with self.store.write() as tx:
            open_shift(tx, OpenShiftWish(actor=self.grace, opening_float_cents=float_cents))

    def close(self, counted_cents: int) -> None:
        wish = CloseShiftWish(
            actor=self.grace, counted_cash_cents=counted_cents, count_detail={}, note="Twice"
        )
        with self.store.write() as tx:
            report = close_shift(tx, wish).report
        assert report.net_cents + sum(tax.tax_cents for tax in report.taxes) == report.total_cents
        assert sum(each.total_cents for each in report.cashiers) == report.total_cents
        cash_cents = sum(each.amount_cents for each in report.tenders if each.name == "Cash")
        assert report.cash.sales_cents == cash_cents
        assert report.cash.difference_cents == counted_cents - report.cash.expected_cents

    @invariant()
    def the_books_agree(self) -> None:
        with self.store.read() as tx:
            for check in ALL_CHECKS:
                check(tx)

    def fill_cart(self, basket: list[Pick], discount: Discount | None) -> Cart:
        cart = self.shop.cart_of()
        for pick in basket:
            part = self.shop.cart_of(pick.code, quantity=pick.quantity)
            (line,) = part.lines
            if pick.price_cents is not None:
                part = override_price(
                    part, line.line_id, price_cents=pick.price_cents, reason="Dented"
                )
            part = discount_line(part, line.line_id, discount=pick.discount)
            cart = replace(cart, lines=(*cart.lines, *part.lines))
        return discount_order(cart, discount)

    def give_back(self, number: str, units: list[int]) -> None:
        """Take up to so many units of each line back, as far as they are left."""
        with self.store.write() as tx:
            order = find_returnable(tx, number)
            assert order is not None
            wanted = [
                (line.sold.line_id, min(most, line.sold.returnable_qty))
                for line, most in zip(order.lines, units, strict=False)
            ]
            goods = tuple(
                ReturnedGoods(
                    order_line_id=line_id,
                    quantity=quantity,
                    disposition=Disposition.SCRAP if quantity % 2 else Disposition.RESTOCK,
                )
                for line_id, quantity in wanted
                if quantity
            )
            if goods:
                wish = AcceptReturn(
                    return_id=tx.new_id(), number=number, goods=goods, actor=self.grace
                )
                accept_return(tx, wish)

    def post(self, cart: Cart, way: str) -> None:
        with self.store.write() as tx:
            total_cents = price_cart(read_pricing_rules(tx), cart).total_cents
            wish = CompleteSale(
                sale_id=tx.new_id(),
                cart=cart,
                tenders=tenders_for(way, total_cents),
                total_cents=total_cents,
                staff_id=self.shop.grace,
            )
            self.sold.append(complete_sale(tx, wish).number)


def tenders_for(way: str, total_cents: int) -> tuple[TenderEntry, ...]:
    half = total_cents // 2
    if not total_cents:
        return ()
    if way == "note":
        return (cash(-(-total_cents // 5_000) * 5_000),)
    if way == "card" or not half:
        return (card(),)
    return {
        "cash": (cash(),),
        "card and cash": (card(half), cash()),
        "cash and card": (cash(half), card()),
    }[way]


def test_the_books_agree_after_any_days_at_the_counter(shop_template: Path) -> None:
    machine = type("PlayedDays", (ShopDays,), {"template": shop_template})

    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=SHOPS,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
