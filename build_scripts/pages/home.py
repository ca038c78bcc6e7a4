"""The front page: the first measures at a glance, their trends, what changed, where one lives, and to which month the figures reach."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from markupsafe import Markup

from build_scripts import formats, periods, vocabulary
from build_scripts.indicators.definitions import Framework, Indicator
from build_scripts.indicators.observe import setting
from build_scripts.pages import links, showing, workings
from build_scripts.pages.boroughs import tiles_of
from build_scripts.pages.changes import (
    Change,
    by_verdict,
    clear_first,
    counted_title,
    latest_of_counts,
    latest_of_shares,
    named_title,
)
from build_scripts.pages.content import Content
from build_scripts.pages.embed_pages import ChartTools, tools_of
from build_scripts.pages.overview import summary
from build_scripts.pages.page import Page
from build_scripts.pages.report_series import reached
from build_scripts.pages.trends import attribution_of, show_trend, source_of, year_workings
from build_scripts.reports.declared import reports_of
from build_scripts.statements.changes import tally_brief, tally_sentence, tally_words
from build_scripts.statements.sentences import headline, range_sentence

STYLE_SHEET = "assets/stylesheets/home.css"
HEADLINE_TIERS = (1, 2)
DETAIL_TIER = 3
MOST_REPORTS = 2
# Before every month: reports of no period stand last.
NEVER = -1


@dataclass(frozen=True)
class FrontTrend:
    """The trend of a first-tier measure as the front page shows it: drawings with ids of their own, its key, its table and its tools.

    ``workings`` are those of the rows of the table.
    """

    title: str
    sub: str
    key: str
    svg: Markup
    narrow_svg: Markup
    table_rows: list[list]
    workings: list[dict]
    flags: list[str]
    source: str
    tools: ChartTools


def home_page(content: Content, lines: list[str]) -> Page:
    """The front page. ``lines`` are sentences other rooms add."""
    framework = content.framework
    link = links.linker("")
    tier_one, tier_two = ([_glance(content, indicator, link) for indicator in framework.of_tier(tier)] for tier in HEADLINE_TIERS)
    first = next((one for one in tier_one if one["latest"] is not None), None)
    changed = _changed(content, link)
    shares = _changed_shares(content, link)
    own, of_changes, of_shares, *of_years = workings.once_each(
        [working for one in (*tier_one, *tier_two) for working in one["workings"]],
        changed["workings"] if changed else [],
        shares["workings"] if shares else [],
        *(one["trend"].workings if one["trend"] else [] for one in tier_one),
    )
    sources = sources_reached(content, link)
    reported = sorted(
        reports_of(content.instance, reached(content)), key=lambda one: one.period.last if one.period else NEVER, reverse=True
    )
    return Page(
        path="",
        title=content.site_name,
        description=f"How {_city(content)} is policed, measure by measure and borough by borough, from published data.",
        template="home.md.j2",
        context={
            "content": content,
            "framework": framework,
            "headline": _headline(content, framework),
            "first": first,
            "glance": [*tier_one, *tier_two],
            "glance_title": tally_brief([one["judged"] for one in (*tier_one, *tier_two)], "main measures").text,
            "workings": own,
            "change_workings": of_changes,
            "tier_one": [one | {"year_workings": of_year} for one, of_year in zip(tier_one, of_years, strict=True)],
            "tier_two": tier_two,
            "tier_two_title": tally_sentence([one["judged"] for one in tier_two], "measures the plan is judged by").text,
            "changed": changed,
            "shares": shares,
            "share_workings": of_shares,
            "sources": sources,
            "next_due": next_due_text(sources),
            "tiles": tiles_of(content, link=link),
            "boroughs": [{"name": area.name, "slug": area.slug} for area in content.boroughs],
            "reports": [
                {"label": f"{one.period_name}: {one.title.lower()}", "href": link(one.path), "text": one.note}
                for one in reported[:MOST_REPORTS]
            ],
            "priorities": _details(content, framework, link),
            "details": sum(one.tier == DETAIL_TIER for one in framework.indicators),
            "lines": lines,
        },
        front_matter={"stylesheets": [STYLE_SHEET]},
    )


def _city(content: Content) -> str:
    return setting(content.instance, "city")


def _headline(content: Content, framework: Framework) -> str:
    """The finding on the first measure of the first tier that has a comparison."""
    for indicator in framework.of_tier(1):
        row = content.latest_comparison(indicator.slug, "r12", measure=indicator.measure)
        if row is not None:
            words = content.words(indicator)
            return headline(row, type(words)(indicator.short_title, words.unit, words.area)).text
    return f"How {_city(content)} is policed"


def _glance(content: Content, indicator: Indicator, link: Callable[[str], str]) -> dict:
    """An indicator at a glance, with the range of its change, the sentence on its latest quarter, and the trend of a first-tier one."""
    shown = summary(content, indicator, link)
    rolling, quarter = shown.get("rolling"), shown.get("quarter")
    shown |= {
        "short_title": indicator.short_title,
        "unit": indicator.unit if indicator.measure == "count" else "",
        "range_text": range_sentence(rolling).text if rolling else "",
        "base_text": formats.value_of(rolling["base_value"], rolling["measure"]) if rolling else "",
        "quarter_text": _quarter_text(quarter) if quarter else "",
        "reason_text": showing.reason_text(rolling) if rolling else "",
        "comparisons": [showing.comparison_row(row, indicator.unit) for row in (rolling, quarter) if row is not None],
        "scale_values": showing.scale_values([row for row in (rolling, quarter) if row is not None]),
        "scale_unit": rolling["change_unit"] if rolling else "",
        "trend": None,
    }
    if indicator.tier == 1 and shown["latest"] is not None:
        shown["trend"] = _trend(content, indicator, link, is_comparable=shown["verdict"] != "not-comparable")
    return shown


def _quarter_text(row: dict) -> str:
    """The latest quarter against the same one a year before, in a line: its months, the change, the verdict or why there is none."""
    label = f"{formats.upper_first(formats.period(row['period'], short=True))} on the same quarter a year before"
    if row["verdict"] in ("not-available", "not-comparable"):
        return f"{label}: {showing.short_reason(row)}"
    return f"{label}: {showing.change_text(row)}, {vocabulary.VERDICT_TITLES[row['verdict']]}"


def _trend(content: Content, indicator: Indicator, link: Callable[[str], str], *, is_comparable: bool) -> FrontTrend | None:
    """The chart of the measure's own page, whose files it shares; without a title where its latest value has nothing to be set beside."""
    latest = content.latest_observation(indicator)
    shown = show_trend(content, indicator, content.force_area, attribution_of(content, indicator, latest["extract"])) if latest else None
    if shown is None:
        return None
    chart = shown.chart
    return FrontTrend(
        title=chart.title if is_comparable else "",
        sub=chart.sub,
        key=chart.key,
        svg=with_ids_of(chart.svg, chart.name, indicator.slug),
        narrow_svg=with_ids_of(chart.narrow_svg, chart.name, indicator.slug),
        table_rows=shown.rows,
        workings=year_workings(content, indicator, shown, link),
        flags=shown.flags,
        source=chart.attribution.source,
        # The frame of the chart bears the measure's name here, where two trends stand on one page.
        tools=replace(tools_of(chart, content.site_url, page_path=""), name=indicator.slug),
    )


