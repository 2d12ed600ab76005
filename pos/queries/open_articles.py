"""What was typed at the till, as something that a cart takes."""

from datetime import date

from models.fixed_ids import MISCELLANEOUS_VARIANT_ID
from pos.domain.open_article import TypedArticle, open_item
from pos.domain.product import SellableItem
from pos.queries.items import find_variant
from pos.queries.taxes import find_taxes
from pos.uow import ReadTx


def make_open_item(tx: ReadTx, typed: TypedArticle, *, code: str | None, on: date) -> SellableItem:
    """Return the miscellaneous variant under another name, with the taxes of the chosen kind.

    Args:
        code: What was scanned and nobody knew; None: nothing was.
        on: The business day.

    Raises:
        RefusedError: See `pos.domain.open_article.open_item`.
    """
    miscellaneous = find_variant(tx, MISCELLANEOUS_VARIANT_ID, on=on)
    assert miscellaneous is not None, "every shop has it"
    taxes = find_taxes(tx, typed.tax_category_id, on=on)
    return open_item(miscellaneous, typed, taxes=taxes, code=code)
