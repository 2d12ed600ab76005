"""The drawer's day at a real database: float, movements, blind count, close."""

from contextlib import contextmanager
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from models.drawer import CashMovementRow, ShiftRow
from models.identity import RoleRow
from models.print_jobs import PrintJobRow
from pos.documents.raster import Bitmap
from pos.domain.day_report import DayReport
from pos.domain.drawer_evidence import CauseKind
from pos.domain.shift import CashMovementKind
from pos.queries.people import find_staff_member, read_grants
from pos.runtime.changes import Changes
from pos.services.checkout import complete_sale
from pos.services.parked_carts import park_cart
from pos.services.permissions import Actor
from pos.services.shifts import CloseShiftWish, close_shift
from tests.fakes.bare_desk import bare_desk
from tests.fakes.kept_notices import KeptNavigator, KeptNotices
from tests.fakes.store_runner import StoreRunner
from tests.shop import GRACE_PIN, SHIRT, Shop, card
from ui.paper.pdf_folder import name_of
from ui.screens.cash.presenter import CashPresenter
from ui.screens.cash.state import CashState, CountBy, Phase
from ui.shell.approval import Approvals, ApprovalState
from ui.shell.session import Cashier, Session

GRACE, ADA = "1", "2"
BLANK = Bitmap(width=8, height=1, dots=b"\x00")
NOTHING = Changes(topics=frozenset(), ids=frozenset(), origin="sync")


class KeptView:
    """Keeps the state that is shown, and answers the panel for cash movements."""

    state: CashState

    def show(self, state: CashState) -> None:
        self.state = state

    def begin(self) -> None:
        pass

    def ask_move(self, kind, *, then) -> None:
        then(1_250, "Supplier")


class KeptPanel:
    """Keeps what the approval panel shows; None while it is closed."""

    state: ApprovalState | None = None

    def show(self, state: ApprovalState) -> None:
        self.state = state

    def close(self) -> None:
        self.state = None


class SlowRunner(StoreRunner):
    """A runner that may be slow: what is asked while it is held is answered afterwards."""

    def __init__(self, store) -> None:
        super().__init__(store)
        self._held: list | None = None

    @contextmanager
    def holding(self):
        self._held = []
        yield
        held, self._held = self._held, None
        for answer in held:
            answer()

    def ask(self, job, *, then, refused=None) -> None:
        if self._held is None:
            super().ask(job, then=then, refused=refused)
        else:
            self._held.append(partial(super().ask, job, then=then, refused=refused))


class Drawer:
    """The cash screen's presenter, and everything around it."""

    def __init__(self, shop: Shop, clock, employee_no: str = ADA) -> None:
        self.shop = shop
        self.view, self.panel, self.session = KeptView(), KeptPanel(), Session()
        self.notices, self.navigator = KeptNotices(), KeptNavigator()
        self.drawn: list[DayReport] = []
        self.saved: list[DayReport] = []
        self._sign_in(employee_no)
        self.runner = runner = SlowRunner(shop.store)
        self.approvals = Approvals(
            runner=runner,
            session=self.session,
            view=self.panel,
            complain=self.notices.refused,
        )
        self.presenter = CashPresenter(
            self.view,
            desk=bare_desk(
                runner=runner,
                notices=self.notices,
                navigator=self.navigator,
                session=self.session,
                clock=clock,
            ),
            approvals=self.approvals,
            draw=self._draw,
            save=self._save,
        )
        self.presenter.entered("")

    @property
    def phase(self) -> Phase:
        return self.view.state.phase

    def count(self, pieces: dict[int, int]) -> None:
        for worth, number in pieces.items():
            self.presenter.put_pieces(worth, number)

    def count_for_close(self, pieces: dict[int, int]) -> None:
        self.presenter.go_on()
        self.count(pieces)
        self.presenter.go_on()

    def _draw(self, report: DayReport) -> Bitmap:
        self.drawn.append(report)
        return BLANK

    def _save(self, report: DayReport) -> Path:
        self.saved.append(report)
        return Path("reports") / f"{name_of(report)}.pdf"

    def _sign_in(self, employee_no: str) -> None:
        with self.shop.store.read() as tx:
            person = find_staff_member(tx, employee_no)
            assert person is not None
            grants = read_grants(tx, person.staff_id)
        self.session.sign_in(
            Cashier(
                staff_id=person.staff_id, employee_no=employee_no, name=person.name, grants=grants
            )
        )


@pytest.fixture
def closed(shop: Shop, clock) -> Drawer:
    """A drawer before its first shift."""
    return Drawer(shop, clock)


