"""What each measure can be compared with elsewhere: the same definition, a proxy, or nothing."""

from __future__ import annotations

from types import MappingProxyType

from build_scripts import formats, vocabulary
from build_scripts.indicators.definitions import Indicator
from build_scripts.indicators.observe import setting
from build_scripts.pages import links
from build_scripts.pages.content import Content
from build_scripts.pages.page import Page

PATH = "method/comparability/"
COMPUTED, PRINTED = "computed", "printed"
# The shape beside each: a tick, a half-filled disc, a broken ring, as for verdicts.
MARKS = MappingProxyType({"same-definition": "improving", "proxy": "rose", "nothing": "not-available"})


def comparability_page(content: Content) -> Page:
    """Every measure of the newest framework, by what it can be compared with, since when, and which comparators are held as data."""
    comparators = content.instance.table("registers", "comparators").to_dict("records")
    groups = [
        {
            "id": code,
            "title": title,
            "meaning": vocabulary.COMPARABILITIES[code],
            "mark": MARKS[code],
            "rows": [_row(one, comparators) for one in content.framework.indicators if one.comparability == code],
        }
        for code, title in vocabulary.COMPARABILITY_TITLES.items()
    ]
    held = {row["indicator"] for row in comparators if row["how"] == COMPUTED} & {one.slug for one in content.framework.indicators}
    return Page(
        path=PATH,
        title=f"{formats.number(len(held))} of {formats.number(len(content.framework.indicators))} measures can be set beside other forces",
        short_title="What can be compared with what",
        description="For each measure: what is measured elsewhere in the same way or nearly so, since when, and what of it is held here.",
        template="comparability.md.j2",
        context={"groups": groups, "city": setting(content.instance, "city")},
        breadcrumb=(("Method", "method/"),),
        search_boost=0.5,
    )


def _row(indicator: Indicator, comparators: list[dict]) -> dict:
    of_indicator = [row for row in comparators if row["indicator"] == indicator.slug]
    return {
        "title": indicator.title,
        "href": links.relative(PATH, links.indicator_path(indicator.slug)),
        "with": formats.upper_first(indicator.comparable_with) or formats.NO_VALUE,
        "since": _since(indicator),
        "note": indicator.comparability_note,
        "held": [
            f"{row['comparator']}{' (which forces are alike is inferred)' if row['inferred'] else ''}"
            for row in of_indicator
            if row["how"] == COMPUTED
        ],
        "printed": [_printed(row) for row in of_indicator if row["how"] == PRINTED],
    }


def _since(indicator: Indicator) -> str:
    """Since when the two compare; a dash where there is nothing to compare with, and said where it is only not known."""
    if indicator.comparable_since:
        return formats.period(indicator.comparable_since)
    return "Not known" if indicator.comparable_with else formats.NO_VALUE


def _printed(row: dict) -> str:
    """A printed comparator beside the force's own printed figure, with the decimals of the print."""
    theirs, ours = (formats.number(row[name], len(f"{row[name]:g}".partition(".")[2])) for name in ("value", "own_value"))
    return f"{row['comparator']}, {formats.period(row['period'])}: {theirs} against {ours} {row['unit']}"
