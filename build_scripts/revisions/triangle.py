"""The revision triangle: what each extract of a source says of one period, the earliest extract first."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pandas as pd

from build_scripts import periods
from build_scripts.indicators.extracts import extract_date
from build_scripts.packages.reading import Instance

SERIES = ["indicator", "component", "measure", "source"]
PERIOD = [*SERIES, "period_type", "period"]
COLUMNS = [*PERIOD, "period_end", "extract", "months_after", "value"]
MEASURES = ("count", "percentage")
PERCENT = 100.0

Sources = Mapping[tuple[str, str, str], str]


def sources_of(instance: Instance) -> dict[tuple[str, str, str], str]:
    """The source of each (indicator, component, extract), as the composition states it; several are joined by spaces."""
    extracts = instance.table("sources", "extracts").groupby("source")["extract"].agg(list).to_dict()
    found: dict[tuple[str, str, str], set[str]] = {}
    for row in instance.table("composition", "composition").to_dict("records"):
        for extract in [row["extract"]] if row["extract"] else extracts.get(row["source"], []):
            found.setdefault((row["indicator"], row["component"], extract), set()).add(row["source"])
    return {key: " ".join(sorted(names)) for key, names in found.items()}


def triangle(observations: pd.DataFrame, force_area: str, sources: Sources) -> pd.DataFrame:
    """Counts and percentages of the whole force for every period that two or more extracts of one source hold.

    A row an extract, in order of the extract's date within a period. Columns: ``indicator, component, measure, source, period_type, period,
    period_end`` (date, text), ``extract, months_after`` (whole months from the period's end to the extract), ``value``. Boroughs are left
    out: extracts place offences in boroughs by different rules, so that a difference between them is no revision.
    """
    rows = observations[
        (observations["area_code"] == force_area)
        & (observations["group_type"] == "")
        & observations["measure"].isin(MEASURES)
        & observations["value"].notna()
    ]
    keys = zip(rows["indicator"], rows["component"], rows["extract"], strict=True)
    rows = rows.assign(source=[sources.get(key, "") for key in keys])
    rows = rows[rows["source"] != ""]
    rows = rows[rows.groupby(PERIOD)["extract"].transform("nunique") > 1]
    dates = {extract: extract_date(extract) for extract in rows["extract"].unique()}
    rows = rows.assign(
        months_after=[_months_after(end, dates[extract]) for end, extract in zip(rows["period_end"], rows["extract"], strict=True)],
        taken=rows["extract"].map(dates),
    )
    order = [*SERIES, "period_type", "period_end", "period", "taken"]
    return rows.sort_values(order, kind="stable", ignore_index=True)[COLUMNS]


def _months_after(period_end: str, taken: str) -> int:
    """Months from the month in which the period ends to that of the extract."""
    end = datetime.date.fromisoformat(period_end)
    return periods.month_ordinal(taken[:7]) - (end.year * 12 + end.month - 1)


def movements(held: pd.DataFrame) -> pd.DataFrame:
    """How each period of a triangle moved from its first extract to its latest.

    Columns: those of the period, ``extracts`` (how many), ``first_extract, first_value, latest_extract, latest_value, revision`` (per
    cents of the first value of a count, null where that is zero; percentage points of a percentage), ``revision_unit``.
    """
    grouped = held.groupby([*PERIOD, "period_end"], sort=False)
    moved = grouped.agg(
        extracts=("extract", "size"),
        first_extract=("extract", "first"),
        first_value=("value", "first"),
        latest_extract=("extract", "last"),
        latest_value=("value", "last"),
    ).reset_index()
    difference = moved["latest_value"] - moved["first_value"]
    relative = PERCENT * difference / moved["first_value"].where(moved["first_value"] != 0)
    of_counts = moved["measure"] == "count"
    return moved.assign(revision=relative.where(of_counts, difference), revision_unit=of_counts.map({True: "%", False: "pp"}))