@pytest.fixture
def opened(shop: Shop, clock) -> Drawer:
    """A drawer with 100.00 in it and an open shift."""
    shop.open_shift(10_000)
    return Drawer(shop, clock)


def shift_row(shop: Shop) -> sa.Row:
    with shop.store.read() as tx:
        return tx.connection.execute(sa.select(ShiftRow)).one()


def test_the_float_is_counted_in_notes_and_coins(closed: Drawer) -> None:
    closed.count({5_000: 2, 200: 3})
    closed.presenter.step_pieces(50, 1)

    assert closed.phase is Phase.CLOSED
    assert closed.view.state.count.total_cents == 10_650


def test_an_opened_register_is_ready_to_sell(closed: Drawer, shop: Shop) -> None:
    closed.count({5_000: 2})

    closed.presenter.go_on()

    assert shift_row(shop).opening_float_cents == 10_000
    assert closed.session.shift_id == shift_row(shop).id
    assert closed.navigator.went == [("sell", "")]
    assert closed.notices.toasts == ["The register is open with €100.00"]


def test_nothing_is_opened_before_something_was_counted(closed: Drawer) -> None:
    closed.presenter.go_on()

    assert closed.phase is Phase.CLOSED
    assert closed.session.shift_id is None


def test_an_empty_drawer_is_a_count_too(closed: Drawer, shop: Shop) -> None:
    closed.presenter.put_pieces(1, 0)

    closed.presenter.go_on()

    assert shift_row(shop).opening_float_cents == 0


def test_the_sum_alone_may_be_typed(closed: Drawer, shop: Shop) -> None:
    closed.count({5_000: 2})
    closed.presenter.count_by(CountBy.TOTAL)
    closed.presenter.put_total(12_345)

    closed.presenter.go_on()

    assert shift_row(shop).opening_float_cents == 12_345


def test_a_float_unlike_the_last_close_needs_a_note(opened: Drawer) -> None:
    opened.count_for_close({10_000: 1})
    opened.presenter.go_on()
    opened.presenter.go_on()
    opened.count({5_000: 1})

    assert opened.view.state.float_difference_cents == -5_000
    assert not opened.view.state.can_go_on

    opened.presenter.write_note("50 went to the bank")

    assert opened.view.state.can_go_on


def test_less_than_nothing_is_never_counted(closed: Drawer) -> None:
    closed.presenter.step_pieces(500, -1)

    assert closed.view.state.count.pieces_of(500) == 0


def test_a_cashiers_payment_waits_for_a_manager(opened: Drawer, shop: Shop) -> None:
    opened.presenter.ask_move(CashMovementKind.PAY_OUT)
    assert opened.panel.state is not None
    assert opened.view.state.is_busy

    opened.approvals.enter_pin(GRACE_PIN)

    with shop.store.read() as tx:
        row = tx.connection.execute(sa.select(CashMovementRow)).one()
    assert (row.amount_cents, row.reason) == (-1_250, "Supplier")
    assert [move.amount_cents for move in opened.view.state.moves] == [-1_250]
    assert opened.notices.toasts == ["Paid out: €12.50"]
    assert not opened.view.state.is_busy


def test_a_movement_that_nobody_approves_leaves_no_trace(opened: Drawer) -> None:
    opened.presenter.ask_move(CashMovementKind.DROP)

    opened.approvals.closed()

    assert opened.view.state.moves == ()
    assert not opened.view.state.is_busy
    assert opened.notices.refusals == []


def test_who_may_not_see_reports_sees_no_x(opened: Drawer) -> None:
    opened.presenter.reports.show_x()

    assert opened.view.state.paper is None
    assert opened.drawn == []


def test_a_manager_looks_at_the_figures_so_far(shop: Shop, clock) -> None:
    shop.open_shift(10_000)
    shop.sell(SHIRT)
    drawer = Drawer(shop, clock, GRACE)

    drawer.presenter.reports.show_x()

    assert drawer.view.state.paper is not None
    assert drawer.view.state.paper.title == "X report"
    assert drawer.drawn[0].total_cents == 1_990
    assert drawer.phase is Phase.OPEN


def test_the_x_report_is_printed_when_somebody_asks(shop: Shop, clock) -> None:
    shift_id = shop.open_shift(10_000)
    drawer = Drawer(shop, clock, GRACE)

    drawer.presenter.reports.show_x()
    drawer.presenter.reports.print_shown()

    with shop.store.read() as tx:
        jobs = tx.connection.execute(sa.select(PrintJobRow)).all()
    assert [(job.kind, job.doc_id) for job in jobs if job.kind == "report"] == [
        ("report", shift_id)
    ]
    assert drawer.notices.toasts == ["The report is being printed"]
    assert not drawer.view.state.is_busy


