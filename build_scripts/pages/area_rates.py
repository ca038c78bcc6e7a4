"""A borough's rates beside every other borough's: where each stands, and whether its size and the usual differences allow it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from build_scripts import formats
from build_scripts.comparisons.funnel import ABOVE, BELOW, area_funnel
from build_scripts.indicators.definitions import Indicator
from build_scripts.pages import components, links
from build_scripts.pages.components import DotStrip
from build_scripts.pages.content import Area, Content
from build_scripts.pages.showing import is_known
from build_scripts.statements.statement import address_of

ALLOWED = "what size and usual differences allow"
# More names than this would make a title a list.
MOST_NAMED = 4


@dataclass(frozen=True)
class RateRow:
    """One measure's rate in a borough: its place among the others, its range in words, and its side of the funnel's 99.8% limits.

    ``side`` is 1 above, -1 below, 0 within, None where there are too few areas for limits. ``address`` is that of the rate, which
    ``value_text`` writes.
    """

    label: str
    short_title: str
    href: str
    strip: DotStrip
    range_text: str
    side: int | None
    address: str = ""
    value_text: str = ""

    @property
    def side_text(self) -> str:
        """The side in words; empty for a rate within the limits, and where there are none."""
        return {ABOVE: f"Above {ALLOWED}", BELOW: f"Below {ALLOWED}"}.get(self.side or 0, "")


def rates_in_area(content: Content, indicators: Sequence[Indicator], area: Area, city: str, link: Callable[[str], str]) -> list[RateRow]:
    """A row for each of the indicators that has a rate in the area and for the whole force, which is called by the name of the city."""
    rows = [_row(content, indicator, area, city, link) for indicator in indicators]
    return [row for row in rows if row is not None]


def _row(content: Content, indicator: Indicator, area: Area, city: str, link: Callable[[str], str]) -> RateRow | None:
    rates = {one.code: content.latest_observation(indicator, measure="rate", area=one.code) for one in content.boroughs}
    held = {code: row for code, row in rates.items() if row is not None}
    own, whole = held.get(area.code), content.latest_observation(indicator, measure="rate")
    if own is None or whole is None:
        return None
    funnel = area_funnel({code: row["numerator"] for code, row in held.items()}, {code: row["denominator"] for code, row in held.items()})
    others = [(content.areas[code].name, row["value"]) for code, row in held.items() if code != area.code]
    return RateRow(
        label=indicator.title,
        short_title=indicator.short_title,
        href=link(links.indicator_path(indicator.slug)),
        strip=components.dot_strip(others, (area.name, own["value"]), (city, whole["value"]), 2 if whole["value"] < 1 else 1),
        address=address_of(own, "value"),
        value_text=formats.value_of(own["value"], "rate"),
        range_text=_range(own),
        side=funnel.sides[area.code] if funnel else None,
    )


def _range(row: dict) -> str:
    """The rate's plausible range: ``plausibly 8.7 to 9.4``."""
    if not is_known(row["lower_95"]):
        return ""
    low, high = (formats.value_of(row[name], "rate") for name in ("lower_95", "upper_95"))
    return f"plausibly {low} to {high}"


def rates_title(rows: Sequence[RateRow], area_name: str) -> str:
    """Which rates lie beyond the funnel's limits, by name where they are few; else that none does."""
    if all(row.side is None for row in rows):
        return f"{area_name} beside the other boroughs"
    beyond = {side: [row for row in rows if row.side == side] for side in (ABOVE, BELOW)}
    parts = [f"{_named(members)} {word}" for members, word in ((beyond[ABOVE], "above"), (beyond[BELOW], "below")) if members]
    if not parts:
        return f"No rate in {area_name} lies beyond {ALLOWED}"
    return formats.upper_first(f"{formats.listing(parts)} {ALLOWED}")


def _named(rows: Sequence[RateRow]) -> str:
    if len(rows) > MOST_NAMED:
        return f"{formats.number(len(rows))} rates lie"
    names = formats.listing([formats.lower_first(row.short_title) for row in rows])
    return f"{names} {'lies' if len(rows) == 1 else 'lie'}"
