"""PostgreSQL for the rows of a run: started for the first row that asks, stopped after the last."""

from pathlib import Path

from sync.central.schema import init_central
from sync.embedded import EmbeddedCentral


class Servers:
    """The servers of a run. Stop them when it ends."""

    def __init__(self) -> None:
        self._started: list[EmbeddedCentral] = []

    def central(self, data: Path) -> str:
        """Return the URL of the central in a folder, made when there is none, and set up for today.

        Nobody is connected to it: rows copy it, or hang up before they end.
        """
        server = EmbeddedCentral(data=data)
        if server not in self._started:
            self._started.append(server)
            init_central(server.start())
        return server.url

    def stop(self) -> None:
        """Stop them all; what is in them stays in their folders."""
        while self._started:
            self._started.pop().stop()
