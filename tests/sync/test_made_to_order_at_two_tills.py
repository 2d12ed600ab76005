"""A day that one till promised is full at the other, too; moved at one, it is moved at both."""

from dataclasses import replace
from datetime import date

from psycopg.types.json import Jsonb

from pos.domain.completion import CompletedSale
from pos.domain.fact import Fact, RowChanged
from pos.domain.made_to_order import MadeToOrder
from pos.domain.product_options import ChosenOption, options_document, parse_options, type_options
from pos.queries.items import find_sellable
from pos.queries.order_detail import get_order
from pos.queries.orders import OrderCriteria, OrderFilter, list_orders
from pos.queries.ready_days import count_promised
from pos.queries.work_tickets import get_work_ticket
from pos.services.checkout import complete_sale
from pos.services.permissions import Actor
from pos.services.product_options import OptionsWish, change_options
from pos.services.promised_days import MovePromisedDay, move_promised_day
from tests.offers import product_of
from tests.sync.branch import SHIRT, Branch, Till
from tests.sync.test_former_lives import Meanwhile
from tests.sync.test_setup_at_tills import clashes, troubles

TODAY, FRIDAY = date(2026, 11, 16), date(2026, 11, 20)
SATURDAY, MONDAY = date(2026, 11, 21), date(2026, 11, 23)


def promise(till: Till, *, quantity: int = 1) -> CompletedSale:
    cart = till.shop.cart_of(SHIRT, quantity=quantity)
    chosen = (ChosenOption(name="Thread", choice="Gold"),)
    made = MadeToOrder(ready_on=FRIDAY, message="Team Mia", chosen=chosen)
    wished = replace(cart, lines=tuple(replace(line, made=made) for line in cart.lines))
    wish = till.shop.sale_of(wished)
    with till.store.write() as tx:
        return complete_sale(tx, wish)


def promise_for_both(here: Till, there: Till, *, quantity: int = 1) -> CompletedSale:
    """Promise at one till what the other one then knows of."""
    sale = promise(here, quantity=quantity)
    here.sync()
    there.sync()
    return sale


def test_what_one_till_promised_fills_the_day_at_the_other(
    open_till: Till, other: Till, branch: Branch
) -> None:
    sale = promise_for_both(open_till, other, quantity=3)

    with other.store.read() as tx:
        taken = dict(count_promised(tx, today=TODAY))
        to_make = OrderCriteria(chosen=OrderFilter.TO_MAKE, business_date=TODAY)
        rows = list_orders(tx, to_make)
    assert taken == {FRIDAY: 3}
    assert [(row.number, row.ready_on) for row in rows] == [(sale.number, FRIDAY)]
    assert branch.ask("SELECT customization -> 'made_to_order' ->> 'message' FROM order_lines") == (
        "Team Mia"
    )


def test_what_was_chosen_is_read_at_the_other_till_and_at_central(
    open_till: Till, other: Till, branch: Branch
) -> None:
    sale = promise_for_both(open_till, other)

    move(other, sale, SATURDAY)
    other.sync()
    open_till.sync()

    for till in (open_till, other):
        with till.store.read() as tx:
            (line,) = get_work_ticket(tx, sale.order_id).lines
        assert line.options == ("Thread: Gold",)
    kept = branch.ask("SELECT customization -> 'made_to_order' -> 'options' FROM order_lines")
    assert kept == [{"name": "Thread", "choice": "Gold"}]


def test_what_can_be_chosen_comes_down_to_every_till(open_till: Till, branch: Branch) -> None:
    threads = options_document(parse_options("Thread: Gold, Red"))
    branch.do("UPDATE products SET options = %s", Jsonb(threads))

    open_till.sync()

    with open_till.store.read() as tx:
        shirt = find_sellable(tx, SHIRT, on=TODAY)
    assert shirt is not None
    assert [str(option) for option in shirt.options] == ["Thread: Gold, Red"]


def decide_threads(till: Till, typed: str) -> None:
    product_id, _ = product_of(till.shop, SHIRT)
    actor = Actor(staff_id=till.shop.grace)
    with till.store.write() as tx:
        change_options(tx, OptionsWish(actor=actor, product_id=product_id, typed=typed))


def threads(till: Till) -> str:
    with till.store.read() as tx:
        shirt = find_sellable(tx, SHIRT, on=TODAY)
    assert shirt is not None
    return type_options(shirt.options)


