"""The states of the sell screen that only a sale brings up: payment, change, panels."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from pos.domain.money import AmountTooLargeError
from tests.fakes.toy_goods import COFFEE_BEANS, EAN_OF_WINE, product_id
from tests.fakes.toy_permits import ToyPermits
from tests.fakes.toy_shop import ToyShop
from tests.ui import windows
from tests.ui.conftest import Room
from ui.screens.sell.presenter import SellPresenter
from ui.screens.sell.state import BrowseState, Found
from ui.screens.sell.tiles_page import TilesPage
from ui.screens.sell.view import SellScreenView
from ui.shell.appearance import Choice
from ui.shell.navigation import Navigation
from ui.shell.screen import BuiltScreen, Screen
from ui.shell.status import Link, SyncView

SIZES = [(1024, 768), (1366, 768), (1920, 1080)]
FLAT_WHITE, CROISSANT = 0, 3


class Sale:
    """The sell screen in a window, over a toy shop."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.shop = ToyShop()
        self.view = SellScreenView(room.desk)
        self.presenter = SellPresenter(
            room.desk, self.shop, self.view, permits=ToyPermits(room.notices)
        )
        self.view.connect_to(self.presenter)
        screen = Screen(
            id="sell", title=lambda: "Sell", icon="shopping-cart", order=1, build=self._build
        )
        navigation = Navigation(
            (screen,),
            make_desk=lambda _screen: (room.desk, self),
            areas=room.window.areas,
            panes=room.window.panes,
            session=room.session,
        )
        room.window.use(navigation, room.notices)
        self.presenter.start()

    def end(self) -> None:
        """The screen has no work of its own to end."""

    def _build(self, _desk) -> BuiltScreen:
        return BuiltScreen(main=self.view.main, pane=self.view.pane, presenter=self.presenter)

    def find(self, name: str) -> QWidget:
        found = self.room.window.findChildren(QWidget, name)
        return next(each for each in found if each.isVisible())


@pytest.fixture
def sale(room, qtbot) -> Sale:
    made = Sale(room)
    room.window.resize(1366, 768)
    with qtbot.waitExposed(room.window):
        room.window.show()
    return made


def _pay(sale) -> None:
    sale.presenter.tapped(product_id(FLAT_WHITE))
    sale.presenter.checkout.pay()


def _split(sale) -> None:
    _pay(sale)
    sale.presenter.checkout.take_cash(100)


def _done(sale) -> None:
    _pay(sale)
    sale.presenter.checkout.take_cash(2_000)


def _discount(sale) -> None:
    sale.presenter.tapped(product_id(FLAT_WHITE))
    sale.presenter.lines.ask_discount()


def _quantity(sale) -> None:
    sale.presenter.tapped(product_id(FLAT_WHITE))
    sale.presenter.lines.ask_quantity()


def _price(sale) -> None:
    sale.presenter.tapped(product_id(FLAT_WHITE))
    sale.presenter.lines.ask_price()


def _coupon(sale) -> None:
    sale.presenter.tapped(product_id(FLAT_WHITE))
    sale.view.ask_coupon(("WELCOME10",), then=lambda _code: None, take_off=lambda _code: None)


def _why(sale) -> None:
    sale.presenter.tapped(product_id(FLAT_WHITE))
    sale.presenter.lines.explain()


def _note(sale) -> None:
    sale.presenter.tapped(product_id(FLAT_WHITE))
    sale.presenter.lines.ask_note()


def _variants(sale) -> None:
    sale.presenter.browsing.search("beans")
    sale.presenter.tapped(COFFEE_BEANS)


def _age(sale) -> None:
    sale.presenter.scanned(EAN_OF_WINE)


def _held(sale) -> None:
    sale.presenter.tapped(product_id(FLAT_WHITE))
    sale.presenter.hold()
    sale.presenter.recall()


def _held_elsewhere(sale) -> None:
    sale.presenter.tapped(product_id(FLAT_WHITE))
    sale.presenter.hold()
    (parked,) = sale.shop.parked(None)
    sale.view.ask_copy(replace(parked, held_at="R3"), then=sale.presenter.holding.recall)


def _no_match(sale) -> None:
    sale.presenter.browsing.search("xyz")


STATES = [
    _pay,
    _split,
    _done,
    _discount,
    _quantity,
    _price,
    _coupon,
    _why,
    _note,
    _variants,
    _age,
    _held,
    _held_elsewhere,
    _no_match,
]
LOOKS = [(theme, size) for theme in (Choice.LIGHT, Choice.DARK) for size in SIZES]


