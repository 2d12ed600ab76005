"""A parent tells of a child at a till whose central answers, and has it forgotten again."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos.domain.barcode import customer_code
from pos.domain.permission import Grants
from sync.way import Way
from tests.sync.branch import IDS, Branch, Till
from tests.sync.test_children import born
from tests.sync.test_customers_of_two_tills import add
from tests.ui import windows
from tests.ui.closing import put_away
from tests.ui.hands import Hands
from ui.app import Till as Window
from ui.app import TillSetup
from ui.shell.session import Cashier
from ui.shell.theme.wear import prepare

pytestmark = pytest.mark.postgres


@pytest.fixture
def window(new_till: Callable[..., Till], qapp: QApplication) -> Iterator[Window]:
    """The window of R1, where Ida Holm is a customer, and whose clock goes as central's does."""
    till = new_till("R1")
    till.go_by_central()
    add(till, name="Ida Holm", card_no="C7000")
    till.sync()
    prepare(qapp)
    way = Way(secrets_file=till.secrets, clock=till.clock, address=till.address)
    made = Window(TillSetup(store=till.store, clock=till.clock, ids=IDS, locale="en_GB", way=way))
    grants = Grants(everything=True)
    made.session.sign_in(
        Cashier(staff_id=till.shop.grace, employee_no="1", name="Grace", grants=grants)
    )
    yield made
    put_away(made)


def test_a_child_is_noted_and_forgotten(window: Window, branch: Branch, qtbot: QtBot) -> None:
    window.window.resize(1366, 768)
    with qtbot.waitExposed(window.window):
        window.window.show()
    window.go("customers")
    hands = Hands(window, qtbot)
    hands.scan(customer_code("C7000"))
    hands.see("customer-title", "Ida Holm")
    hands.see("family-said", "None noted")

    hands.press("add-child")
    month = born(branch, months_ago=20)
    hands.type("child-month", f"{month:%m/%Y}")
    hands.press("save-child")
    hands.wait_for("child-trouble")
    assert branch.count("children") == 0
    qtbot.waitUntil(lambda: windows.check_all(window.window))
    hands.press("child-consent")
    hands.press("save-child")
    hands.wait_for("customer-child")
    assert branch.rows("SELECT name, birth_date::text, consented_at IS NOT NULL FROM children") == [
        (None, month.isoformat(), True)
    ]

    hands.press("customer-child")
    hands.press("forget-child")
    hands.see("family-said", "None noted")
    assert branch.count("children") == 0
