"""A terminal that is not connected: the cashier types the amount there and says how it went."""

from pos.terminals import TerminalDriver

DRIVER = TerminalDriver(code="standalone")