def with_ids_of(drawing: Markup, name: str, own: str) -> Markup:
    """The drawing of a chart called ``name`` with its ids begun by ``own``, so that two of one name can stand on a page."""
    text = str(drawing)
    for frame in ("wide", "narrow"):
        text = text.replace(f"{name}-{frame}-", f"{own}-{frame}-")
    return Markup(text)


def _changed(content: Content, link: Callable[[str], str]) -> dict | None:
    """The latest 12 months of everything counted below the first tier: grouped by verdict, and as rows of a table; None without any."""
    found = latest_of_counts(content)
    changes = [one for one in found if one.indicator.tier != 1]
    if not changes:
        return None
    compared = [one for one in clear_first(changes) if one.row["verdict"] not in ("not-comparable", "not-available")]
    held = {one.indicator.slug for one in compared}
    others = [
        indicator.title
        for indicator in content.framework.indicators
        if indicator.measure == "count" and indicator.tier != 1 and indicator.slug not in held and content.latest_observation(indicator)
    ]
    first = changes[0].row
    last, before = (periods.parse(first[name]).last for name in ("period", "base_period"))
    quarters = {one.indicator.slug: content.latest_comparison(one.indicator.slug, "quarter", measure="count") for one in compared}
    quarter = next((row for row in quarters.values() if row is not None), None)
    return {
        "title": counted_title(changes),
        "finding": named_title(changes),
        "groups": [{"verdict": verdict, "changes": [_short(one, link) for one in members]} for verdict, members in by_verdict(compared)],
        "rows": [
            showing.change_row(
                one.row,
                one.indicator.title,
                link(links.indicator_path(one.indicator.slug)),
                one.indicator.direction_reason if one.indicator.direction == "not-judged" else "",
                [_quarter_cell(quarters[one.indicator.slug])],
            )
            for one in compared
        ],
        "workings": [
            workings.comparison_working(content, row, f"{one.indicator.title}: {showing.comparison_label(row)}", link)
            for one in compared
            for row in (one.row, quarters[one.indicator.slug])
            if row is not None and showing.has_change(row)
        ],
        "quarter": formats.period(quarter["period"], short=True) if quarter else "",
        "scale_values": showing.scale_values([one.row for one in compared]),
        "period": formats.period(first["period"]),
        "before": f"To {formats.month_year(before, short=True)}",
        "now": f"To {formats.month_year(last, short=True)}",
        "others": others,
    }


