"""Collects unreachable objects when it is told to, on the thread that tells it.

Python collects on whichever thread happens to make one object too many. Windows may be taken apart
only on the thread that owns them: a worker that collects a closed one can leave a lock of the
toolkit taken for ever, and the till stands still.
"""

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def put_off() -> Generator[None]:
    """Collect nothing while code is loaded: it makes many objects, and hardly any rubbish.

    Looking through them again and again is a tenth of a till's start.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def collect_by_hand() -> None:
    """Leave the collecting to `collect_what_is_due`; what is alive now is never looked at again."""
    gc.disable()
    gc.freeze()


def collect_by_itself() -> None:
    """Let Python collect whenever and wherever it likes, as it does in a new process."""
    gc.unfreeze()
    gc.enable()


def collect_what_is_due() -> None:
    """Collect the oldest generation that has grown past Python's own threshold, if any has."""
    grown = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [age for age, (count, threshold) in enumerate(grown) if count > threshold]
    if due:
        gc.collect(due[-1])
