"""Keeps one extract of recorded crime whole, and of earlier ones what comparisons between extracts need.

An extract is condensed once a newer one is held that covers at least all of its months, boroughs and groups of offences. Condensed, it
holds every category for the whole force, and for each borough and unallocated area the categories that the composition of the
indicators names, and all offences together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from build_scripts.importers.layouts import Cells, Key, Values

ALL_OFFENCES = "all-offences"


@dataclass(frozen=True)
class Coverage:
    """What an extract reaches: its months, its boroughs, and the groups of offences in it."""

    months: frozenset[str]
    boroughs: frozenset[str]
    majors: frozenset[str]

    def holds(self, other: Coverage) -> bool:
        """Whether this covers at least all that ``other`` covers."""
        return self.months >= other.months and self.boroughs >= other.boroughs and self.majors >= other.majors


def is_condensed(cells: Cells, force_area: str) -> bool:
    """Whether the cells are in condensed form: only then does the whole force have rows of its own."""
    return any(area == force_area for _, area, _ in cells)


def coverage_of(cells: Cells, boroughs: Collection[str], majors: Mapping[str, str]) -> Coverage:
    """The coverage of an extract in either form; ``majors`` leads from a category to its group of offences."""
    categories, areas, months = (frozenset(part) for part in zip(*cells, strict=True)) if cells else (frozenset(),) * 3
    return Coverage(months, areas & frozenset(boroughs), frozenset(majors[category] for category in categories if category != ALL_OFFENCES))


def condense(cells: Cells, force_area: str, kept_categories: Collection[str]) -> dict[Key, Values]:
    """The condensed form of a whole extract's cells.

    Sums are of whole numbers. A category that no area has a row for in a month has no row for the force either.
    """
    kept: dict[Key, Values] = {}
    by_category: dict[tuple[str, str], int] = defaultdict(int)
    by_area: dict[tuple[str, str], int] = defaultdict(int)
    by_month: dict[str, int] = defaultdict(int)
    for (category, area, month), values in cells.items():
        number = int(values[0])
        by_category[category, month] += number
        by_area[area, month] += number
        by_month[month] += number
        if category in kept_categories:
            kept[category, area, month] = values
    kept.update({(category, force_area, month): (str(total),) for (category, month), total in by_category.items()})
    kept.update({(ALL_OFFENCES, area, month): (str(total),) for (area, month), total in by_area.items()})
    kept.update({(ALL_OFFENCES, force_area, month): (str(total),) for month, total in by_month.items()})
    return kept


def totals_by_month(cells: Cells, force_area: str) -> dict[str, int]:
    """All offences of the whole force by month, of either form."""
    condensed = is_condensed(cells, force_area)
    totals: dict[str, int] = defaultdict(int)
    for (category, area, month), values in cells.items():
        if not condensed or (category == ALL_OFFENCES and area == force_area):
            totals[month] += int(values[0])
    return dict(totals)
