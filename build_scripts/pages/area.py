"""The page of a borough, and the list of areas."""

from __future__ import annotations

from dataclasses import replace

from build_scripts import formats, periods
from build_scripts.pages import components, links, showing, workings
from build_scripts.pages.boroughs import tiles_of
from build_scripts.pages.content import Area, Content
from build_scripts.pages.page import Page
from build_scripts.pages.printed import officers_in_area, printed_in_area
from build_scripts.pages.trends import source_of
from build_scripts.statements.sentences import headline, lead_sentence
from build_scripts.statements.statement import address_of


def area_page(content: Content, area: Area) -> Page:
    """Every measure that exists for a borough, against the whole force."""
    path = links.area_path(area.slug)
    link = links.linker(path)
    framework = content.framework
    counts, percentages, strips = [], [], []
    for indicator in framework.indicators:
        row = content.latest_comparison(indicator.slug, "r12", measure=indicator.measure, area=area.code)
        if row is None:
            continue
        if indicator.measure == "count":
            counts.append((indicator, row))
            strip = _strip(content, indicator, area)
            if strip is not None:
                strips.append({"label": indicator.short_title, "href": link(links.indicator_path(indicator.slug)), "strip": strip})
        else:
            percentages.append((indicator, row))
    main = counts[0] if counts else None
    people = content.instance.table("areas", "population")
    people = people[people["area_code"] == area.code].sort_values("year")
    unit = content.areas.get(area.basic_command_unit)
    printed = printed_in_area(content, area, link)
    context: dict[str, object] = {
        "content": content,
        "area": area,
        "command_unit": unit.name if unit else "",
        "population": formats.number(float(people["population"].iloc[-1])) if len(people) else "",
        "population_year": str(int(people["year"].iloc[-1])) if len(people) else "",
        "tiles": tiles_of(content, current=area.code, link=link),
        "counts": _change_table(content, counts, area, link),
        "percentages": _change_table(content, percentages, area, link),
        "strips": strips[1:],
        "main": None,
        "workings": [],
        "shares": _shares(counts),
        "printed": printed,
        "officers": officers_in_area(content, area, link),
    }
    title = area.name
    if main is not None:
        indicator, row = main
        words = content.words(indicator, area.code)
        title = f"{area.name}: {_lower_first(headline(row, replace(words, title=indicator.short_title)).text)}"
        rows_href = link(links.package_path(_package(content, indicator.slug, row["extract"])))
        observation = content.latest_observation(indicator, area=area.code)
        context |= {
            "main": {
                "lead": lead_sentence(row, words).text,
                "address": address_of(observation, "value"),
                "value_text": formats.value_of(observation["value"], observation["measure"]),
                "unit": indicator.unit,
                "period_text": showing.period_text(observation),
                "age_text": showing.age_text(content, observation),
                "status_text": showing.status_text(observation),
                "verdict": {
                    "change_text": showing.change_text(row),
                    "from_text": f"from {formats.value_of(row['base_value'], row['measure'])}",
                    "code": row["verdict"],
                },
            },
            "workings": [
                workings.observation_working(content, observation, f"{indicator.title}, {area.name}", indicator.unit, rows_href),
                workings.comparison_working(content, row, f"{indicator.title}, {area.name}: {showing.comparison_label(row)}", rows_href),
            ],
            "report_href": workings.report_link(
                content,
                address_of(observation, "value"),
                formats.value_of(observation["value"], "count"),
                observation["period"],
                observation["extract"],
            ),
        }
    return Page(
        path=path,
        title=title,
        short_title=area.name,
        description=f"Recorded crime and what residents say of the police in {area.name}, against the whole of the police force's area.",
        template="area.md.j2",
        context=context,
        breadcrumb=(("Boroughs", "areas/"),),
        search_boost=4.0,
    )


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _package(content: Content, indicator: str, extract: str) -> str:
    source = source_of(content, indicator)
    return next(
        resource.package
        for resource in content.instance.resources("readings")
        if resource.role["source"] == source and resource.role["extract"] == extract
    )


def _shares(counts: list[tuple]) -> str:
    """The unallocated share of both windows, for the first count."""
    if not counts:
        return ""
    row = counts[0][1]
    if not showing.is_known(row["unallocated_share"]):
        return ""
    before, now = (formats.number(row[name], 1) for name in ("base_unallocated_share", "unallocated_share"))
    return f"{before}% in the 12 months before and {now}% now"


def _strip(content: Content, indicator, area: Area):
    """Where the area's rate stands among the others; None where there is no rate."""
    own = content.latest_observation(indicator, measure="rate", area=area.code)
    whole = content.latest_observation(indicator, measure="rate")
    if own is None or whole is None:
        return None
    others = []
    for other in content.boroughs:
        row = content.latest_observation(indicator, measure="rate", area=other.code)
        if other.code != area.code and row is not None:
            others.append((other.name, row["value"]))
    return components.dot_strip(
        others, (area.name, own["value"]), (content.words(indicator).area, whole["value"]), 2 if whole["value"] < 1 else 1
    )


def _change_table(content: Content, pairs: list[tuple], area: Area, link) -> dict | None:
    if not pairs:
        return None
    rows = []
    for indicator, row in pairs:
        whole = content.latest_observation(indicator, measure="rate" if indicator.measure == "count" else indicator.measure)
        own = content.latest_observation(indicator, measure="rate" if indicator.measure == "count" else indicator.measure, area=area.code)
        measure = "rate" if indicator.measure == "count" else indicator.measure
        after = (
            [formats.value_of(one["value"] if one else None, measure) for one in (own, whole)]
            if indicator.measure == "count"
            else [formats.value_of(whole["value"], measure)]
        )
        rows.append(showing.change_row(row, indicator.title, link(links.indicator_path(indicator.slug)), "", after))
    first = pairs[0][1]
    return {
        "rows": rows,
        "scale_values": showing.scale_values([row for _, row in pairs]),
        "scale_unit": first["change_unit"],
        "period": formats.period(first["period"]),
        "before": "To " + formats.month_year(periods.parse(first["base_period"]).last, short=True),
        "now": "To " + formats.month_year(periods.parse(first["period"]).last, short=True),
    }


def areas_page(content: Content) -> Page:
    """The list of areas, by name, with the map."""
    link = links.linker("areas/")
    return Page(
        path="areas/",
        title="Boroughs",
        description="Each borough of the police force's area, on a map of tiles and as a list.",
        template="areas.md.j2",
        context={
            "content": content,
            "tiles": tiles_of(content, link=link),
            "boroughs": content.boroughs,
            "not_covered": [area for area in content.areas.values() if not area.covered],
            "unallocated": [area for area in content.areas.values() if area.kind == "unallocated"],
        },
        search_boost=2.0,
    )
