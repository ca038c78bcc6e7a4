"""The trend of an indicator: single months in grey, rolling 12 months in navy, breaks named, the last value at the line's end.

Time runs on a plain number (years and twelfths), so that an axis reads the same in every time zone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import altair as alt

from build_scripts import formats
from build_scripts.charts import theme
from build_scripts.charts.line_labels import Room, name_place

MONTHS = 12
# Above the plot stand the names of breaks, a line of text each where they would run into one another.
LINE = 22
CHARACTER = 8.2
GAP = 8
# What the axis takes of the frame's width on the left, and the last value on the right: on a desk with its month.
AXIS_ROOM, END_ROOM = 58, {theme.WIDE.name: 108, theme.NARROW.name: 62}
# How far a name stands from its line, in pixels.
CLEAR = 7
# A band narrower than this share of the scale would be hidden by its own line.
LEAST_BAND = 0.004
# The highest value stays below the end of the scale.
ROOM = 1.05
BAND_OPACITY = 0.22


@dataclass(frozen=True)
class TrendPoint:
    """One point: the ordinal of its (last) month and its value.

    ``crosses_break`` where its window holds a break; ``lower`` and ``upper`` are its 95% interval, None where it has none;
    ``provisional`` where the publisher may still revise it.
    """

    month: int
    value: float
    crosses_break: bool = False
    lower: float | None = None
    upper: float | None = None
    provisional: bool = False


@dataclass(frozen=True)
class BreakMark:
    """A break to be named on the chart: the ordinal of the first month after it."""

    month: int
    title: str


@dataclass(frozen=True)
class Trend:
    """What a trend chart shows. ``monthly`` may be empty (a survey); ``measure``, of the vocabulary, says how values are written."""

    rolling: tuple[TrendPoint, ...]
    monthly: tuple[TrendPoint, ...]
    breaks: tuple[BreakMark, ...]
    measure: str

    @property
    def percent(self) -> bool:
        """Whether the scale is one of per cents."""
        return self.measure in ("percentage", "outcome-rate")

    @property
    def provisional_from(self) -> int | None:
        """The first month of the last run of provisional values: of the single months, or of the rolling ones where there are none."""
        found = None
        for point in reversed(self.monthly or self.rolling):
            if not point.provisional:
                break
            found = point.month
        return found

    @property
    def domain(self) -> tuple[float, float]:
        """From where to where the vertical runs: nought is always on it, and of per cents that come near it the hundred."""
        values = [
            value for point in (*self.rolling, *self.monthly) for value in (point.value, point.lower, point.upper) if value is not None
        ]
        low, high = min(*values, 0.0) * ROOM, max(*values, 0.0) * ROOM
        return low, 100.0 if self.percent and high > 60 * ROOM else high

    def has_visible_band(self, span: float) -> bool:
        """Whether an interval is wide enough to be seen on a scale as long as ``span``."""
        widths = [point.upper - point.lower for point in self.rolling if point.lower is not None and point.upper is not None]
        return bool(widths) and max(widths) >= span * LEAST_BAND


def year_of(month: int) -> float:
    """Where a month stands on the axis of years: at its end."""
    return round((month + 1) / MONTHS, 4)


def _segments(points: tuple[TrendPoint, ...]) -> list[tuple[bool, dict]]:
    """Points with a segment number, each with whether it is dotted: a line is broken where a month is missing, dotted across a break."""
    rows: list[tuple[bool, dict]] = []
    segment = 0
    previous: TrendPoint | None = None
    for point in points:
        if previous is not None and (point.month - previous.month > 3 or point.crosses_break != previous.crosses_break):
            segment += 1
            if point.month - previous.month <= 3:
                rows.append((point.crosses_break, {"x": year_of(previous.month), "y": previous.value, "segment": segment}))
        rows.append((point.crosses_break, {"x": year_of(point.month), "y": point.value, "segment": segment}))
        previous = point
    return rows


def _parted(rows: list[dict]) -> tuple[list[dict], dict[str, str]]:
    """The rows of a line, and the encoding that parts its segments: where there is but one neither speaks of it."""
    if len({row["segment"] for row in rows}) > 1:
        return rows, {"detail": "segment:N"}
    return [{name: cell for name, cell in row.items() if name != "segment"} for row in rows], {}


def _band(points: tuple[TrendPoint, ...]) -> list[dict]:
    """The 95% intervals of the points that have one, in segments as the line's."""
    known = [(point.month, point.lower, point.upper) for point in points if point.lower is not None and point.upper is not None]
    rows: list[dict] = []
    segment = 0
    for (previous, _, _), (month, lower, upper) in zip((known[:1] + known), known, strict=False):
        if month - previous > 3:
            segment += 1
        rows.append({"x": year_of(month), "y": round(lower, 4), "y2": round(upper, 4), "segment": segment})
    return rows


