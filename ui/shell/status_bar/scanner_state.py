"""That the till listens for scans."""

from ui.shell.status_bar.part import StatusPart
from ui.shell.theme.tokens import Tone
from ui.text import shell as words


class ScannerState(StatusPart):
    """Says that a scan is heard whatever has the focus."""

    def __init__(self) -> None:
        super().__init__("scanner-state", icon="scan-barcode")
        self.say(words.scanner_on(), icon="scan-barcode", tone=Tone.OK)
