"""Sections of a report that our own series fill: each measure at the report's period, what changed, and what nobody publishes."""

from __future__ import annotations

from collections.abc import Iterable

from build_scripts import formats, periods
from build_scripts.indicators.definitions import Indicator
from build_scripts.indicators.extracts import extract_date
from build_scripts.pages import links, showing, workings
from build_scripts.pages.content import Content
from build_scripts.pages.report_context import ReportContext
from build_scripts.reports.declared import Section, kept
from build_scripts.statements.changes import tally_sentence
from build_scripts.statements.sentences import CLEAR

ROLLING, QUARTER = "r12", "quarter"
FIRST_TIERS = (1, 2)
PRINTED_REPORT = "printed"


def reached(content: Content) -> int:
    """The last month of the latest quarter that any measure of the framework reaches for the whole force, as an ordinal."""
    observed = content.observations
    held = observed[
        (observed["area_code"] == content.force_area) & (observed["period_type"] == periods.QUARTER) & observed["value"].notna()
    ]
    return max((periods.parse(text).last for text in held["period"].unique()), default=-1)


def indicators_of(content: Content, section: Section) -> list[Indicator]:
    """The measures of a section: those it names, in any framework, or those of the newest framework that fit its condition."""
    if not section.indicators:
        return [one for one in content.framework.indicators if kept(vars(one), section.where)]
    known: dict[str, Indicator] = {}
    for framework in content.frameworks:
        for indicator in framework.indicators:
            known.setdefault(indicator.slug, indicator)
    return [known[slug] for slug in section.indicators]


def comparison_at(content: Content, indicator: Indicator, rule: str, last: int, exact: bool = False) -> dict | None:
    """The comparison under a rule whose period ends with the month ``last``, or (unless ``exact``) the latest that ends before it."""
    rows = [
        row
        for row in content.rows_of("comparisons", indicator.slug)
        if row["rule"] == rule
        and row["component"] == ""
        and row["measure"] == indicator.measure
        and row["area_code"] == content.force_area
        and row["group_type"] == ""
        and (periods.parse(row["period"]).last == last if exact else periods.parse(row["period"]).last <= last)
    ]
    return max(rows, key=_rank, default=None)


def _rank(row: dict) -> tuple[int, bool, str]:
    return periods.parse(row["period"]).last, row["reason"] != "no-base-period", extract_date(row["extract"])


def measures_section(context: ReportContext, section: Section) -> dict:
    """Each measure with both comparisons at the report's period; those without a series with what would fill them."""
    last = _last(context)
    rows: list[dict] = []
    missing: list[dict] = []
    compared: list[dict] = []
    worked: list[dict] = []
    for indicator in indicators_of(context.content, section):
        rolling = comparison_at(context.content, indicator, ROLLING, last)
        if rolling is None:
            missing.append(_missing(context, indicator))
            continue
        quarter = comparison_at(context.content, indicator, QUARTER, last, exact=True)
        compared.append(rolling)
        worked += _workings(context, indicator, [rolling, *([quarter] if quarter and showing.has_change(quarter) else [])])
        after = [_figure_of(quarter), {"text": formats.period(rolling["period"], short=True), "address": ""}]
        rows.append(_change_row(context, indicator, rolling, after))
    return {
        "tables": _by_unit(rows, compared),
        "missing": missing,
        "workings": worked,
        "finding": _finding(compared),
        "before": "Year before",
        "now": "Rolling year",
        "after": ["Quarter on the year", "Period"],
    }


def years_section(context: ReportContext, section: Section) -> dict:
    """The financial year against the one before: the rolling year that ends with its March, where a measure has it."""
    period = context.report.period
    assert period is not None, "a yearly view is of a year"
    rows: list[dict] = []
    missing: list[dict] = []
    compared: list[dict] = []
    worked: list[dict] = []
    for indicator in indicators_of(context.content, section):
        row = comparison_at(context.content, indicator, ROLLING, period.last, exact=True)
        if row is None or row["reason"] in ("no-base-period", "incomplete-window"):
            missing.append(_missing(context, indicator))
            continue
        compared.append(row)
        worked += _workings(context, indicator, [row])
        number = formats.signed(row["change_absolute"]) if row["change_unit"] == "%" else formats.NO_VALUE
        rows.append(_change_row(context, indicator, row, [{"text": number, "address": ""}]))
    return {
        "tables": _by_unit(rows, compared),
        "missing": missing,
        "workings": worked,
        "finding": _finding(compared),
        "before": formats.period(periods.shift(period, -len(period.months))),
        "now": formats.period(period),
        "after": ["Change in number"],
    }


