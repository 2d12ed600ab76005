"""customer.find: from what a customer says or shows to who they are, among very many."""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice

from pos.demo_shop.chance import stream
from pos.queries.customers import find_customers
from pos.uow import ReadTx
from ui.bench.kit import Kit
from ui.bench.people import card_no, email, name, phone, write_customers
from ui.bench.row import Goal, Judged, Row, Samples, Trial
from ui.bench.shops import SEED
from ui.bench.stopwatch import thread_ms

CUSTOMERS_PER_VARIANT = 2
"""200,000 customers in the shop of 100,000 variants."""

LIMIT_MS = 50


@contextmanager
def _open(kit: Kit) -> Generator[Trial]:
    count = CUSTOMERS_PER_VARIANT * kit.sizes.variants
    with kit.store() as store:
        with store.write() as tx:
            write_customers(tx, seed=SEED, count=count)
        reader = store.kept_reader()
        searches = _searches(count)
        yield Trial(
            value=lambda: [
                thread_ms(partial(_find, reader, words)) for words in islice(searches, kit.samples)
            ],
            limit=LIMIT_MS,
        )
        reader.connection.close()


def _find(reader: ReadTx, words: str) -> None:
    if not find_customers(reader, words):
        raise LookupError(words)


def _searches(count: int) -> Iterator[str]:
    """Type what people say, in turns: whole and parts, of everything that finds a customer."""
    chance = stream(SEED, "bench", "searches")
    said: tuple[Callable[[int], str], ...] = (
        lambda number: f"0{phone(number)[3:]}",
        lambda number: phone(number)[-5:],
        email,
        card_no,
        lambda number: name(number)[:3],
        lambda number: " ".join(word[:2] for word in name(number).split()),
    )
    while True:
        for say in said:
            yield say(chance.randrange(count))


ROW = Row(
    name="customer.find",
    value="what was typed to who it fits, of two customers per variant, thread CPU",
    limit="what nobody notices",
    unit="ms",
    goal=Goal(judged=Judged.VALUE, must=LIMIT_MS, stretch=10),
    open=_open,
    samples=Samples(quick=12, full=120),
    people_wait=True,
)
