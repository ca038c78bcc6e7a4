"""The page of a borough, and the list of areas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from markupsafe import Markup

from build_scripts import formats, periods
from build_scripts.indicators.definitions import Indicator
from build_scripts.indicators.observe import setting
from build_scripts.pages import links, showing, workings
from build_scripts.pages.area_files import figures_path
from build_scripts.pages.area_rates import rates_in_area, rates_title
from build_scripts.pages.area_response import call_lines, grid
from build_scripts.pages.area_survey import answers_in_area
from build_scripts.pages.boroughs import tiles_of
from build_scripts.pages.changes import Change, clear_first, named_title
from build_scripts.pages.content import Area, Content
from build_scripts.pages.page import Page
from build_scripts.pages.printed import officers_in_area, printed_in_area
from build_scripts.pages.trends import source_of
from build_scripts.statements.sentences import headline, lead_sentence
from build_scripts.statements.statement import address_of

STYLE_SHEET = "assets/stylesheets/area.css"
# Parts that are declared for the recomputation of printed claims alone are not shown.
CLAIMS_ONLY = "claims-only"


def area_page(content: Content, area: Area) -> Page:
    """Every measure that exists for a borough, against the whole force."""
    path = links.area_path(area.slug)
    link = links.linker(path)
    compared = [
        (indicator, row)
        for indicator in content.framework.indicators
        if (row := content.latest_comparison(indicator.slug, "r12", measure=indicator.measure, area=area.code)) is not None
    ]
    counts = [pair for pair in compared if pair[0].measure == "count"]
    percentages = [pair for pair in compared if pair[0].measure == "percentage"]
    main = counts[0] if counts else None
    changes = [Change(*pair) for pair in counts[1:]]
    city = setting(content.instance, "city")
    printed = printed_in_area(content, area, link)
    rates = rates_in_area(content, [one.indicator for one in changes], area, city, link)
    called = call_lines(content, area, link)
    officers = officers_in_area(content, area, link)
    parts = _parts(content, area, link)
    crime = _crime_table(content, main, changes, link)
    title, told = _main(content, area, main, link) if main else (area.name, {"workings": []})
    own, of_crime, of_parts, of_calls, of_answers, of_officers = workings.once_each(
        told["workings"],
        crime["workings"] if crime else [],
        parts["workings"] if parts else [],
        [*(one for line in called for one in line.workings(content, area.name, city, link)), *(printed["workings"] if printed else [])],
        [_working(content, one, row, link) for one, row in percentages],
        officers["workings"] if officers else [],
    )
    shown = {indicator.slug for indicator, _ in compared} | set(_printed_here(content, area)) | set(parts["indicators"] if parts else ())
    context: dict[str, object] = {
        "content": content,
        "area": area,
        "city": city,
        "about": _about(content, area, len(shown), link),
        "kicker": _kicker(content, area),
        "tiles": tiles_of(content, current=area.code, link=link),
        "counts": crime,
        "crime_title": named_title(changes) if changes else "",
        "parts": parts,
        "rates": rates,
        "rates_title": rates_title(rates, area.name),
        "answers": answers_in_area(content, percentages, link, city),
        "main": None,
        "row_workings": {"crime": of_crime, "parts": of_parts, "calls": of_calls, "answers": of_answers, "officers": of_officers},
        "shares": showing.unplaced_text(counts[0][1]) if counts else "",
        "printed": printed,
        "called": called,
        "called_title": formats.listing([one.sentence for one in called]),
        "call_grid": grid(),
        "officers": officers,
        "officers_title": _officers_title(officers),
        "measured": len(shown),
        "measures": len(content.framework.indicators),
        "sources": _sources(content, [indicator for indicator, _ in compared]),
        "files": link(figures_path(area)),
        "report_href": "",
        "citation": f"{content.site_name}, {area.name}, {content.site_url}{path}",
    }
    context |= told | {"workings": own}
    return Page(
        path=path,
        title=title,
        short_title=area.name,
        description=f"Recorded crime and what residents say of the police in {area.name}, against the whole of the police force's area.",
        template="area.md.j2",
        context=context,
        breadcrumb=(("Boroughs", "areas/"),),
        search_boost=4.0,
        alternates=((figures_path(area), "text/csv", f"{area.name}, CSV"),),
        front_matter={"stylesheets": [STYLE_SHEET]},
    )


def _main(content: Content, area: Area, main: tuple[Indicator, dict], link: Callable[[str], str]) -> tuple[str, dict]:
    """The page's title and what it leads with: the first count, its change, and how both were worked out."""
    indicator, row = main
    words = content.words(indicator, area.code)
    observation = content.latest_observation(indicator, area=area.code)
    assert observation is not None, "what is compared is observed"
    address = address_of(observation, "value")
    value = formats.value_of(observation["value"], observation["measure"])
    return f"{area.name}: {formats.lower_first(headline(row, replace(words, title=indicator.short_title)).text)}", {
        "main": {
            "lead": lead_sentence(row, words).text,
            "address": address,
            "value_text": value,
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
            workings.observation_working(content, observation, f"{indicator.title}, {area.name}", indicator.unit, link),
            workings.comparison_working(content, row, f"{indicator.title}, {area.name}: {showing.comparison_label(row)}", link),
        ],
        "report_href": workings.report_link(content, address, value, observation["period"], observation["extract"]),
    }


