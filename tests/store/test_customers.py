"""Customers are written down, changed and made one, each as a fact for central."""

import json
from uuid import UUID

import pytest
import sqlalchemy as sa

from models.identity import RoleRow, UserRow
from models.operations import AuditLogRow
from models.sync import OutboxRow
from pos.domain.cart import set_customer
from pos.domain.contact import (
    CustomerDetails,
    EmailRefusedError,
    NothingToKnowThemByError,
    read_one_field,
)
from pos.domain.phone import PhoneRefusedError
from pos.domain.text import CardDataError, ControlCharacterError, TextTooLongError
from pos.queries.customer_details import Customer, find_customer
from pos.queries.customer_duplicates import Sameness, list_duplicates
from pos.queries.customers import find_cart_customer, find_customers
from pos.queries.receipts import get_sale_receipt
from pos.services.carts import find_open_cart, save_cart
from pos.services.customer_merge import MergeCustomers, SamePersonError, merge_customers
from pos.services.customers import (
    AddCustomer,
    ChangeCustomer,
    CustomerGoneError,
    TakenByAnotherError,
    add_customer,
    change_customer,
)
from pos.services.permissions import Actor, PermissionDeniedError
from tests.shop import SHIRT, Shop


def add(shop: Shop, **details: str) -> UUID:
    wish = AddCustomer(
        actor=Actor(staff_id=shop.ada),
        details=CustomerDetails(**details),  # type: ignore[arg-type]
    )
    with shop.store.write() as tx:
        return add_customer(tx, wish)


def change(shop: Shop, customer_id: UUID, **details: str) -> None:
    wish = ChangeCustomer(
        actor=Actor(staff_id=shop.ada),
        customer_id=customer_id,
        details=CustomerDetails(**details),  # type: ignore[arg-type]
    )
    with shop.store.write() as tx:
        change_customer(tx, wish)


def merge(shop: Shop, *, kept: UUID, folded: UUID) -> None:
    wish = MergeCustomers(actor=Actor(staff_id=shop.ada), kept_id=kept, folded_id=folded)
    with shop.store.write() as tx:
        merge_customers(tx, wish)


def get(shop: Shop, customer_id: UUID) -> Customer:
    with shop.store.read() as tx:
        customer = find_customer(tx, customer_id)
    assert customer is not None
    return customer


def facts(shop: Shop) -> list[tuple[str, dict[str, object]]]:
    """Return what waits for central about customers: the kind and the body of each fact."""
    about = sa.select(OutboxRow.kind, OutboxRow.payload).where(OutboxRow.table_name == "users")
    with shop.store.read() as tx:
        rows = tx.connection.execute(about.order_by(OutboxRow.seq)).all()
    return [(row.kind, json.loads(row.payload)["body"]) for row in rows]


@pytest.mark.parametrize(
    ("typed", "name", "phone", "email"),
    [
        ("0664 123 45 67", "+436641234567", "+436641234567", ""),
        ("Ida.Holm@Example.com ", "ida.holm@example.com", "", "ida.holm@example.com"),
        ("  Ida Holm ", "Ida Holm", "", ""),
    ],
)
def test_one_field_makes_a_customer(
    shop: Shop, typed: str, name: str, phone: str, email: str
) -> None:
    wish = AddCustomer(actor=Actor(staff_id=shop.ada), details=read_one_field(typed))
    with shop.store.write() as tx:
        customer_id = add_customer(tx, wish)

    kept = get(shop, customer_id).details
    assert (kept.name, kept.phone, kept.email) == (name, phone, email)
    with shop.store.read() as tx:
        assert [row.customer_id for row in find_customers(tx, typed)] == [customer_id]
    assert [kind for kind, _ in facts(shop)] == ["customer.added"]


@pytest.mark.parametrize(
    "name", ["Zoë 🦊 Fox", "עדה לאבלייס", "<b>Bold</b>", "O'Hara; DROP TABLE users", "李小龍"]
)
def test_a_name_in_any_script_is_kept_as_it_is(shop: Shop, name: str) -> None:
    assert get(shop, add(shop, name=name)).details.name == name


