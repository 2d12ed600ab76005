"""Credit of a customer: given by somebody who may, spent by the customer it belongs to."""

from dataclasses import replace
from uuid import UUID

import pytest

from pos.domain.customer import CartCustomer
from pos.domain.payment import CustomerMissingError, TenderEntry, TenderKind
from pos.domain.stored_value import BalanceTooLowError
from pos.queries.stored_value import find_store_credit
from pos.services.checkout import complete_sale
from pos.services.permissions import Actor
from pos.services.sale_payments import NotTheirCreditError
from pos.services.store_credit import CreditAmountError, GiveCredit, give_credit
from tests.gift_cards import know_customer, offer_gift_cards
from tests.shop import SHIRT, Shop


@pytest.fixture
def open_shop(shop: Shop) -> Shop:
    offer_gift_cards(shop)
    shop.open_shift()
    return shop


def give(shop: Shop, customer: UUID, cents: int) -> UUID:
    wish = GiveCredit(actor=Actor(staff_id=shop.grace), customer_id=customer, amount_cents=cents)
    with shop.store.write() as tx:
        return give_credit(tx, wish).account_id


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
