"""One register of the demo with its window, and the things that people do at it."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QTableView, QWidget

from pos.domain.barcode import COUPON_PREFIX, receipt_code
from pos.domain.denominations import cash_kinds
from pos.queries.drawer import read_drawer
from pos.queries.orders import OrderCriteria, find_order_id, list_orders
from pos.queries.print_jobs import count_unfinished
from pos.runtime.clock import Clock
from pos.uow import Store
from sync.status import SyncStatus, read_status
from ui.app import Till
from ui.demo.counter import AtTheCounter
from ui.demo.customer_page import CustomerPage
from ui.demo.hand import Hand, TillStuckError
from ui.demo.made_orders import MadeOrders
from ui.shell.status import Link, SyncView


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Where a register's printer and pictures leave what they make.

    Attributes:
        suffix: Ends the name of every picture.
    """

    printed: Path
    pictures: Path
    suffix: str = ""


WRONG_PIN = "9999"
OFFLINE_FOR = timedelta(minutes=7)


class TillAtWork:
    """A till with somebody at it.

    Attributes:
        store: Its database; not to be read on the window's thread while the till is open.
        customer_page: What is done on the page of the customer who is shown.
        made_orders: What is done with something that is made to order.
        counter: What is done under Sell besides scanning.
    """

    def __init__(self, store: Store, till: Till, hand: Hand, *, paper: Paper, clock: Clock) -> None:
        self.store = store
        self._clock = clock
        self._till = till
        self._hand = hand
        self._paper = paper
        self.customer_page = CustomerPage(hand, look_around=self.look_around)
        self.made_orders = MadeOrders(hand, look_around=self.look_around)
        self.counter = AtTheCounter(hand, scan=self.scan, look_around=self.look_around)

    def sign_in(self, employee_no: str, pin: str) -> None:
        """Touch the person's tile and type their PIN."""
        self._hand.touch(f"sign-in-{employee_no}")
        self._hand.type(pin)
        self._hand.press("Return")
        self._hand.wait_until(
            lambda: self._till.session.cashier is not None, waited_for="somebody to be signed in"
        )

    def lock(self) -> None:
        """Leave the till, so that somebody else may sign in."""
        self._hand.touch("lock")
        self._hand.see("people", QWidget)

    def type_wrong_pins(self, employee_no: str) -> None:
        """Type wrong PINs until one has to wait, and look at what the till says to that."""
        self._hand.touch(f"sign-in-{employee_no}")
        field = self._hand.see("pin", QLineEdit)
        while field.isEnabled():
            self._hand.type(WRONG_PIN)
            self._hand.press("Return")
            self._wait_for_other_words("pin-strip-text")
        self.look_around("sign-in-wrong-pin")

    def open_shift(self, float_cents: int) -> None:
        """Count the drawer by notes and coins and open the register."""
        self._hand.touch("nav-cash")
        self._count(float_cents)
        self._hand.touch("cash-main")
        self._hand.wait_until(
            lambda: self._till.session.shift_id is not None, waited_for="an open shift"
        )

    def close_shift(self, counted_cents: int) -> None:
        """Count blind, look at the difference, close, and let the Z report print."""
        self._hand.touch("nav-cash")
        self._hand.touch("close-register")
        self._count(counted_cents)
        self._hand.touch("cash-main")
        self._hand.see("z-report", QWidget)
        self.look_around("close")
        self._hand.touch("cash-main")
        self._hand.wait_until(
            lambda: self._till.session.shift_id is None, waited_for="the shift to be closed"
        )

    def scan(self, *codes: str) -> None:
        """Scan articles under Sell; each shows in the cart before the next."""
        self._hand.touch("nav-sell")
        count = self._hand.see("cart-count", QLabel)
        for code in codes:
            self._scan_into(count, code)

    def show_pay(self, cash: str) -> None:
        """Open the pay screen and type an amount."""
        self._hand.press("F12")
        self._hand.see("amount-due", QLabel)
        self._hand.type(cash)

    def pay_cash_and_card(self, cash: str) -> str:
        """Pay a part in cash and the rest by card; return what the change label says."""
        self.show_pay(cash)
        self.look_around("pay")
        self._hand.press("F10")
        self._hand.press("F11")
        self._hand.see("terminal-amount", QLabel)
        self._hand.press("Return")
        return self._see_done()

    def pay_exact_cash(self) -> str:
        """Pay with one key; return what the change label says."""
        self._hand.press("F10")
        return self._see_done()

    def begin_return(self, number: str, code: str) -> None:
        """Scan a receipt and an article on it, and say why it comes back."""
        self._hand.touch("nav-returns")
        self._hand.scan(receipt_code(number))
        self._hand.see("sale-lines", QWidget)
        self._hand.scan(code)
        self._hand.touch("reason-wrong_size")

    def take_back(self, number: str, code: str) -> str:
        """Take an article back and give the money back; return the amount shown."""
        self.begin_return(number, code)
        self.look_around("return")
        self._hand.touch("refund")
        self._hand.touch("confirm-refund")
        return self._hand.see("refunded", QLabel).text()

    def look_at(self, screen: str, *, name: str = "") -> None:
        """Show a screen and take a picture of it.

        Args:
            name: Of the picture; the screen's own when empty.
        """
        self._hand.touch(f"nav-{screen}")
        self.look_around(name or screen)

    def look_at_attention(self) -> None:
        """Touch the state of the sync and take a picture of what it leads to."""
        self._hand.touch("sync-state")
        self.look_around("attention")

    def look_at_offers(self, codes: tuple[str, ...], *, coupon: str) -> None:
        """Scan goods that are on offer and a coupon; take pictures of that and of why."""
        self.scan(*codes)
        self._hand.scan(f"{COUPON_PREFIX}{coupon}")
        self.look_around("sell-offers")
        self._hand.press("Ctrl+W")
        self._hand.see("why-steps", QWidget)
        self.look_around("sell-why")
        self._hand.press("Escape")
        self._hand.touch("clear")

    def set_up(self, section: str, row: int) -> None:
        """Show a section of the setup screen, choose a row of it and take a picture."""
        self._hand.touch("nav-setup")
        self._hand.touch(f"section-{section}")
        self.choose_row(f"{section}-rows", row, name=f"setup-{section.replace('_', '-')}")

    def begin_offer(self, name: str) -> None:
        """Begin an offer under that name, and take a picture of its form."""
        self._hand.touch("section-offers")
        self._hand.touch("add-offers")
        self._hand.type(name)
        self.look_around("setup-offer-new")

    def try_codes(self, setting: str, patterns: str, code: str) -> None:
        """Type the patterns of the shop, scan a code to try it, and take a picture."""
        self._hand.touch("section-settings")
        view = self._hand.see("settings-rows", QTableView)
        names = [view.model().index(row, 0).data() for row in range(view.model().rowCount())]
        self.set_up("settings", names.index(setting))
        self._hand.type(patterns)
        self._hand.scan(code)
        self.look_around("setup-trying-codes")

    def look_around(self, name: str) -> None:
        """Take a picture of the window once it has come to rest."""
        self._hand.look_around()
        self._hand.take_picture(self._paper.pictures / f"{name}{self._paper.suffix}.png")

    def choose_row(self, table: str, row: int, *, name: str) -> None:
        """Choose a row of a table and take a picture of what is told about it."""
        view = self._hand.see(table, QTableView)
        view.scrollTo(view.model().index(row, 0))
        place = view.visualRect(view.model().index(row, 0)).center()
        self._hand.touch_at(view.viewport(), place)
        self.look_around(name)

    def go_offline(self) -> None:
        """Show the window as it is when central has been away for a while."""
        since = self._clock.now() - OFFLINE_FOR
        self._till.status.sync(SyncView(link=Link.OFFLINE, since=since, waiting=3))

    def go_online(self) -> None:
        """Show the window as it is when central is back."""
        self._till.status.sync(SyncView(link=Link.ONLINE, synced_at=self._clock.now()))

    def wait_for_paper(self) -> None:
        """Wait until the printer has nothing left to do."""
        self._hand.wait_until(self._everything_is_printed, waited_for="the printer")

    def wait_for_sync(self) -> None:
        """Wait until central holds everything that was posted here."""
        try:
            self._hand.wait_until(self._everything_is_sent, waited_for="everything to be sent")
        except TillStuckError as stuck:
            found = self._exchange()
            why = f"{found.waiting} facts wait, {found.problem or 'of no problem that is known'}"
            raise TillStuckError(waited_for=f"everything to be sent ({why})") from stuck

    def wait_for_order(self, number: str) -> None:
        """Wait until a sale of another register arrived here."""

        def arrived() -> bool:
            return self._till.lanes.ask(lambda tx: find_order_id(tx, number)).result() is not None

        self._hand.wait_until(arrived, waited_for=f"{number} to arrive")

    def newest_numbers(self, count: int) -> tuple[str, ...]:
        """Return the numbers of the newest orders, the oldest of them first."""
        criteria = OrderCriteria(limit=count)
        rows = self._till.lanes.ask(lambda tx: list_orders(tx, criteria)).result()
        return tuple(row.number for row in reversed(rows))

    def paid_out_in_cash(self) -> int:
        """Return what this shift gave back in cash, in minor units."""
        shift_id = self._till.session.shift_id
        assert shift_id is not None, "the shift is open"
        return self._till.lanes.ask(lambda tx: read_drawer(tx, shift_id)).result().refunds_cents

    def _everything_is_printed(self) -> bool:
        return self._till.lanes.ask(count_unfinished).result() == 0

    def _everything_is_sent(self) -> bool:
        return self._exchange().waiting == 0

    def _exchange(self) -> SyncStatus:
        now = self._clock.now()
        return self._till.lanes.ask(lambda tx: read_status(tx, now=now)).result()

    def _scan_into(self, count: QLabel, code: str) -> None:
        before = count.text()
        self._hand.scan(code)
        self._hand.wait_until(lambda: count.text() != before, waited_for=f"{code} in the cart")

    def _wait_for_other_words(self, label: str) -> None:
        before = self._hand.read(label)
        self._hand.wait_until(
            lambda: self._hand.read(label) not in {"", before}, waited_for=f"other words of {label}"
        )

    def _see_done(self) -> str:
        change = self._hand.see("change-due", QLabel).text()
        self.look_around("done")
        self._hand.touch("new-sale")
        return change

    def _count(self, cents: int) -> None:
        left = cents
        for worth in sorted(cash_kinds(self._till.identity.currency).all, reverse=True):
            pieces, left = divmod(left, worth)
            if pieces:
                field = self._hand.see(f"pieces-{worth}", QLineEdit)
                field.setFocus(Qt.FocusReason.TabFocusReason)
                self._hand.type(str(pieces))
        assert left == 0, "the smallest coin divides every sum"
