"""A series without holes: every period between the first and the last is there, or a register row says why not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise

from build_scripts import periods
from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.reference import Reference
from build_scripts.importers.refusals import GapInSeries

EVERY = frozenset({"", "*"})


@dataclass(frozen=True, order=True)
class Series:
    """What a series of one source is about; an empty text stands for all categories, areas or groups, taken together."""

    category: str = ""
    area_code: str = ""
    group: str = ""

    def is_meant_by(self, gap: Mapping[str, str]) -> bool:
        """Whether a declared gap is one of this series."""
        return gap["category"] in EVERY | {self.category} and gap["area_code"] in EVERY | {self.area_code}


def refuse_gaps(months: Mapping[Series, Collection[int]], step: int, reference: Reference, source: str, file: str, log: FaultLog) -> None:
    """Record a fault for each run of months (ordinals) that is missing within a series, told once for all series that miss it.

    ``step`` is the number of months from one period to the next. Months within a gap that the registers declare are not missed.
    """
    declared = reference.declared_gaps(source)
    missed_by: dict[tuple[int, int, int, int], list[Series]] = defaultdict(list)
    for series, held in months.items():
        excused = {
            month
            for gap in declared
            if series.is_meant_by(gap)
            for month in range(periods.month_ordinal(gap["from_month"]), periods.month_ordinal(gap["to_month"]) + 1)
        }
        for before, after in pairwise(sorted(held)):
            missed = [month for month in range(before + step, after, step) if month not in excused]
            if missed:
                missed_by[missed[0], missed[-1], before, after].append(series)
    for (first, last, before, after), series_list in sorted(missed_by.items()):
        log.add(
            GapInSeries,
            file,
            value=periods.month_text(first) if first == last else f"{periods.month_text(first)} to {periods.month_text(last)}",
            before=periods.month_text(before),
            after=periods.month_text(after),
            of_series=_of_series(series_list),
        )


def _of_series(series_list: list[Series]) -> str:
    """A clause that names the series that miss a period; empty where there is only one for the whole source."""
    if series_list == [Series()]:
        return ""
    first = min(series_list)
    name = ", ".join(part for part in (first.category, first.area_code, first.group) if part)
    more = len(series_list) - 1
    return f" of {name}" + (f" and {more} more series" if more else "")
