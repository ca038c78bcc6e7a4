"""Two boroughs side by side: one table of all boroughs by measure, from which a script shows the two that a reader chooses.

Without a script the table is whole, and a list above it leads to each borough's column.
"""

from __future__ import annotations

from markupsafe import Markup

from build_scripts import formats
from build_scripts.indicators.definitions import Indicator
from build_scripts.pages import links, showing, workings
from build_scripts.pages.content import Content
from build_scripts.pages.page import Page

PATH = "areas/compare/"
STYLE_SHEET = "assets/stylesheets/compare.css"
ABOUT, PRINTED = "about", "printed"
GROUP_TITLES = {
    ABOUT: "The boroughs",
    "rate": "Recorded crime, offences per 1,000 residents",
    "percentage": "Public Attitude Survey, per cent of the people asked who agree",
    PRINTED: "Calls attended in time, per cent, as printed in a report and not held as data",
}


def compare_page(content: Content) -> Page:
    """The page: a row a measure, a column an area, in each cell the latest value and its 95% interval."""
    link = links.linker(PATH)
    groups: dict[str, list[dict]] = {ABOUT: _about_rows(content, link)}
    for indicator in content.framework.indicators:
        measure = "rate" if indicator.measure == "count" else indicator.measure
        row = _row(content, indicator, measure, link)
        if row is not None:
            groups.setdefault(measure, []).append(row)
    groups[PRINTED] = [row for row in (_printed_row(content, one, link) for one in content.framework.indicators) if row is not None]
    worked = [row["working"] for members in groups.values() for row in members if "working" in row]
    rows: list[dict] = []
    for measure, members in groups.items():
        if members:
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
        context={
            "columns": columns,
            "rows": rows,
            "workings": workings.once_each(worked)[0],
            "boroughs": [{"label": area.name, "href": f"#{area.slug}"} for area in content.boroughs],
            "central": [area.name for area in content.boroughs if area.central],
        },
        breadcrumb=(("Boroughs", "areas/"),),
        search_boost=2.0,
        front_matter={"stylesheets": [STYLE_SHEET]},
    )


def _about_rows(content: Content, link) -> list[dict]:
    """How many people live in each borough, and which Basic Command Unit polices it."""
    held = content.instance.table("areas", "population")
    held = held[held["area_code"].isin([area.code for area in content.boroughs])]
    if held.empty:
        return []
    year = int(held["year"].max())
    of_year = held[held["year"] == year]
    people = {code: float(number) for code, number in zip(of_year["area_code"], of_year["population"], strict=True)}
    units = [content.areas.get(area.basic_command_unit) for area in content.boroughs]
    resource = content.instance.packages["areas"].resources["population"]
    total = formats.number(sum(people.values()))
    working = {
        "address": f"{resource.package}/{resource.name}/{year}",
        "address_label": "Rows",
        "title": f"Residents, mid-{year}",
        "value_text": total,
        "formula_text": "The estimate of each borough as its publisher gives it; the whole is their sum.",
        "stats": [],
        "places_text": f"{resource.package}/{resource.relative_path}, year {year}",
        "rows_href": link(links.package_path(resource.package)),
        "report_href": workings.report_link(content, f"{resource.package}/{resource.name}", total, str(year), f"mid-{year}"),
    }
    return [
        {
            "cells": [
                _named("Residents", f"mid-{year}"),
                {"address": working["address"], "text": total},
                *(formats.number(people.get(area.code)) for area in content.boroughs),
            ],
            "working": working,
        },
        {"cells": ["Basic Command Unit", formats.NO_VALUE, *(unit.name if unit else formats.NO_VALUE for unit in units)]},
    ]


def _named(title: str, note: str) -> Markup:
    return Markup('{}<span class="row-note">{}</span>').format(title, note)


def _printed_row(content: Content, indicator: Indicator, link) -> dict | None:
    """The cells of a measure that a document prints by borough, of the last quarter it prints; None where it prints none."""
    by_area = {
        area.code: [row for row in content.printed("observations", indicator.slug, area.code) if row["component"] == ""]
        for area in content.boroughs
    }
    last = max((row["period_end"] for rows in by_area.values() for row in rows), default=None)
    if last is None:
        return None

    def cell(rows: list[dict]) -> Markup | str:
        return _cell(next((row for row in rows if row["period_end"] == last), None), indicator.measure)

    period = next(row["period"] for rows in by_area.values() for row in rows if row["period_end"] == last)
    whole = [row for row in content.printed("observations", indicator.slug) if row["component"] == ""]
    of_whole = next((row for row in whole if row["period_end"] == last), None)
    cells = [_linked(indicator, period, link), cell(whole), *(cell(by_area[area.code]) for area in content.boroughs)]
    return _followed(content, indicator, cells, of_whole, link)


def _linked(indicator: Indicator, period: str, link) -> Markup:
    return Markup('<a href="{}">{}</a><span class="row-note">{}</span>').format(
        link(links.indicator_path(indicator.slug)), indicator.title, formats.upper_first(formats.period(period, short=True))
    )


def _row(content: Content, indicator: Indicator, measure: str, link) -> dict | None:
    """The cells of a measure; None where no borough has a value."""
    values = [content.latest_observation(indicator, measure=measure, area=area.code) for area in content.boroughs]
    if not any(values):
        return None
    period = next(row["period"] for row in values if row)
    # The whole force may reach further than its boroughs: it stands beside them as it was then.
    whole = next((row for row in content.observed(indicator.slug, measure=measure) if row["period"] == period), None)
    cells = [_linked(indicator, period, link), _cell(whole, measure), *(_cell(row, measure) for row in values)]
    return _followed(content, indicator, cells, whole, link)


def _followed(content: Content, indicator: Indicator, cells: list, whole: dict | None, link) -> dict:
    """A row whose value of the whole force leads to its working, which holds for each borough too."""
    if whole is None:
        return {"cells": cells}
    working = workings.observation_working(content, whole, indicator.title, indicator.unit, link)
    told = workings.with_stat(working, "Of a borough", "the same, with the borough's code as the area; its page follows its own figure")
    return {"cells": [cells[0], {"address": working["address"], "text": cells[1]}, *cells[2:]], "working": told}


def _cell(row: dict | None, measure: str) -> Markup | str:
    """The value over its interval; the numbers also stand in attributes, from which the script draws the two ranges."""
    if row is None:
        return formats.NO_VALUE
    if not showing.is_known(row["lower_95"]):
        return Markup('<data value="{:.4g}">{}</data>').format(row["value"], formats.value_of(row["value"], measure))
    low, high = (
        formats.value_of(row[name], measure) if measure == "rate" else f"{formats.number(row[name])}%"
        for name in ("lower_95", "upper_95")
    )
    return Markup('<data value="{:.4g}" data-lower="{:.4g}" data-upper="{:.4g}">{}</data><span class="row-note">{} to {}</span>').format(
        row["value"], row["lower_95"], row["upper_95"], formats.value_of(row["value"], measure), low, high
    )
