"""The trend chart of an indicator, drawn twice (for a desk and for a phone), and the table of the same numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from build_scripts import formats, periods
from build_scripts.charts import theme
from build_scripts.charts.explore_lines import Break as BreakLine
from build_scripts.charts.explore_lines import ExploredLines, Line, Point
from build_scripts.charts.trend import BreakMark, Trend, TrendPoint, trend_chart, year_of
from build_scripts.indicators.breaks import Break, dividing
from build_scripts.indicators.definitions import Indicator
from build_scripts.pages import links, workings
from build_scripts.pages.chart_files import Attribution, ShownChart, draw
from build_scripts.pages.content import Content
from build_scripts.statements.descriptions import line_described
from build_scripts.statements.statement import address_of
from build_scripts.statements.trends import POINTS, TrendReading, trend_statement

MONTHS_IN_A_YEAR = 12
NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class ShownTrend:
    """The chart of a trend, with the rows of its table, the month they end with, the flags in them.

    A row is the period, the value (``{address, text}``) and the change on the year before in words; ``observed`` are the observations of
    the values, row by row.
    """

    chart: ShownChart
    rows: list[list]
    observed: list[dict]
    month: str
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


def declared_source(content: Content, source: str) -> dict:
    """The row of the register of sources. Raises StopIteration where it has none, which ``check`` refuses."""
    rows = content.instance.table("sources", "sources").to_dict("records")
    return next(row for row in rows if row["source"] == source)


def attribution_of(content: Content, indicator: Indicator, extract: str) -> Attribution:
    """What the charts of an indicator are from, and the page they stand on."""
    source = declared_source(content, source_of(content, indicator.slug))
    path = links.indicator_path(indicator.slug)
    return Attribution(indicator.title, f"{source['publisher']}, {source['title']}, extract {extract}.", path, f"{content.site_url}{path}")


def show_trend(content: Content, indicator: Indicator, area: str, attribution: Attribution) -> ShownTrend | None:
    """The trend of an indicator in an area; None where fewer than two rolling values are known."""
    measure = indicator.measure

    def known(period_type: str) -> list[dict]:
        rows = content.observed(indicator.slug, measure=measure, area=area, period_type=period_type)
        return [row for row in rows if row["value"] == row["value"]]

    rolling_rows, monthly_rows = known(periods.ROLLING_YEAR), known(periods.MONTH)
    if len(rolling_rows) < 2:
        return None
    breaks = dividing(content.breaks, indicator=indicator.slug, source=source_of(content, indicator.slug), area_code=area)
    rolling = [_rolling_point(row, breaks) for row in rolling_rows]
    scale = _month_scale(measure)
    monthly = [
        TrendPoint(periods.parse_as(row["period"], periods.MONTH).last, row["value"] * scale, provisional=_is_provisional(row))
        for row in monthly_rows
    ]
    marks = tuple(BreakMark(one.first_month_after, one.title) for one in breaks)
    readings = [TrendReading(point.month, point.value, address_of(row, "value")) for point, row in zip(rolling, rolling_rows, strict=True)]
    trend = Trend(tuple(rolling), tuple(monthly), marks, measure)
    yearly = [row for row, point in zip(rolling_rows, rolling, strict=True) if (rolling[-1].month - point.month) % MONTHS_IN_A_YEAR == 0]
    cells, flags = _table(rolling, measure, breaks)
    for cell, row in zip(cells, yearly, strict=True):
        cell[1] = {"address": address_of(row, "value"), "text": cell[1]}
    return ShownTrend(
        chart=draw(
            "trend",
            trend,
            trend_chart,
            title=trend_statement(readings, measure, [mark.month for mark in marks]),
            sub=f"{_months_in_words(measure)}, and rolling 12 months." if monthly else "Rolling 12 months.",
            description=line_described(rolling_rows, indicator.unit, dotted=any(point.crosses_break for point in rolling)),
            key=_key(trend),
            columns=("series", "period", "value", "lower_95", "upper_95", "extract", "flags"),
            rows=[_data_row(row) for row in (*rolling_rows, *monthly_rows)],
            attribution=attribution,
            exploration=_exploration(trend, indicator),
            cache=content.charts_cache,
        ),
        rows=cells,
        observed=yearly,
        month=periods.MONTH_NAMES[rolling[-1].month % MONTHS_IN_A_YEAR + 1],
        flags=flags,
        has_months=bool(monthly),
    )


def year_workings(content: Content, indicator: Indicator, trend: ShownTrend, link: Callable[[str], str]) -> list[dict]:
    """The workings of the years' values; each tells its change on the year before too, which follows from two of them."""
    found = []
    for cells, row in zip(trend.rows, trend.observed, strict=True):
        working = workings.observation_working(content, row, formats.upper_first(formats.period(row["period"])), indicator.unit, link)
        found.append(workings.with_stat(working, "Change on the year before", cells[-1] if cells[-1] != formats.NO_VALUE else ""))
    return found


