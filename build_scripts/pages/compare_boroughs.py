"""Two boroughs side by side: one table of all boroughs by measure, from which a script shows the two that a reader chooses."""

from __future__ import annotations

from markupsafe import Markup

from build_scripts import formats
from build_scripts.indicators.definitions import Indicator
from build_scripts.pages import links, showing
from build_scripts.pages.content import Content
from build_scripts.pages.page import Page

PATH = "areas/compare/"
GROUP_TITLES = {
    "rate": "Recorded crime, offences per 1,000 residents",
    "percentage": "Public Attitude Survey, per cent of the people asked who agree",
}


def compare_page(content: Content) -> Page:
    """The page: a row a measure, a column an area, in each cell the latest value and its 95% interval."""
    link = links.linker(PATH)
    groups: dict[str, list[dict]] = {}
    for indicator in content.framework.indicators:
        measure = "rate" if indicator.measure == "count" else indicator.measure
        row = _row(content, indicator, measure, link)
        if row is not None:
            groups.setdefault(measure, []).append(row)
    rows: list[dict] = []
    for measure, members in groups.items():
        rows.append({"group": GROUP_TITLES.get(measure, measure)})
        rows += members
    columns: list[dict] = [
        {"label": "Measure"},
        {"label": content.words(content.framework.indicators[0]).area, "align": "end", "role": "before"},
    ]
    # The link's id lets an address name a borough: /areas/compare/#lewisham.
    columns += [
        {"label": Markup('<a id="{}" href="{}">{}</a>').format(area.slug, link(links.area_path(area.slug)), area.name), "align": "end"}
        for area in content.boroughs
    ]
    return Page(
        path=PATH,
        title="Two boroughs side by side",
        description="The latest rate or percentage of every borough, measure by measure, with its range.",
        template="compare.md.j2",
        context={"columns": columns, "rows": rows, "central": [area.name for area in content.boroughs if area.central]},
        breadcrumb=(("Boroughs", "areas/"),),
        search_boost=2.0,
    )


def _row(content: Content, indicator: Indicator, measure: str, link) -> dict | None:
    """The cells of a measure; None where no borough has a value."""
    values = [content.latest_observation(indicator, measure=measure, area=area.code) for area in content.boroughs]
    if not any(values):
        return None
    whole = content.latest_observation(indicator, measure=measure)
    period = next(row["period"] for row in values if row)
    name = Markup('<a href="{}">{}</a><span class="row-note">{}</span>').format(
        link(links.indicator_path(indicator.slug)), indicator.title, formats.upper_first(formats.period(period, short=True))
    )
    return {"cells": [name, _cell(whole, measure), *(_cell(row, measure) for row in values)]}


def _cell(row: dict | None, measure: str) -> Markup | str:
    """The value over its interval; the numbers also stand in attributes, from which the script draws the two ranges."""
    if row is None:
        return formats.NO_VALUE
    if not showing.is_known(row["lower_95"]):
        return Markup('<data value="{:.4g}">{}</data>').format(row["value"], formats.value_of(row["value"], measure))
    low, high = (
        formats.value_of(round(row[name], 2) if measure == "rate" else float(round(row[name])), measure)
        for name in ("lower_95", "upper_95")
    )
    return Markup('<data value="{:.4g}" data-lower="{:.4g}" data-upper="{:.4g}">{}</data><span class="row-note">{} to {}</span>').format(
        row["value"], row["lower_95"], row["upper_95"], formats.value_of(row["value"], measure), low, high
    )
