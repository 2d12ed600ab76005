"""Make this machine ready for Countertop: the locked environment, Qt's shared libraries, fonts.

Every target of the Makefile starts here. The first run needs a network; later runs compare one
fingerprint and end. Needs only the standard library of any Python from 3.9 on: uv then takes an
interpreter that the product supports, whichever one runs this file.
"""

from __future__ import annotations

import configparser
import functools
import hashlib
import importlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from machine import (
    ROOT,
    Libraries,
    advice_on,
    apt_install,
    by_hand,
    first_known,
    missing_libraries,
    needed_libraries,
    packages_of,
    provide_fonts,
    provide_pooler,
    say,
    succeeds,
)

OWN_CODE = ("models", "pos", "sync", "ui")
VENV = ROOT / ".venv"
UV_HOME = ROOT / ".uv"
STAMP = VENV / ".set-up"

UV_REQUIREMENT = "uv>=0.13,<0.14"
UV_OLDEST = (0, 13)  # writes and reads the lock file's revision

PYTHON_OLDEST = (3, 11)
PYTHON_TOO_NEW = (3, 14)
PYTHON_NAMES = ("python3.13", "python3.12", "python3.11")

PUBLIC_INDEX = "https://pypi.org/simple"
SYSTEM_PIP_FILES = (Path("/etc/xdg/pip/pip.conf"), Path("/etc/pip.conf"))
SYSTEM_CERTIFICATES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/cert.pem",
)

# The tables of pyproject.toml that decide what is installed; a new lint rule installs nothing.
INSTALL_TABLES = ("[project", "[dependency-groups", "[build-system", "[tool.hatch", "[tool.uv")

# What uv should know when only pip was told: variable of uv, setting of pip.
CARRIED_SETTINGS = (
    ("SSL_CERT_FILE", "cert"),
    ("HTTPS_PROXY", "proxy"),
    ("UV_INSECURE_HOST", "trusted-host"),
    ("UV_HTTP_TIMEOUT", "timeout"),
    ("UV_HTTP_TIMEOUT", "default-timeout"),
)

QT_IMPORT = "from PySide6 import QtCore, QtGui, QtPrintSupport, QtSvg, QtTest, QtWidgets"


class SetUpError(Exception):
    """The set-up cannot go on; the message says what to do about it."""


def main() -> int:
    """Make the machine ready unless it is; return the exit status."""
    try:
        set_up()
    except SetUpError as error:
        print(f"set-up: {error}", file=sys.stderr)
        return 1
    return 0


def set_up() -> None:
    """Install what is missing and remember it, or do next to nothing when nothing changed."""
    provide_pooler()
    wanted = fingerprint()
    if is_current(wanted):
        compile_own_code()
        return
    require_python()
    sync_environment(find_uv() or bootstrap_uv())
    provide_libraries(missing_libraries())
    provide_fonts()
    compile_own_code()
    STAMP.write_text(wanted, encoding="utf-8")
    say("ready")


# -- Is there anything to do? ---------------------------------------------------------------------


