"""Articles of a sale are chosen to come back, no more of them than were sold."""

import sqlalchemy as sa

from pos.domain.returns import Reason
from pos.runtime.changes import Changes, Topic
from tests.shop import APPLES, CAKE, SHIRT, Shop
from tests.unit.ui.screens.returns.conftest import Counter


def test_scanning_an_article_lets_one_more_of_it_come_back(counter: Counter, sold: str) -> None:
    counter.presenter.look_up(sold)

    counter.presenter.scanned(SHIRT)
    counter.presenter.scanned(SHIRT)

    assert counter.chosen == ["2", "0"]
    assert counter.state.refund.total == "€39.80"
    assert len(counter.view.flashed) == 2


def test_no_more_comes_back_than_was_sold(counter: Counter, sold: str) -> None:
    counter.presenter.look_up(sold)
    for _ in range(3):
        counter.presenter.scanned(SHIRT)

    counter.presenter.scanned(SHIRT)
    counter.presenter.lines.step(1)

    assert counter.chosen[0] == "3"
    assert counter.notices.strips == ["No more of Shirt can come back on this receipt."]


def test_an_article_that_is_not_on_the_receipt_is_not_taken(counter: Counter, sold: str) -> None:
    counter.presenter.look_up(sold)

    counter.presenter.scanned(CAKE)

    assert counter.chosen == ["0", "0"]
    assert counter.notices.strips[0].startswith(f"{CAKE} is not on this receipt.")


def test_articles_are_found_by_another_code_than_the_one_they_were_sold_by(
    counter: Counter, sold: str, shop: Shop
) -> None:
    with shop.store.write() as tx:
        tx.connection.execute(
            sa.text("UPDATE barcodes SET code = '2000000000978' WHERE code = :code"),
            {"code": SHIRT},
        )
    counter.presenter.look_up(sold)

    counter.presenter.scanned("2000000000978")

    assert counter.chosen == ["1", "0"]


def test_weighed_goods_come_back_in_tenths_of_a_kilo_or_all_at_once(counter, sold) -> None:
    counter.presenter.look_up(sold)
    counter.presenter.lines.move(1)

    counter.presenter.lines.step(1)
    assert counter.state.refund.total == "€0.40"

    counter.presenter.scanned(APPLES)
    assert counter.chosen == ["0", "1.5"]


def test_a_typed_quantity_is_limited_to_what_is_left(counter: Counter, sold: str) -> None:
    counter.presenter.look_up(sold)
    counter.presenter.lines.move(1)
    counter.presenter.lines.ask_quantity()
    assert (counter.view.question.unit, counter.view.question.most) == ("g", "1.5\u00a0kg")

    counter.view.answer(9_000)

    assert counter.chosen == ["0", "1.5"]


def test_spoiled_goods_are_set_aside_unless_somebody_says_otherwise(counter, sold) -> None:
    counter.presenter.look_up(sold)
    counter.presenter.lines.step(1)

    counter.presenter.lines.give_reason(Reason.DAMAGED)
    assert not counter.state.line.is_restocked

    counter.presenter.lines.put_away(restock=True)
    assert counter.state.line.is_restocked
    assert counter.state.line.reason is Reason.DAMAGED


def test_what_came_back_at_another_till_meanwhile_is_no_longer_offered(shop, sold) -> None:
    here, there = Counter(shop), Counter(shop)
    here.presenter.look_up(sold)
    here.presenter.lines.set_quantity(3)
    there.presenter.look_up(sold)
    there.presenter.lines.set_quantity(2)
    there.refund()

    here.presenter.refresh(Changes(topics=frozenset({Topic.SALES})))

    assert here.chosen == ["1", "0"]
    assert "2 returned" in here.state.rows[0].detail
