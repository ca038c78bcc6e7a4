"""Groups of people beside everybody: a dot for each group's level, a line for the plausible range of its gap, groups of a kind together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import altair as alt

from build_scripts import formats
from build_scripts.charts import named_rows, theme

# Room above the plot for the name of everybody's line.
TOP_ROOM = 28
EDGE = 0.04
BELOW, ABOVE, NOT_CLEAR = -1, 1, 0
# A triangle points to the side on which a group clearly lies; an open circle is a gap that could be chance.
LOOKS = {
    BELOW: ("triangle-down", theme.INK),
    ABOVE: ("triangle-up", theme.INK),
    NOT_CLEAR: ("circle", theme.GROUND),
}


@dataclass(frozen=True)
class GroupLevel:
    """A group's level in per cent, the level of everybody plus either end of its gap's interval (None where it has none).

    ``side`` is ``BELOW`` or ``ABOVE`` where the gap is clear, else ``NOT_CLEAR``.
    """

    name: str
    level: float
    lower: float | None
    upper: float | None
    side: int


@dataclass(frozen=True)
class GroupsOfAKind:
    """The groups of one characteristic, under its name, in the order in which they are drawn."""

    name: str
    groups: tuple[GroupLevel, ...]


@dataclass(frozen=True)
class LevelsByGroup:
    """What the chart shows: the groups by kind, and the level of everybody."""

    kinds: tuple[GroupsOfAKind, ...]
    whole_name: str
    whole: float

    @property
    def groups(self) -> tuple[GroupLevel, ...]:
        """Every group, from the top of the chart to its foot."""
        return tuple(group for kind in self.kinds for group in kind.groups)

    @property
    def rows(self) -> list[str]:
        """The names of all rows, those of kinds among them, from the top."""
        return [name for kind in self.kinds for name in (kind.name, *(group.name for group in kind.groups))]


def domain(levels: LevelsByGroup) -> tuple[float, float]:
    """From where to where the horizontal runs: everybody, every group and every range lie inside."""
    reached = [levels.whole]
    for group in levels.groups:
        reached += [value for value in (group.level, group.lower, group.upper) if value is not None]
    margin = (max(reached) - min(reached)) * EDGE or 1.0
    return min(reached) - margin, max(reached) + margin


def groups_chart(levels: LevelsByGroup, frame: theme.Frame) -> alt.LayerChart:
    """The chart, in the given frame. Raises ValueError when there is no group, or two rows bear one name."""
    names = levels.rows
    if not levels.groups:
        raise ValueError("a chart of groups needs at least one group")
    if len(set(names)) < len(names):
        raise ValueError("every row of a chart of groups needs a name of its own")
    low, high = domain(levels)
    axis = alt.Axis(
        title=None,
        tickCount=5,
        domain=False,
        ticks=False,
        orient="top",
        labelFlush=True,
        labelExpr="datum.label + '%'",
        offset=TOP_ROOM,
    )
    x = alt.X("x:Q", scale=alt.Scale(domain=[low, high], nice=False, zero=False), axis=axis)
    y = _rows(names, [kind.name for kind in levels.kinds], frame)
    layers = [theme.rows_of([{"x": levels.whole}]).mark_rule(color=theme.FOCUS, strokeWidth=2, strokeDash=[5, 4]).encode(x=x)]
    layers.append(_whole_name(levels, (low + high) / 2))
    ranges = [
        {"name": group.name, "x": group.lower, "x2": group.upper}
        for group in levels.groups
        if group.lower is not None and group.upper is not None
    ]
    if ranges:
        layers.append(theme.rows_of(ranges).mark_rule(color=theme.NEUTRAL, strokeWidth=2.4).encode(x=x, x2="x2:Q", y=y))
    for side, (shape, fill) in LOOKS.items():
        rows = [{"name": group.name, "x": group.level} for group in levels.groups if group.side == side]
        if rows:
            look: dict[str, Any] = {"shape": shape, "fill": fill, "stroke": theme.NEUTRAL if fill == theme.GROUND else fill}
            layers.append(theme.rows_of(rows).mark_point(filled=True, size=110, strokeWidth=2, opacity=1, **look).encode(x=x, y=y))
    layers += _names(levels, frame, low, y)
    return theme.framed(layers, frame, height=named_rows.plot_height(names, frame))


def _rows(names: list[str], kinds: list[str], frame: theme.Frame) -> alt.Y:
    """The vertical place of each row; on a desk the axis names them, kinds in bold."""
    if frame is not theme.WIDE:
        return named_rows.row_scale(names, frame)
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    axis = alt.Axis(
        title=None,
        domain=False,
        ticks=False,
        labelColor=theme.INK,
        labelLimit=260,
        labelFontWeight={"condition": {"test": f"indexof([{listed}], datum.value) >= 0", "value": "bold"}, "value": "normal"},
    )
    return alt.Y("name:N", sort=names, scale=alt.Scale(domain=names, paddingOuter=0), axis=axis)


def _whole_name(levels: LevelsByGroup, middle: float) -> alt.Chart:
    to_left = levels.whole > middle
    label = f"{levels.whole_name} {formats.value_of(levels.whole, 'percentage')}"
    look: dict[str, Any] = {"align": "right" if to_left else "left", "dx": -6 if to_left else 6, "y": -8, "baseline": "bottom"}
    row = theme.rows_of([{"x": levels.whole, "label": label}])
    return row.mark_text(fontWeight="bold", color=theme.FOCUS, **look).encode(x="x:Q", text="label:N")


def _names(levels: LevelsByGroup, frame: theme.Frame, left: float, y: alt.Y) -> list[alt.Chart]:
    """On a phone the names stand above their rows, those of kinds in bold; none on a desk, where the axis has them."""
    if frame is theme.WIDE:
        return []
    layers = []
    for weight, names in (("bold", [kind.name for kind in levels.kinds]), ("normal", [group.name for group in levels.groups])):
        rows = theme.rows_of([{"name": name, "x": left} for name in names])
        place = {"x": alt.X("x:Q"), "y": y, "text": alt.Text("name:N")}
        look: dict[str, Any] = {"align": "left", "dy": 0 if weight == "bold" else -named_rows.NAME_RISE, "fontWeight": weight}
        # The ground around each name keeps the lines of the plot from striking it through.
        layers.append(rows.mark_text(**look, stroke=theme.GROUND, strokeWidth=5, color=theme.GROUND).encode(**place))
        layers.append(rows.mark_text(**look, color=theme.INK).encode(**place))
    return layers
