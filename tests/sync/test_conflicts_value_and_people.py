"""Two tills that were apart: gift cards, coupons and customers, by the rules of the clash."""

from collections.abc import Callable
from itertools import permutations
from uuid import UUID

import pytest

from pos.domain.fact import Fact, RowChanged
from pos.queries.attention import read_attention
from tests.sync.branch import CAKE, SHIRT, Branch, Till
from tests.sync.test_facts_set_aside import fact_of

NewTill = Callable[..., Till]
PHONE = "+431234567"


@pytest.fixture
def tills(till: Till, new_till: NewTill) -> tuple[Till, Till]:
    return till, new_till("R2")


@pytest.fixture
def card(branch: Branch) -> UUID:
    """A gift card with 50.00 on it."""
    account: UUID = branch.ask(
        "INSERT INTO stored_value_accounts"
        " (id, kind, code_hash, code_last4, currency, balance_cents)"
        " VALUES (sync.new_id(), 'gift_card', 'h', '4711', 'EUR', 99) RETURNING id"
    )
    branch.do(
        "INSERT INTO stored_value_entries (id, account_id, kind, amount_cents)"
        " VALUES (sync.new_id(), %s, 'issue', 5000)",
        account,
    )
    return account


def record(till: Till, table: str, row: dict[str, object], *, kind: str) -> UUID:
    with till.store.write() as tx:
        row = {"id": tx.new_id(), **row}
        tx.record(fact_of(table, row, kind=kind))
    return row["id"]


def spend(till: Till, account: UUID, cents: int) -> None:
    row = {"account_id": account, "kind": "redeem", "amount_cents": -cents}
    with till.store.read() as tx:
        row["register_id"] = tx.register.register_id
    record(till, "stored_value_entries", row, kind="card.redeemed")


def meet(till: Till, name: str, phone: str | None) -> UUID:
    return record(till, "users", {"name": name, "phone": phone}, kind="customer.added")


def move_in(till: Till, person: UUID) -> None:
    row = {
        "user_id": person,
        "line1": "Ring 1",
        "city": "Vienna",
        "postal_code": "1010",
        "country": "AT",
    }
    record(till, "addresses", row, kind="address.added")


def clashes(branch: Branch) -> list[tuple[str, str]]:
    return branch.rows("SELECT kind, resolution FROM sync_conflicts ORDER BY kind")


def balance_at(till: Till, account: UUID) -> tuple[int, str]:
    with till.store.read() as tx:
        row = tx.connection.exec_driver_sql(
            "SELECT balance_cents, status FROM stored_value_accounts WHERE id = ?", (account.bytes,)
        ).one()
    return row.balance_cents, row.status


@pytest.mark.parametrize("order", list(permutations((0, 1))))
def test_a_gift_card_spent_twice_leaves_both_entries_and_is_frozen(
    tills: tuple[Till, Till], branch: Branch, card: UUID, order: tuple[int, int]
) -> None:
    for each in tills:
        each.sync()
        spend(each, card, 4_000)

    for place in (*order, *order):
        tills[place].sync()

    assert branch.rows("SELECT balance_cents, status FROM stored_value_accounts") == [
        (-3_000, "frozen")
    ]
    assert clashes(branch) == [("overspent_value", "open")]
    assert [balance_at(each, card) for each in tills] == [(-3_000, "frozen")] * 2
    assert branch.count("notifications", type="sync_conflict") == 1


def test_a_balance_that_comes_down_contains_what_this_till_has_not_sent_yet(
    till: Till, branch: Branch, card: UUID
) -> None:
    till.sync()
    spend(till, card, 1_500)
    with till.central() as central:
        exchange = till.exchange(central)
        page = central.pull(0, keys_max=5_000)
    assert exchange is not None
    assert [row.values["balance_cents"] for row in page.rows if row.key == card] == [5_000]

    till.sync()

    assert balance_at(till, card) == (3_500, "active")
    assert branch.ask("SELECT balance_cents FROM stored_value_accounts") == 3_500


