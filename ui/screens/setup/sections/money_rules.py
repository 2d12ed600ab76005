"""Money: prices with or without tax, rounding, the smallest coin; all from the next shift on."""

from typing import TYPE_CHECKING

from pos.domain.money import Rounding
from pos.domain.permission import Action
from pos.domain.pricing import PricingRules
from pos.domain.tax import TaxRounding
from pos.queries.shop_setup import read_store_version
from pos.queries.store_rules import EVERY_CENT, read_pricing_rules, read_store_rules
from pos.services.money_rules import CASH_STEPS_CENTS, MoneyRulesWish, change_money_rules
from ui.screens.setup.section import (
    YES,
    Answers,
    Entry,
    Form,
    Heading,
    Job,
    Listing,
    Reader,
    Section,
    choice,
    switch,
)
from ui.text.formats import Formats

if TYPE_CHECKING:
    from pos.services.permissions import Actor
    from pos.uow import WriteTx

NOTE = "A shift that is open goes on as it began. What you decide counts from the next one on."
SAID = "This counts from the next shift on."
WHERE = (
    (str(TaxRounding.LINE), "On each line"),
    (str(TaxRounding.DOCUMENT), "On the whole receipt"),
)
HOW = (
    (str(Rounding.HALF_UP), "Half up"),
    (str(Rounding.HALF_EVEN), "Half to the even figure"),
    (str(Rounding.HALF_DOWN), "Half down"),
    (str(Rounding.UP), "Always up"),
    (str(Rounding.DOWN), "Always down"),
)

_HEADINGS = (
    Heading(title="What"),
    Heading(title="In this shift", width_px=184),
    Heading(title="From the next", width_px=184, is_spare=True),
)


def _read(reader: Reader) -> Listing:
    now, then = read_pricing_rules(reader.tx), read_store_rules(reader.tx)
    form = _form(then, version=read_store_version(reader.tx), formats=reader.formats)
    told = zip(_told(now, reader.formats), _told(then, reader.formats), strict=True)
    return Listing(
        headings=_HEADINGS,
        entries=tuple(
            Entry(
                cells=(name, here, "" if here == later else later),
                form=form,
            )
            for (name, here), (_, later) in told
        ),
    )


def _told(rules: PricingRules, formats: Formats) -> tuple[tuple[str, str], ...]:
    return (
        ("Prices", "with tax" if rules.prices_include_tax else "without tax"),
        ("Taxes are rounded", dict(WHERE)[str(rules.tax_rounding)].lower()),
        ("Halves of a cent", dict(HOW)[str(rules.rounding)].lower()),
        ("Smallest coin", _coin(rules.cash_step_cents, formats)),
    )


def _coin(step_cents: int, formats: Formats) -> str:
    return "every cent" if step_cents <= EVERY_CENT else formats.money(step_cents)


def _form(rules: PricingRules, *, version: int, formats: Formats) -> Form:
    def save(answers: Answers) -> Job:
        def job(tx: "WriteTx", actor: "Actor") -> str:
            wish = MoneyRulesWish(
                actor=actor,
                prices_include_tax=answers["inside"] == YES,
                tax_rounding=TaxRounding(answers["where"]),
                rounding=Rounding(answers["how"]),
                cash_step_cents=int(answers["coin"]),
                base_version=version,
            )
            change_money_rules(tx, wish)
            return SAID

        return job

    coins = tuple((str(step), _coin(step, formats)) for step in CASH_STEPS_CENTS)
    step = rules.cash_step_cents if rules.cash_step_cents > EVERY_CENT else 0
    return Form(
        key="money",
        title="How money is counted",
        note=NOTE,
        fields=(
            switch("inside", "Prices contain the tax", is_on=rules.prices_include_tax),
            choice("where", "Taxes are rounded", WHERE, str(rules.tax_rounding)),
            choice("how", "Halves of a cent", HOW, str(rules.rounding)),
            choice("coin", "Smallest coin", coins, str(step)),
        ),
        confirm="Save for the next shift",
        save=save,
    )


SECTION = Section(
    id="money_rules",
    title="Money",
    icon="coins",
    order=8,
    permission=Action.CHANGE_SETTINGS,
    hint="How this store counts money. Ask whoever does the books before you change it.",
    read=_read,
)
