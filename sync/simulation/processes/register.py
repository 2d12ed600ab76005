"""One register as a process of its own: it sells without end, and speaks with central beside it.

It is killed at any moment. What is in its log was committed before: those sales are promises.
"""

import os
import threading
from pathlib import Path
from random import Random

from pos.register_file import open_register
from pos.runtime.changes import Changes, Topic
from pos.runtime.clock import SystemClock
from pos.runtime.ids import TimeOrderedIds
from pos.runtime.lanes import Lanes
from pos.runtime.paths import Paths
from pos.uow import ReadTx, WriteTx
from sync.runner import SyncRunner
from sync.simulation import counter
from sync.simulation.business import GOODS, Shop
from sync.simulation.counter import Sold
from sync.way import Way

LOG = "promised.log"
PAUSE_MS_MAX = 25
SALES_MAX = 100_000
"""Nobody sells more before somebody ends the process."""


def work(home: str, address: str, shop: Shop, seed: int) -> None:
    """Sell and speak with central until the process is killed.

    Args:
        home: The register's data folder.
        address: Where central is, as libpq takes it.
        seed: Decides what is sold.
    """
    paths, clock, chance = Paths(home=Path(home)), SystemClock(), Random(seed)
    way = Way(secrets_file=paths.secrets, clock=clock, address=address)
    log = os.open(paths.home / LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with open_register(paths, clock=clock, ids=TimeOrderedIds(clock)) as store:
        lanes: Lanes[WriteTx, ReadTx] = Lanes(store)
        runner = SyncRunner(lanes, way, on_status=lambda _status: None)

        def wake(changes: Changes) -> None:
            if Topic.OUTBOX in changes.topics:
                runner.wake()

        store.listen(wake)
        runner.start()
        if not lanes.ask(counter.has_open_shift).result():
            lanes.do(lambda tx: counter.turn_the_shift(tx, shop, chance)).result()
        _sell_on(lanes, shop, chance, log)


def _sell_on(lanes: Lanes[WriteTx, ReadTx], shop: Shop, chance: Random, log: int) -> None:
    pause = threading.Event()
    for _sale in range(SALES_MAX):
        sold = lanes.do(lambda tx: counter.sell(tx, shop, chance, articles=GOODS)).result()
        if isinstance(sold, Sold):
            # After the commit: from here on the customer has the receipt.
            os.write(log, f"{sold.number} {sold.total_cents}\n".encode())
        pause.wait(chance.randint(0, PAUSE_MS_MAX) / 1000)
