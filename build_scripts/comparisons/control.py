"""Control charts of the whole force's series: discrete months of one span, adjusted for their days and season.

The season is told by five years, or by the span where that is longer: months before a break have the same season, if another level.
A span begins after the last break in the series, or where a later month is declared from which limits are to be set anew
(``registers/control-baselines``). Limits rest on its first year and stay there: neither a new month nor an older one dropped moves them.
"""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts import periods
from build_scripts.indicators.breaks import Break, dividing
from build_scripts.indicators.series import MonthlySeries
from build_scripts.packages.reading import Instance
from build_scripts.statistics.control_charts import ControlChart, TooRareForChart, control_chart
from build_scripts.statistics.series import DiscreteSeries, Point, seasonally_adjusted

BASELINE_MONTHS = 12
FEWEST_MONTHS = 24
MONTHS_OF_SEASON = 60
# Fewer years than these tell a season roughly.
MONTHS_OF_A_SURE_SEASON = 36
PACKAGE, RESOURCE = "registers", "control-baselines"


@dataclass(frozen=True)
class Baseline:
    """A declared month (its ordinal) from which an indicator's limits are set anew, and why."""

    indicator: str
    first_month: int
    reason: str


@dataclass(frozen=True)
class SpanChart:
    """A control chart of one span. ``reason`` says why the span begins where it does; empty where the series begins there.

    ``months_of_season`` is how many months the season was told by.
    """

    chart: ControlChart
    reason: str
    months_of_season: int


def read_baselines(instance: Instance) -> tuple[Baseline, ...]:
    """The declared baselines of ``registers/control-baselines``; none where the instance has no such register."""
    if not instance.has(PACKAGE, RESOURCE):
        return ()
    rows = instance.table(PACKAGE, RESOURCE).to_dict("records")
    return tuple(Baseline(row["indicator"], periods.month_ordinal(row["first_month"]), row["reason"]) for row in rows)


def control_chart_of(
    series: MonthlySeries, area_code: str, direction: str, breaks: tuple[Break, ...], baselines: tuple[Baseline, ...] = ()
) -> SpanChart | None:
    """The control chart of one area of a series; None where too few months or too few events stand behind it.

    ``direction`` ``narrow`` has no chart of counts. Raises nothing for rare events: they have none either.
    """
    if direction == "narrow":
        return None
    last = series.first_month + series.values.shape[1] - 1
    beginnings = _beginnings(series, area_code, last, breaks, baselines)
    first, reason = beginnings[-1] if beginnings else (series.first_month, "")
    span = _months(series, area_code, first)
    if len(span.points) < FEWEST_MONTHS:
        return None
    since = max(series.first_month, min(first, last - MONTHS_OF_SEASON + 1))
    history = _months(series, area_code, since)
    adjusted = seasonally_adjusted(span, history, [month for month, _ in beginnings if month > since])
    try:
        return SpanChart(control_chart(adjusted, direction, baseline=BASELINE_MONTHS), reason, len(history.points))
    except TooRareForChart:
        return None


def _months(series: MonthlySeries, area_code: str, first: int) -> DiscreteSeries:
    """The counts held from the month ``first`` on."""
    counts = series.row(area_code)[first - series.first_month :]
    points = (Point(periods.month(first + index), float(count)) for index, count in enumerate(counts) if count == count)
    return DiscreteSeries(tuple(points), periods.MONTH)


def _beginnings(
    series: MonthlySeries, area_code: str, last: int, breaks: tuple[Break, ...], baselines: tuple[Baseline, ...]
) -> list[tuple[int, str]]:
    """The months up to ``last`` at which a span begins within the series, in order, and why each does."""
    own = dividing(breaks, indicator=series.indicator, source=series.source, area_code=area_code)
    known = {one.first_month_after: one.title for one in own}
    known |= {one.first_month: one.reason for one in baselines if one.indicator == series.indicator}
    return sorted((month, why) for month, why in known.items() if series.first_month < month <= last)
