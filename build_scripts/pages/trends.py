"""The trend chart of an indicator, drawn twice (for a desk and for a phone), and the table of the same numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from build_scripts import formats, periods
from build_scripts.charts import render, theme
from build_scripts.charts.trend import BreakMark, Trend, TrendPoint, trend_chart
from build_scripts.indicators.breaks import Break, dividing
from build_scripts.indicators.definitions import Indicator
from build_scripts.pages.content import Content
from build_scripts.statements.trends import trend_statement

MONTHS_IN_A_YEAR = 12


@dataclass(frozen=True)
class ShownTrend:
    """Mark-up and specification of a trend, with the rows of its table (period, value text, change text, banded or not)."""

    svg: Markup
    narrow_svg: Markup
    specification: dict
    title: str
    description: str
    rows: list[list[str]]
    flags: list[str]
    has_months: bool


def source_of(content: Content, indicator: str, component: str = "") -> str:
    """The source that feeds a component, the latest where several follow each other; empty where none does.

    Of a ratio it is the source of what is divided, not that of the divisor.
    """
    composition = content.instance.table("composition", "composition")
    found = composition[(composition["indicator"] == indicator) & (composition["component"] == component)]
    found = found[found["role"] != "denominator"].sort_values("from_month", kind="stable")["source"]
    return str(found.iloc[-1]) if len(found) else ""


def show_trend(content: Content, indicator: Indicator, area: str) -> ShownTrend | None:
    """The trend of an indicator in an area; None where fewer than two rolling values are known."""
    measure = indicator.measure
    rolling_rows = [row for row in content.observed(indicator.slug, measure=measure, area=area, period_type=periods.ROLLING_YEAR) if row["value"] == row["value"]]
    if len(rolling_rows) < 2:
        return None
    source = source_of(content, indicator.slug)
    breaks = dividing(content.breaks, indicator=indicator.slug, source=source, area_code=area)
    monthly_rows = content.observed(indicator.slug, measure=measure, area=area, period_type=periods.MONTH)
    rolling = []
    for row in rolling_rows:
        window = periods.parse(row["period"])
        rolling.append(TrendPoint(window.last, row["value"], any(one.lies_within(window.first, window.last) for one in breaks)))
    monthly = tuple(
        # A single month at a yearly rate stands on the same scale as twelve of them.
        TrendPoint(periods.parse_as(row["period"], periods.MONTH).last, row["value"] * MONTHS_IN_A_YEAR)
        for row in monthly_rows
        if row["value"] == row["value"]
    )
    percent = measure == "percentage"
    title = trend_statement([(point.month, point.value) for point in rolling]).text
    marks = tuple(BreakMark(one.first_month_after, one.title) for one in breaks)
    trend = Trend(tuple(rolling), monthly, marks, percent)
    description = describe(trend, measure, indicator.unit)
    specifications = [
        render.kept_specification((trend, frame), partial(trend_chart, trend, frame), content.charts_cache) for frame in (theme.WIDE, theme.NARROW)
    ]
    drawings = [
        Markup(render.svg(spec, identifier=f"trend-{frame.name}", title=title, description=description, cache=content.charts_cache))
        for frame, spec in zip((theme.WIDE, theme.NARROW), specifications, strict=True)
    ]
    rows, flags = _table(rolling, measure, breaks)
    return ShownTrend(drawings[0], drawings[1], specifications[0], title, description, rows, flags, bool(monthly))


def describe(trend: Trend, measure: str, unit: str) -> str:
    """The shape of the line in words: where it starts, its highest and lowest points, where it ends."""
    points = trend.rolling
    high = max(points, key=lambda point: point.value)
    low = min(points, key=lambda point: point.value)

    def told(point: TrendPoint) -> str:
        return f"{formats.value_of(point.value, measure)} in the 12 months to {formats.month_year(point.month)}"

    crossing = " Where a total spans a break in the series the line is dotted." if any(point.crosses_break for point in points) else ""
    counted = f" ({unit})" if measure == "count" else ""
    return (
        f"Line chart of rolling 12 months{counted}. It starts at {told(points[0])}; the highest is {told(high)}, the lowest {told(low)}; "
        f"it ends at {told(points[-1])}.{crossing}"
    )


def _table(rolling: list[TrendPoint], measure: str, breaks: tuple[Break, ...]) -> tuple[list[list[str]], list[str]]:
    """The same month of each year, with the change on the year before: text cells, and the flags used."""
    last = rolling[-1]
    by_month = {point.month: point for point in rolling}
    yearly = [point for point in rolling if (last.month - point.month) % MONTHS_IN_A_YEAR == 0]
    rows, flags = [], []
    for point in yearly:
        before = by_month.get(point.month - MONTHS_IN_A_YEAR)
        if any(one.lies_within(point.month - 2 * MONTHS_IN_A_YEAR + 1, point.month) for one in breaks):
            change = "[b]"
            flags = ["b"]
        elif before is None or before.value == 0:
            change = formats.NO_VALUE
        elif measure == "percentage":
            change = formats.short_change(point.value - before.value, "pp")
        else:
            change = formats.short_change(100 * (point.value / before.value - 1), "%")
        rows.append([formats.month_year(point.month, short=True), formats.value_of(point.value, measure), change])
    return rows, flags