def label_span(place: float, width: float, frame_width: float) -> tuple[float, float]:
    """From where to where a label ``width`` wide stands beside its line at ``place``, all in pixels of the frame.

    Right of the line where there is room, else left of it, else as far right as the frame goes.
    """
    if place + GAP + width <= frame_width:
        start = place + GAP
    elif place - GAP - width >= 0:
        start = place - GAP - width
    else:
        start = max(frame_width - width, 0)
    return start, start + width


def label_rows(spans: list[tuple[float, float]]) -> list[int]:
    """On which line above the plot each label stands: 0 is the lowest. Labels whose spans overlap take different lines."""
    taken: list[list[tuple[float, float]]] = []
    rows = []
    for span in spans:
        free = (number for number, spans in enumerate(taken) if all(span[1] < other[0] or other[1] < span[0] for other in spans))
        row = next(free, len(taken))
        if row == len(taken):
            taken.append([])
        taken[row].append(span)
        rows.append(row)
    return rows


def _plot_width(frame: theme.Frame) -> int:
    """About how wide the plot is, in pixels: the drawing finds out for itself."""
    return frame.content_width - AXIS_ROOM - END_ROOM[frame.name]


def _name_layers(trend: Trend, frame: theme.Frame, first: float, last: float, marks: list[BreakMark]) -> list[alt.Chart]:
    """The names of the two lines beside them, where there are two and there is room: months above, rolling years below."""
    if not trend.monthly:
        return []
    low, high = trend.domain
    lines = [[(year_of(point.month), point.value) for point in points] for points in (trend.rolling, trend.monthly)]
    rate = ", at a yearly rate" if trend.measure == "count" else ""
    avoid = tuple(mark.month / MONTHS for mark in marks)
    layers = []
    for name, own, other, above, colour in (
        (f"Single months{rate}", lines[1], lines[0], True, theme.MUTED),
        ("Rolling 12 months", lines[0], lines[1], False, theme.FOCUS),
    ):
        width = (len(name) * CHARACTER + GAP) * (last - first) / _plot_width(frame)
        place = name_place(own, other, Room(width, (LINE + CLEAR) * (high - low) / frame.height, low, high, avoid), above=above)
        if place is None:
            continue
        layers.append(
            theme.rows_of([{"x": place[0], "y": place[1], "label": name}])
            .mark_text(
                align="left",
                dx=GAP / 2,
                baseline="bottom" if above else "top",
                dy=-CLEAR if above else CLEAR,
                color=colour,
                fontWeight="normal" if above else "bold",
            )
            .encode(x="x:Q", y="y:Q", text="label:N")
        )
    return layers


def _break_layers(marks: list[BreakMark], first: float, last: float, frame: theme.Frame) -> list[alt.Chart]:
    """Dashed verticals with their names above the plot."""
    places = [round(mark.month / MONTHS, 4) for mark in marks]
    pixels = [AXIS_ROOM + (place - first) / (last - first) * _plot_width(frame) for place in places]
    spans = [label_span(pixel, len(mark.title) * CHARACTER, frame.content_width) for mark, pixel in zip(marks, pixels, strict=True)]
    layers = []
    for mark, place, pixel, span, row in zip(marks, places, pixels, spans, label_rows(spans), strict=True):
        layers.append(theme.rows_of([{"x": place}]).mark_rule(color=theme.INK, strokeDash=[4, 4], strokeWidth=1.5).encode(x="x:Q"))
        layers.append(
            theme.rows_of([{"x": place, "label": mark.title}])
            .mark_text(align="left", dx=round(span[0] - pixel), baseline="bottom", y=-6 - row * LINE)
            .encode(x="x:Q", text="label:N")
        )
    return layers


