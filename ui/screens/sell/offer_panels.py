"""The panels about prices: coupons, why another price, and "why this price?"."""

from functools import partial

from PySide6.QtCore import Signal

from ui.screens.sell import offer_text
from ui.screens.sell.entry_panel import EntryPanel
from ui.screens.sell.why import WhyState, WhyStep
from ui.shell.theme.tokens import Tone
from ui.widgets.button import Button, Look
from ui.widgets.key_values import KeyValue, KeyValues
from ui.widgets.panel_card import PanelCard

WHY_WIDTH_PX = 520
WHY_ROW_PX = 30


class CouponPanel(EntryPanel):
    """Asks for the code of a coupon, and lists those that the sale has.

    Signals:
        taken_off: The code of one that shall go.
    """

    taken_off = Signal(str)

    def __init__(self, codes: tuple[str, ...]) -> None:
        super().__init__(
            offer_text.coupon_title(),
            hint=offer_text.coupon_hint(),
            confirm=offer_text.take_coupon(),
            name="coupon",
        )
        for code in codes:
            button = Button(offer_text.take_off(code), icon="trash", name=f"take-off-{code}")
            button.clicked.connect(partial(self.taken_off.emit, code))
            self.body.addWidget(button)


class ReasonPanel(PanelCard):
    """Asks why a price is changed, by one touch.

    Signals:
        chosen: The reason.
    """

    chosen = Signal(str)

    def __init__(self, title: str, reasons: tuple[str, ...]) -> None:
        super().__init__(title, name="reason-panel")
        buttons = [Button(reason, name=f"reason-{place}") for place, reason in enumerate(reasons)]
        for button, reason in zip(buttons, reasons, strict=True):
            button.clicked.connect(partial(self.chosen.emit, reason))
            self.body.addWidget(button)
        self.setFocusProxy(buttons[0])


class WhyPanel(PanelCard):
    """Shows the steps from the shelf price to what is paid."""

    def __init__(self, why: WhyState) -> None:
        super().__init__(why.title, width_px=WHY_WIDTH_PX, name="why-panel")
        steps = KeyValues(row_px=WHY_ROW_PX)
        steps.setObjectName("why-steps")
        total = KeyValue(name=offer_text.to_pay(), value=why.total, tone=Tone.TEXT)
        steps.show_rows([*map(_row, why.steps), total])
        self.body.addWidget(steps)
        self.close_button = self.add_button(
            Button(offer_text.close(), look=Look.PRIMARY, name="confirm")
        )
        self.setFocusProxy(self.close_button)


def _row(step: WhyStep) -> KeyValue:
    if step.is_remark:
        return KeyValue(
            name=step.name, value=step.amount, tone=Tone.CAPTION, value_tone=Tone.CAPTION
        )
    tone = Tone.OK if step.is_off else Tone.SECONDARY
    return KeyValue(
        name=step.name,
        value=step.amount,
        tone=tone,
        value_tone=Tone.OK if step.is_off else Tone.TEXT,
    )
