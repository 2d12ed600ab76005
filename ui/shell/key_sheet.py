"""The sheet of all keys (F1), made from the keyboard map."""

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from ui.shell.shortcuts import KEY_MAP, Action
from ui.text import shell as words
from ui.widgets.label import PlainLabel
from ui.widgets.panel_card import PanelCard

COLUMNS = 2


def make_key_sheet(*, without: Collection[Action] = ()) -> PanelCard:
    """Return a panel that lists every key but those that mean nothing here."""
    card = PanelCard(words.keys_title(), width_px=720, name="keys")
    rows = [(row.keys, row.words) for row in KEY_MAP if row.action not in without]
    rows.append(("Alt+1\u20269", words.screen_keys()))
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    half = -(-len(rows) // COLUMNS)
    for place, (keys, text) in enumerate(rows):
        column, row = divmod(place, half)
        cap = PlainLabel(keys, voice="key")
        cap.setFixedHeight(22)
        grid.addWidget(cap, row, column * 2, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(PlainLabel(text, voice="secondary"), row, column * 2 + 1)
        grid.setColumnStretch(column * 2 + 1, 1)
    card.body.addLayout(grid)
    return card
