"""The part of the pane about a customer's children: how old about, and what for."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos.domain.family import KnownChild
from pos.domain.permission import Action
from ui.screens.customers import family_text as text
from ui.screens.customers.part import ButtonsPart
from ui.screens.customers.state import Asked, ShownFamily
from ui.text.formats import Formats
from ui.widgets.button import Button, Look
from ui.widgets.label import PlainLabel

SAID = {Asked.ASKING: text.asking, Asked.AWAY: text.away}


class FamilyPart(QWidget):
    """Shows the children; one that is pressed can be changed or forgotten.

    Attributes:
        add: Asks for another one.

    Signals:
        wished: The `KnownChild` that was pressed.
    """

    wished = Signal(object)

    def __init__(self, formats: Formats) -> None:
        super().__init__()
        self._formats = formats
        self._children = ButtonsPart(text.heading())
        self._said = PlainLabel(voice="secondary", name="family-said")
        self._said.setWordWrap(True)
        self.add = Button(text.add(), look=Look.LINE, icon="plus", name="add-child")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self._children, self._said, self.add):
            column.addWidget(widget)

    def show_family(self, family: ShownFamily, *, may: frozenset[Action]) -> None:
        """Draw what is known; a till without central knows nothing and shows nothing."""
        may_edit = Action.EDIT_CUSTOMER in may
        buttons = (self._make_button(each, may_edit=may_edit) for each in family.children)
        self._children.show_buttons(tuple(buttons))
        self._children.show()
        said = SAID.get(family.asked, lambda: "" if family.children else text.nobody())()
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self.add.setVisible(may_edit and family.asked is Asked.ANSWERED)
        self.setVisible(family.asked is not Asked.ALONE)

    def _make_button(self, child: KnownChild, *, may_edit: bool) -> Button:
        age = text.age(child.months_from, child.months_to)
        until = self._formats.calendar_day(child.keep_until)
        button = Button(
            f"{age}\n{text.kept(text.purpose(child.purpose), until)}",
            look=Look.CARD,
            says=text.child_says(age),
            name="customer-child",
        )
        button.setEnabled(may_edit)
        button.clicked.connect(partial(self.wished.emit, child))
        return button
