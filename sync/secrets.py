"""Where a register keeps its password for central: the machine's keyring, else a file of its own.

A machine without a desktop often has no keyring; then a file that only this user may read takes its
place, and `where_is_secret` says so.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path

import keyring
from keyring.errors import KeyringError

SERVICE = "countertop"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyringSecrets:
    """The keyring of the desktop session or operating system."""

    @property
    def where(self) -> str:
        """Where they are kept, in words."""
        return f"keyring ({keyring.get_keyring().name})"

    def find(self, name: str) -> str | None:
        """Return the password of that name, or None; None also when the keyring is shut."""
        try:
            return keyring.get_password(SERVICE, name)
        except KeyringError:
            return None

    def keep(self, name: str, secret: str) -> None:
        """Keep a password.

        Raises:
            KeyringError: There is no keyring, or it is shut.
        """
        keyring.set_password(SERVICE, name, secret)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSecrets:
    """A file that only its owner may read (mode 0600)."""

    path: Path

    @property
    def where(self) -> str:
        """Where they are kept, in words."""
        return str(self.path)

    def find(self, name: str) -> str | None:
        """Return the password of that name, or None."""
        found = self._read().get(name)
        return found if isinstance(found, str) else None

    def keep(self, name: str, secret: str) -> None:
        """Keep a password; the file is replaced as a whole, so a crash leaves the old one."""
        text = json.dumps({**self._read(), name: secret})
        fresh = self.path.with_suffix(".new")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.path)

    def _read(self) -> dict[str, object]:
        if not self.path.exists():
            return {}
        document: dict[str, object] = json.loads(self.path.read_text(encoding="utf-8"))
        return document


def keep_secret(name: str, secret: str, *, file: Path) -> None:
    """Keep a password in the keyring, or in the file where there is none."""
    try:
        KeyringSecrets().keep(name, secret)
    except KeyringError:
        FileSecrets(path=file).keep(name, secret)


def find_secret(name: str, *, file: Path) -> str | None:
    """Return a password from where `keep_secret` put it, or None."""
    return FileSecrets(path=file).find(name) or KeyringSecrets().find(name)


def where_is_secret(name: str, *, file: Path) -> str:
    """Say where a password is kept."""
    in_file = FileSecrets(path=file)
    return in_file.where if in_file.find(name) else KeyringSecrets().where
