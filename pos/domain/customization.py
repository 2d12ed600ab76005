"""What a line keeps beside its columns, as one JSON document (`customization`)."""

from typing import Any

from pos.domain.cart import CartLine
from pos.domain.goods_mark import mark_to_json


def customization_of(line: CartLine) -> dict[str, Any] | None:
    """Return what a line keeps beside its columns, as one JSON document; None: nothing."""
    card = line.card.document() if line.card else {}
    typed = line.open_article.document() if line.open_article else {}
    made = line.made.document() if line.made else {}
    return {**card, **typed, **made, **mark_to_json(line.mark)} or None
