"""The style page: every part that a page can be put together from, with its rules, so that a newcomer can add a page that fits."""

from __future__ import annotations

from build_scripts.pages.page import Page


def style_page() -> Page:
    """The page ``/style/``. Its samples stand in its template: it shows how figures look, and publishes none."""
    return Page(
        path="style/",
        title="Style",
        description="Every part of a page, its look and its rules: type, colours, figures, verdicts, tables, charts, areas and lists.",
        template="style.md.j2",
        context={},
        breadcrumb=(("Take part", "contribute/"),),
        search_boost=0.5,
    )
