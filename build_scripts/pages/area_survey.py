"""What a survey says of a borough beside the whole force: two periods, the range of the later one, and where the whole lies."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from build_scripts import formats, periods
from build_scripts.indicators.definitions import Indicator
from build_scripts.pages import links, showing
from build_scripts.pages.components import Scale, Tick
from build_scripts.pages.content import Content

# The scale's ticks stand this many per cents apart, and it reaches this far beyond the outermost value.
TICK_STEP = 10
ROOM = 4
ABOVE, BELOW = "above", "below"


@dataclass(frozen=True)
class Answer:
    """One question in one borough: two percentages, the 95% range of the later one (None where there is none), that of the whole force.

    ``change_text``, ``verdict`` and ``reason_text`` are those of the change between the two periods, ``address`` that of its working.
    """

    title: str
    short_title: str
    href: str
    before: float
    now: float
    lower: float | None
    upper: float | None
    whole: float
    change_text: str
    verdict: str
    reason_text: str
    address: str = ""

    @property
    def side(self) -> str:
        """``above`` or ``below`` where the whole force's figure lies outside the borough's range; else empty."""
        if self.lower is None or self.upper is None:
            return ""
        return ABOVE if self.lower > self.whole else BELOW if self.upper < self.whole else ""

    @property
    def range_text(self) -> str:
        """The range in whole per cents: ``51% to 61%``."""
        if self.lower is None or self.upper is None:
            return formats.NO_VALUE
        return f"{formats.number(self.lower)}% to {formats.number(self.upper)}%"


@dataclass(frozen=True)
class Answers:
    """The questions asked in a borough, the scale they are drawn on, how the two periods are named, and the city all belong to."""

    rows: tuple[Answer, ...]
    scale: Scale
    period: str
    before: str
    now: str
    city: str

    @property
    def title(self) -> str:
        """How many answers stand clear of the whole force's: "2 of 5 answers stand clear of London's: 2 lower"."""
        counts = [(sum(one.side == side for one in self.rows), word) for side, word in ((BELOW, "lower"), (ABOVE, "higher"))]
        clear = sum(count for count, _ in counts)
        if not clear:
            return f"No answer stands clear of {self.city}'s"
        told = ", ".join(f"{formats.number(count)} {word}" for count, word in counts if count)
        verb = "stands" if clear == 1 else "stand"
        return f"{formats.number(clear)} of {formats.number(len(self.rows))} answers {verb} clear of {self.city}'s: {told}"


def answers_in_area(content: Content, pairs: list[tuple[Indicator, dict]], link: Callable[[str], str], city: str) -> Answers | None:
    """The latest 12-month comparisons of a borough's percentages (indicator, row) beside the whole force's; None where there is none.

    A question without a figure of one of its periods, or of the whole force in the later one, is left out.
    """
    rows = [answer for answer in (_answer(content, indicator, row, link) for indicator, row in pairs) if answer is not None]
    if not rows:
        return None
    first = pairs[0][1]
    return Answers(
        rows=tuple(rows),
        scale=percent_scale(
            [value for one in rows for value in (one.before, one.now, one.lower, one.upper, one.whole) if value is not None]
        ),
        period=formats.period(first["period"]),
        before=f"To {formats.month_year(periods.parse(first['base_period']).last, short=True)}",
        now=f"To {formats.month_year(periods.parse(first['period']).last, short=True)}",
        city=city,
    )


def _answer(content: Content, indicator: Indicator, row: dict, link: Callable[[str], str]) -> Answer | None:
    levels = {one["period"]: one for one in content.observed(indicator.slug, measure=indicator.measure, area=row["area_code"])}
    of_whole = {one["period"]: one["value"] for one in content.observed(indicator.slug, measure=indicator.measure)}
    whole = of_whole.get(row["period"])
    own = levels.get(row["period"])
    if own is None or whole is None or not all(showing.is_known(value) for value in (row["base_value"], row["value"], whole)):
        return None
    lower, upper = (own[name] if showing.is_known(own[name]) else None for name in ("lower_95", "upper_95"))
    return Answer(
        title=indicator.title,
        short_title=indicator.short_title,
        href=link(links.indicator_path(indicator.slug)),
        before=row["base_value"],
        now=row["value"],
        lower=lower,
        upper=upper,
        whole=whole,
        change_text=showing.change_text(row),
        verdict=row["verdict"],
        reason_text=showing.short_reason(row),
        address=showing.figure_address(row),
    )


def percent_scale(values: list[float]) -> Scale:
    """A scale of per cents that holds the values with room at both ends, within 0 to 100. Raises ValueError without any value."""
    if not values:
        raise ValueError("a scale needs at least one value")
    low, high = max(min(values) - ROOM, 0.0), min(max(values) + ROOM, 100.0)
    bounds = Scale(low, high, ())
    first = math.ceil(low / TICK_STEP) * TICK_STEP
    ticks = tuple(Tick(value, f"{value}%", bounds.at(value)) for value in range(first, math.floor(high) + 1, TICK_STEP))
    return Scale(low, high, ticks)
