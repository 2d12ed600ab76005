"""An order is cancelled where it was sold; central and the other till follow."""

from uuid import UUID

from pos.domain.payment import TenderEntry
from tests.shop import cash
from tests.store.test_cancelling_orders import TOMORROW, cancel, order, status
from tests.store.test_promises import ON_DELIVERY
from tests.sync.branch import Branch, Till
from tests.sync.test_collecting_at_two_tills import clashes, fetch, to_collect

MONEY = "SELECT status, payment_status, paid_cents, refunded_cents FROM orders"


def take(till: Till, *tenders: TenderEntry) -> UUID:
    """Take an order for tomorrow, of which half is kept when it is cancelled today."""
    till.shop.decide(cancel_days=2, forfeit_percent=50)
    return order(till.shop, TOMORROW, *tenders)


def test_a_cancelled_order_is_cancelled_everywhere(
    trusting: Till, other: Till, branch: Branch
) -> None:
    order_id = take(trusting, cash(900), ON_DELIVERY)
    trusting.sync()
    other.sync()
    cancel(trusting.shop, order_id)

    trusting.sync()
    other.sync()

    assert branch.rows(MONEY) == [("cancelled", "refunded", 900, 2_550)]
    assert branch.rows("SELECT refund_cents, kept_cents FROM return_lines") == [(2_550, 450)]
    assert to_collect(other) == []
    assert other.ask("SELECT kept_cents FROM return_lines") == 450
    assert clashes(branch) == []
    assert branch.count_aside() == 0


def test_taken_and_cancelled_before_central_heard_of_either(trusting: Till, branch: Branch) -> None:
    cancel(trusting.shop, take(trusting, cash(900), ON_DELIVERY))

    trusting.sync()

    assert branch.rows(MONEY) == [("cancelled", "refunded", 900, 2_550)]
    assert branch.count_aside() == 0


def test_cancelled_here_and_handed_over_there_is_shown(
    trusting: Till, other: Till, branch: Branch
) -> None:
    order_id = take(trusting, cash())
    trusting.sync()
    other.sync()
    cancel(trusting.shop, order_id)
    fetch(other, order_id)

    for till in (trusting, other, trusting):
        till.sync()

    assert branch.rows(MONEY) == [("cancelled", "partially_refunded", 3_000, 1_500)]
    assert status(trusting.shop) == status(other.shop) == "cancelled"
    assert [(table, kind) for table, kind, _ in clashes(branch)] == [("orders", "field_clash")]
    assert branch.count_aside() == 0
