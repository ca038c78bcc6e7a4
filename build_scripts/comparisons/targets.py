"""Comparisons under the rule ``target``: the year in which a plan ends with the year that it starts from.

A plan that wants a change by so many per cent is held against the change itself: the two financial years as rolling 12 months, by the
newest extract that covers both, with the same test, breaks and reasons as any other comparison of counts. Whether the change is the one
wanted is
for the reader of the target to say: no test bears on that, because every offence recorded is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from build_scripts import periods, tables
from build_scripts.comparisons.counts import CountContext, compare_pairing
from build_scripts.comparisons.rules import Pairing
from build_scripts.indicators.series import MonthlySeries, newest_covering
from build_scripts.packages.reading import Instance

RULE = "target"
RESOURCE = "targets"
CHANGE_PERCENT = "change-percent"


@dataclass(frozen=True)
class Wanted:
    """A change in per cent that a plan wants of a component, between two financial years."""

    indicator: str
    component: str
    pairing: Pairing


def wanted_changes(instance: Instance) -> Iterator[Wanted]:
    """Every target of every framework that names the year it starts from; each indicator, component and pair of years once."""
    told: set[Wanted] = set()
    for framework in instance.frameworks():
        if RESOURCE not in framework.resources:
            continue
        for row in instance.table(framework.name, RESOURCE).to_dict("records"):
            if row["target_kind"] != CHANGE_PERCENT or not row["base_period"]:
                continue
            period, base = (_as_rolling_year(row[name]) for name in ("period", "base_period"))
            wanted = Wanted(row["indicator"], row["component"], Pairing(RULE, period, base))
            if wanted not in told:
                told.add(wanted)
                yield wanted


def compare_targets(
    instance: Instance, series: Sequence[MonthlySeries], directions: Mapping[str, str], context: CountContext
) -> pd.DataFrame:
    """A comparison (schema ``tables.COMPARISONS``) for each wanted change of a count whose series covers both years: the whole force's."""
    parts = []
    for wanted in wanted_changes(instance):
        held = [one for one in series if one.role == "count" and (one.indicator, one.component) == (wanted.indicator, wanted.component)]
        newest = newest_covering(held, range(wanted.pairing.base.first, wanted.pairing.period.last + 1))
        if newest is not None:
            parts.append(compare_pairing(newest, wanted.pairing, directions.get(wanted.indicator, "not-judged"), context))
    return pd.concat(parts, ignore_index=True) if parts else tables.empty(tables.COMPARISONS)


def _as_rolling_year(year: str) -> periods.Period:
    """A financial year as the 12 months to its March, which is how a comparison names a year: ``2011-12`` alone would be a month."""
    return periods.rolling_year(periods.parse_as(year, periods.FINANCIAL_YEAR).last)
