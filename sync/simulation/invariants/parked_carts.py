"""Parked carts: one till has each, or a person is told that two have."""

import json
from collections import defaultdict
from collections.abc import Iterator

from sync.simulation.host import CentralBooks
from sync.simulation.invariants.invariant import Invariant, Memory
from sync.simulation.world import World


def one_till_has_it(world: World, _memory: Memory) -> Iterator[str]:
    """Look up, for each parked cart, the tills whose booked facts say that they took it up."""
    books = world.host.books()
    carts = books.rows("carts")
    told = {
        (clash["row_id"], clash["register_id"])
        for clash in books.rows("sync_conflicts").values()
        if clash.get("table_name") == "carts" and clash.get("resolution") == "split"
    }
    for cart, takers in _takers(books).items():
        holder = carts[cart]["locked_by_register_id"] if cart in carts else None
        if holder not in takers:
            yield f"cart {cart} was taken up by {sorted(takers)} and is with {holder}"
        for taker in takers - {holder}:
            if (cart, taker) not in told:
                yield f"cart {cart} is with {holder} and with {taker}, and nobody is told"


def _takers(books: CentralBooks) -> dict[str, set[str]]:
    takers: defaultdict[str, set[str]] = defaultdict(set)
    for line in books.inbox():
        fact = json.loads(line.envelope)
        if fact["kind"] == "cart.recalled" and line.status == "done":
            ((_table, cart, _before, _after),) = fact["body"]["changes"]
            takers[cart].add(fact["register_id"])
    return takers


AT_REST = (
    Invariant(
        code="PC", says="a parked cart is with one till, or a person is told", check=one_till_has_it
    ),
)
