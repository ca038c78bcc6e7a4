"""Gaps between groups and everybody that are known only as a document prints them: whole percentage points, without numbers asked.

Which tables print them is declared in ``composition/printed-gaps``. The result of everybody is printed in whole per cents and the gap is
taken from rounded results, so the level of a group is known to half a point and a gap to one (``method``, section 3.6). The interviews
with a group are the survey's yearly sample times the share of the group (``indicators/groups``): an assumption, flagged ``assumed-base``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from build_scripts import periods, tables
from build_scripts.indicators.groups import Group, read_groups
from build_scripts.indicators.percentages import PERCENT
from build_scripts.indicators.printed import AS_PRINTED, DERIVED, NOTHING, ROUNDED
from build_scripts.indicators.surveys import survey_design
from build_scripts.packages.reading import Instance
from build_scripts.statistics import proportions
from build_scripts.statistics.results import Interval, TestResult
from build_scripts.statistics.rounded_gaps import rounded_group_in_total, rounded_ratio_to_total

PACKAGE, RESOURCE = "composition", "printed-gaps"
GAP, LEVEL, RATIO = "gap", "percentage", "ratio"
ASSUMED = ("assumed-base", "assumed-deff")


@dataclass(frozen=True)
class PrintedChange:
    """How a gap moved as a document prints it: the transcribed row, the earlier period, the change in percentage points."""

    row_id: str
    rule: str
    base_period: periods.Period
    change: float


@dataclass(frozen=True)
class PrintedGap:
    """One cell of a table of gaps, with the result of everybody beside it.

    ``value`` is the gap in percentage points, ``total`` the result of everybody in per cent, both as printed. ``total_sample`` are the
    survey's interviews of the period, ``sample`` those taken to be with the group (null where its share is not declared). ``indicator`` is
    the one to which the gap belongs, ``levels_indicator`` that of the percentages.
    """

    indicator: str
    levels_indicator: str
    area_code: str
    group_type: str
    group: str
    declared: Group | None
    period: periods.Period
    extract: str
    value: float
    total: float
    total_sample: float
    design_effect: float
    change: PrintedChange | None
    package: str
    resource: str
    row_id: str
    results: str
    result_row_id: str
    changes: str

    @property
    def level(self) -> float:
        """The percentage of the group: the result of everybody and the gap together."""
        return self.total + self.value

    @property
    def sample(self) -> float:
        """Interviews taken to be with the group; null where its share is not declared."""
        return self.total_sample * self.declared.share if self.declared else NOTHING

    @property
    def flags(self) -> tuple[str, ...]:
        """The flags that it carries wherever it is shown."""
        return (AS_PRINTED, ROUNDED, *(ASSUMED if self.declared else ()))

    def tested(self, base_factor: float = 1.0, design_effect: float | None = None) -> TestResult:
        """The gap against nought, as a share of one; with every group's interviews ``base_factor`` times those assumed.

        ``design_effect`` takes the place of the assumed one. Raises ValueError where the share of the group is not declared.
        """
        if self.declared is None:
            raise ValueError(f"the share of {self.group_type} {self.group} is not declared")
        effect = design_effect or self.design_effect
        effective, total = self.sample * base_factor / effect, self.total_sample / effect
        return rounded_group_in_total(self.level / PERCENT, effective, self.total / PERCENT, total, 1 / PERCENT)


def read_printed_gaps(instance: Instance, force_area: str) -> tuple[PrintedGap, ...]:
    """Every printed gap that the composition declares, question by question, groups in the order in which they are listed.

    None where none are declared. Raises KeyError when a declared table or the result of a question is not there.
    """
    if not instance.has(PACKAGE, RESOURCE):
        return ()
    return tuple(gap for row in instance.table(PACKAGE, RESOURCE).to_dict("records") for gap in _of_question(instance, row, force_area))


def gap_tables(instance: Instance, indicator: str) -> list[tuple[str, str, str]]:
    """The package, resource and document (as an extract) of every table behind the printed gaps or levels of groups of an indicator."""
    if not instance.has(PACKAGE, RESOURCE):
        return []
    return [
        (row["package"], row[name], row["extract"])
        for row in instance.table(PACKAGE, RESOURCE).to_dict("records")
        if indicator in (row["indicator"], row["levels_indicator"])
        for name in ("resource", "results", "changes")
        if row[name]
    ]


def _of_question(instance: Instance, declaration: dict, force_area: str) -> Iterator[PrintedGap]:
    design = survey_design(instance, declaration["survey"])
    groups = read_groups(instance, declaration["survey"])
    order = {key: position for position, key in enumerate(groups)}
    question = declaration["levels_indicator"]
    results = {
        (row["indicator"], row["area_code"], row["period"]): row
        for row in instance.table(declaration["package"], declaration["results"]).to_dict("records")
    }
    changes = _changes(instance, declaration)
    table = instance.table(declaration["package"], declaration["resource"])
    cells = table[table["indicator"] == question].to_dict("records")
    for row in sorted(cells, key=lambda cell: order.get((cell["group_type"], cell["group"]), len(order))):
        key = (row["group_type"], row["group"])
        result = results[question, row["area_code"], row["period"]]
        period = periods.parse(row["period"])
        sample = design.sample(row["area_code"] == force_area, period)
        yield PrintedGap(
            indicator=declaration["indicator"],
            levels_indicator=question,
            area_code=row["area_code"],
            group_type=row["group_type"],
            group=row["group"],
            declared=groups.get(key) if sample is not None else None,
            period=period,
            extract=declaration["extract"],
            value=float(row["gap"]),
            total=float(result["value"]),
            total_sample=NOTHING if sample is None else sample,
            design_effect=design.design_effect,
            change=changes.get((*key, row["period"])),
            package=declaration["package"],
            resource=declaration["resource"],
            row_id=row["row_id"],
            results=declaration["results"],
            result_row_id=result["row_id"],
            changes=declaration["changes"],
        )


def _changes(instance: Instance, declaration: dict) -> dict[tuple[str, str, str], PrintedChange]:
    """The printed changes of a question's gaps that have a size, by kind of group, group and period."""
    if not declaration["changes"]:
        return {}
    table = instance.table(declaration["package"], declaration["changes"])
    own = table[
        (table["indicator"] == declaration["levels_indicator"])
        & (table["measure"] == GAP)
        & (table["group"] != "")
        & table["change"].notna()
        & (table["base_period"] != "")
    ]
    return {
        (row["group_type"], row["group"], row["period"]): PrintedChange(
            row["row_id"], row["comparison"], periods.parse(row["base_period"]), float(row["change"])
        )
        for row in own.to_dict("records")
    }