@pytest.mark.parametrize("order", list(permutations((0, 1))))
def test_of_two_customers_with_one_phone_the_first_keeps_it_and_gets_the_others_orders(
    tills: tuple[Till, Till], branch: Branch, order: tuple[int, int]
) -> None:
    people = [meet(each, name, PHONE) for each, name in zip(tills, ("Ann", "Anna"), strict=True)]

    for place in (*order, *order):
        tills[place].sync()

    first, second = (people[place] for place in order)
    assert branch.rows(
        "SELECT id, phone, merged_into_id FROM users WHERE name LIKE 'Ann%%' ORDER BY phone"
    ) == [(first, PHONE, None), (second, None, first)]
    assert clashes(branch) == [("unique_clash", "merged")]
    for each in tills:
        assert each.status().in_review == each.status().set_aside == 0
        assert (
            each.ask("SELECT name FROM users WHERE phone = :phone", phone=PHONE)
            == (("Ann", "Anna")[order[0]])
        )


def test_what_comes_later_under_the_second_record_is_the_first_ones(
    tills: tuple[Till, Till], branch: Branch
) -> None:
    first, second = (meet(each, "Ann", PHONE) for each in tills)
    for each in tills:
        each.sync()

    move_in(tills[1], second)
    tills[1].sync()

    assert branch.rows("SELECT user_id FROM addresses WHERE line1 = 'Ring 1'") == [(first,)]


def test_a_customer_who_is_given_anothers_phone_keeps_the_old_one(
    till: Till, branch: Branch
) -> None:
    meet(till, "Ann", PHONE)
    other = meet(till, "Bob", "+439")
    with till.store.write() as tx:
        tx.record(
            Fact(
                kind="customer.changed",
                version=1,
                table="users",
                row_id=other,
                changes=(
                    RowChanged(
                        table="users",
                        row_id=other,
                        before={"phone": "+439", "name": "Bob"},
                        after={"phone": PHONE, "name": "Robert"},
                    ),
                ),
            )
        )

    till.sync()

    assert branch.rows("SELECT name, phone FROM users WHERE id = %s", other) == [("Robert", "+439")]
    assert clashes(branch) == [("unique_clash", "central_kept")]


def test_a_coupon_over_its_limit_leaves_the_sales_and_is_noted(
    tills: tuple[Till, Till], branch: Branch
) -> None:
    coupon = branch.ask(
        "INSERT INTO promotions (id, code, name, discount_type, amount_off_cents, usage_limit)"
        " VALUES (sync.new_id(), 'ONCE', 'Once', 'amount', 100, 1) RETURNING id"
    )
    for each in tills:
        each.open_shift()
        each.sync()
        each.sell(SHIRT)
        redeem(each, coupon)

    for each in tills:
        each.sync()

    assert branch.ask("SELECT usage_count FROM promotions") == 2
    assert branch.count("orders") == 2
    assert clashes(branch) == [("over_limit", "open")]


def redeem(till: Till, coupon: UUID) -> None:
    with till.store.read() as tx:
        order_id = UUID(bytes=tx.connection.exec_driver_sql("SELECT id FROM orders").scalar_one())
        register_id = tx.register.register_id
    row = {
        "promotion_id": coupon,
        "order_id": order_id,
        "register_id": register_id,
        "code": "ONCE",
        "discount_cents": 100,
    }
    record(till, "promotion_redemptions", row, kind="coupon.redeemed")


@pytest.mark.parametrize("order", list(permutations((0, 1))))
def test_the_last_piece_sold_at_two_tills_leaves_both_sales_and_a_task(
    tills: tuple[Till, Till], branch: Branch, order: tuple[int, int]
) -> None:
    branch.take_away(CAKE, branch.on_hand(CAKE) - 1)
    for each in tills:
        each.open_shift()
    for each in tills:
        each.sell(CAKE)

    for place in (*order, *order):
        tills[place].sync()

    assert branch.count("orders") == 2
    assert [each.on_hand(CAKE) for each in tills] == [-1, -1]
    assert clashes(branch) == [("negative_stock", "open")]
    with tills[0].store.read() as tx:
        assert [clash.kind for clash in read_attention(tx).clashes] == ["negative_stock"]
