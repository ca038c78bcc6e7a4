"""What is wanted and not known: what nobody measures, what is measured and not held as data, what is reconstructed."""

from __future__ import annotations

from build_scripts import formats
from build_scripts.indicators.definitions import Indicator
from build_scripts.pages import links
from build_scripts.pages.content import Content
from build_scripts.pages.gaps_between_groups import PATH as BETWEEN_GROUPS
from build_scripts.pages.gaps_between_groups import all_rows
from build_scripts.pages.gaps_by_group import lead, questions
from build_scripts.pages.page import Page
from build_scripts.statements import gaps as statements

PATH = "gaps/"
DECLARED = ("oversight-note-2025", "gaps")
RECONSTRUCTED = "reconstructed"
SERIES = "series"
NO_MEASURE = "None"


def gaps_page(content: Content) -> Page:
    """Three lists, each with what it would take: declared by the framework, not held as data, reconstructed by us."""
    link = links.linker(PATH)
    declared = content.instance.table(*DECLARED).to_dict("records") if content.instance.has(*DECLARED) else []
    told = [row | {"reason": _reason(row)} for row in declared]
    indicators = content.framework.indicators
    unpublished = [one for one in indicators if content.latest_observation(one) is None]
    reconstructed = [one for one in indicators if one.basis == RECONSTRUCTED]
    groups = [
        {
            "title": title,
            "rows": [_row(content, one, link) for one in unpublished if one.availability == code],
        }
        for code, title in TITLES.items()
    ]
    return Page(
        path=PATH,
        title=f"{formats.number(len(unpublished))} of {formats.number(len(indicators))} measures have no series that is held as data",
        short_title="Gaps",
        description="What the framework wants and nobody measures, what is not held as data, what is reconstructed, what it takes.",
        template="reports/gaps.md.j2",
        context={
            "framework": content.framework,
            "declared": told,
            "groups": [group for group in groups if group["rows"]],
            "unpublished": formats.number(len(unpublished)),
            "reconstructed": [_row(content, one, link) for one in reconstructed],
            "reconstructed_number": formats.number(len(reconstructed)),
            "total": formats.number(len(indicators)),
            "between_groups": _between_groups(content, link),
            "contribute_href": link("contribute/"),
            "method_href": link("method/#reconstructed"),
        },
        search_boost=2.0,
    )


def _between_groups(content: Content, link) -> dict | None:
    """What is clear of the gaps between groups of people, and where they stand; None where none are held."""
    rows = all_rows(questions(content))
    if not rows:
        return None
    return {"title": statements.summary(rows).text, "lead": lead(content, rows), "href": link(BETWEEN_GROUPS)}


def _reason(row: dict) -> str:
    """Why it is not measured, and what comes nearest to it."""
    return row["reason"] if row["nearest_measure"] == NO_MEASURE else f"{row['reason']} Nearest to it: {row['nearest_measure']}."


TITLES = {
    "gap": "No figure is held",
    "printed-only": "Known only as printed",
    SERIES: "Published by somebody, not yet held here",
}


def _row(content: Content, indicator: Indicator, link) -> dict:
    priority = next(one for one in content.framework.priorities if one.slug == indicator.priority)
    return {
        "label": indicator.title,
        "href": link(links.indicator_path(indicator.same_as or indicator.slug)),
        "priority": priority.short_title,
        "why": indicator.why_no_series,
        "needed": indicator.missing_source or "The published series, brought into a data package.",
        "reference": indicator.document_reference,
    }
