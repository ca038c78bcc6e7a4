"""Pages that show several indicators: frameworks, priorities, the list of measures."""

from __future__ import annotations

from build_scripts import formats, periods
from build_scripts.indicators.definitions import Framework, Indicator, Priority
from build_scripts.pages import components, links, showing
from build_scripts.pages.content import Content
from build_scripts.pages.page import Page
from build_scripts.pages.plan_pages import answered_plans
from build_scripts.pages.printed import printed_summary
from build_scripts.statements.sentences import headline, lead_sentence

SPARKLINE_QUARTERS = 20


def summary(content: Content, indicator: Indicator, link) -> dict:
    """An indicator at a glance: its latest value, period and age, both comparisons, a sparkline; or that it is a gap."""
    latest = content.latest_observation(indicator)
    shown = {
        "indicator": indicator,
        "href": link(links.indicator_path(indicator.same_as or indicator.slug)),
        "title": indicator.title,
        "reconstructed": indicator.basis == "reconstructed",
        "latest": latest,
    }
    if latest is None:
        return shown | {"verdict": "not-available", "availability": indicator.availability} | printed_summary(content, indicator)
    rolling = content.latest_comparison(indicator.slug, "r12", measure=indicator.measure)
    quarter = content.latest_comparison(indicator.slug, "quarter", measure=indicator.measure)
    words = content.words(indicator)
    values = [
        row["value"]
        for row in content.observed(indicator.slug, measure=indicator.measure, period_type=latest["period_type"])
        if periods.is_quarter_end(periods.parse_as(row["period"], row["period_type"]).last)
    ][-SPARKLINE_QUARTERS:]
    value_text = formats.value_of(latest["value"], latest["measure"])
    first = rolling or quarter
    return shown | {
        "value_text": value_text.removesuffix("%"),
        "symbol": "%" if value_text.endswith("%") else "",
        "period_text": showing.period_text(latest),
        "age_text": showing.age_text(content, latest),
        "status_text": showing.status_text(latest),
        "headline": headline(first, words).text if first else indicator.title,
        "sentence": lead_sentence(first, words).text if first else "",
        "verdict": first["verdict"] if first else "not-available",
        "rolling": rolling,
        "quarter": quarter,
        "rolling_change": showing.change_text(rolling) if rolling else formats.NO_VALUE,
        "quarter_change": showing.change_text(quarter) if quarter else formats.NO_VALUE,
        "sparkline": components.sparkline(values) if len(values) > 1 else None,
        "availability": indicator.availability,
    }


def framework_page(content: Content, framework: Framework) -> Page:
    """A framework: its tiers as tables, each measure with both comparisons."""
    path = links.framework_path(framework.slug)
    link = links.linker(path)
    groups = []
    for priority in framework.priorities:
        members = [summary(content, indicator, link) for indicator in framework.of_priority(priority.slug)]
        groups.append({"priority": priority, "href": link(links.priority_path(framework.slug, priority.slug)), "members": members})
    reconstructed = sum(one.basis == "reconstructed" for one in framework.indicators)
    return Page(
        path=path,
        title=framework.title,
        short_title=framework.short_title,
        description=framework.status_note or framework.title,
        template="framework.md.j2",
        context={
            "content": content,
            "framework": framework,
            "groups": groups,
            "reconstructed": reconstructed,
            "total": len(framework.indicators),
            "answer_href": next((link(answer) for answered, answer in answered_plans(content) if answered is framework), ""),
            "with_series": sum(one["latest"] is not None for group in groups for one in group["members"]),
        },
        breadcrumb=(("Measures", "indicators/"),),
        search_boost=2.0,
    )


def priority_page(content: Content, framework: Framework, priority: Priority) -> Page:
    """A priority of a framework: its question, its measures."""
    path = links.priority_path(framework.slug, priority.slug)
    link = links.linker(path)
    members = [summary(content, indicator, link) for indicator in framework.of_priority(priority.slug)]
    return Page(
        path=path,
        title=priority.question or priority.title,
        short_title=priority.short_title,
        description=priority.description or priority.title,
        template="priority.md.j2",
        context={"content": content, "framework": framework, "priority": priority, "members": members},
        breadcrumb=(("Measures", "indicators/"), (framework.short_title, links.framework_path(framework.slug))),
        search_boost=2.0,
    )


def indicators_page(content: Content) -> Page:
    """The list of all measures of the newest framework."""
    framework = content.framework
    link = links.linker("indicators/")
    groups = [
        {
            "priority": priority,
            "href": link(links.priority_path(framework.slug, priority.slug)),
            "members": [summary(content, indicator, link) for indicator in framework.of_priority(priority.slug)],
        }
        for priority in framework.priorities
    ]
    return Page(
        path="indicators/",
        title="All measures",
        description=f"The {len(framework.indicators)} measures of the {framework.title}, by priority.",
        template="indicators.md.j2",
        context={"content": content, "framework": framework, "groups": groups, "frameworks": content.frameworks},
        search_boost=2.0,
    )


def frameworks_page(content: Content) -> Page:
    """The list of frameworks."""
    return Page(
        path="framework/",
        title="The plans and what they watch",
        description="Each plan's list of measures, as data.",
        template="frameworks.md.j2",
        context={"content": content},
    )


def search_page(content: Content) -> Page:
    """Where the search form leads: results where there are scripts, and everything in order of the alphabet where there are none."""
    link = links.linker("search/")
    measures = sorted({one.slug: one.title for one in content.framework.indicators}.items(), key=lambda pair: pair[1])
    return Page(
        path="search/",
        title="Search",
        description="Find a measure, a borough or a data package.",
        template="search.md.j2",
        context={
            "measures": [{"label": title, "href": link(links.indicator_path(slug))} for slug, title in measures],
            "boroughs": [{"label": area.name, "href": link(links.area_path(area.slug))} for area in content.boroughs],
            "packages": [
                {"label": package.title, "href": link(links.package_path(name))} for name, package in content.instance.packages.items()
            ],
        },
        search_boost=0.1,
    )