def test_a_cashier_has_no_report_to_print(opened: Drawer, shop: Shop) -> None:
    opened.presenter.reports.show_x()
    opened.presenter.reports.show_last_z()

    opened.presenter.reports.print_shown()
    opened.presenter.reports.save_shown()

    assert opened.saved == []
    with shop.store.read() as tx:
        assert tx.connection.execute(sa.select(PrintJobRow.id)).all() == []


def test_the_z_report_of_the_last_shift_is_printed_again_as_a_copy(shop: Shop, clock) -> None:
    first = close_exactly(shop)
    shop.open_shift()
    drawer = Drawer(shop, clock, GRACE)

    drawer.presenter.reports.show_last_z()
    drawer.presenter.reports.print_shown()

    assert (drawer.drawn[-1].kind.value, drawer.drawn[-1].number) == ("z", 1)
    with shop.store.read() as tx:
        copies = tx.connection.execute(
            sa.select(PrintJobRow.doc_id, PrintJobRow.copy_no).where(PrintJobRow.is_copy)
        ).all()
    assert [tuple(copy) for copy in copies] == [(first, 1)]


def test_a_z_report_in_a_file_is_a_numbered_copy_too(shop: Shop, clock) -> None:
    close_exactly(shop)
    shop.open_shift()
    drawer = Drawer(shop, clock, GRACE)
    drawer.presenter.reports.show_last_z()

    drawer.presenter.reports.save_shown()
    drawer.presenter.reports.save_shown()

    assert [(each.number, each.copy.copy_no) for each in drawer.saved] == [(1, 1), (1, 2)]
    assert drawer.notices.toasts[-1] == "Saved as reports/R1-Z-000001.pdf"
    assert not drawer.view.state.is_busy


def test_an_x_report_in_a_file_is_no_copy_of_anything(shop: Shop, clock) -> None:
    shop.open_shift()
    drawer = Drawer(shop, clock, GRACE)
    drawer.presenter.reports.show_x()

    drawer.presenter.reports.save_shown()

    assert [each.copy for each in drawer.saved] == [None]


def close_exactly(shop: Shop) -> UUID:
    shift_id = shop.open_shift(10_000)
    wish = CloseShiftWish(
        actor=Actor(staff_id=shop.grace), counted_cash_cents=10_000, count_detail={}
    )
    with shop.store.write() as tx:
        close_shift(tx, wish)
    return shift_id


def test_the_count_begins_blind(shop: Shop, clock) -> None:
    shop.open_shift(10_000)
    drawer = Drawer(shop, clock, GRACE)
    drawer.presenter.reports.show_x()

    drawer.presenter.go_on()

    assert drawer.phase is Phase.COUNTING
    assert drawer.view.state.paper is None
    assert drawer.view.state.difference_cents is None


def test_a_right_count_is_shown_at_once_and_closes(opened: Drawer, shop: Shop) -> None:
    shop.sell(SHIRT)
    opened.count_for_close({10_000: 1, 1_000: 1, 500: 1, 200: 2, 50: 1, 20: 2})

    assert opened.phase is Phase.CHECKED
    assert opened.view.state.difference_cents == 0

    opened.presenter.go_on()

    row = shift_row(shop)
    assert opened.phase is Phase.ENDED
    assert (row.status, row.counted_cash_cents) == ("closed", 11_990)
    assert row.count_detail == {
        "10000": 1,
        "1000": 1,
        "500": 1,
        "200": 2,
        "50": 1,
        "20": 2,
    }
    assert opened.session.shift_id is None


def test_a_wrong_count_is_counted_once_more_before_anything_is_told(opened: Drawer) -> None:
    opened.count_for_close({5_000: 1})

    assert opened.phase is Phase.COUNTING
    assert opened.view.state.is_recount
    assert opened.view.state.difference_cents is None

    opened.presenter.go_on()

    assert opened.phase is Phase.CHECKED
    assert opened.view.state.difference_cents == -5_000


def test_a_double_press_is_no_second_count(opened: Drawer) -> None:
    opened.presenter.go_on()
    opened.count({5_000: 1})

    with opened.runner.holding():
        opened.presenter.go_on()
        opened.presenter.go_on()

    assert opened.phase is Phase.COUNTING
    assert opened.view.state.is_recount
    assert opened.view.state.can_go_on


def test_a_small_difference_closes_without_a_word(opened: Drawer, shop: Shop) -> None:
    opened.count_for_close({5_000: 1, 2_000: 2, 500: 1})
    opened.presenter.go_on()
    assert opened.view.state.difference_cents == -500
    assert not opened.view.state.is_above_limit

    opened.presenter.go_on()

    assert shift_row(shop).status == "closed"


