"""Taxes: the rates of the store; a new one follows an old one from a day on."""

from typing import TYPE_CHECKING

from pos.domain.permission import Action
from pos.queries.shop_setup import TaxRateEntry, list_tax_rates
from pos.services.tax_rates import TaxRateWish, follow_tax_rate
from ui.screens.setup.section import (
    Answers,
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
from ui.screens.setup.typed_day import HELP, read_day
from ui.screens.setup.typed_share import read_share, type_share
from ui.text.formats import Formats

if TYPE_CHECKING:
    from pos.services.permissions import Actor
    from pos.uow import WriteTx

NOTE = (
    "What was sold stays as it was: the rate is not changed, a new one follows it. "
    "It counts from its first day on, tomorrow at the earliest."
)


_HEADINGS = (
    Heading(title="Name"),
    Heading(title="Goods", width_px=136, is_spare=True),
    Heading(title="Rate", width_px=80),
    Heading(title="From", width_px=132),
    Heading(title="Until", width_px=132, is_spare=True),
)


def _read(reader: Reader) -> Listing:
    rates = list_tax_rates(reader.tx)
    return Listing(
        headings=_HEADINGS, entries=tuple(_entry(each, reader.formats) for each in rates)
    )


def _entry(rate: TaxRateEntry, formats: Formats) -> Entry:
    until = formats.calendar_day(rate.valid_to) if rate.valid_to else ""
    return Entry(
        cells=(
            rate.name,
            rate.category,
            formats.percent(rate.rate_ppm),
            formats.calendar_day(rate.valid_from),
            until,
        ),
        form=_form(rate, formats),
        is_quiet=rate.valid_to is not None,
    )


def _form(rate: TaxRateEntry, formats: Formats) -> Form:
    inside = "Inside the price" if rate.is_included else "On top of the price"
    facts = (fact("Charged", inside), fact("Rate", formats.percent(rate.rate_ppm)))
    if rate.valid_to is not None:
        last = fact("Last day", formats.calendar_day(rate.valid_to))
        return Form(key=f"rate-{rate.rate_id}", title=rate.name, fields=(*facts, last))
    return Form(
        key=f"rate-{rate.rate_id}",
        title=rate.name,
        subtitle=rate.category,
        note=NOTE,
        fields=(
            *facts,
            Field(key="name", label="New name, as printed", value=rate.name),
            Field(key="rate", label="New rate, %", value=type_share(rate.rate_ppm)),
            Field(key="day", label="First day", help=HELP),
        ),
        confirm="Add the new rate",
        save=lambda answers: _follow(rate, answers),
    )


def _follow(rate: TaxRateEntry, answers: Answers) -> Job:
    def job(tx: "WriteTx", actor: "Actor") -> str:
        wish = TaxRateWish(
            actor=actor,
            follows=rate.rate_id,
            name=answers["name"],
            rate_ppm=read_share(answers["rate"]),
            valid_from=read_day(answers["day"]),
            base_version=rate.version,
        )
        follow_tax_rate(tx, wish)
        return f"{answers['name']} counts from {answers['day'].strip()} on."

    return job


SECTION = Section(
    id="taxes",
    title="Taxes",
    icon="percent",
    order=4,
    permission=Action.CHANGE_SETTINGS,
    hint="The rates of this store. Which goods have which tax stands with the goods.",
    read=_read,
)
