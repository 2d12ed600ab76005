"""How an installation reaches central; a value, so that asking for it loads no line to central."""

from dataclasses import dataclass
from pathlib import Path

from pos.runtime.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How this installation reaches central.

    Attributes:
        secrets_file: Where its password is when the machine has no keyring.
        address: Where central is now; None: where it was at the enrolment.
    """

    secrets_file: Path
    clock: Clock
    address: str | None = None
