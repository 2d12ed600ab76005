"""Orders are found, shown, copied and handed on to the returns, on a real database."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from models.identity import RoleRow
from models.journal import JournalEntryRow
from models.orders import OrderRow
from models.payments import PaymentMethodRow
from models.print_jobs import PrintJobRow
from models.sync import OutboxRow
from pos.domain.errors import UnavailableError
from pos.domain.payment import TenderEntry, TenderKind
from pos.domain.receipt import Receipt
from pos.queries.orders import OrderFilter
from pos.queries.people import find_staff_member, read_grants
from pos.runtime.changes import Changes
from pos.services.checkout import complete_sale
from tests.fakes.bare_desk import bare_desk
from tests.fakes.kept_notices import KeptNavigator, KeptNotices
from tests.fakes.store_runner import StoreRunner
from tests.shop import CAKE, SHIRT, Shop, cash
from ui.output_file import OutputUnwritableError
from ui.screens.orders.presenter import OrdersPresenter
from ui.screens.orders.state import Found, OrdersState
from ui.shell.approval import Approvals, ApprovalState
from ui.shell.session import Cashier, Session

FIRST, SECOND = "S1R1-A-000001", "S1R1-A-000002"
NEWS = Changes(topics=frozenset(), ids=frozenset(), origin="sync")


class KeptView:
    """Keeps the state that is shown."""

    state: OrdersState

    def show(self, state: OrdersState) -> None:
        self.state = state

    def focus_search(self) -> None:
        pass


class KeptPanel:
    """Keeps what the approval panel shows."""

    state: ApprovalState | None = None

    def show(self, state: ApprovalState) -> None:
        self.state = state

    def close(self) -> None:
        self.state = None


class Counter:
    """The orders screen's presenter, with a shirt and a cake sold before."""

    def __init__(self, shop: Shop, clock) -> None:
        self.view, self.notices, self.navigator = KeptView(), KeptNotices(), KeptNavigator()
        self.saved: list[Receipt] = []
        self.disk_is_full = False
        self.runner = StoreRunner(shop.store)
        session = Session()
        with shop.store.read() as tx:
            ada = find_staff_member(tx, "2")
            assert ada is not None
            grants = read_grants(tx, ada.staff_id)
        session.sign_in(
            Cashier(staff_id=ada.staff_id, employee_no="2", name=ada.name, grants=grants)
        )
        self.presenter = OrdersPresenter(
            self.view,
            desk=bare_desk(
                runner=self.runner,
                notices=self.notices,
                navigator=self.navigator,
                session=session,
                clock=clock,
            ),
            approvals=Approvals(
                runner=self.runner,
                session=session,
                view=KeptPanel(),
                complain=self.notices.refused,
            ),
            save_pdf=self._save,
        )

    @property
    def state(self) -> OrdersState:
        return self.view.state

    def numbers(self) -> list[str]:
        return [row.number for row in self.state.rows]

    def _save(self, receipt: Receipt) -> Path:
        if self.disk_is_full:
            raise OutputUnwritableError(path=Path("/receipts"), reason="No space left")
        self.saved.append(receipt)
        return Path("/receipts") / f"{receipt.number}.pdf"


@pytest.fixture
def counter(shop: Shop, clock) -> Counter:
    shop.open_shift()
    shop.sell(SHIRT)
    shop.sell(CAKE)
    made = Counter(shop, clock)
    made.presenter.entered("")
    return made


def count_jobs(shop: Shop) -> int:
    with shop.store.read() as tx:
        copies = sa.select(sa.func.count()).where(PrintJobRow.is_copy)
        return tx.connection.execute(copies).scalar_one()


def test_the_newest_order_comes_first(counter: Counter) -> None:
    assert counter.numbers() == [SECOND, FIRST]
    assert counter.state.found is Found.SOME


def test_a_part_of_the_number_is_enough(counter: Counter) -> None:
    counter.presenter.search("00001")

    assert counter.numbers() == [FIRST]


def test_what_nobody_sold_is_not_found(counter: Counter) -> None:
    counter.presenter.search("xyz")

    assert counter.state.found is Found.NONE
    assert counter.numbers() == []


def test_escape_clears_the_search_first_and_then_closes_the_order(counter: Counter) -> None:
    counter.presenter.open_first("00001")
    assert counter.state.shown is not None

    counter.presenter.go_back()
    assert (counter.state.search, counter.numbers()) == ("", [SECOND, FIRST])
    counter.presenter.go_back()

    assert counter.state.shown is None


def test_today_means_the_shops_day(counter: Counter, shop: Shop) -> None:
    with shop.store.write() as tx:
        yesterday = sa.update(OrderRow).where(OrderRow.number == FIRST)
        tx.connection.execute(yesterday.values(business_date=date(2026, 11, 15)))

    counter.presenter.choose(OrderFilter.TODAY)

    assert counter.numbers() == [SECOND]


