"""The left side of the stock screen: what is searched for, and the variants that answer."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from pos.queries.catalogue import CategoryChip, list_categories
from pos.queries.stock import (
    STOCK_ROWS_MAX,
    StockCriteria,
    StockFilter,
    StockRow,
    find_stale_since,
    list_stock,
)
from ui.screens.stock import faces
from ui.screens.stock.state import Found, ListState
from ui.shell.runner import Runner
from ui.text.formats import Formats

if TYPE_CHECKING:
    from pos.uow import ReadTx


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """An answer, with the number of its question."""

    question: int
    rows: tuple[StockRow, ...]
    stale_since: datetime | None


class Browsing:
    """Looks for variants; the answer to the newest question wins, the old one stays till then.

    Attributes:
        state: What is shown.
        rows: The variants that are shown.
    """

    def __init__(self, *, runner: Runner, formats: Formats, changed: Callable[[], None]) -> None:
        self._runner = runner
        self._formats = formats
        self._changed = changed
        self._question = 0
        self._answered = 0
        self.rows: tuple[StockRow, ...] = ()
        self.state = ListState(chosen=StockFilter.ALL)

    @property
    def is_waiting(self) -> bool:
        """Whether what is shown is not yet what was asked for."""
        return self._answered != self._question

    def reload_categories(self) -> None:
        """Ask for the categories."""
        self._runner.ask(list_categories, then=self._show_categories)

    def reload(self) -> None:
        """Ask for the variants once more."""
        self._question += 1
        question, criteria = self._question, self._criteria()

        def job(tx: "ReadTx") -> _Page:
            rows = list_stock(tx, criteria)
            return _Page(question=question, rows=rows, stale_since=find_stale_since(tx))

        self._runner.ask(job, then=self._show_page)

    def search(self, words: str) -> None:
        """Look for words, under the chip that holds."""
        self.state = replace(self.state, search=words)
        self.reload()

    def choose(self, key: object) -> None:
        """Show what a chip means, and all of it: words that were typed before are forgotten."""
        self.state = replace(self.state, chosen=key, search="")
        self._changed()
        self.reload()

    def find_code(self, code: str) -> None:
        """Show the variant with a code, among its siblings."""
        self.state = replace(self.state, search=code, chosen=StockFilter.ALL)
        self._changed()
        self.reload()

    def clear(self) -> bool:
        """Show everything again; False when it was shown already."""
        if not self.state.search and self.state.chosen is StockFilter.ALL:
            return False
        self.find_code("")
        return True

    def neighbour(self, variant_id: UUID | None, places: int) -> UUID | None:
        """Return the variant that many rows further, or None; the first when none was chosen."""
        ids = [row.variant_id for row in self.rows]
        if not ids:
            return None
        if variant_id not in ids:
            return ids[0]
        return ids[min(max(ids.index(variant_id) + places, 0), len(ids) - 1)]

    def _criteria(self) -> StockCriteria:
        chosen = self.state.chosen
        return StockCriteria(
            text=self.state.search,
            chosen=chosen if isinstance(chosen, StockFilter) else StockFilter.ALL,
            category_id=chosen if isinstance(chosen, UUID) else None,
        )

    def _show_categories(self, categories: tuple[CategoryChip, ...]) -> None:
        self.state = replace(self.state, chips=faces.chips_of(categories))
        self._changed()

    def _show_page(self, page: _Page) -> None:
        if page.question != self._question:
            return
        self._answered = page.question
        self.rows = page.rows
        nothing = None
        if not page.rows:
            nothing = faces.nothing_of(self.state.search.strip(), self.state.chosen)
        self.state = replace(
            self.state,
            rows=tuple(faces.article_row(row, self._formats) for row in page.rows),
            found=Found.SOME if page.rows else Found.NOTHING,
            nothing=nothing,
            note=faces.note_of(
                is_full=len(page.rows) == STOCK_ROWS_MAX,
                rows=len(page.rows),
                stale_since=page.stale_since,
                formats=self._formats,
            ),
        )
        self._changed()
