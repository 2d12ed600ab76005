"""Offers and coupons: which are good, and from when to when."""

from typing import TYPE_CHECKING

from pos.domain.permission import Action
from pos.queries.promotion_list import PromotionEntry, list_promotions
from pos.services.promotions import PromotionWish, change_promotion
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
    fact,
    switch,
)
from ui.screens.setup.typed_day import HELP, find_day
from ui.text.formats import Formats

if TYPE_CHECKING:
    from pos.services.permissions import Actor
    from pos.uow import WriteTx

_HEADINGS = (
    Heading(title="Name"),
    Heading(title="Coupon", width_px=120, is_spare=True),
    Heading(title="Takes off", width_px=96),
    Heading(title="Until", width_px=132, is_spare=True),
    Heading(title="Is", width_px=64, is_spare=True),
)


def _read(reader: Reader) -> Listing:
    return Listing(
        headings=_HEADINGS,
        entries=tuple(_entry(each, reader.formats) for each in list_promotions(reader.tx)),
    )


def _entry(promotion: PromotionEntry, formats: Formats) -> Entry:
    until = formats.calendar_day(promotion.last_day) if promotion.last_day else ""
    return Entry(
        cells=(
            promotion.name,
            promotion.code,
            _value(promotion, formats),
            until,
            "on" if promotion.is_active else "off",
        ),
        form=_form(promotion, formats),
        is_quiet=not promotion.is_active,
    )


def _form(promotion: PromotionEntry, formats: Formats) -> Form:
    return Form(
        key=f"promotion-{promotion.promotion_id}",
        title=promotion.name,
        subtitle=f"Coupon {promotion.code}" if promotion.code else "Applies by itself",
        fields=(
            fact("Takes off", _value(promotion, formats)),
            fact("Used", str(promotion.used)),
            switch("on", "It is good", is_on=promotion.is_active),
            Field(
                key="first",
                label="First day",
                value=promotion.first_day.isoformat() if promotion.first_day else "",
                help=HELP,
            ),
            Field(
                key="last",
                label="Last day",
                value=promotion.last_day.isoformat() if promotion.last_day else "",
                help="Empty: until somebody ends it.",
            ),
        ),
        save=lambda answers: _save(promotion, answers),
    )


def _save(promotion: PromotionEntry, answers: Answers) -> Job:
    def job(tx: "WriteTx", actor: "Actor") -> str:
        wish = PromotionWish(
            actor=actor,
            promotion_id=promotion.promotion_id,
            is_active=answers["on"] == YES,
            first_day=find_day(answers["first"]),
            last_day=find_day(answers["last"]),
            base_version=promotion.version,
        )
        change_promotion(tx, wish)
        return f"{promotion.name} was changed."

    return job


def _value(promotion: PromotionEntry, formats: Formats) -> str:
    if promotion.percent_ppm is not None:
        return formats.percent(promotion.percent_ppm)
    return formats.money(promotion.amount_off_cents or 0)


SECTION = Section(
    id="offers",
    title="Offers",
    icon="badge-percent",
    order=5,
    permission=Action.CHANGE_SETTINGS,
    hint="Offers that apply by themselves, and coupons that customers show.",
    read=_read,
)
