"""Texts of any length where only so many letters fit."""


def shortened(text: str, letters_max: int) -> str:
    """Return a text, or as much of its beginning as fits, with dots after it."""
    return text if len(text) <= letters_max else text[: letters_max - 1].rstrip() + "…"
