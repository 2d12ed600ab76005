"""Fields for what was counted of each way to pay besides cash."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from pos.queries.shift_tenders import OtherTender
from ui.screens.cash import text
from ui.text.formats import Formats
from ui.widgets.label import PlainLabel
from ui.widgets.money_edit import MoneyEdit

FIELD_WIDTH_PX = 150


class TenderFields(QWidget):
    """One field per way to pay; an empty one says that nobody counted it.

    Signals:
        counted: Code of the way to pay, and its sum in minor units or None.
    """

    counted = Signal(str, object)

    def __init__(self, formats: Formats) -> None:
        super().__init__()
        self._formats = formats
        self._tenders: tuple[OtherTender, ...] = ()
        self._fields: dict[str, MoneyEdit] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._grid.setColumnStretch(0, 1)

    def show_counts(
        self, tenders: tuple[OtherTender, ...], counts: tuple[tuple[str, int], ...]
    ) -> None:
        """Show what was counted; what is typed right now stays as it is."""
        if tenders != self._tenders:
            self._build(tenders)
        counted = dict(counts)
        for code, field in self._fields.items():
            if field.cents != counted.get(code):
                field.show_cents(counted.get(code))

    def _build(self, tenders: tuple[OtherTender, ...]) -> None:
        self._tenders = tenders
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._fields.clear()
        for row, tender in enumerate(tenders):
            field = MoneyEdit(
                name=f"counted-{tender.code}",
                says=text.counted_of(tender.name),
                exponent=self._formats.exponent,
                write=self._formats.amount,
            )
            field.setFixedWidth(FIELD_WIDTH_PX)
            field.changed.connect(partial(self.counted.emit, tender.code))
            self._grid.addWidget(PlainLabel(tender.name, voice="name"), row, 0)
            self._grid.addWidget(field, row, 1)
            self._fields[tender.code] = field
