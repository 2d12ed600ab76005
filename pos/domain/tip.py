"""Which tips a shop offers, in percent of what is due."""

import re

from pos.domain.errors import RefusedError

OFFERED_MAX = 4
"""As many fit side by side on the pay screen."""

PERCENT_MAX = 100

_WHOLE_NUMBER = re.compile("[0-9]{1,3}")

TIP_PERCENTS_FORM = f"one to {OFFERED_MAX} whole numbers up to {PERCENT_MAX} as in `5; 10; 15`"


class TipPercentsUnreadableError(RefusedError):
    """No whole percents, or none, or too many. Facts: text, offered_max, percent_max."""


def parse_tip_percents(text: str) -> tuple[int, ...]:
    """Read the tips as the setting keeps them; return them from the lowest up, each once.

    Raises:
        TipPercentsUnreadableError: A part is no whole number from 1 to 100, or there are none or
            more than fit.
    """
    words = {word.strip() for word in text.split(";")}
    if not all(_WHOLE_NUMBER.fullmatch(word) for word in words):
        raise _unreadable(text)
    percents = sorted({int(word) for word in words})
    if not 1 <= percents[0] <= percents[-1] <= PERCENT_MAX or len(percents) > OFFERED_MAX:
        raise _unreadable(text)
    return tuple(percents)


def _unreadable(text: str) -> TipPercentsUnreadableError:
    return TipPercentsUnreadableError(text=text, offered_max=OFFERED_MAX, percent_max=PERCENT_MAX)
