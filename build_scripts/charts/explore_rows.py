"""Rows of names to be explored: a mark and a plausible range each; those of one series, a verdict or a kind of group, can be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from build_scripts.charts import dots, explore, groups, theme

ROW_HEIGHT = 24


@dataclass(frozen=True)
class ExploredRow:
    """A row: its name, its place and interval (None where it has none), what it says in words, its series, and how its mark looks."""

    name: str
    x: float
    lower: float | None
    upper: float | None
    text: str
    series: str
    shape: str
    fill: str

    @property
    def look(self) -> str:
        """How its mark looks, in words: filled or open, and its shape."""
        return f"{'open' if self.fill == theme.GROUND else 'filled'} {self.shape}"


@dataclass(frozen=True)
class Reference:
    """A vertical that rows are read against: no change, or the whole."""

    x: float
    colour: str
    dashed: bool


@dataclass(frozen=True)
class ExploredRows:
    """What can be explored. ``label_expression`` writes the numbers of the axis, which runs from end to end of ``domain``."""

    rows: tuple[ExploredRow, ...]
    references: tuple[Reference, ...]
    domain: tuple[float, float]
    label_expression: str

    def specification(self, description: str) -> dict:
        """The Vega-Lite specification. Raises ValueError when there is no row."""
        group = explore.group_of(list(dict.fromkeys(row.series for row in self.rows)))
        return explore.document(
            [_row(row) for row in self.rows],
            self._layers([{"filter": explore.IN_GROUP}] if group else []),
            group,
            explore.Span("y", False, bool(group)),
            description,
            height=ROW_HEIGHT * (len(self.rows) + 2),
        )

    def _layers(self, filters: list[dict]) -> list[dict]:
        axis = {"title": None, "orient": "top", "tickCount": 5, "domain": False, "ticks": False, "labelExpr": self.label_expression}
        across = {"type": "quantitative", "scale": {"domain": list(self.domain), "nice": False, "zero": False}}
        x = across | {"field": "x", "axis": axis}
        names = [row.name for row in self.rows]
        row_axis = {"title": None, "domain": False, "ticks": False, "labelColor": theme.INK, "labelLimit": 260}
        y = {"field": "y", "type": "nominal", "scale": {"type": "point", "domain": names, "padding": 0.5}, "axis": row_axis}
        layers = [_rule(reference, across) for reference in self.references]
        layers.append(
            {
                "transform": [*filters, {"filter": "isValid(datum.lower)"}],
                "mark": {"type": "rule", "color": theme.NEUTRAL, "strokeWidth": 2.4},
                "encoding": {"x": x | {"field": "lower"}, "x2": {"field": "upper"}, "y": y},
            }
        )
        place = {"x": x, "y": y}
        for look, row in {row.look: row for row in self.rows}.items():
            mark = {
                "type": "point",
                "filled": True,
                "size": 110,
                "opacity": 1,
                "shape": row.shape,
                "fill": row.fill,
                "stroke": theme.NEUTRAL if row.fill == theme.GROUND else row.fill,
                "strokeWidth": 2,
            }
            alike = {"filter": f"datum.look == '{look}'"}
            layers.append({"transform": [*filters, alike], "mark": mark, "encoding": place})
        return [*layers, explore.dot_layer(filters, place, visible=False), explore.marked_layer(place)]


def explored_changes(changes: dots.ChangesByArea, texts: Sequence[str], series: Sequence[str]) -> ExploredRows:
    """The drawn changes, with what each area says in words and the name of its verdict, in the same order."""
    rows = tuple(
        ExploredRow(
            area.name,
            area.change,
            area.lower,
            area.upper,
            text,
            name,
            theme.VERDICT_SHAPES[area.verdict],
            theme.VERDICT_COLOURS[area.verdict],
        )
        for area, text, name in zip(changes.areas, texts, series, strict=True)
    )
    lines = (Reference(0.0, theme.INK, False), Reference(changes.whole_change, theme.FOCUS, True))
    return ExploredRows(rows, lines, dots.domain(changes), dots.label_expression(changes.unit))


def explored_groups(levels: groups.LevelsByGroup, texts: Sequence[str]) -> ExploredRows:
    """The drawn groups, with what each says in words, in the same order; a series is a kind of group."""
    told = iter(texts)
    rows = tuple(
        ExploredRow(group.name, group.level, group.lower, group.upper, next(told), kind.name, *groups.LOOKS[group.side])
        for kind in levels.kinds
        for group in kind.groups
    )
    return ExploredRows(rows, (Reference(levels.whole, theme.FOCUS, True),), groups.domain(levels), "datum.label + '%'")


def _row(row: ExploredRow) -> dict:
    made: dict = {"x": row.x, "y": row.name, "text": row.text, "series": row.series, "look": row.look}
    if row.lower is not None and row.upper is not None:
        made |= {"lower": row.lower, "upper": row.upper}
    return made


def _rule(reference: Reference, across: dict) -> dict:
    look = {"color": reference.colour, "strokeWidth": 2, "strokeDash": [5, 4] if reference.dashed else [1, 0]}
    return {"data": {"values": [{"x": reference.x}]}, "mark": {"type": "rule", **look}, "encoding": {"x": across | {"field": "x"}}}
