"""Credit of a customer: given by somebody who may, spent by the customer it belongs to."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from pos.domain.customer import CartCustomer
from pos.domain.payment import CustomerMissingError, TenderEntry, TenderKind
from pos.domain.stored_value import BalanceTooLowError, CreditReason, EntryKind, NoStoreCreditError
from pos.queries.credit_slips import get_credit_slip
from pos.queries.customer_account import list_credit_movements
from pos.queries.stored_value import find_store_credit, get_spendable_credit
from pos.services.checkout import complete_sale
from pos.services.customer_merge import MergeCustomers, merge_customers
from pos.services.customers import CustomerGoneError
from pos.services.permissions import Actor, ApprovalNeededError
from pos.services.sale_payments import NotTheirCreditError
from pos.services.store_credit import (
    CreditAmountError,
    MoveCredit,
    give_credit,
    take_credit_back,
)
from tests.gift_cards import know_customer, offer_gift_cards
from tests.shop import SHIRT, Shop


@pytest.fixture
def open_shop(shop: Shop) -> Shop:
    offer_gift_cards(shop)
    shop.open_shift()
    return shop


def wish_of(
    shop: Shop, customer: UUID, cents: int, *, reason: CreditReason = CreditReason.GOODWILL
) -> MoveCredit:
    return MoveCredit(
        actor=Actor(staff_id=shop.grace), customer_id=customer, amount_cents=cents, reason=reason
    )


def give(shop: Shop, customer: UUID, cents: int) -> UUID:
    with shop.store.write() as tx:
        return give_credit(tx, wish_of(shop, customer, cents)).account_id


def take_back(shop: Shop, customer: UUID, cents: int) -> int:
    wish = wish_of(shop, customer, cents, reason=CreditReason.MISTAKE)
    with shop.store.write() as tx:
        return take_credit_back(tx, wish).balance_cents


def pay(shop: Shop, account: UUID, *, customer: UUID | None) -> None:
    cart = shop.cart_of(SHIRT)
    if customer is not None:
        cart = replace(cart, customer=CartCustomer(customer_id=customer, name="Mina Okafor"))
    tender = TenderEntry(
        method_code="store_credit", kind=TenderKind.STORE_CREDIT, account_id=account
    )
    wish = shop.sale_of(cart, tender)
    with shop.store.write() as tx:
        complete_sale(tx, wish)


def left(shop: Shop, customer: UUID) -> int:
    with shop.store.read() as tx:
        account = find_store_credit(tx, customer, currency="EUR")
    assert account is not None
    return account.balance_cents


def test_credit_is_given_and_spent_by_the_same_customer(open_shop: Shop) -> None:
    mina = know_customer(open_shop)
    account = give(open_shop, mina, 1_000)
    give(open_shop, mina, 1_500)

    pay(open_shop, account, customer=mina)

    assert left(open_shop, mina) == 510


def test_nobody_spends_somebody_elses_credit(open_shop: Shop) -> None:
    mina, ola = know_customer(open_shop), know_customer(open_shop, "Ola Nordmann")
    account = give(open_shop, mina, 5_000)

    with pytest.raises(NotTheirCreditError):
        pay(open_shop, account, customer=ola)
    with pytest.raises(CustomerMissingError):
        pay(open_shop, account, customer=None)

    assert left(open_shop, mina) == 5_000


def test_credit_pays_no_more_than_there_is(open_shop: Shop) -> None:
    mina = know_customer(open_shop)
    account = give(open_shop, mina, 1_989)

    with pytest.raises(BalanceTooLowError):
        pay(open_shop, account, customer=mina)


@pytest.mark.parametrize("cents", [0, -1])
def test_credit_is_an_amount(open_shop: Shop, cents: int) -> None:
    with pytest.raises(CreditAmountError):
        give(open_shop, know_customer(open_shop), cents)


def test_credit_is_taken_back_as_far_as_there_is_any(open_shop: Shop) -> None:
    mina = know_customer(open_shop)
    give(open_shop, mina, 2_000)

    assert take_back(open_shop, mina, 1_500) == 500
    with pytest.raises(BalanceTooLowError):
        take_back(open_shop, mina, 501)

    assert left(open_shop, mina) == 500


def test_from_who_never_had_credit_nothing_is_taken(open_shop: Shop) -> None:
    with pytest.raises(NoStoreCreditError):
        take_back(open_shop, know_customer(open_shop), 100)


def test_a_cashier_gives_credit_only_when_somebody_agrees(open_shop: Shop) -> None:
    mina = know_customer(open_shop)
    wish = replace(wish_of(open_shop, mina, 1_000), actor=Actor(staff_id=open_shop.ada))

    with pytest.raises(ApprovalNeededError), open_shop.store.write() as tx:
        give_credit(tx, wish)


def test_who_is_no_customer_gets_no_credit(open_shop: Shop) -> None:
    with pytest.raises(CustomerGoneError):
        give(open_shop, open_shop.ada, 1_000)


def test_how_the_credit_came_about_is_listed_with_the_newest_first(open_shop: Shop) -> None:
    mina = know_customer(open_shop)
    account = give(open_shop, mina, 5_000)
    pay(open_shop, account, customer=mina)
    take_back(open_shop, mina, 10)

    with open_shop.store.read() as tx:
        movements = list_credit_movements(tx, mina)

    assert [(each.kind, each.amount_cents) for each in movements] == [
        (EntryKind.ADJUST, -10),
        (EntryKind.REDEEM, -1_990),
        (EntryKind.ISSUE, 5_000),
    ]


def test_a_slip_is_printed_and_the_journal_knows_no_name(open_shop: Shop) -> None:
    mina = know_customer(open_shop)
    give(open_shop, mina, 2_500)

    with open_shop.store.read() as tx:
        (job,) = tx.connection.exec_driver_sql(
            "SELECT doc_id FROM print_jobs WHERE doc_type = 'stored_value_entries'"
        ).scalars()
        payload = tx.connection.exec_driver_sql(
            "SELECT payload FROM journal_entries WHERE kind = 'store_credit'"
        ).scalar_one()
        slip = get_credit_slip(tx, UUID(bytes=job))

    assert (slip.customer_name, slip.amount_cents, slip.balance_cents, slip.reason) == (
        "Mina Okafor",
        2_500,
        2_500,
        "goodwill",
    )
    assert '"amount_cents":2500' in payload
    assert "Mina" not in payload


def test_credit_of_a_record_that_was_folded_into_theirs_is_spent_too(open_shop: Shop) -> None:
    mina, again = know_customer(open_shop), know_customer(open_shop, "Mina O.")
    give(open_shop, mina, 500)
    give(open_shop, again, 2_000)
    wish = MergeCustomers(actor=Actor(staff_id=open_shop.grace), kept_id=mina, folded_id=again)
    with open_shop.store.write() as tx:
        merge_customers(tx, wish)
    with open_shop.store.read() as tx:
        spendable = get_spendable_credit(
            tx, mina, customer_name="Mina", now=datetime(2026, 11, 20, tzinfo=UTC)
        )

    pay(open_shop, spendable.account.account_id, customer=mina)

    assert left(open_shop, mina) == 500
