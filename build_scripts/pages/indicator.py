"""The page of an indicator."""

from __future__ import annotations

from collections.abc import Callable

from build_scripts import formats, periods, vocabulary
from build_scripts.indicators.definitions import Framework, Indicator
from build_scripts.pages import links, showing, workings
from build_scripts.pages.borough_charts import borough_charts
from build_scripts.pages.boroughs import by_borough
from build_scripts.pages.content import Content
from build_scripts.pages.control import show_control
from build_scripts.pages.embed_pages import tools_of
from build_scripts.pages.gaps_by_group import by_group
from build_scripts.pages.page import Page
from build_scripts.pages.printed import printed_context, printed_elsewhere, printed_figures, printed_parts
from build_scripts.pages.revisions_page import revision_summary
from build_scripts.pages.trends import attribution_of, declared_source, show_trend, source_of, year_workings
from build_scripts.statements.sentences import headline, lead_sentence
from build_scripts.statements.statement import address_of

GAP_TEMPLATE = "indicator_gap.md.j2"
GROUPS_TEMPLATE = "indicator_groups.md.j2"
BASIS_TAG = "Reconstructed: not the framework's own list"


def indicator_page(content: Content, framework: Framework, indicator: Indicator) -> Page:
    """The page of one indicator of a framework."""
    path = links.indicator_path(indicator.slug)
    link = links.linker(path)
    latest = content.latest_observation(indicator)
    context = _common(content, framework, indicator)
    groups = by_group(content, indicator, link)
    context |= {"by_group": groups, "group_tool": tools_of(groups["chart"], content.site_url) if groups else None}
    if latest is None:
        context |= {"printed": printed_figures(content, indicator.slug, link)}
        shown = printed_context(content, indicator, link)
        if shown is None and groups is not None:
            context |= {"published_charts": [groups["chart"]]}
            return _page(path, indicator, framework, groups["chart"].title, GROUPS_TEMPLATE, context)
        if shown is None:
            return _page(path, indicator, framework, indicator.title, GAP_TEMPLATE, context)
        components = _components(content, indicator, link)
        own, of_parts = workings.once_each(shown["workings"], components["workings"] if components else [])
        context |= {"shown": shown, "workings": own, "components": components, "row_workings": {"parts": of_parts}}
        return _page(path, indicator, framework, shown["title"], "indicator_printed.md.j2", context)
    comparisons = [
        row
        for row in (content.latest_comparison(indicator.slug, rule, measure=indicator.measure) for rule in ("r12", "quarter"))
        if row is not None
    ]
    words = content.words(indicator)
    title = headline(comparisons[0], words).text if comparisons else indicator.title
    source = source_of(content, indicator.slug)
    rate = content.latest_observation(indicator, measure="rate") if indicator.measure == "count" else None
    own = [workings.observation_working(content, latest, indicator.title, indicator.unit, link)]
    if rate is not None:
        own.append(workings.observation_working(content, rate, f"{indicator.title}, per 1,000 residents", indicator.unit, link))
    own += [workings.comparison_working(content, row, showing.comparison_label(row), link) for row in comparisons]
    attribution = attribution_of(content, indicator, latest["extract"])
    trend = show_trend(content, indicator, content.force_area, attribution)
    control = show_control(content, indicator, attribution, link)
    by_area = borough_charts(content, indicator, attribution)
    charts = [shown.chart for shown in (trend, control) if shown is not None] + by_area
    published = [*charts, *([groups["chart"]] if groups else [])]
    by_boroughs = by_borough(content, indicator, link)
    components, parts_printed = _components(content, indicator, link), printed_parts(content, indicator, link)
    further = _further(content, indicator, link)
    extracts = _other_extracts(content, indicator, latest, link)
    own, of_years, of_parts, of_printed_parts, of_boroughs, of_others, of_extracts = workings.once_each(
        own,
        year_workings(content, indicator, trend, link) if trend else [],
        components["workings"] if components else [],
        parts_printed["workings"] if parts_printed else [],
        by_boroughs.workings if by_boroughs else [],
        further["workings"],
        extracts["workings"],
    )
    context |= {
        "title": title,
        "lead": lead_sentence(comparisons[0], words).text if comparisons else "",
        "latest": latest,
        "value_address": address_of(latest, "value"),
        "value_text": showing.large_figure(latest),
        "unit_text": f"{indicator.unit} in the" if indicator.measure == "count" else f"{showing.unit_below(indicator.unit)},",
        "period_text": showing.period_text(latest),
        "age_text": showing.age_text(content, latest),
        "status_text": showing.status_text(latest),
        "rate": rate,
        "rate_text": formats.value_of(rate["value"], "rate") if rate is not None else "",
        "comparisons": [showing.comparison_row(row, indicator.unit, words.background) for row in comparisons],
        "scale_values": showing.scale_values(comparisons),
        "scale_unit": comparisons[0]["change_unit"] if comparisons else "%",
        "further": further["rows"],
        "trend": trend,
        "control": control,
        "borough_charts": by_area,
        "published_charts": published,
        "tools": {chart.name: tools_of(chart, content.site_url) for chart in charts},
        "components": components,
        "printed_parts": parts_printed,
        "by_borough": by_boroughs,
        "workings": own,
        "row_workings": {
            "years": of_years,
            "control": [control.working] if control else [],
            "parts": of_parts,
            "printed_parts": of_printed_parts,
            "boroughs": of_boroughs,
            "others": of_others,
            "extracts": of_extracts,
        },
        "source": declared_source(content, source),
        "extracts": extracts["tables"],
        "revisions": revision_summary(content, indicator),
        "printed": printed_figures(content, indicator.slug, link),
        "report_href": workings.report_link(
            content, address_of(latest, "value"), formats.value_of(latest["value"], latest["measure"]), latest["period"], latest["extract"]
        ),
    }
    return _page(path, indicator, framework, title, "indicator.md.j2", context)