def count_fifty_short(drawer: Drawer) -> None:
    drawer.count_for_close({5_000: 1})
    drawer.presenter.go_on()


def test_a_large_difference_needs_a_note(opened: Drawer, shop: Shop) -> None:
    count_fifty_short(opened)

    opened.presenter.go_on()

    assert shift_row(shop).status == "open"
    assert opened.panel.state is None


def test_a_manager_accepts_a_large_difference_on_the_spot(opened: Drawer, shop: Shop) -> None:
    count_fifty_short(opened)
    opened.presenter.write_note("A note of 50 was taken for one of 100")
    opened.presenter.go_on()
    assert opened.panel.state is not None

    opened.approvals.choose(GRACE)
    opened.approvals.enter_pin(GRACE_PIN)

    row = shift_row(shop)
    assert (row.status, row.variance_approved_by) == ("closed", shop.grace)
    assert row.note == "A note of 50 was taken for one of 100"
    assert row.first_count_detail == {"5000": 1}


def test_who_may_not_close_alone_has_a_manager_agree_once_to_close_and_difference(
    shop: Shop, clock
) -> None:
    shop.open_shift()
    with shop.store.write() as tx:
        tx.connection.execute(
            sa.update(RoleRow)
            .where(RoleRow.code == "staff")
            .values(permissions=["shift.close?", "shift.variance?"])
        )
    drawer = Drawer(shop, clock)
    count_fifty_short(drawer)
    drawer.presenter.write_note("No idea")
    drawer.presenter.go_on()

    drawer.approvals.choose(GRACE)
    drawer.approvals.enter_pin(GRACE_PIN)

    row = shift_row(shop)
    assert (row.status, row.variance_approved_by) == ("closed", shop.grace)


def test_without_a_manager_it_closes_all_the_same_and_is_marked(opened: Drawer, shop: Shop) -> None:
    count_fifty_short(opened)
    opened.presenter.write_note("No idea")
    opened.presenter.go_on()

    opened.approvals.closed()
    assert opened.view.state.is_unapproved
    assert shift_row(shop).status == "open"
    opened.presenter.go_on()

    assert shift_row(shop).variance_approval == "missing"
    assert opened.phase is Phase.ENDED


def test_going_back_asks_the_manager_again(opened: Drawer, shop: Shop) -> None:
    count_fifty_short(opened)
    opened.presenter.write_note("No idea")
    opened.presenter.go_on()
    opened.approvals.closed()

    opened.presenter.step_back()
    for _ in range(3):
        opened.presenter.go_on()

    assert opened.panel.state is not None
    assert shift_row(shop).status == "open"


def test_the_z_report_is_shown_before_and_after_the_close(opened: Drawer) -> None:
    opened.count_for_close({10_000: 1})
    preview = opened.drawn[-1]

    opened.presenter.go_on()

    assert preview.kind.value == "z"
    assert preview.cash.counted_cents == 10_000
    assert opened.drawn[-1].closed_by == "Ada"
    assert opened.view.state.paper is not None


def test_a_count_survives_another_screen_in_between(opened: Drawer) -> None:
    opened.presenter.go_on()
    opened.count({2_000: 3})

    opened.presenter.entered("")

    assert opened.phase is Phase.COUNTING
    assert opened.view.state.count.pieces_of(2_000) == 3


def test_not_yet_goes_back_to_selling_and_gives_no_third_count(opened: Drawer) -> None:
    opened.count_for_close({5_000: 1})
    opened.presenter.go_on()

    opened.presenter.step_back()
    opened.presenter.go_on()
    opened.presenter.go_on()

    assert opened.phase is Phase.CHECKED
    assert opened.view.state.difference_cents == -5_000


def test_a_sale_while_the_difference_is_looked_at_changes_it(opened: Drawer, shop: Shop) -> None:
    opened.count_for_close({10_000: 1})
    shop.sell(SHIRT)

    opened.presenter.refresh(NOTHING)

    assert opened.phase is Phase.CHECKED
    assert opened.view.state.difference_cents == -1_990


def test_news_leave_the_z_report_on_the_desk(opened: Drawer) -> None:
    opened.count_for_close({10_000: 1})
    opened.presenter.go_on()

    opened.presenter.refresh(NOTHING)

    assert opened.phase is Phase.ENDED
    assert opened.view.state.shift is not None
    assert opened.view.state.paper is not None


