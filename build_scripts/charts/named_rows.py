"""Charts of one row a name: names stand left of the plot on a desk, and above each row on a phone, where there is no room beside it."""

from __future__ import annotations

from typing import Any

import altair as alt

from build_scripts.charts import theme

ROW_HEIGHT = {theme.WIDE.name: 26, theme.NARROW.name: 50}
# How far above its row's middle a name stands on a phone, in pixels.
NAME_RISE = 21


def plot_height(names: list[str], frame: theme.Frame) -> int:
    """The height of a plot with a row for each name, in pixels."""
    return ROW_HEIGHT[frame.name] * len(names)


def row_scale(names: list[str], frame: theme.Frame) -> alt.Y:
    """The vertical place of each name, in the order given."""
    axis = alt.Axis(title=None, domain=False, ticks=False, labelColor=theme.INK, labelLimit=260) if frame is theme.WIDE else None
    return alt.Y("name:N", sort=names, scale=alt.Scale(domain=names, paddingOuter=0), axis=axis)


def name_layers(names: list[str], frame: theme.Frame, left: float) -> list[alt.Chart]:
    """The names as a layer of their own, from ``left`` (a value of the horizontal scale) on; none on a desk, where the axis has them."""
    if frame is theme.WIDE:
        return []
    rows = theme.rows_of([{"name": name, "x": left} for name in names])
    place = {"x": alt.X("x:Q"), "y": row_scale(names, frame), "text": alt.Text("name:N")}
    look: dict[str, Any] = {"align": "left", "dy": -NAME_RISE}
    # The ground around each name keeps the lines of the plot from striking it through.
    halo = rows.mark_text(**look, stroke=theme.GROUND, strokeWidth=5, color=theme.GROUND).encode(**place)
    return [halo, rows.mark_text(**look, color=theme.INK).encode(**place)]
