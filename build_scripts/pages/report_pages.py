"""Reports, yearly views and trackers: each page laid out from the rows that declare it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from build_scripts import formats
from build_scripts.pages import links
from build_scripts.pages.content import Content
from build_scripts.pages.page import Page
from build_scripts.pages.report_charts import waterfall_section
from build_scripts.pages.report_context import ReportContext
from build_scripts.pages.report_proof import known_text, proof_of
from build_scripts.pages.report_series import changes_section, first_clear, measures_section, reached, unpublished_section, years_section
from build_scripts.pages.report_tables import (
    boroughs_section,
    gaps_section,
    marks_of,
    officers_section,
    pictures_section,
    pivot_section,
    sentences_section,
    table_section,
    words_for,
)
from build_scripts.pages.showing import age_text
from build_scripts.pages.tracker_pages import projects_section, rating_check_section, services_section
from build_scripts.reports import figures
from build_scripts.reports.declared import DeclaredPage, Report, Section, reports_of, rows_of
from build_scripts.reports.patterns import fill
from build_scripts.reports.printed_sentences import printed_sentence
from build_scripts.statements.sentences import headline

PRINTED, SERIES = "printed", "series"


def figures_section(context: ReportContext, section: Section) -> dict:
    """The figures that a page opens with: one cell each, named ``row/field``."""
    rows = {row["row_id"]: row for row in rows_of(context.content.instance, section)}
    used = list(dict.fromkeys(column.field.partition("/")[0] for column in section.columns))
    period = f"year to {formats.month_year(context.report.period.last)}" if context.report.period else ""
    shown = []
    for column in section.columns:
        row_id, _, field = column.field.partition("/")
        figure = figures.figure(rows[row_id], field, column.unit, column.signed)
        shown.append({"value_text": figure.text, "label": column.label, "period_text": period})
    proof = proof_of(context, section.identifier, section.package, section.resource, [rows[row_id] for row_id in used])
    return {"figures": shown, "proof": proof}


def summary_section(context: ReportContext, section: Section) -> dict:
    """The report on one page: the finding of each of its pages, and the statements that it opens with."""
    instance = context.content.instance
    entries = []
    for page in context.report.pages:
        if not page.slug:
            continue
        told = []
        for address in page.key_rows:
            package, resource, row_id = address.split("/")
            row = next(row for row in instance.table(package, resource).to_dict("records") if row["row_id"] == row_id)
            proof = proof_of(context, section.identifier, package, resource, [row])
            told.append({"text": printed_sentence(row, context.labels), "mark": proof | {"notes": []}})
        entries.append(
            {
                "short_title": page.short_title,
                "title": page_title(context.content, context.report, page),
                "href": context.link(context.report.path_of(page)),
                "sentences": told,
            }
        )
    return {"entries": entries}


SECTIONS: Mapping[str, Callable[[ReportContext, Section], dict]] = {
    "figures": figures_section,
    "summary": summary_section,
    "table": table_section,
    "sentences": sentences_section,
    "pivot": pivot_section,
    "gaps": gaps_section,
    "boroughs": boroughs_section,
    "officers": officers_section,
    "services": services_section,
    "projects": projects_section,
    "rating-check": rating_check_section,
    "pictures": pictures_section,
    "waterfall": waterfall_section,
    "measures": measures_section,
    "years": years_section,
    "changes": changes_section,
    "unpublished": unpublished_section,
}


def report_pages(content: Content) -> list[Page]:
    """Every page of every declared report."""
    reports = reports_of(content.instance, reached(content))
    if not reports:
        return []
    marked, words = marks_of(content), words_for(content)
    paths = {report.kind: report.path for report in reports if report.kind == PRINTED}
    return [
        _page(content, report, page, ReportContext(content, report, report.path_of(page), marked, words, paths), reports)
        for report in reports
        for page in report.pages
    ]


def neighbours(report: Report, page: DeclaredPage, reports: Sequence[Report]) -> list[tuple[str, str, str]]:
    """Where a reader goes on, as (what it is, its name, its address): the pages beside this one, the reports before and after this."""
    found = []
    place = report.pages.index(page)
    for word, other in (("Next page", place + 1), ("Page before", place - 1)):
        if 0 <= other < len(report.pages):
            found.append((word, report.pages[other].short_title, report.path_of(report.pages[other])))
    if report.period is None:
        return found
    ends = {one.period.last: one for one in reports if one.period and one.period.type == report.period.type}
    alike = [ends[last] for last in sorted(ends)]
    place = alike.index(report)
    for word, other in (("Later report", place + 1), ("Earlier report", place - 1)):
        if 0 <= other < len(alike):
            found.append((word, alike[other].name, alike[other].path))
    return found


def page_title(content: Content, report: Report, page: DeclaredPage) -> str:
    """The finding that a page is called by; of the front of a report of series the first clear change of the framework."""
    if report.kind == SERIES and report.period is not None and not page.slug:
        row = first_clear(content, report.period.last, content.framework.indicators)
        if row is not None:
            indicator = next(one for one in content.framework.indicators if one.slug == row["indicator"])
            return headline(row, content.words(indicator)).text
    return fill(page.title, rows_of(content.instance, page), report.period)


def _page(content: Content, report: Report, page: DeclaredPage, context: ReportContext, reports: Sequence[Report]) -> Page:
    rows = rows_of(content.instance, page)
    title = page_title(content, report, page)
    sections = [_section(context, section) for section in page.sections]
    return Page(
        path=context.path,
        title=title,
        short_title=report.name if not page.slug else page.short_title,
        description=f"{report.name}: {page.short_title}. {report.note}",
        template="reports/report.md.j2",
        context={
            "report": report,
            "is_summary": not page.slug and len(report.pages) > 1,
            "title": title,
            "lead": fill(page.lead, rows, report.period),
            "kicker": _kicker(content, report, page),
            "contents": [
                {"label": other.short_title, "href": context.link(report.path_of(other)), "current": other.slug == page.slug}
                for other in report.pages
                if len(report.pages) > 1
            ],
            "sections_shown": sections,
            "published_charts": [section["chart"] for section in sections if "chart" in section],
            "workings": list({one["address"]: one for section in sections for one in section.get("workings", ())}.values()),
            "around": [{"label": name, "href": context.link(path), "text": word} for word, name, path in neighbours(report, page, reports)],
            "files": _files(context, page),
            "sources": _sources(content, page),
        },
        breadcrumb=(("Reports", "reports/"), *(((report.name, report.path),) if page.slug else ())),
        search_boost=2.0 if not page.slug else 1.0,
    )


def _section(context: ReportContext, section: Section) -> dict:
    """A section as the template shows it; one that comes to a finding of its own has its declared title above that."""
    rows = rows_of(context.content.instance, section) if "{" in section.title else []
    title = fill(section.title, rows, context.report.period)
    shown = SECTIONS[section.kind](context, section)
    finding = shown.get("finding", "")
    return {
        "id": section.identifier,
        "kind": section.kind,
        "title": finding or title,
        "kicker": title if finding else "",
        "sub": section.sub,
        "note": section.note,
        "known": known_text(shown.get("rows", ())),
        **shown,
    }


def _kicker(content: Content, report: Report, page: DeclaredPage) -> list[str]:
    kicker = [report.name]
    if page.slug:
        kicker.append(page.short_title)
    if report.period is not None:
        age = age_text(content, {"period_end": report.period.end.isoformat()})
        kicker += [formats.period(report.period), age]
    return kicker


def _files(context: ReportContext, page: DeclaredPage) -> list[dict]:
    """Each table that a page shows as a file, and where all of them stand, as ``part.downloads_row`` takes it."""
    packages = context.content.instance.packages
    tables = dict.fromkeys((section.package, section.resource) for section in page.sections if section.resource)
    resources = [packages[package].resources[resource] for package, resource in tables]
    files = [
        {
            "label": "CSV",
            "size_text": formats.lower_first(one.descriptor.get("title", one.name)),
            "href": context.link(f"{links.package_path(one.package)}{one.relative_path}"),
            "download": True,
        }
        for one in resources
    ]
    return files + [
        {"label": "Package", "size_text": packages[name].title, "href": context.link(links.package_path(name))}
        for name in dict.fromkeys(one.package for one in resources)
    ]


def _sources(content: Content, page: DeclaredPage) -> str:
    """Who published what a page shows, and where that is to be had; empty for a page of our own series."""
    packages = dict.fromkeys(section.package for section in page.sections if section.package)
    told = dict.fromkeys(
        f"{source['publisher']}, {source['title']}"
        for name in packages
        for source in content.instance.packages[name].descriptor.get("sources", ())
    )
    return "; ".join(told)
