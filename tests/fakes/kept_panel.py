"""Keeps what the approval panel shows."""

from ui.shell.approval import ApprovalState


class KeptPanel:
    """Keeps the state that is shown; None while the panel is closed."""

    state: ApprovalState | None = None

    def show(self, state: ApprovalState) -> None:
        self.state = state

    def close(self) -> None:
        self.state = None
