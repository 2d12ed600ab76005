"""The cash screen as people see and touch it, in a whole till on a real database."""

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit

from models.journal import JournalEntryRow
from pos.queries.open_differences import list_open_differences
from pos.queries.people import read_grants
from pos.queries.shifts import find_open_shift
from pos.services.checkout import complete_sale
from tests.shop import GRACE_PIN, SHIRT, card
from ui.app import Till
from ui.screens.cash.count_grid import PiecesEdit
from ui.shell.session import Cashier
from ui.text.formats import MINUS
from ui.widgets.button import Button
from ui.widgets.frozen_table import FrozenTable
from ui.widgets.inline_strip import InlineStrip
from ui.widgets.paper_view import PaperView


class Drawer:
    """The cash screen of a till, found by object names."""

    def __init__(self, till: Till, qtbot) -> None:
        self.till, self._qtbot = till, qtbot
        till.window.resize(1366, 768)
        with qtbot.waitExposed(till.window):
            till.window.show()
        till.go("cash")

    def find(self, kind, name: str):
        return self.till.window.findChild(kind, name)

    def text(self, name: str) -> str:
        return self.find(QLabel, name).text()

    def wait_for(self, kind, name: str):
        self._qtbot.waitUntil(
            lambda: self.find(kind, name) is not None and self.find(kind, name).isVisible()
        )
        return self.find(kind, name)

    def wait_until(self, condition) -> None:
        self._qtbot.waitUntil(condition)

    def type_pieces(self, worth: int, pieces: str) -> None:
        field = self.wait_for(PiecesEdit, f"pieces-{worth}")
        field.selectAll()
        QTest.keyClicks(field, pieces)

    def tap(self, name: str) -> None:
        self._qtbot.mouseClick(self.wait_for(Button, name), Qt.MouseButton.LeftButton)

    def press(self, key: Qt.Key) -> None:
        self._qtbot.keyClick(self.till.window, key)

    def seen(self) -> list[str]:
        labels = self.till.window.findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible()]

    def check_twice(self) -> None:
        """Check a count that is off, and once more what is the same."""
        self.tap("cash-main")
        strip = self.find(InlineStrip, "count-strip")
        self.wait_until(lambda: strip.text.endswith("Count once more."))
        self.tap("cash-main")

    def begin_count(self) -> None:
        self.tap("close-register")
        self.wait_for(PiecesEdit, "pieces-50000")


def journal_kinds(shop) -> list[str]:
    with shop.store.read() as tx:
        return list(tx.connection.execute(sa.select(JournalEntryRow.kind)).scalars())


@pytest.fixture
def closed(till: Till, owner, qtbot) -> Drawer:
    """Before the first shift, with the owner at the till."""
    till.session.sign_in(owner)
    return Drawer(till, qtbot)


@pytest.fixture
def opened(till: Till, owner, shop, qtbot) -> Drawer:
    """With 100.00 in the drawer, and the owner at the till."""
    shop.open_shift(10_000)
    till.session.sign_in(owner)
    return Drawer(till, qtbot)


@pytest.fixture
def cashiers(till: Till, shop, qtbot) -> Drawer:
    """With 100.00 in the drawer, and Ada at the till, who needs approvals."""
    shop.open_shift(10_000)
    with shop.store.read() as tx:
        grants = read_grants(tx, shop.ada)
    till.session.sign_in(Cashier(staff_id=shop.ada, employee_no="2", name="Ada", grants=grants))
    return Drawer(till, qtbot)


def test_the_drawer_is_counted_by_keys_alone(closed: Drawer) -> None:
    closed.wait_for(PiecesEdit, "pieces-50000")
    closed.type_pieces(5_000, "2")
    QTest.keyClick(closed.find(PiecesEdit, "pieces-5000"), Qt.Key.Key_Return)
    QTest.keyClicks(closed.find(PiecesEdit, "pieces-2000"), "3")

    assert closed.text("counted") == "€160.00"
    assert closed.find(PiecesEdit, "pieces-2000").hasFocus()


def test_plus_and_minus_work_by_key_and_by_finger(closed: Drawer) -> None:
    field = closed.wait_for(PiecesEdit, "pieces-200")

    QTest.keyClicks(field, "+++-")
    closed.tap("more-200")

    assert field.text() == "3"
    assert closed.text("counted") == "€6.00"


def test_f12_opens_the_register_and_the_sale_may_begin(closed: Drawer, shop) -> None:
    closed.wait_for(PiecesEdit, "pieces-50000")
    closed.type_pieces(10_000, "1")

    closed.press(Qt.Key.Key_F12)

    closed.wait_until(lambda: closed.till.session.shift_id is not None)
    with shop.store.read() as tx:
        shift = find_open_shift(tx)
    assert shift is not None
    assert shift.opening_float_cents == 10_000


