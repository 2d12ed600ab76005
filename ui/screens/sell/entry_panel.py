"""A panel that asks for one line of text: the number of a gift card, a reference."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit

from ui.widgets.button import Button, Look
from ui.widgets.label import PlainLabel
from ui.widgets.panel_card import PanelCard

CHARS_MAX = 80


class EntryPanel(PanelCard):
    """Asks for a line of text that is not empty.

    Signals:
        answered: The text, trimmed.
    """

    answered = Signal(str)

    def __init__(self, title: str, *, hint: str, confirm: str, name: str) -> None:
        super().__init__(title, name=name)
        words = PlainLabel(hint, voice="secondary")
        words.setWordWrap(True)
        self.body.addWidget(words)
        self._edit = QLineEdit()
        self._edit.setObjectName(f"{name}-text")
        self._edit.setAccessibleName(title)
        self._edit.setMaxLength(CHARS_MAX)
        self.body.addWidget(self._edit)
        self._confirm = self.add_button(Button(confirm, look=Look.PRIMARY, name="confirm"))
        self._confirm.setEnabled(False)
        self._edit.textChanged.connect(self._changed)
        self._edit.returnPressed.connect(self._answer)
        self._confirm.clicked.connect(self._answer)
        self.setFocusProxy(self._edit)

    def take_scan(self, code: str) -> bool:
        """Take a scanned code as the answer."""
        self.answered.emit(code)
        return True

    @Slot(str)
    def _changed(self, text: str) -> None:
        self._confirm.setEnabled(bool(text.strip()))

    @Slot()
    def _answer(self) -> None:
        text = self._edit.text().strip()
        if text:
            self.answered.emit(text)
