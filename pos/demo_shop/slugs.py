"""Names as web and e-mail addresses write them."""

import re
import unicodedata

_NO_MARK_TO_DROP = str.maketrans({"ø": "o", "ł": "l", "ß": "ss", "æ": "ae"})


def slug_of(name: str) -> str:
    """Return a name in plain letters: "Café latte, 300 ml" becomes "cafe-latte-300-ml"."""
    lower = name.lower().translate(_NO_MARK_TO_DROP)
    plain = unicodedata.normalize("NFKD", lower).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
