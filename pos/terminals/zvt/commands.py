"""What a till asks of a terminal."""

from pos.domain.attempt import TerminalReceipt
from pos.terminals.zvt.address import PASSWORD_DIGITS, TerminalAddress
from pos.terminals.zvt.bcd import to_bcd
from pos.terminals.zvt.codes import Command
from pos.terminals.zvt.fields import Field, encode_fields
from pos.terminals.zvt.frame import Frame
from pos.terminals.zvt.tlv import encode_values

TELL_PROGRESS = 0x08
TILL_PRINTS = 0x02
IN_BLOCKS = 0x80
"""Bits of the set-up that a till asks for; blocks of text say for whom they are, lines do not."""

PERMITTED_COMMANDS = 0x26
ONE_COMMAND = 0x0A

AMOUNT_BYTES = 6
CURRENCY_BYTES = 2
RECEIPT_BYTES = 2


def register(address: TerminalAddress, currency_number: int) -> Frame:
    """Return the message that begins every conversation."""
    currency = to_bcd(currency_number, size_bytes=CURRENCY_BYTES)
    if address.has_printer:
        data = bytes([TELL_PROGRESS]) + currency
    else:
        data = bytes([TELL_PROGRESS | TILL_PRINTS | IN_BLOCKS]) + currency + _takes_blocks()
    return Frame(command=Command.REGISTER, data=_password(address) + data)


def pay(amount_cents: int, currency_number: int) -> Frame:
    """Return the question for money."""
    return Frame(command=Command.PAY, data=_money(amount_cents, currency_number))


def repeat_receipt(address: TerminalAddress) -> Frame:
    """Return the question for the terminal's last receipt."""
    return Frame(command=Command.REPEAT_RECEIPT, data=_password(address))


def reverse(
    address: TerminalAddress, receipt: TerminalReceipt, *, amount_cents: int, currency_number: int
) -> Frame:
    """Return the wish to undo a payment of today, in whole."""
    number = to_bcd(receipt.number, size_bytes=RECEIPT_BYTES)
    which = encode_fields({Field.RECEIPT_NO: number})
    money = _money(amount_cents, currency_number)
    return Frame(command=Command.REVERSE, data=_password(address) + which + money)


def _takes_blocks() -> bytes:
    """Return the word that a till can print blocks: without it a terminal sends none."""
    block = int(Command.PRINT_BLOCK).to_bytes(2, "big")
    permitted = encode_values(((PERMITTED_COMMANDS, encode_values(((ONE_COMMAND, block),))),))
    return encode_fields({Field.CONTAINER: permitted})


def _password(address: TerminalAddress) -> bytes:
    return to_bcd(int(address.password), size_bytes=PASSWORD_DIGITS // 2)


def _money(amount_cents: int, currency_number: int) -> bytes:
    return encode_fields(
        {
            Field.AMOUNT: to_bcd(amount_cents, size_bytes=AMOUNT_BYTES),
            Field.CURRENCY: to_bcd(currency_number, size_bytes=CURRENCY_BYTES),
        }
    )
