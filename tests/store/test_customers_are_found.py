"""A customer is found by whatever they say or show."""

from uuid import UUID

import pytest
import sqlalchemy as sa

from models.identity import UserRow
from pos import customer_index
from pos.queries.customers import find_card_holder, find_customers, list_recent
from tests.shop import SHIRT, Shop


@pytest.fixture
def known(shop: Shop) -> Shop:
    people = [
        (1, "Zoë Müller-Lind", "+436641234567", "zoe@example.com", "C00017"),
        (2, "Anna Holm", "+33639980037", "anna.holm@example.org", None),
        (3, "Holger Annasson", "+4915112345678", None, "C00018"),
    ]
    with shop.store.write() as tx:
        for number, name, phone, email, card in people:
            person = UserRow(
                id=UUID(int=number), name=name, phone=phone, email=email, customer_no=card
            )
            tx.rows.add(person)
        tx.flush()
        customer_index.refresh(tx.connection, [UUID(int=number) for number, *_ in people])
    return shop


def names(shop: Shop, text: str) -> list[str]:
    with shop.store.read() as tx:
        return [row.name for row in find_customers(tx, text)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("+43 664 123 45 67", "Zoë Müller-Lind"),
        ("0664/1234567", "Zoë Müller-Lind"),
        ("06 39 98 00 37", "Anna Holm"),
        ("0639", "Anna Holm"),
        ("5678", "Holger Annasson"),
        ("0033 6 39 98", "Anna Holm"),
        ("zoe mul", "Zoë Müller-Lind"),
        ("LIND", "Zoë Müller-Lind"),
        ("ZOE@EXAMPLE.COM", "Zoë Müller-Lind"),
        ("holm anna", "Anna Holm"),
        ("holm@exam", "Anna Holm"),
        ("c00018", "Holger Annasson"),
        ("nasson", "Holger Annasson"),
    ],
)
def test_a_customer_is_found_by(known: Shop, typed: str, found: str) -> None:
    assert names(known, typed) == [found]


def test_names_that_begin_so_come_first(known: Shop) -> None:
    assert names(known, "anna") == ["Anna Holm", "Holger Annasson"]
    assert names(known, "hol") == ["Holger Annasson", "Anna Holm"]


@pytest.mark.parametrize("typed", ["", "   ", '"', "*", "NEAR(", "+", "%", "nobody"])
def test_what_fits_nobody_finds_nobody(known: Shop, typed: str) -> None:
    assert names(known, typed) == []


def test_who_works_here_is_no_customer(known: Shop) -> None:
    with known.store.write() as tx:
        customer_index.rebuild(tx.connection)

    assert names(known, "Ada") == []
    assert names(known, "holm") == ["Anna Holm"]


def test_who_was_deleted_is_not_found(known: Shop) -> None:
    anna = UUID(int=2)
    with known.store.write() as tx:
        tx.connection.execute(
            sa.update(UserRow).where(UserRow.id == anna).values(deleted_at=tx.now)
        )
        customer_index.refresh(tx.connection, [anna])

    assert names(known, "holm") == []


def test_an_old_record_leads_to_the_person(known: Shop) -> None:
    zoe, anna = UUID(int=1), UUID(int=2)
    with known.store.write() as tx:
        tx.connection.execute(
            sa.update(UserRow).where(UserRow.id == zoe).values(merged_into_id=anna)
        )
        dependent = customer_index.find_dependent(tx.connection, {"users": [zoe]})
        customer_index.refresh(tx.connection, dependent)

    with known.store.read() as tx:
        holder = find_card_holder(tx, "C00017")
    assert holder is not None
    assert holder.name == "Anna Holm"
    assert names(known, "0664 123") == ["Anna Holm"]


def test_a_card_that_nobody_has_is_nobodys(known: Shop) -> None:
    with known.store.read() as tx:
        assert find_card_holder(tx, "C99999") is None


def test_who_came_last_is_offered_first(known: Shop) -> None:
    known.open_shift()
    for number in (1, 2, 1, 3):
        known.sell_to(UUID(int=number), SHIRT)

    with known.store.read() as tx:
        recent = list_recent(tx)

    assert [row.name for row in recent] == ["Holger Annasson", "Zoë Müller-Lind", "Anna Holm"]
