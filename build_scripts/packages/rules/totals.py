"""What adds up: parts against their whole, and our totals against those that others give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from build_scripts import periods
from build_scripts.packages.evidence import Evidence, Readings
from build_scripts.packages.faults import Fault
from build_scripts.packages.rules import knowledge
from build_scripts.packages.rules.rule import Rule

COUNTED = ("count", "value")


@dataclass(frozen=True)
class MonthlyCounts:
    """The monthly readings of one extract of a source, for the whole force and its parts.

    ``force`` is the code of the force, ``placed`` those of the areas that sum to it; ``rows`` has ``category, area, end`` (month ordinal),
    ``value``, ``part`` (position in ``files``) and ``line``; ``totals`` are the categories that are sums of others.
    """

    source: str
    extract: str
    force: str
    placed: frozenset[str]
    totals: frozenset[str]
    rows: pd.DataFrame
    files: tuple[Readings, ...]
    grids: dict[str, pd.DataFrame] = field(default_factory=dict, repr=False)

    @cached_property
    def condensed(self) -> bool:
        """Whether the force has rows of its own: then its figure is stated, not summed."""
        return bool((self.rows["area"] == self.force).any())

    @cached_property
    def months(self) -> frozenset[int]:
        """The months that the extract covers."""
        return frozenset(self.rows["end"])

    def grid(self, area: str) -> pd.DataFrame:
        """The counts of an area by category and month; the force's are its own rows or, without any, the sum of its areas."""
        if area not in self.grids:
            summed = area == self.force and not self.condensed
            rows = self.rows[self.rows["area"].isin(self.placed)] if summed else self.rows[self.rows["area"] == area]
            grid = rows.groupby(["category", "end"])["value"].sum().unstack("end", fill_value=0.0)
            self.grids[area] = grid.reindex(columns=sorted(self.months), fill_value=0.0)
        return self.grids[area]

    def total(self, category: str, area: str, first: int, last: int) -> float | None:
        """The sum of a category (``*``: of every one that is no total) over the months, or None where a month is not covered."""
        months = range(first, last + 1)
        if not self.months.issuperset(months):
            return None
        grid = self.grid(area)
        categories = [name for name in grid.index if name not in self.totals] if category == knowledge.EVERY else [category]
        return float(grid.reindex(categories)[list(months)].sum().sum())


def monthly_counts(evidence: Evidence) -> list[MonthlyCounts]:
    """The sound extracts of monthly readings, the newest extract of each source last (made once)."""
    return evidence.once("monthly counts", lambda: _monthly_counts(evidence))


def _monthly_counts(evidence: Evidence) -> list[MonthlyCounts]:
    forces = sorted(knowledge.areas_of_kind(evidence, knowledge.FORCE))
    if len(forces) != 1:
        return []
    placed = knowledge.areas_of_kind(evidence, *knowledge.PLACED)
    at_fault = knowledge.sources_at_fault(evidence)
    found = []
    for (source, extract), parts in knowledge.by_extract(evidence).items():
        if (source, extract) in at_fault:
            continue
        tables = [part.table.assign(part=position, line=part.table.index) for position, part in enumerate(parts)]
        rows = pd.concat(tables, ignore_index=True).dropna(subset=["end", "value"]).astype({"end": "int64"})
        rows = rows[(rows["period_type"] == periods.MONTH) & (rows["group"] == "")]
        if rows.empty:
            continue
        totals = frozenset().union(*(knowledge.totals_of(evidence, part.place.package) for part in parts))
        found.append(MonthlyCounts(source, extract, forces[0], placed, totals, rows, tuple(parts)))
    return sorted(found, key=lambda counts: (counts.source, counts.extract.removeprefix("to-")))


class PartsExceedWhole(Rule):
    """Areas that sum to more than the force that contains them."""

    code = "parts-exceed-whole"
    title = "Parts exceed the whole"
    description = "The force's own row of a category and month is less than the sum of its boroughs and unallocated areas."
    template = "{category} in {month} is {value} for the force; expected at least {parts}, the sum of its areas"
    hint = "Import the extract again: the force's row is the sum of every row of the publisher's file."

    def find(self, evidence: Evidence) -> Iterator[Fault]:
        placed = knowledge.areas_of_kind(evidence, *knowledge.PLACED)
        for counts in monthly_counts(evidence):
            if not counts.condensed:
                continue
            sums = counts.rows[counts.rows["area"].isin(placed)].groupby(["category", "end"])["value"].sum()
            whole = counts.rows[counts.rows["area"] == counts.force].set_index(["category", "end"])
            paired = whole.join(sums.rename("parts"), how="inner")
            for (category, end), row in paired[paired["parts"] > paired["value"]].iterrows():
                file = counts.files[int(row["part"])]
                month = periods.month_text(int(end))
                yield self.fault(
                    file.place,
                    row=int(row["line"]),
                    column=file.columns["value"],
                    value=f"{row['value']:g}",
                    category=category,
                    month=month,
                    parts=f"{row['parts']:g}",
                )


