"""A morning at the till: a real window on a real database, worked by keys, scans and taps."""

import shutil

import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.journal import JournalEntryRow
from pos.domain.permission import Grants, parse_grants
from pos.queries.shifts import find_open_shift
from pos.runtime.ids import TimeOrderedIds
from pos.runtime.paths import Paths
from pos.training import open_training
from tests.shop import CAKE, GRACE_PIN, SHIRT
from tests.store.test_voids import let_staff
from tests.ui import windows
from tests.ui.closing import put_away
from tests.ui.hands import Hands
from ui.app import Till, TillSetup
from ui.shell.session import Cashier
from ui.shell.theme.tokens import Tone

SCREENS = ("sell", "orders", "returns", "stock", "customers", "cash", "setup", "attention")


def _orders(shop) -> int:
    with shop.store.read() as tx:
        return tx.connection.exec_driver_sql("SELECT count(*) FROM orders").scalar_one()


def _voids(shop) -> list[str]:
    entries = (
        sa.select(sa.func.json_extract(JournalEntryRow.payload, "$.reason"))
        .where(JournalEntryRow.kind == "void")
        .order_by(JournalEntryRow.seq)
    )
    with shop.store.read() as tx:
        return list(tx.connection.execute(entries).scalars())


def test_a_scan_and_one_touch_make_a_sale(hands, shop):
    hands.scan(SHIRT)
    shown = hands.find("cart-total").text()
    hands.press("exact-cash")

    hands.see("change-due", "No change")
    assert shown == "\u20ac19.90"
    assert _orders(shop) == 1


def test_a_note_typed_on_the_keyboard_gives_change(hands):
    hands.scan(SHIRT)

    hands.key(Qt.Key.Key_F12)
    hands.see("amount-due", "\u20ac19.90")
    hands.key("5", "0", Qt.Key.Key_Return)

    hands.see("change-due", "\u20ac30.10")


def test_a_million_is_read_to_its_last_cent_in_the_smallest_window(hands, shop, qtbot):
    with shop.store.write() as tx:
        tx.connection.exec_driver_sql("UPDATE variants SET price_cents = 99999999")
    hands.window.resize(1024, 768)
    hands.scan(SHIRT)
    hands.scan(CAKE)

    hands.key(Qt.Key.Key_F12)

    hands.see("amount-due", "\u20ac1,999,999.98")
    qtbot.waitUntil(lambda: windows.check_all(hands.window))


def test_what_is_still_to_pay_is_said_large_beside_what_was_given(hands):
    hands.scan(SHIRT)
    hands.key(Qt.Key.Key_F12)
    hands.see("amount-due", "\u20ac19.90")

    hands.key("5", Qt.Key.Key_F10)

    hands.see("tender-outcome", "\u20ac14.90")
    assert hands.find("tender-outcome").property("tone") == Tone.WARN.value


def test_a_card_is_confirmed_by_the_cashier(hands, shop):
    hands.scan(SHIRT)

    hands.press("pay")
    hands.press("tender-card")
    hands.see("terminal-amount", "\u20ac19.90")
    before = _orders(shop)
    hands.press("complete-sale")

    hands.see("change-due", "No change")
    assert before == 0
    assert _orders(shop) == 1


def test_the_next_scan_starts_a_new_sale(hands, shop):
    hands.scan(SHIRT)
    hands.press("exact-cash")
    hands.see("change-due", "No change")

    hands.scan(SHIRT)

    assert hands.find("change-due") is None
    hands.see("cart-total", "\u20ac19.90")
    assert _orders(shop) == 1


def test_a_scan_leaves_nothing_in_the_search_field(hands, qtbot):
    hands.find("search").setFocus()

    hands.scan(SHIRT)
    hands.scan(SHIRT)

    hands.see("cart-total", "\u20ac39.80")
    qtbot.waitUntil(lambda: hands.find("search").text() == "")


def test_words_that_are_typed_and_entered_at_once_leave_nothing_in_the_search_field(hands, qtbot):
    search = hands.find("search")
    search.setFocus()

    QTest.keyClicks(search, "cake\r")

    hands.see("cart-total", "\u20ac30.00")
    assert search.text() == ""


def test_two_keys_take_a_held_sale_up_again(hands):
    hands.scan(SHIRT)
    hands.key(Qt.Key.Key_F4)
    hands.see("cart-total", "\u20ac0.00")
    hands.see("recall", " Held  1")

    hands.key(Qt.Key.Key_F5)
    hands.wait_for("held")
    hands.key(Qt.Key.Key_Return)

    hands.see("cart-total", "\u20ac19.90")


def test_a_panel_is_left_with_a_finger(hands):
    hands.scan(SHIRT)
    hands.press("line-discount")
    hands.wait_for("discount-panel")
    windows.check_all(hands.window)

    hands.press("panel-close")

    hands.wait_until_gone("discount-panel")
    hands.see("cart-total", "\u20ac19.90")


