"""Registers that reach central through PgBouncer in transaction mode."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from sync.central.schema import init_central
from tests.postgres import PostgresServer, database_name
from tests.servers import PGBOUNCER, Pooler
from tests.sync.branch import CAKE, SHIRT, Branch, Till

pytestmark = pytest.mark.skipif(
    PGBOUNCER is None, reason="PgBouncer is not installed (Debian: apt-get install pgbouncer)"
)


@pytest.fixture(scope="module")
def pooler(central_server: PostgresServer) -> Iterator[Pooler]:
    with Pooler(central_server.admin_url) as pooler:
        yield pooler


@pytest.fixture
def pooled(till: Till, branch: Branch, pooler: Pooler) -> Till:
    """A till that knows central by the pooler's address."""
    till.address = pooler.address(database_name(branch.url))
    return till


def test_what_was_sold_arrives_once_and_what_changed_comes_down(
    pooled: Till, branch: Branch
) -> None:
    pooled.open_shift()
    pooled.sell(SHIRT)
    branch.reprice(CAKE, 2_500)

    pooled.sync()
    pooled.sync()

    assert branch.count("orders") == 1
    assert pooled.price_of(CAKE) == 2_500


def test_more_tills_than_the_pooler_has_connections_share_them(
    new_till: Callable[..., Till], branch: Branch, pooler: Pooler
) -> None:
    tills = [new_till(f"R{number}") for number in range(1, 7)]
    for till in tills:
        till.address = pooler.address(database_name(branch.url))
        till.open_shift()
        till.sell(SHIRT)

    with ThreadPoolExecutor(len(tills)) as hands:
        list(hands.map(lambda till: till.sync(), tills))

    assert branch.count("orders") == 6
    assert branch.on_hand(SHIRT) == 8 - 6


def test_the_pooler_hands_no_till_the_name_of_another(
    new_till: Callable[..., Till], branch: Branch, pooler: Pooler
) -> None:
    for code in ("R1", "R2"):
        till = new_till(code)
        till.address = pooler.address(database_name(branch.url))
        till.open_shift()
        till.sell(SHIRT)
        till.sync()

    sellers = branch.rows(
        "SELECT r.code FROM orders o JOIN registers r ON r.id = o.register_id ORDER BY r.code"
    )

    assert sellers == [("R1",), ("R2",)]


def test_central_can_be_set_up_through_it(branch: Branch, pooler: Pooler) -> None:
    made = init_central(pooler.url(database_name(branch.url)))

    assert made.upgrade.before == made.upgrade.after
