"""The form of an offer or a coupon: what it asks, and what the answers mean."""

from uuid import UUID

from pos.domain.discount import Discount
from pos.domain.money import parse_amount, plain_amount
from pos.domain.offer_terms import (
    USES_MAX,
    OfferGoodsMissingError,
    OfferLimitError,
    OfferMinimumMissingError,
    OfferPiecesError,
    OfferScope,
    OfferTerms,
    OfferValueError,
)
from pos.domain.quantity import PIECES_MAX
from pos.queries.promotion_list import PromotionEntry, Target
from ui.screens.setup.finders import find_article
from ui.screens.setup.section import YES, Answers, Choices, Field, choice, fact, several, switch
from ui.screens.setup.typed_day import day_fields, find_day
from ui.screens.setup.typed_share import read_share, type_share
from ui.text.formats import Formats

SHARE, AMOUNT, PIECES, BASKET = "share", "amount", "pieces", "basket"
KINDS = (
    (SHARE, "A percentage off"),
    (AMOUNT, "An amount off"),
    (PIECES, "Buy some, get some reduced"),
    (BASKET, "An amount off from a sum on"),
)
ALL, CATEGORIES, ARTICLES = "all", "categories", "articles"
GOODS = ((ALL, "All"), (CATEGORIES, "Categories"), (ARTICLES, "Articles"))
ITSELF, CODE = "itself", "code"
GIVEN = ((ITSELF, "By itself"), (CODE, "For a code"))
EVERYWHERE, HERE = "everywhere", "here"
PLACES = ((EVERYWHERE, "All stores"), (HERE, "This store"))

DIGITS_MAX = 9

NEW = OfferTerms(name="", discount=Discount(percent_ppm=0))
"""What the form of a new offer begins with."""


def kind_of(terms: OfferTerms) -> str:
    """Return which kind of offer these terms are."""
    if terms.get_pieces:
        return PIECES
    if terms.discount.percent_ppm is not None:
        return SHARE
    return BASKET if terms.minimum_cents else AMOUNT


def terms_fields(terms: OfferTerms, formats: Formats) -> tuple[Field, ...]:
    """Return what is asked about what an offer gives."""
    currency = formats.currency
    share, amount = terms.discount.percent_ppm, terms.discount.amount_cents
    return (
        Field(key="name", label="Name, as printed", value=terms.name),
        choice("kind", "What it is", KINDS, kind_of(terms)),
        _when("share", "Takes off, %", type_share(share) if share else "", (SHARE, PIECES)),
        _when("amount", f"Takes off, {currency}", _money(amount, formats), (AMOUNT, BASKET)),
        _when("buy", "Pieces to buy", _number(terms.buy_pieces), (PIECES,)),
        _when("get", "Pieces to get reduced", _number(terms.get_pieces), (PIECES,), _PIECES_HELP),
        Field(
            key="minimum",
            label=f"From a sum of its goods on, {currency}",
            value=_money(terms.minimum_cents, formats),
            help="Empty: any sum.",
        ),
        _when(
            "maximum",
            f"Takes off at most, {currency}",
            _money(terms.maximum_cents, formats),
            (SHARE, PIECES),
            "In all. Empty: no limit.",
        ),
        *day_fields(terms.first_day, terms.last_day, end="Empty: until somebody ends it."),
        Field(
            key="uses",
            label="How often in all",
            value=_number(terms.uses_max),
            help="Empty: no limit.",
        ),
        Field(
            key="uses_each",
            label="How often for each customer",
            value=_number(terms.uses_per_customer_max),
            help="Only who is named at the till gets it then. Empty: no limit.",
        ),
        switch("combinable", "It adds to other offers", is_on=terms.is_combinable),
    )


def code_fields() -> tuple[Field, ...]:
    """Return what is asked about how a new offer is given; a code that is out stays."""
    hint = "2 to 24 letters, digits and hyphens. It stays for good."
    return (
        choice("given", "How it is given", GIVEN, ITSELF),
        Field(key="code", label="Code", asked_with=("given", (CODE,)), help=hint),
    )


def scope_fields(entry: PromotionEntry | None, categories: Choices) -> tuple[Field, ...]:
    """Return what is asked about the goods and stores that an offer is for."""
    chosen = choices_of(entry.categories) if entry else ()
    products = choices_of(entry.products) if entry else ()
    place = HERE if entry and entry.stores else EVERYWHERE
    goods = CATEGORIES if chosen else ARTICLES if products else ALL
    return (
        choice("goods", "For which goods", GOODS, goods),
        several(
            "categories",
            "Categories, with all below them",
            chosen,
            choices=categories,
            asked_with=("goods", (CATEGORIES,)),
        ),
        several(
            "articles",
            "Articles: scan them, or type their codes",
            products,
            find=find_article,
            asked_with=("goods", (ARTICLES,)),
        ),
        choice("place", "Where", PLACES, place),
    )


