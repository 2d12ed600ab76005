"""A receipt is printed again or saved as a PDF: a numbered copy that the journal knows."""

import sqlalchemy as sa

from models.identity import RoleRow
from models.journal import JournalEntryRow
from models.print_jobs import PrintJobRow
from tests.shop import Shop
from tests.unit.ui.screens.orders.conftest import FIRST, Counter
from ui.output_file import OutputUnwritableError


def count_jobs(shop: Shop) -> int:
    with shop.store.read() as tx:
        copies = sa.select(sa.func.count()).where(PrintJobRow.is_copy)
        return tx.connection.execute(copies).scalar_one()


def test_a_reprint_is_a_numbered_copy_that_the_journal_knows(counter: Counter, shop: Shop) -> None:
    counter.presenter.entered(FIRST)

    counter.presenter.copies.reprint()
    counter.presenter.copies.reprint()

    assert count_jobs(shop) == 2
    assert counter.notices.toasts == [f"A copy of {FIRST} is being printed"] * 2
    with shop.store.read() as tx:
        kinds = list(tx.connection.execute(sa.select(JournalEntryRow.kind)).scalars())
    assert kinds.count("reprint") == 2


def test_who_may_not_reprint_cannot_by_key_either(counter: Counter, shop: Shop, clock) -> None:
    with shop.store.write() as tx:
        tx.connection.execute(
            sa.update(RoleRow).where(RoleRow.code == "staff").values(permissions=["sale.ring"])
        )
    counter = Counter(shop, clock)
    counter.presenter.entered(FIRST)

    counter.presenter.copies.reprint()
    counter.presenter.copies.save_pdf()
    counter.presenter.start_return()

    assert count_jobs(shop) == 0
    assert counter.saved == []
    assert counter.navigator.went == []


def test_a_pdf_saved_after_a_reprint_is_marked_as_the_second_copy(counter: Counter) -> None:
    counter.presenter.entered(FIRST)
    counter.presenter.copies.reprint()
    counter.notices.toasts.clear()

    counter.presenter.copies.save_pdf()

    assert counter.saved[0].copy is not None
    assert counter.saved[0].copy.copy_no == 2
    assert counter.notices.toasts == [f"Saved as /receipts/{FIRST}.pdf"]
    assert not counter.state.is_busy


def test_a_pdf_is_a_numbered_copy_that_the_journal_knows(counter: Counter, shop: Shop) -> None:
    counter.presenter.entered(FIRST)

    counter.presenter.copies.save_pdf()
    counter.presenter.copies.save_pdf()

    assert [receipt.copy.copy_no for receipt in counter.saved if receipt.copy] == [1, 2]
    with shop.store.read() as tx:
        kinds = list(tx.connection.execute(sa.select(JournalEntryRow.kind)).scalars())
        waiting = tx.connection.execute(
            sa.select(sa.func.count()).where(PrintJobRow.is_copy, PrintJobRow.state == "queued")
        ).scalar_one()
    assert kinds.count("reprint") == 2
    assert waiting == 0


def test_a_full_disk_is_told_and_the_screen_goes_on(counter: Counter) -> None:
    counter.disk_is_full = True
    counter.presenter.entered(FIRST)

    counter.presenter.copies.save_pdf()

    assert [type(error) for error in counter.notices.refusals] == [OutputUnwritableError]
    assert not counter.state.is_busy
