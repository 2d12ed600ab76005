"""What headquarters does."""

from dataclasses import dataclass
from random import Random

from pos.runtime.ids import time_ordered_id
from sync.simulation.business import (
    SHOPS,
    WEIGHED,
    article,
    barcode_id,
    movement,
    product_id,
    supplier,
    variant_id,
)
from sync.simulation.host import Change
from sync.simulation.world import World

_STAMP_SHIFT = 20


@dataclass(frozen=True, slots=True)
class Reprice:
    """An article gets another price.

    Attributes:
        raised: By so little more that it is the article's second change, not the same one again.
    """

    salt: int
    raised: bool = False

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        chance = Random(self.salt)
        key = str(variant_id(chance.randrange(world.articles)))
        if key not in world.host.books().rows("variants"):
            return "gone"
        values = {"price_cents": chance.randint(1, 60) * 50 + self.raised}
        return _done(world, Change(table="variants", key=key, values=values))


@dataclass(frozen=True, slots=True)
class AddArticle:
    """An article is new in all shops."""

    salt: int

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        number = world.articles
        world.articles += 1
        return _done(world, *article(number, price_cents=self.salt % 4_000 + 1))


@dataclass(frozen=True, slots=True)
class Receive:
    """Goods arrive in a shop, or are written off there."""

    salt: int

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        chance = Random(self.salt)
        number, shop = chance.randrange(world.articles), chance.choice(SHOPS)
        if str(variant_id(number)) not in world.host.books().rows("variants"):
            return "gone"
        kind, quantity = chance.choice((("receipt", 6), ("receipt", 10), ("write_off", -1)))
        factor = 1000 if number == WEIGHED else 1
        key = time_ordered_id(self.salt << _STAMP_SHIFT, random=self.salt)
        change = movement(key, number=number, shop=shop, kind=kind, quantity=quantity * factor)
        return _done(world, change)


@dataclass(frozen=True, slots=True)
class MovePerson:
    """A cashier works in another shop from now on, or in all of them, or comes home."""

    salt: int

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        chance = Random(self.salt)
        home = chance.choice(SHOPS)
        store = chance.choice((str(home.store), None))
        key = str(home.cashier)
        return _done(world, Change(table="staff", key=key, values={"home_store_id": store}))


@dataclass(frozen=True, slots=True)
class RemoveCode:
    """A barcode is taken off an article, or put on again."""

    salt: int

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        number = Random(self.salt).randrange(world.articles)
        key = str(barcode_id(number))
        books = world.host.books()
        if key in books.rows("barcodes"):
            return _done(world, Change(table="barcodes", key=key, values=None))
        if str(variant_id(number)) not in books.rows("variants"):
            return "gone"
        return _done(world, article(number, price_cents=1)[2])


@dataclass(frozen=True, slots=True)
class DeleteArticle:
    """An article is deleted for good; central refuses that once something points at it."""

    salt: int

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        number = Random(self.salt).randrange(world.articles)
        key = str(product_id(number))
        return _done(world, Change(table="products", key=key, values=None))


@dataclass(frozen=True, slots=True)
class BeginLong:
    """A transaction begins and stays open."""

    salt: int

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        world.host.begin_long([supplier(1_000 + self.salt % 1_000_000)])
        return "open"


@dataclass(frozen=True, slots=True)
class EndLong:
    """The open transaction is committed at last."""

    salt: int

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        world.host.end_long()
        return "committed"


def _done(world: World, *changes: Change) -> str:
    return "done" if world.host.change(changes) else "refused"
