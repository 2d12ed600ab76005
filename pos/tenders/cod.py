"""Paid to the courier on delivery; nothing lies in the drawer, so nothing comes out of it."""

from pos.domain.payment import TenderKind
from pos.tenders import TenderType

TENDER = TenderType(
    code="cod",
    kind=TenderKind.COD,
    is_refundable=False,
    is_promise=True,
)
