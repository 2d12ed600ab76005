"""The panel that asks before a refund is posted: it cannot be undone."""

from ui.screens.returns import text
from ui.screens.returns.view_protocol import Confirmation
from ui.widgets.button import Button, Look
from ui.widgets.key_values import KeyValue, KeyValues
from ui.widgets.label import PlainLabel
from ui.widgets.panel_card import PanelCard

ROW_PX = 28


class ConfirmPanel(PanelCard):
    """Asks whether to give the money back; Enter says yes, Esc says no."""

    def __init__(self, question: Confirmation) -> None:
        super().__init__(question.title, name="refund-panel")
        hint = PlainLabel(question.hint, voice="secondary")
        hint.setWordWrap(True)
        rows = KeyValues(row_px=ROW_PX)
        rows.show_rows([KeyValue(name=name, value=amount) for name, amount in question.parts])
        self.body.addWidget(hint)
        self.body.addWidget(rows)
        self.cancel = self.add_button(Button(text.cancel(), name="cancel-refund"))
        self.confirm = self.add_button(
            Button(question.confirm, look=Look.PRIMARY, name="confirm-refund")
        )
        self.confirm.setAutoDefault(True)  # Enter presses it, as nothing is typed here.
        self.setFocusProxy(self.confirm)
