"""Reports, yearly views and trackers: each page laid out from the rows that declare it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from build_scripts import formats
from build_scripts.pages import links
from build_scripts.pages.content import Content
from build_scripts.pages.page import Page
from build_scripts.pages.report_series import changes_section, first_clear, measures_section, reached, unpublished_section, years_section
from build_scripts.pages.report_tables import (
    ReportContext,
    boroughs_section,
    gaps_section,
    mark_of,
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
    period = f"year to {formats.month_year(context.report.period.last)}" if context.report.period else ""
    shown = []
    for column in section.columns:
        row_id, _, field = column.field.partition("/")
        figure = figures.figure(rows[row_id], field, column.unit, column.signed)
        shown.append({"value_text": figure.text, "label": column.label, "period_text": period})
    return {"figures": shown}


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
            told.append({"text": printed_sentence(row, context.labels), "mark": mark_of(context, package, resource, [row]) | {"notes": []}})
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
        _page(content, report, page, ReportContext(content, report, report.path_of(page), marked, words, paths))
        for report in reports
        for page in report.pages
    ]


def page_title(content: Content, report: Report, page: DeclaredPage) -> str:
    """The finding that a page is called by; of a report of series the first clear change of the framework."""
    if report.kind == SERIES and report.period is not None:
        row = first_clear(content, report.period.last, content.framework.indicators)
        if row is not None:
            indicator = next(one for one in content.framework.indicators if one.slug == row["indicator"])
            return headline(row, content.words(indicator)).text
    return fill(page.title, rows_of(content.instance, page), report.period)


def _page(content: Content, report: Report, page: DeclaredPage, context: ReportContext) -> Page:
    rows = rows_of(content.instance, page)
    title = page_title(content, report, page)
    return Page(
        path=context.path,
        title=title,
        short_title=report.name if not page.slug else page.short_title,
        description=f"{report.name}: {page.short_title}. {report.note}",
        template="reports/report.md.j2",
        context={
            "report": report,
            "title": title,
            "lead": fill(page.lead, rows, report.period),
            "kicker": _kicker(content, report, page),
            "contents": [
                {"label": other.short_title, "href": context.link(report.path_of(other)), "current": other.slug == page.slug}
                for other in report.pages
                if len(report.pages) > 1
            ],
            "sections_shown": [_section(context, section) for section in page.sections],
            "packages": [
                {"label": content.instance.packages[name].title, "href": context.link(links.package_path(name))} for name in _packages(page)
            ],
        },
        breadcrumb=(("Reports", "reports/"), *(((report.name, report.path),) if page.slug else ())),
        search_boost=2.0 if not page.slug else 1.0,
    )


def _section(context: ReportContext, section: Section) -> dict:
    rows = rows_of(context.content.instance, section) if "{" in section.title else []
    return {
        "id": section.identifier,
        "kind": section.kind,
        "title": fill(section.title, rows, context.report.period),
        "sub": section.sub,
        "note": section.note,
        **SECTIONS[section.kind](context, section),
    }


def _kicker(content: Content, report: Report, page: DeclaredPage) -> list[str]:
    kicker = [report.name]
    if page.slug:
        kicker.append(page.short_title)
    if report.period is not None:
        age = age_text(content, {"period_end": report.period.end.isoformat()})
        kicker += [formats.period(report.period), age]
    return kicker


def _packages(page: DeclaredPage) -> list[str]:
    """The packages that a page's figures come from, each once."""
    return sorted({section.package for section in page.sections if section.package})
