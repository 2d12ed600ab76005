"""Puts articles into the cart: scanned, tapped, typed, weighed."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from pos.domain import cart as carts
from pos.domain.barcode import (
    CouponScan,
    CustomerScan,
    GiftCardScan,
    ItemScan,
    LabelScan,
    MisreadScan,
    ReceiptScan,
    quantity_for_price,
    read_multiplier,
)
from pos.domain.coupons import Coupon
from pos.domain.goods_mark import GoodsMark
from pos.domain.gs1 import Gs1Elements
from pos.domain.made_to_order import MadeToOrder
from pos.domain.product import SellableItem
from pos.domain.quantity import is_measured, pieces_of
from pos.domain.scanned_goods import ScannedGoods, goods_of
from pos.queries.catalogue import ItemTile
from ui.screens.sell import text
from ui.screens.sell.browsing import Browsing
from ui.screens.sell.counter import Counter
from ui.screens.sell.coupons import Coupons
from ui.screens.sell.gift_card_sales import GiftCardSales
from ui.screens.sell.made_to_order import MadeToOrderDesk
from ui.screens.sell.stock_guard import StockGuard
from ui.screens.sell.unknown_code import UnknownCode
from ui.shell.desk import Remedy
from ui.text.article_name import full_name

if TYPE_CHECKING:
    from pos.uow import ReadTx


class Adding:
    """Adds to the sale in hand.

    Args:
        begin: Makes the cart ready for an article; False while that may not be.
        remove: Takes the selected line out again.
        read_card: Names the customer whose card was scanned.
        coupons: Takes coupons that are scanned or typed.
        made: Asks about goods that are made for the customer.
    """

    def __init__(
        self,
        counter: Counter,
        browsing: Browsing,
        *,
        begin: Callable[[], bool],
        remove: Callable[[], None],
        read_card: Callable[[str], None],
        coupons: Coupons,
        made: MadeToOrderDesk,
    ) -> None:
        self._counter = counter
        self._desk = counter.desk
        self._browsing = browsing
        self._begin = begin
        self._remove = remove
        self._stock = StockGuard(counter)
        self._read_card = read_card
        self._unknown_code = UnknownCode(counter, begin=begin, put=self._add)
        self._coupons = coupons
        self._made = made
        self._age_checked = 0
        self._gift_cards = GiftCardSales(counter, begin=begin)

    def forget_age(self) -> None:
        """Another customer stands at the till: nobody's age is known."""
        self._age_checked = 0

    def scanned(self, code: str) -> None:
        """Do what a scanned code says; "3*" typed before it means three of them."""
        self._counter.view.say_typed()
        typed = self._browsing.state.search
        times, rest = read_multiplier(typed + code)
        if times > 1:
            self._browsing.clear()
        self._read(rest if times > 1 else code, times=times)

    def entered(self, words: str, *, keep: bool) -> None:
        """Add the article that typed words name, by code or as the first tile, or a coupon.

        Args:
            words: What stands in the search field.
            keep: Leave the words there, to add more of the same.
        """
        self._counter.view.say_typed()
        times, rest = read_multiplier(words.strip())
        if not rest:
            return
        item = self._find((rest,))
        if item is not None:
            self._add(item, times=times)
        else:
            self._look(rest)
        if not keep:
            self._browsing.clear()

    def tapped(self, product_id: UUID) -> None:
        """Add one of a tile; ask which, when there are several."""
        tile = self._browsing.tile_of(product_id)
        if tile is not None:
            self._tap(tile)

    def _look(self, words: str) -> None:
        """Look for the words anew, since the tiles may show older ones."""
        shop, customer_id = self._counter.shop, self._counter.basket.cart.customer_id

        def search(tx: "ReadTx") -> tuple[Coupon | None, tuple[ItemTile, ...]]:
            coupon = shop.find_coupon(tx, words, customer_id=customer_id)
            return coupon, () if coupon else shop.tiles(tx, words, category_id=None)

        self._desk.runner.ask(search, then=partial(self._add_first, words))

    def _add_first(self, words: str, answer: tuple[Coupon | None, tuple[ItemTile, ...]]) -> None:
        """Add the best answer to the words."""
        coupon, found = answer
        if coupon is not None:
            self._coupons.found(words, coupon)
        elif found:
            self._tap(found[0])
        else:
            self._complain(text.nothing_found(words))

    def _tap(self, tile: ItemTile) -> None:
        if tile.variant_count == 1:
            self._chosen(tile.variant_ids[0])
            return
        self._desk.runner.ask(
            lambda tx: self._counter.shop.variants(tx, tile.product_id),
            then=partial(self._counter.view.ask_variant, tile.name, then=self._chosen),
        )

    def _chosen(self, variant_id: UUID) -> None:
        item = self._desk.lookup(lambda tx: self._counter.shop.find_variant(tx, variant_id))
        if item is not None:
            self._add(item)

    def _read(self, code: str, *, times: int) -> None:
        match self._desk.read_scan(code):
            case ItemScan(lookups=lookups, elements=elements):
                item = self._find(lookups)
                if item is None:
                    self._unknown(code)
                elif elements is None:
                    self._add(item, times=times)
                else:
                    self._add_marked(item, elements, times=times)
            case LabelScan() as label:
                self._read_label(label)
            case ReceiptScan(number=number):
                self._desk.navigator.go("orders", bring=number)
            case CustomerScan(card_no=card_no):
                self._read_card(card_no)
            case CouponScan(coupon_code=coupon_code):
                self._coupons.show(coupon_code)
            case GiftCardScan(card_no=number):
                self._gift_cards.scanned(number)
            case MisreadScan():
                self._desk.notices.strip(text.misread_code(code))
            case _:
                self._desk.notices.strip(text.unreadable_code())

    def _read_label(self, label: LabelScan) -> None:
        item = self._find(label.lookups)
        if item is None:
            self._unknown(label.code)
        elif label.is_empty:
            self._desk.notices.strip(text.empty_label())
        elif label.price_cents is None:
            self._put(item, ScannedGoods(units=label.weight_g))
        else:
            units = quantity_for_price(
                label.price_cents,
                unit_price_cents=item.price_cents,
                price_unit_qty=item.price_unit_qty,
            )
            self._put(item, ScannedGoods(units=units, fixed_cents=label.price_cents))

    def _find(self, codes: tuple[str, ...]) -> SellableItem | None:
        return self._desk.lookup(lambda tx: self._counter.shop.find_code(tx, codes))

    def type_article(self) -> None:
        """Sell something that is no article of the shop."""
        self._unknown_code.ask()

    def _unknown(self, code: str) -> None:
        self._unknown_code.complain(code)

    def _complain(self, sentence: str) -> None:
        self._desk.notices.strip(
            sentence,
            Remedy(text=text.search(), act=self._counter.view.focus_search),
        )

    def _add(self, item: SellableItem, *, times: int = 1) -> None:
        if item.is_gift_card:
            self._gift_cards.sell(item)
        elif is_measured(item.unit):
            self._weigh(item, ScannedGoods(units=None))
        else:
            self._put(item, ScannedGoods(units=item.pack_qty * times))

    def _weigh(self, item: SellableItem, goods: ScannedGoods) -> None:
        name = full_name(item)
        weighed = partial(self._weighed, item, goods)
        self._counter.view.ask_quantity(name, item.unit, then=weighed)

    def _add_marked(self, item: SellableItem, elements: Gs1Elements, *, times: int) -> None:
        """Add what a code says more of than which article it is."""
        exponent = self._desk.formats.exponent
        goods = goods_of(item, elements, times=times, exponent=exponent)
        if goods.units is None:
            self._weigh(item, goods)
        else:
            self._put(item, goods)

    def _weighed(self, item: SellableItem, goods: ScannedGoods, units: int) -> None:
        self._put(item, replace(goods, units=units))

    def _put(self, item: SellableItem, goods: ScannedGoods) -> None:
        """Put it into the cart, unless the shop's rule for the article asks for leave first."""
        if self._begin():
            then = self._ask_wish if item.is_customizable else self._lay_down
            self._stock.check(item, goods, then=partial(then, item, goods))

    def _ask_wish(self, item: SellableItem, goods: ScannedGoods) -> None:
        pieces = pieces_of(item.unit, goods.units or item.pack_qty)
        self._made.ask(item, pieces, then=partial(self._lay_down, item, goods))

    def _lay_down(
        self, item: SellableItem, goods: ScannedGoods, made: MadeToOrder | None = None
    ) -> None:
        self._browsing.products[item.variant_id] = item.product_id
        added = partial(
            carts.add,
            item=item,
            line_id=self._desk.ids.new_id(),
            quantity=goods.units,
            fixed_gross_cents=goods.fixed_cents,
            mark=goods.mark,
            made=made,
        )
        if not self._counter.change(added):
            return
        selected = self._counter.basket.selected
        if selected is not None:
            self._counter.view.flash(selected)
        self._warn_of_day(item, goods.mark)
        if item.min_age is not None and item.min_age > self._age_checked:
            self._ask_age(item, item.min_age)

    def _warn_of_day(self, item: SellableItem, mark: GoodsMark | None) -> None:
        today = self._desk.clock.now().astimezone(self._desk.formats.timezone).date()
        if mark is not None and mark.expires_on is not None and mark.is_past(today):
            day = self._desk.formats.calendar_day(mark.expires_on)
            self._desk.notices.strip(text.past_its_day(item.name, day))

    def _ask_age(self, item: SellableItem, years: int) -> None:
        name = full_name(item)
        born = self._desk.formats.years_ago(self._desk.clock.now(), years)
        yes = partial(self._checked, years)
        self._counter.view.ask_age(name, years, born=born, yes=yes, no=self._remove)

    def _checked(self, years: int) -> None:
        self._age_checked = years
