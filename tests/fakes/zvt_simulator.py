"""A card terminal on a port of this machine that speaks ZVT byte by byte, with faults by name.

It knows nothing of the till's own codec: what it says is written out here by hand.
"""

import contextlib
import socket
import threading
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

WAIT_S = 10
TERMINAL_ID = "60012345"
MASKED_CARD = "eeeeeeeeeeee4771"
WHOLE_CARD = "5232010000074771"
HEARD = bytes.fromhex("800000")
APPROVAL = b"831000\0\0"
BRAND = b"MasterCard\0"


class Fault(Enum):
    """What goes wrong with the next payment."""

    NONE = "nothing"
    BYTE_BY_BYTE = "every byte comes alone"
    DECLINED = "the bank says no"
    CANCELLED = "the customer presses stop"
    BUSY = "it does something else"
    NO_CONNECTION = "it cannot reach the bank"
    DROPS_BEFORE = "the line breaks before anything is charged"
    DROPS_AFTER = "the line breaks when the card is charged"
    DROPS_AFTER_STATUS = "the line breaks when that was told"
    SILENT = "it says nothing any more"
    GARBAGE = "it says what means nothing"
    LYING_LENGTH = "a field says that it is longer than the message"
    ENDLESS = "it never stops talking"
    CONTRADICTS = "it calls the payment good, then failed"
    SAYS_NOTHING_OF_IT = "it is done, and does not say what it did"
    WHOLE_CARD_NUMBER = "it does not mask the number of the card"
    OTHER_AMOUNT = "it charges less than it was asked for"
    OTHER_CURRENCY = "it charges in another currency"
    WAITS = "the customer does not come"
    CANNOT_STOP = "the customer is faster than the cashier"
    NOT_REGISTERED = "it does not know this till"


@dataclass
class Charge:
    """One payment that it keeps."""

    number: int
    amount_cents: int
    at: datetime
    is_reversed: bool = False


