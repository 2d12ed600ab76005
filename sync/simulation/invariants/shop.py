"""The shop's books: receipts, journals, money and stock, on the tills and at central."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.inventory import InventoryLevelRow
from models.orders import OrderLineRow, OrderRow
from models.payments import PaymentRow
from models.sync import QuarantineRow
from pos.domain.fact import rows_in
from pos.journal_file import check_journal
from pos.uow import ReadTx
from sync.simulation.host import CentralBooks
from sync.simulation.invariants.invariant import Invariant, Memory
from sync.simulation.invariants.unbooked import unbooked_variants
from sync.simulation.till import Till
from sync.simulation.world import World
from sync.state import read_pulled
from sync.uncounted import find_uncounted

_O = OrderRow.__table__
_L = OrderLineRow.__table__
_P = PaymentRow.__table__
_OWN = sa.select(_O.c.number, _O.c.id).where(_O.c.register_id == sa.bindparam("register"))
_SALES = sa.select(_O.c.number, _O.c.total_cents, _O.c.tax_cents, _O.c.status, _O.c.placed_at)
_UNBALANCED = sa.select(_O.c.number, _O.c.id).where(
    (
        _O.c.total_cents
        != sa.select(sa.func.coalesce(sa.func.sum(_L.c.total_cents), 0))
        .where(_L.c.order_id == _O.c.id)
        .scalar_subquery()
    )
    | (
        _O.c.total_cents
        != sa.select(sa.func.coalesce(sa.func.sum(_P.c.amount_cents), 0))
        .where(_P.c.order_id == _O.c.id, _P.c.settles_payment_id.is_(None))
        .scalar_subquery()
    )
)
_ASIDE = sa.select(QuarantineRow.__table__.c.payload)
_LEVELS = sa.select(
    InventoryLevelRow.variant_id, InventoryLevelRow.location_id, InventoryLevelRow.on_hand
)
_TAKEN = ("captured", "partially_refunded", "refunded")


def receipts_are_gapless(world: World, _memory: Memory) -> Iterator[str]:
    """Count each till's own receipts, and look for a number that two of them used."""
    given: defaultdict[str, set[UUID]] = defaultdict(set)
    for till in world.tills:
        sales = till.ask(lambda tx, till=till: _own_sales(tx, till))  # type: ignore[misc]
        if till.place.register not in world.doubled:
            if sorted(int(number[-6:]) for number in sales) != list(range(1, len(sales) + 1)):
                yield f"{till.name}: its {len(sales)} receipts are not numbered 1 to that"
            for number, sale in sales.items():
                given[number].add(sale)
    for number, of_sales in given.items():
        if len(of_sales) > 1:
            yield f"receipt {number} was given to {len(of_sales)} sales"


def journals_verify(world: World, _memory: Memory) -> Iterator[str]:
    """Check the chain of each till's journal."""
    for till in world.tills:
        fault = check_journal(till.path).fault
        if fault is not None:
            yield f"{till.name}: {fault}"


def sales_never_change(world: World, memory: Memory) -> Iterator[str]:
    """Compare each completed sale with what it said when it was first seen on the till."""
    for till in world.touched.values():
        known = memory.sales.setdefault(id(till), {})
        for number, *said in till.ask(lambda tx: tx.connection.execute(_SALES).all()):
            before = known.setdefault(number, tuple(said))
            if before != tuple(said):
                yield f"{till.name}: {number} said {before}, now {said}"


def money_balances_at_tills(world: World, _memory: Memory) -> Iterator[str]:
    """Add up lines and tenders of each sale on each till.

    Not of a sale of its copy that came in part, because the rest has numbers that were given here:
    that part is set aside and waits for a person.
    """
    for till in world.tills:
        is_doubled = till.place.register in world.doubled
        in_part = till.ask(_come_in_part) if is_doubled else frozenset()
        for sale in till.ask(lambda tx: tx.connection.execute(_UNBALANCED).all()):
            if str(sale.id) not in in_part:
                yield f"{till.name}: {sale.number} is not the sum of its lines and tenders"


def money_balances_at_central(world: World, _memory: Memory) -> Iterator[str]:
    """Add up lines, tenders and refunds of each sale at central."""
    books = world.host.books()
    lines, paid, back = (Counter[str](), Counter[str](), Counter[str]())
    for line in books.rows("order_lines").values():
        lines[line["order_id"]] += line["total_cents"]
    for payment in books.rows("payments").values():
        if payment["status"] in _TAKEN:
            paid[payment["order_id"]] += payment["amount_cents"]
    for refund in books.rows("refunds").values():
        back[refund["order_id"]] += refund["amount_cents"]
    for key, order in books.rows("orders").items():
        said = (order["total_cents"], order["paid_cents"], order["refunded_cents"])
        if said != (lines[key], paid[key], back[key]) or lines[key] != paid[key]:
            yield f"{order['number']} says {said}, not {(lines[key], paid[key], back[key])}"


