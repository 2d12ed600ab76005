"""Everything that the sign-in screen shows."""

from dataclasses import dataclass, replace
from datetime import datetime

from pos.queries.people import StaffTile


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInState:
    """The door.

    Attributes:
        place: Register and store.
        people: None until they were looked up.
        chosen: Employee number; "" while nobody is chosen.
        trouble: What was wrong; "" for nothing.
        wait_until: When the next PIN may be tried, UTC; None means at once.
        is_checking: A PIN is being checked.
    """

    place: str
    people: tuple[StaffTile, ...] | None = None
    chosen: str = ""
    trouble: str = ""
    wait_until: datetime | None = None
    is_checking: bool = False

    @property
    def person(self) -> StaffTile | None:
        """Who is chosen."""
        return self.find(self.chosen)

    @property
    def takes_pin(self) -> bool:
        """Say whether a PIN may be typed, unless there is a time to wait."""
        return self.person is not None and self.person.has_pin and not self.is_checking

    def find(self, employee_no: str) -> StaffTile | None:
        """Return who has a number; None when nobody here has."""
        everybody = self.people or ()
        return next((each for each in everybody if each.employee_no == employee_no), None)


def choose(state: SignInState, person: StaffTile, *, trouble: str = "") -> SignInState:
    """Choose a person; what was wrong with another's PIN is not their business."""
    return replace(state, chosen=person.employee_no, trouble=trouble, wait_until=None)


def show_people(state: SignInState, people: tuple[StaffTile, ...]) -> SignInState:
    """Show who works here; who is chosen stays chosen, and whoever works alone always is."""
    shown = replace(state, people=people)
    if shown.person is None:
        alone = people[0].employee_no if len(people) == 1 else ""
        return replace(shown, chosen=alone, trouble="", wait_until=None)
    return shown
