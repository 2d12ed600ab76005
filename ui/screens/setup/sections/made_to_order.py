"""Made to order: what can be chosen of a cake, beside its size."""

from typing import TYPE_CHECKING

from pos.domain.errors import RefusedError
from pos.domain.permission import Action
from pos.domain.product_options import (
    OPTIONS_CHARS_MAX,
    ProductOption,
    parse_options,
    type_options,
)
from pos.queries.made_articles import MadeArticle, list_made_articles
from pos.services.product_options import OptionsWish, change_options
from ui.screens.setup.section import (
    Answers,
    Entry,
    Field,
    Finding,
    Form,
    Heading,
    Job,
    Listing,
    Reader,
    Section,
    fact,
)
from ui.text.refusals import sentence

if TYPE_CHECKING:
    from pos.services.permissions import Actor
    from pos.uow import ReadTx, WriteTx

NOTE = "What lies in a cart, is on hold or was ordered keeps what was chosen."
HELP = (
    "As in Filling: Vanilla, Chocolate; Border: Red, White, Blue. "
    "An option costs nothing: a size, and whatever costs more, is a variant."
)

_HEADINGS = (Heading(title="Article"), Heading(title="Asks for", width_px=240, is_spare=True))


def _read(reader: Reader) -> Listing:
    entries = tuple(_entry(article) for article in list_made_articles(reader.tx))
    return Listing(headings=_HEADINGS, entries=entries)


def _entry(article: MadeArticle) -> Entry:
    asked = ", ".join(option.name for option in article.options)
    return Entry(cells=(article.name, asked or "words and day only"), form=_form(article))


def _form(article: MadeArticle) -> Form:
    return Form(
        key=f"made-{article.product_id}",
        title=article.name,
        subtitle="Made to order",
        note=NOTE,
        fields=(
            Field(
                key="options",
                label="Options",
                value=type_options(article.options),
                help=HELP,
                chars_max=OPTIONS_CHARS_MAX,
            ),
            fact("Article number", article.code),
        ),
        trial=_try_out,
        save=lambda answers: _save(article, answers),
    )


def _try_out(_tx: "ReadTx", answers: Answers) -> tuple[Finding, ...]:
    """Say how the till would ask, or why not, while it is typed."""
    try:
        options = parse_options(answers["options"])
    except RefusedError as error:
        return (Finding(title="The options", words=sentence(error), is_good=False),)
    return tuple(_finding(option) for option in options)


def _finding(option: ProductOption) -> Finding:
    return Finding(title=option.name, words=", ".join(option.choices), is_good=True)


def _save(article: MadeArticle, answers: Answers) -> Job:
    def job(tx: "WriteTx", actor: "Actor") -> str:
        wish = OptionsWish(
            actor=actor,
            product_id=article.product_id,
            typed=answers["options"],
            base_version=article.version,
        )
        change_options(tx, wish)
        return f"{article.name} was changed."

    return job


SECTION = Section(
    id="made_to_order",
    title="Made to order",
    icon="cake",
    order=7,
    permission=Action.EDIT_CATALOGUE,
    hint="What the till asks for when something is made for a customer.",
    read=_read,
)
