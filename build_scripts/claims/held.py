"""What the data hold of a claim: its figure in every extract, from the observations or recounted from a source's categories."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from build_scripts import periods
from build_scripts.claims import recounts
from build_scripts.claims.ledger import Claim
from build_scripts.claims.recounts import Recount, ValueAt
from build_scripts.indicators.extracts import extract_date
from build_scripts.packages.reading import Instance


@dataclass(frozen=True)
class Held:
    """One series that a claim can be tested with, of one extract of one source."""

    source: str
    extract: str
    at: ValueAt


class FiguresHeld:
    """Finds, for a claim, every extract that holds its series."""

    def __init__(self, instance: Instance, observations: pd.DataFrame, claims: Iterable[Claim], force_area: str):
        self._observed = _observed(observations, claims)
        self._recounts = recounts.read(instance, force_area)
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
            yield Held(source, extract, _values_at(values))

    def _from_recounts(self, claim: Claim) -> Iterable[Held]:
        for one in self._recounts:
            if _fits(claim, one):
                yield Held(one.source, one.extract, one.at)


def _fits(claim: Claim, recount: Recount) -> bool:
    """Whether a recount is of what the claim measures: of everybody, of the whole subject, in its unit."""
    subject = claim.subject or ("" if claim.component else claim.indicator)
    unit = recount.is_share == (claim.measure == "percentage") and claim.measure != "rate"
    return recount.subject == subject and claim.group_type == "" and unit


def _values_at(values: dict[tuple[str, str], float]) -> ValueAt:
    return lambda area, period: values.get((area, _month_of(period)), np.nan)


def _month_of(period: str) -> str:
    """A day stands for its month: a series holds no days."""
    return period[:7] if period and periods.parse(period).type == periods.DATE else period


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


def _sources(instance: Instance) -> dict[tuple[str, str, str], str]:
    """The source behind an indicator's component in an extract."""
    composition = instance.table("composition", "composition")[["indicator", "component", "source"]].drop_duplicates()
    extracts = instance.table("sources", "extracts")[["source", "extract"]]
    pairs = composition.merge(extracts, on="source")
    return {(row.indicator, row.component, row.extract): row.source for row in pairs.itertuples(index=False)}