def test_what_is_decided_at_one_till_is_asked_at_the_other(
    open_till: Till, other: Till, branch: Branch
) -> None:
    decide_threads(open_till, "Thread: Gold, Red")

    open_till.sync()
    other.sync()

    assert threads(other) == "Thread: Gold, Red"
    assert troubles(branch) == []
    assert branch.count("audit_log", action="product.options_changed") == 1


def test_of_two_tills_that_decide_apart_the_first_holds(
    open_till: Till, other: Till, branch: Branch
) -> None:
    open_till.sync()
    other.sync()
    decide_threads(open_till, "Thread: Gold")
    decide_threads(other, "Thread: Red")

    open_till.sync()
    other.sync()
    open_till.sync()
    other.sync()

    assert threads(open_till) == threads(other) == "Thread: Gold"
    assert clashes(branch) == ["stale_update"]


def test_central_takes_options_only_of_who_may_edit_the_catalogue(
    open_till: Till, branch: Branch
) -> None:
    branch.do("UPDATE roles SET permissions = permissions - 'catalogue.edit' - '*'")
    decide_threads(open_till, "Thread: Gold")

    open_till.sync()

    assert troubles(branch) == ["CT304"]
    assert branch.ask("SELECT count(*) FROM products WHERE options IS NOT NULL") == 0


def move(till: Till, sale: CompletedSale, to_day: date) -> None:
    wish = MovePromisedDay(
        actor=Actor(staff_id=till.shop.ada),
        order_id=sale.order_id,
        from_day=FRIDAY,
        to_day=to_day,
        reason="Team is late",
    )
    with till.store.write() as tx:
        move_promised_day(tx, wish)


def promised(till: Till) -> dict[date, int]:
    with till.store.read() as tx:
        return dict(count_promised(tx, today=TODAY))


def moves(till: Till, sale: CompletedSale) -> set[date]:
    """To which days the history of an order says that it was moved."""
    with till.store.read() as tx:
        steps = get_order(tx, sale.order_id).history
    return {step.moved.after for step in steps if step.moved is not None}


def test_a_day_that_was_moved_at_one_till_is_moved_at_the_other(
    open_till: Till, other: Till, branch: Branch
) -> None:
    sale = promise_for_both(open_till, other, quantity=3)

    move(other, sale, SATURDAY)
    other.sync()
    open_till.sync()

    assert promised(open_till) == promised(other) == {SATURDAY: 3}
    assert moves(open_till, sale) == {SATURDAY}
    assert branch.count("sync_conflicts") == 0
    assert branch.count_aside() == 0
    assert branch.count("audit_log", action="promised_day.moved") == 1


def test_of_two_moves_apart_the_first_holds_and_both_are_seen(
    open_till: Till, other: Till, branch: Branch
) -> None:
    sale = promise_for_both(open_till, other)
    move(open_till, sale, SATURDAY)
    move(other, sale, MONDAY)

    open_till.sync()
    other.sync()
    open_till.sync()

    assert promised(open_till) == promised(other) == {SATURDAY: 1}
    assert moves(open_till, sale) == moves(other, sale) == {SATURDAY, MONDAY}
    assert branch.rows("SELECT kind, central_data, register_data FROM sync_conflicts") == [
        (
            "stale_update",
            {"order": sale.number, "ready_on": "2026-11-21"},
            {"ready_on": "2026-11-23"},
        )
    ]


def test_the_late_till_gets_the_day_also_when_it_read_the_line_before_it_moved_it(
    open_till: Till, other: Till, branch: Branch
) -> None:
    sale = promise_for_both(open_till, other)
    move(open_till, sale, SATURDAY)
    open_till.sync()
    other.sync(lambda central: Meanwhile(central, lambda: move(other, sale, MONDAY)))
    before = promised(other)

    other.sync()

    assert before == {MONDAY: 1}
    assert promised(other) == {SATURDAY: 1}


def test_a_register_changes_nothing_of_a_sold_line_but_its_day(
    open_till: Till, branch: Branch
) -> None:
    promise(open_till)
    open_till.sync()
    line_id, kept = branch.rows("SELECT id, customization FROM order_lines")[0]
    changed = RowChanged(
        table="order_lines",
        row_id=line_id,
        before={"quantity": 1, "customization": kept},
        after={"quantity": 5, "customization": kept},
    )
    with open_till.store.write() as tx:
        tx.record(
            Fact(
                kind="promised_day.moved",
                version=1,
                table="order_lines",
                row_id=line_id,
                changes=(changed,),
            )
        )

    open_till.sync()

    assert branch.ask("SELECT quantity FROM order_lines") == 1
    assert branch.ask("SELECT sqlstate FROM sync.dead_letter") == "CT301"