def fingerprint() -> str:
    """Return two lines that change when a set-up is due: the checkout's place and a hash."""
    lock = (ROOT / "uv.lock").read_bytes()
    tables = install_tables((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needs = " ".join(needed_libraries())
    digest = hashlib.sha256(b"\0".join([lock, tables.encode(), needs.encode()]))
    return f"{ROOT}\n{digest.hexdigest()}\n"


def install_tables(pyproject: str) -> str:
    """Return the tables of a pyproject.toml that decide what is installed."""
    tables = re.split(r"(?m)^(?=\[)", pyproject)
    return "".join(table for table in tables if table.startswith(INSTALL_TABLES))


def is_current(wanted: str) -> bool:
    """Tell whether the last set-up made exactly this, here, and its interpreter still exists."""
    return STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted and venv_python().exists()


def venv_python() -> Path:
    """Return the environment's interpreter."""
    return VENV / "bin" / "python"


# -- Python and uv --------------------------------------------------------------------------------


def require_python() -> None:
    """Explain which Python is needed when this machine has none that fits."""
    if this_python_fits() or any(map(shutil.which, PYTHON_NAMES)):
        return
    here = sys.version_info
    raise SetUpError(
        f"Countertop runs on Python 3.11, 3.12 or 3.13 and this machine has {here[0]}.{here[1]}. "
        "Install one beside it, for example: sudo apt-get install python3.11",
    )


def this_python_fits() -> bool:
    """Tell whether the product runs on the Python that runs this file."""
    return PYTHON_OLDEST <= sys.version_info[:2] < PYTHON_TOO_NEW


def find_uv() -> str | None:
    """Return a uv that is new enough: the one on PATH, or our own from an earlier run."""
    candidates = (shutil.which("uv"), str(UV_HOME / "bin" / "uv"))
    return next((uv for uv in candidates if uv and uv_version(uv) >= UV_OLDEST), None)


def uv_version(uv: str) -> tuple[int, ...]:
    """Return the version of a uv, (0,) when it does not run."""
    try:
        answer = subprocess.run([uv, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return (0,)
    return tuple(map(int, re.findall(r"\d+", answer.stdout)[:3]))


def bootstrap_uv() -> str:
    """Install uv into the checkout, by whichever way this Python offers, and return its path."""
    say("uv is missing, fetching it into .uv")
    ways = (uv_by_venv, uv_by_pip, uv_by_venv_after_apt)
    if any(way() for way in ways):
        return str(UV_HOME / "bin" / "uv")
    if lacks_ensurepip():
        everything = [venv_package(), *packages_of(missing_libraries())]
        raise SetUpError(f"this machine lacks parts. Add them: {by_hand(everything)}")
    raise SetUpError("uv could not be fetched (see above); the first set-up needs a network")


def uv_by_venv() -> bool:
    """Install uv into a virtual environment of its own; tell whether that worked."""
    made = succeeds([sys.executable, "-m", "venv", "--clear", str(UV_HOME)], silent=True)
    pip = [str(UV_HOME / "bin" / "python"), "-m", "pip", "install", "--quiet", UV_REQUIREMENT]
    return made and succeeds(pip, environment={**os.environ, "PIP_USER": "0"})


def uv_by_pip() -> bool:
    """Install uv as a plain folder, for a Python with pip but without ensurepip."""
    if not succeeds([sys.executable, "-m", "pip", "--version"], silent=True):
        return False
    shutil.rmtree(UV_HOME, ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(UV_HOME)]
    return succeeds([*pip, UV_REQUIREMENT], environment={**os.environ, "PIP_USER": "0"})


def uv_by_venv_after_apt() -> bool:
    """Let Debian complete its Python first, then install uv."""
    return lacks_ensurepip() and apt_install([venv_package()]) and uv_by_venv()


def lacks_ensurepip() -> bool:
    """Tell whether this Python cannot make virtual environments, as Debian's alone cannot."""
    importlib.invalidate_caches()
    return importlib.util.find_spec("ensurepip") is None


def venv_package() -> str:
    """Return the Debian package that completes the Python running this file."""
    major, minor = sys.version_info[:2]
    return first_known((f"python{major}.{minor}-venv", "python3-venv"))


# -- The environment ------------------------------------------------------------------------------


def sync_environment(uv: str) -> None:
    """Make .venv exactly what uv.lock says, byte-compiled.

    Raises:
        SetUpError: when a package could not be installed.
    """
    if has_moved():
        shutil.rmtree(VENV)  # console scripts carry the old place in their first line
    mirror = find_mirror()
    directly = [[uv, "sync", "--locked", "--compile-bytecode"]]
    commands = mirror_commands(uv, mirror) if mirror else directly
    say("installing the packages of uv.lock into .venv")
    if not all(succeeds(command, environment=uv_environment()) for command in commands):
        raise SetUpError(
            "the packages of uv.lock could not be installed (see above). The first set-up "
            "needs the Python package index, later ones only when uv.lock changed.",
        )


def compile_own_code() -> None:
    """Byte-compile the checkout: a till that compiles itself anew starts a sixth later.

    Only changed files cost anything. Where it cannot be written the till just starts later.
    """
    succeeds([str(venv_python()), "-m", "compileall", "-q", *OWN_CODE], silent=True)


def has_moved() -> bool:
    """Tell whether the environment was made for a checkout at another place."""
    return STAMP.exists() and STAMP.read_text(encoding="utf-8").splitlines()[:1] != [str(ROOT)]


def mirror_commands(uv: str, mirror: str) -> list[list[str]]:
    """Return the commands for machines that reach only a mirror of the public index.

    uv takes the addresses written into the lock file, so the lock becomes a list with hashes first
    and the mirror has to hold the very same files.
    """
    listed = str(VENV / "locked-requirements.txt")
    install = [uv, "pip", "install", "--python", str(venv_python()), "--index-url", mirror]
    return [
        [uv, "venv", "--quiet", "--allow-existing", str(VENV)],
        [uv, "export", "--quiet", "--frozen", "--no-emit-project", "--output-file", listed],
        [*install, "--compile-bytecode", "--require-hashes", "--requirement", listed],
        [*install, "--no-deps", "--editable", str(ROOT)],
    ]


def find_mirror() -> str | None:
    """Return the index this machine uses instead of the public one, None for the public one."""
    told = (os.environ.get("UV_DEFAULT_INDEX"), os.environ.get("UV_INDEX_URL"))
    index = next(filter(None, told), None) or pip_setting("index-url")
    return index if index and index.rstrip("/") != PUBLIC_INDEX else None


def uv_environment() -> dict[str, str]:
    """Return the environment for uv: ours, and what only pip was told about this network."""
    environment = {**os.environ, "UV_PROJECT_ENVIRONMENT": str(VENV)}
    for name in ("VIRTUAL_ENV", "UV_DEFAULT_INDEX", "UV_INDEX_URL"):
        environment.pop(name, None)
    for variable, setting in CARRIED_SETTINGS:
        value = pip_setting(setting)
        if value:
            environment.setdefault(variable, value)
    if this_python_fits() and not venv_python().exists():
        environment.setdefault("UV_PYTHON", sys.executable)  # a new .venv takes this one
    if any(map(os.path.exists, SYSTEM_CERTIFICATES)):
        environment.setdefault("UV_SYSTEM_CERTS", "true")
    return environment


def pip_setting(name: str) -> str | None:
    """Return what pip was told, by the environment first, then by its configuration files."""
    told = os.environ.get("PIP_" + name.upper().replace("-", "_"))
    return told or pip_configuration().get(name)


@functools.cache
def pip_configuration() -> dict[str, str]:
    """Return the settings of pip's configuration files, the last file and [install] winning."""
    configuration = configparser.RawConfigParser(strict=False)
    try:
        configuration.read(pip_configuration_files(), encoding="utf-8")
    except configparser.Error as error:
        raise SetUpError(f"pip's configuration cannot be read: {error}") from error
    sections = [name for name in ("global", "install") if configuration.has_section(name)]
    return {key: value for name in sections for key, value in configuration.items(name)}


def pip_configuration_files() -> list[Path]:
    """Return where pip looks on Unix, weakest first."""
    home = Path.home()
    user = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "pip" / "pip.conf"
    told = os.environ.get("PIP_CONFIG_FILE")
    files = [*SYSTEM_PIP_FILES, home / ".pip" / "pip.conf", user]
    return [*files, Path(told)] if told else files


# -- Qt -------------------------------------------------------------------------------------------


def provide_libraries(missing: Libraries) -> None:
    """Install missing shared libraries where this user may, else say how.

    Raises:
        SetUpError: when Qt cannot be imported without them.
    """
    if not missing or (apt_install(packages_of(missing)) and not missing_libraries()):
        return
    advice = advice_on(missing_libraries())
    if not succeeds([str(venv_python()), "-c", QT_IMPORT], silent=True):
        raise SetUpError(advice)
    say(advice)


if __name__ == "__main__":
    sys.exit(main())
