"""The trend of an indicator: single months in grey, rolling 12 months in navy, breaks named, the last value at the line's end.

Time runs on a plain number (years and twelfths), so that an axis reads the same in every time zone.
"""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from build_scripts import formats
from build_scripts.charts import theme

MONTHS = 12
# Above the plot stand the names of breaks.
TOP_ROOM = 28


@dataclass(frozen=True)
class TrendPoint:
    """One point: the ordinal of its (last) month and its value; ``crosses_break`` where its window holds a break."""

    month: int
    value: float
    crosses_break: bool = False


@dataclass(frozen=True)
class BreakMark:
    """A break to be named on the chart: the ordinal of the first month after it."""

    month: int
    title: str


@dataclass(frozen=True)
class Trend:
    """What a trend chart shows. ``monthly`` may be empty (a survey); ``percent`` marks a scale of per cents."""

    rolling: tuple[TrendPoint, ...]
    monthly: tuple[TrendPoint, ...]
    breaks: tuple[BreakMark, ...]
    percent: bool


def year_of(month: int) -> float:
    """Where a month stands on the axis of years: at its end."""
    return round((month + 1) / MONTHS, 4)


def _segments(points: tuple[TrendPoint, ...]) -> list[dict]:
    """Points with a segment number: a line is broken where a month is missing, and drawn dotted where it crosses a break."""
    rows: list[dict] = []
    segment = 0
    previous: TrendPoint | None = None
    for point in points:
        if previous is not None and (point.month - previous.month > 3 or point.crosses_break != previous.crosses_break):
            segment += 1
            if point.month - previous.month <= 3:
                rows.append({"x": year_of(previous.month), "y": previous.value, "segment": segment, "dotted": point.crosses_break})
        rows.append({"x": year_of(point.month), "y": point.value, "segment": segment, "dotted": point.crosses_break})
        previous = point
    return rows


def trend_chart(trend: Trend, frame: theme.Frame) -> alt.LayerChart:
    """The chart, in the given frame. Raises ValueError when there is no rolling value to show."""
    if not trend.rolling:
        raise ValueError("a trend needs at least one rolling value")
    values = [point.value for point in (*trend.rolling, *trend.monthly)]
    first = min(year_of(point.month) for point in (*trend.rolling, *trend.monthly))
    last_point = trend.rolling[-1]
    last = year_of(last_point.month)
    top = 100.0 if trend.percent and max(values) > 60 else max(values) * 1.05
    years = [year for year in range(int(first) + 1, int(last) + 1) if (int(last) - year) % frame.years_between_labels == 0]
    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=[first, last], nice=False),
        axis=alt.Axis(values=years, format="d", title=None, grid=False, tickSize=6),
    )
    y = alt.Y(
        "y:Q",
        scale=alt.Scale(domain=[0, top], nice=True),
        axis=alt.Axis(title=None, tickCount=4, domain=False, ticks=False, format="d" if trend.percent else ",.0f", labelExpr="datum.label + '%'" if trend.percent else alt.Undefined),
    )
    layers = []
    if trend.monthly:
        layers.append(
            alt.Chart(alt.Data(values=_segments(trend.monthly)))
            .mark_line(color=theme.CONTEXT, strokeWidth=1.6)
            .encode(x=x, y=y, detail="segment:N")
        )
    rolling = _segments(trend.rolling)
    for dotted in (False, True):
        rows = [row for row in rolling if row["dotted"] is dotted]
        if rows:
            layers.append(
                alt.Chart(alt.Data(values=rows))
                .mark_line(color=theme.FOCUS, strokeWidth=4, strokeCap="round", strokeDash=[1, 7] if dotted else [1, 0])
                .encode(x=x, y=y, detail="segment:N")
            )
    for mark in trend.breaks:
        at = round(mark.month / MONTHS, 4)
        if first < at < last:
            layers.append(alt.Chart(alt.Data(values=[{"x": at}])).mark_rule(color=theme.INK, strokeDash=[4, 4], strokeWidth=1.5).encode(x="x:Q"))
            to_left = at > (first + last) / 2
            layers.append(
                alt.Chart(alt.Data(values=[{"x": at, "label": mark.title}]))
                .mark_text(align="right" if to_left else "left", dx=-8 if to_left else 8, baseline="bottom", color=theme.INK, y=-6)
                .encode(x="x:Q", text="label:N")
            )
    end = alt.Data(values=[{"x": last, "y": last_point.value, "label": formats.value_of(last_point.value, "percentage" if trend.percent else "count")}])
    layers.append(alt.Chart(end).mark_point(filled=True, size=130, color=theme.FOCUS, opacity=1).encode(x=x, y=y))
    layers.append(
        alt.Chart(end).mark_text(align="left", dx=12, fontWeight="bold", color=theme.INK, fontSize=theme.TEXT_SIZE).encode(x=x, y=y, text="label:N")
    )
    return (
        alt.layer(*layers)
        .properties(
            width=frame.width,
            height=frame.height,
            padding={"left": 4, "top": TOP_ROOM, "right": 0, "bottom": 4},
            autosize=alt.AutoSizeParams(type="fit-x", contains="content"),
        )
        .configure(**theme.configuration())
    )
