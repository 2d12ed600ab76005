"""Vouchers of others and whatever a shop takes besides; the reference says what it was."""

from pos.domain.payment import TenderKind
from pos.tenders import Ask, TenderType

TENDER = TenderType(
    code="other",
    kind=TenderKind.OTHER,
    is_refundable=False,
    required=(Ask.REFERENCE,),
)
