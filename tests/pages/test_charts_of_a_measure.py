"""A chart as a page shows it: its files, its own page, the code to embed it, its citation."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser
from pathlib import Path

import altair as alt
import pytest

from build_scripts.charts import theme
from build_scripts.charts.explore_lines import ExploredLines, Line, Point
from build_scripts.charts.trend import Trend, TrendPoint, trend_chart
from build_scripts.pages import chart_files, embed_pages, page
from build_scripts.pages.chart_files import Attribution, ShownChart
from build_scripts.statements.statement import Statement

SOURCE = "Metropolitan Police Service, MPS Borough Level Crime, extract 2026-04."
ADDRESS = "https://example.org/indicators/residential-burglary/"


@pytest.fixture(scope="module")
def chart() -> ShownChart:
    """Residential burglary, 12 months to March 2025 and 2026."""
    trend = Trend((TrendPoint(2025 * 12 + 2, 34_142.0), TrendPoint(2026 * 12 + 2, 32_446.0)), (), (), measure="count")
    return chart_files.draw(
        "trend",
        trend,
        trend_chart,
        title=Statement('Lowest "since" 2026', ("earlier", "later")),
        sub="Rolling 12 months.",
        description=Statement("A line that falls.", ("later",)),
        key="Bold line: rolling 12 months.",
        columns=("period", "value", "lower_95"),
        rows=[("R12-2025-03", 34_142.0, float("nan")), ("R12-2026-03", 32_446.0, 32_093.9)],
        attribution=Attribution("Residential burglary", SOURCE, "indicators/residential-burglary/", ADDRESS),
        exploration=ExploredLines(
            (Point(2026.25, 32_446, "12 months to March 2026", "12 months"),), (Line("12 months", theme.FOCUS, 3.0),)
        ),
    )


class Frames(HTMLParser):
    """The attributes of the frames of a fragment."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag == "iframe":
            self.found.append(dict(attrs))


def test_a_chart_is_cited_with_its_subject_finding_source_and_address(chart):
    assert chart.citation == f'Plain Sight, Residential burglary: Lowest "since" 2026. From {SOURCE} {ADDRESS}#trend'


def test_a_chart_keeps_the_cells_that_its_words_are_made_from(chart):
    assert chart.cells == ("earlier", "later")


def test_the_files_of_a_chart_are_written_once(chart, tmp_path: Path):
    # When the files are written
    written = {path.name: path for path in chart_files.write_chart_files([chart], tmp_path)}
    # Then there are its data, its drawing and two specifications, below its page's name
    assert sorted(written) == ["trend.csv", "trend.explore.json", "trend.svg", "trend.vl.json"]
    assert all(path.parent == tmp_path / "charts" / "residential-burglary" for path in written.values())
    # And the data is what was drawn, whole numbers whole, missing ones empty
    rows = list(csv.reader(io.StringIO(written["trend.csv"].read_text(encoding="utf-8"))))
    assert rows == [["period", "value", "lower_95"], ["R12-2025-03", "34142", ""], ["R12-2026-03", "32446", "32093.9"]]
    # And the drawing's specification is one that others can open
    alt.LayerChart.from_dict(json.loads(written["trend.vl.json"].read_text(encoding="utf-8")))
    # And writing again changes nothing
    before = {name: path.stat().st_mtime_ns for name, path in written.items()}
    chart_files.write_chart_files([chart], tmp_path)
    assert {name: path.stat().st_mtime_ns for name, path in written.items()} == before


def test_the_library_is_named_by_its_content(tmp_path: Path):
    # When the library is written twice
    path = chart_files.write_library(tmp_path)
    assert path == chart_files.write_library(tmp_path)
    # Then it stands where pages look for it, and gives them what they ask for
    assert path == tmp_path / chart_files.library_path()
    assert "as vegaEmbed" in path.read_text(encoding="utf-8")[-200:]


def test_the_code_to_embed_a_chart_is_sized_and_says_what_it_is(chart):
    # When the code is read as a browser reads it
    (frame,) = Frames(embed_pages.embed_code(chart, "https://example.org/")).found
    # Then it leads to the chart's own page, with a name for who can not see it, and a height
    assert frame["src"] == "https://example.org/embed/residential-burglary/trend/"
    assert frame["title"] == 'Residential burglary: Lowest "since" 2026'
    assert int(frame["height"]) == embed_pages.frame_height(chart) > 360


def test_the_page_of_a_chart_is_a_document_of_its_own_that_search_leaves_out(chart):
    # When the page is written
    text = page.render(embed_pages.embed_page(chart), page.environment({}))
    head = text.split("---")[1]
    # Then it has the document for frames, and the way back to its place
    assert 'template: "embed.html"' in head
    assert 'of: "indicators/residential-burglary/#trend"' in head
    assert 'search: {"exclude": true}' in head
    # And it holds the chart, both ways, and its source
    assert text.count("<svg") == 2 and SOURCE in text


def test_tools_have_no_exploration_where_a_chart_has_none(chart):
    tools = embed_pages.tools_of(chart, "https://example.org/")
    assert tools.exploration == "../../charts/residential-burglary/trend.explore.json"
    without = embed_pages.tools_of(ShownChart(**{**vars(chart), "exploration": None}), "https://example.org/")
    assert (without.exploration, without.library) == ("", "")
