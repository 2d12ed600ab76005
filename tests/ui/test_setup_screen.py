"""The setup screen in the window: a person is taken on, with their hands on it."""

import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTableView

from models.identity import StaffRow


def see(till, name, kind):
    return next((each for each in till.window.findChildren(kind, name) if each.isVisible()), None)


def test_somebody_is_taken_on_in_the_window(till, owner, shop, qtbot):
    till.session.sign_in(owner)
    till.window.resize(1366, 768)
    with qtbot.waitExposed(till.window):
        till.window.show()
    assert till.go("setup")
    qtbot.waitUntil(lambda: see(till, "staff-rows", QTableView) is not None)
    save = "form-save"

    qtbot.mouseClick(see(till, "add-staff", QAbstractButton), Qt.MouseButton.LeftButton)
    assert not see(till, save, QAbstractButton).isEnabled()
    qtbot.keyClicks(see(till, "field-name", QLineEdit), "Linus")
    qtbot.keyClicks(see(till, "field-number", QLineEdit), "77")
    qtbot.mouseClick(see(till, save, QAbstractButton), Qt.MouseButton.LeftButton)

    table = see(till, "staff-rows", QTableView)
    qtbot.waitUntil(lambda: table.model().rowCount() == 3)
    with shop.store.read() as tx:
        numbers = tx.connection.execute(sa.select(StaffRow.employee_no)).scalars().all()
    assert sorted(numbers) == ["1", "2", "77"]