def _page(path: str, indicator: Indicator, framework: Framework, title: str, template: str, context: dict) -> Page:
    priority = next(one for one in framework.priorities if one.slug == indicator.priority)
    return Page(
        path=path,
        title=title,
        short_title=indicator.title,
        description=indicator.definition or indicator.title,
        template=template,
        context=context,
        breadcrumb=(("Measures", "indicators/"), (priority.short_title, links.priority_path(framework.slug, priority.slug))),
        search_boost=_search_boost(framework, template, context),
        alternates=(
            (f"api/v1/indicators/{indicator.slug}.json", "application/json", f"{indicator.title}, JSON"),
            (f"api/v1/indicators/{indicator.slug}.csv", "text/csv", f"{indicator.title}, CSV"),
        ),
    )


def _search_boost(framework: Framework, template: str, context: dict) -> float:
    """Measures of the newest plan that have figures are found first; then those of older plans, and those that nobody publishes."""
    return 4.0 if context["content"].framework.slug == framework.slug and template != GAP_TEMPLATE else 2.0


def _common(content: Content, framework: Framework, indicator: Indicator) -> dict:
    breaks = [one for one in content.breaks if "*" in one.indicators or indicator.slug in one.indicators]
    source = source_of(content, indicator.slug)
    return {
        "content": content,
        "framework": framework,
        "indicator": indicator,
        "kicker": showing.kicker(indicator),
        "reconstructed": indicator.basis == "reconstructed",
        "basis_tag": BASIS_TAG,
        "breaks": [one for one in breaks if not source or "*" in one.sources or source in one.sources],
    }


def _further(content: Content, indicator: Indicator, link: Callable[[str], str]) -> dict:
    """The comparisons beside the two of the framework: shown, never a headline."""
    rows = [content.latest_comparison(indicator.slug, rule, measure=indicator.measure) for rule in ("previous-quarter", "pre-pandemic")]
    rows += [content.latest_comparison(indicator.slug, rule, measure="rate") for rule in vocabulary.LEVEL_PHRASES]
    rows.insert(0, content.comparison_to_date(indicator.slug, measure=indicator.measure))
    rows += printed_elsewhere(content, indicator)
    known = [row for row in rows if row is not None]
    return {
        "rows": [showing.change_row(row, showing.comparison_label(row), "") for row in known],
        "workings": [workings.comparison_working(content, row, showing.comparison_label(row), link) for row in known],
    }


def _components(content: Content, indicator: Indicator, link: Callable[[str], str]) -> dict | None:
    shown = [one for one in content.components if one.indicator == indicator.slug and one.component and one.show != "claims-only"]
    pairs = [(one, content.latest_comparison(indicator.slug, "r12", component=one.component, measure=indicator.measure)) for one in shown]
    rows = [(one, row) for one, row in pairs if row is not None]
    if not rows:
        return None
    first = rows[0][1]
    return {
        "rows": [showing.change_row(row, one.title, "", one.description) for one, row in rows],
        "workings": [workings.comparison_working(content, row, f"{one.title}: {showing.comparison_label(row)}", link) for one, row in rows],
        "scale_values": showing.scale_values([row for _, row in rows]),
        "scale_unit": first["change_unit"],
        "before": formats.period(periods.parse(first["base_period"]), short=True).replace("12 months to", "To"),
        "now": formats.period(periods.parse(first["period"]), short=True).replace("12 months to", "To"),
    }


def _other_extracts(content: Content, indicator: Indicator, latest: dict, link: Callable[[str], str]) -> dict:
    """The last 12-month comparison of each earlier extract, beside the newest extract's own for the same period: a table an extract."""
    extracts = sorted({row["extract"] for row in content.rows_of("comparisons", indicator.slug)} - {latest["extract"]})
    tables, worked = [], []
    for extract in extracts:
        rows = [
            row
            for row in content.rows_of("comparisons", indicator.slug)
            if row["rule"] == "r12"
            and row["component"] == ""
            and row["area_code"] == content.force_area
            and row["group_type"] == ""
            and row["measure"] == indicator.measure
        ]
        own = [row for row in rows if row["extract"] == extract]
        if not own:
            continue
        last = max(own, key=lambda row: periods.parse(row["period"]).last)
        now = next((row for row in rows if row["extract"] == latest["extract"] and row["period"] == last["period"]), None)
        both = [row for row in (last, now) if row is not None]
        tables.append(
            {
                "period": formats.period(last["period"]),
                "rows": [[row["extract"], *_extract_cells(row)] for row in both]
                + ([] if now else [[latest["extract"], formats.NO_VALUE, formats.NO_VALUE]]),
            }
        )
        worked += [workings.comparison_working(content, row, showing.comparison_label(row), link) for row in both]
    return {"tables": tables, "workings": worked}


def _extract_cells(row: dict) -> list:
    """The value and the change of a comparison, of which one leads to the working."""
    value, change = formats.value_of(row["value"], row["measure"]), showing.change_text(row)
    figure = {"address": showing.figure_address(row), "text": showing.figure_text(row)}
    return [value, figure] if showing.has_change(row) else [figure, change]
