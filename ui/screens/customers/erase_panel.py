"""The panel that says what erasing a customer takes away, and asks why."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup

from pos.domain.erasure import ErasurePreview, ErasureReason
from ui.screens.customers import erase_text as text
from ui.shell.theme.tokens import Tone
from ui.text.formats import Formats
from ui.widgets.button import Button, Look
from ui.widgets.inline_strip import InlineStrip
from ui.widgets.label import PlainLabel
from ui.widgets.panel_card import PanelCard

WIDTH_PX = 600


class ErasePanel(PanelCard):
    """Says what goes and what stays; what is still open has to be settled first.

    Signals:
        answered: The `ErasureReason`.
        left: The customer stays.
    """

    answered = Signal(object)
    left = Signal()

    def __init__(self, preview: ErasurePreview, formats: Formats) -> None:
        super().__init__(text.title(preview.name), width_px=WIDTH_PX, name="erase-panel")
        self._reason: ErasureReason | None = None
        self._group = QButtonGroup(self)
        self._trouble = InlineStrip(name="erase-trouble", keeps_room=False)
        self._say(text.goes(preview.addresses))
        self._say(text.stays(preview.orders))
        if preview.unsettled:
            self._say_unsettled(preview, formats)
        else:
            self._ask_why()
        keep = self.add_button(Button(text.keep(), name="keep-customer"))
        self._confirm = self.add_button(
            Button(text.confirm(), look=Look.DANGER, name="confirm-erase")
        )
        self._confirm.setEnabled(False)
        keep.clicked.connect(self.left)
        self._confirm.clicked.connect(self._answer)
        self.setFocusProxy(keep)

    def show_trouble(self, sentence: str) -> None:
        """Say why it cannot be done."""
        self._trouble.say(sentence)

    def _say(self, words: str, *, tone: Tone = Tone.SECONDARY, name: str = "") -> None:
        label = PlainLabel(words, voice="secondary", tone=tone, name=name)
        label.setWordWrap(True)
        self.body.addWidget(label)

    def _say_unsettled(self, preview: ErasurePreview, formats: Formats) -> None:
        owed, credit = formats.money(preview.owed_cents), formats.money(preview.credit_cents)
        for what in preview.unsettled:
            words = text.unsettled(what, owed=owed, credit=credit)
            self._say(words, tone=Tone.WARN, name="erase-unsettled")

    def _ask_why(self) -> None:
        self.body.addWidget(PlainLabel(text.why(), voice="label"))
        for reason in ErasureReason:
            button = Button(text.reason(reason), look=Look.CHIP, name=f"erase-{reason}")
            button.setCheckable(True)
            button.clicked.connect(partial(self._give_reason, reason))
            self._group.addButton(button)
            self.body.addWidget(button)
        self.body.addWidget(self._trouble)

    def _give_reason(self, reason: ErasureReason) -> None:
        self._reason = reason
        self._confirm.setEnabled(True)

    @Slot()
    def _answer(self) -> None:
        if self._reason is not None:
            self.answered.emit(self._reason)