def test_after_a_close_the_next_float_is_counted_anew(opened: Drawer) -> None:
    opened.count_for_close({10_000: 1})
    opened.presenter.go_on()

    opened.presenter.go_on()

    assert opened.phase is Phase.CLOSED
    assert not opened.view.state.count.is_begun


def test_a_scan_on_this_screen_only_beeps(opened: Drawer) -> None:
    opened.presenter.scanned(SHIRT)

    assert opened.notices.beeps == 1


def test_the_session_learns_of_a_shift_that_was_open_at_the_start(opened: Drawer) -> None:
    assert isinstance(opened.session.shift_id, UUID)
    assert opened.phase is Phase.OPEN


def test_a_count_that_a_power_cut_ended_goes_on_where_it_was(shop: Shop, clock) -> None:
    shop.open_shift()
    before = Drawer(shop, clock)
    before.presenter.go_on()
    before.count({5_000: 2, 100: 7})
    before.presenter.write_note("Till was wet")

    after = Drawer(shop, clock)

    assert after.notices.toasts == ["The count that was begun is still there"]
    assert after.phase is Phase.OPEN
    after.presenter.go_on()
    assert after.phase is Phase.COUNTING
    assert after.view.state.count.total_cents == 10_700
    assert after.view.state.note == "Till was wet"


def test_who_was_told_that_the_count_is_off_has_no_third_try_after_a_restart(
    shop: Shop, clock
) -> None:
    shop.open_shift()
    Drawer(shop, clock).count_for_close({5_000: 1})

    after = Drawer(shop, clock)
    after.count_for_close({5_000: 1})

    assert after.phase is Phase.CHECKED


def test_a_float_in_progress_is_kept_too_and_forgotten_when_the_register_opens(
    shop: Shop, clock
) -> None:
    Drawer(shop, clock).count({5_000: 3})

    again = Drawer(shop, clock)

    assert again.view.state.count.total_cents == 15_000
    again.presenter.go_on()
    assert Drawer(shop, clock).view.state.count.total_cents == 0


def test_a_count_for_another_shift_is_over(shop: Shop, clock) -> None:
    Drawer(shop, clock).count({5_000: 3})
    shop.open_shift()

    after = Drawer(shop, clock)

    assert after.notices.toasts == []
    assert after.view.state.count.total_cents == 0


def sell_by_card(shop: Shop) -> str:
    wish = shop.sale_of(shop.cart_of(SHIRT), card())
    with shop.store.write() as tx:
        return complete_sale(tx, wish).number


def test_each_other_way_to_pay_is_counted_without_its_sum(shop: Shop, clock) -> None:
    shop.open_shift()
    sell_by_card(shop)
    drawer = Drawer(shop, clock)
    drawer.presenter.go_on()

    (by_card,) = drawer.view.state.tenders
    drawer.presenter.put_tender("card", 1_900)
    drawer.count({10_000: 1})
    drawer.presenter.go_on()

    assert by_card.name == "Card"
    assert [(each.code, each.difference_cents) for each in drawer.view.state.tender_totals] == [
        ("card", -90)
    ]
    drawer.presenter.go_on()
    assert shift_row(shop).tender_counts == {"card": 1_900}


def test_a_counted_tender_survives_a_restart(shop: Shop, clock) -> None:
    shop.open_shift()
    sell_by_card(shop)
    before = Drawer(shop, clock)
    before.presenter.go_on()
    before.presenter.put_tender("card", 1_900)

    after = Drawer(shop, clock)

    assert after.view.state.tender_counts == (("card", 1_900),)


def test_a_difference_is_told_with_what_may_have_happened(shop: Shop, clock) -> None:
    shop.open_shift()
    number = shop.sell(SHIRT).number
    drawer = Drawer(shop, clock)

    drawer.count_for_close({10_000: 1})
    assert drawer.view.state.causes == ()
    drawer.presenter.go_on()

    best = drawer.view.state.causes[0]
    assert (best.kind, best.name) == (CauseKind.CARD_RUNG_AS_CASH, number)
    drawer.presenter.step_back()
    assert drawer.view.state.causes == ()


def test_what_is_still_open_is_told_and_stops_nothing(shop: Shop, clock) -> None:
    shop.open_shift()
    shop.belong_to_central()
    cart = shop.cart_of(SHIRT)
    with shop.store.write() as tx:
        park_cart(tx, cart, staff_id=shop.ada)
    drawer = Drawer(shop, clock)

    drawer.count_for_close({10_000: 1})

    waiting = drawer.view.state.waiting
    assert (waiting.held, waiting.held_cents) == (1, 1_990)
    assert waiting.unsent >= 1
    drawer.presenter.go_on()
    assert shift_row(shop).status == "closed"
