"""ZVT over TCP: the terminals of most makers in Germany, Austria and Switzerland.

Written from the public description of the protocol and tested against a simulator: certify it with
your own terminal before you rely on it.
"""

from pos.terminals import TerminalDriver
from pos.terminals.zvt.terminal import connect

DRIVER = TerminalDriver(code="zvt", connect=connect)
