"""Counts that add up over windows, whatever the length of what a source publishes: months, quarters or years.

A window (a quarter, rolling 12 months, a year) is tiled by what the source publishes, without a gap and without an overlap; where it can
not be, its total is not known. A quarter is never made of years, nor a rolling year of anything but whole months or quarters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from build_scripts import periods
from build_scripts.indicators.series import MonthlySeries

WIDTHS = {periods.MONTH: 1, periods.QUARTER: 3, periods.FINANCIAL_YEAR: 12, periods.CALENDAR_YEAR: 12}
"""How many months each type of period has that counts are published for."""


@dataclass(frozen=True)
class Tiles:
    """Counts of one thing, of one extract of a source.

    ``values[area_code][first month]`` is the count of the ``width`` months from that one (an ordinal) on; months that are missing are
    not there.
    """

    source: str
    extract: str
    width: int
    values: Mapping[str, Mapping[int, float]]

    def total(self, area_code: str, period: periods.Period) -> float:
        """The sum over the period, null where a part is missing or where the period can not be tiled."""
        of_area = self.values.get(area_code, {})
        total = 0.0
        for first in range(period.first, period.last + 1, self.width):
            if first + self.width - 1 > period.last or first not in of_area:
                return float("nan")
            total += of_area[first]
        return total

    def span(self, area_code: str) -> tuple[int, int] | None:
        """The first and the last month held of an area, None where there is none."""
        firsts = self.values.get(area_code)
        return (min(firsts), max(firsts) + self.width - 1) if firsts else None


def tiles_of_series(series: MonthlySeries) -> Tiles:
    """The months of a monthly series."""
    months = [int(month) for month in series.months]
    return Tiles(
        series.source,
        series.extract,
        1,
        {
            area: {month: float(value) for month, value in zip(months, row, strict=True) if not np.isnan(value)}
            for area, row in zip(series.areas, series.values, strict=True)
        },
    )


def tiles_of_readings(readings: pd.DataFrame, rows: pd.DataFrame, gaps: pd.DataFrame) -> Tiles | None:
    """The sum of the categories that ``rows`` of the composition name, in readings of one source, extract and type of period.

    A period counts where every category has a value within the months for which its row holds, and no row of ``gaps`` (the register of gaps
    in series) names it. None where nothing is left.
    """
    width = WIDTHS[readings["period_type"].iloc[0]]
    source, extract = readings["source"].iloc[0], readings["extract"].iloc[0]
    declared = gaps[gaps["source"] == source].to_dict("records")
    wanted = rows.to_dict("records")
    sums: dict[str, dict[int, float]] = {}
    seen: dict[str, dict[int, int]] = {}
    for row in wanted:
        of_category = readings[readings["category"] == row["category"]]
        for area, text, kind, value in zip(
            of_category["area_code"], of_category["period"], of_category["period_type"], of_category["value"], strict=True
        ):
            period = periods.parse_as(text, kind)
            if np.isnan(value) or not holds(row, period) or _is_missing(declared, row["category"], area, period):
                continue
            of_area = sums.setdefault(area, {})
            of_area[period.first] = of_area.get(period.first, 0.0) + value
            counted = seen.setdefault(area, {})
            counted[period.first] = counted.get(period.first, 0) + 1
    values = {
        area: {first: total for first, total in of_area.items() if seen[area][first] == _rows_holding(wanted, first, width)}
        for area, of_area in sums.items()
    }
    return Tiles(source, extract, width, values) if any(values.values()) else None


def holds(row: dict, period: periods.Period) -> bool:
    """Whether a row of ``composition/composition`` (``from_month``, ``to_month``) holds for all months of the period."""
    return (not row["from_month"] or periods.month_ordinal(row["from_month"]) <= period.first) and (
        not row["to_month"] or period.last <= periods.month_ordinal(row["to_month"])
    )


def _rows_holding(rows: list[dict], first: int, width: int) -> int:
    """How many rows of the composition hold in the ``width`` months from ``first`` on."""
    span = periods.Period("", "", first, first + width - 1)
    return sum(holds(row, span) for row in rows)


def _is_missing(gaps: list[dict], category: str, area: str, period: periods.Period) -> bool:
    return any(
        gap["category"] in ("", "*", category)
        and gap["area_code"] in ("", "*", area)
        and periods.month_ordinal(gap["from_month"]) <= period.last
        and period.first <= periods.month_ordinal(gap["to_month"])
        for gap in gaps
    )


def spliced(parts: list[Tiles]) -> Tiles:
    """Tiles of several sources as one, of one width: each source where the composition lets it hold, under the newest extract's name.

    Raises ValueError when their widths differ, or when two hold the same months: that would count them twice.
    """
    widths = {part.width for part in parts}
    if len(widths) != 1:
        raise ValueError(f"sources that follow each other have periods of one length, not of {sorted(widths)} months")
    values: dict[str, dict[int, float]] = {}
    for part in parts:
        for area, of_area in part.values.items():
            held = values.setdefault(area, {})
            if held.keys() & of_area.keys():
                month = periods.month_text(min(held.keys() & of_area.keys()))
                raise ValueError(f"two sources hold {month} of {area}: the composition must say where one ends")
            held.update(of_area)
    newest = max(parts, key=lambda part: part.extract.removeprefix("to-"))
    return Tiles(newest.source, newest.extract, newest.width, values)


def with_sums(tiles: Tiles, members: Mapping[str, tuple[str, ...]]) -> Tiles:
    """The tiles, and for each area of ``members`` that has none of its own the sum of its members, where all of them are held."""
    values = dict(tiles.values)
    for whole, parts in members.items():
        if whole in values or not all(part in values for part in parts):
            continue
        months = set.intersection(*(set(values[part]) for part in parts))
        values[whole] = {month: sum(values[part][month] for part in parts) for month in months}
    return Tiles(tiles.source, tiles.extract, tiles.width, values)


def window_ends(first: int, last: int, width: int) -> Iterator[periods.Period]:
    """The windows within the months from ``first`` to ``last`` of counts that come in stretches of ``width`` months.

    Quarters and rolling 12 months at quarter ends where months or quarters are published, and financial years.
    """
    for end in range(first, last + 1):
        if not periods.is_quarter_end(end):
            continue
        candidates = []
        if width <= WIDTHS[periods.QUARTER]:
            candidates += [periods.quarter_of(end), periods.rolling_year(end)]
        year = periods.financial_year(periods.financial_year_of(end))
        if year.last == end:
            candidates.append(year)
        yield from (period for period in candidates if period.first >= first)
