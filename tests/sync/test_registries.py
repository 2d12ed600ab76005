"""Gift registries of the web shop at the tills: what is wished, and nothing of the child."""

from uuid import UUID

import pytest

from pos.queries.customer_details import CustomerRegistry, find_customer
from tests.sync.branch import SHIRT, Branch, Till
from tests.sync.test_customers_of_two_tills import add

pytestmark = pytest.mark.postgres

OPEN = (
    "INSERT INTO registries (id, user_id, name, due_date, baby_name, baby_gender, share_url)"
    " VALUES (sync.new_id(), %(user)s, 'Holm', '2027-03-01', 'Otto', 'm', 'holm')"
)
WISH = (
    "INSERT INTO registry_items"
    " (id, registry_id, product_id, product_name, product_slug, quantity, purchased)"
    " SELECT sync.new_id(), r.id, v.product_id, 'Shirt', 'shirt', 3, 1"
    " FROM registries r, barcodes b JOIN variants v ON v.id = b.variant_id WHERE b.code = %(code)s"
)


@pytest.fixture
def ida(till: Till, branch: Branch) -> UUID:
    """A customer with an open registry in the web shop."""
    ida = add(till, name="Ida Holm")
    till.sync()
    branch.do(OPEN, user=ida)
    branch.do(WISH, code=SHIRT)
    return ida


def seen_at(till: Till, customer: UUID) -> CustomerRegistry | None:
    with till.store.read() as tx:
        found = find_customer(tx, customer)
    assert found is not None
    return found.registry


def test_a_till_shows_what_is_wished_and_bought(till: Till, ida: UUID) -> None:
    till.sync()

    registry = seen_at(till, ida)

    assert registry is not None
    assert (registry.name, registry.wished, registry.bought) == ("Holm", 3, 1)


def test_nothing_of_the_child_comes_down(till: Till, branch: Branch, ida: UUID) -> None:
    till.sync()

    assert till.ask("SELECT count(*) FROM registries") == 1
    assert till.ask("SELECT count(baby_name) + count(baby_gender) FROM registries") == 0
    assert till.ask("SELECT count(child_id) + count(predicted_sizes) FROM registries") == 0
    assert branch.ask("SELECT baby_name FROM registries") == "Otto"


def test_what_is_bought_meanwhile_and_a_registry_that_closes_are_heard_of(
    till: Till, branch: Branch, ida: UUID
) -> None:
    till.sync()
    branch.do("UPDATE registry_items SET purchased = 2")
    till.sync()
    registry = seen_at(till, ida)
    assert registry is not None
    assert registry.bought == 2

    branch.do("UPDATE registries SET closed_at = now()")
    till.sync()

    assert seen_at(till, ida) is None
    assert till.ask("SELECT count(*) FROM registry_items") == 0
    assert till.status().set_aside == 0
