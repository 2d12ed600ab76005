"""On the account of a known customer, to be paid later."""

from pos.domain.payment import TenderKind
from pos.tenders import Ask, TenderType

TENDER = TenderType(
    code="on_account",
    kind=TenderKind.OTHER,
    is_promise=True,
    required=(Ask.CUSTOMER,),
    optional=(Ask.REFERENCE,),
)
