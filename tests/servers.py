"""Servers that a business may put behind its registers: a pooler, a standby, one with TLS."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from sync import embedded
from sync.embedded import PORT, EmbeddedCentral

PGBOUNCER = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
FIND_LOGIN = "SELECT usename, passwd FROM pg_shadow WHERE usename = $1"
WAIT_S = 10
TRIES = 200
VALID_FROM = datetime(2020, 1, 1, tzinfo=UTC)
VALID_FOR = timedelta(days=36_500)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Pooler:
    """A PgBouncer in transaction mode before a server; each login keeps its own password.

    Args:
        proves_with: Who signs its certificate for localhost; None: it has none, and no TLS.
    """

    def __init__(self, url: str, *, proves_with: "Authority | None" = None) -> None:
        self._server = conninfo_to_dict(url)
        self._folder = Path(tempfile.mkdtemp(prefix="countertop-pool-"))
        self._authority = proves_with
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        assert PGBOUNCER is not None
        self._write("users.txt", f'"{self._server["user"]}" "{self._server["password"]}"\n')
        self._write("pgbouncer.ini", self._settings())
        os.chmod(self._folder, 0o755)  # noqa: S103, PTH101 - the pooler's own user reads it
        self._process = subprocess.Popen(
            (PGBOUNCER, "-q", str(self._folder / "pgbouncer.ini")),
            stderr=subprocess.DEVNULL,
            **embedded._as_system_user(),
        )
        self._wait()
        return self

    def __exit__(self, *_error: object) -> None:
        assert self._process is not None
        self._process.terminate()
        self._process.wait(WAIT_S)
        shutil.rmtree(self._folder)

    def address(self, database: str) -> str:
        """Where a register finds a database through it."""
        return make_conninfo("", host="localhost", port=str(self._port), dbname=database)

    def url(self, database: str) -> str:
        """The same for the superuser."""
        login = {"user": self._server["user"], "password": self._server["password"]}
        return make_conninfo(self.address(database), **login)

    def _settings(self) -> str:
        return (
            f"[databases]\n* = host={self._server['host']} port={self._server['port']}\n"
            f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {self._port}\n"
            "unix_socket_dir =\nauth_type = scram-sha-256\n"
            f"auth_file = {self._folder / 'users.txt'}\nauth_user = {self._server['user']}\n"
            f"auth_query = {FIND_LOGIN}\n"
            "pool_mode = transaction\ndefault_pool_size = 2\n"
            f"{self._tls_settings()}"
        )

    def _tls_settings(self) -> str:
        if self._authority is None:
            return ""
        certificate, key = self._authority.issue("localhost", self._folder)
        EmbeddedCentral(data=self._folder)._hand_over(key)
        return (
            "client_tls_sslmode = require\n"
            f"client_tls_cert_file = {certificate}\nclient_tls_key_file = {key}\n"
        )

    def _write(self, name: str, text: str) -> None:
        (self._folder / name).write_text(text)

    def _wait(self) -> None:
        """Wait until it listens; there is no signal for it, so it is asked again and again."""
        assert self._process is not None
        for _ in range(TRIES):
            assert self._process.poll() is None, "the pooler did not start"
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self._port)) == 0:
                    return
            threading.Event().wait(WAIT_S / TRIES)
        raise AssertionError("the pooler never listened")


class Standby(EmbeddedCentral):
    """A copy of another embedded central that follows it."""

    def follow(self, primary: EmbeddedCentral) -> None:
        self.data.mkdir(mode=0o700)
        shutil.copy(primary.data / "password", self.data / "password")
        self.cluster.mkdir(mode=0o700)
        self._hand_over(self.cluster)
        source = make_conninfo(primary.url, dbname="replication", application_name="standby")
        self._run("pg_basebackup", "-R", "-X", "stream", "-c", "fast", "-d", source)
        self._start_server()

    def promote(self) -> None:
        self._run("pg_ctl", "promote", "-w")


def kill_server(central: EmbeddedCentral) -> None:
    """End a server as a power cut does."""
    note = central.cluster / "postmaster.pid"
    os.kill(int(note.read_text().split()[0]), signal.SIGKILL)
    note.unlink()


def both(first: EmbeddedCentral, second: EmbeddedCentral, database: str) -> str:
    """The address of whichever of two servers takes writes."""
    return make_conninfo(
        "",
        host=f"{first._socket_folder},{second._socket_folder}",
        port=f"{PORT},{PORT}",
        dbname=database,
        target_session_attrs="read-write",
    )


class Authority:
    """Makes certificates, as the person does who sets a central up."""

    def __init__(self, folder: Path, name: str) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self._certificate = self._sign(self._name, self._key.public_key(), is_authority=True)
        self.file = folder / f"{name}.pem"
        self.file.write_bytes(self._certificate.public_bytes(serialization.Encoding.PEM))

    def issue(self, name: str, folder: Path) -> tuple[Path, Path]:
        """Return the files of a certificate for a host and of its key."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        certificate = self._sign(subject, key.public_key(), is_authority=False)
        files = folder / "server.crt", folder / "server.key"
        files[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        files[1].touch(mode=0o600)
        files[1].write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        return files

    def _sign(
        self, subject: x509.Name, key: ec.EllipticCurvePublicKey, *, is_authority: bool
    ) -> x509.Certificate:
        (name,) = subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(VALID_FROM)
            .not_valid_after(VALID_FROM + VALID_FOR)
            .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
            .add_extension(
                x509.SubjectAlternativeName([x509.DNSName(str(name.value))]), critical=False
            )
        )
        return builder.sign(self._key, hashes.SHA256())
