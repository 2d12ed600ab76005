"""In training everything works as in the shop, and nothing of it reaches the real books."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from models.orders import OrderRow
from models.print_jobs import PrintJobRow
from models.sync import OutboxRow
from pos.documents.blocks import TextLine
from pos.documents.paper_layout import lay_out_paper
from pos.documents.receipt_layout import lay_out_receipt
from pos.domain.day_report import DayReportKind
from pos.queries.day_report import read_day_report
from pos.queries.receipts import get_sale_receipt
from pos.queries.shifts import find_open_shift
from pos.queries.slips import get_badge
from pos.register_file import TrainingDatabaseError, open_register
from pos.runtime.ids import TimeOrderedIds
from pos.runtime.paths import Paths
from pos.services.settings import choose_setting
from pos.sqlite import DatabaseMissingError
from pos.terminals import STANDS_ALONE, TerminalUnknownError
from pos.training import open_training
from tests.fakes.set_clock import SetClock
from tests.shop import SHIRT, Shop, find_shop
from ui.screens.sell.card_shop import StoreCardShop


@pytest.fixture
def home(shop_template: Path, tmp_path: Path) -> Paths:
    """The data folder of a shop that sells."""
    paths = Paths(home=tmp_path / "home")
    paths.make_home()
    shutil.copy(shop_template, paths.database)
    return paths


def fingerprint(path: Path) -> list[str]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        return list(connection.iterdump())


def train(home: Paths, clock: SetClock):
    return open_training(home, clock=clock, ids=TimeOrderedIds(clock))


def sell(shop: Shop):
    shop.open_shift()
    return shop.sell(SHIRT)


def test_a_sale_in_training_leaves_the_books_as_they_were(home: Paths, clock: SetClock) -> None:
    before = fingerprint(home.database)

    with train(home, clock) as store:
        sold = sell(find_shop(store))

    assert sold.number.startswith("TRAINING-S1R1-A-")
    assert fingerprint(home.database) == before


def test_nothing_is_put_on_the_tape(home: Paths, clock: SetClock) -> None:
    with train(home, clock) as store:
        sell(find_shop(store))
        with store.read() as tx:
            waiting = tx.connection.execute(
                sa.select(sa.func.count()).select_from(OutboxRow)
            ).scalar_one()

    assert waiting == 0


def test_the_drawer_stays_shut(home: Paths, clock: SetClock) -> None:
    with train(home, clock) as store:
        sell(find_shop(store))
        with store.read() as tx:
            kicks = tx.connection.execute(
                sa.select(PrintJobRow.state).where(PrintJobRow.kind == "drawer")
            ).scalars()
            states = set(kicks)

    assert states == {"expired"}


def test_no_card_terminal_is_asked_whichever_the_register_has(home: Paths, clock: SetClock) -> None:
    with open_register(home, clock=clock, ids=TimeOrderedIds(clock)) as real:
        with real.write() as tx:
            choose_setting(tx, "card_terminal", "telepathy")
        with real.read() as tx:
            assert isinstance(StoreCardShop().terminal(tx).trouble, TerminalUnknownError)

    with train(home, clock) as copy, copy.read() as tx:
        assert StoreCardShop().terminal(tx) is STANDS_ALONE


def test_its_papers_say_so_at_both_ends(home: Paths, clock: SetClock) -> None:
    with train(home, clock) as store:
        sold = sell(find_shop(store))
        with store.read() as tx:
            blocks = lay_out_receipt(get_sale_receipt(tx, sold.order_id), locale="en_GB")
            shift = find_open_shift(tx)
            assert shift is not None
            report = read_day_report(
                tx, shift.shift_id, kind=DayReportKind.X, printed_at=clock.now()
            )

    lines = [block.left for block in blocks if isinstance(block, TextLine)]
    assert "TRAINING" in lines[0]
    assert "TRAINING" in lines[-1]
    assert report.is_training


def test_a_badge_that_is_made_in_training_says_so(home: Paths, clock: SetClock) -> None:
    with train(home, clock) as store, store.read() as tx:
        badge = get_badge(tx, find_shop(store).ada, made_at=clock.now())

    lines = [
        each.left for each in lay_out_paper(badge, locale="en_GB") if isinstance(each, TextLine)
    ]
    assert "TRAINING" in lines[0]


def test_training_begins_with_the_shop_as_it_is_now(home: Paths, clock: SetClock) -> None:
    with train(home, clock) as store:
        sell(find_shop(store))

    with train(home, clock) as store, store.read() as tx:
        orders = tx.connection.execute(sa.select(sa.func.count()).select_from(OrderRow))
        assert orders.scalar_one() == 0


def test_the_till_takes_no_copy_of_training_for_the_shop(home: Paths, clock: SetClock) -> None:
    with train(home, clock):
        pass
    shutil.copy(home.home / "training" / "till.db", home.database)

    with (
        pytest.raises(TrainingDatabaseError),
        open_register(home, clock=clock, ids=TimeOrderedIds(clock)),
    ):
        pass


def test_without_a_shop_there_is_no_training(tmp_path: Path, clock: SetClock) -> None:
    with pytest.raises(DatabaseMissingError), train(Paths(home=tmp_path), clock):
        pass


def test_one_trains_while_another_sells(home: Paths, clock: SetClock) -> None:
    with (
        open_register(home, clock=clock, ids=TimeOrderedIds(clock)) as real,
        train(home, clock) as copy,
    ):
        sell(find_shop(real))
        sold = sell(find_shop(copy))

    assert sold.number.startswith("TRAINING-")
