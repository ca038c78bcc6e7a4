"""Pages that show several indicators: home, frameworks, priorities, the list of measures."""

from __future__ import annotations

from build_scripts import formats, periods
from build_scripts.indicators.definitions import Framework, Indicator, Priority
from build_scripts.pages import components, links, showing
from build_scripts.pages.boroughs import tiles_of
from build_scripts.pages.content import Content
from build_scripts.pages.page import Page
from build_scripts.pages.plan_pages import answered_plans
from build_scripts.pages.printed import printed_summary
from build_scripts.pages.trends import source_of
from build_scripts.statements.sentences import headline, lead_sentence

SPARKLINE_QUARTERS = 20
TIER_ABOVE = 1


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


def home_page(content: Content, lines: list[str]) -> Page:
    """The front page: three tiers at a glance, what changed, find your borough. ``lines`` are sentences other rooms add."""
    framework = content.framework
    link = links.linker("")
    tier_two = [summary(content, indicator, link) for indicator in framework.of_tier(2)]
    changed, others = _what_changed(content, framework, link)
    return Page(
        path="",
        title=content.site_name,
        description=f"How {_city(content)} is policed, measure by measure and borough by borough, from published data.",
        template="home.md.j2",
        context={
            "content": content,
            "framework": framework,
            "headline": _home_headline(content, framework),
            "tier_one": [summary(content, indicator, link) for indicator in framework.of_tier(1)],
            "tier_two": tier_two,
            "changed": changed,
            "not_compared": others,
            "tiles": tiles_of(content, link=link),
            "boroughs": [{"name": area.name, "slug": area.slug} for area in content.boroughs],
            "priorities": [
                {"priority": priority, "indicators": [one for one in framework.of_priority(priority.slug) if one.tier > 2]}
                for priority in framework.priorities
            ],
            "reaches": _reaches(content),
            "lines": lines,
        },
    )


def _city(content: Content) -> str:
    settings = content.instance.table("instance", "settings")
    return dict(zip(settings["setting"], settings["value"], strict=True))["city"]


def _reaches(content: Content) -> list[dict]:
    """To which month the figures of the first two tiers reach, by source."""
    titles = {row["source"]: row["title"] for row in content.instance.table("sources", "sources").to_dict("records")}
    ends: dict[str, str] = {}
    for indicator in (*content.framework.of_tier(1), *content.framework.of_tier(2)):
        latest = content.latest_observation(indicator)
        source = source_of(content, indicator.slug)
        if latest is not None and source:
            ends[source] = max(ends.get(source, ""), latest["period_end"])
    return [
        {"label": titles[source], "value_text": formats.month_year(periods.month_ordinal(end[:7]))}
        for source, end in sorted(ends.items(), key=lambda pair: pair[1], reverse=True)
    ]


def _what_changed(content: Content, framework: Framework, link) -> tuple[dict | None, list[str]]:
    """The latest 12 months of every count, clear changes first; and the titles of those that can not be compared."""
    rows, others = [], []
    for indicator in framework.indicators:
        row = content.latest_comparison(indicator.slug, "r12", measure=indicator.measure)
        if row is None or row["change_unit"] != "%" or indicator.tier == TIER_ABOVE:
            continue
        if row["verdict"] in ("not-comparable", "not-available"):
            others.append(indicator.title)
        else:
            rows.append((indicator, row))
    if not rows:
        return None, others
    last = max(periods.parse(row["period"]).last for _, row in rows)
    rows = [(indicator, row) for indicator, row in rows if periods.parse(row["period"]).last == last]
    rows.sort(
        key=lambda pair: (pair[1]["verdict"] == "no-clear-change", -abs(pair[1]["change"] if showing.is_known(pair[1]["change"]) else 0))
    )
    first = rows[0][1]
    return {
        "rows": [
            showing.change_row(
                row,
                indicator.title,
                link(links.indicator_path(indicator.slug)),
                indicator.direction_reason if indicator.direction == "not-judged" else "",
            )
            for indicator, row in rows
        ],
        "scale_values": showing.scale_values([row for _, row in rows]),
        "period": formats.period(first["period"]),
        "before": "To " + formats.month_year(periods.parse(first["base_period"]).last, short=True),
        "now": "To " + formats.month_year(last, short=True),
        "title": _changed_title(rows),
    }, others


def _changed_title(rows: list[tuple[Indicator, dict]]) -> str:
    fell = [
        indicator.short_title.lower()
        for indicator, row in rows
        if row["verdict"] in ("improving", "worsening", "rose", "fell") and row["change_absolute"] < 0
    ]
    rose = [
        indicator.short_title.lower()
        for indicator, row in rows
        if row["verdict"] in ("improving", "worsening", "rose", "fell") and row["change_absolute"] > 0
    ]
    same = [indicator.short_title.lower() for indicator, row in rows if row["verdict"] == "no-clear-change"]
    parts = []
    if fell:
        parts.append(f"{formats.listing(fell)} fell")
    if rose:
        parts.append(f"{formats.listing(rose)} rose")
    if same:
        parts.append(f"{formats.listing(same)} {'show' if len(same) > 1 else 'shows'} no clear change")
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def _home_headline(content: Content, framework: Framework) -> str:
    """The finding on the first measure of the first tier that has a comparison."""
    for indicator in framework.of_tier(1):
        row = content.latest_comparison(indicator.slug, "r12", measure=indicator.measure)
        if row is not None:
            words = content.words(indicator)
            return headline(row, type(words)(indicator.short_title, words.unit, words.area)).text
    return f"How {_city(content)} is policed"


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
