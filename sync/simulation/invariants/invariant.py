"""What an invariant is: a sentence, and a function that complains where it does not hold."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sync.simulation.till import Till
from sync.simulation.world import World


@dataclass(slots=True)
class Memory:
    """What was seen before, for rules about what may change.

    Attributes:
        versions: By till: the history of central, and the version of each row in it.
        sales: By till: what each sale said when it was first seen.
    """

    versions: dict[int, tuple[str, dict[tuple[str, Any], int]]] = field(default_factory=dict)
    sales: dict[int, dict[str, tuple[Any, ...]]] = field(default_factory=dict)

    def forget(self, till: Till) -> None:
        """Forget a till: another disk is in it."""
        self.versions.pop(id(till), None)
        self.sales.pop(id(till), None)


Check = Callable[[World, Memory], Iterator[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Invariant:
    """A rule that no fault may break.

    Attributes:
        code: Its number in the design of the exchange; letters where it has none there.
        says: The rule.
        check: Yields a complaint for each case in which it does not hold.
    """

    code: str
    says: str
    check: Check


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A rule that did not hold."""

    invariant: Invariant
    complaint: str

    def __str__(self) -> str:
        return f"{self.invariant.code} {self.invariant.says}: {self.complaint}"
