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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Carriers:
    """The lines of one plan that carry a rate, at one position of their list of taxes."""

    plan: TaxPlan
    index: int
    lines: Sequence[int]


class _Work:
    """What the lines come to so far.

    Attributes:
        nets: The value of each line, less its included taxes once those are charged.
        taxes: The taxes of each line, in its own order.
    """

    def __init__(self, plans: Sequence[TaxPlan], values_cents: Sequence[int]) -> None:
        self.nets = list(values_cents)
        self.taxes = [[0] * len(plan.rates) for plan in plans]


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
    work = _Work(plans, values_cents)
    carriers = _carriers(plans)
    for rate, found in carriers.items():
        if rate.is_included:
            _charge_included(work, found, values=values_cents, divide=divide)
    for rate in _compound_last(carriers):
        if not rate.is_included:
            _charge_excluded(work, rate, found=carriers[rate], divide=divide)
    return list(zip(work.nets, work.taxes, strict=True))


def _carriers(plans: Sequence[TaxPlan]) -> dict[TaxRate, list[_Carriers]]:
    by_plan: dict[int, tuple[TaxPlan, list[int]]] = {}
    for line, plan in enumerate(plans):
        by_plan.setdefault(id(plan), (plan, []))[1].append(line)
    carriers: dict[TaxRate, list[_Carriers]] = {}
    for plan, lines in by_plan.values():
        for index, rate in enumerate(plan.rates):
            carriers.setdefault(rate, []).append(_Carriers(plan=plan, index=index, lines=lines))
    return carriers


def _charge_included(
    work: _Work, found: Sequence[_Carriers], *, values: Sequence[int], divide: Divide
) -> None:
    whole = lcm(*{each.plan.denominator for each in found})
    exact: dict[int, int] = {}
    for each in found:
        numerator = dict(each.plan.included)[each.index] * (whole // each.plan.denominator)
        exact.update({line: values[line] * numerator for line in each.lines})
    shares = _hand_out(exact, whole, room=work.nets, divide=divide)
    for each in found:
        for line in each.lines:
            work.taxes[line][each.index] = shares[line]
            work.nets[line] -= shares[line]


def _charge_excluded(
    work: _Work, rate: TaxRate, *, found: Sequence[_Carriers], divide: Divide
) -> None:
    exact: dict[int, int] = {}
    for each in found:
        for line in each.lines:
            earlier = sum(work.taxes[line][: each.index]) if rate.is_compound else 0
            exact[line] = (work.nets[line] + earlier) * rate.rate_ppm
    shares = _hand_out(exact, PPM, room=None, divide=divide)
    for each in found:
        for line in each.lines:
            work.taxes[line][each.index] = shares[line]


def _hand_out(
    exact: dict[int, int], whole: int, *, room: Sequence[int] | None, divide: Divide
) -> dict[int, int]:
    """Round the sum of `exact / whole` once and cut it into whole cents, by line.

    Args:
        exact: Numerators over `whole`, by line.
        whole: The common denominator.
        room: What each line can still bear; a line that is full gets no more, even if the sum then
            stays below the rounded one (taxes that eat up a few cents). None: any amount.
        divide: The rounded division of the shop.
    """
    shares = {line: amount // whole for line, amount in exact.items()}
    left = divide(sum(exact.values()), whole) - sum(shares.values())
    if left:
        open_lines = [line for line in exact if room is None or shares[line] < room[line]]
        open_lines.sort(key=lambda line: (-(exact[line] % whole), line))
        for line in open_lines[:left]:
            shares[line] += 1
    return shares


def _compound_last(carriers: dict[TaxRate, list[_Carriers]]) -> list[TaxRate]:
    """Return the rates so that each comes after those that its base needs."""
    needs = {
        rate: {
            earlier
            for each in found
            if rate.is_compound
            for earlier in each.plan.rates[: each.index]
        }
        for rate, found in carriers.items()
    }
    try:
        return list(TopologicalSorter(needs).static_order())
    except CycleError as error:
        codes = sorted({rate.code for rate in error.args[1]})
        raise TaxOrderError(codes=tuple(codes)) from error
