"""The slope: two periods, a line for each area; the whole and the largest clear changes are named, unclear ones are grey."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from build_scripts import formats
from build_scripts.charts import theme

# Names closer than a line of text would run into each other.
LINE = 20.0
# Which share of the frame's width the lines take; the rest is for names.
NAMES_WIDTH = {theme.WIDE.name: 300, theme.NARROW.name: 150}
# The mean width of a character of a name, in pixels, and what its mark takes before it.
CHARACTER, MARK_ROOM = 8.2, 12
# More names than these, beside that of the whole, would be more lines than an eye can follow: the table has them all.
MOST_NAMED = 5
EDGE = 0.08


@dataclass(frozen=True)
class SlopeLine:
    """An area's percentages of two periods; ``verdict`` is a code of the vocabulary; ``whole`` for the area all others belong to."""

    name: str
    before: float
    now: float
    verdict: str
    whole: bool = False

    @property
    def marked(self) -> bool:
        """Whether it stands out from the grey: the whole, and areas with a clear change."""
        return self.whole or self.verdict in ("improving", "worsening", "rose", "fell")


@dataclass(frozen=True)
class Slope:
    """What the chart shows: lines, and the names of the two periods."""

    lines: tuple[SlopeLine, ...]
    before_label: str
    now_label: str

    @property
    def named(self) -> tuple[SlopeLine, ...]:
        """The lines that the chart names, in their order: the whole, and the largest of the clear changes."""
        clear = sorted((line for line in self.lines if line.marked and not line.whole), key=lambda line: -abs(line.now - line.before))
        return tuple(line for line in self.lines if line.whole or line in clear[:MOST_NAMED])


def spread(places: Sequence[float], gap: float) -> list[float]:
    """Places moved apart so that no two are nearer than ``gap``, in their order, around where they stood.

    Neighbours that would touch are put side by side with their mean unchanged (the pooling of adjacent violators).
    """
    order = sorted(range(len(places)), key=lambda index: places[index])
    groups: list[list[int]] = []
    centres: list[float] = []
    for index in order:
        groups.append([index])
        centres.append(places[index])
        while len(groups) > 1 and centres[-1] - centres[-2] < gap * (len(groups[-1]) + len(groups[-2])) / 2:
            joined = groups[-2] + groups[-1]
            groups[-2:] = [joined]
            centres[-2:] = [sum(places[one] for one in joined) / len(joined)]
    moved = [0.0] * len(places)
    for group, centre in zip(groups, centres, strict=True):
        for position, index in enumerate(group):
            moved[index] = centre + (position - (len(group) - 1) / 2) * gap
    return moved


def label_places(places: Sequence[float], rows: Sequence[int]) -> list[float]:
    """Where the middles of labels stand that have one or several rows of text each, moved apart as ``spread`` does."""
    moved = iter(spread([place for place, count in zip(places, rows, strict=True) for _ in range(count)], LINE))
    return [sum(next(moved) for _ in range(count)) / count for count in rows]


def domain(slope: Slope) -> tuple[float, float]:
    """From where to where the vertical runs, with some room at both ends."""
    values = [value for line in slope.lines for value in (line.before, line.now)]
    margin = (max(values) - min(values)) * EDGE or 1.0
    return min(values) - margin, max(values) + margin


def slope_chart(slope: Slope, frame: theme.Frame) -> alt.LayerChart:
    """The chart, in the given frame. Raises ValueError when there is no line."""
    if not slope.lines:
        raise ValueError("a slope needs at least one line")
    low, high = domain(slope)
    pixels = frame.height / (high - low)
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, 1], range=[56, frame.width - NAMES_WIDTH[frame.name]]), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[low, high], nice=False, zero=False), axis=None)
    layers = [theme.rows_of([{"x": 0}, {"x": 1}]).mark_rule(color=theme.RULE).encode(x=x)]
    heads = [{"x": 0, "label": slope.before_label}, {"x": 1, "label": slope.now_label}]
    layers.append(theme.rows_of(heads).mark_text(y=-12, baseline="bottom", color=theme.MUTED).encode(x=x, text="label:N"))
    # Marked lines are drawn last, so that they lie on top.
    for index, line in enumerate(sorted(slope.lines, key=lambda one: (one.marked, one.whole))):
        colour = theme.FOCUS if line.whole else theme.VERDICT_COLOURS[line.verdict] if line.marked else theme.CONTEXT
        rows = [{"x": 0, "y": line.before, "line": index}, {"x": 1, "y": line.now, "line": index}]
        layers.append(
            theme.rows_of(rows).mark_line(color=colour, strokeWidth=4 if line.whole else 2.4 if line.marked else 1.4).encode(x=x, y=y)
        )
        if line.marked:
            shape = "circle" if line.whole else theme.VERDICT_SHAPES[line.verdict]
            layers.append(theme.rows_of(rows).mark_point(filled=True, size=110, shape=shape, color=colour, opacity=1).encode(x=x, y=y))
    labels = [end_label(line, frame) for line in slope.named]
    places = label_places([line.now * pixels for line in slope.named], [len(label) for label in labels])
    for line, label, place in zip(slope.named, labels, places, strict=True):
        layers.append(
            theme.rows_of([{"x": 1, "y": place / pixels, "label": label}])
            .mark_text(
                align="left",
                baseline="middle",
                lineHeight=LINE,
                dx=MARK_ROOM,
                dy=-(len(label) - 1) * LINE / 2,
                fontWeight="bold" if line.whole else "normal",
            )
            .encode(x=x, y=y, text="label:N")
        )
    starts = spread([line.before * pixels for line in slope.named], LINE)
    for line, place in zip(slope.named, starts, strict=True):
        start = {"x": 0, "y": place / pixels, "label": formats.value_of(line.before, "percentage")}
        layers.append(theme.rows_of([start]).mark_text(align="right", dx=-MARK_ROOM, color=theme.MUTED).encode(x=x, y=y, text="label:N"))
    return theme.framed(layers, frame)


def end_label(line: SlopeLine, frame: theme.Frame) -> list[str]:
    """The value and the name at a line's end, in as many lines of text as the room beside it asks for."""
    characters = int((NAMES_WIDTH[frame.name] - theme.TYPE_ROOM - MARK_ROOM) / CHARACTER)
    return textwrap.wrap(f"{formats.value_of(line.now, 'percentage')} {line.name}", characters)