def _changed_shares(content: Content, link: Callable[[str], str]) -> dict | None:
    """The latest 12 months of every tested measure in per cent below the first tier, each of its own period; None without any."""
    changes = clear_first([one for one in latest_of_shares(content) if one.indicator.tier != 1])
    if not changes:
        return None
    return {
        "title": counted_title(changes, "shares"),
        "rows": [
            showing.change_row(
                one.row,
                one.indicator.title,
                link(links.indicator_path(one.indicator.slug)),
                after=[formats.upper_first(formats.period(one.row["period"], short=True))],
            )
            for one in changes
        ],
        "workings": [
            workings.comparison_working(content, one.row, f"{one.indicator.title}: {showing.comparison_label(one.row)}", link)
            for one in changes
        ],
        "scale_values": showing.scale_values([one.row for one in changes]),
    }


def _short(one: Change, link: Callable[[str], str]) -> dict:
    return {
        "label": one.indicator.short_title,
        "href": link(links.indicator_path(one.indicator.slug)),
        "change": {"address": showing.figure_address(one.row), "text": showing.change_text(one.row)},
    }


def _quarter_cell(row: dict | None) -> dict | str:
    """The change of the quarter and its verdict, a cell that leads to the working; a dash where there is no quarter."""
    if row is None:
        return formats.NO_VALUE
    text = f"{showing.change_text(row)}, {vocabulary.VERDICT_TITLES[row['verdict']]}"
    return {"address": showing.figure_address(row) if showing.has_change(row) else "", "text": text}


def sources_reached(content: Content, link: Callable[[str], str]) -> list[dict]:
    """The sources of the first two tiers, the newest first: to which month each reaches, its pace, when its next figures are due."""
    declared = {row["source"]: row for row in content.instance.table("sources", "sources").to_dict("records")}
    ends: dict[str, dict] = {}
    measures: dict[str, list[dict]] = {}
    for indicator in (one for tier in HEADLINE_TIERS for one in content.framework.of_tier(tier)):
        latest = content.latest_observation(indicator)
        source = source_of(content, indicator.slug)
        if latest is None or not source:
            continue
        if source not in ends or latest["period_end"] > ends[source]["period_end"]:
            ends[source] = latest
        measures.setdefault(source, []).append({"label": indicator.short_title, "href": link(links.indicator_path(indicator.slug))})
    return [
        {
            "title": declared[source]["title"],
            "publisher": declared[source]["publisher"],
            "to_short": formats.month_year(periods.month_ordinal(latest["period_end"][:7]), short=True),
            "to_text": formats.month_year(periods.month_ordinal(latest["period_end"][:7])),
            "age_text": showing.age_text(content, latest),
            "pace_text": pace_text(declared[source]),
            "next_due": str(declared[source]["next_due"]),
            "due_text": due_text(declared[source]),
            "measures": measures[source],
        }
        for source, latest in sorted(ends.items(), key=lambda pair: (pair[1]["period_end"], pair[0]), reverse=True)
    ]


def pace_text(source: dict) -> str:
    """How often a source (a row of ``sources``) is published and how far behind: "monthly, about 1 month behind"."""
    if source["frequency"] == "irregular":
        return "at no fixed times"
    lag = source["lag_months"]
    if formats.is_missing(lag):
        return source["frequency"]
    return f"{source['frequency']}, about {formats.number(lag)} month{'' if lag == 1 else 's'} behind"


def due_text(source: dict) -> str:
    """When the next figures of a source (a row of ``sources``) are due: the day that its publisher announced, or that none is known."""
    if source["next_due"]:
        return formats.period(str(source["next_due"]))
    reason = "it appears at no fixed times" if source["frequency"] == "irregular" else f"published {source['frequency']}, no day is given"
    return f"not announced: {reason}"


def next_due_text(sources: list[dict]) -> str:
    """The first day on which any of the sources (``sources_reached``) has new figures; that none is announced where none is."""
    announced = sorted(one["next_due"] for one in sources if one["next_due"])
    return formats.period(announced[0]) if announced else "no day announced"


def _details(content: Content, framework: Framework, link: Callable[[str], str]) -> list[dict]:
    """The third tier by priority: its measures, and how their verdicts are divided."""
    groups = []
    for priority in framework.priorities:
        members = [summary(content, one, link) for one in framework.of_priority(priority.slug) if one.tier == DETAIL_TIER]
        if members:
            groups.append(
                {
                    "title": priority.short_title,
                    "href": link(links.priority_path(framework.slug, priority.slug)),
                    "tally": formats.upper_first(tally_words([one["judged"] for one in members]).text),
                    "links": [{"label": one["indicator"].short_title, "href": one["href"]} for one in members],
                }
            )
    return groups
