"""Stock is set right with a reason, undone, and agreed to by a manager."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from models.catalogue import VariantRow
from models.inventory import StockMovementRow
from pos.runtime.changes import Changes, Topic
from pos.services import stock
from pos.services.permissions import Actor
from tests.fakes.inline_runner import InlineRunner
from tests.fakes.set_clock import SetClock
from tests.shop import CAKE, GRACE_PIN, SHIRT, Shop
from tests.unit.ui.screens.stock.conftest import Shelf
from ui.screens.stock.adjustment import AdjustReason, How

MINUS = "\u2212"


@pytest.mark.parametrize(
    ("how", "quantity", "after"), [(How.ADD, 3, "11"), (How.TAKE, 3, "5"), (How.SET, 0, "0")]
)
def test_stock_is_set_right_with_a_reason(shelf: Shelf, how, quantity, after) -> None:
    shelf.presenter.scanned(SHIRT)

    shelf.adjust(how, quantity, AdjustReason.DAMAGED)

    assert shelf.detail.on_hand == after
    assert shelf.notices.toasts == [f"Shirt: 8 → {after}"]
    (adjusted,) = [each for each in shelf.detail.movements if each.kind == "Adjustment"]
    assert adjusted.detail == "Grace\u00a0 \u00b7 \u00a0damaged"


def test_undo_puts_back_what_was_adjusted_and_leaves_a_trace(shelf: Shelf, clock) -> None:
    shelf.presenter.scanned(SHIRT)
    shelf.adjust(How.SET, 2, AdjustReason.COUNTED)
    clock.advance(timedelta(seconds=2))

    shelf.notices.undo()

    assert shelf.detail.on_hand == "8"
    deltas = [each.delta for each in shelf.detail.movements if each.kind == "Adjustment"]
    assert deltas == ["+6", f"{MINUS}6"]


def test_staff_adjust_only_when_a_manager_agrees(shop: Shop, clock: SetClock) -> None:
    shelf = Shelf(shop, clock, "2")
    shelf.presenter.scanned(SHIRT)
    shelf.adjust(How.ADD, 1)
    assert shelf.detail.on_hand == "8"
    assert [person.name for person in shelf.panel.state.approvers] == ["Grace"]

    shelf.approvals.enter_pin(GRACE_PIN)

    assert shelf.detail.on_hand == "9"


def test_when_nobody_agrees_nothing_is_written_or_said(shop: Shop, clock: SetClock) -> None:
    shelf = Shelf(shop, clock, "2")
    shelf.presenter.scanned(SHIRT)
    shelf.adjust(How.ADD, 1)

    shelf.approvals.closed()

    assert shelf.notices.refusals == []
    with shop.store.read() as tx:
        kinds = tx.connection.execute(sa.select(StockMovementRow.kind)).scalars().all()
    assert "adjustment" not in kinds


def test_what_is_not_kept_in_stock_cannot_be_adjusted(shop: Shop, clock: SetClock) -> None:
    with shop.store.write() as tx:
        tx.connection.execute(
            sa.update(VariantRow).where(VariantRow.sku == "CAKE").values(track_stock=False)
        )
    shelf = Shelf(shop, clock)
    shelf.presenter.scanned(CAKE)

    shelf.presenter.adjust()

    assert not shelf.detail.can_adjust
    assert shelf.detail.available == "not counted"
    assert shelf.view.question is None


def test_while_another_variant_is_looked_up_the_old_one_is_not_adjusted(
    shop: Shop, clock: SetClock
) -> None:
    runner = InlineRunner(shop.store.kept_reader())
    shelf = Shelf(shop, clock, runner=runner)
    shelf.presenter.scanned(SHIRT)
    runner.is_holding = True
    shelf.presenter.move(-1)

    shelf.presenter.adjust()

    assert shelf.view.question is None


def test_what_somebody_else_moves_shows_at_once(shelf: Shelf, shop: Shop) -> None:
    shelf.presenter.scanned(SHIRT)
    with shop.store.write() as tx:
        wish = stock.AdjustStock(
            variant_id=shelf.detail.variant_id,
            reason="A box under the stairs",
            actor=Actor(staff_id=shop.grace),
            delta=12,
        )
        stock.adjust_stock(tx, wish)

    shelf.presenter.refresh(Changes(topics=frozenset({Topic.STOCK})))

    assert shelf.detail.on_hand == "20"
    (adjusted,) = [each for each in shelf.detail.movements if each.kind == "Adjustment"]
    assert "A box under the stairs" in adjusted.detail
    row = next(row for row in shelf.view.state.list.rows if row.sku == "SHIRT-92")
    assert row.on_hand == "20"