@dataclass
class ZvtSimulator:
    """Serves one till at a time.

    Attributes:
        faults: What goes wrong, payment after payment; then nothing does.
        now: The terminal's clock, as its display shows it.
        charges: What it charged, also where nobody was told.
        asked: Amounts of all questions for money.
        prints_at_till: It was told that the till prints.
        repeats: It tells its last receipt when asked.
        reverses: It takes payments back.
        drops_reversals: The line breaks when it has taken a payment back.
        holds_reversals: It says nothing any more once it was asked to take a payment back.
        reversals: How often it was asked to take a payment back.
    """

    now: datetime
    faults: list[Fault] = field(default_factory=list)
    charges: list[Charge] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)
    last_number: int = 470
    prints_at_till: bool = False
    repeats: bool = True
    reverses: bool = True
    drops_reversals: bool = False
    holds_reversals: bool = False
    reversals: int = 0
    passwords: list[str] = field(default_factory=list)

    def __enter__(self) -> "ZvtSimulator":
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._client: socket.socket | None = None
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        if self._client is not None:
            with contextlib.suppress(OSError):
                self._client.shutdown(socket.SHUT_RDWR)
        self._thread.join(WAIT_S)

    @property
    def address(self) -> str:
        """Its address as written in the settings."""
        return f"zvt://127.0.0.1:{self.port}"

    def charge(self, cents: int) -> Charge:
        """Charge a card without the till, as somebody does who types the amount."""
        self.last_number += 1
        self.charges.append(Charge(self.last_number, cents, self.now))
        return self.charges[-1]

    def _serve(self) -> None:
        while True:
            try:
                self._client, _ = self._listener.accept()
            except OSError:
                return
            self._client.settimeout(WAIT_S)
            with contextlib.suppress(OSError, EOFError):
                self._converse(self._client)
            self._client.close()

    def _converse(self, client: socket.socket) -> None:
        line = _Line(client)
        while True:
            command, data = line.hear()
            match command:
                case "0600":
                    self._register(line, data)
                case "0601":
                    self._pay(line, data)
                case "0620":
                    self._repeat(line)
                case "0630":
                    self._reverse(line, data)
                case _:
                    line.tell("8483")

    def _register(self, line: "_Line", data: bytes) -> None:
        if self.faults[:1] == [Fault.NOT_REGISTERED]:
            self.faults.pop(0)
            line.tell("8466")
            return
        self.passwords.append(data[:3].hex())
        self.prints_at_till = bool(data[3] & 0x02)
        if self.prints_at_till:
            assert data[3] & 0x80
            assert data[6:] == bytes.fromhex("06 06 26 04 0a 02 06d3")
        line.tell("8000")
        line.say("060f", bytes.fromhex(f"1900 29{TERMINAL_ID} 490978"))

    def _pay(self, line: "_Line", data: bytes) -> None:
        assert (data[0], data[7:]) == (0x04, bytes.fromhex("490978"))
        cents = int(data[1:7].hex())
        fault = self.faults.pop(0) if self.faults else Fault.NONE
        self.asked.append(cents)
        if fault is Fault.BUSY:
            line.tell("849c")
        elif fault is Fault.SILENT:
            line.wait_for_the_end()
        else:
            line.is_slow = fault is Fault.BYTE_BY_BYTE
            line.tell("8000")
            self._lead(line, cents, fault)

    def _lead(self, line: "_Line", cents: int, fault: Fault) -> None:
        """Lead a customer through a payment."""
        line.say("04ff", b"\x0a\x02")
        match fault:
            case Fault.DROPS_BEFORE:
                raise EOFError
            case Fault.CANCELLED:
                return line.say("061e", b"\x6c")
            case Fault.WAITS:
                line.wait_for_stop()
                return line.say("061e", b"\x6c")
            case Fault.CANNOT_STOP:
                line.wait_for_stop(answer="8483")
            case Fault.NO_CONNECTION:
                return line.say("061e", b"\xa3")
            case Fault.GARBAGE:
                return line.send(b"GET / HTTP/1.1\r\n\r\n")
            case Fault.LYING_LENGTH:
                return line.say("040f", bytes.fromhex("2700 8bf9f9 41"))
            case Fault.ENDLESS:
                line.chatter()
        line.say("04ff", b"\x01\x02")
        line.say("04ff", b"\x04\x02")
        return self._end(line, cents, fault)

    def _end(self, line: "_Line", cents: int, fault: Fault) -> None:
        if fault is Fault.DECLINED:
            line.say("040f", bytes.fromhex("2705"))
            line.say("061e", b"\x05")
            return
        charge = self.charge(cents // 2 if fault is Fault.OTHER_AMOUNT else cents)
        if fault is Fault.DROPS_AFTER:
            raise EOFError
        if fault is not Fault.SAYS_NOTHING_OF_IT:
            self._tell_of(line, charge, fault)
        if fault is Fault.DROPS_AFTER_STATUS:
            raise EOFError
        self._print(line, charge)
        if fault is Fault.CONTRADICTS:
            line.say("061e", b"\xff")
        else:
            line.say("060f")

    def _tell_of(self, line: "_Line", charge: Charge, fault: Fault = Fault.NONE) -> None:
        card = WHOLE_CARD if fault is Fault.WHOLE_CARD_NUMBER else MASKED_CARD
        currency = "0756" if fault is Fault.OTHER_CURRENCY else "0978"
        status = (
            f"2700 04{charge.amount_cents:012d} 49{currency} 0b{charge.number:06d}"
            f" 0c{charge.at:%H%M%S} 0d{charge.at:%m%d} 0e2912 170001 1970 22f0f8{card}"
            f" 23f1f2{WHOLE_CARD}d2912201 29{TERMINAL_ID} 87{charge.number:04d}"
            f" 3b{APPROVAL.hex()} 8a06 8bf1f1{BRAND.hex()} 06 04 1f10 01 02"
        )
        line.say("040f", bytes.fromhex(status))

    def _print(self, line: "_Line", charge: Charge) -> None:
        if not self.prints_at_till:
            return
        amount = f"EUR    {charge.amount_cents / 100:.2f}"
        line.say("06d3", _block(1, "Merchant copy", amount))
        line.say("06d3", _block(2, "Customer copy", f"Card {WHOLE_CARD}", amount))

    def _repeat(self, line: "_Line") -> None:
        line.tell("8000")
        if self.repeats and self.charges:
            self._tell_of(line, self.charges[-1])
            self._print(line, self.charges[-1])
        line.say("060f")

    def _reverse(self, line: "_Line", data: bytes) -> None:
        number = int(data[4:6].hex())
        found = [each for each in self.charges if each.number == number and not each.is_reversed]
        self.reversals += 1
        line.tell("8000")
        if self.holds_reversals:
            line.wait_for_the_end()
            raise EOFError
        if not self.reverses or not found:
            line.say("061e", b"\xb5")
            return
        found[0].is_reversed = True
        if self.drops_reversals:
            raise EOFError
        self._tell_of(line, found[0])
        line.say("060f")


class _Line:
    """One conversation, seen from the terminal."""

    def __init__(self, client: socket.socket) -> None:
        self._client = client
        self.is_slow = False

    def send(self, data: bytes) -> None:
        pieces = [data[at : at + 1] for at in range(len(data))] if self.is_slow else [data]
        for piece in pieces:
            self._client.sendall(piece)

    def tell(self, command: str) -> None:
        """Say something that wants no answer."""
        self.send(bytes.fromhex(command) + b"\0")

    def say(self, command: str, data: bytes = b"") -> None:
        """Say something, and wait until the till heard it."""
        size = len(data)
        head = bytes([size]) if size < 0xFF else b"\xff" + size.to_bytes(2, "little")
        self.send(bytes.fromhex(command) + head + data)
        while (heard := self.hear()[0]) != "8000":
            assert heard == "06b0", heard
            self.tell("8483")

    def hear(self) -> tuple[str, bytes]:
        head = self._take(3)
        size = head[2] if head[2] < 0xFF else int.from_bytes(self._take(2), "little")
        return head[:2].hex(), self._take(size)

    def wait_for_stop(self, *, answer: str = "8000") -> None:
        assert self.hear() == ("06b0", b"")
        self.tell(answer)

    def wait_for_the_end(self) -> None:
        """Say nothing until the till hangs up."""
        while self._client.recv(64):
            pass

    def chatter(self) -> None:
        """Talk until the till hangs up."""
        while True:
            self.say("04ff", b"\x0e")

    def _take(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            piece = self._client.recv(size - len(data))
            if not piece:
                raise EOFError
            data += piece
        return data


def _block(kind: int, *lines: str) -> bytes:
    texts = b"".join(b"\x07" + bytes([len(line)]) + line.encode("cp437") for line in lines)
    inside = b"\x1f\x07\x01" + bytes([kind]) + b"\x25" + bytes([len(texts)]) + texts
    return b"\x06" + bytes([len(inside)]) + inside
