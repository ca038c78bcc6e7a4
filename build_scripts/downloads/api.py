"""The static API: one file an indicator, one an area of it, an index and the vocabularies.

The shape is a contract (``schema_version``): every key of a row is there, null where it has no value, but for the numbers behind a value,
which are left out where there are none. Values are unrounded. Which rows the files hold is said by ``selection``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from build_scripts import periods, tables, vocabulary
from build_scripts.downloads import files, selection
from build_scripts.indicators.breaks import Break
from build_scripts.indicators.definitions import Framework, Indicator
from build_scripts.indicators.printed import printed_tables
from build_scripts.indicators.printed_gaps import gap_tables
from build_scripts.packages.reading import Instance

SCHEMA_VERSION = "1.0"
OBSERVATION_COLUMNS = [name for name in tables.OBSERVATIONS.names if name != "indicator"]
COMPARISON_COLUMNS = [name for name in tables.COMPARISONS.names if name != "indicator"]
# The numbers behind a value: most measures have few of them, and nulls would be a fifth of a file.
BEHIND = frozenset(
    {
        *("numerator", "denominator", "n", "n_eff", "population_year", "months_present"),
        *("base_numerator", "base_denominator", "base_n", "unallocated_share", "base_unallocated_share", "phi", "deff"),
    }
)
# What a month's row says beyond the series it belongs to: its span is its name, and a count of one month has no parts.
MONTH_COLUMNS = ["component", "measure", "group_type", "group", "extract", "period", "value", "lower_95", "upper_95", "flags", "reason"]
AREA_TABLE_KEY = ["measure", "period_type", "extract", "period", "period_end"]


@dataclass(frozen=True)
class Published:
    """The tables that leave the scripts, and what describes them."""

    instance: Instance
    frameworks: tuple[Framework, ...]
    observations: pd.DataFrame
    comparisons: pd.DataFrame
    breaks: tuple[Break, ...]
    force_area: str


def published_indicators(frameworks: tuple[Framework, ...]) -> list[Indicator]:
    """The indicators that have a page and a file of their own: each measure once, in the newest framework that has it."""
    found: dict[str, Indicator] = {}
    for framework in frameworks:
        for indicator in framework.indicators:
            if not indicator.same_as:
                found.setdefault(indicator.slug, indicator)
    return list(found.values())


def indicator_head(published: Published, indicator: Indicator) -> dict:
    """What is said of an indicator before its rows."""
    framework = next(one for one in published.frameworks if one.slug == indicator.framework)
    composition = published.instance.table("composition", "composition")
    composition = composition[composition["indicator"] == indicator.slug]
    observed = published.observations[published.observations["indicator"] == indicator.slug]
    return {
        "schema_version": SCHEMA_VERSION,
        "id": indicator.slug,
        "title": indicator.title,
        "framework": framework.slug.removeprefix("framework-"),
        "tier": indicator.tier,
        "priority": indicator.priority,
        "basis": indicator.basis,
        "availability": indicator.availability,
        "kind": indicator.kind,
        "unit": indicator.unit,
        "direction": indicator.direction,
        "latest_period": latest_period(observed, published.force_area),
        "sources": [*_sources(published.instance, composition), *_documents(published.instance, indicator.slug)],
        "composition": files.records(composition.drop(columns=["indicator"])),
        "caveats": [
            text for text in (indicator.caveat, indicator.does_not_count, indicator.no_series_reason, indicator.missing_source) if text
        ],
        "breaks": [
            {
                "id": one.identifier,
                "date": one.date,
                "kind": one.kind,
                "bridged": one.bridged,
                "title": one.title,
                "explanation": one.explanation,
            }
            for one in published.breaks
            if "*" in one.indicators or indicator.slug in one.indicators
        ],
        "licence": "OGL-UK-3.0",
        "rounding": "Values are not rounded here; pages round half away from zero, once, when a figure is shown.",
    }


def latest_period(observed: pd.DataFrame, force_area: str) -> str | None:
    """The headline's period: the rolling 12 months (or the quarter, or the year) at the end of the latest complete quarter.

    Of a measure that has figures of groups alone it is theirs.
    """
    main = observed[(observed["component"] == "") & (observed["area_code"] == force_area) & observed["value"].notna()]
    everybody = main["group_type"] == ""
    main = main[everybody] if everybody.any() else main
    for period_type in (periods.ROLLING_YEAR, periods.QUARTER, periods.FINANCIAL_YEAR, periods.CALENDAR_YEAR, periods.MONTH):
        of_type = main[main["period_type"] == period_type]
        if period_type == periods.ROLLING_YEAR:
            of_type = of_type[[periods.is_quarter_end(periods.parse(text).last) for text in of_type["period"]]]
        if not of_type.empty:
            return str(of_type.sort_values("period_end")["period"].iloc[-1])
    return None


def _sources(instance: Instance, composition: pd.DataFrame) -> list[dict]:
    wanted = set(composition["source"])
    by_extract: dict[tuple[str, str], list[dict]] = {}
    for resource in instance.resources("readings"):
        role = resource.role
        if role["source"] in wanted:
            by_extract.setdefault((role["source"], role["extract"]), []).append(
                {"path": f"/data/{resource.package}/{resource.relative_path}", "sha256": resource.sha256}
            )
    return [{"id": source, "extract": extract, "resources": found} for (source, extract), found in sorted(by_extract.items())]


def _documents(instance: Instance, indicator: str) -> list[dict]:
    """The documents whose transcribed tables print figures of the indicator, with those tables."""
    by_extract: dict[str, dict[str, str]] = {}
    for package, name, extract in (*printed_tables(instance, indicator), *gap_tables(instance, indicator)):
        resource = instance.packages[package].resources[name]
        by_extract.setdefault(extract, {})[f"/data/{package}/{resource.relative_path}"] = resource.sha256
    return [
        {"id": f"report-{extract}", "extract": extract, "resources": [{"path": path, "sha256": found[path]} for path in sorted(found)]}
        for extract, found in sorted(by_extract.items())
    ]


def _payload(head: dict, observations: pd.DataFrame, comparisons: pd.DataFrame) -> bytes:
    return files.json_lines_bytes(
        head,
        {
            "observations": _rows(observations[OBSERVATION_COLUMNS]),
            "comparisons": _rows(comparisons[COMPARISON_COLUMNS]),
        },
    )


def _rows(table: pd.DataFrame) -> list[dict]:
    return [{name: cell for name, cell in row.items() if cell is not None or name not in BEHIND} for row in files.records(table)]


def area_head(head: dict, extracts: set[str]) -> dict:
    """The head of an area's file: of sources those of its extracts, without their files; of the composition the main series.

    Breaks are given without the explanation. All of it is in the indicator's file.
    """
    return head | {
        "sources": [source | {"resources": []} for source in head["sources"] if source["extract"] in extracts],
        "composition": [row for row in head["composition"] if row["component"] == ""],
        "breaks": [{key: value for key, value in one.items() if key != "explanation"} for one in head["breaks"]],
    }


def by_area(series: pd.DataFrame) -> pd.DataFrame:
    """The series of areas side by side: a row a measure, extract and period, a column an area (its code), empty where there is no value.

    Columns before the areas: ``measure, period_type, extract, period, period_end``.
    """
    wide = series.pivot(index=AREA_TABLE_KEY, columns="area_code", values="value")
    return wide.rename_axis(columns=None).reset_index().sort_values(["measure", "period_type", "extract", "period_end"], ignore_index=True)


def _ordered(table: pd.DataFrame) -> pd.DataFrame:
    keys = [
        name
        for name in ("component", "measure", "area_code", "group_type", "group", "extract", "rule", "period_type", "period_end", "period")
        if name in table
    ]
    return table.sort_values(keys, kind="stable")


def write_api(published: Published, out: Path) -> list[Path]:
    """Write the API below ``out`` (the site's root); returns the files that hold it."""
    root = out / "api" / "v1"
    written: list[Path] = []

    def put(path: Path, content: bytes) -> None:
        files.write_if_changed(path, content)
        written.append(path)

    indicators = published_indicators(published.frameworks)
    observations = dict(tuple(published.observations.groupby("indicator", sort=False)))
    comparisons = dict(tuple(published.comparisons.groupby("indicator", sort=False)))
    no_observations = tables.empty(tables.OBSERVATIONS)
    no_comparisons = tables.empty(tables.COMPARISONS)
    entries = []
    for indicator in indicators:
        observed = _ordered(observations.get(indicator.slug, no_observations))
        # A rate is given where a population is held: without one there is nothing to say that the count does not.
        observed = observed[observed["reason"] != "no-population"]
        compared = _ordered(comparisons.get(indicator.slug, no_comparisons))
        head = indicator_head(published, indicator)
        series = selection.force_series(observed, published.force_area)
        is_current = indicator.framework == published.frameworks[0].slug
        of_areas = selection.area_comparisons(compared, published.force_area, in_newest_plan=is_current)
        of_force = selection.force_comparisons(compared, published.force_area, in_newest_plan=is_current)
        is_month = selection.single_months(series)
        put(root / "indicators" / f"{indicator.slug}.json", _payload(head, series[~is_month], _ordered(pd.concat([of_force, of_areas]))))
        put(root / "indicators" / f"{indicator.slug}.csv", files.csv_bytes(series.loc[~is_month, tables.OBSERVATIONS.names]))
        if is_month.any():
            put(root / "indicators" / indicator.slug / "months.csv", files.csv_bytes(series.loc[is_month, MONTH_COLUMNS]))
        # Areas within the force have files for the measures of the newest framework. An area's own file holds its main series; its
        # components stand, at the latest, in the indicator's file.
        in_areas = selection.area_series(observed, published.force_area) if is_current else no_observations
        areas = sorted(set(in_areas["area_code"]))
        if areas:
            put(root / "indicators" / indicator.slug / "areas.csv", files.csv_bytes(by_area(in_areas)))
        area_rows = selection.compared_of_areas(in_areas)
        for area in areas:
            area_observations = area_rows[area_rows["area_code"] == area]
            area_comparisons = of_areas[(of_areas["area_code"] == area) & (of_areas["component"] == "")]
            extracts = {*area_observations["extract"], *area_comparisons["extract"]}
            put(
                root / "indicators" / indicator.slug / f"{area}.json",
                _payload(area_head(head, extracts), area_observations, area_comparisons),
            )
        entries.append(
            {
                key: head[key]
                for key in (
                    "id",
                    "title",
                    "framework",
                    "tier",
                    "priority",
                    "basis",
                    "availability",
                    "kind",
                    "unit",
                    "direction",
                    "latest_period",
                )
            }
            | {
                "url": f"/indicators/{indicator.slug}/",
                "json": f"/api/v1/indicators/{indicator.slug}.json",
                "csv": f"/api/v1/indicators/{indicator.slug}.csv",
                "areas": areas,
            }
        )
    put(
        root / "index.json",
        files.json_bytes(
            {
                "schema_version": SCHEMA_VERSION,
                "indicators": entries,
                "vocabularies": "/api/v1/vocabularies.json",
                "areas": "/api/v1/areas.json",
            }
        ),
    )
    put(root / "vocabularies.json", files.json_bytes({"schema_version": SCHEMA_VERSION, **vocabulary.published()}))
    put(
        root / "areas.json",
        files.json_bytes({"schema_version": SCHEMA_VERSION, "areas": files.records(published.instance.table("areas", "areas"))}),
    )
    return written