class TotalDiffers(Rule):
    """A total that is not the sum of its categories."""

    code = "total-differs"
    title = "Total differs from its categories"
    description = "A category that is a total of all others is not their sum for the force, in an extract that states both."
    template = "{category} in {month} is {value}; expected {parts}, the sum of the other categories"
    hint = "Import the extract again, or correct the cell that does not add up."

    def find(self, evidence: Evidence) -> Iterator[Fault]:
        for counts in monthly_counts(evidence):
            force = counts.rows[counts.rows["area"] == counts.force]
            sums = force[~force["category"].isin(counts.totals)].groupby("end")["value"].sum()
            stated = force[force["category"].isin(counts.totals)]
            for row in stated[stated["value"] != stated["end"].map(sums)].itertuples():
                file = counts.files[int(row.part)]
                yield self.fault(
                    file.place,
                    row=int(row.line),
                    column=file.columns["value"],
                    value=f"{row.value:g}",
                    category=row.category,
                    month=periods.month_text(int(row.end)),
                    parts=f"{sums.get(row.end, 0):g}",
                )


class OutsideTotal(Rule):
    """A total of ours that is too far from somebody else's."""

    code = "outside-total"
    title = "Outside total not met"
    description = "A sum over the composition differs from another publication's total by more than the tolerance stated beside it."
    template = (
        "{series} over {period} is {ours} from {source} (extract {extract}), {difference:+.1f}% from the {value} of {outside}; "
        "expected within {tolerance:g}%"
    )
    hint = (
        "Look for a category missing from the composition, an area left out, or months lost. "
        "If the definitions differ, say so in the note and widen the tolerance."
    )

    COLUMNS = ("indicator", "component", "area_code", "period", "source", "value", "tolerance_percent")
    COMPOSED = ("indicator", "component", "source", "category", "role", "extract", "from_month", "to_month")

    def find(self, evidence: Evidence) -> Iterator[Fault]:
        totals = evidence.table("registers", "outside-totals", self.COLUMNS)
        composition = evidence.table("composition", "composition", self.COMPOSED)
        if totals is None or composition is None:
            return
        place = evidence.place("registers", "outside-totals")
        counted = composition[composition["role"].isin(COUNTED)]
        extracts = monthly_counts(evidence)
        for line, total in zip(totals.index, totals.to_dict("records"), strict=True):
            try:
                period = periods.parse(total["period"])
            except ValueError:
                continue  # the register's own pattern tells it
            if pd.isna(total["value"]) or pd.isna(total["tolerance_percent"]) or not total["value"]:
                continue
            rows = counted[(counted["indicator"] == total["indicator"]) & (counted["component"] == total["component"])]
            found = _newest_sum(rows, total["area_code"], period, extracts)
            if found is None:
                continue
            ours, counts = found
            difference = 100 * (ours / total["value"] - 1)
            if abs(difference) > total["tolerance_percent"]:
                series = " ".join(part for part in (total["indicator"], total["component"]) if part)
                yield self.fault(
                    place,
                    row=int(line),
                    column="value",
                    value=f"{total['value']:g}",
                    series=series,
                    period=period.text,
                    ours=f"{ours:g}",
                    source=counts.source,
                    extract=counts.extract,
                    difference=difference,
                    outside=total["source"],
                    tolerance=total["tolerance_percent"],
                )


def _newest_sum(rows: pd.DataFrame, area: str, period: periods.Period, extracts: list[MonthlyCounts]) -> tuple[float, MonthlyCounts] | None:
    """The sum of the composition's rows from the newest extract that covers the period, or None where none does."""
    for counts in reversed(extracts):
        applying = rows[(rows["source"] == counts.source) & rows["extract"].isin(["", counts.extract])]
        if applying.empty:
            continue
        parts = [_limited_sum(counts, row, area, period) for row in applying.to_dict("records")]
        if all(part is not None for part in parts):
            return sum(parts), counts  # type: ignore[arg-type]
    return None


def _limited_sum(counts: MonthlyCounts, row: dict, area: str, period: periods.Period) -> float | None:
    """The sum of one row's category over those months of the period for which the row holds."""
    if not counts.months.issuperset(period.months):
        return None
    first = max(period.first, _month(row["from_month"], period.first))
    last = min(period.last, _month(row["to_month"], period.last))
    return counts.total(row["category"], area, first, last) if first <= last else 0.0


def _month(text: str, otherwise: int) -> int:
    try:
        return periods.month_ordinal(text)
    except ValueError:
        return otherwise
