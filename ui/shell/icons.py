"""Icons by name, in any colour and size, sharp at any scale (Lucide, from its package).

They are read from the package's database without loading its code, which brings a parser and a
way to the network along: a twentieth of a till's start.
"""

import sqlite3
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

BUTTON_PX = 18
RAIL_PX = 22
TILE_PX = 30
EMPTY_PX = 56
FALLBACK = "package"
PACKAGE = "lucide"
DATABASE = Path("data", "lucide-icons.db")


@lru_cache(maxsize=256)
def svg(name: str) -> str:
    """Return an icon's drawing; of an unknown name, a parcel."""
    drawing = _find_drawing(name) or _find_drawing(FALLBACK)
    assert drawing is not None, "the package has a parcel"
    return drawing


def is_known(name: str) -> bool:
    """Say whether the package has an icon of that name."""
    return _find_drawing(name) is not None


@lru_cache(maxsize=256)
def _find_drawing(name: str) -> str | None:
    found = _database().execute("SELECT svg FROM icons WHERE name = ?", (name,)).fetchone()
    return None if found is None else str(found[0])


@lru_cache(maxsize=1)
def _database() -> sqlite3.Connection:
    """Open the package's file once, for good: only the window's thread draws."""
    package = find_spec(PACKAGE)
    assert package is not None, "a dependency of this program"
    assert package.origin is not None, "it lies in a folder"
    file = Path(package.origin).parent / DATABASE
    return sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)


@lru_cache(maxsize=1024)
def pixmap(
    name: str, colour: str, size_px: int, *, scale: float = 1.0, stroke: str = "2"
) -> QPixmap:
    """Draw an icon.

    Args:
        name: Its name in Lucide.
        colour: As #RRGGBB.
        size_px: Width and height in logical pixels.
        scale: Device pixels per logical pixel.
        stroke: Width of the pen in the icon's 24 px box.
    """
    text = svg(name).replace("currentColor", colour)
    text = text.replace('stroke-width="2"', f'stroke-width="{stroke}"')
    side = round(size_px * scale)
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    drawn.setDevicePixelRatio(scale)
    return drawn


@lru_cache(maxsize=1024)
def icon(name: str, colour: str, *, off: str = "", on: str = "", size_px: int = BUTTON_PX) -> QIcon:
    """Return an icon for a button.

    Args:
        name: Its name in Lucide.
        colour: As #RRGGBB.
        off: The colour while the button is disabled; "" means the same.
        on: The colour while the button is checked; "" means the same.
        size_px: Width and height in logical pixels.
    """
    made = QIcon()
    faces = (
        (colour, QIcon.Mode.Normal, QIcon.State.Off),
        (off or colour, QIcon.Mode.Disabled, QIcon.State.Off),
        (on or colour, QIcon.Mode.Normal, QIcon.State.On),
        (off or colour, QIcon.Mode.Disabled, QIcon.State.On),
    )
    for paint, mode, state in faces:
        for scale in _scales():
            made.addPixmap(pixmap(name, paint, size_px, scale=scale), mode, state)
    return made


def _scales() -> tuple[float, ...]:
    """Return how finely buttons are drawn: twice as fine only where a screen can show it."""
    application = QGuiApplication.instance()
    is_fine = isinstance(application, QGuiApplication) and application.devicePixelRatio() > 1
    return (1.0, 2.0) if is_fine else (1.0,)
