"""One entry: why it stands here, what is known of it, and what may be done."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pos.queries.attention import Clash, Difference, FactAside
from pos.queries.notices import Notice
from pos.queries.open_differences import OpenDifference
from ui.screens.attention import faces, text
from ui.screens.attention.state import AttentionState, Entry, may_correct, may_retry
from ui.text.formats import Formats
from ui.widgets.button import Button, Look
from ui.widgets.empty_state import EmptyState
from ui.widgets.key_values import KeyValues
from ui.widgets.label import PlainLabel, hairline, plane
from ui.widgets.pane import pane_head, pane_page


class EntryPane(QWidget):
    """Shows the entry that was chosen."""

    def __init__(self, formats: Formats) -> None:
        super().__init__()
        self._formats = formats
        self._name = PlainLabel(voice="title", name="attention-name")
        self._since = PlainLabel(voice="caption", name="attention-since")
        self._reason = _wrapped("body", "attention-reason")
        self._details = KeyValues()
        self._says = PlainLabel(text.central_says(), voice="status")
        self._message = _wrapped("secondary", "attention-message")
        self.retry = Button(
            text.retry(), look=Look.PRIMARY, icon="rotate-cw", name="attention-retry"
        )
        self.correct = Button(text.correct(), icon="pencil", name="attention-correct")
        self.seen = Button(text.seen(), look=Look.PRIMARY, icon="eye", name="attention-seen")
        self.accept = Button(
            text.accept(), look=Look.PRIMARY, icon="check", name="attention-accept"
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_empty())
        head = pane_head(self._name, self._since)
        self._stack.addWidget(pane_page(head, self._build_body(), self._build_foot()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def show_state(self, state: AttentionState) -> None:
        """Draw the entry, or that none is chosen."""
        if state.chosen is None:
            self._stack.setCurrentIndex(0)
            return
        self._show_entry(state.chosen)
        self._stack.setCurrentIndex(1)

    def _show_entry(self, entry: Entry) -> None:
        message = faces.message_of(entry)
        self._name.setText(faces.name_of(entry))
        self._since.setText(self._formats.moment(entry.since))
        self._reason.setText(faces.reason_of(entry))
        self._details.show_rows(faces.details_of(entry, self._formats))
        self._says.setVisible(bool(message))
        self._message.setText(message)
        self._message.setVisible(bool(message))
        self.retry.setVisible(isinstance(entry, FactAside))
        self.retry.setEnabled(isinstance(entry, FactAside) and may_retry(entry))
        self.correct.setVisible(may_correct(entry))
        self.seen.setVisible(isinstance(entry, Clash | Difference | Notice))
        self.accept.setVisible(isinstance(entry, OpenDifference))

    def _build_empty(self) -> QWidget:
        return plane(
            EmptyState(
                "mouse-pointer-click",
                text.none_chosen(),
                hint=text.none_chosen_hint(),
                name="attention-none-chosen",
            ),
            "pane",
        )

    def _build_body(self) -> QWidget:
        body = plane(QWidget(), "pane")
        column = QVBoxLayout(body)
        column.setContentsMargins(17, 14, 16, 16)
        column.setSpacing(8)
        column.addWidget(self._reason)
        column.addWidget(hairline())
        column.addWidget(self._details)
        column.addWidget(self._says)
        column.addWidget(self._message)
        column.addStretch()
        return body

    def _build_foot(self) -> QWidget:
        foot = plane(QWidget(), "footer")
        column = QVBoxLayout(foot)
        column.setContentsMargins(17, 10, 16, 16)
        column.addWidget(self.correct)
        column.addWidget(self.retry)
        column.addWidget(self.seen)
        column.addWidget(self.accept)
        return foot


def _wrapped(voice: str, name: str) -> PlainLabel:
    label = PlainLabel(voice=voice, name=name)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    return label
