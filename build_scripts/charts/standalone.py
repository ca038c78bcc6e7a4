"""A drawing that can leave the page: its own colours, a white ground, and its title, key, source and address written into it."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Sequence

from build_scripts.charts import theme

MARGIN = 24
TITLE_SIZE, TITLE_LINE = 24, 30
TEXT_LINE = 24
# The mean width of a character, in parts of the size of the type: wide enough that no line of ours runs out.
CHARACTER = 0.54
_VIEW_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_OPENING = re.compile(r"<svg [^>]*>")
_LABEL = re.compile(r"<title id=.*?</title><desc id=.*?</desc>", re.DOTALL)


def standalone(drawing: str, *, title: str, sub: str, description: str, notes: Sequence[str]) -> str:
    """An SVG file of an inline drawing of ``render.svg``: title and sub line above it, the notes below, each from a new line.

    Notes say how to read it, where the figures are from, and the address of the page; nothing in the file depends on another. Raises
    ValueError where ``drawing`` is none.
    """
    box, tag = _VIEW_BOX.search(drawing), _OPENING.search(drawing)
    if box is None or tag is None:
        raise ValueError("a drawing begins with an svg tag that has a viewBox")
    width, height = float(box[1]) + 2 * MARGIN, float(box[2])
    inner = _LABEL.sub("", drawing[tag.end() : -len("</svg>")], count=1)
    parts: list[str] = []
    y: float = MARGIN + TITLE_SIZE
    y = _lines(parts, title, y, width, TITLE_SIZE, TITLE_LINE, theme.INK, weight=700)
    y = _lines(parts, sub, y, width, theme.TEXT_SIZE, TEXT_LINE, theme.MUTED)
    parts.append(f'<g transform="translate({MARGIN} {y - TEXT_LINE + MARGIN:g})">{inner}</g>')
    y += height + MARGIN
    for note in notes:
        y = _lines(parts, note, y, width, theme.TEXT_SIZE - 1, TEXT_LINE, theme.MUTED)
    whole = y - TEXT_LINE + MARGIN
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {whole:g}" width="{width:g}" height="{whole:g}" role="img" '
        f'aria-labelledby="title description" font-family="{html.escape(theme.FONT)}">'
        f'<title id="title">{html.escape(title)}</title><desc id="description">{html.escape(description)}</desc>'
        f'<rect width="100%" height="100%" fill="{theme.GROUND}"/>'
    )
    return theme.with_light_colours(opening + "".join(parts) + "</svg>\n")


def _lines(parts: list[str], text: str, y: float, width: float, size: int, line: int, colour: str, weight: int = 400) -> float:
    """Append ``text`` in lines that fit; returns where the next line would stand."""
    for row in textwrap.wrap(text, int((width - 2 * MARGIN) / (size * CHARACTER)), break_on_hyphens=False):
        parts.append(f'<text x="{MARGIN}" y="{y:g}" font-size="{size}" font-weight="{weight}" fill="{colour}">{html.escape(row)}</text>')
        y += line
    return y
