"""Writes a new article down at the till, so that a code nobody knew is known from then on."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.catalogue import BarcodeRow, ProductRow, VariantRow
from models.fixed_ids import UNCATEGORISED_ID
from pos import search_index
from pos.domain.barcode import check_item_code
from pos.domain.check_digit import GTIN_LENGTHS, is_gtin
from pos.domain.errors import RefusedError
from pos.domain.fact import Fact, RowsWritten
from pos.domain.money import LINE_CENTS_MAX, AmountTooLargeError
from pos.domain.open_article import NameMissingError
from pos.domain.permission import Action
from pos.domain.text import clean_text
from pos.runtime.changes import Topic
from pos.services.audit import AuditEntry, write_audit
from pos.services.permissions import Actor, require
from pos.uow import WriteTx

_PRODUCTS = ProductRow.__table__
_VARIANTS = VariantRow.__table__
_CODES = BarcodeRow.__table__


class CodeTakenError(RefusedError):
    """An article has this code already. Facts: code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddArticle:
    """The wish to know an article from now on.

    Attributes:
        code: What was scanned.
        price_cents: Of one piece.
        tax_category_id: None: the shop's default.
    """

    actor: Actor
    code: str
    name: str
    price_cents: int
    tax_category_id: UUID | None = None


def add_article(tx: WriteTx, wish: AddArticle) -> UUID:
    """Write an article down, with one variant and the code; return the variant's id.

    Stock is kept and begins at nothing; more than nothing may be sold, since the goods are here.

    Raises:
        PermissionDeniedError: The actor may not, and nobody who may approved it.
        NameMissingError: It has no name.
        AmountTooLargeError: It costs more than one line may be worth.
        ReservedCodeError: The code begins like one of the till's own.
        CodeTakenError: Something has it already.
        TextRefusedError: The name holds characters that no text may have.
    """
    require(tx, wish.actor, Action.EDIT_CATALOGUE)
    name = clean_text(wish.name)
    _check(tx, wish, name)
    rows = _rows(tx, wish, name)
    for table, row in zip((_PRODUCTS, _VARIANTS, _CODES), rows, strict=True):
        tx.connection.execute(sa.insert(table), row)
    product, variant, _code = rows
    search_index.refresh(tx.connection, [product["id"]])
    write_audit(
        tx,
        AuditEntry(
            action="article.added",
            actor_id=wish.actor.staff_id,
            target_type="products",
            target_id=str(product["id"]),
        ),
    )
    _tell(tx, rows)
    variant_id: UUID = variant["id"]
    return variant_id


def _check(tx: WriteTx, wish: AddArticle, name: str) -> None:
    if not name:
        raise NameMissingError
    if wish.price_cents > LINE_CENTS_MAX:
        raise AmountTooLargeError(amount_cents=wish.price_cents, limit_cents=LINE_CENTS_MAX)
    check_item_code(wish.code)
    taken = sa.select(sa.exists().where(_CODES.c.code == wish.code))
    if tx.connection.execute(taken).scalar_one():
        raise CodeTakenError(code=wish.code)


def _rows(
    tx: WriteTx, wish: AddArticle, name: str
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Return product, variant and code; the SKU names the register, so no two tills clash."""
    sku = f"{tx.register.number_prefix}-N{tx.next_number('article'):05d}"
    dated = {"created_at": tx.now, "updated_at": tx.now}
    product = {
        "id": tx.new_id(),
        **dated,
        "category_id": UNCATEGORISED_ID,
        "tax_category_id": wish.tax_category_id,
        "name": name,
        "slug": sku.lower(),
        "style_code": sku,
        "base_price_cents": wish.price_cents,
    }
    variant = {
        "id": tx.new_id(),
        **dated,
        "product_id": product["id"],
        "sku": sku,
        "is_default": True,
        "price_cents": wish.price_cents,
        "backorder_policy": "continue",
    }
    code = {
        "id": tx.new_id(),
        **dated,
        "variant_id": variant["id"],
        "code": wish.code,
        "symbology": _symbology(wish.code),
        "is_primary": True,
    }
    return product, variant, code


def _symbology(code: str) -> str:
    is_number = code.isdigit() and len(code) in GTIN_LENGTHS and is_gtin(code)
    return f"ean{len(code)}" if is_number and len(code) in _EAN else "code128"


_EAN = frozenset({8, 13})


def _tell(tx: WriteTx, rows: tuple[dict[str, Any], dict[str, Any], dict[str, Any]]) -> None:
    product = rows[0]
    tables = ("products", "variants", "barcodes")
    tx.record(
        Fact(
            kind="article.added",
            version=1,
            table="products",
            row_id=product["id"],
            rows=tuple(
                RowsWritten(table=table, rows=(row,))
                for table, row in zip(tables, rows, strict=True)
            ),
        )
    )
    tx.touched(Topic.CATALOGUE, product["id"])
