"""What is sold without being an article of the shop: a name and a price, typed at the till.

Such a line stands on the miscellaneous variant, which every shop has, and keeps what was typed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from pos.domain.errors import RefusedError
from pos.domain.money import LINE_CENTS_MAX, AmountTooLargeError
from pos.domain.product import SellableItem
from pos.domain.text import clean_text

if TYPE_CHECKING:
    from pos.domain.tax import TaxRate

KEY = "open_article"


class NameMissingError(RefusedError):
    """What is sold has a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenArticle:
    """What was typed for a line.

    Attributes:
        tax_category_id: None: the shop's default.
        allowed_by: Who answers for it; None: whoever rings up the sale.
    """

    name: str
    tax_category_id: UUID | None = None
    allowed_by: UUID | None = None

    def document(self) -> dict[str, Any]:
        """Return it as a line keeps it among its wishes (`customization`)."""
        said = {"name": self.name, "tax_category_id": self.tax_category_id, "by": self.allowed_by}
        return {KEY: {name: str(value) for name, value in said.items() if value is not None}}


def find_open_article(customization: Mapping[str, Any] | None) -> OpenArticle | None:
    """Return what was typed for a line; None: it sells an article of the shop."""
    said = (customization or {}).get(KEY)
    if not said:
        return None
    return OpenArticle(
        name=said["name"],
        tax_category_id=UUID(said["tax_category_id"]) if "tax_category_id" in said else None,
        allowed_by=UUID(said["by"]) if "by" in said else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedArticle:
    """A name and a price, as they were typed.

    Attributes:
        tax_category_id: None: the shop's default.
    """

    name: str
    price_cents: int
    tax_category_id: UUID | None = None


def open_item(
    miscellaneous: SellableItem,
    typed: TypedArticle,
    *,
    taxes: "tuple[TaxRate, ...]",
    code: str | None = None,
) -> SellableItem:
    """Return the miscellaneous variant as what was typed.

    Args:
        code: What was scanned and nobody knew; None: nothing was.

    Raises:
        NameMissingError: Nothing was typed.
        AmountTooLargeError: It costs more than one line may be worth.
        TextRefusedError: The name holds characters that no text may have.
    """
    name, price_cents = clean_text(typed.name), typed.price_cents
    if not name:
        raise NameMissingError
    if price_cents > LINE_CENTS_MAX:
        raise AmountTooLargeError(amount_cents=price_cents, limit_cents=LINE_CENTS_MAX)
    return replace(miscellaneous, name=name, price_cents=price_cents, taxes=taxes, barcode=code)