def named_years(first: int, last: int, most: int) -> list[int]:
    """The years from ``first`` to ``last`` that the axis names: the last, and back from it in even steps, no more than ``most`` of them.

    None where there is no year between them.
    """
    step = math.ceil((last - first + 1) / most)
    return [year for year in range(first, last + 1) if (last - year) % step == 0]


def trend_chart(trend: Trend, frame: theme.Frame) -> alt.LayerChart:
    """The chart, in the given frame. Raises ValueError when there is no rolling value to show."""
    if not trend.rolling:
        raise ValueError("a trend needs at least one rolling value")
    first = min(year_of(point.month) for point in (*trend.rolling, *trend.monthly))
    last_point = trend.rolling[-1]
    last = year_of(last_point.month)
    low, high = trend.domain
    years = named_years(int(first) + 1, int(last), frame.most_years_named)
    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=[first, last], nice=False),
        axis=alt.Axis(values=years, format="d", title=None, grid=False, tickSize=6),
    )
    y = alt.Y(
        "y:Q",
        scale=alt.Scale(domain=[low, high], nice=True),
        axis=alt.Axis(
            title=None,
            tickCount=4,
            domain=False,
            ticks=False,
            format=",~f",
            labelExpr="datum.label + '%'" if trend.percent else alt.Undefined,
        ),
    )
    layers = []
    if trend.provisional_from is not None:
        shaded = [{"x": max(year_of(trend.provisional_from - 1), first), "x2": last}]
        layers.append(theme.rows_of(shaded).mark_rect(color=theme.PANEL, opacity=1).encode(x=x, x2="x2:Q"))
    if trend.has_visible_band(high - low):
        rows, parts = _parted(_band(trend.rolling))
        layers.append(theme.rows_of(rows).mark_area(color=theme.FOCUS, opacity=BAND_OPACITY).encode(x=x, y=y, y2="y2:Q", **parts))
    if trend.monthly:
        rows, parts = _parted([row for _, row in _segments(trend.monthly)])
        layers.append(theme.rows_of(rows).mark_line(color=theme.CONTEXT, strokeWidth=1.6).encode(x=x, y=y, **parts))
    rolling = _segments(trend.rolling)
    for dotted in (False, True):
        rows, parts = _parted([row for is_dotted, row in rolling if is_dotted is dotted])
        if rows:
            layers.append(
                theme.rows_of(rows)
                .mark_line(color=theme.FOCUS, strokeWidth=4, strokeCap="round", strokeDash=[1, 7] if dotted else [1, 0])
                .encode(x=x, y=y, **parts)
            )
    marks = [mark for mark in trend.breaks if first < mark.month / MONTHS < last]
    layers += _name_layers(trend, frame, first, last, marks)
    layers += _break_layers(marks, first, last, frame)
    value = formats.value_of(last_point.value, trend.measure)
    end = theme.rows_of([{"x": last, "y": last_point.value, "label": value}])
    layers.append(end.mark_point(filled=True, size=130, color=theme.FOCUS, opacity=1).encode(x=x, y=y))
    layers.append(end.mark_text(align="left", dx=12, fontWeight="bold", color=theme.INK).encode(x=x, y=y, text="label:N"))
    if frame is theme.WIDE:
        month = theme.rows_of([{"x": last, "y": last_point.value, "label": f"to {formats.month_year(last_point.month, short=True)}"}])
        layers.append(month.mark_text(align="left", dx=12, dy=LINE - 2, color=theme.MUTED).encode(x=x, y=y, text="label:N"))
    return theme.framed(layers, frame)