def test_nothing_can_be_opened_before_it_was_counted(closed: Drawer) -> None:
    closed.wait_for(PiecesEdit, "pieces-50000")

    assert not closed.find(Button, "cash-main").isEnabled()


def test_enter_in_the_last_field_leads_to_the_main_button(closed: Drawer) -> None:
    closed.wait_for(PiecesEdit, "pieces-50000")
    closed.type_pieces(1, "7")

    QTest.keyClick(closed.find(PiecesEdit, "pieces-1"), Qt.Key.Key_Return)

    assert closed.find(Button, "cash-main").hasFocus()


def test_the_expected_sum_is_hidden_while_the_shift_is_open(opened: Drawer) -> None:
    opened.wait_for(Button, "pay-in")

    labels = opened.till.window.findChildren(QLabel)
    shown = [label.text() for label in labels if label.isVisible()]

    assert "Hidden until you count" in shown
    assert shown.count("€100.00") == 1  # The float; nothing says that as much is expected.


def test_cash_is_paid_in_with_a_reason(opened: Drawer) -> None:
    opened.tap("pay-in")
    QTest.keyClicks(opened.wait_for(QLineEdit, "move-amount"), "25,50")
    assert not opened.find(Button, "move-confirm").isEnabled()
    QTest.keyClicks(opened.find(QLineEdit, "move-reason"), "Change")

    opened.tap("move-confirm")

    table = opened.wait_for(FrozenTable, "cash-moves")
    assert table.model().index(0, 0).data() == "Paid in"
    assert table.model().index(0, 2).data() == "€25.50"
    assert not opened.till.window.panels.is_open


def test_a_cashier_has_a_manager_agree_on_the_spot(cashiers: Drawer) -> None:
    cashiers.tap("safe-drop")
    QTest.keyClicks(cashiers.wait_for(QLineEdit, "move-amount"), "80")
    QTest.keyClicks(cashiers.find(QLineEdit, "move-reason"), "Too much")
    cashiers.tap("move-confirm")

    cashiers.wait_for(QLabel, "approval-hint")
    pin = cashiers.till.window.panels.findChild(QLineEdit, "pin")
    QTest.keyClicks(pin, GRACE_PIN)
    QTest.keyClick(pin, Qt.Key.Key_Return)

    table = cashiers.wait_for(FrozenTable, "cash-moves")
    assert table.model().index(0, 2).data() == f"{MINUS}€80.00"
    assert not cashiers.till.window.panels.is_open


