"""The strip that says what went wrong, in the pane that it concerns, until the next action."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.shell.desk import Remedy
from ui.shell.theme.tokens import Tone
from ui.text import shell as words
from ui.widgets.button import Button, Look
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import PlainLabel, plane


class Strip(QWidget):
    """Shows one sentence and what may be done about it."""

    def __init__(
        self,
        *,
        kind: str = "strip-error",
        name: str = "strip",
        margins_px: tuple[int, int, int, int] = (0, 0, 0, 0),
    ) -> None:
        super().__init__()
        box = plane(QWidget(), kind)
        box.setMinimumHeight(48)
        self.setObjectName(name)
        tone = Tone.DANGER if kind == "strip-error" else Tone.WARN
        self._label = PlainLabel(name=f"{name}-text")
        self._label.setWordWrap(True)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*margins_px)
        outer.addWidget(box)
        self._row = QHBoxLayout(box)
        self._row.setContentsMargins(12, 2, 4, 2)
        self._row.setSpacing(8)
        self._row.addWidget(IconLabel("circle-alert", tone=tone))
        self._row.addWidget(self._label, 1)
        self._buttons: list[Button] = []
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown, or ""."""
        return "" if self.isHidden() else self._label.text()

    def say(self, text: str, *remedies: Remedy) -> None:
        """Show a sentence and buttons."""
        self._drop_buttons()
        self._label.setText(text)
        self.setAccessibleName(text)
        for remedy in remedies:
            button = Button(remedy.text, look=Look.LINK)
            button.clicked.connect(partial(self._remedy, remedy))
            self._add(button)
        close = Button(look=Look.LINK, icon="x", says=words.close(), name="strip-close")
        close.clicked.connect(self.hide)
        self._add(close)
        self.show()

    def _remedy(self, remedy: Remedy) -> None:
        self.hide()
        remedy.act()

    def _add(self, button: Button) -> None:
        self._row.addWidget(button)
        self._buttons.append(button)

    def _drop_buttons(self) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
