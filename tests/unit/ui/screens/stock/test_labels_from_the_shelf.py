"""Labels of an article become a PDF whose name is told."""

import sqlalchemy as sa

from models.catalogue import VariantRow
from tests.shop import APPLES, CAKE, SHIRT, Shop
from tests.unit.ui.screens.stock.conftest import Shelf
from ui.screens.stock.view_protocol import LabelQuestion


def test_labels_are_saved_as_a_pdf_and_the_file_is_named(shelf: Shelf) -> None:
    shelf.presenter.scanned(SHIRT)
    shelf.presenter.make_labels()
    assert shelf.view.question == LabelQuestion(name="Shirt", available=8)

    shelf.view.answer(8, "21-up")

    path, count = shelf.view.labels
    assert count == 8
    assert path.parent == shelf.folder
    assert path.name.startswith("labels-SHIRT-92-")
    assert path.read_bytes().startswith(b"%PDF")


def test_weighed_goods_have_no_number_of_labels_of_their_own(shelf: Shelf) -> None:
    shelf.presenter.scanned(APPLES)

    shelf.presenter.make_labels()

    assert shelf.view.question.available == 0


def test_an_sku_with_strange_signs_stays_inside_of_the_folder(shop: Shop, clock) -> None:
    with shop.store.write() as tx:
        tx.connection.execute(
            sa.update(VariantRow).where(VariantRow.sku == "CAKE").values(sku="../../CAKE")
        )
    shelf = Shelf(shop, clock)
    shelf.presenter.scanned(CAKE)
    shelf.presenter.make_labels()

    shelf.view.answer(1, "21-up")

    path, _ = shelf.view.labels
    assert path.parent == shelf.folder
    assert path.name.startswith("labels-______CAKE-")


def test_a_folder_that_cannot_be_made_is_said(shelf: Shelf) -> None:
    shelf.folder.write_text("in the way")
    shelf.presenter.scanned(SHIRT)
    shelf.presenter.make_labels()

    shelf.view.answer(1, "21-up")

    (complaint,) = shelf.presenter._desk.runner.complaints
    assert type(complaint).__name__ == "OutputUnwritableError"
    assert shelf.view.labels is None
