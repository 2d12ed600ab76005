"""Both sides are compared on request, and what differs is mended and counted."""

from datetime import UTC, datetime

from sync.desk import Desk
from sync.verify import Verified, verify
from tests.sync.branch import CAKE, SHIRT, Branch, Till

ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)


def test_central_holds_all_sales_and_the_board_is_the_same(till: Till, branch: Branch) -> None:
    till.go_by_central()
    till.open_shift()
    till.sell(SHIRT)
    branch.reprice(CAKE, 2_500)
    till.sync()
    till.sync()

    found = compare(till)

    assert (found.facts, found.missing, found.set_aside, found.mended) == (2, 0, 0, 0)
    assert found.tables > 15
    assert found.is_well


def test_a_sale_that_central_lost_is_counted(till: Till, branch: Branch) -> None:
    till.go_by_central()
    till.open_shift()
    till.sell(SHIRT)
    till.sync()
    branch.do("DELETE FROM sync.inbox WHERE kind = 'sale.completed'")

    found = compare(till)

    assert (found.facts, found.missing) == (2, 1)
    assert not found.is_well


def test_rows_that_differ_are_read_again(till: Till, branch: Branch) -> None:
    till.sync()
    till.do("UPDATE variants SET price_cents = 1, row_version = 1 WHERE sku = 'SHIRT-92'")
    till.do("DELETE FROM barcodes WHERE code = :code", code=CAKE)
    till.do(
        "INSERT INTO suppliers (id, name, code, row_version)"
        " VALUES (x'00000000000070008000000000000001', 'Nobody', 'N', 7)"
    )

    found = compare(till)

    assert found.mended == 3
    assert till.price_of(SHIRT) == 1_990
    assert till.price_of(CAKE) == 3_000
    assert till.ask("SELECT count(*) FROM suppliers WHERE code = 'N'") == 0
    assert compare(till).is_well


def compare(till: Till) -> Verified:
    with till.central() as central:
        return verify(Desk(till.lanes), central, since=ALWAYS)