def shown_stock_is_exact(world: World, _memory: Memory) -> Iterator[str]:
    """Compare what a till shows with central's level and the till's own facts that it lacks.

    Only where the till has read everything that central has to say: in between it shows less.
    """
    books = world.host.books()
    history, places, unplaced = books.history(), books.places(), books.unplaced()
    head = max(places.values(), default=0)
    levels, unbooked = _central_levels(books), unbooked_variants(books)
    for till in world.touched.values():
        pulled = till.ask(lambda tx: read_pulled(tx.connection))
        is_current = pulled.epoch is not None and str(pulled.epoch.uuid) == history
        if till.is_fenced or unplaced or not is_current or pulled.cursor != head:
            continue
        mark, _chain = books.marks()[str(till.place.register), till.life]
        own = _own_movements(till, after=mark)
        for variant, location, on_hand in till.ask(lambda tx: tx.connection.execute(_LEVELS).all()):
            place = (str(variant), str(location))
            if place not in levels or place[0] in unbooked:
                continue
            if on_hand != levels[place] + own[place]:
                yield f"{till.name}: {place} shows {on_hand}, not {levels[place]} + {own[place]}"


def _own_movements(till: Till, *, after: int) -> Counter[tuple[str, str]]:
    moved: Counter[tuple[str, str]] = Counter()
    for envelope in till.ask(lambda tx: find_uncounted(tx.connection, after)):
        for row in rows_in(json.loads(envelope)["body"], "stock_movements"):
            moved[row["variant_id"], row["location_id"]] += row["quantity_delta"]
    return moved


def _central_levels(books: CentralBooks) -> dict[tuple[str, str], int]:
    return {
        (level["variant_id"], level["location_id"]): level["on_hand"]
        for level in books.rows("inventory_levels").values()
    }


def stock_is_its_movements(world: World, _memory: Memory) -> Iterator[str]:
    """Add up the movements at central, and compare them with its levels and those of the tills."""
    books = world.host.books()
    moved: defaultdict[tuple[str, str], int] = defaultdict(int)
    for movement in books.rows("stock_movements").values():
        moved[movement["variant_id"], movement["location_id"]] += movement["quantity_delta"]
    levels = _central_levels(books)
    for place in moved.keys() | levels.keys():
        if levels.get(place) != moved.get(place, 0):
            yield f"central: {place} holds {levels.get(place)}, moved were {moved.get(place)}"
    known = books.rows("variants").keys() - unbooked_variants(books)
    for till in world.tills:
        if not till.is_fenced:
            yield from _compare_levels(till, levels, known=known)


def _compare_levels(
    till: Till, levels: Mapping[tuple[str, str], Any], *, known: AbstractSet[str]
) -> Iterator[str]:
    for variant, location, on_hand in till.ask(lambda tx: tx.connection.execute(_LEVELS).all()):
        place = (str(variant), str(location))
        there = levels.get(place)
        if on_hand != there and place[0] in known:
            yield f"{till.name}: {variant} at {location} shows {on_hand}, central has {there}"


def _come_in_part(tx: ReadTx) -> frozenset[str]:
    """Return the sales of which a row could not be stored here."""
    aside = tx.connection.execute(_ASIDE).scalars()
    return frozenset(str(row["order_id"]) for row in aside if "order_id" in row)


def _own_sales(tx: ReadTx, till: Till) -> dict[str, UUID]:
    own = tx.connection.execute(_OWN, {"register": till.place.register})
    return {sale.number: sale.id for sale in own}


ALWAYS = (
    Invariant(
        code="I9b",
        says="a till shows central's stock and what it moved since",
        check=shown_stock_is_exact,
    ),
    Invariant(
        code="I11", says="a completed sale never changes by what comes in", check=sales_never_change
    ),
)
AT_REST = (
    Invariant(code="I4", says="receipts are gapless and unique", check=receipts_are_gapless),
    Invariant(code="I9", says="stock is the sum of its movements", check=stock_is_its_movements),
    Invariant(code="J", says="journals verify", check=journals_verify),
    Invariant(code="M", says="money balances on every till", check=money_balances_at_tills),
    Invariant(code="MC", says="money balances at central", check=money_balances_at_central),
)
