"""How the address of a terminal is written in the settings."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from pos.domain.errors import RefusedError

DEFAULT_PORT = 20_007
PASSWORD_DIGITS = 6
DELIVERED_PASSWORD = "0" * PASSWORD_DIGITS


class TerminalAddressError(RefusedError):
    """It is not zvt://HOST:PORT with known options. Facts: address, without the options."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalAddress:
    """Where a terminal is, as `zvt://192.168.1.60:20007?password=123456&paper=till`.

    Attributes:
        password: The six digits that the terminal wants before it is registered.
        has_printer: It prints by itself; False (`paper=till`): the till prints its words.
    """

    host: str
    port: int = DEFAULT_PORT
    password: str = DELIVERED_PASSWORD
    has_printer: bool = True


def read_address(text: str) -> TerminalAddress:
    """Read the address of a terminal.

    Raises:
        TerminalAddressError: It is none.
    """
    place, _, options = text.strip().partition("?")
    try:
        parts = urlsplit(place)
        port = parts.port or DEFAULT_PORT
        chosen = dict(parse_qsl(options, strict_parsing=bool(options)))
    except ValueError as error:
        raise TerminalAddressError(address=place) from error
    if parts.scheme != "zvt" or not parts.hostname or parts.path not in {"", "/"}:
        raise TerminalAddressError(address=place)
    password = chosen.pop("password", DELIVERED_PASSWORD)
    paper = chosen.pop("paper", "")
    if chosen or paper not in {"", "till"} or not _is_password(password):
        raise TerminalAddressError(address=place)
    return TerminalAddress(
        host=parts.hostname, port=port, password=password, has_printer=paper != "till"
    )


def _is_password(text: str) -> bool:
    return len(text) == PASSWORD_DIGITS and text.isascii() and text.isdecimal()