def test_plus_and_minus_change_the_line_while_the_search_is_empty(hands):
    hands.find("search").setFocus()
    hands.scan(SHIRT)

    hands.key("+", "+")
    hands.see("cart-total", "\u20ac59.70")
    hands.key("-")

    hands.see("cart-total", "\u20ac39.80")


def test_undo_takes_the_last_scan_back(hands):
    hands.scan(SHIRT)
    hands.scan(SHIRT)

    QTest.keyClick(hands._window.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    hands.see("cart-total", "\u20ac19.90")


def test_a_sale_that_is_given_up_and_brought_back_is_journalled_both_times(hands, shop, qtbot):
    hands.scan(SHIRT)
    hands.see("cart-total", "\u20ac19.90")

    hands.press("clear")
    hands.see("cart-total", "\u20ac0.00")
    hands.press("toast-undo")

    hands.see("cart-total", "\u20ac19.90")
    qtbot.waitUntil(lambda: _voids(shop) == ["cart_discarded", "cart_brought_back"])


def test_a_cashier_who_has_to_ask_gives_a_sale_up_when_a_manager_agrees(hands, till, shop, qtbot):
    codes = ("sale.ring", "sale.void?")
    let_staff(shop, *codes)
    grants = parse_grants(codes)
    till.session.sign_in(Cashier(staff_id=shop.ada, employee_no="2", name="Ada", grants=grants))
    hands.scan(SHIRT)
    hands.see("cart-total", "\u20ac19.90")

    hands.press("clear")
    hands.wait_for("approval-hint")
    before = hands.find("cart-total").text()
    hands.agree("1", GRACE_PIN)

    hands.see("cart-total", "\u20ac0.00")
    assert before == "\u20ac19.90"
    qtbot.waitUntil(lambda: _voids(shop) == ["cart_discarded"])


def test_the_only_one_who_may_agree_types_their_pin_at_once(hands, till, shop, qtbot):
    codes = ("sale.ring", "sale.void?")
    let_staff(shop, *codes)
    grants = parse_grants(codes)
    till.session.sign_in(Cashier(staff_id=shop.ada, employee_no="2", name="Ada", grants=grants))
    hands.scan(SHIRT)
    hands.press("clear")
    hands.wait_for("approval-hint")

    QTest.keyClicks(hands.window.focusWidget(), f"{GRACE_PIN}\r")

    hands.see("cart-total", "\u20ac0.00")
    qtbot.waitUntil(lambda: _voids(shop) == ["cart_discarded"])


def test_a_till_that_is_locked_at_once_asks_for_nobodys_pin_at_the_door(hands, till, shop, owner):
    codes = ("sale.ring", "sale.void?")
    let_staff(shop, *codes)
    grants = parse_grants(codes)
    till.session.sign_in(Cashier(staff_id=shop.ada, employee_no="2", name="Ada", grants=grants))
    hands.scan(SHIRT)
    hands.see("cart-total", "\u20ac19.90")

    hands.press("clear")
    hands.press("lock")

    hands.see_strip("Whoever asked for this is not signed in any more.")
    assert hands.find("approval-hint") is None
    till.session.sign_in(owner)
    hands.see("cart-total", "\u20ac19.90")


def test_locking_keeps_the_sale(hands, till, owner):
    hands.scan(SHIRT)

    hands.press("lock")
    locked = hands.find("cart-total")
    till.session.sign_in(owner)

    assert locked is None
    hands.see("cart-total", "\u20ac19.90")


def test_the_shift_is_known_to_the_window(hands, till, shop):
    with shop.store.read() as tx:
        shift = find_open_shift(tx)

    assert till.session.shift_id == shift.shift_id


def test_training_is_said_on_every_screen_and_while_locked(shop, clock, qtbot, tmp_path, prepared):
    home = Paths(home=tmp_path / "home")
    home.make_home()
    shutil.copy(shop.store.path, home.database)
    with open_training(home, clock=clock, ids=TimeOrderedIds(clock)) as store:
        till = Till(TillSetup(store=store, clock=clock, ids=TimeOrderedIds(clock), locale="en_GB"))
        with qtbot.waitExposed(till.window):
            till.window.show()
        hands = Hands(till, qtbot)
        seen = [hands.find("training-banner") is not None]
        till.session.sign_in(
            Cashier(
                staff_id=shop.grace,
                employee_no="1",
                name="Grace",
                grants=Grants(everything=True),
            )
        )
        for screen in SCREENS:
            till.go(screen)
            seen.append(hands.find("training-banner") is not None)
        put_away(till)

    assert seen == [True] * (1 + len(SCREENS))
