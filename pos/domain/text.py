"""What may enter the till as text, and what of it may reach a printer.

`clean_text` stands at the border: it refuses what no text may hold. `printable` stands before the
paper: it drops whatever is left that is not a picture on paper. `refuse_card_data` keeps the
numbers of payment cards out of free text; a card reader is a keyboard, so they do arrive.
`mask_card_data` does so with the words of a machine, which nobody could be asked to change.
"""

import re
import unicodedata

from pos.domain.errors import RefusedError

NAME_CHARS_MAX = 200
"""The longest name, in code points."""

NOTE_CHARS_MAX = 1_000
"""The longest note, in code points."""

PRINTABLE_CHARS_MAX = 500
"""The longest text that is handed to one cell of paper."""


CARD_DIGITS_MIN = 13
"""The shortest number of a payment card."""

SHOWN_DIGITS = 4
"""Digits of a card that may be shown: the last ones."""


class TextRefusedError(RefusedError):
    """The text cannot be kept."""


class TextTooLongError(TextRefusedError):
    """The text has too many characters. Facts: limit."""


class ControlCharacterError(TextRefusedError):
    """The text holds a control character or half of a surrogate pair. No facts."""


class CardDataError(RefusedError):
    """The text looks like a payment card; it is not kept, shown or logged. No facts."""


def clean_text(text: str, *, multiline: bool = False, chars_max: int = NAME_CHARS_MAX) -> str:
    """Return the text in the one form in which it is stored: NFC, trimmed.

    Args:
        text: From a person, a file or the network.
        multiline: Line feeds may stay, as in notes; carriage returns become line feeds.
        chars_max: The most code points.

    Raises:
        ControlCharacterError: It holds a control character or half of a surrogate pair.
        TextTooLongError: It is too long.
    """
    if len(text) > chars_max * 4:
        raise TextTooLongError(limit=chars_max)
    if multiline:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if any(_is_refused(char, multiline=multiline) for char in text):
        raise ControlCharacterError
    cleaned = unicodedata.normalize("NFC", text).strip()
    if len(cleaned) > chars_max:
        raise TextTooLongError(limit=chars_max)
    return cleaned


def printable(text: str) -> str:
    """Return what of a text may reach a printer: one line without any command in it.

    Controls, format characters (among them those that turn the direction of writing), surrogates,
    private and unassigned characters and line ends become a space; spaces are collapsed.
    """
    normal = unicodedata.normalize("NFC", text[: PRINTABLE_CHARS_MAX * 4])
    shown = "".join(" " if _is_unprintable(char) else char for char in normal)
    return " ".join(shown.split())[:PRINTABLE_CHARS_MAX]


def refuse_card_data(text: str) -> None:
    """Refuse free text that holds what is on a payment card.

    Not for barcode fields: one in ten valid trade item numbers looks like a card number.

    Raises:
        CardDataError: It holds a magnetic track, or 13 to 19 digits that begin and end as those of
            a card do.
    """
    if has_card_track(text) or any(_is_card_number(run) for run in _DIGIT_RUN.findall(text)):
        raise CardDataError


def clean_reason(text: str, *, missing: type[RefusedError]) -> str:
    """Return why somebody does something, in the one form in which it is stored.

    Raises:
        RefusedError: It is `missing`, or cannot be kept; or it holds what is on a payment card.
    """
    cleaned = clean_text(text)
    if not cleaned:
        raise missing
    refuse_card_data(cleaned)
    return cleaned


def mask_card_data(text: str) -> str:
    """Return a text of a machine in which of every card number only the last four digits stay.

    A row of digits without a gap is masked in doubt, too: nobody is there to be asked.
    """
    if has_card_track(text):
        return ""
    return _LONG_RUN.sub(_mask_run, text)


def has_card_track(text: str) -> bool:
    """Say whether the text holds the magnetic track of a payment card."""
    return _TRACK.search(text) is not None


def _is_refused(char: str, *, multiline: bool) -> bool:
    if char == "\n":
        return not multiline
    return unicodedata.category(char) in {"Cc", "Cs"}


def _is_unprintable(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def _mask_run(found: re.Match[str]) -> str:
    run = found[0]
    is_long = any(len(group) >= CARD_DIGITS_MIN for group in _SEPARATOR.split(run))
    if is_long or _is_card_number(run):
        return f"\u2022\u2022\u2022\u2022 {run[-SHOWN_DIGITS:]}"
    return run


def _is_card_number(run: str) -> bool:
    """Say whether whole groups of a run of digits make a card number: telephones rarely do."""
    groups = _SEPARATOR.split(run)
    joined = (
        "".join(groups[start:end])
        for start in range(len(groups))
        for end in range(start + 1, len(groups) + 1)
    )
    return any(
        _CARD_NUMBER.fullmatch(digits) is not None and _passes_luhn([int(each) for each in digits])
        for digits in joined
    )


def _passes_luhn(digits: list[int]) -> bool:
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


_TRACK = re.compile(r"%B[0-9]{8,19}\^|;[0-9]{8,19}=[0-9]{4,}")
_DIGIT_RUN = re.compile(r"[0-9](?:[ -]?[0-9]){12,40}")
_LONG_RUN = re.compile(r"[0-9](?:[ -]?[0-9]){12,}")
_SEPARATOR = re.compile(r"[ -]")
_CARD_NUMBER = re.compile(r"[2-6][0-9]{12,18}")
