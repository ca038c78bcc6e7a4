"""Rows of names to be explored: the change of each area with its plausible range; a reader may choose those of one verdict."""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts.charts import explore, theme
from build_scripts.charts.dots import AreaChange, ChangesByArea, domain, label_expression

ROW_HEIGHT = 24


@dataclass(frozen=True)
class ExploredChanges:
    """The drawn changes, and for each area in the same order what it says in words and the name of its group."""

    changes: ChangesByArea
    texts: tuple[str, ...]
    groups: tuple[str, ...]

    def specification(self, description: str) -> dict:
        """The Vega-Lite specification. Raises ValueError when there is no area."""
        areas = self.changes.areas
        rows = [_row(area, text, group) for area, text, group in zip(areas, self.texts, self.groups, strict=True)]
        group = explore.group_of(list(dict.fromkeys(self.groups)))
        return explore.document(
            rows,
            self._layers([{"filter": explore.IN_GROUP}] if group else []) if rows else [],
            group,
            explore.Span("y", False, bool(group)),
            description,
            height=ROW_HEIGHT * (len(rows) + 2),
        )

    def _layers(self, filters: list[dict]) -> list[dict]:
        names = [area.name for area in self.changes.areas]
        axis = {"title": None, "orient": "top", "tickCount": 5, "domain": False, "ticks": False}
        across = {"type": "quantitative", "scale": {"domain": list(domain(self.changes)), "nice": False}}
        x = across | {"field": "x", "axis": axis | {"labelExpr": label_expression(self.changes.unit)}}
        row_axis = {"title": None, "domain": False, "ticks": False, "labelColor": theme.INK, "labelLimit": 260}
        y = {"field": "y", "type": "nominal", "scale": {"type": "point", "domain": names, "padding": 0.5}, "axis": row_axis}
        layers: list[dict] = [
            _rule(0.0, {"color": theme.INK, "strokeWidth": 1.6}, across),
            _rule(self.changes.whole_change, {"color": theme.FOCUS, "strokeWidth": 2, "strokeDash": [5, 4]}, across),
            {
                "transform": [*filters, {"filter": "isValid(datum.lower)"}],
                "mark": {"type": "rule", "color": theme.NEUTRAL, "strokeWidth": 2.4},
                "encoding": {"x": x | {"field": "lower"}, "x2": {"field": "upper"}, "y": y},
            },
        ]
        place = {"x": x, "y": y}
        for verdict in dict.fromkeys(area.verdict for area in self.changes.areas):
            colour = theme.VERDICT_COLOURS[verdict]
            mark = {
                "type": "point",
                "filled": True,
                "size": 110,
                "opacity": 1,
                "shape": theme.VERDICT_SHAPES[verdict],
                "fill": colour,
                "stroke": theme.NEUTRAL if colour == theme.GROUND else colour,
                "strokeWidth": 2,
            }
            layers.append({"transform": [*filters, {"filter": f"datum.verdict == '{verdict}'"}], "mark": mark, "encoding": place})
        return [*layers, explore.dot_layer(filters, place, visible=False), explore.marked_layer(place)]


def _row(area: AreaChange, text: str, group: str) -> dict:
    row: dict = {"x": area.change, "y": area.name, "text": text, "series": group, "verdict": area.verdict}
    if area.lower is not None and area.upper is not None:
        row |= {"lower": area.lower, "upper": area.upper}
    return row


def _rule(at: float, look: dict, across: dict) -> dict:
    return {"data": {"values": [{"x": at}]}, "mark": {"type": "rule", **look}, "encoding": {"x": across | {"field": "x"}}}
