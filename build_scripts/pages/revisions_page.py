"""How figures move from one extract to the next: a page, a sentence for each measure, and a file of the API."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pandas as pd

from build_scripts import formats, periods
from build_scripts.downloads import files
from build_scripts.downloads.api import SCHEMA_VERSION
from build_scripts.indicators.definitions import Indicator
from build_scripts.indicators.observe import constant
from build_scripts.pages import links, workings
from build_scripts.pages.content import Content
from build_scripts.pages.page import Page
from build_scripts.pages.showing import is_known
from build_scripts.revisions import Revisions, RevisionSummary
from build_scripts.revisions.provisional import REGISTER
from build_scripts.revisions.triangle import PERIOD, SERIES

PATH = "method/revisions/"
API_PATH = "api/v1/revisions.json"
# The triangle of a measure shows its last two years of quarters; all of them stand in the file.
PERIODS_SHOWN = 8
PERIOD_WORDS = {
    periods.QUARTER: "quarters",
    periods.ROLLING_YEAR: "spans of 12 months",
    periods.FINANCIAL_YEAR: "years",
    periods.CALENDAR_YEAR: "years",
    periods.MONTH: "months",
}
# Revisions of counts are shown finer than changes: most are under one per cent.
PLACES = 2
# The id of an extract of unknown date names its last period.
UNDATED = "to-"


def revisions_page(content: Content) -> Page:
    """Every measure of the newest framework that stands in two extracts: its mean revisions, its last periods, what differs otherwise."""
    measures = [(indicator, one) for indicator in content.framework.indicators for one in content.revisions.of(indicator.slug)]
    return Page(
        path=PATH,
        title="How figures are revised",
        description="What each extract of a source says of the same period: first published, latest, and the difference.",
        template="revisions.md.j2",
        context={
            "summaries": [_summary_row(content, indicator, one) for indicator, one in measures],
            "triangles": [_triangle(content, indicator, one) for indicator, one in measures],
            "provisional": _provisional(content),
            "most_extracts": int(content.revisions.moved["extracts"].max()) if measures else 0,
            "minimum_extracts": int(constant(content.instance, "triangle-minimum-extracts")),
            "api_path": API_PATH,
        },
        breadcrumb=(("Method", "method/"),),
        search_boost=0.5,
        alternates=((API_PATH, "application/json", "Revisions, JSON"),),
    )


def revision_summary(content: Content, indicator: Indicator) -> str:
    """What is known of a measure's revisions, in a sentence or two; empty where no period of it stands in two extracts."""
    return " ".join(_sentence(content, indicator, one) for one in content.revisions.of(indicator.slug))


def _sentence(content: Content, indicator: Indicator, summary: RevisionSummary) -> str:
    span = f"{formats.number(summary.periods)} {PERIOD_WORDS[summary.period_type]} to {_last(summary)}"
    opening = f"The figures of {span} stand in the extracts {_extracts(summary)}"
    if summary.largest_revision == 0:
        return f"{opening}, and none of them differs."
    by = _amount(summary.mean_absolute_revision, summary.unit)
    direction = "higher" if summary.mean_revision > 0 else "lower"
    mean = _amount(abs(summary.mean_revision), summary.unit)
    largest = _signed(summary.largest_revision, summary.unit)
    differs = "The later one differs" if len(summary.extracts) == 2 else "The latest of each differs from the first"
    text = f"{opening}. {differs} by {by} on average, and is {mean} {direction} on the whole; the largest is {largest}."
    if summary.changes:
        turned = "none" if summary.flips == 0 else formats.number(summary.flips)
        text += f" Of {formats.number(summary.changes)} changes over 12 months, {turned} turned from a rise into a fall or the other way."
    recounted = _recounted(content, indicator.slug, summary)
    if recounted:
        text += f" Some of it may be no revision, as the extracts also count differently: {formats.listing(recounted)}."
    return text


def write_revisions_api(content: Content, out: Path) -> list[Path]:
    """Write the triangle below ``out`` (the site's root), as ``published_revisions`` has it; returns the files."""
    revisions = content.revisions
    if revisions.moved.empty:
        return []
    head = {
        "schema_version": SCHEMA_VERSION,
        "minimum_extracts": constant(content.instance, "triangle-minimum-extracts"),
        "provisional": [{"source": source, **dataclasses.asdict(one)} for source, one in revisions.provisional.items()],
    }
    target = out / API_PATH
    files.write_if_changed(target, files.json_lines_bytes(head, published_revisions(revisions)))
    return [target]


def published_revisions(revisions: Revisions) -> dict[str, list[dict]]:
    """The lists of the file of revisions.

    ``summaries``: one a series. ``periods``: each period that a summary is made of, with what the first and the latest extract say; other
    spans are the same months, added up otherwise. ``extracts``: of the periods that more than two extracts hold, what each of them says.
    """
    summaries = [
        {name: files.plain(value) if not isinstance(value, tuple) else list(value) for name, value in dataclasses.asdict(one).items()}
        for one in revisions.summaries
    ]
    kinds = pd.DataFrame([{name: one[name] for name in (*SERIES, "period_type")} for one in summaries])
    moved = revisions.moved.merge(kinds, on=[*SERIES, "period_type"])
    several = moved.loc[moved["extracts"] > 2, PERIOD]
    return {
        "summaries": summaries,
        "periods": files.records(moved),
        "extracts": files.records(revisions.held.merge(several, on=PERIOD)),
    }


