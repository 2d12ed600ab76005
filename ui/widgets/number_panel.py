"""A panel that asks for one number: a field, a number pad, and what is usual at one touch."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout

from ui.widgets.button import Button, Look
from ui.widgets.label import PlainLabel
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.number_pad import NumberPad
from ui.widgets.panel_card import PanelCard


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWish:
    """What is asked.

    Attributes:
        unit: What the figures count, written beside the field.
        exponent: Decimals; the answer is in the smallest of them.
        write: Spells a number for the field.
        presets: Usual answers with their words.
    """

    title: str
    unit: str
    confirm: str
    back: str
    exponent: int
    write: Callable[[int], str]
    hint: str = ""
    presets: Sequence[tuple[str, int]] = ()


class NumberPanel(PanelCard):
    """Asks for a number.

    Signals:
        answered: The number, in the smallest decimals.
    """

    answered = Signal(object)

    def __init__(self, wish: NumberWish, *, name: str) -> None:
        super().__init__(wish.title, width_px=292, name=name)
        if wish.hint:
            hint = PlainLabel(wish.hint, voice="secondary")
            hint.setWordWrap(True)
            self.body.addWidget(hint)
        self._edit = MoneyEdit(
            name="number", says=wish.title, exponent=wish.exponent, write=wish.write
        )
        row = QHBoxLayout()
        row.addWidget(self._edit, 1)
        row.addWidget(PlainLabel(wish.unit, voice="amount"))
        self.body.addLayout(row)
        self._add_presets(wish)
        decimal_sign = "." if wish.exponent else ""
        pad = NumberPad(corner=decimal_sign, back=wish.back)
        self._edit.follow(pad)
        self.body.addWidget(pad, alignment=Qt.AlignmentFlag.AlignHCenter)
        self._confirm = self.add_button(Button(wish.confirm, look=Look.PRIMARY, name="confirm"))
        self._confirm.setEnabled(False)
        self._connect()
        self.setFocusProxy(self._edit)

    def _add_presets(self, wish: NumberWish) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for words, number in wish.presets:
            button = Button(words, look=Look.SEGMENT)
            button.clicked.connect(partial(self.answered.emit, number))
            row.addWidget(button, 1)
        self.body.addLayout(row)

    def _connect(self) -> None:
        self._edit.changed.connect(self._changed)
        self._edit.accepted.connect(self.answered)
        self._confirm.clicked.connect(self._answer)

    @Slot(object)
    def _changed(self, number: object) -> None:
        self._confirm.setEnabled(number is not None)

    @Slot()
    def _answer(self) -> None:
        number = self._edit.cents
        if number is not None:
            self.answered.emit(number)
