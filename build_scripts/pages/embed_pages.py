"""A chart alone, for a frame on somebody else's page, and the mark-up that puts it there."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from build_scripts.pages import links
from build_scripts.pages.chart_files import ShownChart, library_path
from build_scripts.pages.page import Page

# Above and below a drawing: its title in up to four lines on a phone, its key, its source.
WORDS_HEIGHT = 380
WIDEST = 836
_HEIGHT = re.compile(r'viewBox="0 0 [\d.]+ ([\d.]+)"')


@dataclass(frozen=True)
class ChartTools:
    """What a reader can do with a chart, for ``part.chart_tools``. Links are relative; ``exploration`` is empty where there is none."""

    name: str
    title: str
    citation: str
    files: list[dict]
    image: str
    exploration: str
    library: str
    embed_href: str
    embed_code: str


def tools_of(chart: ShownChart, site_url: str, page_path: str | None = None) -> ChartTools:
    """The tools of a chart on the page that it stands on, or on another that shows it too."""
    link = links.linker(chart.attribution.page_path if page_path is None else page_path)
    stem = f"{chart.folder}{chart.name}"
    drawing = link(f"{stem}.svg")
    return ChartTools(
        name=chart.name,
        title=chart.title,
        citation=chart.citation,
        files=[
            {"label": "CSV", "href": link(f"{stem}.csv"), "download": True},
            {"label": "JSON", "href": link(f"{stem}.vl.json")},
            {"label": "SVG", "href": drawing, "download": True},
        ],
        image=drawing,
        exploration=link(f"{stem}.explore.json") if chart.exploration else "",
        library=link(library_path()) if chart.exploration else "",
        embed_href=link(chart.embed_path),
        embed_code=embed_code(chart, site_url),
    )


def embed_page(chart: ShownChart) -> Page:
    """The page of a chart alone. It needs no script, and search does not find it."""
    return Page(
        path=chart.embed_path,
        title=chart.title,
        short_title=chart.attribution.subject,
        description=chart.description,
        template="embed_chart.md.j2",
        context={"chart": chart},
        front_matter={
            "template": "embed.html",
            "of": f"{chart.attribution.page_path}#{chart.name}",
            "search": {"exclude": True},
        },
    )


def frame_height(chart: ShownChart) -> int:
    """The height of a frame that holds the chart at every width, in pixels."""
    heights = [float(height) for drawing in (chart.svg, chart.narrow_svg) for height in _HEIGHT.findall(str(drawing))[:1]]
    tallest = max(heights)
    return round(tallest) + WORDS_HEIGHT


def embed_code(chart: ShownChart, site_url: str) -> str:
    """The mark-up that shows the chart on another page."""
    title = html.escape(f"{chart.attribution.subject}: {chart.title}")
    return (
        f'<iframe src="{site_url}{chart.embed_path}" title="{title}" width="100%" height="{frame_height(chart)}" '
        f'style="border: 0; max-width: {WIDEST}px" loading="lazy"></iframe>'
    )
