"""Debit and credit cards on a terminal of their own; the till never sees a card number."""

from pos.domain.payment import TenderKind
from pos.tenders import Ask, TenderType

TENDER = TenderType(
    code="card",
    kind=TenderKind.CARD,
    optional=(Ask.REFERENCE, Ask.CARD_LAST4),
)
