"""The funnel: each area's rate against its population, inside the limits that chance (and how areas differ anyway) would allow.

Only areas beyond the 99.8% limits are named; the others are grey, and none has a rank.
"""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from build_scripts import formats
from build_scripts.charts import theme

EDGE = 0.06


@dataclass(frozen=True)
class FunnelPoint:
    """An area: its residents, its rate per 1,000 of them, and the side on which it lies beyond the 99.8% limits (1, -1; 0: within)."""

    name: str
    population: float
    rate: float
    side: int


@dataclass(frozen=True)
class LimitsAt:
    """The limits at one population, per 1,000 residents."""

    population: float
    lower_95: float
    upper_95: float
    lower_998: float
    upper_998: float


@dataclass(frozen=True)
class Funnel:
    """What the chart shows: the areas, the rate of the whole (``centre``), and the limits in order of population."""

    points: tuple[FunnelPoint, ...]
    centre: float
    centre_name: str
    limits: tuple[LimitsAt, ...]


def funnel_chart(funnel: Funnel, frame: theme.Frame) -> alt.LayerChart:
    """The chart, in the given frame. Raises ValueError when there is no area or no limit."""
    if not funnel.points or not funnel.limits:
        raise ValueError("a funnel needs areas and limits")
    first, last = funnel.limits[0].population, funnel.limits[-1].population
    rates = [point.rate for point in funnel.points]
    top = max(*rates, max(limit.upper_998 for limit in funnel.limits)) * (1 + EDGE)
    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=[first, last], nice=False),
        axis=alt.Axis(title="Residents, thousands", tickCount=4, grid=False, tickSize=6, labelExpr="format(datum.value / 1000, ',d')"),
    )
    y = alt.Y("y:Q", scale=alt.Scale(domain=[0, top], nice=True), axis=alt.Axis(title=None, tickCount=4, domain=False, ticks=False))
    layers = []
    for name, dash, width in (("998", [1, 0], 1.6), ("95", [5, 5], 1.6)):
        for side in ("lower", "upper"):
            curve = [{"x": limit.population, "y": round(getattr(limit, f"{side}_{name}"), 4)} for limit in funnel.limits]
            layers.append(theme.rows_of(curve).mark_line(color=theme.MUTED, strokeDash=dash, strokeWidth=width).encode(x=x, y=y))
    layers.append(theme.rows_of([{"y": funnel.centre}]).mark_rule(color=theme.FOCUS, strokeWidth=2).encode(y=y))
    end = funnel.limits[-1]
    whole = f"{funnel.centre_name} {formats.value_of(funnel.centre, 'rate')}"
    ends = [(end.upper_998, "99.8%", theme.MUTED), (end.upper_95, "95%", theme.MUTED), (funnel.centre, whole, theme.FOCUS)]
    for place, label, colour in ends:
        layers.append(
            theme.rows_of([{"x": last, "y": place, "label": label}])
            .mark_text(align="left", dx=8, color=colour, fontWeight="bold" if colour == theme.FOCUS else "normal")
            .encode(x=x, y=y, text="label:N")
        )
    within = [{"x": point.population, "y": point.rate} for point in funnel.points if point.side == 0]
    if within:
        layers.append(
            theme.rows_of(within)
            .mark_point(filled=True, size=80, fill=theme.GROUND, stroke=theme.NEUTRAL, strokeWidth=2, opacity=1)
            .encode(x=x, y=y)
        )
    beyond = [point for point in funnel.points if point.side]
    middle = (first + last) / 2
    for beyond_side, shape in ((1, "triangle-up"), (-1, "triangle-down")):
        rows = [{"x": point.population, "y": point.rate} for point in beyond if point.side == beyond_side]
        if rows:
            layers.append(theme.rows_of(rows).mark_point(filled=True, size=120, shape=shape, color=theme.INK, opacity=1).encode(x=x, y=y))
    for point in beyond:
        to_left = point.population > middle
        layers.append(
            theme.rows_of([{"x": point.population, "y": point.rate, "label": point.name}])
            .mark_text(align="right" if to_left else "left", dx=-10 if to_left else 10, fontWeight="bold")
            .encode(x=x, y=y, text="label:N")
        )
    return theme.framed(layers, frame)
