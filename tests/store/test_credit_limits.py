"""How much a customer may owe: said by somebody who may, for this customer, within reason."""

from uuid import UUID

import pytest

from pos.queries.promises import read_credit
from pos.services.credit_limit import LIMIT_CENTS_MAX, LimitAmountError, LimitWish, limit_credit
from pos.services.customers import CustomerGoneError
from pos.services.headquarters import MovedOnError
from pos.services.permissions import Actor, ApprovalNeededError
from tests.gift_cards import know_customer
from tests.shop import Shop


def limit(
    shop: Shop,
    customer: UUID,
    cents: int | None,
    *,
    by: UUID | None = None,
    seen: int | None = None,
) -> None:
    wish = LimitWish(
        actor=Actor(staff_id=by or shop.grace),
        customer_id=customer,
        limit_cents=cents,
        base_version=seen,
    )
    with shop.store.write() as tx:
        limit_credit(tx, wish)


def may_owe(shop: Shop, customer: UUID) -> int | None:
    with shop.store.read() as tx:
        return read_credit(tx, customer).limit_cents


def test_a_manager_lets_a_customer_owe_and_ends_it_again(shop: Shop) -> None:
    mina = know_customer(shop)

    limit(shop, mina, 20_000)
    assert may_owe(shop, mina) == 20_000

    limit(shop, mina, None)
    assert may_owe(shop, mina) is None


def test_who_decided_it_is_noted_with_what_it_was_before(shop: Shop) -> None:
    mina = know_customer(shop)
    limit(shop, mina, 20_000)

    with shop.store.read() as tx:
        noted = tx.connection.exec_driver_sql(
            "SELECT metadata FROM audit_log WHERE action = 'customer.limited'"
        ).scalar_one()

    assert '"users.credit_limit_cents": [null, 20000]' in noted


def test_a_cashier_asks_a_manager(shop: Shop) -> None:
    mina = know_customer(shop)

    with pytest.raises(ApprovalNeededError):
        limit(shop, mina, 20_000, by=shop.ada)

    assert may_owe(shop, mina) is None


@pytest.mark.parametrize("cents", [-1, LIMIT_CENTS_MAX + 1])
def test_a_limit_is_within_reason(shop: Shop, cents: int) -> None:
    with pytest.raises(LimitAmountError):
        limit(shop, know_customer(shop), cents)


def test_staff_are_no_customers(shop: Shop) -> None:
    with pytest.raises(CustomerGoneError):
        limit(shop, shop.ada, 20_000)


def test_what_headquarters_changed_meanwhile_is_not_overwritten(shop: Shop) -> None:
    with pytest.raises(MovedOnError):
        limit(shop, know_customer(shop), 20_000, seen=7)
