"""Keeps a register and its central in step while the window is open, and says how they stand."""

from collections.abc import Callable
from uuid import UUID

from pos.domain.hand_off import CartAnswer
from pos.runtime.changes import Changes, Topic
from sync.desk import Work
from sync.errors import CentralUnreachableError
from sync.family import FamilyLine
from sync.hand_off import ask_for_cart
from sync.runner import SyncRunner
from sync.status import Link as SyncLink
from sync.status import SyncStatus
from sync.way import Way
from ui.shell.status import Link, SyncView

_LINKS = {
    SyncLink.ALONE: Link.ALONE,
    SyncLink.NEVER: Link.ONLINE,
    SyncLink.ONLINE: Link.ONLINE,
    SyncLink.OFFLINE: Link.OFFLINE,
}


class Courier:
    """Carries what was posted here to central, and what changed there back."""

    def __init__(self, lanes: Work, way: Way, *, show: Callable[[SyncView], None]) -> None:
        """Prepare; nothing moves before `start`.

        Args:
            show: Takes how things stand, on any thread.
        """
        self._show = show
        self._lanes = lanes
        self._way = way
        self._is_away = False
        self._runner = SyncRunner(lanes, way, on_status=self._tell)

    def start(self) -> None:
        """Begin carrying."""
        self._runner.start()

    def wake(self, changes: Changes) -> None:
        """Go soon when there is something new to carry."""
        if Topic.OUTBOX in changes.topics:
            self._runner.wake()

    def ask_for_cart(self, cart_id: UUID) -> CartAnswer:
        """Ask central for a parked cart; may take seconds, so ask on a lane for that.

        Raises:
            UnavailableError: Central is away.
            RefusedError: It does not let this register in.
        """
        if self._is_away:
            raise CentralUnreachableError(reason="it did not answer a moment ago")
        return ask_for_cart(self._lanes, self._way, cart_id)

    @property
    def family(self) -> FamilyLine:
        """What central is asked about the children of customers."""
        return FamilyLine(self._lanes, self._way)

    def stop(self) -> None:
        """End after the step in progress; nothing is lost."""
        self._runner.stop()

    def _tell(self, status: SyncStatus) -> None:
        self._is_away = status.link is SyncLink.OFFLINE
        self._show(
            SyncView(
                link=_LINKS[status.link],
                since=status.since if status.link is SyncLink.OFFLINE else None,
                synced_at=status.answered_at,
                waiting=status.waiting,
                attention=status.in_review + status.clashes + status.set_aside,
            )
        )
