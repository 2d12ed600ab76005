"""Coins and notes: the only tender that gives change and is rounded to the coin."""

from pos.domain.payment import TenderKind
from pos.tenders import TenderType

TENDER = TenderType(
    code="cash",
    kind=TenderKind.CASH,
    gives_change=True,
    rounds_to_coin=True,
    opens_drawer=True,
)
