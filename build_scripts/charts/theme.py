"""One look for every chart. Colours are CSS variables of the page, so that dark mode, high contrast and paper follow."""

from __future__ import annotations

from dataclasses import dataclass

FONT = '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif'

INK = "var(--ps-ink)"
MUTED = "var(--ps-muted)"
RULE = "var(--ps-rule)"
FOCUS = "var(--ps-focus)"
CONTEXT = "var(--ps-context)"
PANEL = "var(--ps-panel)"
GROUND = "var(--ps-ground)"

TEXT_SIZE = 16


@dataclass(frozen=True)
class Frame:
    """A drawing's width in pixels (that of its column, so that its text keeps its size) and the height of its plot.

    A narrow one is redrawn for a phone, not shrunk.
    """

    name: str
    width: int
    height: int
    years_between_labels: int


WIDE = Frame("wide", 786, 360, 1)
NARROW = Frame("narrow", 350, 260, 4)


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
