"""The attention screen as people see and touch it, in a whole till on a real database."""

from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableView, QWidget

from models.engagement import NotificationRow
from models.sync import QuarantineRow, SyncStateRow
from pos.domain.contact import CustomerDetails
from pos.identity import CONTACT_KEY, HELD_KEY
from pos.queries.attention import ATTENTION_KEY, COMPARED_KEY, read_wishes
from pos.services.customers import AddCustomer, add_customer
from pos.services.permissions import Actor
from tests.shop import SHIRT
from ui.app import Till

CLASH_ID = UUID(int=77)


def remember(shop, key: str, value: object) -> None:
    with shop.store.write() as tx:
        tx.connection.execute(
            sa.insert(SyncStateRow), {"key": key, "value": value, "updated_at": tx.now}
        )


def central_says(shop, clock) -> None:
    """Central set the first sale aside, and two tills sold the last piece."""
    since = (clock.now() - timedelta(hours=1)).isoformat()
    with shop.store.read() as tx:
        seq = tx.connection.execute(
            sa.text("SELECT seq FROM outbox WHERE kind = 'sale.completed'")
        ).scalar_one()
    told = {
        "facts": [
            {
                "incarnation": 1,
                "seq": seq,
                "kind": "sale.completed",
                "sqlstate": "23503",
                "message": "insert on table order_lines violates a reference",
                "since": since,
                "attempts": 1,
            }
        ],
        "clashes": [
            {
                "id": str(CLASH_ID),
                "kind": "negative_stock",
                "table": "stock_movements",
                "row_id": str(UUID(int=78)),
                "register": "R2",
                "since": since,
                "central": {},
                "of_register": {"on_hand": -1},
            }
        ],
    }
    remember(shop, ATTENTION_KEY, told)


@pytest.fixture
def open_screen(till: Till, owner, qtbot):
    def open_it() -> Till:
        till.session.sign_in(owner)
        till.window.resize(1366, 768)
        with qtbot.waitExposed(till.window):
            till.window.show()
        qtbot.mouseClick(till.window.findChild(QWidget, "sync-state"), Qt.MouseButton.LeftButton)
        return till

    return open_it


def refuse_customer(shop, clock) -> None:
    """Central set aside that a customer was written down."""
    with shop.store.write() as tx:
        add_customer(
            tx,
            AddCustomer(
                actor=Actor(staff_id=shop.grace),
                details=CustomerDetails(name="Hedy Lamarr", phone="+436641234567"),
            ),
        )
    told = {
        "incarnation": 1,
        "seq": 1,
        "kind": "customer.added",
        "sqlstate": "23514",
        "message": "phone breaks a rule",
        "since": clock.now().isoformat(),
        "attempts": 1,
    }
    remember(shop, ATTENTION_KEY, {"facts": [told], "clashes": []})


def table_of(till: Till) -> QTableView:
    return till.window.findChild(QTableView, "attention-list")


def rows_of(till: Till) -> list[str]:
    table = table_of(till)
    return (
        []
        if table is None
        else [table.model().index(row, 0).data() for row in range(table.model().rowCount())]
    )


def text_of(till: Till, name: str) -> str:
    return till.window.findChild(QLabel, name).text()


def press(till: Till, name: str) -> None:
    till.window.findChild(QPushButton, name).click()


def test_the_sync_part_of_the_status_bar_leads_to_an_empty_list_when_all_is_well(
    open_screen, shop, qtbot
) -> None:
    shop.belong_to_central()

    till = open_screen()

    none = till.window.findChild(QWidget, "attention-none")
    qtbot.waitUntil(none.isVisible)
    assert "booked everything" in none.findChildren(QLabel)[-1].text()


def test_a_sale_set_aside_is_named_with_its_reason_and_tried_again_on_request(
    open_screen, shop, clock, qtbot
) -> None:
    shop.belong_to_central()
    shop.open_shift()
    number = shop.sell(SHIRT).number
    central_says(shop, clock)
    till = open_screen()
    qtbot.waitUntil(lambda: rows_of(till) == [f"Sale {number}", "Stock below zero"])

    table_of(till).selectRow(0)
    before = text_of(till, "attention-reason")
    press(till, "attention-retry")

    retry = till.window.findChild(QPushButton, "attention-retry")
    qtbot.waitUntil(lambda: not retry.isEnabled())
    assert before == "It refers to something that central does not know yet."
    assert text_of(till, "attention-reason") == "Will be tried again with the next sync."
    with shop.store.read() as tx:
        assert len(read_wishes(tx.connection).retry) == 1


def test_a_clash_goes_away_when_somebody_has_noted_it(open_screen, shop, clock, qtbot) -> None:
    shop.belong_to_central()
    shop.open_shift()
    shop.sell(SHIRT)
    central_says(shop, clock)
    till = open_screen()
    qtbot.waitUntil(lambda: len(rows_of(till)) == 2)

    table_of(till).selectRow(1)
    press(till, "attention-seen")

    qtbot.waitUntil(lambda: len(rows_of(till)) == 1)
    with shop.store.read() as tx:
        assert read_wishes(tx.connection).seen == ((CLASH_ID, shop.grace),)


