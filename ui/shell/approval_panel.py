"""The panel on which a second person agrees with their PIN (see `ui.shell.approval`)."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from pos.runtime.clock import Clock
from ui.shell.approval import Approvals, ApprovalState
from ui.shell.desk import Desk
from ui.shell.panel import PanelHost
from ui.text import pins as words
from ui.widgets.button import Button, Look
from ui.widgets.label import PlainLabel
from ui.widgets.panel_card import PanelCard
from ui.widgets.people_grid import PeopleGrid
from ui.widgets.person_tile import PersonFace
from ui.widgets.pin_entry import PinEntry

WIDTH_PX = 708
GRID_WIDTH_PX = 392


class ApprovalCard(PanelCard):
    """Tiles of who may agree, and a PIN pad."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(words.approval_title(), width_px=WIDTH_PX, name="approval")
        self.hint = PlainLabel(voice="secondary", name="approval-hint")
        self.hint.setWordWrap(True)
        self.people = PeopleGrid(name="approvers", says=words.approval_title(), prefix="approver-")
        self.people.setFixedWidth(GRID_WIDTH_PX)
        self.pin = PinEntry(clock, confirm=words.approval_confirm())
        self.cancel = Button(words.approval_cancel(), look=Look.MONEY, name="approval-cancel")
        row = QHBoxLayout()
        row.setSpacing(24)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.people, 1)
        left.addWidget(self.cancel, alignment=Qt.AlignmentFlag.AlignLeading)
        row.addLayout(left)
        row.addWidget(self.pin, 1)
        self.body.addWidget(self.hint)
        self.body.addLayout(row)

    def show_state(self, state: ApprovalState) -> None:
        """Draw a state."""
        self.hint.setText(state.hint)
        faces = [
            PersonFace(employee_no=each.employee_no, name=each.name, detail=each.role_name)
            for each in state.approvers
        ]
        self.people.show_people(faces, chosen=state.chosen)
        self.pin.show_state(
            is_open=bool(state.chosen) and not state.is_checking,
            trouble=state.trouble,
            until=state.wait_until,
        )


class ApprovalPanel:
    """Opens the card in the window's panel host and closes it again."""

    def __init__(self, panels: PanelHost, clock: Clock) -> None:
        self._panels = panels
        self._clock = clock
        self._card: ApprovalCard | None = None
        self._approvals: Approvals | None = None

    def serve(self, approvals: Approvals) -> None:
        """Pass on what is tapped and typed to these."""
        self._approvals = approvals

    def show(self, state: ApprovalState) -> None:
        """Show a state, and the panel if it is not shown yet."""
        is_new = self._card is None
        card = self._card or self._open()
        card.show_state(state)
        if is_new and not card.pin.take_focus():
            card.people.focus_first()

    def close(self) -> None:
        """Take the panel away."""
        if self._card is not None:
            self._panels.close_card()

    def _open(self) -> ApprovalCard:
        assert self._approvals is not None, "somebody must hear what is typed"
        card = ApprovalCard(self._clock)
        card.people.chosen.connect(self._approvals.choose)
        card.pin.entered.connect(self._approvals.enter_pin)
        card.pin.waited.connect(self._approvals.waited)
        card.cancel.clicked.connect(self._panels.close_card)
        self._panels.open(card, closed=self._closed)
        self._card = card
        return card

    @Slot()
    def _closed(self) -> None:
        self._card = None
        if self._approvals is not None:
            self._approvals.closed()


def make_approvals(desk: Desk) -> Approvals:
    """Return what a screen asks for approvals, with its panel."""
    panel = ApprovalPanel(desk.panels, desk.clock)
    approvals = Approvals(
        runner=desk.runner,
        session=desk.session,
        view=panel,
        complain=desk.notices.refused,
        read_scan=desk.read_scan,
    )
    panel.serve(approvals)
    return approvals
