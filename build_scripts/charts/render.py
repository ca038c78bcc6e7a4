"""An Altair chart to inline SVG: described, its ids its own, its bytes the same each time.

The converter numbers the ids of clips and gradients on through a process, so two charts on a page would share them and the
bytes would depend on the order of drawing: they are rewritten with the chart's own prefix. The drawing is cached by the hash of its
specification and the converter's version.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Callable
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import altair
import vl_convert
from altair.utils.schemapi import debug_mode

from build_scripts.charts.slimming import slim
from build_scripts.fingerprint import fingerprint

_IDENTIFIER = re.compile(r'\bid="([^"]+)"')
# The page's title and description speak for the drawing: roles and labels on single marks would be read out one by one.
_MARK_LABELS = re.compile(r' (?:aria-[a-z]+|role|pointer-events)="[^"]*"')
_CLASSES = re.compile(r' class="[^"]*"')
# The page's own type serves; repeated on every word it would be a fifth of a drawing. A file that leaves the page names it once.
_FONTS = re.compile(r' font-family="[^"]*"')
_TAGS = re.compile(r"<[^>]*>")
_NUMBERS = re.compile(r"-?\d+\.\d{2,}")
_OPENING = re.compile(r"<svg[^>]*>")
_VIEW_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


def specification(chart: altair.TopLevelMixin) -> dict:
    """The chart's Vega-Lite specification. Tests validate every kind of chart; a build does not do it again for each drawing."""
    return chart.to_dict(validate=False)


def kept_specification(data: object, make: Callable[[], altair.TopLevelMixin], cache: Path | None) -> dict:
    """The specification of the chart that ``make`` builds from ``data``, built once for the same data and code.

    ``data`` is a frozen dataclass (or a tuple of them): its representation, with the code of this room and the library's version, is the
    key.
    """
    if cache is None:
        return specification(make())
    key = hashlib.sha256(f"{_code_fingerprint()}\n{data!r}".encode()).hexdigest()
    path = cache / f"{key}.json"
    if path.exists():
        return json.loads(path.read_text(encoding="utf-8"))
    # Altair validates each part of a chart as it is made, which takes most of a cold build; tests validate every kind of chart.
    with debug_mode(False):
        made = specification(make())
    cache.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(made, separators=(",", ":")), encoding="utf-8")
    return made


@lru_cache(maxsize=1)
def _code_fingerprint() -> str:
    root = Path(__file__).parent
    return fingerprint([root, root.parent / "formats.py"], altair.__version__)


def svg(spec: dict, *, identifier: str, title: str, description: str, cache: Path | None) -> str:
    """Inline SVG of a specification, with an accessible title and description.

    ``identifier`` is unique in the page; ``title`` is the finding, ``description`` tells the shape in words. With ``cache`` a drawing is
    kept in that folder and drawn only once.
    """
    text = json.dumps(spec, sort_keys=True, separators=(",", ":"))
    drawing = _cached_drawing(text, cache)
    drawing = _own_identifiers(drawing, identifier)
    label = (
        f'<title id="{identifier}-title">{html.escape(title)}</title><desc id="{identifier}-description">{html.escape(description)}</desc>'
    )
    return _described(drawing, identifier, label)


@lru_cache(maxsize=1)
def _renderer() -> str:
    return version("vl-convert-python")


def _cached_drawing(text: str, cache: Path | None) -> str:
    if cache is None:
        return _drawing(text)
    key = hashlib.sha256(f"{_renderer()}\n{_code_fingerprint()}\n{text}".encode()).hexdigest()
    path = cache / f"{key}.svg"
    if path.exists():
        return path.read_text(encoding="utf-8")
    drawing = _drawing(text)
    cache.mkdir(parents=True, exist_ok=True)
    path.write_text(drawing, encoding="utf-8")
    return drawing


def _drawing(text: str) -> str:
    raw = vl_convert.vegalite_to_svg(text)
    plain = _FONTS.sub("", _CLASSES.sub("", _MARK_LABELS.sub("", raw)))
    # Places need a decimal at most. Words keep all of theirs: a rate of 0.011 is not nought.
    return slim(_TAGS.sub(lambda tag: _NUMBERS.sub(lambda match: f"{float(match[0]):.1f}".removesuffix(".0"), tag[0]), plain))


def _own_identifiers(drawing: str, identifier: str) -> str:
    for index, name in enumerate(dict.fromkeys(_IDENTIFIER.findall(drawing)), start=1):
        own = f"{identifier}-part-{index}"
        drawing = drawing.replace(f'id="{name}"', f'id="{own}"').replace(f"url(#{name})", f"url(#{own})")
    return drawing


def _described(drawing: str, identifier: str, label: str) -> str:
    opening = _OPENING.search(drawing)
    box = _VIEW_BOX.search(opening[0]) if opening else None
    if opening is None or box is None:
        raise ValueError("a drawing begins with an svg tag that has a viewBox")
    width, height = box[1], box[2]
    start = (
        f'<svg class="chart" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-labelledby="{identifier}-title {identifier}-description">{label}'
    )
    return start + drawing[opening.end() :]
