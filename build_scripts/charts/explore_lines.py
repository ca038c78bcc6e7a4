"""Lines and curves to be explored: a trend, a control chart, a funnel."""

from __future__ import annotations

import math
from dataclasses import dataclass

from build_scripts.charts import explore, theme

EDGE = 0.06
BAND_OPACITY = 0.22
# With room for the rounding of a place on the axis.
QUARTER_OF_A_YEAR = 0.26


@dataclass(frozen=True)
class Point:
    """A point: its place, what it says in words (read out and shown beside the pointer), and the series it belongs to.

    ``lower`` and ``upper`` are its 95% interval, None where it has none.
    """

    x: float
    y: float
    text: str
    series: str
    lower: float | None = None
    upper: float | None = None


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
class Mark:
    """A point that stands out, drawn with a shape of its own: a signal, an area beyond the limits."""

    x: float
    y: float
    shape: str
    colour: str


@dataclass(frozen=True)
class Break:
    """Where a series breaks, and why."""

    x: float
    title: str


@dataclass(frozen=True)
class ExploredLines:
    """What can be explored.

    ``years`` is true where ``x`` is a year, and a reader may choose a span of them; ``x_title`` names ``x`` otherwise. From
    ``provisional_from`` (an ``x``) on, values may still be revised: the span is shaded.
    """

    points: tuple[Point, ...]
    lines: tuple[Line, ...]
    curves: tuple[Curve, ...] = ()
    breaks: tuple[Break, ...] = ()
    marks: tuple[Mark, ...] = ()
    years: bool = True
    x_title: str = ""
    percent: bool = False
    from_zero: bool = True
    provisional_from: float | None = None

    def specification(self, description: str) -> dict:
        """The Vega-Lite specification. Raises ValueError when there is no point."""
        ordered = sorted(self.points, key=lambda one: (one.series, one.x))
        names = list(dict.fromkeys(point.series for point in self.points))
        x, sliders, shown = self._across([point.x for point in ordered]) if ordered else ({}, [], [])
        group = explore.group_of(names)
        conditions = [*shown, *([explore.IN_GROUP] if group else [])]
        filters = [{"filter": condition} for condition in conditions]
        return explore.document(
            self._rows(ordered),
            self._layers(filters, x, self._up()) if ordered else [],
            [*sliders, *group],
            explore.Span("x", self.years, bool(group)),
            description,
        )

    def _rows(self, ordered: list[Point]) -> list[dict]:
        """The points as rows. Where a quarter of a series of years is missing another segment of its line begins."""
        rows: list[dict] = []
        for previous, point in zip((None, *ordered), ordered, strict=False):
            row: dict = {"x": point.x, "y": point.y, "text": point.text, "series": point.series}
            if point.lower is not None and point.upper is not None:
                row |= {"lower": point.lower, "upper": point.upper}
            if self.years:
                apart = previous is not None and (previous.series != point.series or point.x - previous.x > QUARTER_OF_A_YEAR)
                row["segment"] = (rows[-1]["segment"] if rows else 0) + int(apart)
            rows.append(row)
        return rows

    def _across(self, points: list[float]) -> tuple[dict, list[dict], list[str]]:
        """The horizontal, with the sliders of a span of years and the condition that keeps points inside it."""
        places = [*points, *(place for curve in self.curves for place, _ in curve.places)]
        x: dict = {"field": "x", "type": "quantitative", "axis": {"title": self.x_title or None, "grid": False, "format": ",d"}}
        if not self.years:
            x["scale"] = {"domain": [min(places), max(places)], "nice": False, "padding": 12}
            return x, [], []
        # A month stands at its end: December at the very end of its year.
        first, last = math.ceil(min(places)) - 1, math.ceil(max(places)) - 1
        # A span turned round is read the other way.
        x["scale"] = {"domain": [{"expr": "min(from, to)"}, {"expr": "max(from, to) + 1"}], "nice": False, "zero": False}
        x["axis"] |= {"format": "d", "tickMinStep": 1}
        sliders = [_slider("from", "From the start of ", first, first, last), _slider("to", "to the end of ", last, first, last)]
        return x, sliders, ["(datum.x > min(from, to) && datum.x <= max(from, to) + 1)"]

    def _up(self) -> dict:
        reached = [value for point in self.points for value in (point.y, point.lower, point.upper) if value is not None]
        heights = [*reached, *(value for curve in self.curves for _, value in curve.places)]
        room = (max(heights) - min(heights)) * EDGE
        low, high = min(heights) - room, max(heights) + room
        if self.from_zero:
            low, high = (low, 0) if max(heights) <= 0 else (min(0, min(heights)), high)
        axis: dict = {"title": None, "tickCount": 4, "domain": False, "ticks": False}
        if self.percent:
            axis["labelExpr"] = "datum.label + '%'"
        return {"field": "y", "type": "quantitative", "scale": {"domain": [low, high], "nice": False}, "axis": axis}

    def _layers(self, filters: list[dict], x: dict, y: dict) -> list[dict]:
        layers: list[dict] = []
        if self.provisional_from is not None:
            shade = {"x": self.provisional_from, "x2": max(point.x for point in self.points)}
            ground = {"type": "rect", "color": theme.PANEL, "clip": True}
            layers.append({"data": {"values": [shade]}, "mark": ground, "encoding": {"x": x, "x2": {"field": "x2"}}})
        for curve in self.curves:
            dash = [5, 5] if curve.dashed else [1, 0]
            limit = {"type": "line", "color": theme.MUTED, "strokeWidth": 1.4, "strokeDash": dash, "clip": True}
            places = [{"x": at, "y": value} for at, value in curve.places]
            layers.append({"data": {"values": places}, "mark": limit, "encoding": {"x": x, "y": y}})
        if self.breaks:
            rule = {"type": "rule", "color": theme.INK, "strokeDash": [4, 4], "clip": True}
            rows = [{"x": one.x, "title": one.title} for one in self.breaks]
            encoding = {"x": x, "tooltip": {"field": "title", "type": "nominal"}}
            layers.append({"data": {"values": rows}, "mark": rule, "encoding": encoding})
        for line in self.lines:
            detail = {"detail": {"field": "segment", "type": "nominal"}} if self.years else {}
            own = [*filters, {"filter": f"datum.series == '{line.series}'"}]
            if any(point.lower is not None for point in self.points if point.series == line.series):
                band = {"type": "area", "color": line.colour, "opacity": BAND_OPACITY, "clip": True}
                ends = {"y": y | {"field": "lower"}, "y2": {"field": "upper"}}
                layers.append(
                    {"transform": [*own, {"filter": "isValid(datum.lower)"}], "mark": band, "encoding": {"x": x, **ends, **detail}}
                )
            stroke = {"type": "line", "color": line.colour, "strokeWidth": line.width, "clip": True}
            layers.append({"transform": own, "mark": stroke, "encoding": {"x": x, "y": y, **detail}})
        place = {"x": x, "y": y}
        for mark in self.marks:
            shape = {"type": "point", "filled": True, "size": 110, "opacity": 1, "shape": mark.shape, "color": mark.colour, "clip": True}
            layers.append({"data": {"values": [{"x": mark.x, "y": mark.y}]}, "mark": shape, "encoding": place})
        # Where there are lines the dots only catch the pointer; without lines they are the drawing.
        return [*layers, explore.dot_layer(filters, place, visible=not self.lines), explore.marked_layer(place)]


def _slider(name: str, label: str, value: int, low: int, high: int) -> dict:
    return {"name": name, "value": value, "bind": {"input": "range", "min": low, "max": high, "step": 1, "name": label}}
