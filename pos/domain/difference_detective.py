"""Looks for the one mistake that explains why a drawer is off: arithmetic over its documents.

A drawer that is 18.00 short is rarely a thief. A sale was paid by card and rung up as cash, a
pay-out was not booked, 20.00 went out where the screen said 2.00. `difference_rules` thinks of such
mistakes and of what each would do to the drawer; those that do exactly this are the causes.
"""

from datetime import UTC, datetime
from itertools import chain

from pos.domain.difference_rules import RULES
from pos.domain.drawer_evidence import Cause, CauseKind, Evidence

CAUSES_MAX = 6
"""Causes that are told: a list of everything that could be is no help."""

OF_A_KIND_MAX = 2
"""Of these no more than so many of one kind, the latest."""


def find_causes(difference_cents: int, evidence: Evidence) -> tuple[Cause, ...]:
    """Return the likeliest single mistakes that explain a difference, the best first.

    Args:
        difference_cents: Counted minus expected; 0 has no cause.
    """
    chosen: list[Cause] = []
    for cause in all_causes(difference_cents, evidence):
        if sum(each.kind is cause.kind for each in chosen) < OF_A_KIND_MAX:
            chosen.append(cause)
    return tuple(chosen[:CAUSES_MAX])


def all_causes(difference_cents: int, evidence: Evidence) -> tuple[Cause, ...]:
    """Return every single mistake that explains a difference, the likeliest first."""
    if difference_cents == 0:
        return ()
    thought_of = chain.from_iterable(rule(evidence) for rule in RULES)
    found = dict.fromkeys(each for each in thought_of if each.effect_cents == difference_cents)
    latest_first = sorted(found, key=lambda cause: cause.at or _LONG_AGO, reverse=True)
    return tuple(sorted(latest_first, key=_likelihood))


def _likelihood(cause: Cause) -> tuple[bool, int]:
    return not cause.is_confirmed, _ORDER[cause.kind]


_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_ORDER = {kind: place for place, kind in enumerate(CauseKind)}
