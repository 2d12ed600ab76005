"""A customer is erased: what told who they were goes, what was bought stays."""

from dataclasses import replace
from uuid import UUID

import pytest
import sqlalchemy as sa

from models.identity import UserRow
from models.metadata import register_metadata
from models.print_jobs import PrintJobRow
from pos.domain.cart import set_customer
from pos.domain.erasure import ErasureReason, StillUnsettledError, Unsettled
from pos.domain.paper_json import find_paper, write_paper
from pos.domain.receipt import Receipt
from pos.domain.stored_value import CreditReason
from pos.domain.work_ticket import WorkTicket
from pos.queries.customer_details import find_customer
from pos.queries.customers import find_card_holder, find_cart_customer, find_customers, list_recent
from pos.queries.erasure import find_erasure
from pos.queries.receipts import get_sale_receipt
from pos.queries.work_tickets import get_work_ticket
from pos.services.carts import save_cart
from pos.services.customers import CustomerGoneError
from pos.services.erasure import EraseCustomer, erase_customer
from pos.services.permissions import Actor, PermissionDeniedError
from pos.services.store_credit import MoveCredit, give_credit
from tests.shop import CAKE, SHIRT, Shop
from tests.store.test_addresses import RING
from tests.store.test_addresses import add as add_address
from tests.store.test_customers import add, merge

SECRETS = ("Mina", "Okafor", "mina@", "6641234567", "M7000", "Ringstr", "likes tea")


def erase(shop: Shop, customer: UUID, *, by: UUID | None = None) -> None:
    wish = EraseCustomer(
        actor=Actor(staff_id=by or shop.grace),
        customer_id=customer,
        reason=ErasureReason.ASKED,
    )
    with shop.store.write() as tx:
        erase_customer(tx, wish)


def unsettled(shop: Shop, customer: UUID) -> tuple[Unsettled, ...]:
    with shop.store.read() as tx:
        preview = find_erasure(tx, customer)
    assert preview is not None
    return preview.unsettled


def know_mina(shop: Shop) -> UUID:
    mina = add(
        shop,
        name="Mina Okafor",
        phone="+43 664 1234567",
        email="mina@example.com",
        card_no="M7000",
        note="likes tea",
        tax_exempt_no="Embassy 12",
    )
    add_address(shop, mina, RING)
    return mina


def tables_that_say(shop: Shop, *words: str) -> set[str]:
    """Return the tables of rows with a text that holds one of the words.

    The tape is left out, whose lines are chained, and what SQLite keeps of the search index.
    """
    tables = [each for each in register_metadata().sorted_tables if each.name != "outbox"]
    with shop.store.read() as tx:
        said = {
            table.name: str(tx.connection.execute(sa.select(table)).all()).lower()
            for table in tables
        }
    return {name for name, text in said.items() if any(word.lower() in text for word in words)}


def test_nothing_in_the_till_tells_who_it_was(shop: Shop) -> None:
    shop.open_shift()
    mina = know_mina(shop)
    shop.sell_to(mina, SHIRT)
    before = tables_that_say(shop, *SECRETS)

    erase(shop, mina)

    assert {"users", "addresses", "orders"} <= before
    assert tables_that_say(shop, *SECRETS) == set()


def test_the_sale_stays_with_its_sum_and_its_reason_for_no_tax(shop: Shop) -> None:
    shop.open_shift()
    mina = know_mina(shop)
    sale = shop.sell_to(mina, SHIRT)

    erase(shop, mina)

    with shop.store.read() as tx:
        receipt = get_sale_receipt(tx, sale.order_id)
        owner = tx.connection.exec_driver_sql("SELECT user_id FROM orders").scalar_one()
    assert receipt.customer_name is None
    assert (receipt.number, receipt.total_cents) == (sale.number, sale.total_cents)
    assert receipt.tax_exempt_no == "Embassy 12"
    assert UUID(bytes=owner) == mina


def test_a_copy_of_a_receipt_that_was_printed_before_has_no_name(shop: Shop) -> None:
    shop.open_shift()
    mina = know_mina(shop)
    sale = shop.sell_to(mina, SHIRT)
    jobs = PrintJobRow.__table__
    with shop.store.write() as tx:
        printed = write_paper(get_sale_receipt(tx, sale.order_id))
        tx.connection.execute(sa.update(jobs).values(spec_json=printed, payload=b"Mina Okafor"))

    erase(shop, mina)

    with shop.store.read() as tx:
        (job,) = tx.connection.execute(sa.select(jobs).where(jobs.c.doc_type == "orders")).all()
    paper = find_paper(job.spec_json)
    assert isinstance(paper, Receipt)
    assert (paper.customer_name, paper.total_cents) == ("", sale.total_cents)
    assert job.payload is None


