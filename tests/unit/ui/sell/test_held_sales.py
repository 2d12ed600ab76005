"""Held sales of all tills of the store: what is listed, who gets one, and what happens offline."""

from dataclasses import replace

import pytest

from pos.domain.hand_off import CartAnswer, HandOff
from pos.queries.parked_carts import ParkedCart
from sync.errors import CentralUnreachableError
from tests.fakes.toy_shop import ToyShop
from tests.unit.ui.sell.conftest import VIENNA, Counter, make_counter
from ui.screens.sell import held_panels
from ui.text.formats import Formats

MILK, CROISSANT = 10, 3
FORMATS = Formats(locale="en_GB", currency="EUR", timezone=VIENNA)


class HeldElsewhereShop(ToyShop):
    """A shop whose held sales were parked at another till."""

    def parked(self, tx):
        return tuple(replace(each, register_code="R2", is_own=False) for each in super().parked(tx))


class ToyCentral:
    """Answers who has a held sale, or does not answer."""

    def __init__(self) -> None:
        self.answer: CartAnswer | None = CartAnswer(state=HandOff.YOURS)
        self.asked = []

    def ask(self, cart_id) -> CartAnswer:
        self.asked.append(cart_id)
        if self.answer is None:
            raise CentralUnreachableError(reason="no route")
        return self.answer


@pytest.fixture
def central() -> ToyCentral:
    return ToyCentral()


@pytest.fixture
def counter(central: ToyCentral) -> Counter:
    """A counter where milk is held, which till R2 parked."""
    counter = make_counter(HeldElsewhereShop(), ask_for_cart=central.ask)
    counter.tap(MILK)
    counter.presenter.hold()
    return counter


def choose(counter: Counter) -> ParkedCart:
    counter.presenter.recall()
    _kind, parked = counter.view.asked
    counter.view.answer["then"](parked[0].cart_id)
    return parked[0]


def rows(counter: Counter) -> list[str]:
    return [row.name for row in counter.cart.rows]


def test_a_held_sale_is_taken_up_when_central_gives_it(
    counter: Counter, central: ToyCentral
) -> None:
    chosen = choose(counter)

    assert central.asked == [chosen.cart_id]
    assert rows(counter) == ["Organic whole milk, 1 l"]


def test_a_sale_that_another_till_has_is_left_there_unless_a_copy_is_wanted(
    counter: Counter, central: ToyCentral
) -> None:
    central.answer = CartAnswer(state=HandOff.HELD, register_code="R3")

    choose(counter)

    kind, offered = counter.view.asked
    assert (kind, offered.held_at, rows(counter)) == ("copy", "R3", [])
    counter.view.answer["then"](offered.cart_id)
    assert rows(counter) == ["Organic whole milk, 1 l"]


def test_a_sale_that_is_over_is_said_to_be_gone(counter: Counter, central: ToyCentral) -> None:
    central.answer = CartAnswer(state=HandOff.GONE)

    choose(counter)

    assert [type(each).__name__ for each in counter.notices.refusals] == ["CartGoneError"]
    assert rows(counter) == []


def test_without_central_another_tills_sale_is_taken_up_only_when_the_person_says_so(
    counter: Counter, central: ToyCentral
) -> None:
    central.answer = None

    choose(counter)

    kind, offered = counter.view.asked
    assert (kind, offered.register_code, rows(counter)) == ("copy", "R2", [])
    counter.view.answer["then"](offered.cart_id)
    assert rows(counter) == ["Organic whole milk, 1 l"]


def test_without_central_the_own_sale_comes_back_freely(central: ToyCentral) -> None:
    counter = make_counter(ToyShop(), ask_for_cart=central.ask)
    counter.tap(MILK)
    counter.presenter.hold()
    central.answer = None

    choose(counter)

    assert rows(counter) == ["Organic whole milk, 1 l"]


def test_what_is_scanned_while_central_is_asked_is_held_and_not_lost(counter: Counter) -> None:
    counter.runner.is_holding = True
    counter.presenter.recall()
    _kind, parked = counter.view.asked
    counter.view.answer["then"](parked[0].cart_id)

    counter.tap(CROISSANT)
    counter.runner.let_go()
    counter.runner.let_go()

    assert rows(counter) == ["Organic whole milk, 1 l"]
    assert counter.cart.held == 1


def test_the_list_says_when_what_how_much_who_and_where(counter: Counter) -> None:
    counter.presenter.recall()
    _kind, (parked,) = counter.view.asked

    rows = [
        held_panels.held_lines(each, FORMATS)
        for each in (parked, replace(parked, held_at="R3", customer_name="Ida Holm"))
    ]

    assert rows == [
        (
            "Organic whole milk, 1 l \u00b7 \u20ac1.69",
            "14:55 \u00b7 1 item \u00b7 Maya R. \u00b7 Till R2",
        ),
        (
            "Organic whole milk, 1 l \u00b7 Ida Holm \u00b7 \u20ac1.69",
            "14:55 \u00b7 1 item \u00b7 Maya R. \u00b7 Being worked on at till R3",
        ),
    ]
