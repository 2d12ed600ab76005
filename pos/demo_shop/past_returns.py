"""Which of the sold goods came back to the demo shop, and why."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from pos.demo_shop.past import PastDay, PastReturn, PastSale
from pos.domain.returns import Reason

_DAYS_BACK = 14
_COUNTS = (0, 0, 1, 1, 1, 2)
_WORTH_THE_WAY_CENTS = 900
_REASONS = (
    Reason.WRONG_SIZE,
    Reason.WRONG_SIZE,
    Reason.CHANGED_MIND,
    Reason.CHANGED_MIND,
    Reason.DEFECTIVE,
)
_GAP = timedelta(minutes=40)


def choose_returns(
    chance: Random, earlier: Sequence[PastDay], *, at: datetime
) -> tuple[PastReturn, ...]:
    """Return what comes back on a day; each receipt is used once at most.

    Args:
        earlier: The days before.
        at: When the first of them is accepted, UTC; the next follow at a distance.
    """
    used = {back.sale.at for day in earlier for back in day.returns}
    candidates = [
        (sale, line_no)
        for day in earlier[-_DAYS_BACK:]
        for sale in day.sales
        if len(sale.tenders) == 1 and sale.at not in used
        for line_no in _worth_the_way(sale)
    ]
    returns: dict[datetime, PastReturn] = {}
    for sale, line_no in chance.sample(candidates, min(chance.choice(_COUNTS), len(candidates))):
        returns.setdefault(
            sale.at,
            PastReturn(
                at=at + len(returns) * _GAP,
                sale=sale,
                line_no=line_no,
                reason=chance.choice(_REASONS),
                cash_cents=sale.line_cents[line_no] if sale.cash_cents else 0,
            ),
        )
    return tuple(returns.values())


def _worth_the_way(sale: PastSale) -> list[int]:
    return [
        line_no
        for line_no, line in enumerate(sale.lines)
        if line.product.shelf.is_returnable
        and line.product.shelf.stock is not None
        and line.variant.price_cents >= _WORTH_THE_WAY_CENTS
    ]
