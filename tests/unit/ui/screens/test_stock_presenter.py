"""Stock: what is found, what one variant's detail says, setting it right, labels."""

from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from models.catalogue import ProductRow, VariantRow
from models.inventory import StockMovementRow
from models.sync import SyncStateRow
from pos.queries.people import find_staff_member, read_grants
from pos.queries.stock import StockFilter
from pos.runtime.changes import Changes, Topic
from pos.services import stock
from pos.services.permissions import Actor
from tests.fakes.inline_runner import InlineRunner
from tests.fakes.kept_notices import KeptNotices
from tests.fakes.set_clock import SetClock
from tests.fakes.store_runner import StoreRunner
from tests.shop import APPLES, CAKE, GRACE_PIN, SHIRT, Shop
from ui.paper.late_raster import LateRaster
from ui.screens.stock.adjustment import Adjustment, AdjustReason, How
from ui.screens.stock.label_folder import LabelFolder
from ui.screens.stock.presenter import StockDesk, StockPresenter
from ui.screens.stock.state import DetailState, Found, StockState
from ui.screens.stock.view_protocol import AdjustQuestion, LabelQuestion
from ui.shell.approval import Approvals, ApprovalState
from ui.shell.session import Cashier, Session
from ui.shell.theme.tokens import Tone
from ui.text.formats import Formats

MINUS = "\u2212"


class KeptView:
    """Keeps what is shown, and what was asked."""

    state: StockState
    question: AdjustQuestion | LabelQuestion | None = None
    answer = None
    labels: tuple[Path, int] | None = None

    def show(self, state: StockState) -> None:
        self.state = state

    def focus_search(self) -> None:
        pass

    def ask_adjustment(self, question, *, then) -> None:
        self.question, self.answer = question, then

    def ask_labels(self, question, *, then) -> None:
        self.question, self.answer = question, then

    def show_labels(self, path: Path, count: int) -> None:
        self.labels = (path, count)


class KeptPanel:
    """Keeps who is asked to agree; None while nobody is."""

    state: ApprovalState | None = None

    def show(self, state: ApprovalState) -> None:
        self.state = state

    def close(self) -> None:
        self.state = None


class Shelf:
    """The stock screen of a real shop, with somebody at it."""

    def __init__(self, shop: Shop, clock: SetClock, employee_no: str = "1", runner=None) -> None:
        self.shop = shop
        self.view, self.panel, self.notices = KeptView(), KeptPanel(), KeptNotices()
        self.session = Session()
        runner = runner or StoreRunner(shop.store)
        with shop.store.read() as tx:
            person = find_staff_member(tx, employee_no)
            grants = read_grants(tx, person.staff_id)
            identity = tx.register
        self.session.sign_in(
            Cashier(
                staff_id=person.staff_id, employee_no=employee_no, name=person.name, grants=grants
            )
        )
        self.approvals = Approvals(
            runner=runner,
            session=self.session,
            view=self.panel,
            complain=self.notices.refused,
        )
        self.folder = shop.store.path.parent / "labels"
        self.presenter = StockPresenter(
            StockDesk(
                runner=runner,
                approvals=self.approvals,
                notices=self.notices,
                session=self.session,
                formats=Formats(
                    locale="en_GB", currency=identity.currency, timezone=identity.timezone
                ),
                labels=LabelFolder(
                    folder=self.folder,
                    raster=LateRaster(),
                    clock=clock,
                    currency=identity.currency,
                    locale="en_GB",
                ),
            ),
            self.view,
        )
        self.presenter.start()

    @property
    def skus(self) -> list[str]:
        return [row.sku for row in self.view.state.list.rows]

    @property
    def detail(self) -> DetailState:
        assert self.view.state.detail is not None
        return self.view.state.detail

    def adjust(self, how: How, quantity: int, reason: AdjustReason = AdjustReason.FOUND) -> None:
        self.presenter.adjust()
        self.view.answer(Adjustment(how=how, quantity=quantity, reason=reason))


@pytest.fixture
def shelf(shop: Shop, clock: SetClock) -> Shelf:
    return Shelf(shop, clock)


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


@pytest.mark.parametrize(
    ("how", "quantity", "after"), [(How.ADD, 3, "11"), (How.TAKE, 3, "5"), (How.SET, 0, "0")]
)
def test_stock_is_set_right_with_a_reason(shelf: Shelf, how, quantity, after) -> None:
    shelf.presenter.scanned(SHIRT)

    shelf.adjust(how, quantity, AdjustReason.DAMAGED)

    assert shelf.detail.on_hand == after
    assert shelf.notices.toasts == [f"Shirt: 8 → {after}"]
    (adjusted,) = [each for each in shelf.detail.movements if each.kind == "Adjustment"]
    assert adjusted.detail == "Grace\u00a0 \u00b7 \u00a0damaged"


