"""A manager decides in Setup, and the till does so: rights, ways to pay, taxes, coins, settings."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QTableView

from pos.queries.people import read_grants
from pos.queries.store_rules import read_pricing_rules, read_store_rules
from tests.shop import CAKE, SHIRT
from tests.ui.hands import Hands
from ui.shell.session import Cashier
from ui.widgets.segmented import Segmented


class Office(Hands):
    """Somebody who sets the shop up."""

    def open(self, section: str, row: str) -> None:
        """Open the form of a row, by what its first cell says."""
        self.press("nav-setup")
        self.press(f"section-{section}")
        self.wait_for(f"{section}-rows")
        self.wait_until(lambda: row in self._titles(section))
        self._table(section).selectRow(self._titles(section).index(row))
        self.wait_for("form-save")

    def see_row(self, section: str, *cells: str) -> None:
        self.wait_until(lambda: cells in self._rows(section))

    def pick(self, field: str, words: str) -> None:
        """Press one of the answers that lie side by side."""
        self.wait_for(field)
        buttons = self.find(field).findChildren(QAbstractButton)
        (answer,) = [each for each in buttons if each.text().strip() == words]
        answer.click()

    def save(self) -> None:
        self.press("form-save")

    def _table(self, section: str) -> QTableView:
        found = self.find(f"{section}-rows")
        assert isinstance(found, QTableView)
        return found

    def _titles(self, section: str) -> list[str]:
        return [row[0] for row in self._rows(section)]

    def _rows(self, section: str) -> list[tuple[str, ...]]:
        model = self._table(section).model()
        return [
            tuple(model.index(row, column).data() for column in range(model.columnCount()))
            for row in range(model.rowCount())
        ]


@pytest.fixture
def office(till, hands, qtbot) -> Office:
    return Office(till, qtbot)


def test_a_right_that_is_taken_away_is_asked_for_at_the_till(office, shop, till):
    office.open("roles", "Sell what is out of stock")
    office.pick(_field_of(office, "Staff"), "Asks")
    office.save()
    office.see_row("roles", "Sell what is out of stock", "asks", "yes", "yes")

    with shop.store.read() as tx:
        grants = read_grants(tx, shop.ada)
    till.session.sign_in(Cashier(staff_id=shop.ada, employee_no="2", name="Ada", grants=grants))
    till.go("sell")
    for _ in range(3):
        office.scan(CAKE)

    office.wait_for("approval-hint")


def test_a_way_to_pay_that_is_switched_on_is_on_the_pay_screen(office):
    office.scan(SHIRT)
    office.see("cart-total", "\u20ac19.90")
    office.open("payment_methods", "UPI")
    office.pick("field-taken", "Yes")
    office.save()
    office.see_row("payment_methods", "UPI", "wallet", "4", "taken")
    office.press("nav-sell")

    office.wait_until(lambda: is_offered(office, "tender-upi"))


def is_offered(office: Office, tender: str) -> bool:
    """Look at the pay screen; the next one knows what Setup said, a moment after it was saved."""
    office.press("pay")
    office.wait_for("amount-due")
    found = office.find(tender) is not None
    office.press("pay-back")
    return found


def test_a_new_smallest_coin_is_said_to_wait_for_the_next_shift(office, shop):
    office.open("money_rules", "Smallest coin")
    office.choose("field-coin", "10")
    office.save()

    office.see_row("money_rules", "Smallest coin", "\u20ac0.05", "\u20ac0.10")
    with shop.store.read() as tx:
        assert read_pricing_rules(tx).cash_step_cents == 5
        assert read_store_rules(tx).cash_step_cents == 10


def test_a_tax_rate_begins_on_a_day_to_come(office):
    office.open("taxes", "VAT 20 %")
    office.type("field-name", "VAT 21 %")
    office.type("field-rate", "21")
    office.type("field-day", "2027-01-01")
    office.save()

    office.see_row("taxes", "VAT 21 %", "Standard", "21\u00a0%", "1 Jan 2027", "")


def test_a_setting_out_of_bounds_is_refused_and_stays_typed(office):
    office.open("settings", "Time to bring goods back")
    office.type("field-value", "9999")
    office.save()
    office.wait_until(lambda: office.said() != "")
    assert office.find("field-value").text() == "9999"

    office.type("field-value", "14")
    office.save()

    office.see_row("settings", "Time to bring goods back", "14\u00a0days", "this store")


def test_a_register_gets_another_name(office):
    office.open("registers", "Register 1")
    office.type("field-name", "At the door")
    office.save()

    office.wait_until(lambda: "At the door" in office._titles("registers"))


def _field_of(office: Office, label: str) -> str:
    """Return the name of the field that is called so."""
    widgets = office.window.findChildren(Segmented)
    (field,) = [each for each in widgets if each.isVisible() and each.accessibleName() == label]
    return field.objectName()
