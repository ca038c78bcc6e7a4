"""Pages that show several indicators: frameworks, priorities, the list of measures."""

from __future__ import annotations

from collections.abc import Callable

from build_scripts import formats, periods
from build_scripts.indicators.definitions import Framework, Indicator, Priority
from build_scripts.pages import components, links, showing, workings
from build_scripts.pages.content import Content
from build_scripts.pages.gaps_by_group import gaps_summary
from build_scripts.pages.page import Page
from build_scripts.pages.plan_pages import answered_plans
from build_scripts.pages.printed import printed_summary
from build_scripts.statements.changes import tally, tally_brief, tally_sentence
from build_scripts.statements.sentences import headline, lead_sentence
from build_scripts.statements.statement import address_of

STYLE_SHEET = "assets/stylesheets/framework.css"
SPARKLINE_QUARTERS = 20
# The measures that a plan is judged by stand in these tiers; the others are its detail.
LEADING_TIERS = (1, 2)
# A title holds the findings of this many measures.
MOST_LEADING = 2


def summary(content: Content, indicator: Indicator, link) -> dict:
    """An indicator at a glance: its latest value, period and age, both comparisons, a sparkline; or that it is a gap."""
    latest = content.latest_observation(indicator)
    shown = {
        "indicator": indicator,
        "href": link(links.indicator_path(indicator.same_as or indicator.slug)),
        "title": indicator.title,
        "reconstructed": indicator.basis == "reconstructed",
        "headline": "",
        "judged": None,
        "latest": latest,
        "address": "",
        "rolling_address": "",
        "quarter_address": "",
        "workings": [],
    }
    if latest is None:
        printed = printed_summary(content, indicator, link) or gaps_summary(content, indicator, link)
        return shown | {"verdict": "not-available", "availability": indicator.availability} | printed
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
        "judged": first,
        "verdict": first["verdict"] if first else "not-available",
        "rolling": rolling,
        "quarter": quarter,
        "address": address_of(latest, "value"),
        "rolling_address": showing.figure_address(rolling) if rolling and showing.has_change(rolling) else "",
        "quarter_address": showing.figure_address(quarter) if quarter and showing.has_change(quarter) else "",
        "workings": [
            workings.observation_working(content, latest, indicator.title, indicator.unit, link),
            *(
                workings.comparison_working(content, row, f"{indicator.title}: {showing.comparison_label(row)}", link)
                for row in (rolling, quarter)
                if row is not None and showing.has_change(row)
            ),
        ],
        "rolling_change": showing.change_text(rolling) if rolling else formats.NO_VALUE,
        "quarter_change": showing.change_text(quarter) if quarter else formats.NO_VALUE,
        "sparkline": components.sparkline(values) if len(values) > 1 else None,
        "availability": indicator.availability,
    }


def with_workings_once(groups: list[dict]) -> list[dict]:
    """The groups of a page, each with the workings of its measures that no group before it has."""
    found = workings.once_each(*([one for member in group["members"] for one in member["workings"]] for group in groups))
    return [group | {"workings": own} for group, own in zip(groups, found, strict=True)]


def framework_page(content: Content, framework: Framework) -> Page:
    """A framework: how the verdicts on its measures divide, then each priority's tiers as a table, each measure with both comparisons."""
    path = links.framework_path(framework.slug)
    link = links.linker(path)
    groups = with_workings_once([_group(content, framework, priority, link) for priority in framework.priorities])
    members = [one for group in groups for one in group["members"]]
    judged = [one["judged"] for one in members]
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
            "finding": tally_brief(judged, "measures").text,
            "tally": tally(judged),
            "reconstructed": sum(one.basis == "reconstructed" for one in framework.indicators),
            "total": len(framework.indicators),
            "answer_href": next((link(answer) for answered, answer in answered_plans(content) if answered is framework), ""),
            "with_series": sum(one["latest"] is not None for one in members),
        },
        breadcrumb=(("Measures", "indicators/"),),
        search_boost=2.0,
        front_matter={"stylesheets": [STYLE_SHEET]},
    )


def _group(content: Content, framework: Framework, priority: Priority, link: Callable[[str], str]) -> dict:
    """A priority with its measures: what was found, how the verdicts divide, and the measures tier by tier."""
    members = [summary(content, indicator, link) for indicator in framework.of_priority(priority.slug)]
    titles = _tier_titles(content, framework)
    tiers: dict[int, list[dict]] = {}
    for one in sorted(members, key=lambda one: one["indicator"].tier):
        tiers.setdefault(one["indicator"].tier, []).append(one)
    return {
        "priority": priority,
        "href": link(links.priority_path(framework.slug, priority.slug)),
        "members": members,
        "finding": _finding(priority, members),
        "tally": tally_sentence([one["judged"] for one in members], "measures").text if len(members) > 1 else "",
        "tiers": [
            {
                "title": titles.get(tier, ""),
                "leads": tier in LEADING_TIERS and tier == min(tiers) and len(own) <= MOST_LEADING,
                "members": own,
            }
            for tier, own in tiers.items()
        ],
    }


def _tier_titles(content: Content, framework: Framework) -> dict[int, str]:
    """What each tier of a framework is called, by its number; empty where its package names none."""
    if not content.instance.has(framework.slug, "tiers"):
        return {}
    rows = content.instance.table(framework.slug, "tiers")
    return {int(tier): f"Tier {int(tier)}: {title}" for tier, title in zip(rows["tier"], rows["title"], strict=True)}


def _finding(priority: Priority, members: list[dict]) -> str:
    """What the priority's leading measures say; where they are many, how the verdicts divide; its question where nothing is measured."""
    known = [one for one in members if one.get("headline")]
    if not known:
        return priority.question or priority.title
    first = min(one["indicator"].tier for one in known)
    leading = [one["headline"] for one in known if one["indicator"].tier == first]
    if len(leading) > MOST_LEADING:
        return tally_brief([one["judged"] for one in members], "measures").text
    return "; ".join([leading[0], *map(formats.lower_first, leading[1:])])


def priority_page(content: Content, framework: Framework, priority: Priority) -> Page:
    """A priority of a framework: what its leading measures say, its question, all its measures."""
    path = links.priority_path(framework.slug, priority.slug)
    return Page(
        path=path,
        title=priority.question or priority.title,
        short_title=priority.short_title,
        description=priority.description or priority.title,
        template="priority.md.j2",
        context={
            "content": content,
            "framework": framework,
            "priority": priority,
            "group": with_workings_once([_group(content, framework, priority, links.linker(path))])[0],
        },
        breadcrumb=(("Measures", "indicators/"), (framework.short_title, links.framework_path(framework.slug))),
        search_boost=2.0,
        front_matter={"stylesheets": [STYLE_SHEET]},
    )


def indicators_page(content: Content) -> Page:
    """The list of all measures of the newest framework."""
    framework = content.framework
    link = links.linker("indicators/")
    return Page(
        path="indicators/",
        title="All measures",
        description=f"The {len(framework.indicators)} measures of the {framework.title}, by priority.",
        template="indicators.md.j2",
        context={
            "content": content,
            "framework": framework,
            "groups": with_workings_once([_group(content, framework, priority, link) for priority in framework.priorities]),
            "frameworks": content.frameworks,
        },
        search_boost=2.0,
        front_matter={"stylesheets": [STYLE_SHEET]},
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
