"""Price lists: sale prices for some days, and prices for a group of customers."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from pos.domain.permission import Action
from pos.queries.price_list_setup import GroupEntry, PriceListEntry, list_groups, list_price_lists
from pos.queries.promotion_list import list_category_paths
from pos.services import price_lists
from ui.screens.setup import price_list_forms
from ui.screens.setup.offer_form import EVERYWHERE, HERE, PLACES, choices_of
from ui.screens.setup.section import (
    YES,
    Answers,
    Choices,
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
    switch,
)
from ui.screens.setup.standing import STATUS_PX, Span, standing_on
from ui.screens.setup.typed_day import day_fields, find_day
from ui.text.formats import Formats

if TYPE_CHECKING:
    from pos.services.permissions import Actor
    from pos.uow import WriteTx

EVERYBODY, NEW_GROUP = "everybody", "new"
END = "A list for everybody needs one."
NOTE = "A price reaches what is scanned from now on; what lies in a cart keeps the price seen."

_HEADINGS = (
    Heading(title="Name"),
    Heading(title="For", width_px=132, is_spare=True),
    Heading(title="Prices", width_px=80, is_spare=True),
    Heading(title="Status", width_px=STATUS_PX),
)


def _read(reader: Reader) -> Listing:
    categories = choices_of(list_category_paths(reader.tx))
    entries = (
        _entry(each, _form(each, categories, reader.formats), reader.today, reader.formats)
        for each in list_price_lists(reader.tx)
    )
    return Listing(
        headings=_HEADINGS,
        entries=tuple(sorted(entries, key=lambda entry: entry.is_quiet)),
        adding=_adding(list_groups(reader.tx)),
    )


def _entry(entry: PriceListEntry, form: Form, today: date, formats: Formats) -> Entry:
    span = Span(first=entry.first_day, last=entry.last_day)
    stands = standing_on(today, span, is_on=entry.is_active, formats=formats)
    whom = entry.group.name if entry.group else "everybody"
    return Entry(
        cells=(entry.name, whom, str(entry.price_count), stands.words),
        form=form,
        is_quiet=stands.is_quiet,
    )


def _form(entry: PriceListEntry, categories: Choices, formats: Formats) -> Form:
    members = (fact("Customers in it", str(entry.group.member_count)),) if entry.group else ()
    return Form(
        key=f"price-list-{entry.list_id}",
        title=entry.name,
        subtitle=f"For {entry.group.name}" if entry.group else "For everybody",
        note=NOTE,
        fields=(
            Field(key="name", label="Name, as printed", value=entry.name),
            switch("on", "In use", is_on=entry.is_active),
            *day_fields(entry.first_day, entry.last_day, end=END),
            switch("combinable", "Offers come off its prices too", is_on=entry.is_combinable),
            *((fact("Only in", entry.store),) if entry.store else ()),
            *members,
            fact("Prices", price_list_forms.prices_shown(entry, formats)),
        ),
        save=lambda answers: _save(entry, answers),
        deeds=_deeds(entry, categories, formats),
    )


def _deeds(entry: PriceListEntry, categories: Choices, formats: Formats) -> tuple[Deed, ...]:
    prices = Deed(
        key="prices",
        label="Set prices",
        icon="tag",
        form=price_list_forms.prices_form(entry, categories, formats),
    )
    off = Deed(
        key="take-off",
        label="Take articles off",
        icon="x",
        form=price_list_forms.taking_off_form(entry, categories),
    )
    return (prices, off, *price_list_forms.member_deeds(entry.group))


def _save(entry: PriceListEntry, answers: Answers) -> Job:
    def job(tx: "WriteTx", actor: "Actor") -> str:
        wish = price_lists.ListWish(
            actor=actor,
            list_id=entry.list_id,
            name=answers["name"],
            first_day=find_day(answers["first"]),
            last_day=find_day(answers["last"]),
            is_combinable=answers["combinable"] == YES,
            is_active=answers["on"] == YES,
            base_version=entry.version,
        )
        price_lists.change_list(tx, wish)
        return f"{answers['name'].strip()} was changed."

    return job


def _adding(groups: tuple[GroupEntry, ...]) -> Form:
    def save(answers: Answers) -> Job:
        def job(tx: "WriteTx", actor: "Actor") -> str:
            whom = answers["whom"]
            is_new = whom == NEW_GROUP
            wish = price_lists.NewListWish(
                actor=actor,
                name=answers["name"],
                group_id=None if whom in (EVERYBODY, NEW_GROUP) else UUID(whom),
                new_group=price_list_forms.group_name(answers) if is_new else "",
                first_day=find_day(answers["first"]),
                last_day=find_day(answers["last"]),
                is_only_here=answers["place"] == HERE,
                is_combinable=answers["combinable"] == YES,
            )
            price_lists.add_list(tx, wish)
            return f"{answers['name'].strip()} is a list now. Put articles on it."

        return job

    known = tuple((str(each.group_id), each.name) for each in groups)
    whom = ((EVERYBODY, "Everybody: a sale"), *known, (NEW_GROUP, "A new group of customers"))
    return Form(
        key="price-list",
        title="New price list",
        subtitle="A sale for some days, or prices for a group",
        fields=(
            Field(key="name", label="Name, as printed"),
            choice("whom", "For whom", whom, EVERYBODY),
            Field(key="group", label="Name of the group", asked_with=("whom", (NEW_GROUP,))),
            *day_fields(None, None, end=END),
            choice("place", "Where", PLACES, EVERYWHERE),
            switch("combinable", "Offers come off its prices too", is_on=True),
        ),
        confirm="Make the list",
        save=save,
    )


SECTION = Section(
    id="price_lists",
    title="Price lists",
    icon="tags",
    order=6,
    permission=Action.CHANGE_PRICE,
    hint="Lower prices for some days, for a group of customers, or both.",
    add="New list",
    read=_read,
)
