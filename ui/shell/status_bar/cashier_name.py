"""Who stands at the till."""

from ui.shell.session import Session
from ui.shell.status_bar.part import StatusPart
from ui.text import shell as words


class CashierName(StatusPart):
    """Shows the name of the signed-in person."""

    def __init__(self) -> None:
        super().__init__("cashier-name")

    def show_session(self, session: Session) -> None:
        """Show the person, or that the till is locked."""
        self.say(session.cashier.name if session.cashier else words.signed_out())
