"""Each reading stands once, at a period that is one, with a value that can be."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from build_scripts import periods
from build_scripts.packages.evidence import Evidence, Readings
from build_scripts.packages.faults import Fault
from build_scripts.packages.rules import knowledge
from build_scripts.packages.rules.rule import Rule

KEY = ["category", "area", "group_type", "group", "period", "period_type"]


class ReadingRepeated(Rule):
    """The same reading in two files of an extract, or twice in one."""

    code = "reading-repeated"
    title = "Repeated reading"
    description = "Two rows of one source and extract are of the same category, area, group and period; one would be counted twice."
    template = "{what} stands again, as in line {first} of {file}; expected each reading once in an extract"
    hint = "Remove one of the two rows. If both are right, they differ in something that a column must say."

    def find(self, evidence: Evidence) -> Iterator[Fault]:
        for parts in knowledge.by_extract(evidence).values():
            table = pd.concat([part.table[KEY] for part in parts], ignore_index=True)
            repeated = table.duplicated(keep="first")
            if not repeated.any():
                continue
            owners = [part for part in parts for _ in range(len(part.table))]
            lines = [line for part in parts for line in part.table.index]
            first: dict[tuple, int] = {}
            for position, key in enumerate(table.itertuples(index=False, name=None)):
                if not repeated[position]:
                    first[key] = position
                    continue
                owner, earlier = owners[position], owners[first[key]]
                column = owner.columns.get("category") or owner.columns["period"]
                what = " ".join(part for part in key[:5] if part)
                row = int(lines[position])
                yield self.fault(
                    owner.place, row=row, column=column, value=what, what=what, first=lines[first[key]], file=earlier.place.file
                )


class PeriodForm(Rule):
    """A period that is none, or of another type than stated."""

    code = "period-form"
    title = "Form of a period"
    description = (
        "A period is not a month, quarter, rolling 12 months or year in its one form, or not of the type that the resource states."
    )
    template = "{column} is '{value}'; expected {expected}"
    hint = "Write months 2023-06, quarters 2023-24-Q1, rolling 12 months R12-2023-06, financial years 2023-24, calendar years 2023."

    def find(self, evidence: Evidence) -> Iterator[Fault]:
        for readings in evidence.readings:
            for (text, kind), lines in readings.table.groupby(["period", "period_type"], sort=True).groups.items():
                if problem := self._problem(text, kind):
                    for line in lines:
                        yield self.fault(readings.place, row=int(line), column=readings.columns["period"], value=text, expected=problem)

    @staticmethod
    def _problem(text: str, kind: str) -> str | None:
        if kind and kind not in periods.PERIOD_TYPES:
            return None  # the vocabulary rule tells it
        try:
            periods.parse_as(text, kind) if kind else periods.parse(text)
        except ValueError:
            return f"a {kind or 'period'} such as {EXAMPLES.get(kind, '2023-06')}"
        return None


EXAMPLES = {
    periods.MONTH: "2023-06",
    periods.QUARTER: "2023-24-Q1",
    periods.ROLLING_YEAR: "R12-2023-06",
    periods.FINANCIAL_YEAR: "2023-24",
    periods.CALENDAR_YEAR: "2023",
    periods.DATE: "2023-06-30",
}


def roles_by_category(evidence: Evidence) -> dict[tuple[str, str], frozenset[str]]:
    """For each (source, category), the roles that the composition gives it; for ``(source, '*')`` the roles of all its categories."""
    table = evidence.table("composition", "composition", ["source", "category", "role"])
    found: dict[tuple[str, str], set[str]] = {}
    if table is not None:
        for source, category, role in zip(table["source"], table["category"], table["role"], strict=True):
            found.setdefault((source, category), set()).add(role)
            found.setdefault((source, knowledge.EVERY), set()).add(role)
    return {key: frozenset(roles) for key, roles in found.items()}


class PercentageRange(Rule):
    """A percentage that can not be one."""

    code = "percentage-range"
    title = "Percentage out of range"
    description = "A reading taken as a percentage is under 0 or over 100, or is a fraction in a series of per cents."
    template = "{column} is '{value}'; expected {expected}"
    hint = "Write per cents from 0 to 100: 48, not 0.48 or 480."

    def find(self, evidence: Evidence) -> Iterator[Fault]:
        roles = roles_by_category(evidence)
        for readings in evidence.readings:
            everything = roles.get((readings.source, knowledge.EVERY), frozenset())
            for category, rows in readings.table.groupby("category", sort=True):
                if roles.get((readings.source, category), everything) == {"percentage"}:
                    yield from self._of_series(readings, rows["value"].dropna())

    def _of_series(self, readings: Readings, values: pd.Series) -> Iterator[Fault]:
        column = readings.columns["value"]
        outside = values[(values < 0) | (values > 100)]
        for row, value in outside.items():
            yield self.fault(readings.place, row=int(row), column=column, value=f"{value:g}", expected="a percentage from 0 to 100")
        if len(values) and values.median() > 5:
            for row, value in values[(values > 0) & (values < 1)].items():
                expected = f"a percentage like the others of its series, such as {100 * value:g}"
                yield self.fault(readings.place, row=int(row), column=column, value=f"{value:g}", expected=expected)


class CountForm(Rule):
    """A count that is not a whole number from 0 up."""

    code = "count-form"
    title = "Count that is none"
    description = "A reading that the composition counts is negative or not whole."
    template = "{column} is '{value}'; expected a whole number, 0 or more"
    hint = "Correct the cell. A number that the publisher corrected downwards is a new extract, not a negative count."

    def find(self, evidence: Evidence) -> Iterator[Fault]:
        roles = roles_by_category(evidence)
        for readings in evidence.readings:
            if roles.get((readings.source, knowledge.EVERY), frozenset()) != {"count"}:
                continue
            values = readings.table["value"].dropna()
            for row, value in values[(values < 0) | (values % 1 != 0)].items():
                yield self.fault(readings.place, row=int(row), column=readings.columns["value"], value=f"{value:g}")
