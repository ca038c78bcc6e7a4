"""What the data hold of a claim: its figure in every extract, from the observations or recounted from a source's categories."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from build_scripts import periods
from build_scripts.claims.ledger import Claim, read_recounts
from build_scripts.indicators.extracts import extract_date
from build_scripts.indicators.series import MonthlySeries, monthly_series
from build_scripts.packages.reading import Instance, read_readings

COUNT_ROLE, PART_ROLE, WHOLE_ROLE = "count", "numerator", "denominator"
PERCENT = 100.0

# The value at an area and a period; null where it is not held.
ValueAt = Callable[[str, str], float]


@dataclass(frozen=True)
class Held:
    """One series that a claim can be tested with, of one extract of one source."""

    source: str
    extract: str
    at: ValueAt


class FiguresHeld:
    """Finds, for a claim, every extract that holds its series."""

    def __init__(self, instance: Instance, observations: pd.DataFrame, claims: Iterable[Claim], force_area: str):
        self._instance = instance
        self._observed = _observed(observations, claims)
        self._recounted = _recounted(instance, force_area)
        self._sources = _sources(instance)

    def of(self, claim: Claim) -> list[Held]:
        """Every extract that holds the claim's series, the earliest first; empty where none does."""
        found = {(one.source, one.extract): one for one in (*self._from_recounts(claim), *self._from_observations(claim))}
        return sorted(found.values(), key=lambda one: (extract_date(one.extract), one.source))

    def _from_observations(self, claim: Claim) -> Iterable[Held]:
        # An outcome rate is tested with the offences it is a rate of, which the claim names as its subject.
        thing = (claim.subject, "", "count") if claim.part_now == claim.part_now else (claim.indicator, claim.component, claim.measure)
        for extract, values in self._observed.get((*thing, claim.group_type, claim.group), {}).items():
            source = self._sources.get((*thing[:2], extract), "")
            yield Held(source, extract, lambda area, period, held=values: held.get((area, _month_of(period)), np.nan))

    def _from_recounts(self, claim: Claim) -> Iterable[Held]:
        for (source, extract), roles in self._recounted.get(claim.subject or claim.indicator, {}).items():
            shares = PART_ROLE in roles
            if _fits(claim, shares):
                yield Held(source, extract, _share(roles) if shares else _total(roles[COUNT_ROLE]))


def _fits(claim: Claim, shares: bool) -> bool:
    """Whether a recount of the claim's subject is of what the claim measures: everybody, the whole subject, in its unit."""
    of_a_part = claim.subject == "" and claim.component != ""
    return claim.group_type == "" and claim.measure != "rate" and not of_a_part and shares == (claim.measure == "percentage")


def _month_of(period: str) -> str:
    """A day stands for its month: a series holds no days."""
    return period[:7] if period and periods.parse(period).type == periods.DATE else period


def _total(series: MonthlySeries) -> ValueAt:
    return lambda area, period: series.total(area, periods.parse(period)) if area in series.areas else np.nan


def _share(roles: dict[str, MonthlySeries]) -> ValueAt:
    part, whole = _total(roles[PART_ROLE]), _total(roles[WHOLE_ROLE])
    return lambda area, period: PERCENT * part(area, period) / whole(area, period)


def _observed(observations: pd.DataFrame, claims: Iterable[Claim]) -> dict[tuple[str, ...], dict[str, dict[tuple[str, str], float]]]:
    """By indicator, component, measure and group: by extract, the value at each area and period."""
    claims = list(claims)
    areas = {area for claim in claims for area in (claim.area_code, claim.base_area)}
    wanted = {_month_of(period) for claim in claims for period in (claim.period, claim.base_period)}
    chosen = observations[observations["area_code"].isin(areas) & observations["period"].isin(wanted) & observations["value"].notna()]
    found: dict[tuple[str, ...], dict[str, dict[tuple[str, str], float]]] = {}
    for row in chosen.itertuples(index=False):
        key = (row.indicator, row.component, row.measure, row.group_type, row.group)
        found.setdefault(key, {}).setdefault(row.extract, {})[(row.area_code, row.period)] = float(row.value)
    return found


def _recounted(instance: Instance, force_area: str) -> dict[str, dict[tuple[str, str], dict[str, MonthlySeries]]]:
    """By subject, then by source and extract: the monthly counts of each role."""
    made_of = read_recounts(instance)
    readings = read_readings(instance)
    used = readings["source"].isin(set(made_of["source"])) & readings["category"].isin(set(made_of["category"]))
    found: dict[str, dict[tuple[str, str], dict[str, MonthlySeries]]] = {}
    for series in monthly_series(instance, readings[used], force_area, made_of):
        found.setdefault(series.indicator, {}).setdefault((series.source, series.extract), {})[series.role] = series
    return found


def _sources(instance: Instance) -> dict[tuple[str, str, str], str]:
    """The source behind an indicator's component in an extract."""
    composition = instance.table("composition", "composition")[["indicator", "component", "source"]].drop_duplicates()
    extracts = instance.table("sources", "extracts")[["source", "extract"]]
    pairs = composition.merge(extracts, on="source")
    return {(row.indicator, row.component, row.extract): row.source for row in pairs.itertuples(index=False)}