def _change_row(context: ReportContext, indicator: Indicator, row: dict, after: list[dict]) -> dict:
    return showing.change_row(row, indicator.title, context.link(links.indicator_path(indicator.slug)), after=after)


def _figure_of(row: dict | None) -> dict:
    if row is None or not showing.has_change(row):
        return {"text": formats.NO_VALUE, "address": ""}
    return {"text": showing.change_text(row), "address": showing.figure_address(row)}


def _workings(context: ReportContext, indicator: Indicator, rows: Iterable[dict]) -> list[dict]:
    """How each change was worked out, as ``part.workings`` takes it."""
    return [
        workings.comparison_working(context.content, row, f"{indicator.title}: {showing.comparison_label(row)}", context.link)
        for row in rows
        if showing.figure_address(row)
    ]


def _finding(compared: Iterable[dict]) -> str:
    """What the comparisons of a section come to, as its title; empty where there is none."""
    rows = list(compared)
    return tally_sentence(rows, "measure" if len(rows) == 1 else "measures").text if rows else ""


def _by_unit(rows: list[dict], compared: list[dict]) -> list[dict]:
    """A table for each unit of change: per cents and points do not share a scale."""
    tables = []
    for unit in dict.fromkeys(row["change_unit"] for row in compared):
        own = [(shown, row) for shown, row in zip(rows, compared, strict=True) if row["change_unit"] == unit]
        tables.append({"unit": unit, "rows": [shown for shown, _ in own], "scale_values": showing.scale_values([row for _, row in own])})
    return tables


def _missing(context: ReportContext, indicator: Indicator) -> dict:
    """A measure that has no figure for the period: known only as printed, a gap, or a source that ends earlier."""
    latest = context.content.latest_observation(indicator)
    needed = indicator.missing_source or ("A longer series." if latest is None else f"Its series reaches to {_end(latest)} only.")
    return {"label": indicator.title, "href": context.link(links.indicator_path(indicator.slug)), "needed": needed}


def _end(row: dict) -> str:
    return formats.month_year(periods.parse_as(row["period"], row["period_type"]).last)


def changes_section(context: ReportContext, section: Section) -> dict:
    """Sentences on the measures of the first tiers, then on every other that changed clearly; the rest by name."""
    last = _last(context)
    first, clear, unclear, untold = [], [], [], []
    judged: list[dict] = []
    worked: list[dict] = []
    for indicator in context.content.framework.indicators:
        row = comparison_at(context.content, indicator, ROLLING, last)
        if row is None:
            if indicator.tier in FIRST_TIERS:
                untold.append(indicator.title)
            continue
        told = {
            "text": row["sentence"],
            "label": indicator.title,
            "verdict": row["verdict"],
            "href": context.link(links.indicator_path(indicator.slug)),
            "address": showing.figure_address(row),
        }
        if indicator.tier in FIRST_TIERS:
            first.append(told)
            judged.append(row)
        elif row["verdict"] in CLEAR:
            clear.append(told)
        else:
            unclear.append(indicator.title)
            continue
        worked += _workings(context, indicator, [row])
    finding = tally_sentence(judged, "first measures").text if judged else ""
    return {"first": first, "changed": clear, "unclear": unclear, "untold": untold, "workings": worked, "finding": finding}


def unpublished_section(context: ReportContext, section: Section) -> dict:
    """A section of the printed report that nobody publishes as data, with the page of the printed report that has it."""
    page = section.where.partition("=")[2]
    base = context.report_paths.get(PRINTED_REPORT, "")
    return {"href": context.link(f"{base}{page}/") if base else ""}


def _last(context: ReportContext) -> int:
    assert context.report.period is not None, "a section of series stands in a report of a period"
    return context.report.period.last


def first_clear(content: Content, last: int, indicators: Iterable[Indicator]) -> dict | None:
    """The first comparison, in the order of the indicators, that is clear: what a report of series says in its title."""
    for indicator in indicators:
        row = comparison_at(content, indicator, ROLLING, last)
        if row is not None and row["verdict"] in CLEAR:
            return row
    return None