def _month_scale(measure: str) -> int:
    """What puts a single month on the scale of twelve: a count at its yearly rate, everything else as it is."""
    return MONTHS_IN_A_YEAR if measure == "count" else 1


def _months_in_words(measure: str) -> str:
    return "Single months at a yearly rate" if measure == "count" else "Single months"


def _rolling_point(row: dict, breaks: tuple[Break, ...]) -> TrendPoint:
    window = periods.parse(row["period"])
    crosses = any(one.lies_within(window.first, window.last) for one in breaks)
    lower, upper = (row[name] if row[name] == row[name] else None for name in ("lower_95", "upper_95"))
    return TrendPoint(window.last, row["value"], crosses, lower, upper, _is_provisional(row))


def _is_provisional(row: dict) -> bool:
    return "p" in row["flags"].split()


def _data_row(row: dict) -> tuple:
    series = "rolling 12 months" if row["period_type"] == periods.ROLLING_YEAR else "single month"
    return series, row["period"], row["value"], row["lower_95"], row["upper_95"], row["extract"], row["flags"]


def _key(trend: Trend) -> str:
    """How to read what this chart holds, and nothing that it does not."""
    parts = []
    if not trend.monthly:
        parts.append("Line: rolling 12 months.")
    else:
        parts.append(f"Bold line: rolling 12 months. Thin line: {_months_in_words(trend.measure).lower()}.")
    if any(point.lower is not None for point in trend.rolling):
        parts.append("Band: 95% interval, where it is wider than the line.")
    if any(point.crosses_break for point in trend.rolling):
        parts.append("Dotted: the 12 months hold a break in the series.")
    if trend.provisional_from is not None:
        parts.append("Shaded: provisional months, which may be revised.")
    return " ".join(parts)


def _exploration(trend: Trend, indicator: Indicator) -> ExploredLines:
    # Of a percentage and of points the number carries its unit.
    unit = f" {indicator.unit}" if trend.measure in ("count", "ratio") else ""

    def value(number: float) -> str:
        return formats.value_of(number, trend.measure) + unit

    def interval(point: TrendPoint) -> str:
        if point.lower is None or point.upper is None:
            return ""
        low, high = (formats.value_of(round(end, 1), trend.measure) for end in (point.lower, point.upper))
        return f", 95% interval {low} to {high}"

    def noted(point: TrendPoint) -> str:
        return (", spans a break in the series" if point.crosses_break else "") + (", provisional" if point.provisional else "")

    points = [
        Point(
            year_of(point.month),
            point.value,
            f"12 months to {formats.month_year(point.month)}: {value(point.value)}{interval(point)}{noted(point)}",
            "12 months",
            point.lower,
            point.upper,
        )
        for point in trend.rolling
    ]
    points += [
        Point(
            year_of(point.month),
            point.value,
            f"{formats.month_year(point.month)}: {value(point.value / _month_scale(trend.measure))} in the month{noted(point)}",
            "Single months",
        )
        for point in trend.monthly
    ]
    lines = [Line("12 months", theme.FOCUS, 3.0)]
    if trend.monthly:
        lines.insert(0, Line("Single months", theme.CONTEXT, 1.6))
    breaks = tuple(BreakLine(mark.month / MONTHS_IN_A_YEAR, mark.title) for mark in trend.breaks)
    shaded = None if trend.provisional_from is None else year_of(trend.provisional_from - 1)
    return ExploredLines(tuple(points), tuple(lines), breaks=breaks, percent=trend.percent, provisional_from=shaded)


def _table(rolling: list[TrendPoint], measure: str, breaks: tuple[Break, ...]) -> tuple[list[list], list[str]]:
    """The same month of each year, with the change on the year before: text cells, and the flags used."""
    last = rolling[-1]
    by_month = {point.month: point for point in rolling}
    yearly = [point for point in rolling if (last.month - point.month) % MONTHS_IN_A_YEAR == 0]
    rows: list[list] = []
    flags: list[str] = []
    for point in yearly:
        before = by_month.get(point.month - MONTHS_IN_A_YEAR)
        if any(one.lies_within(point.month - 2 * MONTHS_IN_A_YEAR + 1, point.month) for one in breaks):
            change = "[b]"
            flags = ["b"]
        elif before is None or before.value == 0:
            change = formats.NO_VALUE
        elif measure in POINTS:
            change = formats.short_change(point.value - before.value, "pp")
        else:
            change = formats.short_change(100 * (point.value / before.value - 1), "%")
        # A month and its year stay on one line however narrow the column is.
        rows.append([formats.month_year(point.month, short=True).replace(" ", NO_BREAK), formats.value_of(point.value, measure), change])
    return rows, flags
