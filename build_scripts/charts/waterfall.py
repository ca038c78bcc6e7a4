"""The waterfall: how one amount becomes another, step by step. Totals stand on nought, each change where the last one ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import altair as alt

from build_scripts import formats
from build_scripts.charts import named_rows, theme

EDGE = 0.16


@dataclass(frozen=True)
class Step:
    """One line of a budget: an amount in £ million; ``total`` where it states the sum of what stands before it (or opens the series)."""

    label: str
    amount: float
    total: bool = False


@dataclass(frozen=True)
class Bar:
    """Where a step's bar begins and ends, in £ million."""

    label: str
    start: float
    end: float
    total: bool


def bars_of(steps: Sequence[Step], tolerance: float = 0.05) -> tuple[Bar, ...]:
    """The bars of the steps.

    Raises ValueError when there are no steps, when a label stands twice, and when a total after the first is not the sum of what stands
    before it within ``tolerance`` (£ million): a drawing may not hide that a table does not add up.
    """
    if not steps:
        raise ValueError("a waterfall needs at least one step")
    if len({step.label for step in steps}) < len(steps):
        raise ValueError("two steps of a waterfall have one label")
    bars: list[Bar] = []
    standing = 0.0
    for number, step in enumerate(steps):
        if step.total:
            # Amounts are decimals: half a unit in the ninth place is the arithmetic's own.
            if number and abs(step.amount - standing) > tolerance + 1e-9:
                raise ValueError(f"{step.label} is {step.amount}, but the steps before it come to {standing:g}")
            standing = step.amount
            bars.append(Bar(step.label, 0.0, standing, True))
        else:
            bars.append(Bar(step.label, standing, standing + step.amount, False))
            standing += step.amount
    return tuple(bars)


def waterfall_chart(steps: Sequence[Step], frame: theme.Frame, tolerance: float = 0.05) -> alt.LayerChart:
    """The chart, in the given frame: a row a step, rises to the right. Raises what ``bars_of`` raises."""
    bars = bars_of(steps, tolerance)
    names = [bar.label for bar in bars]
    reached = [0.0, *(value for bar in bars for value in (bar.start, bar.end))]
    span = max(reached) - min(reached) or 1.0
    low = min(reached) - (span * EDGE if min(reached) < 0 else 0)
    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=[low, max(reached) + span * EDGE], nice=False),
        axis=alt.Axis(title=None, tickCount=4, domain=False, ticks=False, labelExpr="replace(format(datum.value, ',d'), '-', '−')"),
    )
    y = named_rows.row_scale(names, frame)
    layers = []
    # Totals are taller as well as navy: what a bar is must not rest on its colour.
    for total, colour, height in ((True, theme.FOCUS, 20), (False, theme.NEUTRAL, 12)):
        rows = [{"name": bar.label, "x": bar.start, "x2": bar.end} for bar in bars if bar.total is total]
        if rows:
            layers.append(theme.rows_of(rows).mark_bar(color=colour, height=height).encode(x=x, x2="x2:Q", y=y))
    links = [{"name": bar.label, "name2": after.label, "x": bar.end} for bar, after in pairwise(bars)]
    if links:
        layers.append(theme.rows_of(links).mark_rule(color=theme.MUTED).encode(x=x, y=y, y2="name2:N"))
    labels = [
        {
            "name": bar.label,
            "x": max(bar.start, bar.end),
            "label": formats.number(step.amount, 1) if step.total else formats.signed(step.amount, 1),
        }
        for bar, step in zip(bars, steps, strict=True)
    ]
    layers.append(theme.rows_of(labels).mark_text(align="left", dx=8, fontWeight="bold", color=theme.INK).encode(x=x, y=y, text="label:N"))
    layers.append(theme.rows_of([{"x": 0}]).mark_rule(color=theme.INK, strokeWidth=1.6).encode(x=x))
    layers += named_rows.name_layers(names, frame, low)
    return theme.framed(layers, frame, height=named_rows.plot_height(names, frame))
