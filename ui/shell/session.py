"""Who stands at the till, and which shift is open; it names nothing of Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from pos.domain.permission import Action, Decision, Grants


@dataclass(frozen=True, slots=True, kw_only=True)
class Cashier:
    """The person who signed in.

    Attributes:
        grants: What they may do. The services decide; the window only leaves out what would be
            refused anyway.
    """

    staff_id: UUID
    employee_no: str
    name: str
    grants: Grants

    def may(self, action: Action) -> bool:
        """Say whether the person may do it, alone or with somebody's approval."""
        return self.grants.decide(action) is not Decision.DENIED

    def may_alone(self, action: Action) -> bool:
        """Say whether the person may do it without asking anybody."""
        return self.grants.decide(action) is Decision.ALLOWED


class Session:
    """The signed-in cashier and the open shift; both may be missing."""

    def __init__(self) -> None:
        self._cashier: Cashier | None = None
        self._shift_id: UUID | None = None
        self._listeners: list[Callable[[], None]] = []

    @property
    def cashier(self) -> Cashier | None:
        """The person at the till; None while it is locked."""
        return self._cashier

    @property
    def shift_id(self) -> UUID | None:
        """The open shift of this register; None while it is closed."""
        return self._shift_id

    def may(self, action: Action) -> bool:
        """Say whether somebody is signed in and may do it, alone or with an approval."""
        return self._cashier is not None and self._cashier.may(action)

    def sign_in(self, cashier: Cashier) -> None:
        """Let a person begin."""
        self._cashier = cashier
        self._tell()

    def sign_out(self) -> None:
        """Lock the till; the sale in hand stays."""
        self._cashier = None
        self._tell()

    def use_shift(self, shift_id: UUID | None) -> None:
        """Note that a shift was opened, or closed (None)."""
        self._shift_id = shift_id
        self._tell()

    def listen(self, listener: Callable[[], None]) -> None:
        """Call the listener after every change, on the thread that changes it."""
        self._listeners.append(listener)

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()
