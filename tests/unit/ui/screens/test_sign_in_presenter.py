"""Who is let in, who must wait, and where they begin."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from models.identity import StaffRow, UserRow
from pos.services.permissions import Actor
from pos.services.store_settings import SettingWish, change_setting
from tests.fakes.kept_notices import KeptNavigator, KeptNotices
from tests.fakes.store_runner import StoreRunner
from tests.shop import ADA_PIN, Shop
from ui.screens.sign_in.presenter import SignInPresenter
from ui.screens.sign_in.state import SignInState
from ui.shell.session import Session

GRACE, ADA = "1", "2"


class KeptView:
    """Keeps the state that is shown."""

    state: SignInState
    begun = 0

    def show(self, state: SignInState) -> None:
        self.state = state

    def begin(self) -> None:
        self.begun += 1


class Door:
    """The presenter of a locked till, and everything around it."""

    def __init__(self, shop: Shop) -> None:
        self.view, self.notices, self.navigator = KeptView(), KeptNotices(), KeptNavigator()
        self.session = Session()
        self.presenter = SignInPresenter(
            self.view,
            runner=StoreRunner(shop.store),
            notices=self.notices,
            navigator=self.navigator,
            session=self.session,
            place="Register 1",
        )
        self.presenter.entered("")

    def type_wrong_pins(self, times: int) -> None:
        for _ in range(times):
            self.presenter.enter_pin("0000")


@pytest.fixture
def door(shop: Shop) -> Door:
    return Door(shop)


def test_everybody_who_works_here_has_a_tile_cashiers_first(door: Door) -> None:
    people = door.view.state.people or ()

    assert [(each.name, each.role_name) for each in people] == [
        ("Ada", "Staff"),
        ("Grace", "Administrator"),
    ]
    assert door.view.state.chosen == ""


def test_the_right_pin_lets_a_person_in_with_what_they_may_do(door: Door) -> None:
    door.presenter.choose(ADA)

    door.presenter.enter_pin(ADA_PIN)

    assert door.session.cashier is not None
    assert door.session.cashier.name == "Ada"
    assert not door.session.cashier.grants.everything


def test_without_a_shift_the_day_begins_at_the_drawer(door: Door) -> None:
    door.presenter.choose(ADA)

    door.presenter.enter_pin(ADA_PIN)

    assert door.navigator.went == [("cash", "")]
    assert door.session.shift_id is None


def test_with_an_open_shift_the_person_goes_on_selling(shop: Shop) -> None:
    shift_id = shop.open_shift()
    door = Door(shop)
    door.presenter.choose(ADA)

    door.presenter.enter_pin(ADA_PIN)

    assert door.navigator.went == []
    assert door.session.shift_id == shift_id


def test_a_wrong_pin_says_how_many_tries_are_left(door: Door) -> None:
    door.presenter.choose(ADA)

    door.type_wrong_pins(1)

    assert door.view.state.trouble == "Wrong PIN. 9 tries left."
    assert door.notices.beeps == 1
    assert door.session.cashier is None


def test_the_fourth_wrong_pin_makes_the_next_one_wait(door: Door, clock) -> None:
    door.presenter.choose(ADA)

    door.type_wrong_pins(4)

    assert door.view.state.trouble == "Wrong PIN. 6 tries left."
    assert door.view.state.wait_until == clock.moment + timedelta(seconds=2)


def test_ten_wrong_pins_lock_a_person_out_for_a_quarter_of_an_hour(door: Door, clock) -> None:
    door.presenter.choose(ADA)

    for _ in range(10):
        door.type_wrong_pins(1)
        clock.advance(timedelta(minutes=1))
    door.presenter.enter_pin(ADA_PIN)

    assert door.session.cashier is None
    assert door.view.state.trouble == "Too many wrong PINs."
    assert door.view.state.wait_until == clock.moment + timedelta(minutes=14)


def test_a_badge_chooses_the_person_but_is_no_proof(door: Door) -> None:
    door.presenter.scanned("B.2")

    assert door.view.state.chosen == ADA
    assert door.session.cashier is None


def test_a_badge_opens_the_till_where_the_shop_trusts_it(door: Door, shop: Shop) -> None:
    trust_badges(shop)

    door.presenter.scanned("B.2")

    assert door.session.cashier is not None
    assert door.session.cashier.name == "Ada"


def test_who_must_wait_waits_with_a_badge_too(door: Door, shop: Shop) -> None:
    trust_badges(shop)
    door.presenter.choose(ADA)
    door.type_wrong_pins(4)

    door.presenter.scanned("B.2")

    assert door.session.cashier is None


def trust_badges(shop: Shop) -> None:
    wish = SettingWish(actor=Actor(staff_id=shop.grace), key="badge_opens", value=True)
    with shop.store.write() as tx:
        change_setting(tx, wish)


def test_a_badge_scanned_into_the_pin_field_is_no_wrong_pin(door: Door) -> None:
    door.presenter.choose(ADA)

    door.presenter.enter_pin("B.1")

    assert door.view.state.chosen == GRACE
    assert door.view.state.trouble == ""


def test_a_badge_of_another_shop_is_named(door: Door) -> None:
    door.presenter.scanned("B.77")

    assert door.view.state.trouble == "Nobody here has the badge 77."
    assert door.view.state.chosen == ""


def test_an_article_scanned_at_the_door_only_beeps(door: Door) -> None:
    door.presenter.scanned("2000000000015")

    assert door.notices.beeps == 1
    assert door.view.state.trouble == ""


def test_somebody_without_a_pin_is_told_who_can_help(shop: Shop) -> None:
    with shop.store.write() as tx:
        tom = tx.new_id()
        tx.connection.execute(sa.insert(UserRow), {"id": tom, "name": "Tom"})
        tx.connection.execute(sa.insert(StaffRow), {"user_id": tom, "employee_no": "3"})
    door = Door(shop)

    door.presenter.choose("3")

    assert door.view.state.trouble == "Tom has no PIN yet. A manager can give one in Setup."
    assert not door.view.state.takes_pin


def test_who_worked_last_is_still_chosen_when_the_till_is_locked(door: Door) -> None:
    door.presenter.choose(ADA)
    door.type_wrong_pins(1)

    door.presenter.entered("")

    assert door.view.state.chosen == ADA
    assert door.view.state.trouble == ""


def test_whoever_leaves_the_shop_is_no_longer_chosen(shop: Shop) -> None:
    door = Door(shop)
    door.presenter.choose(ADA)
    with shop.store.write() as tx:
        tx.connection.execute(
            sa.update(StaffRow).where(StaffRow.employee_no == ADA).values(is_active=False)
        )

    door.presenter.entered("")

    assert [each.name for each in door.view.state.people or ()] == ["Grace"]
    assert door.view.state.chosen == GRACE


class SlowRunner(StoreRunner):
    """Answers questions when it is told to; writes at once.

    Attributes:
        waiting: What is still to be answered.
    """

    def __init__(self, store) -> None:
        super().__init__(store)
        self.waiting = []

    def ask(self, job, *, then, refused=None) -> None:
        self.waiting.append(lambda: super(SlowRunner, self).ask(job, then=then, refused=refused))

    def answer(self) -> None:
        for answer in self.waiting:
            answer()
        self.waiting.clear()


def test_a_list_of_staff_that_comes_late_leaves_the_focus_where_it_is(shop: Shop) -> None:
    view, runner = KeptView(), SlowRunner(shop.store)
    presenter = SignInPresenter(
        view,
        runner=runner,
        notices=KeptNotices(),
        navigator=KeptNavigator(),
        session=Session(),
        place="Register 1",
    )
    presenter.entered("")
    runner.answer()
    presenter.entered("")
    presenter.choose(ADA)
    presenter.enter_pin(ADA_PIN)
    begun = view.begun

    runner.answer()

    assert view.begun == begun
