"""A slope to be explored: every area's two periods, told one by one; a reader may choose a single area, beside the whole."""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts.charts import explore, theme
from build_scripts.charts.slope import Slope, SlopeLine, domain

HEIGHT = 440


@dataclass(frozen=True)
class ExploredSlope:
    """The drawn lines, and for each in the same order what it says in words."""

    slope: Slope
    texts: tuple[str, ...]

    def specification(self, description: str) -> dict:
        """The Vega-Lite specification. Raises ValueError when there is no line."""
        lines = self.slope.lines
        rows = [
            {"x": 1, "y": line.now, "before": line.before, "text": text, "series": line.name, "look": _look(line)}
            for line, text in zip(lines, self.texts, strict=True)
        ]
        group = explore.group_of([line.name for line in lines])
        return explore.document(
            rows, self._layers(bool(group)) if rows else [], group, explore.Span("y", False, bool(group)), description, height=HEIGHT
        )

    def _layers(self, grouped: bool) -> list[dict]:
        heads = f"datum.value ? '{self.slope.now_label}' : '{self.slope.before_label}'"
        axis = {"title": None, "values": [0, 1], "orient": "top", "domain": False, "ticks": False, "labelExpr": heads, "grid": True}
        x = {"field": "x", "type": "quantitative", "scale": {"domain": [0, 1], "nice": False, "padding": 60}, "axis": axis}
        y_axis = {"title": None, "tickCount": 4, "domain": False, "ticks": False, "labelExpr": "datum.label + '%'"}
        y = {
            "field": "y",
            "type": "quantitative",
            "scale": {"domain": list(domain(self.slope)), "nice": False, "zero": False},
            "axis": y_axis,
        }
        shown = f"datum.look == 'whole' || {explore.IN_GROUP}" if grouped else "true"
        ends = {"x": {"datum": 0, "type": "quantitative"}, "x2": {"datum": 1}, "y": y | {"field": "before"}, "y2": {"field": "y"}}
        layers: list[dict] = []
        for look, (colour, width) in LOOKS.items():
            of_look = [{"filter": f"({shown}) && datum.look == '{look}'"}]
            layers.append({"transform": of_look, "mark": {"type": "rule", "color": colour, "strokeWidth": width}, "encoding": ends})
        place = {"x": x, "y": y}
        return [*layers, explore.dot_layer([{"filter": shown}], place, visible=True), explore.marked_layer(place)]


def _look(line: SlopeLine) -> str:
    return "whole" if line.whole else line.verdict if line.marked else "other"


# How lines of each look are drawn, the lowest first: grey ones, clear changes, the whole.
LOOKS = {
    "other": (theme.CONTEXT, 1.4),
    **{verdict: (theme.VERDICT_COLOURS[verdict], 2.4) for verdict in ("fell", "rose", "worsening", "improving")},
    "whole": (theme.FOCUS, 4),
}