def _working(content: Content, indicator: Indicator, row: dict, link: Callable[[str], str]) -> dict:
    """How a change in the borough was worked out."""
    return workings.comparison_working(content, row, f"{indicator.title}: {showing.comparison_label(row)}", link)


def _command_unit(content: Content, area: Area) -> tuple[str, list[Area]]:
    """The name of the area's Basic Command Unit (empty where none is declared) and the other boroughs in it."""
    unit = content.areas.get(area.basic_command_unit)
    if unit is None:
        return "", []
    return unit.name, [one for one in content.boroughs if one.basic_command_unit == unit.code and one.code != area.code]


def _people(content: Content, area: Area) -> tuple[str, int] | None:
    """How many people live in the area, and in which year that was estimated; None where it is not known."""
    held = content.instance.table("areas", "population")
    held = held[held["area_code"] == area.code].sort_values("year")
    if held.empty:
        return None
    return formats.number(float(held["population"].iloc[-1])), int(held["year"].iloc[-1])


def _kicker(content: Content, area: Area) -> list[str]:
    """The line over the headline: the area, its residents, its Basic Command Unit."""
    people, (unit, _) = _people(content, area), _command_unit(content, area)
    return [
        area.name,
        *([f"{people[0]} people (ONS, mid-{people[1]})"] if people else []),
        *([f"{unit} Basic Command Unit"] if unit else []),
    ]


def _about(content: Content, area: Area, measured: int, link: Callable[[str], str]) -> list[dict]:
    """What stands below the map: the other boroughs of the Basic Command Unit, and how many measures are known here."""
    unit, neighbours = _command_unit(content, area)
    stats = []
    if neighbours:
        listed = [Markup('<a href="{}">{}</a>').format(link(links.area_path(one.slug)), one.name) for one in neighbours]
        stats.append({"label": f"Also in {unit}", "value_text": Markup(", ").join(listed)})
    total = len(content.framework.indicators)
    return [*stats, {"label": "Measures known here", "value_text": f"{formats.number(measured)} of {formats.number(total)}"}]


def _crime_table(content: Content, main: tuple[Indicator, dict] | None, changes: list[Change], link: Callable[[str], str]) -> dict | None:
    """Everything counted: the whole first, then what clearly changed, what could be chance, and what can not be compared."""
    ordered = [*([Change(*main)] if main else []), *clear_first(changes)]
    if not ordered:
        return None
    first = ordered[0].row
    rows: list[dict] = []
    worked: list[dict] = []
    for one in ordered:
        rates = [
            content.latest_observation(one.indicator, measure="rate", area=area) for area in (one.row["area_code"], content.force_area)
        ]
        rows.append(
            showing.change_row(
                one.row,
                one.indicator.title,
                link(links.indicator_path(one.indicator.slug)),
                formats.upper_first(formats.period(one.row["period"], short=True)) if one.row["period"] != first["period"] else "",
                [_rate_cell(rates[0]), formats.value_of(rates[1]["value"] if rates[1] else None, "rate")],
            )
        )
        worked.append(_working(content, one.indicator, one.row, link))
        if rates[0] is not None:
            title = f"{one.indicator.title}, per 1,000 residents"
            worked.append(workings.observation_working(content, rates[0], title, one.indicator.unit, link))
    return {
        "rows": rows,
        "workings": worked,
        "scale_values": showing.scale_values([one.row for one in ordered]),
        "period": formats.period(first["period"]),
        "before": f"To {formats.month_year(periods.parse(first['base_period']).last, short=True)}",
        "now": f"To {formats.month_year(periods.parse(first['period']).last, short=True)}",
    }


def _rate_cell(row: dict | None) -> dict:
    """A cell that leads to the working of a rate; a dash where there is none."""
    known = row is not None and showing.is_known(row["value"])
    return {"address": address_of(row, "value") if row and known else "", "text": formats.value_of(row["value"] if row else None, "rate")}


