"""Figures of an indicator that are known only as a document prints them: its headline, its comparisons, and every line that prints one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from build_scripts import formats, periods, vocabulary
from build_scripts.indicators.definitions import Indicator, read_components
from build_scripts.indicators.extracts import report_period
from build_scripts.indicators.printed import DISPUTED, PACKAGE, RESOURCE, ROUNDED
from build_scripts.packages.reading import Resource
from build_scripts.pages import links, showing, workings
from build_scripts.pages.content import Area, Content
from build_scripts.pages.report_tables import OFFICER_YEARS
from build_scripts.reports import marks
from build_scripts.reports.declared import FOLDER
from build_scripts.statements.sentences import Words, headline, lead_sentence
from build_scripts.statements.statement import address_of

# Of two levels of one time the one over more months is shown: the framework compares years before quarters.
PERIOD_TYPES = (periods.MONTH, periods.QUARTER, periods.ROLLING_YEAR)
RULES = ("r12", "quarter", "other-period", "previous-quarter")
QUARTER = "quarter"
OFFICERS = "officers"
# What is said under the comparisons of a component, beside that it is printed.
TOLD_FLAGS = (DISPUTED, "least-interval", "assumed-base", "assumed-deff", ROUNDED)


@dataclass(frozen=True)
class PrintedSeries:
    """One component of an indicator as printed: how it is spoken of, its last level (None where none is printed), its comparisons."""

    component: str
    words: Words
    latest: dict | None
    comparisons: tuple[dict, ...]


def printed_series(content: Content, indicator: Indicator) -> list[PrintedSeries]:
    """Every component of the indicator that a document prints for the whole force: the main one first, then as they are declared."""
    observed = content.printed("observations", indicator.slug)
    compared = [row for row in content.printed("comparisons", indicator.slug) if row["rule"] in RULES]
    declared = [component for component in read_components(content.instance) if component.indicator == indicator.slug]
    titles = {component.component: component.title for component in declared}
    places = {component.component: component.position for component in declared}
    found = []
    for component in sorted({row["component"] for row in (*observed, *compared)}, key=lambda name: places.get(name, 0)):
        words = content.words(indicator)
        levels = [row for row in observed if row["component"] == component]
        found.append(
            PrintedSeries(
                component=component,
                words=replace(words, title=titles[component]) if component else words,
                latest=max(levels, key=_recency) if levels else None,
                comparisons=tuple(_latest_of_rules([row for row in compared if row["component"] == component])),
            )
        )
    return found


def _recency(row: dict) -> tuple[int, int]:
    return periods.parse(row["period"]).last, PERIOD_TYPES.index(row["period_type"])


def _latest_of_rules(rows: list[dict]) -> list[dict]:
    """The newest comparison under each rule, in the order of ``RULES``."""
    latest = {rule: [row for row in rows if row["rule"] == rule] for rule in RULES}
    return [max(own, key=lambda row: periods.parse(row["period"]).last) for own in latest.values() if own]


def printed_context(content: Content, indicator: Indicator, link: Callable[[str], str]) -> dict | None:
    """What the page of an indicator shows that no series feeds; None where no printed figure is declared for it.

    The headline is that of the first component that has a level, and is labelled with the document that prints it.
    """
    series = printed_series(content, indicator)
    if not series:
        return None
    first = next((one for one in series if one.latest is not None), series[0])
    elsewhere = printed_elsewhere(content, indicator)
    shown: dict[str, Any] = {
        "title": _title(first),
        "lead": _lead(first),
        "value_text": "",
        "unit_text": indicator.unit,
        "value_title": "",
        "period_text": "",
        "age_text": "",
        "label": _label(first.latest or first.comparisons[0]),
        "groups": [_group(content, one, indicator, is_one_of_several=len(series) > 1) for one in series],
        "elsewhere": [showing.comparison_row(row, indicator.unit) for row in elsewhere],
        "workings": [workings.comparison_working(content, row, showing.comparison_label(row), link) for row in elsewhere],
        "report_page": link(f"reports/{(first.latest or first.comparisons[0])['extract']}/"),
    }
    for one in series:
        if one.latest is not None:
            shown["workings"].append(workings.observation_working(content, one.latest, one.words.title, indicator.unit, link))
        for row in one.comparisons:
            shown["workings"].append(workings.comparison_working(content, row, f"{one.words.title}: {showing.comparison_label(row)}", link))
    if first.latest is not None:
        value = formats.value_of(first.latest["value"], first.latest["measure"])
        address = address_of(first.latest, "value")
        shown |= {
            "value_text": showing.large_figure(first.latest),
            "unit_text": showing.unit_below(indicator.unit),
            "value_address": address,
            "value_title": first.words.title if first.words.title != indicator.title else "",
            "period_text": showing.period_text(first.latest),
            "age_text": showing.age_text(content, first.latest),
            "error_href": workings.report_link(content, address, value, first.latest["period"], first.latest["extract"]),
        }
    return shown


def _lead(series: PrintedSeries) -> str:
    return lead_sentence(_telling(series.comparisons), series.words).text if series.comparisons else ""


def _telling(comparisons: tuple[dict, ...]) -> dict:
    """The first comparison that says by how much; where none does, the first."""
    return next((row for row in comparisons if showing.is_known(row["change_absolute"])), comparisons[0])


def _title(series: PrintedSeries) -> str:
    """The finding with its month, as printed figures grow old: a verdict or else a level; without either the name of what is printed."""
    judged = [row for row in series.comparisons if row["verdict"] != "not-available"]
    for row in (*judged, *([_telling(series.comparisons)] if series.comparisons else [])):
        if showing.is_known(row["value"]):
            return f"{headline(row, series.words).text} ({formats.month_year(periods.parse(row['period']).last)})"
    return series.words.title


def _label(row: dict) -> str:
    period = report_period(row["extract"])
    return f"as printed in the report of {formats.period(period)}, not held as data" if period else "as printed, not held as data"


def _group(content: Content, series: PrintedSeries, indicator: Indicator, *, is_one_of_several: bool) -> dict:
    """The comparisons of one component, each with its badge and words, and what is to be known of how it was printed and tested."""
    subject = f"{series.words.title}: " if is_one_of_several else ""
    flags = dict.fromkeys(flag for row in series.comparisons for flag in row["flags"].split() if flag in TOLD_FLAGS)
    notes = [f"{formats.upper_first(vocabulary.FLAGS[flag])}." for flag in flags]
    if DISPUTED in flags:
        notes += _disputes(content, indicator, series.component)
    return {
        "rows": [
            showing.comparison_row(row, indicator.unit) | {"label": f"{subject}{showing.comparison_label(row)}"}
            for row in series.comparisons
        ],
        "scale_values": showing.scale_values(list(series.comparisons)),
        "scale_unit": series.comparisons[0]["change_unit"] if series.comparisons else "",
        "note": " ".join(notes),
    }


def _disputes(content: Content, indicator: Indicator, component: str) -> list[str]:
    """What the composition says of another figure printed for the same thing: the reason for the choice, and where the other stands."""
    declared = content.instance.table(PACKAGE, RESOURCE)
    own = declared[(declared["indicator"] == indicator.slug) & (declared["component"] == component) & (declared["disputed_by"] != "")]
    return [f"{note} ({lines})" for note, lines in zip(own["note"], own["disputed_by"], strict=True)]


def printed_summary(content: Content, indicator: Indicator, link: Callable[[str], str]) -> dict:
    """An indicator that no series feeds at a glance, as its first printed component: empty where none is printed."""
    series = printed_series(content, indicator)
    if not series:
        return {}
    first = next((one for one in series if one.latest is not None), series[0])
    by_rule = {row["rule"]: row for row in first.comparisons}
    headlines = [by_rule[rule] for rule in vocabulary.HEADLINE_RULES if rule in by_rule]
    title = "" if first.words.title == indicator.title else f"{first.words.title}, "
    changed = {rule: row for rule in ("r12", QUARTER) if (row := by_rule.get(rule)) is not None and showing.has_change(row)}
    worked = [workings.observation_working(content, first.latest, first.words.title, indicator.unit, link)] if first.latest else []
    worked += [
        workings.comparison_working(content, row, f"{first.words.title}: {showing.comparison_label(row)}", link) for row in changed.values()
    ]
    return {
        "address": address_of(first.latest, "value") if first.latest else "",
        "rolling_address": showing.figure_address(changed["r12"]) if "r12" in changed else "",
        "quarter_address": showing.figure_address(changed[QUARTER]) if QUARTER in changed else "",
        "workings": worked,
        "printed_value": formats.value_of(first.latest["value"], first.latest["measure"]) if first.latest else formats.NO_VALUE,
        "printed_period": f"{title}{formats.period(first.latest['period'])}" if first.latest else title,
        "rolling_change": showing.change_text(by_rule["r12"]) if "r12" in by_rule else formats.NO_VALUE,
        "quarter_change": showing.change_text(by_rule[QUARTER]) if QUARTER in by_rule else formats.NO_VALUE,
        "judged": headlines[0] if headlines else None,
        "verdict": headlines[0]["verdict"] if headlines else "not-available",
    }


def printed_parts(content: Content, indicator: Indicator, link: Callable[[str], str]) -> dict | None:
    """The components of an indicator with a series that only a document prints, as ``part.change_table`` takes them; None without any."""
    rows = [(one.words.title, _telling(one.comparisons)) for one in printed_series(content, indicator) if one.comparisons]
    if not rows:
        return None
    first = rows[0][1]
    return {
        "rows": [showing.change_row(row, title, "") for title, row in rows],
        "workings": [workings.comparison_working(content, row, f"{title}: {showing.comparison_label(row)}", link) for title, row in rows],
        "scale_values": showing.scale_values([row for _, row in rows]),
        "scale_unit": first["change_unit"],
        "before": formats.period(first["base_period"], short=True),
        "now": formats.period(first["period"], short=True),
        "label": _label(first),
    }


def printed_elsewhere(content: Content, indicator: Indicator) -> list[dict]:
    """The levels of other places that a document prints beside the force's own, the newest last."""
    rows = [row for row in content.printed("comparisons", indicator.slug) if row["rule"] in vocabulary.LEVEL_PHRASES]
    return sorted(rows, key=lambda row: periods.parse(row["period"]).last)


