"""The typeface of the window: Inter where it is installed, else the system's sans serif."""

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase

FAMILY = "Inter"
BODY_PX = 14

_TABULAR_FIGURES = QFont.Tag("tnum")


@lru_cache(maxsize=1)
def family() -> str:
    """Return the family to draw with."""
    if FAMILY in QFontDatabase.families():
        return FAMILY
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


@lru_cache(maxsize=64)
def font(size_px: int = BODY_PX, weight: int = 400) -> QFont:
    """Return the typeface at a size and weight (400 to 700), with figures of equal width."""
    made = QFont(family())
    made.setPixelSize(size_px)
    made.setWeight(QFont.Weight(weight))
    made.setFeature(_TABULAR_FIGURES, 1)
    return made
