"""An empty window and the first look-up in the database: SQLAlchemy, the mapped rows, one query.

All rows of the register are mapped: that is what SQLAlchemy costs a program of this size, and
the figure of performance.md (window 300 ms, sixty mapped classes and a query 720, both 1,130)
cannot be reached otherwise.
"""

from contextlib import closing
from importlib import import_module

from PySide6.QtWidgets import QApplication

from pos.queries.items import find_sellable
from pos.queries.store_rules import day_in_store
from pos.runtime.clock import SystemClock
from pos.runtime.ids import TimeOrderedIds
from pos.runtime.paths import find_paths
from pos.uow import Store
from ui.bench.programs.bare_window import show_bare_window
from ui.bench.programs.cost import tell_cost

ALL_ROWS = "models.metadata"
"""Loading it maps them; by its name, since nothing in `ui` imports a row."""

CODE = "2000000000008"


def main() -> None:
    """Print what it costs."""
    application = QApplication([])
    window = show_bare_window()
    import_module(ALL_ROWS)
    clock = SystemClock()
    with (
        closing(Store(find_paths().database, clock=clock, ids=TimeOrderedIds(clock))) as store,
        store.read() as tx,
    ):
        if find_sellable(tx, CODE, on=day_in_store(tx, clock.now())) is None:
            raise LookupError(CODE)
    tell_cost()
    window.close()
    application.quit()


if __name__ == "__main__":
    main()
