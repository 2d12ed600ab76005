"""Offers and coupons: what they take off, off what, and from when to when."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from pos.domain.offer_terms import OfferTerms
from pos.domain.permission import Action
from pos.queries.promotion_list import (
    PromotionEntry,
    list_category_paths,
    list_promotions,
)
from pos.services import promotions
from ui.screens.setup import offer_form
from ui.screens.setup.section import (
    Answers,
    Choices,
    Deed,
    Entry,
    Form,
    Heading,
    Job,
    Listing,
    Reader,
    Section,
    fact,
)
from ui.screens.setup.standing import STATUS_PX, Span, standing_on
from ui.text.formats import Formats

if TYPE_CHECKING:
    from pos.services.permissions import Actor
    from pos.uow import WriteTx

NOTE = (
    "What it takes off, and off what, changes with the next shift; name, days and limits at once."
)
WAITS = "Until this shift ends it is given as it was when the shift began."

_HEADINGS = (
    Heading(title="Name"),
    Heading(title="Coupon", width_px=120, is_spare=True),
    Heading(title="Takes off", width_px=120, is_spare=True),
    Heading(title="Status", width_px=STATUS_PX),
)


def _read(reader: Reader) -> Listing:
    categories = offer_form.choices_of(list_category_paths(reader.tx))
    store_id = reader.tx.register.store_id
    entries = (
        _entry(
            each, _form(each, categories, reader.formats, store_id), reader.today, reader.formats
        )
        for each in list_promotions(reader.tx)
    )
    return Listing(
        headings=_HEADINGS,
        entries=tuple(sorted(entries, key=lambda entry: entry.is_quiet)),
        adding=_adding(categories, reader.formats, store_id),
    )


def _entry(promotion: PromotionEntry, form: Form, today: date, formats: Formats) -> Entry:
    terms = promotion.terms
    span = Span(first=terms.first_day, last=terms.last_day)
    stands = standing_on(today, span, is_on=promotion.is_active, formats=formats)
    return Entry(
        cells=(terms.name, promotion.code, _value(terms, formats), stands.words),
        form=form,
        is_quiet=stands.is_quiet,
    )


def _form(promotion: PromotionEntry, categories: Choices, formats: Formats, store_id: UUID) -> Form:
    is_plain = offer_form.is_plain(promotion, store_id)
    scope = (
        offer_form.scope_fields(promotion, categories)
        if is_plain
        else offer_form.scope_facts(promotion)
    )
    return Form(
        key=f"promotion-{promotion.promotion_id}",
        title=promotion.terms.name,
        subtitle=f"Coupon {promotion.code}" if promotion.code else "Applies by itself",
        note=WAITS if promotion.waits else NOTE,
        fields=(
            *offer_form.terms_fields(promotion.terms, formats),
            *scope,
            fact("Used", str(promotion.used)),
        ),
        save=lambda answers: _save(promotion, answers, formats, store_id),
        deeds=(_switch(promotion),),
    )


def _adding(categories: Choices, formats: Formats, store_id: UUID) -> Form:
    def save(answers: Answers) -> Job:
        def job(tx: "WriteTx", actor: "Actor") -> str:
            wish = promotions.NewOfferWish(
                actor=actor,
                terms=offer_form.read_terms(answers, formats),
                scope=offer_form.read_scope(answers, store_id),
                code=offer_form.find_code(answers),
            )
            promotions.add_offer(tx, wish)
            return f"{answers['name'].strip()} is an offer now."

        return job

    name, *terms = offer_form.terms_fields(offer_form.NEW, formats)
    return Form(
        key="promotion",
        title="New offer",
        subtitle="Given by itself, or for a coupon",
        fields=(
            name,
            *offer_form.code_fields(),
            *terms,
            *offer_form.scope_fields(None, categories),
        ),
        confirm="Make the offer",
        save=save,
    )


def _save(promotion: PromotionEntry, answers: Answers, formats: Formats, store_id: UUID) -> Job:
    def job(tx: "WriteTx", actor: "Actor") -> str:
        wish = promotions.OfferWish(
            actor=actor,
            promotion_id=promotion.promotion_id,
            terms=offer_form.read_terms(answers, formats),
            scope=offer_form.find_scope(answers, store_id),
            base_version=promotion.version,
        )
        if promotions.change_offer(tx, wish):
            return f"{promotion.terms.name} changes with the next shift."
        return f"{promotion.terms.name} was changed."

    return job


def _switch(promotion: PromotionEntry) -> Deed:
    def job(tx: "WriteTx", actor: "Actor") -> str:
        wish = promotions.SwitchWish(
            actor=actor,
            promotion_id=promotion.promotion_id,
            is_active=not promotion.is_active,
            base_version=promotion.version,
        )
        promotions.switch_offer(tx, wish)
        words = "is not given any more" if promotion.is_active else "is given again"
        return f"{promotion.terms.name} {words}."

    if promotion.is_active:
        return Deed(key="end", label="End it now", icon="ban", job=job, is_grave=True)
    return Deed(key="resume", label="Give it again", icon="rotate-ccw", job=job)


def _value(terms: OfferTerms, formats: Formats) -> str:
    off = terms.discount
    share = formats.percent(off.percent_ppm) if off.percent_ppm is not None else ""
    value = share or formats.money(off.amount_cents or 0)
    if terms.get_pieces:
        return f"{terms.buy_pieces} + {terms.get_pieces}: {value}"
    return value


SECTION = Section(
    id="offers",
    title="Offers",
    icon="badge-percent",
    order=5,
    permission=Action.CHANGE_SETTINGS,
    hint="Offers that apply by themselves, and coupons that customers show.",
    add="New offer",
    read=_read,
)
