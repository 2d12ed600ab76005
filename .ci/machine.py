"""What the operating system has to hold for Qt: shared libraries by name, fonts, and apt.

Everything else of the set-up runs its commands through here too.
"""

from __future__ import annotations

import ctypes
import functools
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent

# Shared library -> Debian packages that hold it, the newest name first.
Libraries = dict[str, tuple[str, ...]]
LIBRARIES_ALWAYS: Libraries = {
    "libGL.so.1": ("libgl1",),
    "libEGL.so.1": ("libegl1",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libfreetype.so.6": ("libfreetype6",),
    "libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libX11.so.6": ("libx11-6",),
}
LIBRARIES_OF_X11: Libraries = {
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-glx.so.0": ("libxcb-glx0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-image.so.0": ("libxcb-image0",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-randr.so.0": ("libxcb-randr0",),
    "libxcb-render-util.so.0": ("libxcb-render-util0",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libxcb-shm.so.0": ("libxcb-shm0",),
    "libxcb-sync.so.1": ("libxcb-sync1",),
    "libxcb-util.so.1": ("libxcb-util1",),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0",),
    "libxcb-xkb.so.1": ("libxcb-xkb1",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
    "libX11-xcb.so.1": ("libx11-xcb1",),
}
LIBRARIES_OF_WAYLAND: Libraries = {
    "libwayland-client.so.0": ("libwayland-client0",),
    "libwayland-cursor.so.0": ("libwayland-cursor0",),
    "libwayland-egl.so.1": ("libwayland-egl1",),
}
LIBRARIES_OF_PRINTING: Libraries = {"libcups.so.2": ("libcups2t64", "libcups2")}

# Font file -> Debian package. The till falls back to the system's sans serif without them.
FONTS = {"Inter-Regular.*": "fonts-inter", "NotoSans-Regular.*": "fonts-noto-core"}
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))


def needed_libraries() -> Libraries:
    """Return what Qt loads on this machine: the always needed, and those of its screen."""
    if sys.platform != "linux":
        return {}
    needed = dict(LIBRARIES_ALWAYS)
    if os.environ.get("DISPLAY"):
        needed.update(LIBRARIES_OF_X11)
    if os.environ.get("WAYLAND_DISPLAY"):
        needed.update(LIBRARIES_OF_WAYLAND)
    if needed != LIBRARIES_ALWAYS:
        needed.update(LIBRARIES_OF_PRINTING)
    return needed


def missing_libraries() -> Libraries:
    """Return the needed libraries that the loader cannot find."""
    return {name: held for name, held in needed_libraries().items() if not can_load(name)}


def can_load(library: str) -> bool:
    """Tell whether the loader finds a shared library by its name."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def advice_on(missing: Libraries) -> str:
    """Return the sentence for a person who has to install libraries by hand."""
    return f"Qt misses {', '.join(missing)}: {by_hand(packages_of(missing))}"


def packages_of(libraries: Libraries) -> list[str]:
    """Return the packages to install, under the names that this release of Debian uses."""
    refresh_package_lists()
    return [first_known(names) for names in libraries.values()]


def provide_fonts() -> None:
    """Install the fonts the till looks best with where this user may; never fail for a font."""
    packages = [package for file, package in FONTS.items() if not has_font(file)]
    if packages and sys.platform == "linux" and not apt_install(packages):
        say(f"optional, for the best looks: {by_hand(packages)}")


def provide_pooler() -> None:
    """Install PgBouncer where a change is judged; elsewhere its tests say what they miss."""
    if os.environ.get("CI") and sys.platform == "linux" and not has_pooler():
        apt_install(["pgbouncer"])


def has_pooler() -> bool:
    """Tell whether PgBouncer is here; Debian keeps it where ordinary users do not look."""
    return shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin") is not None


def has_font(pattern: str) -> bool:
    """Tell whether a font file of this name is installed for everybody."""
    return any(next(folder.rglob(pattern), None) for folder in FONT_FOLDERS)


def apt_install(packages: Sequence[str]) -> bool:
    """Install Debian packages if this is Debian and we may; tell whether it worked."""
    root = as_root()
    if root is None or shutil.which("apt-get") is None:
        return False
    refresh_package_lists()
    say(f"installing {' '.join(packages)}")
    apt = ("apt-get", "install", "--yes", "-qq", "--no-install-recommends", "-o=Dpkg::Use-Pty=0")
    return succeeds([*root, "env", "DEBIAN_FRONTEND=noninteractive", *apt, *packages], quiet=True)


@functools.cache
def as_root() -> tuple[str, ...] | None:
    """Return what makes a command run as root without questions, None when we may not."""
    if os.geteuid() == 0:
        return ()
    return ("sudo", "-n") if succeeds(["sudo", "-n", "true"], silent=True) else None


@functools.cache
def refresh_package_lists() -> None:
    """Fetch the newest package lists, once; a broken source among many is not our business."""
    root = as_root()
    if root is not None:
        succeeds([*root, "apt-get", "update", "-qq"])


def first_known(names: Sequence[str]) -> str:
    """Return the first package name that this release of Debian knows, else the last one."""
    known = (name for name in names if succeeds(["apt-cache", "show", name], silent=True))
    return next(known, names[-1])


def by_hand(packages: Sequence[str]) -> str:
    """Return the one line for a person to run."""
    return f"sudo apt-get install {' '.join(packages)}"


def succeeds(
    command: Sequence[str],
    *,
    quiet: bool = False,
    silent: bool = False,
    environment: dict[str, str] | None = None,
) -> bool:
    """Run a command in the checkout, never asking anything; tell whether it ended well.

    Args:
        command: program and words.
        quiet: show its complaints only.
        silent: show nothing of it.
        environment: the variables it sees, None for ours.
    """
    try:
        ended = subprocess.run(
            command,
            check=False,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL if quiet or silent else None,
            stderr=subprocess.DEVNULL if silent else None,
        )
    except OSError:  # no such program here
        return False
    return ended.returncode == 0


def say(sentence: str) -> None:
    """Tell the person what goes on."""
    print(f"set-up: {sentence}", flush=True)
