"""The forms that a price list opens: what articles cost on it, and who is in its group."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from pos.domain.discount import Discount
from pos.domain.money import parse_amount
from pos.queries.price_list_setup import GroupEntry, PriceListEntry
from pos.services import customer_groups, price_lists
from ui.screens.setup.finders import find_article, find_customer
from ui.screens.setup.section import Answers, Choices, Deed, Field, Form, Job, choice, fact, several
from ui.screens.setup.typed_share import read_share
from ui.text.formats import Formats

if TYPE_CHECKING:
    from pos.services.permissions import Actor
    from pos.uow import WriteTx

AMOUNT, SHARE = "amount", "share"
HOW = ((AMOUNT, "A price"), (SHARE, "A percentage"))


def prices_shown(entry: PriceListEntry, formats: Formats) -> str:
    """Return the prices of a list, a line for each, with the price on the shelf."""
    lines = [
        f"{each.name}: {formats.money(each.price_cents)} ({formats.money(each.shelf_cents)})"
        for each in entry.prices
    ]
    return _shown(lines, entry.price_count)


def _shown(lines: Sequence[str], count: int) -> str:
    """Return a line for each of the first of so many, and how many are not named."""
    rest = count - len(lines)
    return "\n".join([*lines, *([f"and {rest} more"] if rest else [])]) or "None yet"


def prices_form(entry: PriceListEntry, categories: Choices, formats: Formats) -> Form:
    """Return the form that sets what articles cost on a list."""

    def save(answers: Answers) -> Job:
        def job(tx: "WriteTx", actor: "Actor") -> str:
            is_share = answers["how"] == SHARE
            cut = Discount(percent_ppm=read_share(answers["share"])) if is_share else None
            price = None if is_share else parse_amount(answers["price"].strip(), formats.exponent)
            wish = _wish(actor, entry, answers, cut=cut, price_cents=price)
            count = price_lists.set_prices(tx, wish)
            return f"{_prices(count)} set on {entry.name}."

        return job

    return Form(
        key=f"prices-{entry.list_id}",
        title=f"Prices of {entry.name}",
        fields=(
            *_goods_fields(categories),
            choice("how", "What they cost", HOW, AMOUNT),
            Field(
                key="price",
                label=f"Price of each, {formats.currency}",
                asked_with=("how", (AMOUNT,)),
            ),
            Field(
                key="share",
                label="Off the shelf price, %",
                asked_with=("how", (SHARE,)),
                help="Counted once, from the shelf prices of today.",
            ),
        ),
        confirm="Set the prices",
        save=save,
    )


def taking_off_form(entry: PriceListEntry, categories: Choices) -> Form:
    """Return the form that takes articles off a list."""

    def save(answers: Answers) -> Job:
        def job(tx: "WriteTx", actor: "Actor") -> str:
            count = price_lists.set_prices(tx, _wish(actor, entry, answers))
            return f"{_prices(count)} taken off {entry.name}."

        return job

    return Form(
        key=f"take-off-{entry.list_id}",
        title=f"Take articles off {entry.name}",
        fields=_goods_fields(categories),
        confirm="Take them off",
        save=save,
    )


def member_deeds(group: GroupEntry | None) -> tuple[Deed, ...]:
    """Return what can be done about who is in the group of a list; nothing where it has none."""
    if group is None:
        return ()
    joining, leaving = (_members_form(group, is_leaving=way) for way in (False, True))
    return (
        Deed(key="join", label="Put customers in", icon="user-check", form=joining),
        Deed(key="leave", label="Take customers out", icon="user-x", form=leaving),
    )


def group_name(answers: Answers) -> str:
    """Return the name of a new group.

    Raises:
        PriceListNameMissingError: None was typed.
    """
    if not answers["group"].strip():
        raise price_lists.PriceListNameMissingError
    return answers["group"]


def _members_form(group: GroupEntry, *, is_leaving: bool) -> Form:
    def save(answers: Answers) -> Job:
        def job(tx: "WriteTx", actor: "Actor") -> str:
            wish = customer_groups.MembersWish(
                actor=actor,
                group_id=group.group_id,
                customers=_keys(answers["customers"]),
                is_leaving=is_leaving,
            )
            count = customer_groups.change_members(tx, wish)
            words = "left" if is_leaving else "joined"
            people = "1 customer" if count == 1 else f"{count} customers"
            return f"{people} {words} {group.name}."

        return job

    way = "Take customers out of" if is_leaving else "Put customers into"
    return Form(
        key=f"{'leave' if is_leaving else 'join'}-{group.group_id}",
        title=f"{way} {group.name}",
        fields=(
            several(
                "customers",
                "Customers: scan their cards, or type a name or number",
                (),
                find=find_customer,
            ),
            fact("In it now", _shown(group.members, group.member_count)),
        ),
        confirm="Take them out" if is_leaving else "Put them in",
        save=save,
    )


def _goods_fields(categories: Choices) -> tuple[Field, ...]:
    return (
        several("articles", "Articles: scan them, or type their codes", (), find=find_article),
        several("categories", "Categories, with all below them", (), choices=categories),
    )


def _wish(
    actor: "Actor",
    entry: PriceListEntry,
    answers: Answers,
    *,
    cut: Discount | None = None,
    price_cents: int | None = None,
) -> price_lists.PricesWish:
    return price_lists.PricesWish(
        actor=actor,
        list_id=entry.list_id,
        products=_keys(answers["articles"]),
        categories=_keys(answers["categories"]),
        cut=cut,
        price_cents=price_cents,
    )


def _prices(count: int) -> str:
    return "1 price" if count == 1 else f"{count} prices"


def _keys(answer: str) -> frozenset[UUID]:
    return frozenset(map(UUID, answer.split()))
