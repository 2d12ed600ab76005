"""Apps and codes that a customer pays with by telephone."""

from pos.domain.payment import TenderKind
from pos.tenders import Ask, TenderType

TENDER = TenderType(
    code="wallet",
    kind=TenderKind.WALLET,
    required=(Ask.REFERENCE,),
)
