"""Your PIN: everybody changes their own, with the one they have."""

from typing import TYPE_CHECKING

from pos.domain.errors import RefusedError
from pos.queries.staff_list import StaffEntry, list_everybody
from pos.services.pins import PinWish, choose_pin
from ui.screens.setup.pin_form import pin_fields, typed_pin
from ui.screens.setup.section import (
    Answers,
    Entry,
    Field,
    FieldKind,
    Form,
    Heading,
    Job,
    Listing,
    Reader,
    Section,
)

if TYPE_CHECKING:
    from pos.services.permissions import Actor
    from pos.uow import WriteTx

WRONG = "The PIN until now was wrong. Nothing was changed."
CHANGED = "You have a new PIN."


class PinMissingError(RefusedError):
    """The PIN until now was not typed. No facts."""


_HEADINGS = (
    Heading(title="Name"),
    Heading(title="Number", width_px=120, is_spare=True),
    Heading(title="Role", width_px=180),
)


def _read(reader: Reader) -> Listing:
    own = (each for each in list_everybody(reader.tx) if each.staff_id == reader.actor.staff_id)
    return Listing(headings=_HEADINGS, entries=tuple(_entry(each) for each in own))


def _entry(person: StaffEntry) -> Entry:
    def save(answers: Answers) -> Job:
        def job(tx: "WriteTx", actor: "Actor") -> str:
            if not answers["current"]:
                raise PinMissingError
            wish = PinWish(
                actor=actor,
                staff_id=person.staff_id,
                pin=typed_pin(answers),
                current=answers["current"],
            )
            return CHANGED if choose_pin(tx, wish) else WRONG

        return job

    form = Form(
        key="own-pin",
        title="A new PIN",
        subtitle=person.name,
        note="No pattern, and not your number. Nobody else may see it, a manager neither.",
        fields=(
            Field(key="current", label="PIN until now", kind=FieldKind.HIDDEN),
            *pin_fields(),
        ),
        confirm="Take this PIN",
        save=save,
    )
    return Entry(cells=(person.name, person.employee_no, ", ".join(person.role_names)), form=form)


SECTION = Section(
    id="own_pin",
    title="Your PIN",
    icon="key-round",
    order=11,
    permission=None,
    hint="Change your PIN whenever somebody may have seen it.",
    read=_read,
)
