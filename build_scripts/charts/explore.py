"""Charts to be explored: the same data as a drawing, as a specification that a browser renders when a reader asks for it.

The specification holds a data set ``points`` (``x``, ``y``, ``text``, ``series``, ``index``) in reading order: the page's script steps
through them by key and reads ``text`` out. Parameters bound to inputs (``from``, ``to``, ``series``) are the range and the group; ``at``
is the point that is marked.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from build_scripts.charts import theme

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
HEIGHT = 360
NOTHING = -1
ALL = "All"
EDGE = 0.06


@dataclass(frozen=True)
class Point:
    """A point: its place, what it says in words (read out and shown beside the pointer), and the series it belongs to."""

    x: float
    y: float
    text: str
    series: str


@dataclass(frozen=True)
class Line:
    """A series drawn as a line: its name, colour and width. A series that is not named is drawn as dots alone."""

    series: str
    colour: str
    width: float


@dataclass(frozen=True)
class Curve:
    """A line that is no series: a limit or a mean. Never stepped through."""

    places: tuple[tuple[float, float], ...]
    dashed: bool


@dataclass(frozen=True)
class Break:
    """Where a series breaks, and why."""

    x: float
    title: str


@dataclass(frozen=True)
class Exploration:
    """What can be explored.

    ``years`` is true where ``x`` is a year, and a reader may choose a span of them; ``x_title`` names ``x`` otherwise.
    """

    points: tuple[Point, ...]
    lines: tuple[Line, ...]
    curves: tuple[Curve, ...] = ()
    breaks: tuple[Break, ...] = ()
    years: bool = True
    x_title: str = ""
    percent: bool = False
    from_zero: bool = True


def exploration_specification(exploration: Exploration, description: str) -> dict:
    """The Vega-Lite specification. Raises ValueError when there is no point."""
    if not exploration.points:
        raise ValueError("there is nothing to explore without a point")
    rows = [
        {"x": point.x, "y": point.y, "text": point.text, "series": point.series, "index": index}
        for index, point in enumerate(sorted(exploration.points, key=lambda one: (one.series, one.x)))
    ]
    names = list(dict.fromkeys(point.series for point in exploration.points))
    parameters: list[dict] = [{"name": "at", "value": NOTHING}]
    x: dict = {"field": "x", "type": "quantitative", "axis": {"title": exploration.x_title or None, "grid": False, "format": ",d"}}
    places = [row["x"] for row in rows] + [place for curve in exploration.curves for place, _ in curve.places]
    shown = []
    if exploration.years:
        # A month stands at its end: December at the very end of its year.
        first, last = math.ceil(min(places)) - 1, math.ceil(max(places)) - 1
        parameters.append(_slider("from", "From the start of ", first, first, last))
        parameters.append(_slider("to", "to the end of ", last, first, last))
        # A span turned round is read the other way.
        x["scale"] = {"domain": [{"expr": "min(from, to)"}, {"expr": "max(from, to) + 1"}], "nice": False, "zero": False}
        x["axis"] |= {"format": "d", "tickMinStep": 1}
        shown.append("datum.x > min(from, to) && datum.x <= max(from, to) + 1")
    else:
        x["scale"] = {"domain": [min(places), max(places)], "nice": False, "padding": 12}
    if len(names) > 1:
        parameters.append({"name": "series", "value": ALL, "bind": {"input": "select", "options": [ALL, *names], "name": "Show "}})
        shown.append(f"series == '{ALL}' || datum.series == series")
    y_axis = {"title": None, "tickCount": 4, "domain": False, "ticks": False}
    if exploration.percent:
        y_axis["labelExpr"] = "datum.label + '%'"
    heights = [row["y"] for row in rows] + [value for curve in exploration.curves for _, value in curve.places]
    room = (max(heights) - min(heights)) * EDGE
    bottom = 0 if exploration.from_zero else min(heights) - room
    y = {"field": "y", "type": "quantitative", "scale": {"domain": [bottom, max(heights) + room], "nice": False}, "axis": y_axis}
    filtered = [{"filter": f"({condition})"} for condition in shown]
    return {
        "$schema": SCHEMA,
        "description": description,
        "width": "container",
        "height": HEIGHT,
        "autosize": {"type": "fit", "contains": "padding", "resize": True},
        "config": theme.configuration() | {"aria": False},
        "datasets": {"points": rows},
        "data": {"name": "points"},
        "params": parameters,
        "usermeta": {"plainSight": {"range": exploration.years, "group": len(names) > 1}},
        "layer": _layers(exploration, filtered, x, y),
    }


def _slider(name: str, label: str, value: int, low: int, high: int) -> dict:
    return {"name": name, "value": value, "bind": {"input": "range", "min": low, "max": high, "step": 1, "name": label}}


def _layers(exploration: Exploration, filtered: list[dict], x: dict, y: dict) -> list[dict]:
    layers: list[dict] = []
    for curve in exploration.curves:
        mark = {"type": "line", "color": theme.MUTED, "strokeWidth": 1.4, "strokeDash": [5, 5] if curve.dashed else [1, 0], "clip": True}
        layers.append(
            {"data": {"values": [{"x": at, "y": value} for at, value in curve.places]}, "mark": mark, "encoding": {"x": x, "y": y}}
        )
    if exploration.breaks:
        rows = [{"x": one.x, "title": one.title} for one in exploration.breaks]
        rule = {"type": "rule", "color": theme.INK, "strokeDash": [4, 4], "clip": True}
        layers.append({"data": {"values": rows}, "mark": rule, "encoding": {"x": x, "tooltip": {"field": "title", "type": "nominal"}}})
    for line in exploration.lines:
        layers.append(
            {
                "transform": [*filtered, {"filter": f"datum.series == '{line.series}'"}],
                "mark": {"type": "line", "color": line.colour, "strokeWidth": line.width, "clip": True},
                "encoding": {"x": x, "y": y},
            }
        )
    # Where there are lines the dots only catch the pointer; without lines they are the drawing.
    lined = bool(exploration.lines)
    dot = {
        "type": "point",
        "filled": True,
        "clip": True,
        "size": 160 if lined else 80,
        "opacity": 0 if lined else 1,
        "color": theme.NEUTRAL,
    }
    layers.append({"transform": filtered, "mark": dot, "encoding": {"x": x, "y": y, "tooltip": {"field": "text", "type": "nominal"}}})
    marked = {"type": "point", "filled": True, "clip": True, "size": 220, "color": theme.FOCUS, "stroke": theme.GROUND, "strokeWidth": 2}
    layers.append({"transform": [{"filter": "datum.index == at"}], "mark": marked, "encoding": {"x": x, "y": y}})
    return layers