def test_ctrl_d_opens_the_drawer_for_a_reason_from_any_screen(opened: Drawer, shop) -> None:
    opened.till.go("sell")
    QTest.keyClick(opened.till.window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    reason = opened.wait_for(QLineEdit, "no-sale-reason")
    assert not opened.find(Button, "no-sale-confirm").isEnabled()
    QTest.keyClicks(reason, "Wrong change")

    QTest.keyClick(reason, Qt.Key.Key_Return)

    opened.wait_until(lambda: "no_sale" in journal_kinds(shop))
    assert not opened.till.window.panels.is_open


def test_the_cash_page_offers_the_drawer_to_a_cashier_whom_a_manager_helps(
    cashiers: Drawer, shop
) -> None:
    cashiers.tap("open-drawer")
    QTest.keyClicks(cashiers.wait_for(QLineEdit, "no-sale-reason"), "Wrong change")
    cashiers.tap("no-sale-confirm")

    cashiers.wait_for(QLabel, "approval-hint")
    pin = cashiers.till.window.panels.findChild(QLineEdit, "pin")
    QTest.keyClicks(pin, GRACE_PIN)
    QTest.keyClick(pin, Qt.Key.Key_Return)

    cashiers.wait_until(lambda: "no_sale" in journal_kinds(shop))


def test_escape_takes_the_question_back(cashiers: Drawer) -> None:
    cashiers.tap("pay-out")
    QTest.keyClicks(cashiers.wait_for(QLineEdit, "move-amount"), "80")
    QTest.keyClicks(cashiers.find(QLineEdit, "move-reason"), "Window cleaner")
    cashiers.tap("move-confirm")
    cashiers.wait_for(QLabel, "approval-hint")

    cashiers.press(Qt.Key.Key_Escape)

    assert not cashiers.till.window.panels.is_open
    assert cashiers.find(Button, "pay-out").isEnabled()


def test_a_cashier_is_offered_no_x_report(cashiers: Drawer) -> None:
    cashiers.wait_for(Button, "pay-in")

    assert not cashiers.find(Button, "x-report").isVisible()


def test_the_x_report_lies_on_the_desk_as_paper(opened: Drawer) -> None:
    opened.tap("x-report")

    paper = opened.wait_for(PaperView, "report")
    assert paper.accessibleName() == "X report as it is printed"
    opened.tap("put-away")
    opened.wait_until(lambda: not paper.isVisible())


def test_a_shortage_is_told_after_the_second_count_and_wants_a_note(opened: Drawer) -> None:
    opened.begin_count()
    opened.type_pieces(5_000, "1")
    opened.tap("cash-main")
    strip = opened.wait_for(InlineStrip, "count-strip")
    assert strip.text == "The count is not what it should be. Count once more."

    opened.tap("cash-main")

    opened.wait_for(QPlainTextEdit, "count-note")
    assert strip.text == "More than €10.00 off: write down what may have happened."
    assert not opened.find(Button, "cash-main").isEnabled()


def test_a_right_count_closes_the_register_with_its_z_report(opened: Drawer, shop) -> None:
    opened.begin_count()
    opened.type_pieces(10_000, "1")
    opened.press(Qt.Key.Key_F12)
    opened.wait_for(PaperView, "z-report")

    opened.press(Qt.Key.Key_F12)

    opened.wait_until(lambda: opened.till.session.shift_id is None)
    with shop.store.read() as tx:
        assert find_open_shift(tx) is None
    assert opened.text("count-title") == "Shift 1 is closed"


def test_a_half_finished_count_waits_while_somebody_sells(opened: Drawer) -> None:
    opened.begin_count()
    opened.type_pieces(2_000, "4")

    opened.till.go("sell")
    opened.till.go("cash")

    assert opened.wait_for(PiecesEdit, "pieces-2000").text() == "4"


def test_the_terminal_is_counted_too_and_its_difference_is_told(opened: Drawer, shop) -> None:
    wish = shop.sale_of(shop.cart_of(SHIRT), card())
    with shop.store.write() as tx:
        complete_sale(tx, wish)
    opened.till.go("sell")
    opened.till.go("cash")
    opened.begin_count()
    QTest.keyClicks(opened.wait_for(QLineEdit, "counted-card"), "19,00")
    opened.type_pieces(10_000, "1")

    opened.tap("cash-main")

    opened.wait_for(PaperView, "z-report")
    rows = [label.text() for label in opened.till.window.findChildren(QLabel)]
    assert "€0.90 short" in rows


def test_a_missing_sum_is_explained_and_a_manager_accepts_it_in_place(
    cashiers: Drawer, shop
) -> None:
    number = shop.sell(SHIRT).number
    cashiers.begin_count()
    cashiers.type_pieces(10_000, "1")
    cashiers.check_twice()
    cause = cashiers.wait_for(QLabel, "cause-1")
    assert cause.text() == f"Sale {number}: €19.90 rung as cash, perhaps paid by card."
    QTest.keyClicks(cashiers.wait_for(QPlainTextEdit, "count-note"), "Card slip is there")
    cashiers.tap("cash-main")

    cashiers.wait_for(QLabel, "approval-hint")
    pin = cashiers.till.window.panels.findChild(QLineEdit, "pin")
    QTest.keyClicks(pin, GRACE_PIN)
    QTest.keyClick(pin, Qt.Key.Key_Return)

    cashiers.wait_until(lambda: cashiers.till.session.shift_id is None)
    assert cashiers.text("count-title") == "Shift 1 is closed"


def test_without_a_manager_the_register_closes_and_the_difference_stays_on_the_list(
    cashiers: Drawer, shop, owner
) -> None:
    cashiers.begin_count()
    cashiers.type_pieces(5_000, "1")
    cashiers.check_twice()
    QTest.keyClicks(cashiers.wait_for(QPlainTextEdit, "count-note"), "No idea")
    cashiers.tap("cash-main")
    cashiers.wait_for(QLabel, "approval-hint")
    cashiers.press(Qt.Key.Key_Escape)
    assert cashiers.find(Button, "cash-main").text() == "Close, not approved"

    cashiers.tap("cash-main")
    cashiers.wait_until(lambda: cashiers.till.session.shift_id is None)
    cashiers.tap("cash-main")
    cashiers.wait_until(lambda: "Shift 1, not approved" in cashiers.seen())
    assert "€50.00 short" in cashiers.seen()
    cashiers.till.session.sign_in(owner)
    cashiers.till.go("attention")
    table = cashiers.wait_for(FrozenTable, "attention-list")
    assert table.model().index(0, 0).data() == "Drawer off in shift 1"
    table.selectRow(0)
    cashiers.tap("attention-accept")

    cashiers.wait_until(lambda: not open_differences(shop))


def open_differences(shop):
    with shop.store.read() as tx:
        return list_open_differences(tx)
