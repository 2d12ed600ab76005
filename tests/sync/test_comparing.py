"""Both sides are compared without anybody asking: at the close of a shift, and once a day."""

from pos.queries.attention import Difference, read_attention
from pos.services.attention import note_difference_seen
from sync.status import read_tape_of_file
from tests.sync.branch import SHIRT, Branch, Till

YESTERDAY = "2020-01-01T03:00:00+00:00"


def difference(till: Till) -> Difference | None:
    with till.store.read() as tx:
        return read_attention(tx).difference


def let_a_day_pass(till: Till) -> None:
    till.do(
        "UPDATE sync_state SET value = json_set(value, '$.day_at', :day) WHERE key = 'compared'",
        day=YESTERDAY,
    )


def test_a_sale_that_central_lacks_is_noticed_when_the_shift_is_closed(
    till: Till, branch: Branch
) -> None:
    till.sync()
    till.open_shift()
    till.sell(SHIRT)
    till.sync()
    branch.do("DELETE FROM sync.inbox WHERE kind = 'sale.completed'")
    till.sync()
    before = difference(till)

    till.close_shift(11_990)
    till.sync()

    found = difference(till)
    assert before is None
    assert found is not None
    assert (found.missing, found.mended, found.damaged) == (1, 0, 0)


def test_a_shift_that_central_holds_whole_needs_nobody(till: Till) -> None:
    till.sync()
    till.open_shift()
    till.sell(SHIRT)
    till.close_shift(11_990)

    till.sync()

    assert difference(till) is None


def test_the_board_is_compared_once_a_day_and_what_differed_is_shown_until_it_was_seen(
    till: Till,
) -> None:
    till.sync()
    till.do("UPDATE variants SET price_cents = 1, row_version = 1 WHERE sku = 'SHIRT-92'")
    till.sync()
    price_before = till.price_of(SHIRT)
    let_a_day_pass(till)

    till.sync()

    found = difference(till)
    assert price_before == 1
    assert till.price_of(SHIRT) == 1_990
    assert found is not None
    assert (found.missing, found.mended) == (0, 1)
    with till.store.write() as tx:
        note_difference_seen(tx)
    till.sync()
    assert difference(till) is None


def test_the_status_says_how_large_the_tape_is(till: Till) -> None:
    till.open_shift()
    till.sell(SHIRT)

    size = read_tape_of_file(till.home / "till.db")

    assert size.facts == 2
    assert 1_000 < size.size_bytes < 10_000
    assert size.oldest_at == till.clock.now()
