"""Tax rounded once per rate over a whole document, and handed back to its lines.

Each rate is summed exactly over the lines that carry it and rounded once. Every line gets its
own exact tax cut to whole cents; the cents that are left go to the largest remainders, and among
equal ones to the earlier line. So the lines add up to the document, always.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from math import lcm

from pos.domain.errors import RefusedError
from pos.domain.money import PPM, Divide
from pos.domain.tax import TaxPlan, TaxRate


class TaxOrderError(RefusedError):
    """Two lines name the same compound taxes in opposite order. Facts: codes."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a rate occurs: the line and the position in its list of taxes."""

    line: int
    index: int


_Places = dict[TaxRate, list[_Place]]


def charge_document(
    plans: Sequence[TaxPlan], values_cents: Sequence[int], *, divide: Divide
) -> list[tuple[int, list[int]]]:
    """Return the net and the taxes of each line, each rate rounded once over all lines.

    Args:
        plans: The taxes of each line.
        values_cents: What each line is worth after all discounts, at least 0.
        divide: The rounded division of the shop.

    Raises:
        TaxOrderError: No order of the compound taxes suits all lines.
    """
    taxes = [[0] * len(plan.rates) for plan in plans]
    nets = list(values_cents)
    places = _places(plans)
    for rate, found in places.items():
        if rate.is_included:
            _charge_included(
                found, plans, values=values_cents, nets=nets, taxes=taxes, divide=divide
            )
    for rate in _compound_last(places, plans):
        if not rate.is_included:
            _charge_excluded(rate, places[rate], plans, nets=nets, taxes=taxes, divide=divide)
    return list(zip(nets, taxes, strict=True))


def _places(plans: Sequence[TaxPlan]) -> _Places:
    places: _Places = {}
    for line, plan in enumerate(plans):
        for index, rate in enumerate(plan.rates):
            places.setdefault(rate, []).append(_Place(line, index))
    return places


def _charge_included(
    found: Sequence[_Place],
    plans: Sequence[TaxPlan],
    *,
    values: Sequence[int],
    nets: list[int],
    taxes: list[list[int]],
    divide: Divide,
) -> None:
    whole = lcm(*{plans[place.line].denominator for place in found})
    exact = [
        values[place.line]
        * dict(plans[place.line].included)[place.index]
        * (whole // plans[place.line].denominator)
        for place in found
    ]
    room = [nets[place.line] for place in found]
    for place, share in zip(found, _hand_out(exact, whole, room=room, divide=divide), strict=True):
        taxes[place.line][place.index] = share
        nets[place.line] -= share


def _charge_excluded(
    rate: TaxRate,
    found: Sequence[_Place],
    plans: Sequence[TaxPlan],
    *,
    nets: Sequence[int],
    taxes: list[list[int]],
    divide: Divide,
) -> None:
    bases = [
        plans[place.line].base_cents(
            place.index, net_cents=nets[place.line], taxes_cents=taxes[place.line]
        )
        for place in found
    ]
    exact = [base * rate.rate_ppm for base in bases]
    for place, share in zip(found, _hand_out(exact, PPM, room=None, divide=divide), strict=True):
        taxes[place.line][place.index] = share


def _hand_out(
    exact: Sequence[int], whole: int, *, room: Sequence[int] | None, divide: Divide
) -> list[int]:
    """Round the sum of `exact / whole` once and cut it into whole cents.

    Args:
        exact: Numerators over `whole`, one per line.
        whole: The common denominator.
        room: What each line can still bear; lines without room come last. None: any amount.
        divide: The rounded division of the shop.
    """
    shares = [amount // whole for amount in exact]
    left = divide(sum(exact), whole) - sum(shares)
    if left:

        def turn(index: int) -> tuple[bool, int]:
            is_full = room is not None and shares[index] >= room[index]
            return is_full, -(exact[index] % whole)

        for index in sorted(range(len(exact)), key=turn)[:left]:
            shares[index] += 1
    return shares


def _compound_last(places: _Places, plans: Sequence[TaxPlan]) -> list[TaxRate]:
    """Return the rates so that each comes after those that its base needs."""
    needs: dict[TaxRate, set[TaxRate]] = {rate: set() for rate in places}
    for plan in {id(plan): plan for plan in plans}.values():
        for index in plan.compound:
            needs[plan.rates[index]].update(plan.rates[:index])
    try:
        return list(TopologicalSorter(needs).static_order())
    except CycleError as error:
        codes = sorted({rate.code for rate in error.args[1]})
        raise TaxOrderError(codes=tuple(codes)) from error