def test_a_ticket_that_was_printed_before_has_neither_name_nor_note(shop: Shop) -> None:
    shop.open_shift()
    mina = know_mina(shop)
    sale = shop.sell_to(mina, CAKE)
    jobs = PrintJobRow.__table__
    with shop.store.write() as tx:
        ticket = replace(get_work_ticket(tx, sale.order_id), note="Mina fetches it at nine")
        tx.connection.execute(sa.update(jobs).values(spec_json=write_paper(ticket)))

    erase(shop, mina)

    with shop.store.read() as tx:
        (job,) = tx.connection.execute(sa.select(jobs).where(jobs.c.doc_type == "orders")).all()
    paper = find_paper(job.spec_json)
    assert isinstance(paper, WorkTicket)
    assert (paper.customer_name, paper.note) == ("", None)


def test_who_was_erased_is_found_by_nothing(shop: Shop) -> None:
    shop.open_shift()
    mina = know_mina(shop)
    shop.sell_to(mina, SHIRT)

    erase(shop, mina)

    with shop.store.read() as tx:
        for words in ("mina", "0664 1234567", "mina@example.com", "M7000"):
            assert find_customers(tx, words) == ()
        assert find_card_holder(tx, "M7000") is None
        assert find_cart_customer(tx, mina) is None
        assert find_customer(tx, mina) is None
        assert list_recent(tx) == ()


def test_their_phone_and_card_are_free_for_somebody_else(shop: Shop) -> None:
    mina = know_mina(shop)
    erase(shop, mina)

    ola = add(shop, name="Ola", phone="+43 664 1234567", card_no="M7000")

    with shop.store.read() as tx:
        assert [row.customer_id for row in find_customers(tx, "0664 1234567")] == [ola]


def test_records_that_were_folded_into_theirs_are_emptied_too(shop: Shop) -> None:
    mina, again = know_mina(shop), add(shop, name="Mina O.", email="mo@example.com")
    merge(shop, kept=mina, folded=again)

    erase(shop, mina)

    with shop.store.read() as tx:
        rows = sa.select(UserRow.name).where(UserRow.id.in_((mina, again)))
        assert set(tx.connection.execute(rows).scalars()) == {""}


def test_only_the_moment_is_told_and_who_did_it_why(shop: Shop) -> None:
    mina = know_mina(shop)
    erase(shop, mina)

    with shop.store.read() as tx:
        told = tx.connection.exec_driver_sql(
            "SELECT payload FROM outbox WHERE kind = 'customer.erased'"
        ).scalar_one()
        reason = tx.connection.exec_driver_sql(
            "SELECT metadata FROM audit_log WHERE action = 'customer.erasure_reason'"
        ).scalar_one()
    assert not any(word in told for word in SECRETS)
    assert "erased_at" in told
    assert "asked" in reason


def test_a_cashier_erases_nobody(shop: Shop) -> None:
    mina = know_mina(shop)

    with pytest.raises(PermissionDeniedError):
        erase(shop, mina, by=shop.ada)

    assert tables_that_say(shop, "Mina") != set()


def test_twice_is_once(shop: Shop) -> None:
    mina = know_mina(shop)
    erase(shop, mina)

    with pytest.raises(CustomerGoneError):
        erase(shop, mina)


def test_staff_are_not_erased(shop: Shop) -> None:
    with pytest.raises(CustomerGoneError):
        erase(shop, shop.ada)


def test_who_has_credit_is_not_erased(shop: Shop) -> None:
    mina = know_mina(shop)
    wish = MoveCredit(
        actor=Actor(staff_id=shop.grace),
        customer_id=mina,
        amount_cents=1_000,
        reason=CreditReason.GOODWILL,
    )
    with shop.store.write() as tx:
        give_credit(tx, wish)

    with pytest.raises(StillUnsettledError):
        erase(shop, mina)

    assert unsettled(shop, mina) == (Unsettled.HAS_CREDIT,)
    assert tables_that_say(shop, "Okafor") != set()


def test_who_stands_at_the_counter_is_not_erased(shop: Shop) -> None:
    shop.open_shift()
    mina = know_mina(shop)
    with shop.store.read() as tx:
        customer = find_cart_customer(tx, mina)
    cart = set_customer(shop.cart_of(SHIRT), customer)
    with shop.store.write() as tx:
        save_cart(tx, cart, staff_id=shop.ada)

    with pytest.raises(StillUnsettledError):
        erase(shop, mina)


def test_what_is_not_handed_over_yet_stands_against_it(shop: Shop) -> None:
    shop.open_shift()
    mina = know_mina(shop)
    shop.sell_to(mina, CAKE)
    with shop.store.write() as tx:
        tx.connection.exec_driver_sql("UPDATE orders SET status = 'confirmed'")

    assert unsettled(shop, mina) == (Unsettled.ORDER_OPEN,)
