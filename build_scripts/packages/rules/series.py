"""Series without holes that nobody declared, and without months that nobody believes.

A month is an ordinal (``periods``). A register row declares a gap (registers/gaps-in-series) or a sudden change
(registers/sudden-changes); its category, area and extract may be ``*``, or empty, for every one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from build_scripts import periods
from build_scripts.packages.evidence import Evidence, Readings
from build_scripts.packages.faults import Fault
from build_scripts.packages.rules import knowledge
from build_scripts.packages.rules.rule import Rule

SERIES = ["category", "area", "group_type", "group"]

# A month is compared with the month before and the month after, both of which it must exceed ten times or lie under a tenth of: a step
# from one level to another is a break in the series, not a slip in a cell. Under these sizes a tenfold change is chance. On the
# 208,080 monthly counts of April 2010 to March 2026 they leave 26 months, each of which has a reason outside the cell.
TENFOLD = 10
LEAST_SPIKE = 30
LEAST_NEIGHBOUR_OF_A_DROP = 20


@dataclass(frozen=True)
class Declaration:
    """A row of a register: for which series, extract and months it holds; ``*`` is every category, area or extract."""

    source: str
    extract: str
    category: str
    area: str
    first: int
    last: int

    def holds(self, source: str, extract: str, category: str, area: str, month: int) -> bool:
        """Whether the row is about this month of this series."""
        return (
            source == self.source
            and self.extract in (knowledge.EVERY, extract)
            and self.category in (knowledge.EVERY, category)
            and self.area in (knowledge.EVERY, area)
            and self.first <= month <= self.last
        )


def declared_in(evidence: Evidence, register: str, first: str, last: str) -> tuple[Declaration, ...]:
    """The rows of a register whose months, in the columns ``first`` and ``last``, can be read; an empty last month is the first."""
    table = evidence.table("registers", register, ["source", "category", "area_code", first, last])
    found = []
    for row in [] if table is None else table.to_dict("records"):
        try:
            start = periods.month_ordinal(row[first])
            end = periods.month_ordinal(row[last]) if row[last] else start
        except ValueError:
            continue  # the register's own pattern tells it
        limits = (row.get("extract") or knowledge.EVERY, row["category"] or knowledge.EVERY, row["area_code"] or knowledge.EVERY)
        found.append(Declaration(row["source"], *limits, start, end))
    return tuple(found)


def is_declared(declared: tuple[Declaration, ...], extract: _Extract, category: str, area: str, month: int) -> bool:
    """Whether any row is about this month of a series of the extract."""
    return any(row.holds(extract.source, extract.extract, category, area, month) for row in declared)


class CoverageDiffers(Rule):
    """A file that does not hold the months it says it covers."""

    code = "coverage"
    title = "Coverage"
    description = "The months of a file are not those that its descriptor states as coverage, from the first to the last."
    template = "{problem}; expected rows for every period of the coverage, {first} to {last}"
    hint = "Correct plainSight.coverage, or the file. A month without any row would be read as a month without any offence."

    def find(self, evidence: Evidence) -> Iterator[Fault]:
        for readings in evidence.readings:
            if readings.coverage is None or not readings.sound:
                continue
            first, last = readings.coverage
            found = sorted({int(end) for end in readings.table["end"].dropna()})
            expected = set(range(_ordinal(first), _ordinal(last) + 1, _usual_step(found)))
            place = readings.place
            for month in sorted(expected - set(found)):
                problem = f"no row is of {periods.month_text(month)}"
                yield self.fault(
                    place, column=readings.columns["period"], value=periods.month_text(month), problem=problem, first=first, last=last
                )
            for month in sorted(set(found) - expected):
                text = periods.month_text(month)
                row = int(readings.table.index[readings.table["period"].str.endswith(text)][0])
                problem = f"rows are of {text}, outside the coverage"
                yield self.fault(place, row=row, column=readings.columns["period"], value=text, problem=problem, first=first, last=last)


def _ordinal(month: str) -> int:
    try:
        return periods.month_ordinal(month)
    except ValueError:
        return 0


@dataclass(frozen=True)
class _Extract:
    """All readings of one source, extract and type of period."""

    source: str
    extract: str
    absent: str
    rows: pd.DataFrame
    parts: tuple[Readings, ...]

    def file_of(self, end: int) -> Readings:
        """The file that holds the latest period up to ``end``: where a missing one should stand."""
        before = self.rows.loc[self.rows["end"] <= end]
        return self.parts[int(before.loc[before["end"].idxmax(), "part"]) if len(before) else 0]


def _extracts(evidence: Evidence) -> Iterator[_Extract]:
    """The sound extracts: of one with faults nothing is said to be missing."""
    at_fault = knowledge.sources_at_fault(evidence)
    for (source, extract), parts in knowledge.by_extract(evidence).items():
        if (source, extract) in at_fault:
            continue
        tables = [part.table.assign(part=position, line=part.table.index) for position, part in enumerate(parts)]
        rows = pd.concat(tables, ignore_index=True).dropna(subset=["end"])
        for _, of_type in rows.groupby("period_type"):
            absent = "zero" if all(part.absent == "zero" for part in parts) else "missing"
            yield _Extract(source, extract, absent, of_type.astype({"end": "int64"}), tuple(parts))


class SeriesGap(Rule):
    """A month that is missing inside a series."""

    code = "series-gap"
    title = "Gap in a series"
    description = (
        "A period is missing between the first and the last of a series, and registers/gaps-in-series does not declare it. Where an absent "
        "category means zero, the series are those of the areas: an area without any row is missing, not without crime."
    )
    template = "{series} has no value for {first}{to_last} between {before} and {after}; expected a value for every period"
    hint = "Add the rows, or declare the gap with its reason in registers/gaps-in-series."

    def find(self, evidence: Evidence) -> Iterator[Fault]:
        declared = declared_in(evidence, "gaps-in-series", "from_month", "to_month")
        for extract in _extracts(evidence):
            step = _usual_step(extract.rows["end"].unique())
            series = ["area"] if extract.absent == "zero" else SERIES
            present = extract.rows if extract.absent == "zero" else extract.rows[extract.rows["value"].notna()]
            for names, rows in present.groupby(series, sort=True):
                labels = dict(zip(series, names, strict=True))
                category, area = labels.get("category", ""), labels["area"]
                ends = sorted(rows["end"].unique())
                for before, after in pairwise(ends):
                    missing = [end for end in range(before + step, after, step) if not is_declared(declared, extract, category, area, end)]
                    if missing:
                        name = " ".join(str(label) for label in names if label) or extract.source
                        yield self._gap(extract, name, before, missing, after)

    def _gap(self, extract: _Extract, name: str, before: int, missing: list[int], after: int) -> Fault:
        part = extract.file_of(missing[0])
        return self.fault(
            part.place,
            column=part.columns["period"],
            value=periods.month_text(missing[0]),
            series=name,
            first=periods.month_text(missing[0]),
            to_last=f" to {periods.month_text(missing[-1])}" if len(missing) > 1 else "",
            before=periods.month_text(before),
            after=periods.month_text(after),
        )


def _usual_step(ends: Iterable[int]) -> int:
    """The months from one period to the next, as most of them stand."""
    ordered = sorted(ends)
    steps = Counter(later - earlier for earlier, later in pairwise(ordered))
    return int(max(steps, key=lambda step: (steps[step], -step))) if steps else 1


class SuddenChange(Rule):
    """A month that its neighbours contradict."""

    code = "sudden-change"
    title = "Sudden change"
    description = (
        "A monthly count is ten times the months beside it, or a tenth of them, and registers/sudden-changes gives no reason. "
        f"Spikes count from {LEAST_SPIKE}, drops where both neighbours are {LEAST_NEIGHBOUR_OF_A_DROP} or more."
    )
    template = (
        "{series} is {value} in {month}, between {before} and {after}; expected less than ten times its neighbours, and more than a tenth"
    )
    hint = (
        "Look for a slip: a digit too many, a column shifted, a month cut short. "
        "If the figure is right, declare it with its reason in registers/sudden-changes."
    )

    def find(self, evidence: Evidence) -> Iterator[Fault]:
        declared = declared_in(evidence, "sudden-changes", "month", "month")
        for extract in _extracts(evidence):
            if extract.rows["period_type"].iloc[0] != periods.MONTH:
                continue
            grid = extract.rows.pivot_table(index=SERIES, columns="end", values="value", aggfunc="sum", min_count=1)
            months = range(int(grid.columns.min()), int(grid.columns.max()) + 1)
            covered = grid.columns
            grid = grid.reindex(columns=months)
            if extract.absent == "zero":
                grid.loc[:, covered] = grid.loc[:, covered].fillna(0.0)
            for row, column in sudden_changes(grid.to_numpy(dtype="float64")):
                labels, month = grid.index[row], months[column]
                if not is_declared(declared, extract, labels[0], labels[1], month):
                    yield self._change(extract, grid, row, column, month)

    def _change(self, extract: _Extract, grid: pd.DataFrame, row: int, column: int, month: int) -> Fault:
        labels = grid.index[row]
        values = grid.iloc[row]
        match = extract.rows[(extract.rows[SERIES] == list(labels)).all(axis=1) & (extract.rows["end"] == month)]
        part = extract.parts[int(match["part"].iloc[0])] if len(match) else extract.file_of(month)
        return self.fault(
            part.place,
            row=int(match["line"].iloc[0]) if len(match) else None,
            column=part.columns["value"],
            value=f"{values.iloc[column]:g}",
            series=" ".join(str(label) for label in labels if label),
            month=periods.month_text(month),
            before=f"{values.iloc[column - 1]:g}" if column else "the start of the series",
            after=f"{values.iloc[column + 1]:g}" if column + 1 < len(values) else "the end of the series",
        )


def sudden_changes(values: np.ndarray) -> Iterator[tuple[int, int]]:
    """The cells (series, month) of a grid of counts that stand out tenfold from both neighbours; at an end, from the two nearest.

    ``values`` has a row for each series and a column for each month; null where nothing is known, which is no neighbour.
    """
    beyond = np.full((values.shape[0], 1), np.nan)
    before = np.hstack([beyond, values[:, :-1]])
    after = np.hstack([values[:, 1:], beyond])
    second_before = np.hstack([beyond, before[:, :-1]])
    second_after = np.hstack([after[:, 1:], beyond])
    before, after = np.where(np.isnan(before), second_after, before), np.where(np.isnan(after), second_before, after)
    with np.errstate(invalid="ignore"):
        spike = (values >= LEAST_SPIKE) & (values >= TENFOLD * before) & (values >= TENFOLD * after)
        large = (before >= LEAST_NEIGHBOUR_OF_A_DROP) & (after >= LEAST_NEIGHBOUR_OF_A_DROP)
        drop = large & (values <= before / TENFOLD) & (values <= after / TENFOLD)
    for row, column in zip(*np.nonzero(spike | drop), strict=True):
        yield int(row), int(column)
