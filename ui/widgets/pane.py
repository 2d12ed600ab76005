"""What panes have in common: a head of titles, a body that scrolls, and the page they make."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.label import plane

HEAD_PX = 71
BORDER_PX = 1
"""The line at the left of every pane, which nothing may paint over."""

EDGE_PX = 16


def pane_head(*titles: QWidget, beside: tuple[QWidget, ...] = ()) -> QWidget:
    """Make the head of a pane: titles under each other, and what stands at their right."""
    head = plane(QWidget(), "header")
    head.setFixedHeight(HEAD_PX)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addStretch()
    for title in titles:
        words.addWidget(title)
    words.addStretch()
    row = QHBoxLayout(head)
    row.setContentsMargins(BORDER_PX + EDGE_PX, 0, EDGE_PX, 0)
    row.setSpacing(8)
    row.addLayout(words, 1)
    for widget in beside:
        row.addWidget(widget)
    return head


def scrolling_body(inside: QWidget) -> QWidget:
    """Make the body of a pane, which scrolls when it is higher than there is room."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    body = plane(QWidget(), "pane")
    around = QVBoxLayout(body)
    around.setContentsMargins(BORDER_PX, 0, 0, 0)
    around.addWidget(area)
    return body


def pane_page(head: QWidget, body: QWidget, foot: QWidget | None) -> QWidget:
    """Put the parts of a pane under each other; without a foot the body has its room."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(head)
    column.addWidget(body, 1)
    if foot is not None:
        column.addWidget(foot)
    return page
