"""Every chart of the built site, whatever its kind, has all that a chart has: table, files, words, an address and a page of its own."""

from __future__ import annotations

import csv
import json
import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from build_scripts.charts import theme

SVG = "{http://www.w3.org/2000/svg}"
PNG = b"\x89PNG\r\n\x1a\n"
# What the mark-up of a page says of its charts, read by a browser's own parser without loading anything.
CHARTS = """(text) => {
  const page = new DOMParser().parseFromString(text, "text/html");
  return [...page.querySelectorAll("[data-chart]")].map((tools) => {
    const section = tools.closest("section");
    const words = (selector, root = section) => root.querySelector(selector)?.textContent.trim() ?? "";
    const linked = [...section.querySelectorAll("a[href^='#']")].map((link) => page.querySelector(link.getAttribute("href")));
    return {
      name: tools.dataset.chart,
      address: section.id,
      title: words("h2"),
      described: [...section.querySelectorAll(".drawing svg")].map((svg) => words("title", svg) && words("desc", svg)),
      tables: [section, ...linked].filter((place) => place?.querySelector("table caption, .table caption")).length,
      key: words(".chart-key"),
      source: words(".source"),
      files: Object.fromEntries([...tools.querySelectorAll(".downloads a")].map((link) => [words("b", link), link.getAttribute("href")])),
      image: tools.dataset.image,
      exploration: tools.dataset.exploration ?? "",
      citation: words("[data-citation]", tools),
      alone: tools.querySelector(".chart-share a").getAttribute("href"),
      code: words("[data-embed]", tools),
    };
  });
}"""
# The kinds that a reader may look into; the others say all in their drawing and their table.
EXPLORED = {"trend", "control", "changes", "funnel", "slope", "groups"}
# A page of each kind of chart.
KINDS = {
    "trend": "/indicators/residential-burglary/",
    "control": "/indicators/residential-burglary/",
    "changes": "/indicators/residential-burglary/",
    "funnel": "/indicators/residential-burglary/",
    "slope": "/indicators/trust-in-the-mps/",
    "groups": "/indicators/trust-in-the-mps/",
    "steps": "/reports/2023-24-q1/finance/",
}
MOST_SERIES = 6


@pytest.fixture(scope="module")
def charts(built_site: Path, chromium) -> list[tuple[Path, dict]]:
    """Every chart of the site, with the folder of the page that it stands on."""
    tab = chromium.new_page()
    found = []
    for page in sorted(built_site.rglob("index.html")):
        text = page.read_text(encoding="utf-8")
        if "data-chart=" in text and page.parent != built_site / "style":
            found += [(page.parent, chart) for chart in tab.evaluate(CHARTS, text)]
    tab.close()
    assert {chart["name"] for _, chart in found} >= set(KINDS)
    return found


def own_place(page: Path, chart: dict, site: Path) -> tuple[str, str]:
    """The page whose chart it is, and its name there: the front page shows the trends of measures, which have pages of their own."""
    if page == site:
        return f"indicators/{chart['name']}", Path(chart["image"]).stem
    return page.relative_to(site).as_posix(), chart["name"]


def test_every_chart_has_its_words_its_table_and_an_address_of_its_own(charts, built_site: Path) -> None:
    addresses = [(page, chart["address"]) for page, chart in charts]
    assert len(set(addresses)) == len(addresses)
    for page, chart in charts:
        # Its finding, the drawing for a desk and for a phone each described, how to read it, where it is from, the numbers as a table
        assert chart["address"] == chart["name"] and chart["title"], page
        # (in a narrow column of the front page the drawing for a phone is that for a desk)
        drawings = (1, 2) if page == built_site else (2,)
        assert len(chart["described"]) in drawings and all(chart["described"]), (page, chart["name"])
        assert chart["key"] and chart["source"].startswith("Source:"), (page, chart["name"])
        assert chart["tables"], (page, chart["name"])


