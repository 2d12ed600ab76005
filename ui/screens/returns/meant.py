"""What a code that was scanned at the returns counter stands for."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from pos.domain.barcode import ItemScan, LabelScan
from pos.queries.returns import ReturnableOrder, find_returnable
from pos.queries.stock import find_variant_id

if TYPE_CHECKING:
    from pos.uow import ReadTx


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What carries a code: an article, a sale, or neither."""

    variant_id: UUID | None
    order: ReturnableOrder | None


def find_meant(tx: "ReadTx", *, scan: ItemScan | LabelScan) -> Meant:
    return Meant(
        variant_id=find_variant_id(tx, scan.lookups),
        order=find_returnable(tx, scan.code.upper()),
    )
