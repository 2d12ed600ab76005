"""Addresses that tills wrote down and changed while they were apart."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from pos.domain.postal_address import PostalAddress
from tests.store.test_addresses import MILL, RING, add, change, known, remove, streets
from tests.sync.branch import Branch, Till
from tests.sync.test_customers_of_two_tills import add as know

pytestmark = pytest.mark.postgres

LINES = "SELECT line1, coalesce(line2, '') FROM addresses WHERE user_id = %s ORDER BY id"


@pytest.fixture
def tills(new_till: Callable[..., Till]) -> tuple[Till, Till]:
    return new_till("R1"), new_till("R2")


@pytest.fixture
def ida(tills: tuple[Till, Till]) -> UUID:
    here, there = tills
    ida = know(here, name="Ida Holm")
    here.sync()
    there.sync()
    return ida


def first_of(till: Till, customer: UUID) -> PostalAddress:
    return known(till.shop, customer)[0].address


def test_an_address_added_offline_is_at_the_other_till(
    tills: tuple[Till, Till], branch: Branch, ida: UUID
) -> None:
    here, there = tills
    add(here.shop, ida, RING)

    here.sync()
    there.sync()

    assert branch.rows(LINES, ida) == [("Ringstraße 1", "Top 7")]
    assert first_of(there, ida) == first_of(here, ida)


def test_two_tills_that_changed_different_fields_both_keep_theirs(
    tills: tuple[Till, Till], branch: Branch, ida: UUID
) -> None:
    here, there = tills
    ring = add(here.shop, ida, RING)
    here.sync()
    there.sync()
    kept = first_of(here, ida)

    change(here.shop, ida, ring, replace(kept, line2="Top 8"))
    change(there.shop, ida, ring, replace(kept, recipient_name="Ola"))
    for till in (here, there, here):
        till.sync()

    assert first_of(here, ida) == first_of(there, ida)
    assert first_of(here, ida) == replace(kept, line2="Top 8", recipient_name="Ola")
    assert branch.count("sync_conflicts") == 0


def test_of_one_field_that_both_changed_the_first_that_came_stays_and_the_clash_is_shown(
    tills: tuple[Till, Till], branch: Branch, ida: UUID
) -> None:
    here, there = tills
    ring = add(here.shop, ida, RING)
    here.sync()
    there.sync()
    kept = first_of(here, ida)

    change(here.shop, ida, ring, replace(kept, line2="Top 8"))
    change(there.shop, ida, ring, replace(kept, line2="Top 9"))
    here.sync()
    there.sync()

    assert first_of(here, ida).line2 == first_of(there, ida).line2 == "Top 8"
    assert branch.rows("SELECT kind, table_name FROM sync_conflicts") == [
        ("field_clash", "addresses")
    ]


def test_of_two_that_were_made_the_first_one_apart_one_stays(
    tills: tuple[Till, Till], branch: Branch, ida: UUID
) -> None:
    here, there = tills
    add(here.shop, ida, RING)
    add(there.shop, ida, MILL)

    for till in (here, there, here):
        till.sync()

    assert streets(here.shop, ida) == streets(there.shop, ida)
    assert [is_default for _, is_default in streets(here.shop, ida)] == [True, False]
    assert branch.count("addresses", user_id=ida, is_default=True) == 1


def test_what_one_till_removed_is_gone_at_the_other_though_it_was_changed_there(
    tills: tuple[Till, Till], ida: UUID
) -> None:
    here, there = tills
    ring = add(here.shop, ida, RING)
    here.sync()
    there.sync()

    remove(here.shop, ida, ring)
    change(there.shop, ida, ring, replace(first_of(there, ida), line2="Top 9"))
    for till in (here, there, here):
        till.sync()

    assert known(here.shop, ida) == known(there.shop, ida) == ()