def test_every_chart_has_its_files(charts, built_site: Path) -> None:
    for page, chart in charts:
        _, name = own_place(page, chart, built_site)
        files = {label: (page / href).resolve() for label, href in chart["files"].items()}
        assert list(files) == ["CSV", "JSON", "SVG"], (page, chart["name"])
        # Data with a head, a specification without names of colours that only our pages know
        head, *rows = csv.reader(files["CSV"].read_text(encoding="utf-8").splitlines())
        assert rows and all(len(row) == len(head) for row in rows)
        specification = files["JSON"].read_text(encoding="utf-8")
        assert json.loads(specification)["layer"] and "var(--" not in specification
        # A drawing for use elsewhere, with its finding, its source and its address in it; the picture is made from it
        drawing = ElementTree.parse(files["SVG"]).getroot()
        words = " ".join("".join(text.itertext()) for text in drawing.iter(f"{SVG}text"))
        assert "Source:" in words and f"#{name}" in words, (page, chart["name"])
        assert (page / chart["image"]).resolve() == files["SVG"]


def test_every_chart_can_be_cited_and_stands_alone_in_a_frame(charts, built_site: Path) -> None:
    for page, chart in charts:
        path = "/#".join(own_place(page, chart, built_site))
        assert chart["citation"].startswith("Plain Sight, ") and chart["citation"].endswith(path), (page, chart["name"])
        alone = (page / chart["alone"] / "index.html").resolve()
        text = alone.read_text(encoding="utf-8")
        # Alone it has both drawings, its source and the way back, and needs no script but the one that keeps a choice of colours
        assert text.count('<svg class="chart"') == 2 and "Source:" in text and f'{path}"' in text, alone
        assert re.findall(r'<script[^>]*src="[^"]*/([^"/]+)"', text) in ([], ["theme.js"]), alone
        # The code that puts it there says its size and what it is
        code = re.fullmatch(r'<iframe src="([^"]+)" title="([^"]+)" width="100%" height="(\d+)" .+></iframe>', chart["code"])
        assert code and code[1].endswith(f"{alone.parent.relative_to(built_site).as_posix()}/") and int(code[3]) > 300, (
            page,
            chart["name"],
        )


def test_every_chart_of_a_kind_worth_it_can_be_explored(charts) -> None:
    for page, chart in charts:
        assert bool(chart["exploration"]) or chart["name"] not in EXPLORED, (page, chart["name"])
        if chart["exploration"]:
            specification = json.loads((page / chart["exploration"]).read_text(encoding="utf-8"))
            points = specification["datasets"]["points"]
            texts = points["columns"]["text"]
            assert texts and all(texts)
            # Every point has a cell in every column, and its part of every run
            assert {len(cells) for cells in points["columns"].values()} == {len(texts)}
            assert {sum(times for _, times in runs) for runs in points["runs"].values()} == {len(texts)}
            assert set(specification["usermeta"]["plainSight"]) == {"range", "group", "along"}


def looks_of(specification: dict) -> dict[str, set[tuple]]:
    """How a chart draws its data: for each colour the kinds of mark it is drawn with, each with what tells it apart without colour."""
    looks: dict[str, set[tuple]] = {}
    for layer in specification["layer"]:
        mark = layer["mark"]
        if mark["type"] not in ("line", "area", "point", "bar"):
            continue
        is_open = mark.get("fill") == theme.LIGHT_COLOURS["ground"]
        colour = mark.get("stroke") if is_open else mark.get("color", mark.get("fill"))
        apart = (
            mark["type"],
            mark.get("shape", ""),
            is_open,
            mark.get("strokeWidth"),
            tuple(mark.get("strokeDash", ())),
            mark.get("height"),
        )
        looks.setdefault(colour, set()).add(apart)
    return looks


