"""What is wrong with a field of a document that came from outside, in a sentence."""

from collections.abc import Callable, Mapping

from pos.domain.errors import PosError
from pos.domain.strict_json import Fault

Facts = Mapping[str, object]

_CHOICES_SHOWN_MAX = 10


def field_message(facts: Facts, *, sentence: Callable[[PosError], str]) -> str:
    """Return what is wrong with a field.

    Args:
        facts: Of a `FieldRefusedError`.
        sentence: Says why a rule of the shop says no.
    """
    fault = Fault(str(facts["fault"]))
    refusal = facts.get("refusal")
    if fault is Fault.NOT_ALLOWED and isinstance(refusal, PosError):
        return sentence(refusal)
    shown = {name: _shown(fact) for name, fact in facts.items()}
    return _MESSAGES[fault].format_map(shown)


def _shown(fact: object) -> str:
    if isinstance(fact, tuple):
        more = " …" if len(fact) > _CHOICES_SHOWN_MAX else ""
        return ", ".join(str(each) for each in fact[:_CHOICES_SHOWN_MAX]) + more
    return str(fact)


_MESSAGES = {
    Fault.UNREADABLE: "The document cannot be read: {reason}.",
    Fault.NOT_JSON: "This is not JSON; look at line {line}, column {column}.",
    Fault.TOO_DEEP: "The document is nested too deep.",
    Fault.TOO_LONG: "The document is larger than {limit} bytes.",
    Fault.NOT_UTF8: "The document is not UTF-8 text.",
    Fault.MISSING: "This field is missing.",
    Fault.UNKNOWN: "There is no such field here; there may be: {choices}.",
    Fault.TWICE: "This is named twice; keep one.",
    Fault.NOT_OBJECT: "An object in braces belongs here.",
    Fault.NOT_LIST: "A list in brackets belongs here.",
    Fault.NOT_TEXT: "A text in quotes belongs here.",
    Fault.NOT_SWITCH: "Write true or false.",
    Fault.NOT_WHOLE: "Write a whole number, without a fraction, an exponent or quotes.",
    Fault.OUT_OF_RANGE: "Write a number from {lowest} to {highest}.",
    Fault.NOT_CHOICE: "Write one of: {choices}.",
    Fault.NOT_ONE_OF: "Give exactly one of: {choices}.",
    Fault.NOT_CURRENCY: "Write the three capital letters of a currency, such as EUR.",
    Fault.TOO_MANY: "There may be no more than {limit} of these.",
    Fault.NOT_ALLOWED: "This cannot be.",
}
