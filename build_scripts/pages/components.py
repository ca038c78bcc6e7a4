"""The parts of a page: the macros of ``templates/components`` under one name, and the arithmetic of their drawings.

A template calls a part as ``{{ part.badge("improving") }}`` or, where a part wraps content,
``{% call part.section("Title") %}…{% endcall %}``. Each macro's arguments are documented in its file; the style page
(``templates/style.md.j2``) shows every one. Drawings inside a page (whiskers, bars, dot strips) are laid out in per
cents of their width, so that they are redrawn, not shrunk, on a phone; a ``Scale`` turns values into those per cents.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace

import jinja2

from build_scripts import formats, vocabulary

TEMPLATES = Path(__file__).parent / "templates"
COMPONENTS_FOLDER = "components"

NO_CHANGE_LABEL = "no change"
STEP_MULTIPLES = (1, 2, 5)
# The width of one character of a strip's labels, in per cent of the strip: on a page of 1024 px, and on a phone of 390 px.
WIDE_CHARACTER = 1.3
NARROW_CHARACTER = 2.5


@dataclass(frozen=True)
class Tick:
    """A labelled position on a scale: ``at`` is in per cent of the width."""

    value: float
    label: str
    at: float


@dataclass(frozen=True)
class Scale:
    """A horizontal scale from ``low`` to ``high``, in the unit of the values, with its ticks."""

    low: float
    high: float
    ticks: tuple[Tick, ...]

    def at(self, value: float) -> float:
        """Where ``value`` stands, in per cent of the width; a value beyond an end stands at that end."""
        held = min(max(value, self.low), self.high)
        return round((held - self.low) / (self.high - self.low) * 100, 2)

    def holds(self, value: float) -> bool:
        """Whether ``value`` lies on the scale."""
        return self.low <= value <= self.high


@dataclass(frozen=True)
class Interval:
    """A change and the range it could plausibly be, in one unit. Without a range (``None``) only the change is drawn."""

    change: float
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True)
class StripLabel:
    """A label of a dot strip: its text, its place in per cent, the SVG ``text-anchor`` that keeps it inside.

    ``only_wide``: on a phone it would be printed over its neighbour, so it is shown on wide pages only.
    """

    text: str
    at: float
    anchor: str
    only_wide: bool = False

    def span(self, character: float) -> tuple[float, float]:
        """From where to where the text runs, in per cent, with characters of that width."""
        length = len(self.text) * character
        start = self.at - {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor] * length
        return start, start + length


@dataclass(frozen=True)
class DotStrip:
    """Values on a line from zero: grey dots (``others``), the subject, a reference mark, and the labels that fit."""

    others: tuple[float, ...]
    subject: StripLabel
    reference: StripLabel
    ends: tuple[StripLabel, ...]


@dataclass(frozen=True)
class Sparkline:
    """A series as an SVG path in a box of ``width`` by ``height``, with its first and last points."""

    path: str
    first: tuple[float, float]
    last: tuple[float, float]
    width: int
    height: int


def _step_for(low: float, high: float, most_ticks: int) -> float:
    """The smallest step of 1, 2 or 5 times a power of ten that covers the range, and one step either side of zero, in few ticks."""
    exponent = math.floor(math.log10(max(high - low, 1e-9))) - 1
    while True:
        for multiple in STEP_MULTIPLES:
            step = multiple * 10.0**exponent
            first, last = _outer_ticks(low, high, step)
            if last - first + 1 <= most_ticks:
                return step
        exponent += 1


def _outer_ticks(low: float, high: float, step: float) -> tuple[int, int]:
    """The first and last tick, counted in steps from zero; zero is never at an end."""
    slack = 1e-9
    return min(math.floor(low / step + slack), -1), max(math.ceil(high / step - slack), 1)


def change_scale(values: Iterable[float | None], unit: str, most_ticks: int = 5, limit: float | None = None) -> Scale:
    """One scale for changes and their ranges, with "no change" inside it.

    ``values`` are changes and bounds in one unit (missing ones are passed over); ``unit`` is a change unit of the vocabulary;
    ``limit``, where given, is the largest distance from zero shown: a range that runs past it is drawn with an arrow. Raises
    ValueError without any value.
    """
    known = [value for value in values if value is not None and not formats.is_missing(value)]
    if not known:
        raise ValueError("a scale needs at least one value")
    if limit is not None:
        known = [min(max(value, -limit), limit) for value in known]
    low, high = min(*known, 0.0), max(*known, 0.0)
    if low == high:
        low, high = -1.0, 1.0
    step = _step_for(low, high, most_ticks)
    first, last = _outer_ticks(low, high, step)
    margin = step / 5
    bounds = Scale(first * step - margin, last * step + margin, ())
    ticks = tuple(Tick(number * step, _tick_label(number * step, unit), bounds.at(number * step)) for number in range(first, last + 1))
    return Scale(bounds.low, bounds.high, ticks)


def _tick_label(value: float, unit: str) -> str:
    """A tick as short as it can be: ``−20%``, ``+5pp``, ``no change``."""
    if value == 0:
        return NO_CHANGE_LABEL
    places = 0 if float(value).is_integer() else 1
    suffix = {"%": "%", "pp": "pp"}.get(unit, "")
    return f"{formats.signed(value, places)}{suffix}"


def dot_strip(others: Sequence[tuple[str, float]], subject: tuple[str, float], reference: tuple[str, float], places: int = 1) -> DotStrip:
    """Lay out areas on one line from zero to the largest value.

    ``others`` are (name, value) of the areas in grey; ``subject`` is the area of the page; ``reference`` the whole it is compared
    with. The lowest and the highest area are named where there is room beside the reference's label.
    """
    top = max(value for _, value in (*others, subject, reference))
    scale = Scale(0.0, top * 1.04 if top > 0 else 1.0, ())

    def label(named: tuple[str, float]) -> StripLabel:
        at = scale.at(named[1])
        text = f"{named[0]} {formats.number(named[1], places)}"
        # A label that would run over the edge of a phone is aligned to its mark instead of centred on it.
        half = len(text) * NARROW_CHARACTER / 2
        return StripLabel(text, at, "start" if at < half else "end" if at > 100 - half else "middle")

    marked = label(reference)
    extremes = (min(others, key=lambda named: named[1]), max(others, key=lambda named: named[1])) if others else ()
    ends: list[StripLabel] = []
    for end in map(label, extremes):
        beside = (marked, *ends)
        if any(_overlap(end, other, WIDE_CHARACTER) for other in beside):
            continue
        ends.append(replace(end, only_wide=any(_overlap(end, other, NARROW_CHARACTER) for other in beside)))
    return DotStrip(tuple(scale.at(value) for _, value in others), label(subject), marked, tuple(ends))


def _overlap(label: StripLabel, other: StripLabel, character: float) -> bool:
    """Whether two labels on one line would run into each other, with one character between them."""
    (start, end), (other_start, other_end) = label.span(character), other.span(character)
    return start < other_end + character and other_start < end + character


def sparkline(values: Sequence[float | None], width: int = 160, height: int = 48) -> Sparkline:
    """A series in time order as a line on its own scale; a missing value breaks the line. Raises ValueError when all are missing."""
    margin = 5
    known = [(index, value) for index, value in enumerate(values) if value is not None and not formats.is_missing(value)]
    if not known:
        raise ValueError("a sparkline needs at least one value")
    low, high = min(value for _, value in known), max(value for _, value in known)
    across = (width - 2 * margin) / max(len(values) - 1, 1)

    def place(index: int, value: float) -> tuple[float, float]:
        share = (value - low) / (high - low) if high > low else 0.5
        return round(margin + index * across, 1), round(height - margin - share * (height - 2 * margin), 1)

    commands = []
    previous = None
    for index, value in known:
        x, y = place(index, value)
        commands.append(f"{'L' if previous == index - 1 else 'M'}{x:g} {y:g}")
        previous = index
    return Sparkline("".join(commands), place(*known[0]), place(*known[-1]), width, height)


def anchor(address: str) -> str:
    """The id, on its page, of the working of the figure at ``address``: ``how-violence-with-injury-r12-change``.

    The names of an address's conditions are left out: their values tell them apart.
    """
    return "how-" + re.sub(r"[^a-z0-9]+", "-", re.sub(r"\b(area|group|period|extract|base)=", "", address.lower())).strip("-")


def register(environment: jinja2.Environment) -> jinja2.Environment:
    """Give an environment, whose loader finds ``TEMPLATES``, the parts and what they need; returns the same environment.

    Globals: ``part`` (every macro of ``components/*.html.j2``), ``verdict_titles``, ``flag_titles``, ``change_scale``,
    ``Interval``, ``dot_strip_of``, ``sparkline_of``. Filter: ``anchor``. Raises ValueError when two files declare a macro of one
    name.
    """
    environment.globals |= {
        "verdict_titles": vocabulary.VERDICT_TITLES,
        "flag_titles": vocabulary.FLAGS,
        "change_scale": change_scale,
        "Interval": Interval,
        "dot_strip_of": dot_strip,
        "sparkline_of": sparkline,
    }
    environment.filters["anchor"] = anchor
    # The parts are filled in file by file so that a macro can call one of another file as ``part.badge(…)``.
    parts = SimpleNamespace()
    environment.globals["part"] = parts
    for name, macro in _macros(environment).items():
        setattr(parts, name, macro)
    return environment


def _macros(environment: jinja2.Environment) -> Mapping[str, object]:
    """Every public macro of the component files, by name."""
    found: dict[str, object] = {}
    for file in sorted((TEMPLATES / COMPONENTS_FOLDER).glob("*.html.j2")):
        module = environment.get_template(f"{COMPONENTS_FOLDER}/{file.name}").module
        for name, value in vars(module).items():
            if name.startswith("_") or not callable(value):
                continue
            if name in found:
                raise ValueError(f"two component files declare {name}")
            found[name] = value
    return found
