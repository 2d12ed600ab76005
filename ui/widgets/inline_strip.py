"""A short notice inside a card, with room kept for it so that nothing jumps when it comes."""

from enum import StrEnum

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.shell.theme.tokens import Tone
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import PlainLabel, plane

HEIGHT_PX = 48


class StripKind(StrEnum):
    """What the notice is about; the theme has a ground for each."""

    ERROR = "strip-error"
    WARN = "strip-warn"


_FACES = {
    StripKind.ERROR: ("circle-alert", Tone.DANGER),
    StripKind.WARN: ("triangle-alert", Tone.WARN),
}


class InlineStrip(QWidget):
    """Shows one sentence, or an empty place of the same height.

    Args:
        keeps_room: Whether the place stays when there is nothing to say.
    """

    def __init__(self, *, name: str, keeps_room: bool = True) -> None:
        super().__init__()
        self.setObjectName(name)
        self._icon = IconLabel("circle-alert", tone=Tone.DANGER)
        self._label = PlainLabel(name=f"{name}-text")
        self._label.setWordWrap(True)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._label, 1)
        self.setMinimumHeight(HEIGHT_PX)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(keeps_room)
        self.setSizePolicy(policy)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown, or ""."""
        return "" if self.isHidden() else self._label.text()

    def say(self, text: str, *, kind: StripKind = StripKind.ERROR) -> None:
        """Show a sentence; "" takes it away."""
        self._label.setText(text)
        self.setAccessibleName(text)
        if self.property("plane") != kind.value:
            plane(self, kind.value)
            self._icon.show_icon(*_FACES[kind])
            for widget in (self, self._label):
                widget.style().unpolish(widget)
                widget.style().polish(widget)
        self.setVisible(bool(text))