@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize("bring_up", STATES, ids=lambda each: each.__name__.strip("_"))
def test_everything_in_a_sale_can_be_touched_read_and_named(sale, qtbot, bring_up, look):
    theme, size = look
    sale.room.window.appearance.choose(theme)
    sale.room.window.resize(*size)

    bring_up(sale)

    qtbot.waitUntil(lambda: windows.check_all(sale.room.window))


def test_the_change_is_the_largest_thing_after_a_sale(sale):
    _done(sale)

    assert sale.find("change-due").text() == "\u20ac16.60"
    assert sale.find("change-due").fontInfo().pixelSize() == 44


def test_a_panel_closes_with_escape_and_the_cart_stays(sale):
    _discount(sale)

    QTest.keyClick(sale.room.window.windowHandle(), Qt.Key.Key_Escape)

    assert not sale.room.window.panels.is_open
    assert sale.find("cart-total").text() == "\u20ac3.40"


def test_closing_the_question_for_the_age_takes_the_wine_out(sale):
    _age(sale)

    QTest.keyClick(sale.room.window.windowHandle(), Qt.Key.Key_Escape)

    assert sale.find("cart-total").text() == "\u20ac0.00"


def test_agreeing_to_the_age_keeps_the_wine(sale):
    _age(sale)

    sale.find("old-enough").click()

    assert sale.find("cart-total").text() == "\u20ac8.99"


def test_a_percentage_is_typed_with_the_number_pad(sale):
    _discount(sale)

    sale.find("key-1").click()
    sale.find("key-0").click()
    sale.find("confirm").click()

    assert sale.find("cart-total").text() == "\u20ac3.06"


def test_the_window_in_the_dark_draws_its_tiles_anew(sale):
    light = sale.find("tiles").grab().toImage()

    sale.room.window.appearance.choose(Choice.DARK)

    assert sale.find("tiles").grab().toImage() != light


def test_the_offline_banner_lies_over_the_main_area_only(sale):
    since = datetime(2026, 11, 16, 13, 2, tzinfo=UTC)
    sale.room.window.show_sync(SyncView(link=Link.OFFLINE, since=since, waiting=3))
    banner, cart = sale.find("offline-banner"), sale.find("empty-cart")

    assert banner.accessibleName().startswith(
        "Offline since 14:02 \u2014 keep selling. 3 sales wait"
    )
    assert banner.geometry().right() < sale.room.window.panes.geometry().left()
    assert cart.isVisible()


def test_back_online_says_what_was_sent(sale):
    sale.room.window.show_sync(SyncView(link=Link.OFFLINE, waiting=3))
    sale.room.window.show_sync(SyncView(link=Link.ONLINE))

    assert sale.room.notices.toasts == ["3 sales synced"]
    assert sale.room.window.banner.isHidden()


def test_enter_recalls_the_sale_that_was_held_last(sale):
    _held(sale)

    QTest.keyClick(sale.room.window.windowHandle(), Qt.Key.Key_Return)

    assert not sale.room.window.panels.is_open
    assert sale.find("cart-total").text() == "\u20ac3.40"


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("bring_up", [_pay, _split], ids=lambda each: each.__name__.strip("_"))
def test_a_toast_hides_no_button_and_no_amount_of_a_payment(sale, qtbot, bring_up, size):
    sale.room.window.resize(*size)
    toast = sale.room.window.toast
    toast.say("The register is open with \u20ac148.83", undo=None)

    bring_up(sale)

    kinds = (QAbstractButton, QLineEdit, QLabel)
    shown = [each for each in windows.visible(sale.view.main, kinds) if each.text()]
    qtbot.waitUntil(lambda: not windows.below(toast, shown))
    assert toast.isVisible()


def test_a_sum_of_many_millions_is_typed_and_taken(sale):
    _pay(sale)

    sale.find("tender-amount").setText("30000000")
    QTest.keyClick(sale.find("tender-amount"), Qt.Key.Key_Return)

    assert sale.find("change-due").text() == "\u20ac29,999,996.60"


def test_a_price_of_many_millions_is_refused_and_not_garbled(sale):
    _price(sale)

    sale.find("number").setText("30000000")
    sale.find("confirm").click()
    sale.find("reason-0").click()

    assert [type(refusal) for refusal in sale.room.notices.refusals] == [AmountTooLargeError]
    assert sale.find("cart-total").text() == "\u20ac3.40"


@pytest.mark.parametrize(
    ("category_id", "said"),
    [(None, "This shop has no articles yet"), (product_id(FLAT_WHITE), "Nothing in this category")],
    ids=["shop", "category"],
)
def test_an_empty_shop_is_told_from_an_empty_category(sale, category_id, said):
    tiles = sale.room.window.findChild(TilesPage)

    tiles.show_browse(BrowseState(category_id=category_id, found=Found.NOTHING))

    assert said in [label.text() for label in sale.find("no-tiles").findChildren(QLabel)]