def _parts(content: Content, area: Area, link: Callable[[str], str]) -> dict | None:
    """The parts of measures that are published by borough (theft of vehicles, theft from them), as rows; None where there are none."""
    known = {indicator.slug: indicator for indicator in content.framework.indicators}
    found = []
    for part in content.components:
        indicator = known.get(part.indicator)
        if indicator is None or not part.component or part.show == CLAIMS_ONLY:
            continue
        row = content.latest_comparison(part.indicator, "r12", component=part.component, measure=indicator.measure, area=area.code)
        if row is not None:
            found.append((indicator, part, row))
    if not found:
        return None
    return {
        "indicators": [indicator.slug for indicator, _, _ in found],
        "rows": [
            showing.change_row(
                row,
                part.title,
                link(links.indicator_path(indicator.slug)),
                f"{indicator.short_title}, {formats.period(row['period'], short=True)}",
            )
            for indicator, part, row in found
        ],
        "workings": [
            workings.comparison_working(content, row, f"{part.title}: {showing.comparison_label(row)}", link) for _, part, row in found
        ],
        "count": len(found),
    }


def _printed_here(content: Content, area: Area) -> list[str]:
    """The measures of the framework that a document prints for the area."""
    return [one.slug for one in content.framework.indicators if content.printed("observations", one.slug, area.code)]


def _officers_title(officers: dict | None) -> str:
    """What a plan meant, by its last table: "In the whole borough: 593 officers in 2011, 647 meant for 2015"."""
    if officers is None:
        return ""
    where, before, after = officers["rows"][-1][:3]
    first, last = officers["years"]
    return f"{where}: {before} officers in {first}, {after} meant for {last}"


def _sources(content: Content, indicators: list[Indicator]) -> list[dict]:
    """The sources of the measures shown, each once, in the order of the page: what a citation needs, and what to beware of."""
    declared = {row["source"]: row for row in content.instance.table("sources", "sources").to_dict("records")}
    used = dict.fromkeys(source for source in (source_of(content, indicator.slug) for indicator in indicators) if source)
    return [
        {"text": f"{declared[source]['publisher']}, {declared[source]['title']}.", "care": declared[source]["reading_care"]}
        for source in used
    ]


def areas_page(content: Content) -> Page:
    """The list of areas, by name, with the map: what each borough's first count did, and who polices it."""
    link = links.linker("areas/")
    first = next((one for one in content.framework.indicators if one.measure == "count" and content.latest_observation(one)), None)
    compared = {
        area.code: content.latest_comparison(first.slug, "r12", measure=first.measure, area=area.code) if first else None
        for area in content.boroughs
    }
    changes = [Change(first, row) for row in compared.values() if row is not None] if first else []
    return Page(
        path="areas/",
        title="Boroughs",
        description="Each borough of the police force's area, on a map of tiles and as a list.",
        template="areas.md.j2",
        context={
            "content": content,
            "finding": f"{first.short_title}: {_boroughs_title(changes)}" if first and changes else "Boroughs",
            "period": formats.upper_first(formats.period(changes[0].row["period"])) if changes else "",
            "measure": first.title if first else "",
            "tiles": tiles_of(content, link=link),
            "rows": [_area_row(content, area, compared[area.code], link) for area in content.boroughs],
            "not_covered": [area for area in content.areas.values() if not area.covered],
            "unallocated": [area for area in content.areas.values() if area.kind == "unallocated"],
        },
        search_boost=2.0,
        front_matter={"stylesheets": [STYLE_SHEET]},
    )


def _boroughs_title(changes: list[Change]) -> str:
    """In how many boroughs one measure clearly changed: "a clear fall in 14 of 32 boroughs, a clear rise in 1"."""
    clear = [one for one in changes if one.is_clear]
    counts = [(sum(one.rises is rises for one in clear), word) for rises, word in ((False, "fall"), (True, "rise"))]
    told = [f"a clear {word} in {formats.number(count)}" for count, word in counts if count]
    if not told:
        return f"no clear change in any of {formats.number(len(changes))} boroughs"
    return ", ".join([f"{told[0]} of {formats.number(len(changes))} boroughs", *told[1:]])


def _area_row(content: Content, area: Area, row: dict | None, link: Callable[[str], str]) -> dict:
    people, (unit, _) = _people(content, area), _command_unit(content, area)
    return {
        "name": area.name,
        "href": link(links.area_path(area.slug)),
        "unit": unit or formats.NO_VALUE,
        "people": people[0] if people else formats.NO_VALUE,
        "change": showing.change_text(row) if row else formats.NO_VALUE,
        "verdict": row["verdict"] if row else "not-available",
    }
