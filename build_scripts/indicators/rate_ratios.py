"""Rate ratios: the rate of one group over that of another, ``(a / Pa) / (b / Pb)`` (``method``, section 3.6).

What is counted comes from the composition (role ``numerator``), the people of each group too (role ``denominator``), and which group stands
over which from the table ``ratios`` of the same package. The interval covers chance in the counts; that the populations, and whose word
the ethnicity is, matter far more is said in words and shown by components on another basis.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from build_scripts import periods, tables
from build_scripts.indicators.extracts import newest_first
from build_scripts.indicators.population import midpoint
from build_scripts.indicators.windows import WIDTHS, Tiles, spliced, tiles_of_readings, window_ends
from build_scripts.packages.reading import Instance
from build_scripts.statistics.ratios import rate_ratio

MEASURE = "ratio"
NUMERATOR, DENOMINATOR = "numerator", "denominator"


def rate_ratio_observations(instance: Instance, readings: pd.DataFrame) -> list[pd.DataFrame]:
    """Observations (schema ``tables.OBSERVATIONS``) of every ratio that ``composition/ratios`` declares.

    ``numerator`` and ``denominator`` are what was counted of the group and of the base group, ``population_year`` the year of the people
    both are divided by; the flag ``e`` says that it is not the year of the window's middle. Of each source the newest extract is used.
    """
    if not instance.has("composition", "ratios"):
        return []
    composition = instance.table("composition", "composition")
    composition = composition[composition["measure"] == MEASURE]
    gaps = instance.table("registers", "gaps-in-series")
    parts = []
    for ratio in instance.table("composition", "ratios").to_dict("records"):
        rows = composition[(composition["indicator"] == ratio["indicator"]) & (composition["component"] == ratio["component"])]
        observed = list(_rows(ratio, rows, readings, gaps))
        parts.append(tables.from_rows(observed, tables.OBSERVATIONS))
    return [part for part in parts if len(part)]


def _rows(ratio: dict, rows: pd.DataFrame, readings: pd.DataFrame, gaps: pd.DataFrame) -> Iterator[dict]:
    area, names = ratio["area_code"], (ratio["group"], ratio["base_group"])
    group, base = (_counted(ratio, name, rows[rows["role"] == NUMERATOR], readings, gaps) for name in names)
    people, base_people = (_people(ratio, name, rows[rows["role"] == DENOMINATOR], readings) for name in names)
    spans = [span for tiles in (group, base) if tiles and (span := tiles.span(area))]
    if group is None or base is None or len(spans) < len(names) or people.keys() != base_people.keys() or not people:
        return
    first, last = max(span[0] for span in spans), min(span[1] for span in spans)
    for period in window_ends(first, last, group.width):
        events, base_events = group.total(area, period), base.total(area, period)
        row = {
            "indicator": ratio["indicator"],
            "component": ratio["component"],
            "measure": MEASURE,
            "area_code": area,
            "period": period.text,
            "period_start": period.start.isoformat(),
            "period_end": period.end.isoformat(),
            "period_type": period.type,
            "extract": group.extract,
            "numerator": events,
            "denominator": base_events,
        }
        if np.isnan(events) or np.isnan(base_events) or base_events == 0:
            yield row | {"reason": "incomplete-window"}
            continue
        year = _year_of(period, people)
        tested = rate_ratio(events, people[year], base_events, base_people[year])
        yield row | {
            "value": tested.estimate,
            "lower_95": tested.interval.lower,
            "upper_95": tested.interval.upper,
            "population_year": float(year),
            "months_present": float(len(period.months)),
            "flags": "" if year == midpoint(period).year else "e",
        }


def _of_group(ratio: dict, group: str, readings: pd.DataFrame) -> pd.DataFrame:
    """The readings of a group in the areas that stand for the ratio's area, under that area's code."""
    areas = ratio["source_areas"].split()
    chosen = readings["area_code"].isin(areas) & (readings["group_type"] == ratio["group_type"]) & (readings["group"] == group)
    return readings[chosen].assign(area_code=ratio["area_code"])


def _counted(ratio: dict, group: str, rows: pd.DataFrame, readings: pd.DataFrame, gaps: pd.DataFrame) -> Tiles | None:
    own = _of_group(ratio, group, readings)
    own = own[own["period_type"].isin(WIDTHS)]
    parts = []
    for source, of_source in rows.groupby("source", sort=True):
        held = own[(own["source"] == source) & own["category"].isin(of_source["category"])]
        if len(held):
            newest = newest_first(held["extract"])[0]
            tiles = tiles_of_readings(held[held["extract"] == newest], of_source, gaps)
            parts += [tiles] if tiles else []
    return spliced(parts) if parts else None


def _people(ratio: dict, group: str, rows: pd.DataFrame, readings: pd.DataFrame) -> dict[int, float]:
    """Residents of the group by year."""
    own = _of_group(ratio, group, readings)
    own = own[own["source"].isin(rows["source"]) & own["category"].isin(rows["category"])]
    return {periods.parse(period).first // 12: float(value) for period, value in zip(own["period"], own["value"], strict=True)}


def _year_of(period: periods.Period, people: dict[int, float]) -> int:
    """The year of the population for a window: that of its middle, else the last before it, else the first held."""
    year = midpoint(period).year
    before = [held for held in people if held <= year]
    return max(before) if before else min(people)