def scope_facts(entry: PromotionEntry) -> tuple[Field, ...]:
    """Return what is shown of goods and stores that only headquarters chooses so."""
    named = (*entry.products, *entry.categories, *entry.stores)
    yes = ", ".join(each.name for each in named if not each.is_excluded)
    no = ", ".join(each.name for each in named if each.is_excluded)
    return (*((fact("Only for", yes),) if yes else ()), *((fact("Never for", no),) if no else ()))


def is_plain(entry: PromotionEntry, store_id: UUID) -> bool:
    """Say whether this form can ask what the offer is for; headquarters may choose more finely."""
    targets = (*entry.categories, *entry.products, *entry.stores)
    is_for_one = not (entry.categories and entry.products)
    is_near = all(each.target_id == store_id for each in entry.stores)
    return is_for_one and is_near and not any(each.is_excluded for each in targets)


def read_terms(answers: Answers, formats: Formats) -> OfferTerms:
    """Return what was filled in.

    Raises:
        RefusedError: Something cannot be read, or is missing.
    """
    kind = answers["kind"]
    is_share, is_pieces = kind in (SHARE, PIECES), kind == PIECES
    minimum = _cents(answers["minimum"], formats) or 0
    if kind == BASKET and not minimum:
        raise OfferMinimumMissingError
    return OfferTerms(
        name=answers["name"],
        discount=_share(answers) if is_share else _amount(answers, formats),
        buy_pieces=_pieces(answers["buy"]) if is_pieces else 0,
        get_pieces=_pieces(answers["get"]) if is_pieces else 0,
        minimum_cents=minimum,
        maximum_cents=_cents(answers["maximum"], formats) if is_share else None,
        is_combinable=answers["combinable"] == YES,
        uses_max=_limit(answers["uses"]),
        uses_per_customer_max=_limit(answers["uses_each"]),
        first_day=find_day(answers["first"]),
        last_day=find_day(answers["last"]),
    )


def find_scope(answers: Answers, store_id: UUID) -> OfferScope | None:
    """Return what `read_scope` does; None: goods and stores were not asked for.

    Raises:
        OfferGoodsMissingError: It is for chosen goods, and none were chosen.
    """
    return read_scope(answers, store_id) if "goods" in answers else None


def read_scope(answers: Answers, store_id: UUID) -> OfferScope:
    """Return the goods and stores that were chosen.

    Raises:
        OfferGoodsMissingError: It is for chosen goods, and none were chosen.
    """
    goods = answers["goods"]
    keys = frozenset(map(UUID, answers[goods].split())) if goods != ALL else frozenset()
    if goods != ALL and not keys:
        raise OfferGoodsMissingError
    return OfferScope(
        categories=keys if goods == CATEGORIES else frozenset(),
        products=keys if goods == ARTICLES else frozenset(),
        store_id=store_id if answers["place"] == HERE else None,
    )


def find_code(answers: Answers) -> str | None:
    """Return the code of a new coupon as it was typed; None: the offer applies by itself."""
    return answers["code"] if answers["given"] == CODE else None


_PIECES_HELP = "The cheapest are reduced. 100 % is free."


def _when(key: str, label: str, value: str, kinds: tuple[str, ...], hint: str = "") -> Field:
    return Field(key=key, label=label, value=value, asked_with=("kind", kinds), help=hint)


def choices_of(targets: tuple[Target, ...]) -> Choices:
    """Return goods as the choices of a field."""
    return tuple((str(each.target_id), each.name) for each in targets)


def _money(cents: int | None, formats: Formats) -> str:
    return plain_amount(cents, formats.exponent) if cents else ""


def _number(value: int | None) -> str:
    return str(value) if value else ""


def _share(answers: Answers) -> Discount:
    if not answers["share"].strip(" %"):
        raise OfferValueError
    return Discount(percent_ppm=read_share(answers["share"]))


def _amount(answers: Answers, formats: Formats) -> Discount:
    return Discount(amount_cents=_cents(answers["amount"], formats) or 0)


def _cents(typed: str, formats: Formats) -> int | None:
    return parse_amount(typed.strip(), formats.exponent) if typed.strip() else None


def _pieces(typed: str) -> int:
    number = _whole(typed)
    if not number:
        raise OfferPiecesError(limit=PIECES_MAX)
    return number


def _limit(typed: str) -> int | None:
    if not typed.strip():
        return None
    number = _whole(typed)
    if number is None:
        raise OfferLimitError(limit=USES_MAX)
    return number


def _whole(typed: str) -> int | None:
    digits = typed.strip()
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= DIGITS_MAX
    return int(digits) if is_number else None
