"""A receipt leads to its sale, and other codes to a sentence."""

import pytest

from tests.fakes.inline_runner import InlineRunner
from tests.shop import SHIRT, Shop
from tests.store.test_made_to_order import FOR_MIA, cake_for, sell
from tests.unit.ui.screens.returns.conftest import Counter


def test_a_scanned_receipt_shows_what_was_sold_and_what_is_left(counter: Counter, sold) -> None:
    counter.presenter.scanned(f"R.{sold}")

    assert counter.state.order.number == f"Sale {sold}"
    assert [row.name for row in counter.state.rows] == ["Shirt", "Apples"]
    assert "3 sold" in counter.state.rows[0].detail
    assert "1.5\u00a0kg left" in counter.state.rows[1].detail
    assert counter.state.refund.total == ""


def test_a_receipt_is_known_by_its_bare_number_too(counter: Counter, sold: str) -> None:
    counter.presenter.scanned(sold)

    assert counter.state.order.number == f"Sale {sold}"


@pytest.mark.parametrize("spelling", ["{}", " {} ", "R.{}", "r.{}"])
def test_a_number_may_be_typed_as_it_stands_on_the_paper(counter, sold, spelling) -> None:
    counter.presenter.look_up(spelling.format(sold).lower())

    assert counter.state.order.number == f"Sale {sold}"


def test_the_last_digits_mean_a_receipt_of_this_register(counter: Counter, sold: str) -> None:
    counter.presenter.look_up(str(int(sold[-6:])))

    assert counter.state.order.number == f"Sale {sold}"


def test_the_orders_screen_brings_its_sale_along(counter: Counter, sold: str) -> None:
    counter.presenter.entered(sold)

    assert counter.state.order.number == f"Sale {sold}"


def test_an_unknown_receipt_is_said_and_the_sale_in_hand_stays(counter: Counter, sold) -> None:
    counter.presenter.look_up(sold)

    counter.presenter.scanned("R.S9R9-A-000001")

    (refusal,) = counter.notices.refusals
    assert refusal.facts == {"number": "S9R9-A-000001"}
    assert counter.state.order.number == f"Sale {sold}"


def test_the_answer_to_an_older_question_is_dropped(shop: Shop, sold: str) -> None:
    runner = InlineRunner(shop.store.kept_reader())
    counter = Counter(shop, runner=runner)
    runner.is_holding = True
    counter.presenter.look_up("123")
    counter.presenter.look_up(sold)

    for answer in reversed(runner.held):
        answer()

    assert counter.state.order.number == f"Sale {sold}"
    assert counter.notices.refusals == []


def test_without_a_receipt_an_article_says_what_comes_first(counter: Counter) -> None:
    counter.presenter.scanned(SHIRT)

    assert counter.notices.strips == ["Scan the receipt first, then what comes back."]


def test_a_receipt_of_which_everything_came_back_says_so(shop: Shop, sold: str) -> None:
    counter = Counter(shop, "1")
    counter.presenter.look_up(sold)
    counter.presenter.lines.take_everything()
    counter.refund()

    counter.presenter.scanned(f"R.{sold}")

    assert not counter.state.order.has_anything_left
    assert counter.notices.strips == [
        f"Everything of sale {sold} came back already. Check the receipt."
    ]
    counter.presenter.lines.step(1)
    assert counter.chosen == ["0", "0"]


def test_back_leaves_a_sale_but_never_clears_what_was_chosen(counter: Counter, sold) -> None:
    counter.presenter.look_up(sold)
    counter.presenter.lines.step(1)
    counter.presenter.back()
    assert counter.chosen == ["1", "0"]

    counter.presenter.lines.drop_line()
    counter.presenter.back()

    assert counter.state.order is None


def test_the_next_receipt_takes_the_last_refund_off_the_screen(counter: Counter, sold) -> None:
    counter.presenter.look_up(sold)
    counter.presenter.lines.step(1)
    counter.refund()

    counter.presenter.scanned(f"R.{sold}")

    assert counter.state.done is None
    assert "1 returned" in counter.state.rows[0].detail


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("B.7", "This is not a receipt. Scan the barcode at the foot of the receipt."),
        ("2000000000016", "2000000000016 was misread. Scan it again."),
    ],
)
def test_other_codes_are_refused_with_a_sentence(counter: Counter, code: str, said: str) -> None:
    counter.presenter.scanned(code)

    assert counter.notices.strips == [said]


def test_what_waits_to_be_fetched_cannot_be_chosen(counter: Counter, shop: Shop) -> None:
    number = sell(shop, cake_for(shop, FOR_MIA)).number
    counter.presenter.look_up(number)

    counter.presenter.lines.take_everything()

    assert counter.chosen == ["0"]
    assert not counter.state.order.has_anything_left
    assert "not fetched yet" in counter.state.rows[0].detail
    assert counter.notices.strips == [
        f"Sale {number} waits to be fetched. Cancel it under Orders instead."
    ]