def _summary_row(content: Content, indicator: Indicator, summary: RevisionSummary) -> dict:
    return {
        "title": indicator.title,
        "href": links.relative(PATH, links.indicator_path(indicator.slug)),
        "span": f"{formats.number(summary.periods)} {PERIOD_WORDS[summary.period_type]} to {_last(summary)}",
        "mean": _signed(summary.mean_revision, summary.unit),
        "absolute": _amount(summary.mean_absolute_revision, summary.unit),
        "largest": _signed(summary.largest_revision, summary.unit),
        "flips": workings.reported(
            content,
            f"{formats.number(summary.flips)} of {formats.number(summary.changes)}",
            f"revisions/{indicator.slug}",
            _signed(summary.mean_revision, summary.unit),
            _last(summary),
            ", ".join(summary.extracts),
        ),
        "recounted": formats.listing(_recounted(content, indicator.slug, summary)),
    }


def _triangle(content: Content, indicator: Indicator, summary: RevisionSummary) -> dict:
    """The last periods of a measure: what each extract says of them, the first, those between and the latest, and the difference."""
    moved, held = (
        table[
            (table["indicator"] == indicator.slug)
            & (table["component"] == "")
            & (table["source"] == summary.source)
            & (table["measure"] == summary.measure)
            & (table["period_type"] == summary.period_type)
        ]
        for table in (content.revisions.moved, content.revisions.held)
    )
    shown = moved.tail(PERIODS_SHOWN)
    said = {period: rows.to_dict("records") for period, rows in held.groupby("period", sort=False) if period in set(shown["period"])}
    between = max(len(rows) for rows in said.values()) - 2
    return {
        "title": indicator.title,
        "id": f"triangle-{indicator.slug}",
        "has_between": between > 0,
        "rows": [
            [
                formats.period(row["period"], short=True),
                _dated(said[row["period"]][:1]),
                *([_dated(said[row["period"]][1:-1])] if between else []),
                _dated(said[row["period"]][-1:]),
                workings.reported(
                    content,
                    _signed(row["revision"], row["revision_unit"]),
                    f"revisions/{indicator.slug}/{row['period']}",
                    _signed(row["revision"], row["revision_unit"]),
                    row["period"],
                    ", ".join(summary.extracts),
                ),
            ]
            for row in shown.to_dict("records")
        ],
    }


def _dated(rows: list[dict]) -> str:
    """Figures of one period (rows of ``triangle.COLUMNS``), each with the date of the extract that says it; a dash for none."""
    told = [
        f"{formats.value_of(row['value'], row['measure'])} ({formats.period(_extract_month(row['extract']), short=True)})" for row in rows
    ]
    return ", ".join(told) or formats.NO_VALUE


def _provisional(content: Content) -> list[dict]:
    """How long figures are provisional, by source, and how that is known."""
    titles = content.instance.table("sources", "sources").set_index("source")["title"]
    return [
        {
            "source": titles.get(source, source),
            "months": formats.number(one.months),
            "declared": one.basis == REGISTER,
            "periods": formats.number(one.periods),
            "at_least": one.at_least,
        }
        for source, one in content.revisions.provisional.items()
    ]


def _recounted(content: Content, indicator: str, summary: RevisionSummary) -> list[str]:
    """The titles of declared differences between the extracts that touch what the measure counts, for the whole force."""
    if not content.instance.has("registers", "extract-differences"):
        return []
    composition = content.instance.table("composition", "composition")
    counted = set(composition.loc[composition["indicator"] == indicator, "category"])
    return [
        row["title"].lower()
        for row in content.instance.table("registers", "extract-differences").to_dict("records")
        if row["source"] == summary.source
        and row["touches"] == "all"
        and {row["earlier_extract"], row["later_extract"]} <= set(summary.extracts)
        and counted & set(row["categories"].split())
    ]


def _extracts(summary: RevisionSummary) -> str:
    """``of December 2023 and April 2026``; of an extract without a date the last period is known."""
    named = formats.listing([formats.period(_extract_month(one)) for one in summary.extracts])
    return f"{'that end in' if all(one.startswith(UNDATED) for one in summary.extracts) else 'of'} {named}"


def _extract_month(extract: str) -> str:
    return extract.removeprefix(UNDATED)


def _last(summary: RevisionSummary) -> str:
    return formats.month_year(periods.parse(summary.last_period).last)


def _amount(value: float, unit: str) -> str:
    """A size: ``0.19%``, or percentage points."""
    if not is_known(value):
        return formats.NO_VALUE
    return f"{formats.number(value, PLACES)}%" if unit == "%" else f"{formats.number(value, 1)}pp"


def _signed(value: float, unit: str) -> str:
    if not is_known(value):
        return formats.NO_VALUE
    return f"{formats.signed(value, PLACES)}%" if unit == "%" else f"{formats.signed(value, 1)}pp"
