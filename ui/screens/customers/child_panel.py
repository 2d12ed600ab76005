"""The panel that asks a parent about a child: the month, what for, and whether they agree."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit

from pos.domain.family import ChildPurpose
from ui.screens.customers import family_text as text
from ui.screens.customers.view_protocol import ChildAnswer, ChildQuestion
from ui.widgets.button import Button, Look
from ui.widgets.inline_strip import InlineStrip
from ui.widgets.label import PlainLabel
from ui.widgets.panel_card import PanelCard
from ui.widgets.segmented import Segmented

WIDTH_PX = 560
FIELD_PX = 48
MONTH_CHARS_MAX = 10
YEARS = (1, 2, 5)


class ChildPanel(PanelCard):
    """Asks about a child.

    Signals:
        answered: The `ChildAnswer` as it was typed.
        removed: Nothing is known of this child from now on.
    """

    answered = Signal(object)
    removed = Signal()

    def __init__(self, question: ChildQuestion) -> None:
        super().__init__(question.title, width_px=WIDTH_PX, name="child-panel")
        self._month = QLineEdit()
        self._purpose = Segmented(
            [(each, text.purpose(each)) for each in ChildPurpose], chosen=question.purpose
        )
        self._years = Segmented([(each, text.years(each)) for each in YEARS], chosen=YEARS[1])
        self._consent = Button(
            text.consent(), look=Look.CHIP, icon="shield-check", name="child-consent"
        )
        self._trouble = InlineStrip(name="child-trouble", keeps_room=False)
        self._lay_out()
        forget = self.add_button(
            Button(text.forget(), look=Look.LINE_DANGER, icon="trash", name="forget-child")
        )
        forget.setVisible(question.is_known)
        self._save = self.add_button(Button(text.save(), look=Look.PRIMARY, name="save-child"))
        forget.clicked.connect(self.removed)
        self._save.clicked.connect(self._answer)
        self._month.returnPressed.connect(self._answer)
        self.setFocusProxy(self._month)

    def show_trouble(self, sentence: str) -> None:
        """Say what cannot be kept."""
        self._trouble.say(sentence)

    def _lay_out(self) -> None:
        self._month.setObjectName("child-month")
        self._month.setAccessibleName(text.month())
        self._month.setPlaceholderText(text.month_hint())
        self._month.setMaxLength(MONTH_CHARS_MAX)
        self._month.setFixedHeight(FIELD_PX)
        self._consent.setCheckable(True)
        hint = PlainLabel(text.hint(), voice="secondary")
        hint.setWordWrap(True)
        self.body.addWidget(hint)
        for label, widget in (
            (text.month(), self._month),
            (text.what_for(), self._purpose),
            (text.how_long(), self._years),
        ):
            self.body.addWidget(PlainLabel(label, voice="label"))
            self.body.addWidget(widget)
        self.body.addWidget(self._consent)
        self.body.addWidget(self._trouble)

    @Slot()
    def _answer(self) -> None:
        self.answered.emit(
            ChildAnswer(
                month=self._month.text(),
                purpose=ChildPurpose(str(self._purpose.key)),
                years=int(str(self._years.key)),
                has_consent=self._consent.isChecked(),
            )
        )
