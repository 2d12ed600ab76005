"""Decides what can be chosen of an article that is made to order."""

from dataclasses import dataclass
from uuid import UUID

from models.catalogue import ProductRow
from pos.domain.permission import Action
from pos.domain.product_options import options_document, parse_options
from pos.runtime.changes import Topic
from pos.services.headquarters import EditedRow, SetupChange, write_setup
from pos.services.permissions import Actor, require
from pos.uow import WriteTx

_PRODUCTS = ProductRow.__table__


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionsWish:
    """The wish that other things can be chosen of an article.

    Attributes:
        typed: The options as they are typed (`pos/domain/product_options.py`); empty: none.
        base_version: The version of the product that the person saw.
    """

    actor: Actor
    product_id: UUID
    typed: str
    base_version: int | None = None


def change_options(tx: WriteTx, wish: OptionsWish) -> None:
    """Change what can be chosen from now on; what lies in a cart or was ordered stays as it is.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Somebody with the right must approve.
        RefusedError: What was typed are no options; see `parse_options`.
        MovedOnError: Headquarters changed the article meanwhile.
    """
    approved_by = require(tx, wish.actor, Action.EDIT_CATALOGUE)
    row = EditedRow(
        table=_PRODUCTS,
        key=wish.product_id,
        values={"options": options_document(parse_options(wish.typed))},
        base_version=wish.base_version,
    )
    change = SetupChange(
        action="product.options_changed",
        actor_id=wish.actor.staff_id,
        approved_by=approved_by,
        target=(_PRODUCTS, wish.product_id),
        rows=(row,),
    )
    write_setup(tx, change)
    tx.touched(Topic.CATALOGUE, wish.product_id)
