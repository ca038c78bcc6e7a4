"""The list of reports, plans and trackers, and of the documents that were transcribed."""

from __future__ import annotations

from build_scripts.pages import links
from build_scripts.pages.content import Content
from build_scripts.pages.page import Page
from build_scripts.pages.plan_pages import answered_plans
from build_scripts.pages.report_series import reached
from build_scripts.reports.declared import reports_of

GROUPS = (("Quarter by quarter", ("printed", "series")), ("Trackers", ("tracker",)))


def reports_page(content: Content) -> Page:
    """Every report, newest first; the plans and their answers; the trackers; every transcribed package."""
    packages = sorted({resource.package for resource in content.instance.resources("transcription")})
    link = links.linker("reports/")
    reports = reports_of(content.instance, reached(content))
    newest_first = sorted(reports, key=lambda one: one.period.last if one.period else 0, reverse=True)
    groups = [
        {
            "title": title,
            "rows": [
                {"label": f"{one.period_name}: {one.title.lower()}" if one.period else one.title, "href": link(one.path), "text": one.note}
                for one in newest_first
                if one.kind in kinds
            ],
        }
        for title, kinds in GROUPS
    ]
    plans = [
        {"label": f"{framework.title}, answered", "href": link(path), "text": "What the plan wanted, and what the published figures give."}
        for framework, path in answered_plans(content)
    ]
    plans += [{"label": one.title, "href": link(links.framework_path(one.slug)), "text": one.status_note} for one in content.frameworks]
    groups.insert(1, {"title": "Plans", "rows": plans})
    return Page(
        path="reports/",
        title="Reports, plans and trackers",
        short_title="Reports",
        description="The quarterly report rebuilt and made anew from data, the plans answered, the trackers, and every document as data.",
        template="reports.md.j2",
        context={
            "groups": [group for group in groups if group["rows"]],
            "rows": [
                {
                    "label": content.instance.packages[name].title,
                    "href": link(links.package_path(name)),
                    "text": content.instance.packages[name].descriptor.get("description", ""),
                }
                for name in packages
            ],
        },
        search_boost=2.0,
    )
