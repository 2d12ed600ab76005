"""Words of `countertop bench`."""

import difflib
from collections.abc import Sequence


def measuring(name: str) -> str:
    return f"{name} ..."


def no_such_row(name: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(known)}."
    return f"countertop bench: there is no row {name!r}. {hint}\n"
