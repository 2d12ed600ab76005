"""The panel that asks for a discount: a share or an amount, the usual ones at one touch."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout

from pos.domain.discount import Discount
from pos.domain.money import PPM
from ui.screens.sell import panel_text
from ui.text.formats import Formats
from ui.widgets.button import Button, Look
from ui.widgets.inline_strip import InlineStrip
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.number_pad import NumberPad
from ui.widgets.panel_card import PanelCard
from ui.widgets.segmented import Segmented

PERCENT_PPM = PPM // 100
USUAL_PERCENTS = (5, 10, 20, 50)
PERCENT_DECIMALS = 2
PPM_PER_STEP = PERCENT_PPM // 10**PERCENT_DECIMALS

SHARE = "share"
AMOUNT = "amount"


class DiscountPanel(PanelCard):
    """Asks for a discount.

    Signals:
        answered: A `Discount`, or None to take it off.
    """

    answered = Signal(object)

    def __init__(self, title: str, formats: Formats) -> None:
        super().__init__(title, width_px=380, name="discount-panel")
        self._exponent = formats.exponent
        self._kind = Segmented(
            ((SHARE, panel_text.percent()), (AMOUNT, formats.currency)), chosen=SHARE
        )
        self._edit = MoneyEdit(
            name="number", says=title, exponent=PERCENT_DECIMALS, write=formats.amount
        )
        usual = QHBoxLayout()
        usual.setSpacing(8)
        for percent in USUAL_PERCENTS:
            button = Button(panel_text.percents(percent), look=Look.SEGMENT)
            ppm = percent * PERCENT_PPM
            button.clicked.connect(partial(self._answer_share, ppm))
            usual.addWidget(button, 1)
        pad = NumberPad(corner=".", back=panel_text.erase())
        self._edit.follow(pad)
        self._trouble = InlineStrip(name="discount-trouble", keeps_room=False)
        self.body.addWidget(self._trouble)
        self.body.addLayout(usual)
        self.body.addWidget(self._kind)
        self.body.addWidget(self._edit)
        self.body.addWidget(pad, alignment=Qt.AlignmentFlag.AlignHCenter)
        none = self.add_button(Button(panel_text.no_discount(), name="no-discount"))
        none.clicked.connect(partial(self.answered.emit, None))
        self._ok = self.add_button(Button(panel_text.confirm(), look=Look.PRIMARY, name="confirm"))
        self._ok.setEnabled(False)
        self._ok.clicked.connect(self._confirm)
        self._edit.changed.connect(self._changed)
        self._edit.accepted.connect(self._answer)
        self.setFocusProxy(self._edit)

    def _answer_share(self, ppm: int) -> None:
        self.answered.emit(Discount(percent_ppm=ppm))

    @Slot(object)
    def _changed(self, number: object) -> None:
        self._ok.setEnabled(number is not None)
        self._trouble.say("")

    @Slot()
    def _confirm(self) -> None:
        number = self._edit.cents
        if number is not None:
            self._answer(number)

    @Slot(object)
    def _answer(self, number: int) -> None:
        if self._kind.key == AMOUNT:
            self.answered.emit(Discount(amount_cents=number))
        elif number * PPM_PER_STEP <= PPM:
            self._answer_share(number * PPM_PER_STEP)
        else:
            self._edit.selectAll()
            self._trouble.say(panel_text.more_than_everything())
