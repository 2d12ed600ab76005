"""Children are shown while headquarters answers, and nothing is kept of them without consent."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from pos.domain.contact import CustomerDetails
from pos.domain.family import ChildPurpose, FamilyAnswer, KnownChild
from pos.domain.permission import Grants
from pos.services.customers import AddCustomer, add_customer
from pos.services.permissions import Actor
from tests.fakes.bare_desk import bare_desk
from tests.fakes.kept_notices import KeptNavigator, KeptNotices
from tests.fakes.store_runner import StoreRunner
from tests.fakes.told_family import ToldFamily
from tests.shop import Shop
from ui.screens.customers import family_text
from ui.screens.customers.family_wishes import FamilyWishes
from ui.screens.customers.register_book import opening
from ui.screens.customers.state import Asked, ShownFamily
from ui.screens.customers.view_protocol import ChildAnswer
from ui.shell.session import Cashier, Session

TWO = KnownChild(
    child_id=UUID(int=7),
    months_from=24,
    months_to=36,
    purpose=ChildPurpose.SIZE_ADVICE,
    keep_until=date(2028, 1, 1),
)
ANSWER = ChildAnswer(month="3/2025", purpose=ChildPurpose.BIRTHDAY, years=2, has_consent=True)


class Parent:
    """Ida Holm's page, with a headquarters that answers; keeps what is asked and shown."""

    def __init__(self, shop: Shop, clock) -> None:
        wish = AddCustomer(actor=Actor(staff_id=shop.ada), details=CustomerDetails(name="Ida Holm"))
        with shop.store.write() as tx:
            ida = add_customer(tx, wish)
        with shop.store.read() as tx:
            shown = opening(ida)(tx)
        self.family, self.notices = ToldFamily(TWO), KeptNotices()
        self.shown, self.trouble, self.title, self.answer = ShownFamily(), "", "", None
        session = Session()
        session.sign_in(
            Cashier(staff_id=shop.ada, employee_no="2", name="Ada", grants=Grants(everything=True))
        )
        desk = bare_desk(
            runner=StoreRunner(shop.store),
            notices=self.notices,
            navigator=KeptNavigator(),
            session=session,
            clock=clock,
        )
        self.wishes = FamilyWishes(
            self,
            desk=replace(desk, family=self.family),
            shown=lambda: shown,
            show=self._show,
        )
        self.alone = FamilyWishes(self, desk=desk, shown=lambda: shown, show=self._show)

    def ask_child(self, question, *, then, remove) -> None:
        self.title, self.answer, self.remove = question.title, then, remove

    def close_question(self) -> None:
        self.title = ""

    def show_trouble(self, sentence: str) -> bool:
        self.trouble = sentence
        return True

    def _show(self, family: ShownFamily) -> None:
        self.shown = family


@pytest.fixture
def parent(shop: Shop, clock) -> Parent:
    return Parent(shop, clock)


def test_a_till_that_works_alone_shows_nothing(parent):
    parent.alone.look()

    assert parent.shown == ShownFamily(asked=Asked.ALONE)


def test_children_are_shown_while_headquarters_answers(parent):
    parent.wishes.look()

    assert parent.shown == ShownFamily(asked=Asked.ANSWERED, children=(TWO,))


def test_that_headquarters_is_away_is_said_and_nothing_older_is_shown(parent):
    parent.wishes.look()
    parent.family.is_away = True

    parent.wishes.look()

    assert parent.shown == ShownFamily(asked=Asked.AWAY)


def test_what_a_parent_tells_is_noted_for_so_many_years(parent):
    parent.wishes.add()
    parent.answer(ANSWER)

    (noted,) = parent.family.noted
    assert (noted.birth_month, noted.purpose) == (date(2025, 3, 1), ChildPurpose.BIRTHDAY)
    assert noted.keep_until.year == 2028
    assert parent.title == ""
    assert parent.notices.toasts == [family_text.noted()]


@pytest.mark.parametrize(
    "answer", [replace(ANSWER, has_consent=False), replace(ANSWER, month="soon")]
)
def test_what_must_not_be_kept_is_not_sent(parent, answer):
    parent.wishes.add()
    parent.answer(answer)

    assert parent.family.noted == []
    assert parent.trouble != ""


@pytest.mark.parametrize("no", [FamilyAnswer.NOT_ALLOWED, FamilyAnswer.NO_CUSTOMER])
def test_what_headquarters_refuses_is_said_in_the_question(parent, no):
    parent.family.answer = no
    parent.wishes.add()
    parent.answer(ANSWER)

    assert parent.trouble == family_text.refused(no)
    assert parent.title == "A child of Ida Holm"


def test_a_child_is_forgotten_from_its_own_question(parent):
    parent.wishes.change(TWO)
    assert parent.title == "Child, 2 to 3 years"

    parent.remove()

    assert parent.shown.children == ()
    assert parent.notices.toasts == [family_text.forgotten()]


@pytest.mark.parametrize(
    ("months_from", "months_to", "words"),
    [
        (-12, 0, "Not born yet"),
        (0, 3, "0 to 3 months"),
        (18, 24, "18 to 24 months"),
        (24, 36, "2 to 3 years"),
        (144, None, "12 years or older"),
    ],
)
def test_an_age_is_said_as_people_say_it(months_from, months_to, words):
    assert family_text.age(months_from, months_to) == words
