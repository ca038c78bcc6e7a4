"""What an attacker learns of the cells that a publication withholds, with pencil, paper and linear programming.

Every published number becomes an equation in the unknown counts of the smallest parts (ingredient, area, group, month or quarter): windows
are sums of months, wholes are sums of areas and groups, measures are sums of ingredients, and a change that is still shown ties two
windows together. Of a withheld cell the least and the greatest value that the equations allow are worked out; where they lie closer than
``SOLVED_WIDTH``, the cell is solved.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.optimize import linprog
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
from build_scripts.disclosure.structure import Structure

SOLVED_WIDTH = 3
TOLERANCE = 1e-6
INFEASIBLE = 2
# What is given up, in turn, where the figures contradict it: that groups make up everybody, that areas make up their whole.
KNOWLEDGE = (("groups", "areas"), ("areas",), ())

Part = tuple[str, str, str, str, int]
Target = tuple[Cell, str]


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


@dataclass(frozen=True)
class Equation:
    """``sum(coefficients of parts) = value``. ``pin`` is the published cell it comes from; ``needs`` the knowledge it rests on."""

    coefficients: dict[Part, float]
    value: float
    pin: Cell | None = None
    needs: str = ""


@dataclass(frozen=True)
class Bounds:
    """What one extract allows a cell to be."""

    lower: float
    upper: float
    pins: frozenset[Cell]


@dataclass
class _Extract:
    """The published and withheld cells of one extract, over parts of one length of time."""

    name: str
    structure: Structure
    published: dict[Target, float] = field(default_factory=dict)
    withheld: set[Target] = field(default_factory=set)
    ties: list[tuple[list[tuple[Target, float]], float]] = field(default_factory=list)

    def step(self) -> int:
        """The length of a part in months: a quarter where every window is made of whole quarters."""
        cells = [cell for cell, _ in [*self.published, *self.withheld]]
        return 3 if all(cell.first % 3 == 0 and cell.last % 3 == 2 for cell in cells) else 1


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
        bounds = _narrowest(ranges)
        if bounds is not None and bounds.upper - bounds.lower < SOLVED_WIDTH:
            solved.append(Solved(cell._replace(extract=held[0]), role, bounds.lower, bounds.upper, tuple(sorted(bounds.pins))))
    return solved


def _narrowest(ranges: list[Bounds]) -> Bounds | None:
    """What all extracts together allow; where they contradict each other, the figure was revised and each tells only of itself."""
    if not ranges:
        return None
    lower, upper = max(one.lower for one in ranges), min(one.upper for one in ranges)
    if lower > upper:
        return min(ranges, key=lambda one: one.upper - one.lower)
    return Bounds(lower, upper, frozenset().union(*(one.pins for one in ranges if one.lower == lower or one.upper == upper)))


def _extracts(observations: pd.DataFrame, comparisons: pd.DataFrame, structure: Structure) -> dict[str, _Extract]:
    found: dict[str, _Extract] = {}

    def of(cell: Cell) -> _Extract:
        return found.setdefault(cell.extract, _Extract(cell.extract, structure))

    for amount in amounts(observations, comparisons):
        of(amount.cell).published.setdefault((amount.cell, amount.role), amount.value)
    for row in observations[observations["reason"] == SUPPRESSED].to_dict("records"):
        cell = observation_cell(row)
        of(cell).withheld.update((cell, role) for role in _roles(row["measure"]))
    for row in comparisons.to_dict("records"):
        later, earlier = comparison_cells(row)
        if row["reason"] == SUPPRESSED:
            sides = ((later, row["value"]), (earlier, row["base_value"]))
            of(later).withheld.update((cell, role) for cell, value in sides if math.isnan(value) for role in _roles(row["measure"]))
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
    weights = {"count": (1.0, 1.0), "rate": (PER / row["denominator"], PER / row["base_denominator"])}.get(row["measure"])
    if weights is not None and not any(math.isnan(weight) for weight in weights):
        after, before = ((later, COUNT), weights[0]), ((earlier, COUNT), weights[1])
        if not math.isnan(row["change_absolute"]):
            yield [after, (before[0], -before[1])], row["change_absolute"]
        if not math.isnan(row["change"]) and row["change_unit"] == "%":
            yield [after, (before[0], -before[1] * (1 + row["change"] / PERCENT))], 0.0
    for cell, share in ((later, row["unallocated_share"]), (earlier, row["base_unallocated_share"])):
        if not math.isnan(share) and row["measure"] == "count":
            unplaced = [((cell._replace(area_code=area), COUNT), 1.0) for area in sorted(structure.unallocated)]
            yield [*unplaced, ((cell._replace(area_code=structure.force_area), COUNT), -share / PERCENT)], 0.0


class _Parts:
    """The unknowns of an extract: which smallest parts a cell is the sum of."""

    def __init__(self, extract: _Extract):
        self.extract = extract
        self.step = extract.step()
        self._classes = _ingredient_classes(extract)

    def coefficients(self, target: Target, weight: float = 1.0) -> dict[Part, float]:
        """The parts of a cell, each with the weight; empty where its window is not made of whole parts."""
        cell, role = target
        if cell.first % self.step or (cell.last + 1) % self.step:
            return {}
        names = self._classes.get((cell.indicator, cell.component, role))
        if names is None:
            return {}
        times = range(cell.first // self.step, cell.last // self.step + 1)
        return {(name, cell.area_code, cell.group_type, cell.group, time): weight for name in names for time in times}


def _ingredient_classes(extract: _Extract) -> dict[tuple[str, str, str], frozenset[str]]:
    """By indicator, component and role: the ingredients, where those that always occur together are one."""
    used = {(cell.indicator, cell.component, role) for cell, role in [*extract.published, *extract.withheld]}
    made_of = {key: extract.structure.made_of(*key, extract.name) for key in used}
    occurs: dict[str, list[tuple[str, str, str]]] = {}
    for key in sorted(made_of):
        for name in made_of[key]:
            occurs.setdefault(name, []).append(key)
    representative: dict[tuple, str] = {}
    for name in sorted(occurs):
        representative.setdefault(tuple(occurs[name]), name)
    return {key: frozenset(representative[tuple(occurs[name])] for name in names) for key, names in made_of.items()}


def _equations(extract: _Extract, parts: _Parts) -> list[Equation]:
    equations = [
        Equation(parts.coefficients(target), value, pin=target[0]) for target, value in sorted(extract.published.items())
    ]
    for sides, value in extract.ties:
        together: dict[Part, float] = {}
        for target, weight in sides:
            for part, coefficient in parts.coefficients(target, weight).items():
                together[part] = together.get(part, 0.0) + coefficient
        equations.append(Equation(together, value))
    known = {part for equation in equations for part in equation.coefficients}
    known |= {part for target in extract.withheld for part in parts.coefficients(target)}
    return [one for one in equations if one.coefficients] + list(_sums(known, extract.structure))


def _sums(parts: Iterable[Part], structure: Structure) -> Iterator[Equation]:
    """Of every part: that it is the sum of the areas within it, shown or not, and of the groups that are there."""
    ordered = sorted(parts)
    anywhere = {part[1] for part in ordered}
    places: dict[tuple, set[str]] = {}
    groups: dict[tuple, set[str]] = {}
    for name, area, group_type, group, time in ordered:
        places.setdefault((name, group_type, group, time), set()).add(area)
        if group_type:
            groups.setdefault((name, area, group_type, time), set()).add(group)
    for (name, group_type, group, time), there in sorted(places.items()):
        for partition in structure.partitions:
            within = sorted(partition.parts | (partition.beside & anywhere))
            if partition.whole in there and partition.parts & anywhere:
                terms = {(name, area, group_type, group, time): 1.0 for area in within}
                yield Equation(terms | {(name, partition.whole, group_type, group, time): -1.0}, 0.0, needs="areas")
    everybody = {part for part in ordered if part[2] == ""}
    for (name, area, group_type, time), there in sorted(groups.items()):
        whole = (name, area, "", "", time)
        if whole in everybody:
            yield Equation({(name, area, group_type, group, time): 1.0 for group in sorted(there)} | {whole: -1.0}, 0.0, needs="groups")


def _bounds(extract: _Extract, targets: list[Target], least_count: float) -> Iterator[tuple[Target, Bounds]]:
    """The range of each target that the extract says anything about."""
    parts = _Parts(extract)
    equations = _equations(extract, parts)
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
            solver = _Solver(_resting_on(block, knowledge), block.least)
            found = [(target, solver.range(coefficients)) for target, coefficients in block.wanted]
            if all(bounds is not None for _, bounds in found):
                yield from found
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


class _Solver:
    """The linear program of one block."""

    def __init__(self, equations: list[Equation], least: list[Equation]):
        self.equations = equations
        self.least = least
        self.numbers: dict[Part, int] = {}
        for equation in [*equations, *least]:
            for part in equation.coefficients:
                self.numbers.setdefault(part, len(self.numbers))

    def _matrix(self, equations: list[Equation]) -> csr_matrix | None:
        if not equations:
            return None
        rows = [number for number, one in enumerate(equations) for _ in one.coefficients]
        columns = [self.numbers[part] for one in equations for part in one.coefficients]
        values = [coefficient for one in equations for coefficient in one.coefficients.values()]
        return csr_matrix((values, (rows, columns)), shape=(len(equations), len(self.numbers)))

    def range(self, coefficients: dict[Part, float]) -> Bounds | None:
        """The least and the greatest whole number that the sum can be; None where the equations contradict each other."""
        if not coefficients.keys() <= self.numbers.keys():
            return Bounds(0.0, math.inf, frozenset())
        objective = np.zeros(len(self.numbers))
        for part, coefficient in coefficients.items():
            objective[self.numbers[part]] = coefficient
        ends, pins = [], set()
        for sign in (1.0, -1.0):
            at_least = self._matrix(self.least)
            result = linprog(
                sign * objective,
                A_ub=None if at_least is None else -at_least,
                b_ub=None if at_least is None else [-one.value for one in self.least],
                A_eq=self._matrix(self.equations),
                b_eq=[one.value for one in self.equations] if self.equations else None,
                bounds=(0, None),
                method="highs",
            )
            if result.status == INFEASIBLE:
                return None
            if result.x is None:
                ends.append(math.inf)
                continue
            ends.append(sign * result.fun)
            if self.equations:
                told = np.flatnonzero(np.abs(result.eqlin.marginals) > TOLERANCE)
                pins |= {self.equations[number].pin for number in told}
        return Bounds(math.ceil(ends[0] - TOLERANCE), _floor(ends[1]), frozenset(pin for pin in pins if pin is not None))


def _floor(value: float) -> float:
    return value if math.isinf(value) else float(math.floor(value + TOLERANCE))
