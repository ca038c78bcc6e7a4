"""One look for every chart. Colours are CSS variables of the page, so that dark mode, high contrast and paper follow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType

import altair as alt

FONT = '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif'

INK = "var(--ps-ink)"
MUTED = "var(--ps-muted)"
RULE = "var(--ps-rule)"
FOCUS = "var(--ps-focus)"
CONTEXT = "var(--ps-context)"
PANEL = "var(--ps-panel)"
GROUND = "var(--ps-ground)"
NEUTRAL = "var(--ps-neutral)"
IMPROVING = "var(--ps-improving)"
WORSENING = "var(--ps-worsening)"

# A drawing taken out of the page has no style sheet: it carries the light colours of tokens.css, to which a test holds these.
LIGHT_COLOURS = MappingProxyType(
    {
        "ink": "#14191f",
        "muted": "#4b545e",
        "rule": "#d8dde2",
        "focus": "#12436d",
        "context": "#bfbfbf",
        "panel": "#f4f6f8",
        "ground": "#fff",
        "neutral": "#3d3d3d",
        "improving": "#28a197",
        "worsening": "#801650",
    }
)
# A verdict's mark has a shape of its own beside its colour, so that it is never told by colour alone.
VERDICT_COLOURS = MappingProxyType(
    {
        "improving": IMPROVING,
        "worsening": WORSENING,
        "rose": INK,
        "fell": INK,
        "no-clear-change": GROUND,
        "not-comparable": GROUND,
        "not-available": GROUND,
    }
)
VERDICT_SHAPES = MappingProxyType(
    {
        "improving": "circle",
        "worsening": "diamond",
        "rose": "triangle-up",
        "fell": "triangle-down",
        "no-clear-change": "circle",
        "not-comparable": "square",
        "not-available": "square",
    }
)
_VARIABLE = re.compile(r"var\(--ps-([a-z0-9-]+)\)")

TEXT_SIZE = 16
# Drawings are laid out with the type of the machine that draws them; a reader's own may be wider: what stands at an edge keeps this room.
TYPE_ROOM = 14


@dataclass(frozen=True)
class Frame:
    """A drawing's width in pixels (that of its column, so that its text keeps its size), the height of its plot, and how many years can be
    named below it without crowding.

    A narrow one is redrawn for a phone, not shrunk.
    """

    name: str
    width: int
    height: int
    most_years_named: int

    @property
    def content_width(self) -> int:
        """What a drawing may take of the width, as it is laid out: the rest is for type that a reader's machine draws wider."""
        return self.width - TYPE_ROOM


WIDE = Frame("wide", 786, 360, 11)
NARROW = Frame("narrow", 350, 260, 5)


def configuration() -> dict:
    """The Vega-Lite configuration shared by all charts."""
    return {
        "background": "transparent",
        "font": FONT,
        "view": {"stroke": None},
        "axis": {
            "labelFontSize": TEXT_SIZE,
            "titleFontSize": TEXT_SIZE,
            "labelColor": MUTED,
            "titleColor": MUTED,
            "titleFontWeight": 400,
            "domainColor": MUTED,
            "tickColor": MUTED,
            "gridColor": RULE,
            "labelPadding": 8,
        },
        "text": {"fontSize": TEXT_SIZE, "color": INK},
    }


def with_light_colours(text: str) -> str:
    """A drawing or a specification with the names of colours replaced by the light ones. Raises KeyError for a name that has none."""
    return _VARIABLE.sub(lambda match: LIGHT_COLOURS[match[1]], text)


def framed(layers: list[alt.Chart], frame: Frame, *, height: float | None = None) -> alt.LayerChart:
    """The layers as one chart of the frame's width; ``height`` of the plot in pixels (default: the frame's)."""
    return (
        alt.layer(*layers)
        .properties(
            width=frame.content_width,
            height=frame.height if height is None else height,
            padding={"left": 4, "top": 4, "right": TYPE_ROOM, "bottom": 4},
            autosize=alt.AutoSizeParams(type="fit-x", contains="content"),
        )
        .configure(**configuration())
    )


def rows_of(values: list[dict]) -> alt.Chart:
    """A layer to be drawn from rows that stand in the specification itself."""
    return alt.Chart(alt.Data(values=values))
