"""X and Z reports are shown, printed again and saved as files."""

from uuid import UUID

import sqlalchemy as sa

from models.print_jobs import PrintJobRow
from pos.services.permissions import Actor
from pos.services.shifts import CloseShiftWish, close_shift
from tests.shop import SHIRT, Shop
from tests.unit.ui.screens.cash.conftest import GRACE, NOTHING, Drawer
from ui.screens.cash.state import Phase


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


def test_the_z_report_is_shown_before_and_after_the_close(opened: Drawer) -> None:
    opened.count_for_close({10_000: 1})
    preview = opened.drawn[-1]

    opened.presenter.go_on()

    assert preview.kind.value == "z"
    assert preview.cash.counted_cents == 10_000
    assert opened.drawn[-1].closed_by == "Ada"
    assert opened.view.state.paper is not None


def test_news_leave_the_z_report_on_the_desk(opened: Drawer) -> None:
    opened.count_for_close({10_000: 1})
    opened.presenter.go_on()

    opened.presenter.refresh(NOTHING)

    assert opened.phase is Phase.ENDED
    assert opened.view.state.shift is not None
    assert opened.view.state.paper is not None
