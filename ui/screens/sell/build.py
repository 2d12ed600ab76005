"""Puts presenter and view of the sell screen together, and says what its keys do."""

from functools import partial

from ui.screens.sell.presenter import SellPresenter
from ui.screens.sell.store_shop import StoreShop
from ui.screens.sell.view import SellScreenView
from ui.shell.approval_panel import make_approvals
from ui.shell.desk import Desk
from ui.shell.screen import BuiltScreen, Keys
from ui.shell.shortcuts import Action


def build(desk: Desk) -> BuiltScreen:
    """Build the screen on the register's own database."""
    view = SellScreenView(desk)
    shop = StoreShop(desk.clock)
    presenter = SellPresenter(desk, shop, view, permits=make_approvals(desk))
    view.connect_to(presenter)
    presenter.start()
    return BuiltScreen(
        main=view.main,
        pane=view.pane,
        presenter=presenter,
        keys=_keys(presenter, view),
        leave=presenter.checkout.stop_asking,
    )


def _keys(presenter: SellPresenter, view: SellScreenView) -> Keys:
    lines, checkout = presenter.lines, presenter.checkout
    return {
        Action.SEARCH: view.focus_search,
        Action.CUSTOMER: presenter.customer,
        Action.COUPON: presenter.coupon,
        Action.HOLD: presenter.hold,
        Action.RECALL: presenter.recall,
        Action.QUANTITY: lines.ask_quantity,
        Action.PRICE: lines.ask_price,
        Action.WHY: lines.explain,
        Action.DISCOUNT_LINE: lines.ask_discount,
        Action.DISCOUNT_ORDER: lines.ask_order_discount,
        Action.EXACT_CASH: view.take_typed_cash,
        Action.CARD: view.take_typed_card,
        Action.OPEN_ARTICLE: presenter.type_article,
        Action.PAY: checkout.pay,
        Action.UNDO: lines.undo,
        Action.REPRINT: checkout.print_receipt,
        Action.BACK: presenter.back,
        Action.LINE_UP: partial(lines.move, -1),
        Action.LINE_DOWN: partial(lines.move, 1),
        Action.MORE: partial(lines.step, 1),
        Action.LESS: partial(lines.step, -1),
        Action.REMOVE: lines.remove,
    }
