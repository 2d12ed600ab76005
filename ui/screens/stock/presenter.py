"""Shows what lies on the shelves, sets it right, and makes labels for it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from pos.domain.barcode import ItemScan, LabelScan, MisreadScan, ScanReading, read_scan
from pos.domain.errors import PosError
from pos.domain.permission import Action
from pos.domain.quantity import is_measured
from pos.queries.stock import (
    MovementLine,
    StockRow,
    VariantStock,
    find_variant_id,
    get_variant_stock,
    list_movements,
)
from pos.runtime.changes import Changes, Topic
from pos.services.permissions import Actor, ApprovalNeededError
from pos.services.stock import AdjustedStock, AdjustStock, adjust_stock
from ui.screens.stock import faces, text
from ui.screens.stock.adjustment import Adjustment, AdjustReason
from ui.screens.stock.browsing import Browsing
from ui.screens.stock.label_folder import LabelFolder
from ui.screens.stock.state import StockState
from ui.screens.stock.view_protocol import AdjustQuestion, LabelQuestion, StockView
from ui.shell.approval import Approvals
from ui.shell.desk import Notices
from ui.shell.runner import Runner
from ui.shell.session import Session
from ui.text.article_name import full_name
from ui.text.formats import Formats

if TYPE_CHECKING:
    from pos.uow import ReadTx, WriteTx


@dataclass(frozen=True, slots=True, kw_only=True)
class StockDesk:
    """What the presenter may use."""

    runner: Runner
    approvals: Approvals
    notices: Notices
    session: Session
    formats: Formats
    labels: LabelFolder
    read_scan: Callable[[str], ScanReading] = read_scan


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chosen:
    """The variant whose detail is shown."""

    stock: VariantStock
    movements: tuple[MovementLine, ...]


class StockPresenter:
    """The stock of this register's place.

    Attributes:
        browsing: The left side.
    """

    def __init__(self, desk: StockDesk, view: StockView) -> None:
        self._desk = desk
        self._view = view
        self._selected: UUID | None = None
        self._chosen: _Chosen | None = None
        self._wants_first = False
        self.browsing = Browsing(runner=desk.runner, formats=desk.formats, changed=self._listed)

    def start(self) -> None:
        """Ask for everything that is shown."""
        self.browsing.reload_categories()
        self.browsing.reload()
        self._desk.session.listen(self._show)

    def entered(self, bring: str) -> None:
        """Begin with the cursor in the search field, and show what was brought along."""
        self._view.focus_search()
        if bring:
            self.scanned(bring)

    def refresh(self, changes: Changes) -> None:
        """Show what somebody else changed."""
        if Topic.CATALOGUE in changes.topics:
            self.browsing.reload_categories()
        self._reload()

    def scanned(self, code: str) -> None:
        """Show the variant that has a code."""
        self._desk.notices.clear()
        scan = self._desk.read_scan(code)
        match scan:
            case ItemScan() | LabelScan():
                self._desk.runner.ask(
                    partial(find_variant_id, codes=scan.lookups),
                    then=partial(self._show_scanned, scan.code),
                )
            case MisreadScan():
                self._desk.notices.strip(text.unreadable(scan.code))
            case _:
                self._desk.notices.strip(text.not_an_article())

    def select(self, variant_id: UUID | None) -> None:
        """Show a variant's detail."""
        if variant_id is None or variant_id == self._selected:
            return
        self._selected = variant_id
        self._show()
        self._ask_detail()

    def move(self, places: int) -> None:
        """Show the detail of the variant that many rows further."""
        self.select(self.browsing.neighbour(self._selected, places))

    def entered_search(self, words: str) -> None:
        """Show the detail of the first variant that words find, as soon as they have."""
        if words != self.browsing.state.search:
            self.browsing.search(words)
        self._wants_first = True
        self._listed()

    def back(self) -> None:
        """Show everything again, then leave the detail."""
        self._desk.notices.clear()
        if not self.browsing.clear():
            self._selected = self._chosen = None
            self._show()
        self._view.focus_search()

    def adjust(self) -> None:
        """Ask how the stock of the shown variant is adjusted."""
        row = self._row()
        if row is None or not row.track_stock or not self._may_adjust():
            return
        question = AdjustQuestion(name=full_name(row), unit=row.unit, on_hand=row.on_hand)
        self._view.ask_adjustment(question, then=partial(self._adjust, row))

    def make_labels(self) -> None:
        """Ask how many labels of the shown variant are made."""
        row = self._row()
        if row is None:
            return
        is_count = row.track_stock and not is_measured(row.unit)
        question = LabelQuestion(
            name=full_name(row), available=max(row.available, 0) if is_count else 0
        )
        self._view.ask_labels(question, then=partial(self._make_labels, row))

    def _adjust(self, row: StockRow, answer: Adjustment) -> None:
        self._post(
            row,
            reason=answer.reason,
            counted=answer.counted,
            delta=answer.delta,
            then=partial(self._adjusted, row),
        )

    def _undo(self, row: StockRow, done: AdjustedStock) -> None:
        self._post(
            row,
            reason=AdjustReason.UNDONE,
            counted=None,
            delta=-done.quantity_delta,
            then=self._undone,
        )

    def _post(
        self,
        row: StockRow,
        *,
        reason: AdjustReason,
        counted: int | None,
        delta: int | None,
        then: Callable[[AdjustedStock], None],
    ) -> None:
        def job(tx: "WriteTx", actor: Actor) -> AdjustedStock:
            wish = AdjustStock(
                variant_id=row.variant_id,
                reason=reason,
                actor=actor,
                counted=counted,
                delta=delta,
            )
            return adjust_stock(tx, wish)

        self._desk.approvals.do(job, then=then, refused=self._refused)

    def _adjusted(self, row: StockRow, done: AdjustedStock) -> None:
        formats = self._desk.formats
        before = formats.quantity(done.on_hand - done.quantity_delta, row.unit)
        after = formats.quantity(done.on_hand, row.unit)
        self._desk.notices.toast(
            text.adjusted(full_name(row), before, after),
            undo=partial(self._undo, row, done),
        )
        self._reload()

    def _undone(self, _done: AdjustedStock) -> None:
        self._reload()

    def _refused(self, error: PosError) -> None:
        if not isinstance(error, ApprovalNeededError):
            self._desk.notices.refused(error)

    def _make_labels(self, row: StockRow, copies: int, layout: str) -> None:
        labels = self._desk.labels
        self._desk.runner.device(
            lambda: labels.save(row, copies=copies, layout=layout),
            then=partial(self._show_labels, copies),
        )

    def _show_labels(self, copies: int, path: Path) -> None:
        self._view.show_labels(path, copies)

    def _show_scanned(self, code: str, variant_id: UUID | None) -> None:
        if variant_id is None:
            self._desk.notices.strip(text.unknown_code(code))
            return
        if all(row.variant_id != variant_id for row in self.browsing.rows):
            self.browsing.find_code(code)
        self.select(variant_id)

    def _listed(self) -> None:
        if self._wants_first and not self.browsing.is_waiting:
            self._wants_first = False
            if self.browsing.rows:
                self.select(self.browsing.rows[0].variant_id)
        self._show()

    def _reload(self) -> None:
        self.browsing.reload()
        self._ask_detail()

    def _ask_detail(self) -> None:
        variant_id = self._selected
        if variant_id is not None:
            self._desk.runner.ask(partial(_read, variant_id=variant_id), then=self._show_detail)

    def _show_detail(self, chosen: _Chosen) -> None:
        if chosen.stock.row.variant_id == self._selected:
            self._chosen = chosen
            self._show()

    def _row(self) -> StockRow | None:
        """Return the variant that is shown; None while another one is being looked up."""
        row = self._chosen.stock.row if self._chosen else None
        return row if row is not None and row.variant_id == self._selected else None

    def _may_adjust(self) -> bool:
        return self._desk.session.may(Action.ADJUST_STOCK)

    def _show(self) -> None:
        detail = None
        if self._chosen is not None:
            detail = faces.detail_of(
                self._chosen.stock,
                self._chosen.movements,
                self._desk.formats,
                may_adjust=self._may_adjust(),
            )
        self._view.show(
            StockState(list=self.browsing.state, selected=self._selected, detail=detail)
        )


def _read(tx: "ReadTx", *, variant_id: UUID) -> _Chosen:
    return _Chosen(
        stock=get_variant_stock(tx, variant_id), movements=list_movements(tx, variant_id)
    )
