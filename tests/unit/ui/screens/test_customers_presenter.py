"""Customers are found, shown, written down and made one, on a real database."""

from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from models.identity import RoleRow, UserRow
from models.stored_value import StoredValueAccountRow
from pos.domain.barcode import customer_code
from pos.domain.contact import CustomerDetails
from pos.queries.people import find_staff_member, read_grants
from pos.runtime.changes import Changes
from pos.services.customers import AddCustomer, add_customer
from pos.services.permissions import Actor
from tests.fakes.bare_desk import bare_desk
from tests.fakes.kept_notices import KeptNavigator, KeptNotices
from tests.fakes.kept_panel import KeptPanel
from tests.fakes.store_runner import StoreRunner
from tests.shop import SHIRT, Shop
from ui.screens.customers import faces
from ui.screens.customers.presenter import CustomersPresenter
from ui.screens.customers.state import CustomersState, Found
from ui.shell.approval import Approvals
from ui.shell.session import Cashier, Session
from ui.text.formats import Formats

FORMATS = Formats(locale="en_GB", currency="EUR", timezone=ZoneInfo("Europe/Vienna"))
NEWS = Changes(topics=frozenset(), ids=frozenset(), origin="sync")
IDA = CustomerDetails(name="Ida Holm", phone="+43 664 1234567", card_no="C7", note="Likes tea")


class KeptView:
    """Keeps what is shown and asked."""

    def __init__(self) -> None:
        self.state = CustomersState()
        self.asked = None
        self.trouble = ""
        self.answer = {}

    def show(self, state) -> None:
        self.state = state

    def focus_search(self) -> None:
        pass

    def ask_details(self, title, details, *, then) -> None:
        self.asked = (title, details)
        self.answer = {"save": then}

    def close_question(self) -> None:
        self.asked = None

    def show_trouble(self, sentence) -> bool:
        self.trouble = sentence
        return self.asked is not None

    def ask_merge(self, question, *, keep_shown, keep_other) -> None:
        self.asked = (question.shown, question.other)
        self.answer = {"keep shown": keep_shown, "keep other": keep_other}


class Book:
    """The customers screen's presenter, with Ada at the till."""

    def __init__(self, shop: Shop, clock) -> None:
        self.shop = shop
        self.view, self.notices, self.navigator = KeptView(), KeptNotices(), KeptNavigator()
        runner, session = StoreRunner(shop.store), Session()
        with shop.store.read() as tx:
            ada = find_staff_member(tx, "2")
            assert ada is not None
            grants = read_grants(tx, ada.staff_id)
        session.sign_in(
            Cashier(staff_id=ada.staff_id, employee_no="2", name=ada.name, grants=grants)
        )
        self.presenter = CustomersPresenter(
            self.view,
            desk=bare_desk(
                runner=runner,
                notices=self.notices,
                navigator=self.navigator,
                session=session,
                clock=clock,
            ),
            approvals=Approvals(
                runner=runner, session=session, view=KeptPanel(), complain=self.notices.refused
            ),
        )

    def knows(self, details: CustomerDetails) -> UUID:
        wish = AddCustomer(actor=Actor(staff_id=self.shop.ada), details=details)
        with self.shop.store.write() as tx:
            return add_customer(tx, wish)

    def names(self) -> list[str]:
        return [row.name for row in self.view.state.rows]

    @property
    def shown(self) -> CustomerDetails | None:
        shown = self.view.state.shown
        return shown.customer.details if shown else None


@pytest.fixture
def book(shop: Shop, clock) -> Book:
    shop.open_shift()
    return Book(shop, clock)


def test_who_came_last_is_listed_until_somebody_searches(book):
    ida, otto = book.knows(IDA), book.knows(CustomerDetails(name="Otto Berg"))
    book.shop.sell_to(otto, SHIRT)

    book.presenter.entered("")
    assert book.names() == ["Otto Berg"]

    book.presenter.search("0664 123")
    assert book.names() == ["Ida Holm"]
    assert book.view.state.rows[0].customer_id == ida


def test_nobody_yet_is_said(book):
    book.presenter.entered("")

    assert book.view.state.found is Found.NONE


def test_enter_shows_the_first_who_fits(book):
    book.knows(IDA)

    book.presenter.open_first("holm")

    assert book.shown is not None
    assert book.shown.name == "Ida Holm"


def test_a_customer_is_shown_with_what_they_bought(book):
    ida = book.knows(IDA)
    book.shop.sell_to(ida, SHIRT)

    book.presenter.entered(f"customer:{ida}")

    customer = book.view.state.shown.customer
    rows = [(row.name, row.value) for row in faces.account_of(customer, FORMATS)][:2]
    assert rows == [("Orders", "1"), ("Spent in all", "€19.90")]
    assert [order.number for order in customer.orders] == ["S1R1-A-000001"]
    assert [row.value for row in faces.contact_of(customer)] == ["+43 664 123 4567", "C7"]


