"""A wish that needs a second person is asked about once, and repeated with their approval."""

from functools import partial

import pytest
import sqlalchemy as sa

from models.drawer import CashMovementRow
from models.identity import StaffRow
from pos.domain.shift import CashMovementKind
from pos.queries.people import find_staff_member, read_grants
from pos.services.cash_movements import CashAmountError, MoveCashWish, move_cash
from pos.services.permissions import Actor, ApprovalNeededError
from pos.uow import WriteTx
from tests.fakes.kept_panel import KeptPanel
from tests.fakes.store_runner import StoreRunner
from tests.shop import ADA_PIN, GRACE_PIN, Shop
from ui.shell.approval import Approvals, AskerGoneError
from ui.shell.session import Cashier, Session
from ui.text.refusals import sentence

GRACE, ADA = "1", "2"


class Till:
    """A till with an open shift at which somebody stands."""

    def __init__(self, shop: Shop, employee_no: str) -> None:
        self.shop = shop
        self.panel, self.session = KeptPanel(), Session()
        self.complaints: list[Exception] = []
        self.meanwhile = lambda: None
        shop.open_shift()
        self.sign_in(employee_no)
        self.approvals = Approvals(
            runner=StoreRunner(shop.store),
            session=self.session,
            view=self.panel,
            complain=self.complaints.append,
        )

    def sign_in(self, employee_no: str) -> None:
        with self.shop.store.read() as tx:
            person = find_staff_member(tx, employee_no)
            assert person is not None
            grants = read_grants(tx, person.staff_id)
        self.session.sign_in(
            Cashier(
                staff_id=person.staff_id, employee_no=employee_no, name=person.name, grants=grants
            )
        )

    def pay_out(self, cents: int = 500, **answers) -> None:
        def job(tx: WriteTx, actor: Actor):
            self.meanwhile()
            wish = MoveCashWish(
                actor=actor, kind=CashMovementKind.PAY_OUT, amount_cents=cents, reason="Milk"
            )
            return move_cash(tx, wish)

        self.approvals.do(job, size=cents, **answers)

    def moved(self) -> list[int]:
        with self.shop.store.read() as tx:
            return list(tx.connection.execute(sa.select(CashMovementRow.amount_cents)).scalars())


@pytest.fixture
def till(shop: Shop) -> Till:
    return Till(shop, ADA)


def test_a_manager_is_not_asked_anything(shop: Shop) -> None:
    till = Till(shop, GRACE)
    answers: list[object] = []

    till.pay_out(then=answers.append)

    assert till.panel.state is None
    assert till.moved() == [-500]
    assert len(answers) == 1


def test_a_cashier_is_asked_for_somebody_who_may(till: Till) -> None:
    till.pay_out()

    assert till.panel.state is not None
    assert [each.name for each in till.panel.state.approvers] == ["Grace"]
    assert till.panel.state.hint.startswith("Ada may not pay cash in or out alone.")
    assert till.moved() == []


def test_the_wish_is_repeated_once_with_the_approval(till: Till) -> None:
    till.pay_out()

    till.approvals.enter_pin(GRACE_PIN)

    assert till.panel.state is None
    assert till.moved() == [-500]


def test_an_approval_is_good_for_one_wish_only(till: Till) -> None:
    till.pay_out()
    till.approvals.enter_pin(GRACE_PIN)

    till.pay_out()

    assert till.panel.state is not None
    assert till.moved() == [-500]


def test_a_wrong_pin_of_the_manager_is_counted_and_said(till: Till) -> None:
    till.pay_out()

    till.approvals.enter_pin("0000")

    assert till.panel.state is not None
    assert till.panel.state.trouble == "Wrong PIN. 9 tries left."
    assert till.moved() == []


def test_a_closed_panel_ends_the_wish_and_says_so_to_the_screen(till: Till) -> None:
    refusals: list[Exception] = []
    till.pay_out(refused=refusals.append)

    till.approvals.closed()
    till.approvals.enter_pin(GRACE_PIN)

    assert [type(error) for error in refusals] == [ApprovalNeededError]
    assert till.moved() == []


def test_another_refusal_goes_straight_to_the_screen(shop: Shop) -> None:
    till = Till(shop, GRACE)

    till.pay_out(0)

    assert [type(error) for error in till.complaints] == [CashAmountError]
    assert till.panel.state is None


def test_a_badge_chooses_who_agrees(till: Till) -> None:
    till.pay_out()
    till.approvals.choose("")

    till.approvals.enter_pin("B.1")

    assert till.panel.state is not None
    assert till.panel.state.chosen == GRACE
    assert till.panel.state.trouble == ""


def test_the_badge_of_somebody_who_may_not_agree_is_turned_down(till: Till) -> None:
    till.pay_out()

    till.approvals.enter_pin("B.2")

    assert till.panel.state is not None
    assert till.panel.state.trouble == "2 may not agree to this. Choose somebody else."


def test_where_nobody_else_may_agree_the_panel_says_so(till: Till, shop: Shop) -> None:
    with shop.store.write() as tx:
        tx.connection.execute(
            sa.update(StaffRow).where(StaffRow.employee_no == GRACE).values(is_active=False)
        )

    till.pay_out()

    assert till.panel.state is not None
    assert till.panel.state.trouble == "Nobody else here may agree to this."


def test_a_wish_at_a_locked_till_is_refused_in_words(till: Till) -> None:
    till.session.sign_out()

    till.pay_out()

    assert till.panel.state is None
    assert till.moved() == []
    assert [sentence(error) for error in till.complaints] == [
        "Whoever asked for this is not signed in any more. Sign in and do it again."
    ]


def test_a_screen_hears_that_its_wish_came_too_late_and_is_busy_no_longer(till: Till) -> None:
    refusals: list[Exception] = []
    till.session.sign_out()

    till.pay_out(refused=refusals.append)

    assert [type(error) for error in refusals] == [AskerGoneError]


def test_a_till_that_locks_before_the_question_is_shown_asks_nothing_at_the_door(
    till: Till,
) -> None:
    till.meanwhile = till.session.sign_out

    till.pay_out()
    till.approvals.enter_pin(GRACE_PIN)

    assert till.panel.state is None
    assert [type(error) for error in till.complaints] == [AskerGoneError]
    assert till.moved() == []


def test_whoever_took_the_till_over_is_not_asked_for_somebody_else(till: Till) -> None:
    till.meanwhile = partial(till.sign_in, GRACE)

    till.pay_out()

    assert till.panel.state is None
    assert [type(error) for error in till.complaints] == [AskerGoneError]


def test_the_askers_own_pin_never_counts(till: Till) -> None:
    till.pay_out()
    till.approvals.choose(ADA)

    till.approvals.enter_pin(ADA_PIN)

    assert till.panel.state is not None
    assert till.panel.state.trouble == "Ada may not agree to this. Choose somebody else."
    assert till.moved() == []
