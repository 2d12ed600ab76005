"""What happens on a mistake of ours: it is logged, the person may go on, the sale is kept."""

import logging
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from ui.shell.panel import PanelHost
from ui.text import shell as words
from ui.widgets.button import Button, Look
from ui.widgets.label import PlainLabel
from ui.widgets.panel_card import PanelCard

log = logging.getLogger(__name__)

DETAILS_HEIGHT_PX = 200


class CrashReporter(QObject):
    """Shows a panel for every error that nobody expected, from any thread.

    Signals:
        _happened: The traceback; emitted on the thread of the error.
    """

    _happened = Signal(str)

    def __init__(self, panels: PanelHost) -> None:
        super().__init__(panels)
        self._panels = panels
        self._details = ""
        self._happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over what Python does with errors that nobody catches."""
        sys.excepthook = self._report
        threading.excepthook = self._report_thread

    def _report(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        log.error("unexpected error", exc_info=(kind, error, trace))
        self._happened.emit("".join(traceback.format_exception(kind, error, trace)))

    def _report_thread(self, hook: threading.ExceptHookArgs) -> None:
        if hook.exc_value is not None:
            self._report(hook.exc_type, hook.exc_value, hook.exc_traceback)

    @Slot(str)
    def _show(self, details: str) -> None:
        self._details = details
        card = PanelCard(words.crash_title(), width_px=640, name="crash")
        body = PlainLabel(words.crash_body(), voice="secondary")
        body.setWordWrap(True)
        text = QPlainTextEdit(details)
        text.setReadOnly(True)
        text.setFixedHeight(DETAILS_HEIGHT_PX)
        text.setAccessibleName(words.crash_title())
        card.body.addWidget(body)
        card.body.addWidget(text)
        copy = card.add_button(Button(words.copy_details(), icon="copy"))
        copy.clicked.connect(self._copy)
        go_on = card.add_button(Button(words.go_on(), look=Look.SOFT, name="go-on"))
        go_on.clicked.connect(self._panels.close_card)
        self._panels.open(card)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
