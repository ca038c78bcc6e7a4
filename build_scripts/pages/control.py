"""The control chart of an indicator: what it says, its drawing, and its points as a table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from build_scripts import formats, vocabulary
from build_scripts.charts import render, theme
from build_scripts.charts.control import control_drawing
from build_scripts.comparisons.control import BASELINE_MONTHS, control_chart_of
from build_scripts.indicators.definitions import Indicator
from build_scripts.indicators.extracts import extract_date
from build_scripts.pages.content import Content
from build_scripts.statistics.control_charts import ControlChart


@dataclass(frozen=True)
class ShownControl:
    """The finding, both drawings, the words of the latest point, and the rows of the table."""

    title: str
    sub: str
    svg: Markup
    narrow_svg: Markup
    variation: str
    meaning: str
    trial: bool
    rows: list[list[str]]


def show_control(content: Content, indicator: Indicator) -> ShownControl | None:
    """The control chart of the whole force's monthly counts; None where there is none."""
    held = [one for one in content.series if one.indicator == indicator.slug and one.component == "" and one.role == "count"]
    if not held:
        return None
    series = max(held, key=lambda one: extract_date(one.extract))
    chart = control_chart_of(series, content.force_area, indicator.direction, content.breaks)
    if chart is None:
        return None
    title = finding(chart)
    description = f"Control chart of monthly counts. {title}. The mean is {formats.number(chart.points[-1].limits.mean)} a month."
    drawings = [
        Markup(
            render.svg(
                render.kept_specification((chart, frame), partial(control_drawing, chart, frame), content.charts_cache),
                identifier=f"control-{frame.name}",
                title=title,
                description=description,
                cache=content.charts_cache,
            )
        )
        for frame in (theme.WIDE, theme.NARROW)
    ]
    first, last = chart.points[0].period, chart.points[-1].period
    rows = [
        [formats.month_year(point.period.last, short=True), formats.number(point.value), vocabulary.CONTROL_RULES[point.rule] if point.rule else "within limits"]
        for point in chart.points
    ]
    return ShownControl(
        title=title,
        sub=f"{indicator.unit.capitalize()} a month, {formats.month_year(first.last)} to {formats.month_year(last.last)}, adjusted for the days of a month and "
        f"its season. Limits rest on the first {BASELINE_MONTHS} months.",
        svg=drawings[0],
        narrow_svg=drawings[1],
        variation=chart.variation,
        meaning=vocabulary.VARIATIONS[chart.variation],
        trial=chart.trial,
        rows=rows,
    )


def finding(chart: ControlChart) -> str:
    """What the chart says, from its latest point."""
    latest = chart.points[-1]
    if not latest.rule:
        return "The latest month is within normal variation"
    side = "high" if latest.side > 0 else "low"
    run = 0
    for point in reversed(chart.points):
        if point.side != latest.side:
            break
        run += 1
    months = "month" if run == 1 else "months"
    return f"A signal: the last {formats.number(run)} {months} are unusually {side}"