def test_unsent_orders_are_those_that_central_does_not_have(counter: Counter, shop: Shop) -> None:
    shop.belong_to_central()
    with shop.store.write() as tx:
        first_id = tx.connection.execute(
            sa.select(OrderRow.id).where(OrderRow.number == FIRST)
        ).scalar_one()
        sent = sa.update(OutboxRow).where(OutboxRow.row_id == first_id)
        tx.connection.execute(sent.values(acked_at=tx.now))

    counter.presenter.choose(OrderFilter.UNSENT)

    assert counter.numbers() == [SECOND]
    assert not counter.state.rows[0].is_sent


def test_a_register_that_works_alone_waits_for_nobody(counter: Counter) -> None:
    counter.presenter.choose(OrderFilter.UNSENT)

    assert counter.numbers() == []


def test_a_receipt_that_is_scanned_opens_its_order(counter: Counter) -> None:
    counter.presenter.scanned(f"R.{FIRST}")

    assert counter.state.shown is not None
    assert counter.state.shown.detail.row.number == FIRST
    assert [line.sku for line in counter.state.shown.detail.lines] == ["SHIRT-92"]


def test_another_screen_may_bring_a_number(counter: Counter) -> None:
    counter.presenter.entered(FIRST)

    assert counter.state.shown is not None
    assert counter.state.shown.detail.row.number == FIRST


def test_a_strange_receipt_is_named_and_what_is_shown_stays(counter: Counter) -> None:
    counter.presenter.scanned(f"R.{FIRST}")

    counter.presenter.scanned("R.S9R9-A-000001")

    assert counter.notices.strips == [
        "This register knows no order S9R9-A-000001. It may come with the next sync."
    ]
    assert counter.state.shown is not None
    assert counter.state.shown.detail.row.number == FIRST


def test_an_article_marks_its_line_in_the_order_shown(counter: Counter) -> None:
    counter.presenter.scanned(f"R.{FIRST}")

    counter.presenter.scanned(SHIRT)

    assert counter.state.shown is not None
    assert counter.state.shown.marked_line_id == counter.state.shown.detail.lines[0].order_line_id


def test_an_article_of_another_order_is_turned_down(counter: Counter) -> None:
    counter.presenter.scanned(f"R.{FIRST}")

    counter.presenter.scanned(CAKE)

    assert counter.notices.strips == [f"This article is not in order {FIRST}."]


def test_an_article_without_an_order_only_beeps(counter: Counter) -> None:
    counter.presenter.scanned(SHIRT)

    assert counter.notices.beeps == 1


def test_the_order_shows_what_was_paid_and_which_taxes(shop: Shop, clock) -> None:
    shop.open_shift()
    with_change = shop.sale_of(shop.cart_of(SHIRT), cash(5_000))
    with shop.store.write() as tx:
        complete_sale(tx, with_change)
    counter = Counter(shop, clock)

    counter.presenter.entered(FIRST)

    assert counter.state.shown is not None
    tender = counter.state.shown.detail.tenders[0]
    assert (tender.amount_cents, tender.change_cents) == (1_990, 3_010)
    assert [(tax.name, tax.tax_cents) for tax in counter.state.shown.taxes] == [("VAT 20 %", 332)]


def test_arrow_keys_walk_through_the_list_and_stop_at_its_ends(counter: Counter) -> None:
    counter.presenter.select_next()
    counter.presenter.select_next()
    counter.presenter.select_next()

    assert counter.state.shown is not None
    assert counter.state.shown.detail.row.number == FIRST


def test_a_reprint_is_a_numbered_copy_that_the_journal_knows(counter: Counter, shop: Shop) -> None:
    counter.presenter.entered(FIRST)

    counter.presenter.copies.reprint()
    counter.presenter.copies.reprint()

    assert count_jobs(shop) == 2
    assert counter.notices.toasts == [f"A copy of {FIRST} is being printed"] * 2
    with shop.store.read() as tx:
        kinds = list(tx.connection.execute(sa.select(JournalEntryRow.kind)).scalars())
    assert kinds.count("reprint") == 2


def test_who_may_not_reprint_cannot_by_key_either(counter: Counter, shop: Shop, clock) -> None:
    with shop.store.write() as tx:
        tx.connection.execute(
            sa.update(RoleRow).where(RoleRow.code == "staff").values(permissions=["sale.ring"])
        )
    counter = Counter(shop, clock)
    counter.presenter.entered(FIRST)

    counter.presenter.copies.reprint()
    counter.presenter.copies.save_pdf()
    counter.presenter.start_return()

    assert count_jobs(shop) == 0
    assert counter.saved == []
    assert counter.navigator.went == []


