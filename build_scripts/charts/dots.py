"""Changes by area: a dot for the change, a line for its plausible range, areas in the order given (by name: they are not ranked)."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from build_scripts import formats
from build_scripts.charts import named_rows, theme

# Room above the plot for the name of the whole's line.
TOP_ROOM = 28
EDGE = 0.04


@dataclass(frozen=True)
class AreaChange:
    """One area's change and its 95% interval (None where it has none), in the chart's unit; ``verdict`` is a code of the vocabulary."""

    name: str
    change: float
    lower: float | None
    upper: float | None
    verdict: str


@dataclass(frozen=True)
class ChangesByArea:
    """What the chart shows: the areas, the change of the whole they belong to, and the unit (``%`` or ``pp``)."""

    areas: tuple[AreaChange, ...]
    whole_name: str
    whole_change: float
    unit: str


def domain(changes: ChangesByArea) -> tuple[float, float]:
    """From where to where the horizontal runs: no change, every change and every range lie inside."""
    reached = [0.0, changes.whole_change]
    for area in changes.areas:
        reached += [value for value in (area.change, area.lower, area.upper) if value is not None]
    margin = (max(reached) - min(reached)) * EDGE or 1.0
    return min(reached) - margin, max(reached) + margin


def label_expression(unit: str) -> str:
    """How a number of the axis is written: the sign is part of it, a true minus and a plus."""
    suffix = "%" if unit == "%" else ""
    return f"datum.value ? replace(format(datum.value, '+,d'), '-', '−') + '{suffix}' : '0'"


def dots_chart(changes: ChangesByArea, frame: theme.Frame) -> alt.LayerChart:
    """The chart, in the given frame. Raises ValueError when there is no area."""
    if not changes.areas:
        raise ValueError("a chart of changes needs at least one area")
    names = [area.name for area in changes.areas]
    low, high = domain(changes)
    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=[low, high], nice=False),
        axis=alt.Axis(
            title=None,
            tickCount=5,
            domain=False,
            ticks=False,
            orient="top",
            labelFlush=True,
            labelExpr=label_expression(changes.unit),
            offset=TOP_ROOM,
        ),
    )
    y = named_rows.row_scale(names, frame)
    layers = [theme.rows_of([{"x": 0}]).mark_rule(color=theme.INK, strokeWidth=1.6).encode(x=x)]
    layers.append(theme.rows_of([{"x": changes.whole_change}]).mark_rule(color=theme.FOCUS, strokeWidth=2, strokeDash=[5, 4]).encode(x=x))
    to_left = changes.whole_change > (low + high) / 2
    label = f"{changes.whole_name} {formats.short_change(changes.whole_change, changes.unit)}"
    layers.append(
        theme.rows_of([{"x": changes.whole_change, "label": label}])
        .mark_text(
            align="right" if to_left else "left",
            dx=-6 if to_left else 6,
            y=-8,
            baseline="bottom",
            fontWeight="bold",
            color=theme.FOCUS,
        )
        .encode(x="x:Q", text="label:N")
    )
    ranges = [
        {"name": area.name, "x": area.lower, "x2": area.upper}
        for area in changes.areas
        if area.lower is not None and area.upper is not None
    ]
    if ranges:
        layers.append(theme.rows_of(ranges).mark_rule(color=theme.NEUTRAL, strokeWidth=2.4).encode(x=x, x2="x2:Q", y=y))
    for verdict in dict.fromkeys(area.verdict for area in changes.areas):
        rows = [{"name": area.name, "x": area.change} for area in changes.areas if area.verdict == verdict]
        colour = theme.VERDICT_COLOURS[verdict]
        layers.append(
            theme.rows_of(rows)
            .mark_point(
                filled=True,
                size=110,
                shape=theme.VERDICT_SHAPES[verdict],
                fill=colour,
                stroke=theme.NEUTRAL if colour == theme.GROUND else colour,
                strokeWidth=2,
                opacity=1,
            )
            .encode(x=x, y=y)
        )
    layers += named_rows.name_layers(names, frame, low)
    return theme.framed(layers, frame, height=named_rows.plot_height(names, frame))
