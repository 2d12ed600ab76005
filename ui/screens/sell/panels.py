"""The panels of the sell screen: which variant, how much, which discount, old enough?"""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from pos.domain.product import SellableItem
from pos.domain.quantity import Unit, is_measured
from ui.screens.sell import faces, panel_text
from ui.text.formats import Formats
from ui.widgets.button import Button, Look
from ui.widgets.label import PlainLabel
from ui.widgets.number_panel import NumberWish
from ui.widgets.panel_card import PanelCard

LIST_HEIGHT_MAX_PX = 440
ROW_PX = 72
NOTE_HEIGHT_PX = 120
MEASURE_DECIMALS = 3
BIG_UNITS = {Unit.GRAM: "kg", Unit.MILLILITRE: "l", Unit.MILLIMETRE: "m"}


class ChoicePanel(PanelCard):
    """Asks for one of several rows, each of two lines.

    Signals:
        chosen: Key of the row.
    """

    chosen = Signal(object)

    def __init__(self, title: str, *, rows: list[tuple[UUID, str, str]], name: str) -> None:
        super().__init__(title, width_px=480, name=name)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        for key, first, second in rows:
            button = Button(f"{first}\n{second}", look=Look.CARD, says=f"{first}, {second}")
            button.clicked.connect(partial(self.chosen.emit, key))
            column.addWidget(button)
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFixedHeight(min(len(rows) * ROW_PX, LIST_HEIGHT_MAX_PX))
        self.body.addWidget(area)


def variant_panel(name: str, variants: tuple[SellableItem, ...], formats: Formats) -> ChoicePanel:
    """Make the panel that asks which variant is meant."""
    rows = []
    for item in variants:
        note, _tone = faces.variant_note(item, formats)
        facts = [formats.money(item.price_cents), item.sku, note]
        second = " \u00b7 ".join(fact for fact in facts if fact)
        rows.append((item.variant_id, item.variant_name or item.sku, second))
    return ChoicePanel(name, rows=rows, name="variants")


def quantity_wish(name: str, unit: Unit) -> NumberWish:
    """Return the question how much of something it shall be, in the unit that people say."""
    return NumberWish(
        title=panel_text.quantity_of(name),
        unit=BIG_UNITS.get(unit, panel_text.pieces()),
        confirm=panel_text.confirm(),
        back=panel_text.erase(),
        exponent=MEASURE_DECIMALS if is_measured(unit) else 0,
        write=str,
    )


class NotePanel(PanelCard):
    """Asks for a note of several lines.

    Signals:
        answered: The note.
    """

    answered = Signal(str)

    def __init__(self, note: str) -> None:
        super().__init__(panel_text.note_of_sale(), name="note-panel")
        self._edit = QPlainTextEdit(note)
        self._edit.setPlaceholderText(panel_text.note_hint())
        self._edit.setAccessibleName(panel_text.note_of_sale())
        self._edit.setFixedHeight(NOTE_HEIGHT_PX)
        self._edit.setTabChangesFocus(True)
        self.body.addWidget(self._edit)
        save = self.add_button(Button(panel_text.save(), look=Look.PRIMARY, name="confirm"))
        save.clicked.connect(self._save)
        self.setFocusProxy(self._edit)

    @Slot()
    def _save(self) -> None:
        self.answered.emit(self._edit.toPlainText())


def age_panel(
    name: str, years: int, *, born: str, yes: Callable[[], None], no: Callable[[], None]
) -> PanelCard:
    """Make the panel that asks whether the customer is old enough."""
    card = PanelCard(panel_text.check_age(years), name="age-panel")
    hint = PlainLabel(panel_text.check_age_hint(name, born), voice="secondary")
    hint.setWordWrap(True)
    card.body.addWidget(hint)
    refuse = card.add_button(Button(panel_text.too_young(), look=Look.DANGER, name="too-young"))
    refuse.clicked.connect(no)
    agree = card.add_button(Button(panel_text.old_enough(), look=Look.PRIMARY, name="old-enough"))
    agree.clicked.connect(yes)
    card.setFocusProxy(agree)
    return card
