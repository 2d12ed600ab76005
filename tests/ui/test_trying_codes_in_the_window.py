"""A code is tried in Setup: what is scanned there sells nothing and changes nothing."""

import pytest
from PySide6.QtWidgets import QLabel, QTableView

from pos.domain.check_digit import check_digit
from tests.shop import SHIRT
from tests.ui import windows
from tests.ui.hands import Hands

PATTERNS = "weight 21iiiiivvvvvc 3; customer 29*"
LABEL = "211234501500"


class Office(Hands):
    """Somebody who tries codes at the window."""

    def open_patterns(self) -> None:
        self.press("nav-setup")
        self.press("section-settings")
        self.wait_for("settings-rows")
        table = self.find("settings-rows")
        assert isinstance(table, QTableView)
        names = [table.model().index(row, 0).data() for row in range(table.model().rowCount())]
        table.selectRow(names.index("Codes of scales and cards"))
        self.wait_for("field-code")

    def findings(self) -> list[str]:
        labels = self.window.findChildren(QLabel, "finding-words")
        return [each.text() for each in labels if each.isVisible()]


@pytest.fixture
def office(till, hands, qtbot) -> Office:
    made = Office(till, qtbot)
    made.open_patterns()
    return made


def test_a_scan_is_tried_on_patterns_that_are_not_saved_yet(office, qtbot, till) -> None:
    office.type("field-value", PATTERNS)
    office.scan(LABEL + check_digit(LABEL))

    qtbot.waitUntil(lambda: "Fits, and decides." in office.findings())
    assert office.findings()[0].startswith("A label for 1.5\u00a0kg, but no article has 12345")
    windows.check_all(office.window)
    office.press("nav-sell")
    office.see("cart-total", "\u20ac0.00")


def test_what_is_typed_is_tried_with_each_key(office, qtbot) -> None:
    office.type("field-value", PATTERNS)
    office.type("field-code", SHIRT[:3])
    qtbot.waitUntil(lambda: office.findings()[:1] == ["A code that no article has: 200."])

    office.type("field-code", SHIRT)

    qtbot.waitUntil(lambda: office.findings()[:1] == ["Shirt."])
    office.type("field-value", "weight 2x")
    qtbot.waitUntil(lambda: "is no pattern" in office.findings()[0])


def test_a_tried_code_alone_is_nothing_to_save(office, qtbot) -> None:
    office.scan(SHIRT)

    qtbot.waitUntil(lambda: office.findings() == ["Shirt."])
    assert not office.find("form-save").isEnabled()
