"""All observations of an instance: each component by the kind of its composition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from build_scripts import periods, tables
from build_scripts.indicators.counts import count_observations
from build_scripts.indicators.extracts import extract_date
from build_scripts.indicators.gaps import gap_observations, gap_series
from build_scripts.indicators.outcome_rates import outcome_rate_observations
from build_scripts.indicators.percentages import percentage_observations
from build_scripts.indicators.pooled_percentages import pooled
from build_scripts.indicators.population import Population, read_population
from build_scripts.indicators.printed import printed_observations
from build_scripts.indicators.printed_gaps import printed_gap_observations
from build_scripts.indicators.rate_ratios import rate_ratio_observations
from build_scripts.indicators.series import MonthlySeries, monthly_series
from build_scripts.indicators.surveys import survey_design, survey_of
from build_scripts.packages.reading import Instance, read_readings


@dataclass(frozen=True)
class Observed:
    """What the indicators room hands on.

    ``observations`` holds every observation (schema ``tables.OBSERVATIONS``), ``series`` the monthly counts behind those that are counts.
    """

    observations: pd.DataFrame
    series: tuple[MonthlySeries, ...]
    population: Population


def setting(instance: Instance, name: str) -> str:
    """A setting of the instance. Raises KeyError when it is not set."""
    settings = instance.table("instance", "settings")
    return dict(zip(settings["setting"], settings["value"], strict=True))[name]


def constant(instance: Instance, name: str) -> float:
    """A declared constant. Raises KeyError when the register has none of that name."""
    constants = instance.table("registers", "constants")
    return float(dict(zip(constants["constant"], constants["value"], strict=True))[name])


def observe(instance: Instance, told_by_extracts: Mapping[str, int] | None = None) -> Observed:
    """Compute every observation that the instance's packages can feed.

    ``told_by_extracts`` has the months for which the figures of a source are provisional where its extracts tell; of other sources the
    register says.
    """
    force_area = setting(instance, "police_force_area")
    readings = read_readings(instance)
    population = read_population(instance, force_area)
    declared = instance.table("sources", "sources").set_index("source")["provisional_months"].to_dict()
    provisional = {source: int(months) for source, months in (declared | dict(told_by_extracts or {})).items()}
    areas = instance.table("areas", "areas")
    central = dict.fromkeys(areas.loc[areas["central"], "area_code"], "resident-rate")
    parts = []
    held = list(monthly_series(instance, readings, force_area))
    for series in held:
        if series.role == "count":
            newer_from = covered_by_newer_from(series, held)
            parts.append(count_observations(series, population, force_area, provisional[series.source], central, newer_from))
    percentages = _percentages(instance, readings, force_area)
    parts.extend(percentages)
    levels = pd.concat(percentages) if percentages else tables.empty(tables.OBSERVATIONS)
    parts.extend(gap_observations(levels, gap) for gap in gap_series(instance))
    parts.extend(outcome_rate_observations(instance, readings, held, provisional))
    parts.extend(rate_ratio_observations(instance, readings))
    parts.append(printed_observations(instance, force_area))
    parts.append(printed_gap_observations(instance, force_area))
    observations = pd.concat(parts, ignore_index=True) if parts else tables.empty(tables.OBSERVATIONS)
    return Observed(tables.check(observations, tables.OBSERVATIONS), tuple(held), population)


def covered_by_newer_from(series: MonthlySeries, held: list[MonthlySeries]) -> int | None:
    """The first month from which a newer extract covers the same component; None where none does."""
    newer = [
        one.first_month
        for one in held
        if (one.indicator, one.component, one.role, one.source) == (series.indicator, series.component, series.role, series.source)
        and extract_date(one.extract) > extract_date(series.extract)
    ]
    return min(newer) if newer else None


def _percentages(instance: Instance, readings: pd.DataFrame, force_area: str) -> list[pd.DataFrame]:
    composition = instance.table("composition", "composition")
    parts = []
    taken = composition[(composition["role"] == "percentage") & (composition["measure"] == "percentage")]
    for row in taken.to_dict("records"):
        chosen = readings[(readings["source"] == row["source"]) & (readings["category"] == row["category"])]
        if row["extract"]:
            chosen = chosen[chosen["extract"] == row["extract"]]
        if row["from_month"]:
            first = periods.month_ordinal(row["from_month"])
            chosen = chosen[[periods.parse_as(p, t).last >= first for p, t in zip(chosen["period"], chosen["period_type"], strict=True)]]
        if not chosen.empty:
            design = survey_design(instance, survey_of(row))
            published = percentage_observations(chosen, row["indicator"], row["component"], row["measure"], design, force_area)
            parts.extend([published, pooled(published)])
    return [part for part in parts if len(part)]
