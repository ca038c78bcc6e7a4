"""What every chart to be explored shares: the same data as a drawing, as a specification that a browser renders when a reader asks for it.

The specification holds a data set ``points`` (``x``, ``y``, ``text``, ``series``, ``index``) in reading order: the page's script steps
through them by key and reads ``text`` out. Its file has them by column (``by_column``), because names repeated with every point are a
third of a file; the script makes rows of them again and numbers them. Parameters bound to inputs (``from``, ``to``, ``series``) are the
range and the group; ``at`` is the point that is marked. ``usermeta`` tells the script which of these there are, and whether a pointer
follows the chart ``along`` its horizontal (a time, a size) or its vertical (rows of names).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from build_scripts.charts import theme

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
HEIGHT = 360
NOTHING = -1
ALL = "All"
SHARED = frozenset({"series", "segment", "look"})
AT = {"name": "at", "value": NOTHING}
# What leaves a point, a line or a range out when a reader has chosen another group.
IN_GROUP = f"(series == '{ALL}' || datum.series == series)"


class Exploration(Protocol):
    """A chart that can be explored."""

    def specification(self, description: str) -> dict:
        """Its Vega-Lite specification. Raises ValueError when there is no point."""


@dataclass(frozen=True)
class Span:
    """The horizontal or vertical extent of a chart, and how it is read by a pointer."""

    along: str
    range: bool
    group: bool


def group_of(names: Sequence[str]) -> list[dict]:
    """The parameter by which a reader chooses one of several groups; none where there is nothing to choose."""
    if len(names) < 2:
        return []
    return [{"name": "series", "value": ALL, "bind": {"input": "select", "options": [ALL, *names], "name": "Show "}}]


def dot_layer(filters: list[dict], place: dict, *, visible: bool) -> dict:
    """The points under the pointer: drawn where nothing else draws them, else there to be caught."""
    mark = {
        "type": "point",
        "filled": True,
        "clip": True,
        "size": 80 if visible else 160,
        "opacity": 1 if visible else 0,
        "color": theme.NEUTRAL,
    }
    return {"transform": filters, "mark": mark, "encoding": place | {"tooltip": {"field": "text", "type": "nominal"}}}


def marked_layer(place: dict) -> dict:
    """The point that a reader stands on."""
    mark = {"type": "point", "filled": True, "clip": True, "size": 220, "color": theme.FOCUS, "stroke": theme.GROUND, "strokeWidth": 2}
    return {"transform": [{"filter": "datum.index == at"}], "mark": mark, "encoding": place}


def document(rows: list[dict], layers: list[dict], parameters: list[dict], span: Span, description: str, height: int = HEIGHT) -> dict:
    """The whole specification. ``rows`` are the points in reading order, without their index. Raises ValueError when there is none."""
    if not rows:
        raise ValueError("there is nothing to explore without a point")
    return {
        "$schema": SCHEMA,
        "description": description,
        "width": "container",
        "height": height,
        "autosize": {"type": "fit", "contains": "padding", "resize": True},
        "config": theme.configuration() | {"aria": False},
        "datasets": {"points": [row | {"index": index} for index, row in enumerate(rows)]},
        "data": {"name": "points"},
        "params": [AT, *parameters],
        "usermeta": {"plainSight": {"range": span.range, "group": span.group, "along": span.along}},
        "layer": layers,
    }


def by_column(specification: dict) -> dict:
    """A specification of ``document`` as its file has it: its points as ``columns`` and ``runs``, without their index.

    A column is a list of cells, null where a point has no value. What many points that follow each other have in common (``SHARED``) is
    told in runs: what they have, and how many they are.
    """
    points = specification["datasets"]["points"]
    names = dict.fromkeys(name for point in points for name in point if name != "index")
    columns = {name: [point.get(name) for point in points] for name in names}
    parts = {
        "columns": {name: cells for name, cells in columns.items() if name not in SHARED},
        "runs": {name: [[cell, len(list(run))] for cell, run in groupby(cells)] for name, cells in columns.items() if name in SHARED},
    }
    return specification | {"datasets": {"points": parts}}
