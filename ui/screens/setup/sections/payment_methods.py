"""Ways to pay: which are taken, what they are called, and in which order they stand."""

from typing import TYPE_CHECKING

from pos.domain.permission import Action
from pos.queries.shop_setup import MethodEntry, list_all_methods
from pos.services.ways_to_pay import MethodPositionError, MethodWish, change_method
from ui.screens.setup.section import (
    YES,
    Answers,
    Entry,
    Field,
    Form,
    Heading,
    Job,
    Listing,
    Reader,
    Section,
    switch,
)

if TYPE_CHECKING:
    from pos.services.permissions import Actor
    from pos.uow import WriteTx

DIGITS_MAX = 3

_KINDS = {"cod": "on delivery"}
"""Kinds whose name in the database is no word."""

_HEADINGS = (
    Heading(title="Name"),
    Heading(title="Kind", width_px=136, is_spare=True),
    Heading(title="Place", width_px=88, is_spare=True),
    Heading(title="Status", width_px=112),
)


def _read(reader: Reader) -> Listing:
    return Listing(
        headings=_HEADINGS, entries=tuple(_entry(each) for each in list_all_methods(reader.tx))
    )


def _entry(method: MethodEntry) -> Entry:
    taken = "taken" if method.is_active else "not taken"
    return Entry(
        cells=(method.name, _kind(method), str(method.position), taken),
        form=_form(method),
        is_quiet=not method.is_active,
    )


def _form(method: MethodEntry) -> Form:
    def save(answers: Answers) -> Job:
        def job(tx: "WriteTx", actor: "Actor") -> str:
            wish = MethodWish(
                actor=actor,
                method_id=method.method_id,
                name=answers["name"],
                is_active=answers["taken"] == YES,
                position=_position(answers["position"]),
                base_version=method.version,
            )
            change_method(tx, wish)
            return f"{answers['name']} was changed."

        return job

    return Form(
        key=f"method-{method.method_id}",
        title=method.name,
        subtitle=_kind(method).capitalize(),
        fields=(
            Field(key="name", label="Name on buttons and receipts", value=method.name),
            switch("taken", "The shop takes it", is_on=method.is_active),
            Field(
                key="position",
                label="Place in the list",
                value=str(method.position),
                help="Those with lower numbers stand first on the pay screen.",
            ),
        ),
        save=save,
    )


def _kind(method: MethodEntry) -> str:
    return _KINDS.get(method.kind, method.kind.replace("_", " "))


def _position(typed: str) -> int:
    digits = typed.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= DIGITS_MAX):
        raise MethodPositionError
    return int(digits)


SECTION = Section(
    id="payment_methods",
    title="Ways to pay",
    icon="credit-card",
    order=3,
    permission=Action.CHANGE_SETTINGS,
    hint="What the pay screen offers. Take only what the shop has a contract or a terminal for.",
    read=_read,
)
