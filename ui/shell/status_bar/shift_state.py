"""Whether the drawer's shift is open."""

from ui.shell.session import Session
from ui.shell.status_bar.part import StatusPart
from ui.shell.theme.tokens import Tone
from ui.text import shell as words


class ShiftState(StatusPart):
    """Shows whether the register takes money."""

    def __init__(self) -> None:
        super().__init__("shift-state", icon="wallet")

    def show_session(self, session: Session) -> None:
        """Show whether a shift is open."""
        if session.shift_id is None:
            self.say(words.drawer_closed(), icon="wallet", tone=Tone.WARN)
        else:
            self.say(words.drawer_open(), icon="wallet", tone=Tone.OK)
