"""A sale is held for a customer who is not ready yet, and taken up again."""

from uuid import UUID

CROISSANT, MILK = 3, 10


def test_a_held_sale_makes_room_for_the_next_and_comes_back(counter):
    counter.tap(MILK)
    counter.presenter.hold()
    held, rows = counter.cart.held, counter.cart.rows
    counter.presenter.recall()
    _kind, parked = counter.view.asked

    counter.view.answer["then"](parked[0].cart_id)

    assert (held, rows) == (1, ())
    assert counter.cart.held == 0
    assert counter.cart.rows[0].name == "Organic whole milk, 1 l"


def test_recalling_a_sale_holds_the_one_in_hand(counter):
    counter.tap(MILK)
    counter.presenter.hold()
    counter.tap(CROISSANT)
    counter.presenter.recall()
    _kind, parked = counter.view.asked

    counter.view.answer["then"](parked[0].cart_id)

    assert counter.cart.rows[0].name == "Organic whole milk, 1 l"
    assert counter.cart.held == 1


def test_a_held_sale_that_somebody_else_took_is_refused(counter):
    counter.tap(MILK)
    counter.presenter.hold()
    counter.presenter.recall()
    counter.shop.parked_carts.clear()

    counter.view.answer["then"](UUID(int=99))

    assert type(counter.runner.complaints[0]).__name__ == "CartGoneError"


def test_nothing_held_is_said_and_not_asked(counter):
    counter.presenter.recall()

    assert counter.notices.toasts == ["No sale is held"]


def test_an_empty_cart_cannot_be_held(counter):
    counter.presenter.hold()

    assert counter.shop.parked_carts == {}
