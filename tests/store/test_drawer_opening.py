"""The drawer opens without a sale: permitted, with a reason, journalled; cash moves with a slip."""

import json

import pytest
import sqlalchemy as sa

from models.journal import JournalEntryRow
from models.print_jobs import PrintJobRow
from models.sync import OutboxRow
from pos.domain.permission import Action
from pos.domain.shift import CashMovementKind
from pos.domain.text import CardDataError
from pos.queries.cash_slips import get_cash_slip
from pos.services.cash_movements import MoveCashWish, MovementNeedsReasonError, move_cash
from pos.services.drawer_opening import OpenDrawerWish, OpeningNeedsReasonError, open_drawer
from pos.services.permissions import Actor, ApprovalNeededError, approve
from pos.services.settings import choose_setting
from tests.shop import GRACE_PIN, Shop


def no_sale(shop: Shop, actor: Actor, reason: str = "Change for a customer") -> None:
    with shop.store.write() as tx:
        open_drawer(tx, OpenDrawerWish(actor=actor, reason=reason))


def grace(shop: Shop) -> Actor:
    return Actor(staff_id=shop.grace)


def entries(shop: Shop) -> list[sa.Row]:
    with shop.store.read() as tx:
        query = sa.select(JournalEntryRow).where(JournalEntryRow.kind == "no_sale")
        return list(tx.connection.execute(query))


def jobs(shop: Shop) -> list[tuple[str, str | None]]:
    with shop.store.read() as tx:
        query = sa.select(PrintJobRow.kind, PrintJobRow.doc_type).order_by(PrintJobRow.id)
        return [tuple(row) for row in tx.connection.execute(query)]


def pay_out(shop: Shop, reason: str = "Window cleaner"):
    with shop.store.write() as tx:
        return move_cash(
            tx,
            MoveCashWish(
                actor=Actor(staff_id=shop.grace),
                kind=CashMovementKind.PAY_OUT,
                amount_cents=1_800,
                reason=reason,
            ),
        )


def test_the_drawer_opens_and_the_journal_says_who_and_why(shop: Shop) -> None:
    shift_id = shop.open_shift()

    no_sale(shop, Actor(staff_id=shop.grace))

    (entry,) = entries(shop)
    assert (entry.shift_id, entry.staff_id) == (shift_id, shop.grace)
    assert json.loads(entry.payload)["reason"] == "Change for a customer"
    assert jobs(shop) == [("drawer", None)]
    with shop.store.read() as tx:
        kinds = tx.connection.execute(sa.select(OutboxRow.kind).order_by(OutboxRow.seq)).scalars()
        assert list(kinds)[-1] == "drawer.opened"


def test_nobody_opens_it_without_a_reason(shop: Shop) -> None:
    shop.open_shift()

    with pytest.raises(OpeningNeedsReasonError):
        no_sale(shop, Actor(staff_id=shop.grace), "  ")

    assert jobs(shop) == []


def test_a_cashier_needs_a_manager_to_open_it(shop: Shop) -> None:
    shop.open_shift()
    with pytest.raises(ApprovalNeededError):
        no_sale(shop, Actor(staff_id=shop.ada))
    with shop.store.write() as tx:
        outcome = approve(
            tx,
            employee_no="1",
            pin=GRACE_PIN,
            action=Action.OPEN_DRAWER,
            for_staff_id=shop.ada,
        )

    no_sale(shop, Actor(staff_id=shop.ada, approval_id=outcome.approval_id))

    (entry,) = entries(shop)
    assert json.loads(entry.payload)["approved_by"] == str(shop.grace)


def test_it_opens_before_the_first_shift_so_that_the_float_can_be_counted(shop: Shop) -> None:
    no_sale(shop, Actor(staff_id=shop.grace), "Count the drawer")

    (entry,) = entries(shop)
    assert entry.shift_id is None


def test_cash_that_is_paid_out_opens_the_drawer_and_prints_a_slip(shop: Shop) -> None:
    shop.open_shift()

    movement_id = pay_out(shop)

    assert jobs(shop) == [("drawer", None), ("report", "cash_movements")]
    with shop.store.read() as tx:
        slip = get_cash_slip(tx, movement_id)
    assert (slip.kind, slip.amount_cents, slip.reason) == ("pay_out", -1_800, "Window cleaner")
    assert (slip.staff_name, slip.approved_by, slip.shift_number) == ("Grace", "", 1)


def test_a_shop_that_keeps_its_drawer_shut_gets_the_slip_alone(shop: Shop) -> None:
    shop.open_shift()
    with shop.store.write() as tx:
        choose_setting(tx, "open_drawer_for_cash", value=False)

    pay_out(shop)

    assert jobs(shop) == [("report", "cash_movements")]


@pytest.mark.parametrize(
    "act",
    [pay_out, lambda shop, why: no_sale(shop, grace(shop), why)],
    ids=["cash goes out", "the drawer is opened"],
)
def test_the_number_of_a_card_is_no_reason_that_is_kept(shop: Shop, act) -> None:
    shop.open_shift()

    with pytest.raises(CardDataError):
        act(shop, "4111 1111 1111 1111")

    assert jobs(shop) == []


def test_no_cash_leaves_without_a_word(shop: Shop) -> None:
    shop.open_shift()

    with pytest.raises(MovementNeedsReasonError):
        pay_out(shop, " ")
