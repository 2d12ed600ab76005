"""Money that comes through the bank; the reference ties it to the sale."""

from pos.domain.payment import TenderKind
from pos.tenders import Ask, TenderType

TENDER = TenderType(
    code="bank_transfer",
    kind=TenderKind.BANK_TRANSFER,
    required=(Ask.REFERENCE,),
)
