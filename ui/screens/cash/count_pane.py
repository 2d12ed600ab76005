"""What a count comes to, beside the place where it is counted."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.screens.cash import text
from ui.screens.cash.cause_list import CauseList
from ui.screens.cash.differences import in_words, waiting_rows
from ui.screens.cash.state import CashState, Phase
from ui.screens.cash.tender_fields import TenderFields
from ui.shell.shortcuts import Action, key_of
from ui.shell.theme.tokens import Tone
from ui.text.formats import Formats
from ui.widgets.button import Button, Look
from ui.widgets.inline_strip import InlineStrip, StripKind
from ui.widgets.key_values import KeyValue, KeyValues
from ui.widgets.label import PlainLabel, figure, plane

MARGIN_PX = 16
ROW_PX = 30
NOTE_HEIGHT_PX = 96


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What the pane says in one phase."""

    title: str
    main: str
    back: str = ""
    note_hint: str = ""


class CountPane(QWidget):
    """The sum, the difference once it may be seen, a note, and the main button.

    Signals:
        note_written: The text of the note.
        tender_counted: Code of a way to pay besides cash, and its sum in minor units or None.
    """

    note_written = Signal(str)
    tender_counted = Signal(str, object)

    def __init__(self, formats: Formats) -> None:
        super().__init__()
        self._formats = formats
        self._title = PlainLabel(voice="title", name="count-title")
        self._rows = KeyValues(row_px=ROW_PX)
        self._strip = InlineStrip(name="count-strip", keeps_room=False)
        self._waiting = InlineStrip(name="count-waiting", keeps_room=False)
        self._tenders_label = PlainLabel(text.other_payments(), voice="label")
        self._tenders = TenderFields(formats)
        self._causes = CauseList(formats)
        self._note_label = PlainLabel(text.note(), voice="label")
        self._note = QPlainTextEdit()
        self._note.setObjectName("count-note")
        self._note.setAccessibleName(text.note())
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(NOTE_HEIGHT_PX)
        self._counted = figure(voice="total", name="counted")
        self.back = Button(text.back_to_shift(), name="count-back")
        self.main = Button(
            text.open_register(), look=Look.PRIMARY, key=key_of(Action.PAY), name="cash-main"
        )
        self.main.setAutoDefault(True)
        self._lay_out()
        self._note.textChanged.connect(self._wrote)
        self._tenders.counted.connect(self.tender_counted)

    def show_state(self, state: CashState) -> None:
        """Draw a count."""
        words = _words(state)
        self._title.setText(words.title)
        self._counted.setText(self._formats.money(state.count.total_cents))
        self._rows.show_rows(self._facts(state))
        self._show_strip(state)
        self._show_waiting(state)
        has_tenders = state.phase is Phase.COUNTING and bool(state.tenders)
        self._tenders_label.setVisible(has_tenders)
        self._tenders.setVisible(has_tenders)
        if has_tenders:
            self._tenders.show_counts(state.tenders, state.tender_counts)
        self._causes.show_causes(state.causes)
        has_note = bool(words.note_hint) and _is_off(state)
        self._note_label.setVisible(has_note)
        self._note.setVisible(has_note)
        self._note.setPlaceholderText(words.note_hint)
        if self._note.toPlainText() != state.note:
            self._note.setPlainText(state.note)
        self.back.say(words.back)
        self.back.setVisible(bool(words.back))
        self.main.say(words.main)
        self.main.setEnabled(state.can_go_on)

    def begin(self) -> None:
        """Put the focus on the note where one is asked for, else on the main button."""
        if self._note.isVisibleTo(self):
            self._note.setFocus()
        else:
            self.main.setFocus()

    def _facts(self, state: CashState) -> tuple[KeyValue, ...]:
        if state.phase is Phase.CLOSED:
            return self._opening_facts(state)
        if state.difference_cents is None:
            return (
                KeyValue(
                    name=text.expected(), value=text.expected_hidden(), value_tone=Tone.CAPTION
                ),
            )
        expected = state.count.total_cents - state.difference_cents
        return (
            KeyValue(name=text.expected(), value=self._formats.money(expected)),
            KeyValue(
                name=text.difference(),
                value=in_words(state.difference_cents, self._formats),
                value_tone=_tone(state),
            ),
            *self._tender_facts(state),
        )

    def _tender_facts(self, state: CashState) -> tuple[KeyValue, ...]:
        """Say of each way to pay that was counted by how much it is off."""
        return tuple(
            KeyValue(
                name=each.name,
                value=in_words(each.difference_cents, self._formats),
                value_tone=Tone.WARN if each.difference_cents else Tone.OK,
            )
            for each in state.tender_totals
            if each.difference_cents is not None
        )

    def _opening_facts(self, state: CashState) -> tuple[KeyValue, ...]:
        waiting = waiting_rows(state.unapproved, self._formats)
        if state.last is None:
            return (KeyValue(name=text.last_close(), value=text.last_close_none()),)
        money, difference = self._formats.money, state.float_difference_cents
        rows = [KeyValue(name=text.last_close(), value=money(state.last.counted_cash_cents))]
        if difference is not None:
            rows.append(
                KeyValue(
                    name=text.difference(),
                    value=in_words(difference, self._formats),
                    value_tone=Tone.WARN if difference else Tone.OK,
                )
            )
        return (*rows, *waiting)

    def _show_waiting(self, state: CashState) -> None:
        waiting = state.waiting
        is_said = state.phase in (Phase.COUNTING, Phase.CHECKED)
        if is_said and (waiting.held or waiting.unsent or waiting.cards):
            said = text.waiting(
                waiting.held,
                self._formats.money(waiting.held_cents),
                waiting.unsent,
                cards=waiting.cards,
                cards_sum=self._formats.money(waiting.cards_cents),
            )
            self._waiting.say(said, kind=StripKind.WARN)
        else:
            self._waiting.say("")

    def _show_strip(self, state: CashState) -> None:
        limit = self._formats.money(state.limit_cents)
        if state.phase is Phase.COUNTING and state.is_recount:
            self._strip.say(text.count_again(), kind=StripKind.WARN)
        elif state.phase is Phase.CHECKED and state.is_unapproved:
            self._strip.say(text.nobody_approved(), kind=StripKind.WARN)
        elif state.phase is Phase.CHECKED and state.is_above_limit:
            self._strip.say(text.above_limit(limit), kind=StripKind.ERROR)
        elif state.phase is Phase.CHECKED and state.difference_cents:
            self._strip.say(text.within_limit(limit), kind=StripKind.WARN)
        elif state.phase is Phase.CLOSED and state.needs_note:
            self._strip.say(text.note_needed(), kind=StripKind.WARN)
        else:
            self._strip.say("")

    def _lay_out(self) -> None:
        head = plane(QWidget(), "header")
        title = QHBoxLayout(head)
        title.setContentsMargins(MARGIN_PX, 0, MARGIN_PX, 0)
        title.addWidget(self._title, 1)
        title.addWidget(self.back)
        head.setFixedHeight(70)
        body = self._build_body()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(body, 1)
        column.addWidget(self._build_foot())

    def _build_body(self) -> QWidget:
        """Build what scrolls where the window is low and much is to be said."""
        inside = plane(QWidget(), "pane")
        middle = QVBoxLayout(inside)
        middle.setContentsMargins(MARGIN_PX, 12, MARGIN_PX, 12)
        middle.setSpacing(12)
        for widget in (
            self._waiting,
            self._rows,
            self._strip,
            self._tenders_label,
            self._tenders,
            self._causes,
            self._note_label,
            self._note,
        ):
            middle.addWidget(widget)
        middle.addStretch()
        body = QScrollArea()
        body.setWidgetResizable(True)
        body.setFrameShape(QFrame.Shape.NoFrame)
        body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body.setWidget(inside)
        return body

    def _build_foot(self) -> QWidget:
        foot = plane(QWidget(), "footer")
        column = QVBoxLayout(foot)
        column.setContentsMargins(MARGIN_PX, 12, MARGIN_PX, MARGIN_PX)
        column.setSpacing(12)
        total = QHBoxLayout()
        total.addWidget(PlainLabel(text.counted(), voice="strong"))
        total.addWidget(self._counted, 1)
        column.addLayout(total)
        column.addWidget(self.main)
        return foot

    @Slot()
    def _wrote(self) -> None:
        self.note_written.emit(self._note.toPlainText())


def _words(state: CashState) -> _Words:
    number = state.shift.number if state.shift else 0
    match state.phase:
        case Phase.COUNTING:
            return _Words(
                title=text.close_register(), main=text.check_count(), back=text.back_to_shift()
            )
        case Phase.CHECKED:
            return _Words(
                title=text.difference(),
                main=text.close_unapproved() if state.is_unapproved else text.close_shift(),
                back=text.back_to_shift(),
                note_hint=text.note_hint_close(),
            )
        case Phase.ENDED:
            return _Words(title=text.shift_ended(number), main=text.open_next())
        case _:
            return _Words(
                title=text.opening_float(),
                main=text.open_register(),
                note_hint=text.note_hint_open(),
            )


def _is_off(state: CashState) -> bool:
    if state.phase is Phase.CLOSED:
        return bool(state.float_difference_cents)
    return bool(state.difference_cents)


def _tone(state: CashState) -> Tone:
    if not state.difference_cents:
        return Tone.OK
    return Tone.DANGER if state.is_above_limit else Tone.WARN
