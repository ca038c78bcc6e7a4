"""The register of breaks in series: which spans of months can not be read as one.

A break has a first month after it. A span of months straddles the break when it holds a month before that and a month from it on; two
windows of a comparison are taken as one span, because a break between them divides them too. A break that the composition bridges, a
note, and a period effect divide nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts import periods
from build_scripts.packages.reading import Instance

EVERYTHING = "*"


@dataclass(frozen=True)
class Break:
    """One row of ``registers/breaks``; ``first_month_after`` is an ordinal."""

    identifier: str
    date: str
    first_month_after: int
    kind: str
    bridged: bool
    sources: frozenset[str]
    indicators: frozenset[str]
    areas: frozenset[str]
    title: str
    explanation: str
    basis: str
    reference: str

    @property
    def divides(self) -> bool:
        """Whether figures on its two sides may not be compared."""
        return self.kind == "break" and not self.bridged

    def concerns(self, *, indicator: str, source: str, area_code: str) -> bool:
        """Whether it touches a series of that indicator, source and area."""
        return (
            (EVERYTHING in self.sources or source in self.sources)
            and (EVERYTHING in self.indicators or indicator in self.indicators)
            and (EVERYTHING in self.areas or area_code in self.areas)
        )

    def lies_within(self, first: int, last: int) -> bool:
        """Whether the months from ``first`` to ``last`` hold months of both its sides."""
        return first < self.first_month_after <= last


def _names(cell: str) -> frozenset[str]:
    return frozenset(cell.split()) or frozenset([EVERYTHING])


def read_breaks(instance: Instance) -> tuple[Break, ...]:
    """All rows of the register, in order of their dates."""
    if not instance.has("registers", "breaks"):
        return ()
    rows = instance.table("registers", "breaks").to_dict("records")
    breaks = [
        Break(
            identifier=row["break"],
            date=row["date"],
            first_month_after=periods.month_ordinal(row["first_month_after"]),
            kind=row["kind"],
            bridged=bool(row["bridged"]),
            sources=_names(row["sources"]),
            indicators=_names(row["indicators"]),
            areas=_names(row["areas"]),
            title=row["title"],
            explanation=row["explanation"],
            basis=row["basis"],
            reference=row["reference"],
        )
        for row in rows
    ]
    return tuple(sorted(breaks, key=lambda one: (one.first_month_after, one.identifier)))


def dividing(breaks: tuple[Break, ...], *, indicator: str, source: str, area_code: str) -> tuple[Break, ...]:
    """The breaks that divide a series of that indicator, source and area."""
    return tuple(one for one in breaks if one.divides and one.concerns(indicator=indicator, source=source, area_code=area_code))