def printed_in_area(content: Content, area: Area, link: Callable[[str], str]) -> dict | None:
    """The measures that a document prints by borough, each with its change on the year before; None where it prints none."""
    found = []
    for indicator in content.framework.indicators:
        rows = [row for row in content.printed("comparisons", indicator.slug, area.code) if row["rule"] == QUARTER]
        whole = [row for row in content.printed("observations", indicator.slug) if row["component"] == ""]
        if rows and whole:
            row = max(rows, key=lambda one: periods.parse(one["period"]).last)
            level = next((one for one in whole if one["period"] == row["period"]), None)
            found.append((indicator, row, formats.value_of(level["value"] if level else None, row["measure"])))
    if not found:
        return None
    first = found[0][1]
    return {
        "rows": [
            showing.change_row(row, indicator.title, link(links.indicator_path(indicator.slug)), "", [of_force])
            for indicator, row, of_force in found
        ],
        "scale_values": showing.scale_values([row for _, row, _ in found]),
        "scale_unit": first["change_unit"],
        "period": formats.period(first["period"]),
        "before": formats.period(first["base_period"], short=True),
        "now": formats.period(first["period"], short=True),
        "label": _label(first),
        "reason": showing.reason_text(first),
        "workings": [
            workings.comparison_working(
                content,
                row,
                f"{indicator.title}, {area.name}: {showing.comparison_label(row)}",
                link,
            )
            for indicator, row, _ in found
        ],
    }