def test_no_chart_holds_seven_series_and_none_is_told_by_colour_alone(built_site: Path) -> None:
    specifications = sorted((built_site / "charts").rglob("*.vl.json"))
    assert len(specifications) > 100
    for path in specifications:
        looks = looks_of(json.loads(path.read_text(encoding="utf-8")))
        # What is drawn alike is one series, however many areas it has
        assert len(looks) <= MOST_SERIES, path
        # Two colours are never the only difference between two of them
        assert [pair for pair in combinations(looks, 2) if looks[pair[0]] == looks[pair[1]]] == [], path
    for path in sorted((built_site / "charts").rglob("slope.vl.json")):
        # Of lines with an end each no more than six are named
        texts = [layer for layer in json.loads(path.read_text(encoding="utf-8"))["layer"] if layer["mark"]["type"] == "text"]
        assert sum(layer["mark"].get("align") == "left" for layer in texts) <= MOST_SERIES, path


@pytest.mark.parametrize("name", KINDS)
def test_a_picture_and_words_of_each_kind_are_made_in_the_browser(open_page, tmp_path: Path, name: str) -> None:
    # Given a page with a chart of the kind
    opened = open_page(KINDS[name], permissions=["clipboard-read", "clipboard-write"])
    section = opened.page.locator(f"section#{name}")
    # When a picture of it is asked for, then it is a picture
    with opened.page.expect_download() as started:
        section.get_by_role("button", name="Picture").click()
    started.value.save_as(tmp_path / "picture.png")
    assert (tmp_path / "picture.png").read_bytes().startswith(PNG)
    # When it is copied as text, then its finding comes first and its address last; the citation is that on the page
    section.get_by_role("button", name="Copy as text").click()
    expect(section.locator(".chart-status")).to_have_text("Copied the chart in words.")
    words = opened.page.evaluate("navigator.clipboard.readText()").split("\n")
    assert words[0] == section.locator("h2").inner_text() and words[-1].endswith(f"{KINDS[name]}#{name}")
    section.get_by_role("button", name="Copy citation").click()
    expect(section.locator(".chart-status")).to_have_text("Copied the citation.")
    assert opened.page.evaluate("navigator.clipboard.readText()") == section.locator("[data-citation]").text_content().strip()
    assert opened.errors == []


@pytest.mark.parametrize("name", sorted(EXPLORED))
def test_each_kind_is_explored_by_key_and_by_pointer(open_page, axe_findings, name: str) -> None:
    opened = open_page(KINDS[name])
    section = opened.page.locator(f"section#{name}")
    # When a reader asks to explore it
    section.get_by_role("button", name="Explore").click()
    chart = section.get_by_role("application")
    expect(chart).to_be_focused(timeout=30_000)
    told = section.locator(".explore-told")
    # Then End and Home lead to its last and its first point
    opened.page.keyboard.press("End")
    last = told.inner_text()
    opened.page.keyboard.press("Home")
    expect(told).not_to_have_text(last)
    # And a pointer is told what it is nearest to
    box = chart.bounding_box()
    opened.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(section.locator(".explore-tip")).to_be_visible()
    assert axe_findings(opened.page) == []
    assert opened.errors == []


def test_a_reader_chooses_boroughs_by_verdict_and_one_borough_of_a_slope(open_page) -> None:
    # Given the changes by borough, explored
    opened = open_page(KINDS["changes"])
    section = opened.page.locator("section#changes")
    section.get_by_role("button", name="Explore").click()
    expect(section.get_by_role("application")).to_be_focused(timeout=30_000)
    # When only those with a clear fall are chosen
    section.get_by_label("Show").select_option("Improving")
    section.get_by_role("application").focus()
    opened.page.keyboard.press("Home")
    # Then the keys step through these alone
    expect(section.locator(".explore-told")).to_contain_text("improving")
    # And of a slope a single borough can be chosen
    opened.open(KINDS["slope"])
    section = opened.page.locator("section#slope")
    section.get_by_role("button", name="Explore").click()
    expect(section.get_by_role("application")).to_be_focused(timeout=30_000)
    section.get_by_label("Show").select_option("Lewisham")
    section.get_by_role("application").focus()
    opened.page.keyboard.press("End")
    expect(section.locator(".explore-told")).to_contain_text("Lewisham: ")
