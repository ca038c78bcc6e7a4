"""The control chart of an indicator: what it says, its drawing, and its points as a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from build_scripts import formats, periods, vocabulary
from build_scripts.charts.control import COLOURS, SHAPES, control_drawing
from build_scripts.charts.explore_lines import Curve, ExploredLines, Line, Mark, Point
from build_scripts.charts.theme import CONTEXT
from build_scripts.charts.trend import year_of
from build_scripts.comparisons.control import BASELINE_MONTHS, MONTHS_OF_A_SURE_SEASON, SpanChart, control_chart_of, read_baselines
from build_scripts.indicators.definitions import Indicator
from build_scripts.indicators.extracts import extract_date
from build_scripts.pages import links, workings
from build_scripts.pages.chart_files import Attribution, ChartTable, ShownChart, draw
from build_scripts.pages.content import Content
from build_scripts.statements.descriptions import control_described, control_title
from build_scripts.statements.statement import address_of
from build_scripts.statistics.control_charts import ChartPoint, ControlChart

WITHIN = "within limits"


@dataclass(frozen=True)
class ShownControl:
    """The chart, the words of its latest point, and how its months and limits were worked out."""

    chart: ShownChart
    working: dict
    variation: str
    meaning: str
    trial: bool


def show_control(content: Content, indicator: Indicator, attribution: Attribution, link: Callable[[str], str]) -> ShownControl | None:
    """The control chart of the whole force's monthly counts; None where there is none."""
    held = [one for one in content.series if one.indicator == indicator.slug and one.component == "" and one.role == "count"]
    if not held:
        return None
    series = max(held, key=lambda one: extract_date(one.extract))
    made = control_chart_of(series, content.force_area, indicator.direction, content.breaks, read_baselines(content.instance))
    if made is None:
        return None
    chart = made.chart
    drawn = {point.period.text for point in chart.points}
    months = content.observed(indicator.slug, measure="count", period_type=periods.MONTH)
    cells = tuple(address_of(row, "value") for row in months if row["period"] in drawn)
    first, last = chart.points[0].period, chart.points[-1].period
    working = _working(content, indicator, chart, series.extract, attribution, link)
    return ShownControl(
        chart=draw(
            "control",
            chart,
            control_drawing,
            title=control_title(chart, cells),
            sub=f"{indicator.unit.capitalize()} a month, {formats.month_year(first.last)} to {formats.month_year(last.last)}, adjusted for "
            f"the days of a month and its season. {_limits_words(made)}",
            description=control_described(chart, cells),
            key="Open dots: normal variation. Filled shapes: a signal. Dashed lines: the range that months are expected in.",
            columns=("month", "adjusted_value", "mean", "lower_limit", "upper_limit", "signal"),
            rows=[
                (
                    point.period.text,
                    point.value,
                    point.limits.mean,
                    chart.drawn(point.limits.lower),
                    chart.drawn(point.limits.upper),
                    _signal(point),
                )
                for point in chart.points
            ],
            attribution=attribution,
            table=ChartTable(
                "Months of the control chart",
                (("Month", "start"), (indicator.unit.capitalize(), "end"), ("Signal", "start")),
                tuple(
                    (
                        formats.month_year(point.period.last, short=True),
                        {"address": working["address"], "text": formats.number(point.value)},
                        _signal(point) or WITHIN,
                    )
                    for point in chart.points
                ),
            ),
            exploration=_exploration(chart, indicator.unit),
            cache=content.charts_cache,
        ),
        working=working,
        variation=chart.variation,
        meaning=vocabulary.VARIATIONS[chart.variation],
        trial=chart.trial,
    )


def _working(
    content: Content, indicator: Indicator, chart: ControlChart, extract: str, attribution: Attribution, link: Callable[[str], str]
) -> dict:
    """How the months and their limits were worked out, once for all of them, as ``part.row_workings`` takes it."""
    last = chart.points[-1]
    month = f"{formats.month_year(chart.points[0].period.last)} to {formats.month_year(last.period.last)}"
    row = content.observed(indicator.slug, measure="count", period_type=periods.MONTH)[-1]
    address = f"charts/{attribution.page_path.removeprefix('indicators/')}control.csv"
    value = formats.number(last.value)
    ends = (formats.number(chart.drawn(end), 1) for end in (last.limits.lower, last.limits.upper))
    return {
        "address": address,
        "address_label": "File",
        "title": f"The latest month, {formats.month_year(last.period.last)}",
        "value_text": value,
        "formula_text": "A month's count, adjusted for its number of days and for what is usual at its time of the year. The limits are "
        "the mean less and plus a fixed multiple of the mean difference between neighbouring months of the baseline.",
        "stats": [
            {"label": "Mean", "value_text": formats.number(last.limits.mean, 1)},
            {"label": "Limits", "value_text": " to ".join(ends)},
            {"label": "Extract", "value_text": extract},
        ],
        "places_text": f"{content.places.told(row)}, a row a month",
        "rows_href": link(links.package_path(content.places.package(row))),
        "report_href": workings.report_link(content, address, value, month, extract),
    }


def _limits_words(made: SpanChart) -> str:
    """On which months the limits rest and why on those; where it is so, that the season is told roughly."""
    since = f" since {formats.month_year(made.chart.points[0].period.first)} ({formats.lower_first(made.reason)})" if made.reason else ""
    text = f"Limits rest on the first {BASELINE_MONTHS} months{since} and stay there."
    if made.months_of_season < MONTHS_OF_A_SURE_SEASON:
        text += " So few months tell the season roughly, so that limits may prove too narrow."
    return text


def _signal(point: ChartPoint) -> str:
    """What the rule that marks a point says; empty where none does."""
    return vocabulary.CONTROL_RULES[point.rule] if point.rule else ""


def _exploration(chart: ControlChart, unit: str) -> ExploredLines:
    months = [year_of(point.period.last) for point in chart.points]
    points = tuple(
        Point(
            at,
            point.value,
            f"{formats.month_year(point.period.last)}: {formats.number(point.value)} {unit}, adjusted: {_signal(point) or WITHIN}",
            "Months",
        )
        for at, point in zip(months, chart.points, strict=True)
    )
    limits = chart.points[-1].limits
    curves = tuple(
        Curve(((months[0], chart.drawn(value)), (months[-1], chart.drawn(value))), dashed)
        for value, dashed in ((limits.upper, True), (limits.mean, False), (limits.lower, True))
    )
    marks = tuple(
        Mark(at, point.value, SHAPES[point.variation], COLOURS[point.variation])
        for at, point in zip(months, chart.points, strict=True)
        if point.rule
    )
    return ExploredLines(points, (Line("Months", CONTEXT, 1.6),), curves, marks=marks, from_zero=False)
