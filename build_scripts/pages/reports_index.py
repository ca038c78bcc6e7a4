"""The list of quarterly reports and of documents that were transcribed."""

from __future__ import annotations

from build_scripts.pages import links
from build_scripts.pages.content import Content
from build_scripts.pages.page import Page


def reports_page(content: Content) -> Page:
    """Every transcribed package, by document."""
    packages = sorted({resource.package for resource in content.instance.resources("transcription")})
    link = links.linker("reports/")
    return Page(
        path="reports/",
        title="Reports and plans, as data",
        description="What the printed quarterly report, the plans and the trackers hold, transcribed with the line of each figure.",
        template="reports.md.j2",
        context={
            "rows": [
                {
                    "label": content.instance.packages[name].title,
                    "href": link(links.package_path(name)),
                    "text": content.instance.packages[name].descriptor.get("description", ""),
                }
                for name in packages
            ]
        },
        search_boost=2.0,
    )
