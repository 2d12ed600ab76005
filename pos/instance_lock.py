"""One process per data folder (trust.md D-05).

The kernel holds the lock for as long as the process lives, so a crash never leaves one behind.
"""

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from pos.domain.errors import RefusedError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class AlreadyRunningError(RefusedError):
    """Another process, `process_id` when known, uses the data folder `home`."""


class InstanceLock:
    """Holds a data folder for this process."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._file = os.open(home / "till.lock", os.O_CREAT | os.O_RDWR, 0o600)

    def __enter__(self) -> Self:
        """Take the folder.

        Raises:
            AlreadyRunningError: Another process has it.
        """
        try:
            _lock(self._file)
        except OSError as error:
            holder = os.pread(self._file, 20, 0).decode("ascii", "ignore").strip()
            os.close(self._file)
            raise AlreadyRunningError(home=self._home, process_id=holder or None) from error
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, str(os.getpid()).encode("ascii"), 0)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the folder go."""
        os.close(self._file)


def _lock(file: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
