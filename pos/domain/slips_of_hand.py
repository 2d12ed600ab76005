"""How hands go wrong: digits change places, a nought is typed too many, the next note is taken."""

from collections.abc import Iterator


def swapped_digits(number: int) -> Iterator[int]:
    """Return what was meant if two neighbouring digits changed places; none begins with a 0."""
    digits = str(number)
    for at in range(len(digits) - 1):
        left, right = digits[at], digits[at + 1]
        if left != right and (at or right != "0"):
            yield int(digits[:at] + right + left + digits[at + 2 :])


def tenfold(number: int) -> Iterator[int]:
    """Return what was meant if a nought was typed too many, or one too few."""
    if number:
        yield number * 10
        if number % 10 == 0:
            yield number // 10


def parts_of_change(change_cents: int, worths_cents: tuple[int, ...]) -> Iterator[int]:
    """Return which notes and coins a hand takes for an amount: the largest that fit, each once."""
    for worth in sorted(worths_cents, reverse=True):
        if worth <= change_cents:
            yield worth
            change_cents %= worth


def looks_like(worth_cents: int, worths_cents: tuple[int, ...]) -> Iterator[int]:
    """Return what is taken for a note or coin: ten times it, a tenth of it, and its neighbours."""
    ordered = sorted(worths_cents)
    place = ordered.index(worth_cents)
    neighbours = (*ordered[max(place - 1, 0) : place], *ordered[place + 1 : place + 2])
    ten = (worth for worth in (worth_cents * 10, worth_cents // 10) if worth in ordered)
    yield from sorted({*neighbours, *ten})


def amount_in_coins(cents: int, *, step_cents: int) -> tuple[int, ...]:
    """Return what an amount may come to in cash: the coins below and above it."""
    below = cents // step_cents * step_cents
    return (below,) if below == cents else (below, below + step_cents)
