"""A demo business on this machine: an embedded central, and registers that joined its one store."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from pos.demo_shop.fill import STORE_CODE, fill_central
from pos.demo_shop.relive import write_history
from pos.demo_shop.shop import DemoShop, make_shop
from pos.demo_shop.storefront import DEMO_STOREFRONT
from pos.register_file import create_register
from pos.runtime.clock import Clock
from pos.runtime.ids import TimeOrderedIds
from pos.runtime.lanes import Lanes
from pos.runtime.paths import Paths
from pos.uow import Store
from sync.central.schema import central_transaction, init_central
from sync.desk import Work
from sync.embedded import EmbeddedCentral
from sync.enrolment import Enrol, enrol, get_enrolment, open_central
from sync.exchange import Exchange, Round


@dataclass(frozen=True, slots=True, kw_only=True)
class Premises:
    """Where the demo business lives.

    Attributes:
        root: The folder that holds everything of it.
    """

    root: Path
    clock: Clock

    @property
    def central(self) -> EmbeddedCentral:
        """Its central database."""
        return EmbeddedCentral(data=self.root / "central")

    def register(self, code: str) -> Paths:
        """Return the data folder of a register."""
        return Paths(home=self.root / f"register-{code}")

    def clear(self) -> None:
        """Take away what an earlier day left here."""
        if self.root.exists():
            self.central.stop()
            shutil.rmtree(self.root)

    def open_central(self, *, seed: int | None = None) -> DemoShop:
        """Start central, and fill it with the shop when it is new.

        Raises:
            UnavailableError: PostgreSQL does not start here.
        """
        shop = demo_shop(today_at_demo(self.clock), seed=seed)
        is_new = not self.central.cluster.exists()
        url = self.central.start()
        if is_new:
            init_central(url)
            with central_transaction(url) as connection:
                fill_central(connection, shop)
        return shop

    def join(self, code: str, *, past_of: DemoShop | None = None) -> None:
        """Make a register of the store unless it is one: its rows, its login, its first load.

        Args:
            past_of: Give the register this shop's month of past sales, and tell central of it.
        """
        paths = self.register(code)
        if paths.database.exists():
            return
        with (
            create_register(paths, clock=self.clock, ids=TimeOrderedIds(self.clock)) as store,
            _lanes(store) as lanes,
        ):
            wish = Enrol(
                url=self.central.url,
                store_code=STORE_CODE,
                register_code=code,
            )
            enrol(lanes, wish, secrets_file=paths.secrets, clock=self.clock)
            if past_of is not None:
                write_history(store, past_of)
                exchange(store, lanes, paths, clock=self.clock)


def exchange(store: Store, lanes: Work, paths: Paths, *, clock: Clock) -> Round:
    """Send what waits at a register and fetch what changed, once.

    Raises:
        UnavailableError: Central is away; nothing is lost.
    """
    with store.read() as tx:
        enrolment = get_enrolment(tx.connection)
    with closing(open_central(enrolment, secrets_file=paths.secrets, clock=clock)) as central:
        return Exchange(lanes, central).round()


def demo_shop(today: date, *, seed: int | None = None) -> DemoShop:
    """Return the demo shop as it is on a day; the same seed is the same shop."""
    return make_shop(last_day=today) if seed is None else make_shop(last_day=today, seed=seed)


def today_at_demo(clock: Clock) -> date:
    """Return today where the demo shop is."""
    return clock.now().astimezone(ZoneInfo(DEMO_STOREFRONT.timezone)).date()


@contextmanager
def _lanes(store: Store) -> Iterator[Work]:
    with closing(Lanes(store)) as lanes:
        yield lanes
