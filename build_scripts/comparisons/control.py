"""Control charts of the whole force's series: discrete months since the last break, adjusted for their days and season.

Limits rest on the first year of the span shown and stay there; a break in the series starts a new span, so nothing is rebased unsaid.
"""

from __future__ import annotations

from build_scripts import periods
from build_scripts.indicators.breaks import Break, dividing
from build_scripts.indicators.series import MonthlySeries
from build_scripts.statistics.control_charts import ControlChart, TooRareForChart, control_chart
from build_scripts.statistics.series import DiscreteSeries, Point, seasonally_adjusted

BASELINE_MONTHS = 12
# The season of a month can be told from two years on; what is shown is the last four at most.
FEWEST_MONTHS = 24
MOST_MONTHS = 48


def control_chart_of(series: MonthlySeries, area_code: str, direction: str, breaks: tuple[Break, ...]) -> ControlChart | None:
    """The control chart of one area of a series; None where too few months or too few events stand behind it.

    ``direction`` ``narrow`` has no chart of counts. Raises nothing for rare events: they have none either.
    """
    if direction == "narrow":
        return None
    own = dividing(breaks, indicator=series.indicator, source=series.source, area_code=area_code)
    last = series.first_month + series.values.shape[1] - 1
    after = max((one.first_month_after for one in own if one.first_month_after <= last), default=series.first_month)
    first = max(after, series.first_month, last - MOST_MONTHS + 1)
    counts = series.row(area_code)[first - series.first_month :]
    points = tuple(Point(periods.month(first + index), float(count)) for index, count in enumerate(counts) if count == count)
    if len(points) < FEWEST_MONTHS:
        return None
    adjusted = seasonally_adjusted(DiscreteSeries(points, periods.MONTH))
    try:
        return control_chart(adjusted, direction, baseline=BASELINE_MONTHS)
    except TooRareForChart:
        return None
