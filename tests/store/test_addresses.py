"""Addresses of customers: written down, changed, removed and brought back, each as a fact."""

import json
from dataclasses import replace
from uuid import UUID

import pytest
import sqlalchemy as sa

from models.identity import RoleRow
from models.sync import OutboxRow
from pos.domain.postal_address import (
    AddressIncompleteError,
    AddressUse,
    CountryRefusedError,
    PostalAddress,
)
from pos.domain.text import CardDataError, ControlCharacterError
from pos.queries.customer_addresses import CustomerAddress, list_addresses
from pos.services.addresses import (
    AddAddress,
    AddressGoneError,
    ChangeAddress,
    RemoveAddress,
    add_address,
    change_address,
    remove_address,
)
from pos.services.customers import CustomerGoneError
from pos.services.permissions import Actor, PermissionDeniedError
from tests.gift_cards import know_customer
from tests.shop import Shop

RING = PostalAddress(
    line1=" Ringstraße 1 ", line2="Top 7", postal_code="1010", city="Wien", country="at"
)
MILL = PostalAddress(line1="Mill Lane 2", city="Dover", postal_code="CT16", country="GB")


def add(shop: Shop, customer: UUID, address: PostalAddress) -> UUID:
    wish = AddAddress(actor=Actor(staff_id=shop.ada), customer_id=customer, address=address)
    with shop.store.write() as tx:
        return add_address(tx, wish)


def change(shop: Shop, customer: UUID, address_id: UUID, address: PostalAddress) -> None:
    wish = ChangeAddress(
        actor=Actor(staff_id=shop.ada), customer_id=customer, address_id=address_id, address=address
    )
    with shop.store.write() as tx:
        change_address(tx, wish)


def remove(shop: Shop, customer: UUID, address_id: UUID, *, is_removed: bool = True) -> None:
    wish = RemoveAddress(
        actor=Actor(staff_id=shop.ada),
        customer_id=customer,
        address_id=address_id,
        is_removed=is_removed,
    )
    with shop.store.write() as tx:
        remove_address(tx, wish)


def known(shop: Shop, customer: UUID) -> tuple[CustomerAddress, ...]:
    with shop.store.read() as tx:
        return list_addresses(tx, customer)


def streets(shop: Shop, customer: UUID) -> list[tuple[str, bool]]:
    return [(each.address.line1, each.address.is_default) for each in known(shop, customer)]


def told(shop: Shop) -> list[tuple[str, list[object]]]:
    """Return what waits for central about addresses: the kind and what was changed."""
    query = sa.select(OutboxRow.kind, OutboxRow.payload).where(OutboxRow.table_name == "addresses")
    with shop.store.read() as tx:
        rows = tx.connection.execute(query.order_by(OutboxRow.seq)).all()
    return [(row.kind, json.loads(row.payload)["body"]["changes"]) for row in rows]


def test_the_first_address_is_kept_clean_and_taken_first(shop: Shop) -> None:
    mina = know_customer(shop)

    add(shop, mina, RING)

    (kept,) = known(shop, mina)
    assert kept.address == replace(RING, line1="Ringstraße 1", country="AT", is_default=True)


def test_of_each_use_one_address_is_taken_first(shop: Shop) -> None:
    mina = know_customer(shop)
    add(shop, mina, RING)
    add(shop, mina, replace(MILL, is_default=True))
    add(shop, mina, replace(MILL, line1="Mill Lane 3", use=AddressUse.BILL, is_default=True))

    assert streets(shop, mina) == [
        ("Mill Lane 2", True),
        ("Mill Lane 3", True),
        ("Ringstraße 1", False),
    ]


def test_only_what_is_different_is_told(shop: Shop) -> None:
    mina = know_customer(shop)
    ring = add(shop, mina, RING)
    kept = known(shop, mina)[0].address

    change(shop, mina, ring, replace(kept, line2=""))
    change(shop, mina, ring, replace(kept, line2=""))

    (_, (kind, changes)) = told(shop)
    assert kind == "address.changed"
    assert changes == [["addresses", str(ring), {"line2": "Top 7"}, {"line2": None}]]


def test_a_removed_address_can_be_brought_back(shop: Shop) -> None:
    mina = know_customer(shop)
    ring = add(shop, mina, RING)

    remove(shop, mina, ring)
    remove(shop, mina, ring)
    assert known(shop, mina) == ()

    remove(shop, mina, ring, is_removed=False)
    assert streets(shop, mina) == [("Ringstraße 1", True)]
    assert [kind for kind, _ in told(shop)] == [
        "address.added",
        "address.removed",
        "address.brought_back",
    ]


def test_an_address_that_comes_back_is_not_first_beside_another(shop: Shop) -> None:
    mina = know_customer(shop)
    ring = add(shop, mina, RING)
    remove(shop, mina, ring)
    add(shop, mina, MILL)

    remove(shop, mina, ring, is_removed=False)

    assert [is_default for _, is_default in streets(shop, mina)] == [True, False]


def test_what_was_removed_meanwhile_is_not_changed(shop: Shop) -> None:
    mina = know_customer(shop)
    ring = add(shop, mina, RING)
    remove(shop, mina, ring)

    with pytest.raises(AddressGoneError):
        change(shop, mina, ring, MILL)


def test_nobody_changes_somebody_elses_address(shop: Shop) -> None:
    mina, ola = know_customer(shop), know_customer(shop, "Ola Nordmann")
    ring = add(shop, mina, RING)

    with pytest.raises(AddressGoneError):
        change(shop, ola, ring, MILL)
    with pytest.raises(AddressGoneError):
        remove(shop, ola, ring)
    with pytest.raises(CustomerGoneError):
        add(shop, shop.grace, RING)


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        (replace(RING, line1=" "), AddressIncompleteError),
        (replace(RING, city=""), AddressIncompleteError),
        (replace(RING, country="Austria"), CountryRefusedError),
        (replace(RING, country=""), CountryRefusedError),
        (replace(RING, line2="4111 1111 1111 1111"), CardDataError),
        (replace(RING, city="Wi\x00en"), ControlCharacterError),
    ],
)
def test_what_is_no_address_is_refused(
    shop: Shop, typed: PostalAddress, refusal: type[Exception]
) -> None:
    mina = know_customer(shop)

    with pytest.raises(refusal):
        add(shop, mina, typed)

    assert known(shop, mina) == ()


def test_who_may_not_change_customers_changes_no_address(shop: Shop) -> None:
    mina = know_customer(shop)
    with shop.store.write() as tx:
        tx.connection.execute(sa.update(RoleRow).values(permissions=["sale.ring"]))

    with pytest.raises(PermissionDeniedError):
        add(shop, mina, RING)
