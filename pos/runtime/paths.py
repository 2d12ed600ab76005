"""Where this installation keeps its data."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

_PRIVATE_DIRECTORY = 0o700


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """The data folder of one register; its owner alone may read it (trust.md K-02)."""

    home: Path

    @property
    def database(self) -> Path:
        """The register's SQLite file."""
        return self.home / "till.db"

    @property
    def central(self) -> Path:
        """The data of an embedded central PostgreSQL, when this machine runs one."""
        return self.home / "central"

    @property
    def logs(self) -> Path:
        """The folder of log files."""
        return self.home / "logs"

    @property
    def backups(self) -> Path:
        """The folder of copies made before an upgrade."""
        return self.home / "backups"

    @property
    def secrets(self) -> Path:
        """The file that holds secrets where the machine has no keyring."""
        return self.home / "secrets.json"

    @property
    def generation(self) -> Path:
        """The file that tells whether the database beside it was copied or set back."""
        return self.home / "generation.json"

    def make_home(self) -> None:
        """Create the data folder for this user alone.

        Raises:
            OSError: It cannot be created here.
        """
        self.home.mkdir(mode=_PRIVATE_DIRECTORY, parents=True, exist_ok=True)


def find_paths(environment: Mapping[str, str] = os.environ) -> Paths:
    """Return the data folder named by COUNTERTOP_HOME, else the one usual on this system."""
    named = environment.get("COUNTERTOP_HOME")
    home = Path(named).expanduser() if named else user_data_path("countertop", appauthor=False)
    return Paths(home=home.absolute())
