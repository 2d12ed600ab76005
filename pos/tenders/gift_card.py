"""Gift cards: whoever holds the code may spend the balance; a refund charges it again."""

from pos.domain.payment import TenderKind
from pos.tenders import Ask, TenderType

TENDER = TenderType(
    code="gift_card",
    kind=TenderKind.GIFT_CARD,
    needs_central=True,
    required=(Ask.STORED_VALUE_CODE,),
)
