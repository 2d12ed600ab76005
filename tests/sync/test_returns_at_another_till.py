"""What one till sold comes back at another, also while they cannot speak with each other."""

from collections.abc import Callable

import pytest

from pos.domain.returns import Disposition, NotReturnableError, Reason
from pos.queries.returns import find_returnable
from pos.services.permissions import Actor
from pos.services.return_rows import ReturnedGoods
from pos.services.returns import AcceptReturn, accept_return
from sync.pull import apply_piece
from tests.sync.branch import CAKE, SHIRT, Branch, Till

NewTill = Callable[..., Till]
SUMS = "SELECT payment_status, refunded_cents, fulfilment_status FROM orders"


@pytest.fixture
def tills(new_till: NewTill) -> tuple[Till, Till]:
    """Two tills of the store, open; both know the sale of two shirts at the first."""
    tills = new_till("R1"), new_till("R2")
    for till in tills:
        till.open_shift()
    return tills


def sell_two_shirts(seller: Till, other: Till) -> str:
    sale = seller.shop.sell(SHIRT, quantity=2)
    seller.sync()
    other.sync()
    return sale.number


def take_back(till: Till, number: str, quantity: int) -> None:
    with till.store.write() as tx:
        order = find_returnable(tx, number)
        assert order is not None
        goods = ReturnedGoods(
            order_line_id=order.lines[0].sold.line_id,
            quantity=quantity,
            reason=Reason.WRONG_SIZE,
            disposition=Disposition.RESTOCK,
        )
        wish = AcceptReturn(
            return_id=tx.new_id(),
            number=number,
            goods=(goods,),
            actor=Actor(staff_id=till.shop.ada),
        )
        accept_return(tx, wish)


def returned(till: Till) -> int:
    return int(till.ask("SELECT sum(returned_qty) FROM order_lines"))


def test_headquarters_and_the_selling_till_know_what_came_back_elsewhere(
    tills: tuple[Till, Till], branch: Branch
) -> None:
    seller, other = tills
    number = sell_two_shirts(seller, other)

    take_back(other, number, 1)
    other.sync()
    seller.sync()

    assert branch.rows(SUMS) == [("partially_refunded", 1_990, "fulfilled")]
    assert branch.rows("SELECT status, refunded_cents FROM payments") == [
        ("partially_refunded", 1_990)
    ]
    assert returned(seller) == returned(other) == 1
    assert seller.on_hand(SHIRT) == other.on_hand(SHIRT) == 7


def test_a_sale_that_came_back_whole_is_refunded_and_on_the_shelf(
    tills: tuple[Till, Till], branch: Branch
) -> None:
    seller, other = tills
    number = sell_two_shirts(seller, other)

    take_back(other, number, 2)
    other.sync()
    seller.sync()

    assert branch.rows(SUMS) == [("refunded", 3_980, "restocked")]
    with pytest.raises(NotReturnableError):
        take_back(seller, number, 1)


def test_a_return_that_was_not_sent_yet_is_not_forgotten_by_what_comes_down(
    tills: tuple[Till, Till], branch: Branch
) -> None:
    seller, other = tills
    number = sell_two_shirts(seller, other)
    branch.do("UPDATE orders SET internal_notes = 'look'")
    branch.do("UPDATE order_lines SET note = 'look'")
    with other.central() as central:
        central.sequence()
        page = central.pull(other.status().cursor, keys_max=1_000)
    epoch = other.epoch()
    take_back(other, number, 2)

    with other.store.write() as tx:
        apply_piece(tx, page, parents=(), epoch=epoch)

    assert returned(other) == 2
    with pytest.raises(NotReturnableError):
        take_back(other, number, 1)
    other.sync()
    assert other.ask("SELECT internal_notes FROM orders") == "look"
    assert returned(other) == 2


def test_parts_taken_back_at_two_tills_apart_add_up(
    tills: tuple[Till, Till], branch: Branch
) -> None:
    seller, other = tills
    number = sell_two_shirts(seller, other)

    take_back(seller, number, 1)
    take_back(other, number, 1)
    for till in (seller, other, seller):
        till.sync()

    assert branch.rows(SUMS) == [("refunded", 3_980, "restocked")]
    assert returned(seller) == returned(other) == 2
    assert branch.on_hand(SHIRT) == seller.on_hand(SHIRT) == other.on_hand(SHIRT) == 8


def test_a_till_keeps_its_own_past_whatever_central_archives(
    tills: tuple[Till, Till], branch: Branch
) -> None:
    seller, _ = tills
    seller.sell(CAKE)
    seller.sync()
    branch.do("UPDATE orders SET store_id = s.id FROM stores s WHERE s.code <> 'S1'")
    branch.do("DELETE FROM order_status_history")

    seller.sync()

    assert seller.ask("SELECT count(*) FROM orders") == 1
    assert seller.ask("SELECT count(*) FROM order_status_history") == 1
