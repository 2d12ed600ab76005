"""Notices and navigation that only keep what they were told."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pos.domain.errors import PosError


class KeptNotices:
    """Keeps messages; `undo` is what the last toast offered, `remedies` what the last strip did."""

    def __init__(self) -> None:
        self.toasts: list[str] = []
        self.strips: list[str] = []
        self.refusals: list[PosError] = []
        self.beeps = 0
        self.undo = None
        self.remedies = ()

    def toast(self, text, *, undo=None) -> None:
        self.toasts.append(text)
        self.undo = undo

    def drop_toast(self) -> None:
        self.undo = None

    def strip(self, text, *remedies) -> None:
        self.strips.append(text)
        self.remedies = remedies
        self.beep()

    def refused(self, error) -> None:
        self.refusals.append(error)
        self.beep()

    def clear(self) -> None:
        self.strips.clear()

    def beep(self) -> None:
        self.beeps += 1


class KeptNavigator:
    """Keeps where somebody wanted to go; there is every screen but the missing ones."""

    def __init__(self) -> None:
        self.went: list[tuple[str, str]] = []
        self.missing: set[str] = set()

    def knows(self, screen_id) -> bool:
        return screen_id not in self.missing

    def go(self, screen_id, *, bring="") -> bool:
        if screen_id in self.missing:
            return False
        self.went.append((screen_id, bring))
        return True
