"""Outcome rates: outcomes recorded in a window for every 100 offences recorded in it (``method``, section 3.7).

The outcomes are not a part of the offences, so a rate may pass 100 and is no share. The two sides may come from two sources, and be
published by month, quarter or year; a window has a rate where both sides can be added up over it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from build_scripts import tables
from build_scripts.indicators.extracts import newest_first
from build_scripts.indicators.series import MonthlySeries
from build_scripts.indicators.windows import WIDTHS, Tiles, spliced, tiles_of_readings, tiles_of_series, window_ends, with_sums
from build_scripts.packages.reading import Instance
from build_scripts.statistics.ratios import outcome_rate_interval

MEASURE = "outcome-rate"
NUMERATOR, DENOMINATOR = "numerator", "denominator"
PER = 100.0


def outcome_rate_observations(
    instance: Instance,
    readings: pd.DataFrame,
    series: list[MonthlySeries] | tuple[MonthlySeries, ...],
    provisional: Mapping[str, int],
) -> list[pd.DataFrame]:
    """Observations (schema ``tables.OBSERVATIONS``) of every component that the composition makes of outcomes and offences.

    ``series`` are the monthly series of the instance: sides that are published by month are taken from them. Where a side comes in several
    extracts the newest is used, and an observation bears the extract of its outcomes. ``provisional`` has the months for which
    the figures of each source are provisional.
    """
    composition = instance.table("composition", "composition")
    composition = composition[(composition["measure"] == MEASURE) & composition["role"].isin([NUMERATOR, DENOMINATOR])]
    gaps = instance.table("registers", "gaps-in-series")
    members = members_of_areas(instance)
    parts = []
    for (indicator, component), rows in composition.groupby(["indicator", "component"], sort=True):
        own = [one for one in series if (one.indicator, one.component, one.measure) == (indicator, component, MEASURE)]
        outcomes, offences = (
            _side(rows[rows["role"] == role], [one for one in own if one.role == role], readings, gaps, members)
            for role in (NUMERATOR, DENOMINATOR)
        )
        if outcomes is not None and offences is not None:
            named = {"indicator": indicator, "component": component}
            parts.append(tables.from_rows([row | named for row in _rows(outcomes, offences, provisional)], tables.OBSERVATIONS))
    return [part for part in parts if len(part)]


def members_of_areas(instance: Instance) -> Mapping[str, tuple[str, ...]]:
    """The areas that are sums of others, as lists of forces declare them (``part_of``)."""
    members: dict[str, list[str]] = {}
    for package in instance.packages.values():
        if not instance.has(package.name, "forces"):
            continue
        for area, whole in instance.table(package.name, "forces")[["area_code", "part_of"]].itertuples(index=False):
            if whole:
                members.setdefault(whole, []).append(area)
    return {whole: tuple(parts) for whole, parts in members.items()}


def _side(
    rows: pd.DataFrame, series: list[MonthlySeries], readings: pd.DataFrame, gaps: pd.DataFrame, members: Mapping[str, tuple[str, ...]]
) -> Tiles | None:
    """The outcomes, or the offences, of a component: the newest extract of each source, joined where there are several."""
    parts = []
    for source, of_source in rows.groupby("source", sort=True):
        tiles = _newest(source, of_source, series, readings, gaps)
        if tiles is not None:
            parts.append(with_sums(tiles, members))
    return spliced(parts) if parts else None


def _newest(source: str, rows: pd.DataFrame, series: list[MonthlySeries], readings: pd.DataFrame, gaps: pd.DataFrame) -> Tiles | None:
    monthly = {one.extract: one for one in series if one.source == source}
    if monthly:
        return tiles_of_series(monthly[newest_first(monthly)[0]])
    held = readings[(readings["source"] == source) & readings["category"].isin(rows["category"]) & (readings["group_type"] == "")]
    held = held[held["period_type"].isin(WIDTHS)]
    if held.empty:
        return None
    newest = newest_first(held["extract"])[0]
    return tiles_of_readings(held[held["extract"] == newest], rows, gaps)


def _rows(outcomes: Tiles, offences: Tiles, provisional: Mapping[str, int]) -> Iterator[dict]:
    for area in sorted(outcomes.values.keys() & offences.values.keys()):
        of_outcomes, of_offences = outcomes.span(area), offences.span(area)
        if of_outcomes is None or of_offences is None:
            continue
        first, last = max(of_outcomes[0], of_offences[0]), min(of_outcomes[1], of_offences[1])
        provisional_after = of_outcomes[1] - provisional[outcomes.source]
        for period in window_ends(first, last, max(outcomes.width, offences.width)):
            numerator, denominator = outcomes.total(area, period), offences.total(area, period)
            known = not np.isnan(numerator) and denominator > 0
            interval = outcome_rate_interval(numerator, denominator)
            yield {
                "measure": MEASURE,
                "area_code": area,
                "period": period.text,
                "period_start": period.start.isoformat(),
                "period_end": period.end.isoformat(),
                "period_type": period.type,
                "extract": outcomes.extract,
                "value": PER * numerator / denominator if known else np.nan,
                "numerator": numerator,
                "denominator": denominator,
                "months_present": float(len(period.months)) if known else np.nan,
                "lower_95": PER * interval.lower,
                "upper_95": PER * interval.upper,
                "flags": "p" if period.last > provisional_after else "",
                "reason": "" if known else "incomplete-window",
            }
