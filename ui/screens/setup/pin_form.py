"""The fields in which a new PIN is typed, and what was typed into them."""

from pos.domain.errors import RefusedError
from ui.screens.setup.section import Answers, Field, FieldKind


class PinsDifferError(RefusedError):
    """The PIN was typed in two ways. No facts."""


def pin_fields() -> tuple[Field, ...]:
    """Ask for a new PIN, twice."""
    return (
        Field(key="pin", label="New PIN", kind=FieldKind.HIDDEN),
        Field(key="again", label="The same once more", kind=FieldKind.HIDDEN),
    )


def typed_pin(answers: Answers) -> str:
    """Return the PIN that was typed.

    Raises:
        PinsDifferError: It was typed in two ways.
    """
    if answers["pin"] != answers["again"]:
        raise PinsDifferError
    return answers["pin"]
