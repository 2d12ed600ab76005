"""Puts the article on the shelf by which a shop sells gift cards: one, at any amount, untaxed."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.catalogue import ProductRow, VariantRow
from models.fixed_ids import UNCATEGORISED_ID
from pos import search_index
from pos.domain.fact import Fact, RowsWritten
from pos.domain.permission import Action
from pos.queries.gift_card_articles import find_gift_card_variant
from pos.queries.items import GIFT_CARD
from pos.runtime.changes import Topic
from pos.services.audit import AuditEntry, write_audit
from pos.services.permissions import Actor, require
from pos.uow import WriteTx

NAME = "Gift card"


def offer_gift_cards(tx: WriteTx, actor: Actor) -> UUID:
    """Return the variant by which gift cards are sold; write it down if the shop has none.

    Raises:
        PermissionDeniedError: The actor may not change the catalogue.
        ApprovalNeededError: Not without a second person.
    """
    present = find_gift_card_variant(tx)
    if present is not None:
        return present
    require(tx, actor, Action.EDIT_CATALOGUE)
    product, variant = _rows(tx)
    tx.connection.execute(sa.insert(ProductRow.__table__), product)
    tx.connection.execute(sa.insert(VariantRow.__table__), variant)
    search_index.refresh(tx.connection, [product["id"]])
    write_audit(
        tx,
        AuditEntry(
            action="article.added",
            actor_id=actor.staff_id,
            target_type="products",
            target_id=str(product["id"]),
        ),
    )
    tx.record(
        Fact(
            kind="article.added",
            version=1,
            table="products",
            row_id=product["id"],
            rows=(
                RowsWritten(table="products", rows=(product,)),
                RowsWritten(table="variants", rows=(variant,)),
            ),
        )
    )
    tx.touched(Topic.CATALOGUE, product["id"])
    variant_id: UUID = variant["id"]
    return variant_id


def _rows(tx: WriteTx) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return product and variant; the SKU names the register, so no two tills clash."""
    sku = f"{tx.register.number_prefix}-N{tx.next_number('article'):05d}"
    dated = {"created_at": tx.now, "updated_at": tx.now}
    product = {
        "id": tx.new_id(),
        **dated,
        "category_id": UNCATEGORISED_ID,
        "kind": GIFT_CARD,
        "name": NAME,
        "slug": sku.lower(),
        "style_code": sku,
        "base_price_cents": 0,
        "is_discountable": False,
    }
    variant = {
        "id": tx.new_id(),
        **dated,
        "product_id": product["id"],
        "sku": sku,
        "is_default": True,
        "price_cents": 0,
        "track_stock": False,
    }
    return product, variant
