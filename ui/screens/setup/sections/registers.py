"""Registers: their names, and whether printer and drawer of this one do what they should."""

from typing import TYPE_CHECKING

from pos.domain.permission import Action
from pos.queries.settings import read_settings
from pos.queries.shop_setup import RegisterEntry, list_registers
from pos.services.registers import RenameWish, print_test_page, rename_register, try_drawer
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
    fact,
)

if TYPE_CHECKING:
    from pos.services.permissions import Actor
    from pos.uow import WriteTx

_HEADINGS = (
    Heading(title="Name"),
    Heading(title="Code", width_px=88, is_spare=True),
    Heading(title="Numbers", width_px=136, is_spare=True),
    Heading(title="", width_px=104),
)


def _read(reader: Reader) -> Listing:
    here = reader.tx.register.register_id
    printer = read_settings(reader.tx).printer_address
    return Listing(
        headings=_HEADINGS,
        entries=tuple(
            _entry(each, printer if each.register_id == here else "")
            for each in list_registers(reader.tx)
        ),
    )


def _entry(register: RegisterEntry, printer: str) -> Entry:
    where = "this one" if printer else ""
    return Entry(
        cells=(register.name, register.code, register.number_prefix, where),
        form=_form_of_this(register, printer) if printer else _form_of_another(register),
        is_quiet=register.status != "active",
    )


def _form_of_this(register: RegisterEntry, printer: str) -> Form:
    def save(answers: Answers) -> Job:
        def job(tx: "WriteTx", actor: "Actor") -> str:
            wish = RenameWish(actor=actor, name=answers["name"], base_version=register.version)
            rename_register(tx, wish)
            return f"This register is called {answers['name']} from the next start on."

        return job

    return Form(
        key=f"register-{register.code}",
        title=register.name,
        subtitle="This register",
        fields=(
            Field(key="name", label="Name", value=register.name),
            fact("Printer", printer),
        ),
        save=save,
        deeds=(
            Deed(key="test-page", label="Print a test page", icon="printer", job=_test_page),
            Deed(key="drawer", label="Open the drawer", icon="inbox", job=_try_drawer),
        ),
    )


def _form_of_another(register: RegisterEntry) -> Form:
    return Form(
        key=f"register-{register.code}",
        title=register.name,
        subtitle="Another register",
        note="A register is named at that register itself.",
        fields=(fact("Code", register.code), fact("Numbers begin with", register.number_prefix)),
    )


def _test_page(tx: "WriteTx", actor: "Actor") -> str:
    print_test_page(tx, actor)
    return "The test page is being printed."


def _try_drawer(tx: "WriteTx", actor: "Actor") -> str:
    try_drawer(tx, actor)
    return "The drawer was asked to open."


SECTION = Section(
    id="registers",
    title="Registers",
    icon="monitor",
    order=9,
    permission=Action.CHANGE_SETTINGS,
    hint="The registers of this store. The printer of this one is chosen under Settings.",
    read=_read,
)
