"""Staff: who works here, what they may do, their PIN and their badge."""

from typing import TYPE_CHECKING

from pos.domain.permission import Action
from pos.queries.staff_list import RoleEntry, StaffEntry, list_everybody, list_roles
from pos.services import registers
from pos.services import staff as people
from pos.services.pins import PinWish, choose_pin
from ui.screens.setup.pin_form import pin_fields, typed_pin
from ui.screens.setup.section import (
    Answers,
    Deed,
    Entry,
    Field,
    Form,
    Heading,
    Job,
    Listing,
    Reader,
    Section,
    choice,
    fact,
)

if TYPE_CHECKING:
    from pos.services.permissions import Actor
    from pos.uow import WriteTx

_HEADINGS = (
    Heading(title="Name"),
    Heading(title="Number", width_px=104, is_spare=True),
    Heading(title="Role", width_px=168),
    Heading(title="PIN", width_px=104, is_spare=True),
)


def _read(reader: Reader) -> Listing:
    roles = list_roles(reader.tx)
    return Listing(
        headings=_HEADINGS,
        entries=tuple(_entry(each, roles) for each in list_everybody(reader.tx)),
        adding=_hiring(roles),
    )


def _entry(person: StaffEntry, roles: tuple[RoleEntry, ...]) -> Entry:
    pin = "chosen" if person.has_pin else "none yet"
    works = pin if person.is_active else "left"
    return Entry(
        cells=(person.name, person.employee_no, ", ".join(person.role_names), works),
        form=_form(person, roles) if person.is_active else _form_of_who_left(person),
        is_quiet=not person.is_active,
    )


def _form(person: StaffEntry, roles: tuple[RoleEntry, ...]) -> Form:
    def save(answers: Answers) -> Job:
        def job(tx: "WriteTx", actor: "Actor") -> str:
            role = next((r for r in roles if str(r.role_id) == answers["role"]), None)
            wish = people.EditStaffWish(
                actor=actor,
                staff_id=person.staff_id,
                name=answers["name"],
                role_id=role.role_id if role and role.role_id != person.role_id else None,
                base_version=person.version,
            )
            people.edit_staff(tx, wish)
            return f"{answers['name']} was changed."

        return job

    return Form(
        key=f"staff-{person.employee_no}",
        title=person.name,
        subtitle=f"Badge B.{person.employee_no}",
        fields=(
            Field(key="name", label="Name", value=person.name),
            _role_field(roles, str(person.role_id or "")),
        ),
        save=save,
        deeds=_deeds(person),
    )


def _deeds(person: StaffEntry) -> tuple[Deed, ...]:
    def badge(tx: "WriteTx", actor: "Actor") -> str:
        registers.print_badge(tx, actor, person.staff_id)
        return f"The badge of {person.name} is being printed."

    def unlock(tx: "WriteTx", actor: "Actor") -> str:
        people.unlock(tx, actor, person.employee_no)
        return f"{person.name} may try again at once."

    def let_go(tx: "WriteTx", actor: "Actor") -> str:
        people.let_go(tx, actor, person.staff_id)
        return f"{person.name} cannot sign in any more. What they sold stays theirs."

    return (
        Deed(key="pin", label="Let them choose a PIN", icon="key-round", form=_pin_form(person)),
        Deed(key="badge", label="Print the badge", icon="printer", job=badge),
        Deed(key="unlock", label="Forget wrong PINs", icon="lock-open", job=unlock),
        Deed(key="leave", label="They left", icon="user-x", job=let_go, is_grave=True),
    )


def _pin_form(person: StaffEntry) -> Form:
    def save(answers: Answers) -> Job:
        def job(tx: "WriteTx", actor: "Actor") -> str:
            pin = typed_pin(answers)
            choose_pin(tx, PinWish(actor=actor, staff_id=person.staff_id, pin=pin))
            return f"{person.name} has a new PIN."

        return job

    return Form(
        key=f"pin-{person.employee_no}",
        title=f"PIN of {person.name}",
        note=f"Let {person.name} type it, twice, where nobody else looks.",
        fields=pin_fields(),
        confirm="Take this PIN",
        save=save,
    )


def _form_of_who_left(person: StaffEntry) -> Form:
    def take_back(tx: "WriteTx", actor: "Actor") -> str:
        people.take_back(tx, actor, person.staff_id)
        return f"{person.name} works here again."

    return Form(
        key=f"staff-{person.employee_no}",
        title=person.name,
        subtitle="Left",
        fields=(fact("Number", person.employee_no), fact("Role", ", ".join(person.role_names))),
        deeds=(Deed(key="return", label="They came back", icon="user-check", job=take_back),),
    )


def _hiring(roles: tuple[RoleEntry, ...]) -> Form:
    def save(answers: Answers) -> Job:
        def job(tx: "WriteTx", actor: "Actor") -> str:
            role = next(each for each in roles if str(each.role_id) == answers["role"])
            wish = people.HireWish(
                actor=actor,
                name=answers["name"],
                employee_no=answers["number"].strip(),
                role_id=role.role_id,
            )
            people.hire(tx, wish)
            return f"{answers['name']} works here. Now let them choose a PIN."

        return job

    return Form(
        key="hire",
        title="New person",
        fields=(
            Field(key="name", label="Name"),
            Field(
                key="number",
                label="Number",
                help="1 to 12 letters and digits; it stands on the badge and stays for good.",
            ),
            _role_field(roles, str(roles[0].role_id) if roles else ""),
        ),
        confirm="Take on",
        save=save,
    )


def _role_field(roles: tuple[RoleEntry, ...], value: str) -> Field:
    return choice(
        "role",
        "Role",
        tuple((str(each.role_id), each.name) for each in roles),
        value,
        hint="What each role may do stands under Roles.",
    )


SECTION = Section(
    id="staff",
    title="Staff",
    icon="users",
    order=1,
    permission=Action.MANAGE_STAFF,
    hint="Who works here. Everybody signs in under their own name and PIN.",
    add="New person",
    read=_read,
)