@pytest.mark.parametrize(
    ("details", "refusal"),
    [
        ({}, NothingToKnowThemByError),
        ({"name": "  "}, NothingToKnowThemByError),
        ({"name": "Ida\x1b@"}, ControlCharacterError),
        ({"name": "I" * 201}, TextTooLongError),
        ({"name": "4111 1111 1111 1111"}, CardDataError),
        ({"name": "Ida", "phone": "later"}, PhoneRefusedError),
        ({"name": "Ida", "email": "ida@"}, EmailRefusedError),
        ({"name": "Ida", "email": "ida@home"}, EmailRefusedError),
        ({"name": "Ida", "note": "%B4111111111111111^"}, CardDataError),
    ],
)
def test_what_cannot_be_kept_is_refused(
    shop: Shop, details: dict[str, str], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        add(shop, **details)

    assert facts(shop) == []


def test_whose_phone_it_is_already_is_named(shop: Shop) -> None:
    ida = add(shop, name="Ida Holm", phone="0664 1234567")

    with pytest.raises(TakenByAnotherError) as refusal:
        add(shop, name="Ida H.", phone="+43 664 1234567")

    assert (refusal.value.name, refusal.value.customer_id) == ("Ida Holm", ida)


def test_a_change_carries_what_is_different_and_what_it_was(shop: Shop) -> None:
    ida = add(shop, name="Ida", phone="0664 1234567")

    change(shop, ida, name="Ida Holm", phone="0664 1234567")
    change(shop, ida, name="Ida Holm", phone="0664 1234567")

    ((_, body),) = [fact for fact in facts(shop) if fact[0] == "customer.changed"]
    assert body["changes"] == [["users", str(ida), {"name": "Ida"}, {"name": "Ida Holm"}]]


def test_a_former_phone_no_longer_finds_the_customer(shop: Shop) -> None:
    ida = add(shop, name="Ida Holm", phone="0664 1234567")

    change(shop, ida, name="Ida Holm", phone="0699 7654321")

    with shop.store.read() as tx:
        assert find_customers(tx, "0664 1234567") == ()
        assert [row.customer_id for row in find_customers(tx, "0699 765")] == [ida]


def test_who_may_not_change_customers_is_told(shop: Shop) -> None:
    with shop.store.write() as tx:
        tx.connection.execute(sa.update(RoleRow).values(permissions=["sale.ring"]))

    with pytest.raises(PermissionDeniedError):
        add(shop, name="Ida")


def test_staff_are_no_customers_to_be_changed(shop: Shop) -> None:
    with pytest.raises(CustomerGoneError):
        change(shop, shop.grace, name="Somebody else")


def test_letting_a_customer_off_the_taxes_is_in_the_audit_log(shop: Shop) -> None:
    ida = add(shop, name="Ida", tax_exempt_no="ATU12345678")
    change(shop, ida, name="Ida")

    with shop.store.read() as tx:
        log = tx.connection.execute(sa.select(AuditLogRow.action, AuditLogRow.target_id)).all()
    assert {("customer.exempted", str(ida)), ("customer.taxed", str(ida))} <= {
        (entry.action, entry.target_id) for entry in log
    }


def test_two_records_become_one_customer(shop: Shop) -> None:
    shop.open_shift()
    ida = add(shop, name="Ida Holm", phone="0664 1234567", note="Likes tea")
    again = add(shop, name="Ida Hlom", email="ida@example.com", card_no="C77", note="Likes it hot")
    shop.sell_to(again, SHIRT)

    merge(shop, kept=ida, folded=again)

    one = get(shop, again)
    assert one.customer_id == ida
    assert one.details == CustomerDetails(
        name="Ida Holm",
        phone="+436641234567",
        email="ida@example.com",
        card_no="C77",
        note="Likes tea",
    )
    assert (one.sums.orders, len(one.orders)) == (1, 1)
    with shop.store.read() as tx:
        assert [row.name for row in find_customers(tx, "ida")] == ["Ida Holm"]


def test_the_fact_of_a_merge_gives_up_before_it_takes(shop: Shop) -> None:
    ida = add(shop, name="Ida Holm")
    again = add(shop, name="Ida Holm", phone="0664 1234567")

    merge(shop, kept=ida, folded=again)

    kind, body = facts(shop)[-1]
    assert kind == "customer.merged"
    number = "+436641234567"
    assert body["changes"] == [
        [
            "users",
            str(again),
            {"phone": number, "merged_into_id": None},
            {"phone": None, "merged_into_id": str(ida)},
        ],
        ["users", str(ida), {"phone": None}, {"phone": number}],
    ]


def test_records_that_were_folded_before_lead_to_the_last_one(shop: Shop) -> None:
    first, second, third = (add(shop, name=name) for name in ("Ida", "Ida H.", "Ida Holm"))

    merge(shop, kept=second, folded=first)
    merge(shop, kept=third, folded=second)

    with shop.store.read() as tx:
        customer = find_cart_customer(tx, first)
    assert customer is not None
    assert customer.customer_id == third


def test_a_folded_record_is_not_changed_or_folded_again(shop: Shop) -> None:
    ida, again = add(shop, name="Ida"), add(shop, name="Ida again")
    merge(shop, kept=ida, folded=again)

    with pytest.raises(CustomerGoneError):
        change(shop, again, name="Somebody else")
    with pytest.raises(CustomerGoneError):
        merge(shop, kept=again, folded=ida)
    with pytest.raises(SamePersonError):
        merge(shop, kept=ida, folded=ida)


def test_records_that_may_be_one_person_are_proposed(shop: Shop) -> None:
    ida = add(shop, name="Ida Holm", phone="0664 1234567", email="ida@example.com")
    add(shop, name="Holm Ida")
    add(shop, name="Ida Hollm")
    add(shop, name="Somebody", email="ida+shop@example.com")
    add(shop, name="Ida Hopkins")
    with shop.store.write() as tx:
        web = UserRow(id=UUID(int=5), name="I. H.", phone="0664 1234567")
        tx.rows.add(web)
        tx.flush()
    change(shop, web.id, name="I. H.", phone="+49 664 1234567")

    with shop.store.read() as tx:
        proposed = [(each.customer.name, each.sameness) for each in list_duplicates(tx, ida)]

    assert proposed == [
        ("I. H.", Sameness.PHONE),
        ("Somebody", Sameness.EMAIL),
        ("Holm Ida", Sameness.NAME),
        ("Ida Hollm", Sameness.NAME),
    ]


def test_a_sale_to_an_exempt_customer_says_why_it_carries_no_tax(shop: Shop) -> None:
    shop.open_shift()
    school = add(shop, name="Village School", tax_exempt_no="SCHOOL 7")

    sold = shop.sell_to(school, SHIRT)

    with shop.store.read() as tx:
        receipt = get_sale_receipt(tx, sold.order_id)
    (line,) = receipt.lines
    assert (receipt.customer_name, receipt.tax_exempt_no) == ("Village School", "SCHOOL 7")
    assert (receipt.taxes, line.tax_codes) == ((), ())
    assert sold.total_cents == line.unit_price_cents == line.gross_cents == 1_658


def test_the_cart_of_an_exempt_customer_is_kept_at_shelf_prices(shop: Shop) -> None:
    school = add(shop, name="Village School", tax_exempt_no="SCHOOL 7")
    shirt = shop.cart_of(SHIRT)
    with shop.store.write() as tx:
        customer = find_cart_customer(tx, school)
        save_cart(tx, set_customer(shirt, customer), staff_id=shop.ada)

    with shop.store.read() as tx:
        cart = find_open_cart(tx)
    assert cart is not None
    assert (cart.lines, cart.customer) == (shirt.lines, customer)
