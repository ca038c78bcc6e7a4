"""What every section of a report is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from build_scripts.pages import links
from build_scripts.pages.content import Content
from build_scripts.reports import marks
from build_scripts.reports.declared import Report


@dataclass(frozen=True)
class ReportContext:
    """What every section is made from: the published tables, the report, the page's links, the words for codes, the marks of figures."""

    content: Content
    report: Report
    path: str
    marks: marks.Marks
    labels: Mapping[tuple[str, str], str]
    report_paths: Mapping[str, str]

    def link(self, path: str) -> str:
        """The link from this page to another."""
        return links.relative(self.path, path)

    @cached_property
    def titles(self) -> dict[str, str]:
        """The title of every indicator, by slug."""
        found: dict[str, str] = {}
        for framework in self.content.frameworks:
            for indicator in framework.indicators:
                found.setdefault(indicator.slug, indicator.title)
        return found