def test_a_pdf_saved_after_a_reprint_is_marked_as_the_second_copy(counter: Counter) -> None:
    counter.presenter.entered(FIRST)
    counter.presenter.copies.reprint()
    counter.notices.toasts.clear()

    counter.presenter.copies.save_pdf()

    assert counter.saved[0].copy is not None
    assert counter.saved[0].copy.copy_no == 2
    assert counter.notices.toasts == [f"Saved as /receipts/{FIRST}.pdf"]
    assert not counter.state.is_busy


def test_a_pdf_is_a_numbered_copy_that_the_journal_knows(counter: Counter, shop: Shop) -> None:
    counter.presenter.entered(FIRST)

    counter.presenter.copies.save_pdf()
    counter.presenter.copies.save_pdf()

    assert [receipt.copy.copy_no for receipt in counter.saved if receipt.copy] == [1, 2]
    with shop.store.read() as tx:
        kinds = list(tx.connection.execute(sa.select(JournalEntryRow.kind)).scalars())
        waiting = tx.connection.execute(
            sa.select(sa.func.count()).where(PrintJobRow.is_copy, PrintJobRow.state == "queued")
        ).scalar_one()
    assert kinds.count("reprint") == 2
    assert waiting == 0


def test_who_scrolls_to_the_end_of_the_list_gets_older_orders(counter: Counter, shop: Shop) -> None:
    sell_long_ago(shop, count=250)
    counter.presenter.entered("")
    newest = counter.numbers()

    counter.presenter.show_older()

    assert len(newest) == 200
    assert counter.numbers()[:200] == newest
    assert len(counter.numbers()) == 252
    counter.presenter.show_older()
    assert len(counter.numbers()) == 252
    counter.presenter.search("OLD")
    assert len(counter.numbers()) == 200


def sell_long_ago(shop: Shop, *, count: int) -> None:
    """Put older orders, all like the first, into the database."""
    orders = OrderRow.__table__
    with shop.store.write() as tx:
        order = dict(tx.connection.execute(sa.select(orders)).mappings().first() or {})
        tx.connection.execute(
            sa.insert(orders),
            [
                {
                    **order,
                    "id": tx.new_id(),
                    "number": f"OLD-{number:06d}",
                    "placed_at": order["placed_at"] - timedelta(days=number + 1),
                }
                for number in range(count)
            ],
        )


def test_a_full_disk_is_told_and_the_screen_goes_on(counter: Counter) -> None:
    counter.disk_is_full = True
    counter.presenter.entered(FIRST)

    counter.presenter.copies.save_pdf()

    assert [type(error) for error in counter.notices.refusals] == [OutputUnwritableError]
    assert not counter.state.is_busy


def test_a_return_begins_with_this_order(counter: Counter) -> None:
    counter.presenter.entered(FIRST)

    counter.presenter.start_return()

    assert counter.navigator.went == [("returns", FIRST)]


def test_news_from_central_are_shown_in_list_and_order(counter: Counter, shop: Shop) -> None:
    counter.presenter.entered(FIRST)
    with shop.store.write() as tx:
        tx.connection.execute(sa.update(OrderRow).values(customer_name="Ida Holm"))

    counter.presenter.refresh(NEWS)

    assert {row.customer_name for row in counter.state.rows} == {"Ida Holm"}
    assert counter.state.shown is not None
    assert counter.state.shown.detail.row.customer_name == "Ida Holm"


def test_a_database_in_trouble_is_said_and_may_be_asked_again(counter: Counter) -> None:
    working = counter.runner.ask

    def broken(_job, *, then, refused=None) -> None:
        assert then is not None
        refused(UnavailableError())

    counter.runner.ask = broken
    counter.presenter.reload()
    assert counter.state.found is Found.TROUBLE

    counter.runner.ask = working
    counter.presenter.reload()

    assert counter.state.found is Found.SOME


def test_what_was_promised_is_collected_where_it_was_promised(counter: Counter, shop: Shop) -> None:
    with shop.store.write() as tx:
        tx.connection.execute(sa.update(PaymentMethodRow).values(is_active=True))
    on_delivery = TenderEntry(method_code="cod", kind=TenderKind.COD)
    wish = shop.sale_of(shop.cart_of(SHIRT), on_delivery)
    with shop.store.write() as tx:
        number = complete_sale(tx, wish).number
    counter.presenter.entered(number)
    assert counter.state.shown is not None
    owed = counter.state.shown.owed_cents

    counter.presenter.collect_cash()

    assert owed == 1_990
    assert counter.notices.toasts == ["\u20ac19.90 that were promised have come."]
    assert counter.state.shown.owed_cents == 0
    assert counter.state.shown.detail.row.payment_status == "paid"
