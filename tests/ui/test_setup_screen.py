"""The setup screen in the window: a person is taken on, with their hands on it."""

from functools import partial

import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTableView, QWidget

from models.identity import StaffRow
from tests.ui import windows
from ui.screens.setup.section import discover


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


def test_every_section_and_its_first_form_fit_into_the_smallest_window(till, owner, qtbot):
    till.session.sign_in(owner)
    till.window.resize(1024, 768)
    with qtbot.waitExposed(till.window):
        till.window.show()
    assert till.go("setup")

    for section in discover():
        qtbot.mouseClick(
            see(till, f"section-{section.id}", QAbstractButton), Qt.MouseButton.LeftButton
        )
        rows = f"{section.id}-rows"
        qtbot.waitUntil(partial(is_shown, till, rows))
        table = see(till, rows, QTableView)
        if table.model().rowCount():
            table.selectRow(0)
            qtbot.waitUntil(partial(is_shown, till, "form-title"))
        qtbot.waitUntil(lambda: windows.check_all(till.window))


def is_shown(till, name) -> bool:
    return see(till, name, QWidget) is not None
