"""What an attacker learns of the cells that a publication withholds, with pencil, paper and linear programming.

Every published number becomes an equation in the unknown counts of the smallest parts (ingredient, area, group, month or quarter): windows
are sums of months, wholes are sums of areas and groups, measures are sums of ingredients, and a change that is still shown ties two
windows together. Of a withheld cell the least and the greatest value that the equations allow are worked out; where they lie closer than
``SOLVED_WIDTH``, the cell is solved.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from build_scripts.disclosure.cells import (
    COUNT,
    DENOMINATOR,
    NUMERATOR,
    PER,
    PERCENT,
    SHARES,
    SUPPRESSED,
    Cell,
    amounts,
    comparison_cells,
    observation_cell,
)
from build_scripts.disclosure.equations import Extract, Parts, Target, equations_of
from build_scripts.disclosure.linear_bounds import Bounds, Equation, Part, Solver
from build_scripts.disclosure.structure import Structure

SOLVED_WIDTH = 3
# What is given up, in turn, where the figures contradict it: that groups make up everybody, that areas make up their whole.
KNOWLEDGE = (("groups", "areas"), ("areas",), ())


@dataclass(frozen=True)
class Solved:
    """A withheld cell that is as good as published: ``role`` says which number of it, between ``lower`` and ``upper``.

    ``pins`` are the published cells that give it away.
    """

    cell: Cell
    role: str
    lower: float
    upper: float
    pins: tuple[Cell, ...] = ()


def attack(observations: pd.DataFrame, comparisons: pd.DataFrame, structure: Structure, least_count: float = 1.0) -> list[Solved]:
    """The withheld cells that can be solved from published tables (schemas ``tables.OBSERVATIONS`` and ``tables.COMPARISONS``).

    A figure is withheld where its reason is ``suppressed``. The attacker knows the structure, that numbers are not negative, and that
    a withheld count is at least ``least_count`` (0 where zeros are withheld too). Extracts are set against each other: what one withholds,
    another may tell.
    """
    extracts = _extracts(observations, comparisons, structure)
    targets = sorted({(cell._replace(extract=""), role) for one in extracts.values() for cell, role in one.withheld})
    if not targets:
        return []
    found: dict[Target, list[Bounds]] = {target: [] for target in targets}
    for extract in extracts.values():
        for target, bounds in _bounds(extract, targets, least_count):
            found[target].append(bounds)
    solved = []
    for (cell, role), ranges in found.items():
        held = [extract.name for extract in extracts.values() if (cell._replace(extract=extract.name), role) in extract.withheld]
        narrowest = _narrowest(ranges)
        if narrowest is not None and narrowest.upper - narrowest.lower < SOLVED_WIDTH:
            pins = tuple(sorted(narrowest.pins))
            solved.append(Solved(cell._replace(extract=held[0]), role, narrowest.lower, narrowest.upper, pins))
    return solved


def _narrowest(ranges: list[Bounds]) -> Bounds | None:
    """What all extracts together allow; where they contradict each other, the figure was revised and each tells only of itself."""
    if not ranges:
        return None
    lower, upper = max(one.lower for one in ranges), min(one.upper for one in ranges)
    if lower > upper:
        return min(ranges, key=lambda one: one.upper - one.lower)
    return Bounds(lower, upper, frozenset().union(*(one.pins for one in ranges if one.lower == lower or one.upper == upper)))


def _extracts(observations: pd.DataFrame, comparisons: pd.DataFrame, structure: Structure) -> dict[str, Extract]:
    found: dict[str, Extract] = {}

    def of(cell: Cell) -> Extract:
        return found.setdefault(cell.extract, Extract(cell.extract, structure))

    for amount in amounts(observations, comparisons):
        of(amount.cell).published.setdefault((amount.cell, amount.role), amount.value)
    for row in observations[observations["reason"] == SUPPRESSED].to_dict("records"):
        cell = observation_cell(row)
        of(cell).withheld.update((cell, role) for role in _roles(row["measure"]))
    for row in comparisons.to_dict("records"):
        later, earlier = comparison_cells(row)
        if row["reason"] == SUPPRESSED and math.isnan(row["value"]) != math.isnan(row["base_value"]):
            # Where neither side has a value, one of them may be missing at the source.
            cell = later if math.isnan(row["value"]) else earlier
            of(cell).withheld.update((cell, role) for role in _roles(row["measure"]))
        of(later).ties.extend(_ties(row, later, earlier, structure))
    for one in found.values():
        one.withheld -= set(one.published)
        one.withheld = {target for target in one.withheld if target[0].first > 0}
    return found


def _roles(measure: str) -> tuple[str, ...]:
    """The numbers of things behind a measure, each of which a withheld row withholds."""
    if measure in ("count", "rate"):
        return (COUNT,)
    return (NUMERATOR, DENOMINATOR) if measure in SHARES else ()


def _ties(row: dict, later: Cell, earlier: Cell, structure: Structure) -> Iterator[tuple[list[tuple[Target, float]], float]]:
    """What a comparison says of its two windows beside their values."""
    residents = {"count": (PER, PER), "rate": (row["denominator"], row["base_denominator"])}.get(row["measure"], (math.nan, math.nan))
    if all(people > 0 for people in residents):
        after, before = ((later, COUNT), PER / residents[0]), ((earlier, COUNT), PER / residents[1])
        if not math.isnan(row["change_absolute"]):
            yield [after, (before[0], -before[1])], row["change_absolute"]
        if not math.isnan(row["change"]) and row["change_unit"] == "%":
            yield [after, (before[0], -before[1] * (1 + row["change"] / PERCENT))], 0.0
    for cell, share in ((later, row["unallocated_share"]), (earlier, row["base_unallocated_share"])):
        if not math.isnan(share) and row["measure"] == "count":
            unplaced = [((cell._replace(area_code=area), COUNT), 1.0) for area in sorted(structure.unallocated)]
            yield [*unplaced, ((cell._replace(area_code=structure.force_area), COUNT), -share / PERCENT)], 0.0


def _bounds(extract: Extract, targets: list[Target], least_count: float) -> Iterator[tuple[Target, Bounds]]:
    """The range of each target that the extract says anything about."""
    parts = Parts(extract)
    equations = equations_of(extract, parts)
    # Of a withheld share either number may be zero: only counts are known to be at least something.
    least = [
        Equation(coefficients, least_count if target[1] == COUNT else 0.0)
        for target in sorted(extract.withheld)
        if (coefficients := parts.coefficients(target))
    ]
    wanted = []
    known = {part for equation in [*equations, *least] for part in equation.coefficients}
    for target in targets:
        coefficients = parts.coefficients((target[0]._replace(extract=extract.name), target[1]))
        if coefficients and coefficients.keys() <= known:
            wanted.append((target, coefficients))
    for block in _blocks(equations, least, wanted):
        for knowledge in KNOWLEDGE:
            solver = Solver(_resting_on(block, knowledge), block.least)
            found = [(target, solver.range(coefficients)) for target, coefficients in block.wanted]
            bounded = [(target, bounds) for target, bounds in found if bounds is not None]
            if len(bounded) == len(found):
                yield from bounded
                break


@dataclass(frozen=True)
class _Block:
    """Equations that share no part with any other block's."""

    equations: list[Equation]
    least: list[Equation]
    wanted: list[tuple[Target, dict[Part, float]]]


