"""Whether receipts come out of the printer."""

from ui.shell.status import PrinterState, PrinterView
from ui.shell.status_bar.part import StatusPart
from ui.shell.theme.tokens import Tone
from ui.text import shell as words


class PrinterPart(StatusPart):
    """Shows the state of the receipt printer."""

    def __init__(self) -> None:
        super().__init__("printer-state", icon="printer")

    def show_printer(self, printer: PrinterView) -> None:
        """Show a state."""
        text, tone = {
            PrinterState.NONE: (words.printer_none(), Tone.CAPTION),
            PrinterState.READY: (words.printer_ready(), Tone.OK),
            PrinterState.BUSY: (words.printer_busy(printer.jobs), Tone.ACCENT),
            PrinterState.TROUBLE: (words.printer_trouble(), Tone.DANGER),
        }[printer.state]
        self.say(text, icon="printer", tone=tone)
