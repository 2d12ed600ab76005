"""Turns what wants a person into words. Pure."""

from collections.abc import Mapping
from typing import Any

from pos.queries.attention import Attention, Clash, Difference, FactAside, RowAside
from pos.queries.notices import Notice
from pos.queries.open_differences import OpenDifference
from ui.screens.attention import text
from ui.screens.attention.state import Entry
from ui.shell.theme.tokens import Tone
from ui.text.formats import Formats
from ui.widgets.key_values import KeyValue

MINUTE_MS = 60_000


def name_of(entry: Entry) -> str:
    """Return what it is."""
    match entry:
        case FactAside():
            return text.fact_name(entry)
        case Clash():
            return text.clash_name(entry)
        case RowAside():
            return text.row_name(entry)
        case Difference():
            return text.difference_name()
        case OpenDifference():
            return text.drawer_name(entry)
        case Notice():
            return entry.title


def reason_of(entry: Entry) -> str:
    """Return why it stands here, in a sentence."""
    match entry:
        case FactAside():
            return _why_aside(entry)
        case Clash():
            return text.clash_reason(entry)
        case RowAside():
            return text.row_reason()
        case Difference():
            return text.difference_reason(entry)
        case OpenDifference():
            return text.drawer_reason()
        case Notice():
            return entry.message


def _why_aside(fact: FactAside) -> str:
    if fact.is_corrected:
        return text.corrected()
    return text.retry_wanted() if fact.is_retry_wanted else text.fact_reason(fact)


def icon_of(entry: Entry) -> str:
    """Return the icon of its kind."""
    match entry:
        case FactAside():
            return "cloud-alert"
        case Clash():
            return "git-merge"
        case RowAside():
            return "database-zap"
        case Difference():
            return "scale"
        case OpenDifference():
            return "wallet"
        case Notice():
            return "bell"


def tone_of(entry: Entry) -> Tone:
    """Return its colour: red where something is missing at central, amber where it is settled."""
    return Tone.DANGER if isinstance(entry, FactAside | Difference) else Tone.WARN


def register_of(entry: Entry) -> str:
    """Return the register that it came from; "" for this one."""
    return entry.register_code if isinstance(entry, Clash) else ""


def details_of(entry: Entry, formats: Formats) -> tuple[KeyValue, ...]:
    """Return what a person at headquarters will ask for."""
    match entry:
        case FactAside():
            return (
                KeyValue(name=text.entry_number(), value=f"{entry.incarnation}/{entry.seq}"),
                KeyValue(name=text.attempts(), value=str(entry.attempts)),
            )
        case Clash():
            return (
                *_fields(text.at_register(), entry.of_register, formats),
                *_fields(text.at_central(), entry.central, formats),
            )
        case RowAside() | Notice():
            return ()
        case Difference():
            return (
                KeyValue(name=text.missing(), value=str(entry.missing)),
                KeyValue(name=text.read_again(), value=str(entry.mended)),
                KeyValue(name=text.altered(), value=str(entry.damaged)),
            )
        case OpenDifference():
            return (
                KeyValue(name=text.difference(), value=formats.money(entry.difference_cents)),
                KeyValue(name=text.closed_by(), value=entry.closed_by),
                KeyValue(name=text.note(), value=entry.note),
            )


def message_of(entry: Entry) -> str:
    """Return the reason in the words of the database, for who has to mend it."""
    match entry:
        case FactAside():
            return entry.message
        case RowAside():
            return entry.error
        case Clash() | Difference() | OpenDifference() | Notice():
            return ""


def warning_of(attention: Attention, formats: Formats) -> str:
    """Return the sentence above the list; "" when all is well."""
    if refused := text.refused(attention.problem):
        return refused
    if attention.is_clock_wrong:
        return text.clock_wrong(round(attention.clock_offset_ms / MINUTE_MS))
    if attention.offline_since is not None:
        return text.offline(formats.clock(attention.offline_since))
    return ""


def _fields(heading: str, values: Mapping[str, Any], formats: Formats) -> tuple[KeyValue, ...]:
    shown = {name: value for name, value in values.items() if not name.endswith("_id")}
    if not shown:
        return ()
    return (
        KeyValue(name=heading, value="", tone=Tone.CAPTION),
        *(_field(name, shown[name], formats) for name in shown),
    )


def _field(name: str, value: object, formats: Formats) -> KeyValue:
    if name.endswith("_cents") and isinstance(value, int):
        return KeyValue(
            name=text.field_name(name.removesuffix("_cents")), value=formats.money(value)
        )
    return KeyValue(name=text.field_name(name), value="\u2013" if value is None else str(value))