def _resting_on(block: _Block, knowledge: tuple[str, ...]) -> list[Equation]:
    """The block's equations that rest on nothing beyond ``knowledge``."""
    return [one for one in block.equations if one.needs in ("", *knowledge)]


def _blocks(equations: list[Equation], least: list[Equation], wanted: list[tuple[Target, dict[Part, float]]]) -> Iterator[_Block]:
    """The equations in blocks that have nothing to do with each other, as far as something is wanted of them."""
    if not wanted:
        return
    groups = [equation.coefficients for equation in [*equations, *least]] + [coefficients for _, coefficients in wanted]
    numbers = {part: number for number, part in enumerate(sorted({part for group in groups for part in group}))}
    rows = [number for number, group in enumerate(groups) for _ in group]
    columns = [len(groups) + numbers[part] for group in groups for part in group]
    size = len(groups) + len(numbers)
    _, labels = connected_components(csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(size, size)), directed=False)
    of_equations, of_least, of_wanted = np.split(labels[: len(groups)], [len(equations), len(equations) + len(least)])
    for label in np.unique(of_wanted):
        yield _Block(
            [one for one, found in zip(equations, of_equations, strict=True) if found == label],
            [one for one, found in zip(least, of_least, strict=True) if found == label],
            [one for one, found in zip(wanted, of_wanted, strict=True) if found == label],
        )
