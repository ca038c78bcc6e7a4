"""The composition names indicators and categories that exist, and counts none of them twice."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts import periods
from build_scripts.packages.declared import nearest
from build_scripts.packages.evidence import Evidence
from build_scripts.packages.faults import Fault
from build_scripts.packages.rules import knowledge
from build_scripts.packages.rules.references import unknown_rows
from build_scripts.packages.rules.rule import Rule

PACKAGE = "composition"
RESOURCE = "composition"


class CompositionIndicatorUnknown(Rule):
    """A composition of an indicator that no framework has."""

    code = "composition-indicator-unknown"
    title = "Composition of an unknown indicator"
    description = "A row of the composition, of its components or of printed figures feeds an indicator that is in no framework."
    template = "{column} is '{value}'; expected an indicator of a framework{near}"
    hint = "Correct the slug, or add the indicator to a framework."

    def find(self, evidence: Evidence) -> Iterator[Fault]:
        known = knowledge.indicators(evidence)
        for resource in (RESOURCE, "components", "printed", "printed-gaps"):
            table = evidence.table(PACKAGE, resource, ["indicator"])
            if table is None or known is None:
                continue
            place = evidence.place(PACKAGE, resource)
            for row, value in unknown_rows(table["indicator"], known):
                yield self.fault(place, row=row, column="indicator", value=value, near=nearest(value, known))


class CompositionCategoryUnknown(Rule):
    """A composition of a category that its source does not have."""

    code = "composition-category-unknown"
    title = "Composition of an unknown category"
    description = "A row of the composition takes a category that its source does not have, so it would add nothing."
    template = "{column} is '{value}'; expected a category of {source}, or *{near}"
    hint = "Correct the category, or add it to the list of the source's package."

    def find(self, evidence: Evidence) -> Iterator[Fault]:
        table = evidence.table(PACKAGE, RESOURCE, ["source", "category"])
        if table is None:
            return
        place = evidence.place(PACKAGE, RESOURCE)
        for source, known in knowledge.categories_by_source(evidence).items():
            for row, value in unknown_rows(table.loc[table["source"] == source, "category"], known | {knowledge.EVERY}):
                yield self.fault(place, row=row, column="category", value=value, source=source, near=nearest(value, known))


class CompositionOverlap(Rule):
    """A category that goes twice into one series."""

    code = "composition-overlap"
    title = "Category counted twice"
    description = "Two rows of the composition put the same category into the same series for the same month and extract."
    template = "{category} goes into {series} again, as in line {first}; expected each category once in a series at a time"
    hint = "Remove one of the two rows, or limit them by extract, from_month and to_month."

    COLUMNS = ("indicator", "component", "measure", "source", "category", "role", "extract", "from_month", "to_month")

    def find(self, evidence: Evidence) -> Iterator[Fault]:
        table = evidence.table(PACKAGE, RESOURCE, self.COLUMNS)
        if table is None:
            return
        place = evidence.place(PACKAGE, RESOURCE)
        for series, rows in table.groupby(["indicator", "component", "measure", "role", "source"], sort=True):
            entries = list(zip(rows.index, rows["category"], rows["extract"], rows["from_month"], rows["to_month"], strict=True))
            for position, (row, category, *limits) in enumerate(entries):
                for first, other, *other_limits in entries[:position]:
                    if _meet(category, other) and _overlap(limits, other_limits):
                        name = " ".join(part for part in series[:2] if part)
                        yield self.fault(
                            place, row=int(row), column="category", value=category, category=category, series=name, first=first
                        )
                        break


def _meet(category: str, other: str) -> bool:
    return category == other or knowledge.EVERY in (category, other)


def _overlap(limits: list[str], other: list[str]) -> bool:
    """Whether two rows, each (extract, from_month, to_month), can hold at once."""
    (extract, start, end), (other_extract, other_start, other_end) = limits, other
    if extract and other_extract and extract != other_extract:
        return False
    return not ((end and other_start and end < other_start) or (other_end and start and other_end < start))


class CompositionExtractUnknown(Rule):
    """A composition for an extract that is not held, or for months that are none."""

    code = "composition-limits"
    title = "Limits of a composition"
    description = "A row of the composition is limited to an extract that its source does not have, or to a month that is none."
    template = "{column} is '{value}'; expected {expected}"
    hint = "Correct the cell, or leave it empty for no limit."

    def find(self, evidence: Evidence) -> Iterator[Fault]:
        table = evidence.table(PACKAGE, RESOURCE, ["source", "extract", "from_month", "to_month"])
        if table is None:
            return
        place = evidence.place(PACKAGE, RESOURCE)
        held: dict[str, set[str]] = {}
        for readings in evidence.readings:
            held.setdefault(readings.source, set()).add(readings.extract)
        for source, extracts in held.items():
            words = f"an extract of {source}: {', '.join(sorted(extracts))}"
            for row, value in unknown_rows(table.loc[table["source"] == source, "extract"], extracts):
                yield self.fault(place, row=row, column="extract", value=value, expected=words)
        for column in ("from_month", "to_month"):
            for row, value in table.loc[table[column] != "", column].items():
                try:
                    periods.month_ordinal(value)
                except ValueError:
                    yield self.fault(place, row=int(row), column=column, value=value, expected="a month such as 2023-06")
