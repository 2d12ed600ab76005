"""Credit of a known customer, as given for returns."""

from pos.domain.payment import TenderKind
from pos.tenders import Ask, TenderType

TENDER = TenderType(
    code="store_credit",
    kind=TenderKind.STORE_CREDIT,
    needs_central=True,
    required=(Ask.CUSTOMER, Ask.STORE_CREDIT),
)
