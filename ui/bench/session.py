"""One run of the benchmark: the wished rows, one after the other, and what came out."""

import tempfile
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pos.runtime.clock import SystemClock
from pos.runtime.ids import TimeOrderedIds
from ui.bench.harness import Figure, measure
from ui.bench.kit import QUICK, Kit, Sizes
from ui.bench.machine import commit, machine, versions
from ui.bench.report import document
from ui.bench.row import Row
from ui.bench.servers import Servers


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A run.

    Attributes:
        cache: Where generated shops are kept.
        tell: Called with the name of each row before it is measured.
    """

    sizes: Sizes
    cache: Path
    tell: Callable[[str], None]

    def run(self, rows: Iterable[Row]) -> tuple[Figure, ...]:
        """Measure rows and return their figures."""
        figures = []
        with self._open_kit() as kit:
            for row in rows:
                self.tell(row.name)
                samples = row.samples.quick if self.sizes is QUICK else row.samples.full
                figures.append(measure(row, replace(kit, samples=samples)))
        return tuple(figures)

    def document(self, figures: Sequence[Figure]) -> dict[str, object]:
        """Return everything that a program may want to know of a run."""
        return {
            "machine": machine(),
            "versions": versions(),
            "commit": commit(),
            "quick": self.sizes is QUICK,
            "sizes": {
                "variants": self.sizes.variants,
                "orders": self.sizes.orders,
                "rounds": self.sizes.rounds,
            },
            "rows": [document(figure) for figure in figures],
        }

    @contextmanager
    def _open_kit(self) -> Generator[Kit]:
        self.cache.mkdir(parents=True, exist_ok=True)
        clock = SystemClock()
        servers = Servers()
        with tempfile.TemporaryDirectory(prefix="bench-", dir=self.cache) as work:
            try:
                yield Kit(
                    sizes=self.sizes,
                    samples=1,
                    cache=self.cache,
                    work=Path(work),
                    servers=servers,
                    clock=clock,
                    ids=TimeOrderedIds(clock),
                )
            finally:
                servers.stop()
