"""Who stands at the till, and which shift is open; it names nothing of Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Cashier:
    """The person who signed in.

    Attributes:
        permissions: Codes of what they may do (`pos.domain.permission`).
    """

    staff_id: UUID
    employee_no: str
    name: str
    permissions: frozenset[str]

    def may(self, permission: str) -> bool:
        """Say whether the person holds a permission."""
        return permission in self.permissions


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

    def may(self, permission: str) -> bool:
        """Say whether somebody is signed in and holds a permission."""
        return self._cashier is not None and self._cashier.may(permission)

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
