"""What there is of everything, by chip, by words and by scan."""

import pytest
import sqlalchemy as sa

from models.catalogue import ProductRow
from models.sync import SyncStateRow
from pos.queries.stock import StockFilter
from pos.runtime.changes import Changes, Topic
from tests.fakes.inline_runner import InlineRunner
from tests.fakes.set_clock import SetClock
from tests.shop import APPLES, SHIRT, Shop
from tests.unit.ui.screens.stock.conftest import Shelf
from ui.screens.stock.state import Found
from ui.shell.theme.tokens import Tone


def test_the_list_shows_what_there_is_of_everything(shelf: Shelf) -> None:
    rows = {row.sku: row for row in shelf.view.state.list.rows}

    assert set(rows) == {"SHIRT-92", "APPLES", "CAKE"}
    assert rows["APPLES"].on_hand == "20\u00a0kg"
    assert rows["APPLES"].price == "€3.99 / kg"
    assert (rows["SHIRT-92"].tone, rows["CAKE"].tone) == (Tone.TEXT, Tone.WARN)


def test_the_chips_are_all_low_out_and_the_categories(shelf: Shelf) -> None:
    names = [chip.name for chip in shelf.view.state.list.chips]

    assert names == ["All", "Low", "Out", "Everything"]


def test_a_chip_narrows_the_list_and_says_when_nothing_fits(shelf: Shelf) -> None:
    shelf.presenter.browsing.choose(StockFilter.LOW)
    assert shelf.skus == ["CAKE"]

    shelf.presenter.browsing.choose(StockFilter.OUT)

    assert shelf.view.state.list.found is Found.NOTHING
    assert shelf.view.state.list.nothing.title == "Nothing is out of stock"


def test_a_chip_shows_all_that_it_means_whatever_was_typed_before(shelf: Shelf) -> None:
    shelf.presenter.scanned(SHIRT)
    shelf.presenter.browsing.search("shirt")

    shelf.presenter.browsing.choose(StockFilter.LOW)

    assert shelf.skus == ["CAKE"]
    assert shelf.view.state.list.search == ""


def test_words_are_looked_for_under_the_chip_that_holds(shelf: Shelf) -> None:
    shelf.presenter.browsing.choose(StockFilter.LOW)

    shelf.presenter.browsing.search("shirt")

    assert shelf.view.state.list.found is Found.NOTHING


def test_while_central_is_away_the_list_says_how_old_it_is(shop: Shop, clock: SetClock) -> None:
    contact = {
        "answered_at": "2026-11-16T13:02:00+00:00",
        "answered_since": None,
        "failing_since": "2026-11-16T13:03:00+00:00",
        "problem": "",
    }
    with shop.store.write() as tx:
        tx.connection.execute(
            sa.insert(SyncStateRow), {"key": "contact", "value": contact, "updated_at": tx.now}
        )

    shelf = Shelf(shop, clock)

    assert shelf.view.state.list.note == "Other tills\u2019 sales are in it up to 14:02."


def test_a_search_without_an_answer_names_the_words(shelf: Shelf) -> None:
    shelf.presenter.browsing.search("trousers")

    assert shelf.view.state.list.nothing.title == "No match for “trousers”"


def test_a_scan_shows_the_variant_and_its_movements(shelf: Shelf) -> None:
    shelf.presenter.scanned(SHIRT)

    assert shelf.detail.name == "Shirt"
    assert shelf.detail.available == "8"
    assert [(each.kind, each.delta) for each in shelf.detail.movements] == [("Opening", "+8")]


def test_a_scanned_variant_comes_into_the_list_if_the_chip_hid_it(shelf: Shelf) -> None:
    shelf.presenter.browsing.choose(StockFilter.LOW)

    shelf.presenter.scanned(APPLES)

    assert shelf.skus == ["APPLES"]
    assert shelf.view.state.list.chosen is StockFilter.ALL
    assert shelf.view.state.selected == shelf.detail.variant_id


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("2000000000978", "No article for 2000000000978."),
        ("2000000000016", "2000000000016 was misread."),
        ("R.S1R1-A-000001", "This is not an article."),
    ],
)
def test_other_codes_are_refused_with_a_sentence(shelf: Shelf, code: str, said: str) -> None:
    shelf.presenter.scanned(code)

    assert shelf.notices.strips[0].startswith(said)


def test_enter_shows_the_first_that_the_words_find_not_what_stood_there(
    shop: Shop, clock: SetClock
) -> None:
    runner = InlineRunner(shop.store.kept_reader())
    shelf = Shelf(shop, clock, runner=runner)
    runner.is_holding = True
    shelf.presenter.entered_search("cake")
    assert shelf.view.state.selected is None

    runner.let_go()

    assert shelf.detail.name == "Cake"


def test_the_answer_to_older_words_is_dropped(shop: Shop, clock: SetClock) -> None:
    runner = InlineRunner(shop.store.kept_reader())
    shelf = Shelf(shop, clock, runner=runner)
    runner.is_holding = True
    shelf.presenter.browsing.search("sh")
    shelf.presenter.browsing.search("cake")

    for answer in reversed(runner.held):
        answer()

    assert shelf.skus == ["CAKE"]


def test_up_and_down_walk_through_the_list(shelf: Shelf) -> None:
    shelf.presenter.move(1)
    first = shelf.view.state.selected
    shelf.presenter.move(1)
    second = shelf.view.state.selected
    shelf.presenter.move(-5)

    assert first == shelf.view.state.list.rows[0].variant_id
    assert second == shelf.view.state.list.rows[1].variant_id
    assert shelf.view.state.selected == first


def test_back_shows_everything_then_leaves_the_detail(shelf: Shelf) -> None:
    shelf.presenter.browsing.choose(StockFilter.LOW)
    shelf.presenter.scanned(SHIRT)
    shelf.presenter.back()
    assert len(shelf.skus) == 3
    assert shelf.detail.name == "Shirt"

    shelf.presenter.back()

    assert shelf.view.state.detail is None


def test_a_name_changed_elsewhere_is_shown_and_units_stay_with_their_number(shelf, shop) -> None:
    with shop.store.write() as tx:
        tx.connection.execute(
            sa.update(ProductRow).where(ProductRow.name == "Cake").values(name="Cake, 500 g")
        )

    shelf.presenter.refresh(Changes(topics=frozenset({Topic.CATALOGUE})))

    names = [row.name for row in shelf.view.state.list.rows]
    assert "Cake, 500\u00a0g" in names
