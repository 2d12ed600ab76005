"""A press that is built when the first paper is wanted, on the thread that wants it.

python-escpos takes a third of the time in which a till could start, and nobody prints before
somebody has signed in.
"""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from pos.spooler.worker import Press

if TYPE_CHECKING:
    from pos.domain.paper_json import Paper


class LatePress:
    """Stands in for a press that does not exist yet; safe for several threads.

    Args:
        make: Loads and makes the real one; called once.
    """

    def __init__(self, make: Callable[[], Press]) -> None:
        self._make = make
        self._turn = threading.Lock()
        self._press: Press | None = None

    def paper(self, paper: "Paper", *, width_dots: int) -> bytes:
        """Return the bytes that print a paper of that width."""
        return self._get().paper(paper, width_dots=width_dots)

    def kick(self) -> bytes:
        """Return the bytes that open the drawer."""
        return self._get().kick()

    def _get(self) -> Press:
        with self._turn:
            if self._press is None:
                self._press = self._make()
            return self._press