def test_what_a_customer_owes_and_may_spend_is_said_first(book):
    ida = book.knows(IDA)
    with book.shop.store.write() as tx:
        tx.connection.execute(
            sa.update(UserRow).where(UserRow.id == ida).values(credit_limit_cents=20_000)
        )
        account = StoredValueAccountRow(
            kind="store_credit", code_hash="x", code_last4="0001", currency="EUR"
        )
        account.id, account.user_id, account.balance_cents = tx.new_id(), ida, 1_250
        tx.rows.add(account)

    book.presenter.entered(f"customer:{ida}")

    rows = faces.account_of(book.view.state.shown.customer, FORMATS)
    assert [(row.name, row.value) for row in rows] == [
        ("Store credit", "€12.50"),
        ("Owes", "€0.00 of at most €200.00"),
        ("Nothing bought yet", ""),
    ]


@pytest.mark.parametrize("bring", ["C7", customer_code("C7")])
def test_a_card_that_is_brought_shows_its_holder(book, bring):
    book.knows(IDA)

    book.presenter.entered(bring)

    assert book.shown is not None
    assert book.shown.name == "Ida Holm"


def test_a_scanned_card_that_nobody_has_is_said(book):
    book.presenter.scanned(customer_code("C404"))

    assert book.notices.strips == [
        "No customer has the card C404. Search for them, or write down a new customer."
    ]


def test_a_new_customer_begins_with_what_was_searched_for(book):
    book.presenter.entered("")
    book.presenter.search("0664 1234567")

    book.presenter.new()
    title, begun = book.view.asked
    book.view.answer["save"](begun)

    assert (title, begun.phone) == ("New customer", "0664 1234567")
    assert book.view.asked is None
    assert book.shown is not None
    assert book.shown.phone == "+436641234567"
    assert book.notices.toasts == ["+436641234567 is a customer now"]


def test_what_cannot_be_kept_is_said_in_the_question(book):
    book.presenter.entered("")
    book.presenter.new()

    book.view.answer["save"](CustomerDetails(name="Ida", email="ida@"))

    assert book.view.trouble == (
        "“ida@” is no e-mail address. Type it again, such as name@example.com."
    )
    assert book.view.asked is not None
    assert book.notices.refusals == []


def test_a_change_is_shown_at_once(book):
    ida = book.knows(IDA)
    book.presenter.entered(f"customer:{ida}")

    book.presenter.edit()
    book.view.answer["save"](CustomerDetails(name="Ida Berg", note="Likes coffee"))

    assert book.shown == CustomerDetails(name="Ida Berg", note="Likes coffee")
    assert book.notices.toasts == ["Ida Berg saved"]


@pytest.mark.parametrize(
    ("answer", "name"), [("keep shown", "Ida Holm"), ("keep other", "Ida Hollm")]
)
def test_two_records_of_one_person_become_one(book, answer, name):
    ida = book.knows(IDA)
    book.knows(CustomerDetails(name="Ida Hollm"))
    book.presenter.entered(f"customer:{ida}")
    (duplicate,) = book.view.state.shown.duplicates

    book.presenter.merge(duplicate)
    assert book.view.asked == ("Ida Holm", "Ida Hollm")
    book.view.answer[answer]()

    assert book.shown is not None
    assert (book.shown.name, book.shown.card_no) == (name, "C7")
    assert book.view.state.shown.duplicates == ()
    assert book.notices.toasts == [f"One customer now: {name}"]


def test_who_may_not_change_customers_is_not_offered_it(book):
    ida = book.knows(IDA)
    with book.shop.store.write() as tx:
        tx.connection.execute(sa.update(RoleRow).values(permissions=["sale.ring"]))
    clerk = Book(book.shop, None)

    clerk.presenter.entered(f"customer:{ida}")
    clerk.presenter.edit()

    assert not clerk.view.state.may_edit
    assert clerk.view.asked is None


def test_the_sale_goes_on_with_the_shown_customer(book):
    ida = book.knows(IDA)
    book.presenter.entered(f"customer:{ida}")

    book.presenter.sell()

    assert book.navigator.went == [("sell", f"customer:{ida}")]


def test_arrows_go_from_customer_to_customer(book):
    book.knows(IDA)
    book.knows(CustomerDetails(name="Ida Zorn"))
    book.presenter.search("ida")

    book.presenter.step(1)
    book.presenter.step(1)
    assert book.shown.name == "Ida Zorn"

    book.presenter.step(1)
    assert book.shown.name == "Ida Zorn"


def test_back_clears_the_search_then_closes_the_customer(book):
    book.knows(IDA)
    book.presenter.open_first("ida")

    book.presenter.go_back()
    assert (book.view.state.search, book.shown) != ("", None)

    book.presenter.go_back()
    assert book.shown is None


def test_news_of_the_shown_customer_is_shown(book):
    ida = book.knows(IDA)
    book.presenter.entered(f"customer:{ida}")
    book.shop.sell_to(ida, SHIRT)

    book.presenter.refresh(NEWS)

    assert len(book.view.state.shown.customer.orders) == 1
