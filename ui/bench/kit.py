"""What a row gets to work with: sizes, generated shops, and a folder that is thrown away."""

import shutil
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pos.runtime.clock import Clock
from pos.runtime.ids import IdSource
from pos.runtime.paths import Paths
from pos.uow import Store
from ui.bench.servers import Servers
from ui.bench.shops import ShopSize, find_shop


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How much of everything there is.

    Attributes:
        central_orders: Of central, which has those of all its stores.
        rounds: How often value and limit take turns.
    """

    variants: int
    orders: int
    central_orders: int
    rounds: int


QUICK = Sizes(variants=400, orders=60, central_orders=20_000, rounds=1)
FULL = Sizes(variants=100_000, orders=100_000, central_orders=1_000_000, rounds=7)
LARGE = Sizes(variants=1_000_000, orders=1_000_000, central_orders=1_000_000, rounds=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """What a row gets.

    Attributes:
        samples: How many single measurements a round shall take.
        cache: Where generated shops are kept from run to run.
        work: A folder of this run alone.
        servers: PostgreSQL, shared by the rows of this run; each has a database of its own.
    """

    sizes: Sizes
    samples: int
    cache: Path
    work: Path
    servers: Servers
    clock: Clock
    ids: IdSource

    @contextmanager
    def home(self, *, orders: int = 0) -> Generator[Paths]:
        """Lend the data folder of a register whose shop has the wished number of past orders."""
        shop = find_shop(self.cache, ShopSize(variants=self.sizes.variants, orders=orders))
        paths = Paths(home=self.work / f"register-{orders}")
        paths.make_home()
        shutil.copyfile(shop, paths.database)
        try:
            yield paths
        finally:
            shutil.rmtree(paths.home)

    @contextmanager
    def store(self, *, orders: int = 0) -> Generator[Store]:
        """Lend the opened database of such a register; its shift is open."""
        with (
            self.home(orders=orders) as paths,
            closing(Store(paths.database, clock=self.clock, ids=self.ids)) as store,
        ):
            yield store
