"""A register's sales arrive at headquarters, each of them once."""

from tests.sync.branch import SHIRT, Branch, Till


def test_a_sale_arrives_once(till: Till, branch: Branch) -> None:
    till.open_shift()
    number = till.sell(SHIRT)

    till.sync()

    assert branch.rows("SELECT number, total_cents, paid_cents, payment_status FROM orders") == [
        (number, 1_990, 1_990, "paid")
    ]
    assert branch.on_hand(SHIRT) == 7
