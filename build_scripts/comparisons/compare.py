"""All comparisons of an instance, with the p-values of families adjusted and the verdicts that follow."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from build_scripts import tables
from build_scripts.comparisons.counts import CountContext, compare_counts
from build_scripts.comparisons.design_effects import plausible_design_effects
from build_scripts.comparisons.elsewhere import compare_elsewhere
from build_scripts.comparisons.gaps import compare_gaps
from build_scripts.comparisons.gaps_printed import EVERYBODY, compare_printed_gaps, with_clear_gaps
from build_scripts.comparisons.percentages import PercentageContext, compare_percentages
from build_scripts.comparisons.printed import compare_printed
from build_scripts.comparisons.ratios import MEASURES as RATIO_MEASURES
from build_scripts.comparisons.ratios import RatioContext, compare_ratio_measures
from build_scripts.comparisons.targets import compare_targets
from build_scripts.indicators.breaks import Break, read_breaks
from build_scripts.indicators.definitions import Framework
from build_scripts.indicators.gaps import gap_series
from build_scripts.indicators.observe import Observed, constant, covered_by_newer_from, setting
from build_scripts.indicators.printed import without_printed
from build_scripts.indicators.surveys import survey_design, survey_of
from build_scripts.packages.reading import Instance
from build_scripts.statistics import multiplicity

AREA_QUARTER_ENDS = 8
FALSE_DISCOVERY_RATE = 0.05


def directions(frameworks: list[Framework]) -> dict[str, str]:
    """The direction wanted of each indicator, by slug; the newest framework that has it decides."""
    wanted: dict[str, str] = {}
    for framework in frameworks:
        for indicator in framework.indicators:
            wanted.setdefault(indicator.slug, indicator.direction)
    return wanted


def compare(instance: Instance, observed: Observed, frameworks: list[Framework]) -> pd.DataFrame:
    """Every comparison (schema ``tables.COMPARISONS``); sentences are left empty for the statements."""
    wanted = directions(frameworks)
    areas = instance.table("areas", "areas")
    force_area = setting(instance, "police_force_area")
    breaks = read_breaks(instance)
    context = CountContext(
        force_area=force_area,
        boroughs=frozenset(areas.loc[(areas["kind"] == "borough") & areas["covered"], "area_code"]),
        unallocated=frozenset(areas.loc[areas["kind"] == "unallocated", "area_code"]),
        breaks=breaks,
        population=observed.population,
        small_base=constant(instance, "small-base"),
        unallocated_tolerance=constant(instance, "unallocated-tolerance"),
        area_ends=AREA_QUARTER_ENDS,
    )
    parts: list[pd.DataFrame] = []
    for series in observed.series:
        if series.role == "count":
            newer_from = covered_by_newer_from(series, list(observed.series))
            parts.append(compare_counts(series, wanted.get(series.indicator, "not-judged"), context, covered_from=newer_from))
    parts.append(compare_targets(instance, observed.series, wanted, context))
    parts.append(compare_elsewhere(instance, force_area))
    parts.append(compare_printed(instance, wanted, breaks, force_area))
    parts.append(compare_printed_gaps(instance, force_area))
    computed = replace(observed, observations=without_printed(observed.observations))
    parts.extend(_percentages(instance, computed, wanted, breaks, force_area))
    parts.extend(_gaps(instance, computed, wanted, breaks, force_area))
    parts.extend(_ratios(instance, computed, wanted, context))
    compared = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    return tables.check(with_clear_gaps(_adjusted(compared, force_area), FALSE_DISCOVERY_RATE), tables.COMPARISONS)


def _percentages(
    instance: Instance, observed: Observed, wanted: dict[str, str], breaks: tuple[Break, ...], force_area: str
) -> list[pd.DataFrame]:
    composition = instance.table("composition", "composition")
    made = {(row["indicator"], row["component"]): row for row in composition[composition["measure"] == "percentage"].to_dict("records")}
    parts: list[pd.DataFrame] = []
    percentages = observed.observations[observed.observations["measure"] == "percentage"]
    for (indicator, component, _), part in percentages.groupby(["indicator", "component", "extract"], sort=True):
        row = made[(indicator, component)]
        context = _percentage_context(instance, survey_of(row), breaks, force_area)
        parts.append(compare_percentages(part, row["source"], wanted.get(indicator, "not-judged"), context))
    return parts


def _gaps(instance: Instance, observed: Observed, wanted: dict[str, str], breaks: tuple[Break, ...], force_area: str) -> list[pd.DataFrame]:
    return [
        compare_gaps(
            observed.observations,
            gap,
            wanted.get(gap.indicator, "not-judged"),
            _percentage_context(instance, gap.survey, breaks, force_area),
        )
        for gap in gap_series(instance)
    ]


def _percentage_context(instance: Instance, survey: str, breaks: tuple[Break, ...], force_area: str) -> PercentageContext:
    return PercentageContext(
        force_area=force_area,
        breaks=breaks,
        design_effect=survey_design(instance, survey).design_effect,
        plausible=plausible_design_effects(instance),
        minimum_sample=constant(instance, "minimum-sample"),
        area_ends=AREA_QUARTER_ENDS,
    )


def _ratios(instance: Instance, observed: Observed, wanted: dict[str, str], counts: CountContext) -> list[pd.DataFrame]:
    composition = instance.table("composition", "composition")
    context = RatioContext(
        force_area=counts.force_area,
        areas=counts.boroughs | {counts.force_area},
        breaks=counts.breaks,
        small_base=counts.small_base,
        area_ends=counts.area_ends,
    )
    parts: list[pd.DataFrame] = []
    ratios = observed.observations[observed.observations["measure"].isin(RATIO_MEASURES)]
    for (indicator, component, measure, _), part in ratios.groupby(["indicator", "component", "measure", "extract"], sort=True):
        own = composition[["indicator", "component", "measure"]].eq([indicator, component, measure]).all(axis=1)
        sources = frozenset(composition.loc[own, "source"])
        parts.append(compare_ratio_measures(part, sources, wanted.get(indicator, "not-judged"), context))
    return parts


def _adjusted(compared: pd.DataFrame, force_area: str) -> pd.DataFrame:
    """Benjamini-Hochberg within a family: one measure, rule and period, all areas within the force (or all groups of a kind).

    Groups that are set against everybody are one family, of whatever kind they are: they are looked at together.
    """
    compared = compared.copy()
    single = (compared["area_code"] == force_area) & (compared["group_type"] == "")
    name = (
        compared["indicator"] + "/" + compared["component"] + "/" + compared["measure"] + "/" + compared["rule"] + "/" + compared["period"]
    )
    of_groups = np.where(compared["rule"] == EVERYBODY, "/groups", "/" + compared["group_type"])
    name = name + np.where(compared["group_type"] == "", "/areas", of_groups)
    compared["family"] = np.where(single | compared["p_value"].isna(), "", name)
    compared["p_adjusted"] = compared["p_value"]
    in_family = compared["family"] != ""
    families = compared["family"] + "/" + compared["base_period"] + "/" + compared["extract"]
    adjusted = multiplicity.benjamini_hochberg_within(compared["p_value"].to_numpy(), families.where(in_family, "").to_numpy())
    compared.loc[in_family, "p_adjusted"] = adjusted[in_family.to_numpy()]
    lost = (compared["family"] != "") & (compared["p_adjusted"] >= FALSE_DISCOVERY_RATE)
    judged = compared["verdict"].isin(["improving", "worsening", "rose", "fell"])
    compared.loc[lost & judged, "verdict"] = "no-clear-change"
    return compared
