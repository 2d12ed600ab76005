"""Two rounds of one till at once, as when somebody starts a second program by mistake."""

from dataclasses import dataclass

from sync.simulation.steps.exchange import Exchange
from sync.simulation.steps.headquarters import Reprice
from sync.simulation.world import World


@dataclass(frozen=True, slots=True)
class Overtake:
    """An article that is on its way changes again, and another round of the till is quicker."""

    till: int
    article: Reprice

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        again = Reprice(self.article.salt, raised=True).play(world)
        return f"{again}, {Exchange(self.till).play(world)}"


@dataclass(frozen=True, slots=True)
class BeOvertaken:
    """A till holds a page in its hands while another round brings the next one.

    Attributes:
        pause: At which pause of its round it is overtaken.
    """

    till: int
    salt: int
    pause: int

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        article = Reprice(self.salt)
        article.play(world)
        quicker = Overtake(self.till, article)
        return Exchange(self.till, inside={self.pause: quicker}).play(world)