def officers_in_area(content: Content, area: Area, link: Callable[[str], str]) -> dict | None:
    """How many officers a plan meant the area to have, a row for each table that a report's sections show; None where none names it."""
    if not content.instance.has("report-sections", "sections"):
        return None
    sections = content.instance.table("report-sections", "sections")
    rows, worked = [], []
    for section in sections[sections["kind"] == OFFICERS].sort_values("position").to_dict("records"):
        resource = content.instance.packages[section["package"]].resources[section["resource"]]
        table = content.instance.table(section["package"], section["resource"])
        kind = section["pivot"]
        for row in table[table["area_code"] == area.code].to_dict("records"):
            before, after = (row[f"{kind}_{year}"] for year in OFFICER_YEARS)
            change = formats.signed(row[f"{kind}_change"])
            figure = {"address": printed_address(resource, row), "text": change, "mark": marks.AS_PRINTED}
            rows.append([section["title"], formats.number(before), formats.number(after), figure])
            worked.append(printed_working(content, resource, row, f"{section['title']}, {area.name}", change, link))
    if not rows:
        return None
    return {"rows": rows, "workings": worked, "years": OFFICER_YEARS, "href": link(f"{FOLDER}{OFFICERS}-by-borough/")}


def printed_figures(content: Content, indicator: str, link: Callable[[str], str]) -> list[dict]:
    """Every transcribed statement on the indicator: of what and when, the value, the change and against what, the word for it, the line.

    Its value, or else its change or its word, leads to where it stands: its address is its package, table and row. A statement that the
    transcription found to hold none of the three says nothing here. The newest period comes first.
    """
    found = []
    for resource in content.instance.resources("transcription"):
        if resource.name != "statements" or "indicator" not in resource.field_names:
            continue
        table = content.instance.table(resource.package, resource.name)
        for row in table[table["indicator"] == indicator].to_dict("records"):
            if row["value_printed"] or row["change_printed"] or row["word_printed"]:
                found.append((_last_month(row["period"]), _as_printed(content, row, resource, link)))
    return [shown for _, shown in sorted(found, key=lambda one: one[0], reverse=True)]


