"""A publication as equations: every published number, and every way that numbers add up, in the smallest parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from build_scripts.disclosure.cells import Cell
from build_scripts.disclosure.linear_bounds import Equation, Part
from build_scripts.disclosure.structure import Structure

# A cell and which of its numbers: see ``cells.Amount``.
Target = tuple[Cell, str]


@dataclass
class Extract:
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


class Parts:
    """The unknowns of an extract: which smallest parts a cell is the sum of."""

    def __init__(self, extract: Extract):
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


def _ingredient_classes(extract: Extract) -> dict[tuple[str, str, str], frozenset[str]]:
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


def equations_of(extract: Extract, parts: Parts) -> list[Equation]:
    """Everything that is known of the parts: published numbers, what comparisons tie together, and how parts add up."""
    equations = [Equation(parts.coefficients(target), value, pin=target[0]) for target, value in sorted(extract.published.items())]
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
