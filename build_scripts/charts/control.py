"""The control chart: dashed limits, a solid mean, open dots for normal variation, filled shapes for a signal."""

from __future__ import annotations

import altair as alt

from build_scripts import formats
from build_scripts.charts import theme
from build_scripts.charts.trend import MONTHS, year_of
from build_scripts.statistics.control_charts import ControlChart

COLOURS = {"improving": theme.IMPROVING, "concerning": theme.WORSENING, "neutral-high": theme.INK, "neutral-low": theme.INK}
SHAPES = {"improving": "circle", "concerning": "diamond", "neutral-high": "triangle-up", "neutral-low": "triangle-down"}


def control_drawing(chart: ControlChart, frame: theme.Frame) -> alt.LayerChart:
    """The chart in the given frame. A limit beyond the range that values can lie in is drawn at the end of that range."""
    low, high = chart.range
    months = [point.period.last for point in chart.points]
    first, last = year_of(months[0] - 1), year_of(months[-1])
    limits = chart.points[-1].limits
    lower = limits.lower if low is None else max(limits.lower, low)
    upper = limits.upper if high is None else min(limits.upper, high)
    values = [point.value for point in chart.points]
    span = max(*values, upper) - min(*values, lower)
    domain = [max(min(*values, lower) - span * 0.1, low if low is not None else -1e18), max(*values, upper) + span * 0.1]
    years = range(int(first) + 1, int(last) + 1)
    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=[first, last + 1 / MONTHS], nice=False),
        axis=alt.Axis(values=list(years), format="d", title=None, grid=False),
    )
    y = alt.Y(
        "y:Q",
        scale=alt.Scale(domain=domain, nice=False, zero=False),
        axis=alt.Axis(title=None, tickCount=4, domain=False, ticks=False, grid=False, format=",.0f"),
    )
    rows = [{"x": year_of(month), "y": value} for month, value in zip(months, values, strict=True)]
    layers: list[alt.Chart] = [
        theme.rows_of(rows).mark_line(color=theme.CONTEXT, strokeWidth=1.6).encode(x=x, y=y),
    ]
    for value, dash, label in ((upper, [5, 5], "Upper"), (limits.mean, [1, 0], "Mean"), (lower, [5, 5], "Lower")):
        line = theme.rows_of([{"x": first, "x2": last, "y": value}])
        layers.append(line.mark_rule(color=theme.MUTED, strokeDash=dash).encode(x=x, x2="x2:Q", y=y))
        end = theme.rows_of([{"x": last, "y": value, "label": f"{label} {formats.number(value)}"}])
        layers.append(end.mark_text(align="left", dx=12, color=theme.MUTED).encode(x=x, y=y, text="label:N"))
    normal = [row for row, point in zip(rows, chart.points, strict=True) if not point.rule]
    if normal:
        layers.append(
            theme.rows_of(normal).mark_point(size=60, filled=True, fill=theme.GROUND, stroke=theme.MUTED, opacity=1).encode(x=x, y=y)
        )
    for code, colour in COLOURS.items():
        marked = [row for row, point in zip(rows, chart.points, strict=True) if point.variation == code]
        if marked:
            layers.append(
                theme.rows_of(marked).mark_point(size=90, filled=True, shape=SHAPES[code], color=colour, opacity=1).encode(x=x, y=y)
            )
    return theme.framed(layers, frame, height=frame.height * 0.75)