def test_undo_puts_back_what_was_adjusted_and_leaves_a_trace(shelf: Shelf, clock) -> None:
    shelf.presenter.scanned(SHIRT)
    shelf.adjust(How.SET, 2, AdjustReason.COUNTED)
    clock.advance(timedelta(seconds=2))

    shelf.notices.undo()

    assert shelf.detail.on_hand == "8"
    deltas = [each.delta for each in shelf.detail.movements if each.kind == "Adjustment"]
    assert deltas == ["+6", f"{MINUS}6"]


def test_staff_adjust_only_when_a_manager_agrees(shop: Shop, clock: SetClock) -> None:
    shelf = Shelf(shop, clock, "2")
    shelf.presenter.scanned(SHIRT)
    shelf.adjust(How.ADD, 1)
    assert shelf.detail.on_hand == "8"
    assert [person.name for person in shelf.panel.state.approvers] == ["Grace"]

    shelf.approvals.enter_pin(GRACE_PIN)

    assert shelf.detail.on_hand == "9"


def test_when_nobody_agrees_nothing_is_written_or_said(shop: Shop, clock: SetClock) -> None:
    shelf = Shelf(shop, clock, "2")
    shelf.presenter.scanned(SHIRT)
    shelf.adjust(How.ADD, 1)

    shelf.approvals.closed()

    assert shelf.notices.refusals == []
    with shop.store.read() as tx:
        kinds = tx.connection.execute(sa.select(StockMovementRow.kind)).scalars().all()
    assert "adjustment" not in kinds


def test_what_is_not_kept_in_stock_cannot_be_adjusted(shop: Shop, clock: SetClock) -> None:
    with shop.store.write() as tx:
        tx.connection.execute(
            sa.update(VariantRow).where(VariantRow.sku == "CAKE").values(track_stock=False)
        )
    shelf = Shelf(shop, clock)
    shelf.presenter.scanned(CAKE)

    shelf.presenter.adjust()

    assert not shelf.detail.can_adjust
    assert shelf.detail.available == "not kept"
    assert shelf.view.question is None


def test_while_another_variant_is_looked_up_the_old_one_is_not_adjusted(
    shop: Shop, clock: SetClock
) -> None:
    runner = InlineRunner(shop.store.kept_reader())
    shelf = Shelf(shop, clock, runner=runner)
    shelf.presenter.scanned(SHIRT)
    runner.is_holding = True
    shelf.presenter.move(-1)

    shelf.presenter.adjust()

    assert shelf.view.question is None


def test_what_somebody_else_moves_shows_at_once(shelf: Shelf, shop: Shop) -> None:
    shelf.presenter.scanned(SHIRT)
    with shop.store.write() as tx:
        wish = stock.AdjustStock(
            variant_id=shelf.detail.variant_id,
            reason="A box under the stairs",
            actor=Actor(staff_id=shop.grace),
            delta=12,
        )
        stock.adjust_stock(tx, wish)

    shelf.presenter.refresh(Changes(topics=frozenset({Topic.STOCK})))

    assert shelf.detail.on_hand == "20"
    (adjusted,) = [each for each in shelf.detail.movements if each.kind == "Adjustment"]
    assert "A box under the stairs" in adjusted.detail
    row = next(row for row in shelf.view.state.list.rows if row.sku == "SHIRT-92")
    assert row.on_hand == "20"


def test_labels_are_saved_as_a_pdf_and_the_file_is_named(shelf: Shelf) -> None:
    shelf.presenter.scanned(SHIRT)
    shelf.presenter.make_labels()
    assert shelf.view.question == LabelQuestion(name="Shirt", available=8)

    shelf.view.answer(8, "21-up")

    path, count = shelf.view.labels
    assert count == 8
    assert path.parent == shelf.folder
    assert path.name.startswith("labels-SHIRT-92-")
    assert path.read_bytes().startswith(b"%PDF")


def test_weighed_goods_have_no_number_of_labels_of_their_own(shelf: Shelf) -> None:
    shelf.presenter.scanned(APPLES)

    shelf.presenter.make_labels()

    assert shelf.view.question.available == 0


def test_an_sku_with_strange_signs_stays_inside_of_the_folder(shop: Shop, clock) -> None:
    with shop.store.write() as tx:
        tx.connection.execute(
            sa.update(VariantRow).where(VariantRow.sku == "CAKE").values(sku="../../CAKE")
        )
    shelf = Shelf(shop, clock)
    shelf.presenter.scanned(CAKE)
    shelf.presenter.make_labels()

    shelf.view.answer(1, "21-up")

    path, _ = shelf.view.labels
    assert path.parent == shelf.folder
    assert path.name.startswith("labels-______CAKE-")


def test_a_folder_that_cannot_be_made_is_said(shelf: Shelf) -> None:
    shelf.folder.write_text("in the way")
    shelf.presenter.scanned(SHIRT)
    shelf.presenter.make_labels()

    shelf.view.answer(1, "21-up")

    (complaint,) = shelf.presenter._desk.runner.complaints
    assert type(complaint).__name__ == "OutputUnwritableError"
    assert shelf.view.labels is None


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