def printed_gap_observations(instance: Instance, force_area: str) -> pd.DataFrame:
    """The printed gaps as observations (schema ``tables.OBSERVATIONS``), all flagged ``as-printed``.

    For each cell the gap, the level of the group (flag ``e``: it follows from two printed figures) and its ratio to the result of
    everybody; where a change is printed, the earlier gap that it gives (flag ``e``), without an interval, for no earlier level is printed.
    """
    rows = [row for gap in read_printed_gaps(instance, force_area) for row in _observations(gap)]
    return tables.from_rows(rows, tables.OBSERVATIONS)


def _observations(gap: PrintedGap) -> Iterator[dict]:
    derived = " ".join([*gap.flags, DERIVED])
    level = _row(gap, gap.levels_indicator, LEVEL, gap.level, derived)
    own = _row(gap, gap.indicator, GAP, gap.value, " ".join(gap.flags))
    ratio = _row(gap, gap.levels_indicator, RATIO, gap.level / gap.total, derived)
    if gap.declared is not None:
        effective, total = gap.sample / gap.design_effect, gap.total_sample / gap.design_effect
        asked = {"n": gap.sample, "n_eff": effective}
        level |= asked | _interval(proportions.wilson(gap.level / PERCENT, effective), PERCENT)
        own |= asked | _interval(gap.tested().interval, PERCENT)
        times = rounded_ratio_to_total(gap.level / PERCENT, effective, gap.total / PERCENT, total, 1 / PERCENT)
        ratio |= asked | _interval(times, 1.0)
    yield from (level, own, ratio)
    if gap.change is not None:
        flags = " ".join([AS_PRINTED, ROUNDED, DERIVED])
        yield _row(gap, gap.indicator, GAP, gap.value - gap.change.change, flags, gap.change.base_period)


def _row(gap: PrintedGap, indicator: str, measure: str, value: float, flags: str, period: periods.Period | None = None) -> dict:
    period = period or gap.period
    return {
        "indicator": indicator,
        "measure": measure,
        "area_code": gap.area_code,
        "group_type": gap.group_type,
        "group": gap.group,
        "period": period.text,
        "period_start": period.start.isoformat(),
        "period_end": period.end.isoformat(),
        "period_type": period.type,
        "extract": gap.extract,
        "value": value,
        "months_present": float(len(period.months)),
        "flags": flags,
    }


def _interval(interval: Interval, scale: float) -> dict[str, float]:
    return {"lower_95": float(interval.lower) * scale, "upper_95": float(interval.upper) * scale}