def printed_address(resource: Resource, row: Mapping) -> str:
    """The address of a transcribed row: its package, its table, its id."""
    return f"{resource.package}/{resource.name}/{row['row_id']}"


def printed_working(content: Content, resource: Resource, row: Mapping, title: str, text: str, link: Callable[[str], str]) -> dict:
    """Where a transcribed row stands, as ``part.row_workings`` takes it; ``text`` is what is shown of it."""
    document, _, line = row["source_line"].partition(":")
    address = printed_address(resource, row)
    return {
        "address": address,
        "address_label": "Row",
        "title": title,
        "value_text": text,
        "formula_text": f"Printed in document {document} as text, {'lines' if '-' in line else 'line'} {line.replace('-', ' to ')}.",
        "stats": [{"label": "Note", "value_text": row["note"].removesuffix(".")}] if row.get("note") else [],
        "places_text": f"{resource.package}/{resource.relative_path}, row {row['row_id']}",
        "rows_href": link(links.package_path(resource.package)),
        "report_href": workings.report_link(content, address, text, str(row.get("period", "")), f"document {document}"),
    }


def _as_printed(content: Content, row: dict, resource: Resource, link: Callable[[str], str]) -> dict:
    address = printed_address(resource, row)
    first = next(name for name in ("value", "change", "word") if row[f"{name}_printed"])

    def cell(name: str, missing: str) -> dict:
        return {"address": address if name == first else "", "text": row[f"{name}_printed"] or missing, "mark": marks.AS_PRINTED}

    period = _period(row["period"])
    return {
        "subject": row["subject"],
        "period": period,
        "value": cell("value", formats.NO_VALUE),
        "change": cell("change", formats.NO_VALUE),
        "against": _against(content, row),
        "word": cell("word", ""),
        "source_line": row["source_line"],
        "working": printed_working(content, resource, row, f"{row['subject']}, {period}", row[f"{first}_printed"], link),
    }


def _against(content: Content, row: dict) -> str:
    """What a printed change is measured from: a period, a place, or a plan's figure by the name that the transcription gives it."""
    if row["base_area"]:
        place = content.areas[row["base_area"]].name if row["base_area"] in content.areas else row["comparison"].replace("-", " ")
        return f"{place}, {_period(row['base_period'])}" if row["base_period"] else place
    if row["base_period"]:
        return _period(row["base_period"])
    return row["comparison"].replace("-", " ") if row["comparison"] not in ("", "other") else ""


def _last_month(period: str) -> int:
    """Where a period stands in time; one that only the document's words name stands before all others."""
    try:
        return periods.parse(period).last
    except ValueError:
        return -1


def _period(text: str) -> str:
    try:
        return formats.period(text)
    except ValueError:
        return text