def test_offline_the_list_of_the_last_sync_is_shown_and_says_so(
    open_screen, shop, clock, qtbot
) -> None:
    shop.belong_to_central()
    remember(
        shop,
        "contact",
        {"failing_since": clock.now().isoformat(), "problem": "CentralUnreachableError"},
    )
    with shop.store.write() as tx:
        row = {
            "table_name": "variants",
            "row_id": UUID(int=5),
            "position": 1,
            "payload": {},
            "error": "NOT NULL constraint failed",
            "quarantined_at": tx.now,
        }
        tx.connection.execute(sa.insert(QuarantineRow), row)

    till = open_screen()

    qtbot.waitUntil(lambda: rows_of(till) == ["Row of variants"])
    assert text_of(till, "attention-warning-text").startswith("Offline since")


def test_a_clock_that_runs_wild_is_told(open_screen, shop, qtbot) -> None:
    shop.belong_to_central()
    remember(shop, "held", {"clock_offset_ms": -600_000})

    till = open_screen()

    warning = till.window.findChild(QLabel, "attention-warning-text")
    qtbot.waitUntil(warning.isVisible)
    assert warning.text() == (
        "This register\u2019s clock is 10 min behind central\u2019s. Set it right."
    )


def test_a_refused_customer_is_said_right_in_the_window(open_screen, shop, clock, qtbot) -> None:
    shop.belong_to_central()
    refuse_customer(shop, clock)
    till = open_screen()
    qtbot.waitUntil(lambda: rows_of(till) == ["New customer (entry 1)"])
    table_of(till).selectRow(0)
    press(till, "attention-correct")
    qtbot.waitUntil(lambda: till.window.findChild(QLineEdit, "correction-phone") is not None)
    phone = till.window.findChild(QLineEdit, "correction-phone")
    before = phone.text()
    phone.setText("12")
    press(till, "correction-send")
    strips = "correction-trouble"
    qtbot.waitUntil(lambda: any(x.isVisible() for x in till.window.findChildren(QWidget, strips)))
    again = till.window.findChildren(QLineEdit, "correction-phone")[-1]
    typed = again.text()

    again.setText("+436640000001")
    till.window.findChildren(QPushButton, "correction-send")[-1].click()

    said = "Said right. The correction goes out with the next sync."
    qtbot.waitUntil(lambda: text_of(till, "attention-reason") == said)
    assert (before, typed) == ("+436641234567", "12")
    assert not till.window.findChild(QPushButton, "attention-correct").isVisible()
    with shop.store.read() as tx:
        kinds = tx.connection.execute(sa.text("SELECT kind FROM outbox ORDER BY seq")).scalars()
        assert list(kinds) == ["customer.added", "customer.added", "audit.written"]


def test_a_damaged_tape_is_mended_from_the_window(open_screen, shop, clock, qtbot) -> None:
    shop.belong_to_central()
    shop.open_shift()
    shop.sell(SHIRT)
    failing = {
        "answered_at": None,
        "answered_since": None,
        "failing_since": clock.now().isoformat(),
        "problem": "TapeDamagedError",
    }
    remember(shop, CONTACT_KEY, failing)
    remember(shop, HELD_KEY, {"last_seq": 0, "chain": ""})
    with shop.store.write() as tx:
        tx.connection.execute(sa.text("UPDATE outbox SET chain = zeroblob(32) WHERE seq = 1"))
    till = open_screen()
    mend = till.window.findChild(QPushButton, "attention-mend")
    qtbot.waitUntil(mend.isVisible)

    mend.click()

    def is_audited() -> bool:
        with shop.store.read() as tx:
            kinds = tx.connection.execute(sa.text("SELECT action FROM audit_log")).scalars()
            return "tape.mended" in set(kinds)

    qtbot.waitUntil(is_audited)


def test_what_a_comparison_found_goes_away_when_it_was_seen(
    open_screen, shop, clock, qtbot
) -> None:
    shop.belong_to_central()
    found = {"since": clock.now().isoformat(), "missing": 1, "mended": 0, "damaged": 0}
    remember(shop, COMPARED_KEY, {"difference": found})
    till = open_screen()
    qtbot.waitUntil(lambda: rows_of(till) == ["Comparison with central"])
    table_of(till).selectRow(0)
    said = text_of(till, "attention-reason")

    press(till, "attention-seen")

    qtbot.waitUntil(lambda: rows_of(till) == [])
    assert said == "Central lacks something that this register sent. Tell headquarters."


def test_a_notice_of_headquarters_is_listed_until_somebody_has_read_it(
    open_screen, shop, qtbot
) -> None:
    shop.belong_to_central()
    with shop.store.write() as tx:
        notice = {"type": "inventory_alert", "title": "Low stock", "message": "Shirt: 2 left"}
        tx.connection.execute(
            sa.insert(NotificationRow),
            {"id": CLASH_ID, "store_id": tx.register.store_id, **notice},
        )
    till = open_screen()
    qtbot.waitUntil(lambda: rows_of(till) == ["Low stock"])
    table_of(till).selectRow(0)

    press(till, "attention-seen")

    qtbot.waitUntil(lambda: rows_of(till) == [])
    with shop.store.read() as tx:
        kinds = tx.connection.execute(sa.text("SELECT kind FROM outbox")).scalars().all()
        assert kinds == ["notice.read"]
