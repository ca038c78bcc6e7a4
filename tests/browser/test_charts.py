"""Charts in a real browser: whole without a script, explored by key and pointer with one, light to carry, and alone in a frame."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

BURGLARY, TRUST = "/indicators/residential-burglary/", "/indicators/trust-in-the-mps/"
CHARTS = {BURGLARY: ["trend", "control", "changes", "funnel"], TRUST: ["trend", "changes", "slope"]}
BUDGET = 90_000
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("address", CHARTS)
def test_every_chart_is_whole_without_a_script(open_page, address: str) -> None:
    # Given a reader without JavaScript
    opened = open_page(address, javascript=False)
    for name in CHARTS[address]:
        section = opened.page.locator(f"section#{name}")
        # Then each chart has a drawing with a title and a description, and says where it is from
        drawing = section.locator(".drawing-wide svg[role=img]")
        assert drawing.is_visible()
        for part in drawing.get_attribute("aria-labelledby").split():
            assert opened.page.locator(f"#{part}").text_content().strip()
        assert "Source:" in section.locator(".source").inner_text()
        # And its files, its citation and the code to embed it
        assert section.locator(".downloads a").all_inner_texts() == ["CSV", "JSON", "SVG"]
        section.get_by_text("Cite or embed this chart").click()
        assert section.locator("[data-citation]").is_visible()
        assert f"/embed/{address.split('/')[2]}/{name}/" in section.locator("[data-embed]").inner_text()
        # And no button that does nothing
        assert section.locator("button:not([popovertarget])").count() == 0
    assert opened.errors == []


def test_a_page_of_a_measure_is_light_and_brings_no_chart_library(open_page, built_site: Path) -> None:
    # Given the heaviest page of a measure, and a browser that counts what a page fetches
    pages = (built_site / "indicators").glob("*/index.html")
    heaviest = max(pages, key=lambda page: len(gzip.compress(page.read_bytes())))
    opened = open_page("/about/")
    fetched: list[str] = []
    opened.page.on("request", lambda request: fetched.append(request.url))
    # When the page has come, before anybody touches it
    opened.open(f"/indicators/{heaviest.parent.name}/")
    # Then the library has not, and the page with all that it needs stays in its budget, compressed
    assert not [url for url in fetched if "vega" in url]
    paths = [url.removeprefix(opened.site_address).lstrip("/") for url in dict.fromkeys(fetched)]
    weight = sum(len(gzip.compress((built_site / (path + "index.html" if path.endswith("/") else path)).read_bytes())) for path in paths)
    assert weight < BUDGET, f"{weight} bytes: {paths}"


def test_a_chart_is_explored_by_key(open_page) -> None:
    # Given a reader who uses the keyboard
    opened = open_page(BURGLARY)
    section = opened.page.locator("section#trend")
    # When they ask to explore the trend
    section.get_by_role("button", name="Explore").focus()
    opened.page.keyboard.press("Enter")
    chart = section.get_by_role("application")
    expect(chart).to_be_focused(timeout=30_000)
    told = section.locator(".explore-told")
    # Then the arrow keys step through its points, which are told in words
    opened.page.keyboard.press("ArrowRight")
    expect(told).to_contain_text("12 months to March 2011: 60,570 offences")
    opened.page.keyboard.press("ArrowRight")
    expect(told).to_contain_text("12 months to April 2011")
    opened.page.keyboard.press("Home")
    expect(told).to_contain_text("12 months to March 2011")
    # And one series and a span of years can be chosen
    section.get_by_label("Show").select_option("12 months")
    slider = section.get_by_label("From the start of")
    slider.fill("2020")
    chart.focus()
    opened.page.keyboard.press("Home")
    expect(told).to_contain_text("12 months to January 2020")
    opened.page.keyboard.press("End")
    expect(told).to_contain_text("12 months to March 2026: 32,446 offences")
    # And the drawing comes back
    section.get_by_role("button", name="Back to the drawing").click()
    expect(section.locator(".drawing-wide svg")).to_be_visible()
    assert opened.errors == [] and opened.foreign_requests == []


def test_a_pointer_finds_the_nearest_point(open_page) -> None:
    opened = open_page(BURGLARY)
    section = opened.page.locator("section#funnel")
    section.get_by_role("button", name="Explore").click()
    chart = section.get_by_role("application")
    expect(chart).to_be_focused(timeout=30_000)
    box = chart.bounding_box()
    opened.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    # What the pointer is nearest to is shown beside it and told below
    expect(section.locator(".explore-tip")).to_be_visible()
    assert section.locator(".explore-tip").inner_text() == section.locator(".explore-told").inner_text()
    assert "residents" in section.locator(".explore-tip").inner_text()


@pytest.mark.parametrize("colour_scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_chart_that_is_explored(open_page, axe_findings, colour_scheme: str) -> None:
    opened = open_page(BURGLARY, width=390, color_scheme=colour_scheme)
    section = opened.page.locator("section#control")
    section.get_by_role("button", name="Explore").click()
    expect(section.get_by_role("application")).to_be_focused(timeout=30_000)
    opened.page.keyboard.press("ArrowRight")
    assert axe_findings(opened.page) == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_nothing_is_lost_where_the_library_does_not_come(open_page) -> None:
    # Given a connection that loses the library
    opened = open_page(BURGLARY)
    opened.page.route("**/vega-*.js", lambda route: route.abort())
    section = opened.page.locator("section#trend")
    # When a reader asks to explore
    section.get_by_role("button", name="Explore").click()
    # Then they are told, and the drawing stands as it was
    expect(section.get_by_role("status")).to_contain_text("could not be loaded")
    assert section.locator(".drawing-wide svg").is_visible()


def test_a_picture_is_made_in_the_browser(open_page, tmp_path: Path) -> None:
    opened = open_page(BURGLARY)
    with opened.page.expect_download() as started:
        opened.page.locator("section#trend").get_by_role("button", name="Picture").click()
    assert started.value.suggested_filename == "residential-burglary-trend.png"
    started.value.save_as(tmp_path / "picture.png")
    picture = (tmp_path / "picture.png").read_bytes()
    # Its size stands in the header: twice that of the drawing
    assert picture.startswith(PNG) and int.from_bytes(picture[16:20]) > 1500
    assert opened.errors == []


def test_words_and_citation_are_copied(open_page) -> None:
    opened = open_page(BURGLARY, permissions=["clipboard-read", "clipboard-write"])
    section = opened.page.locator("section#trend")
    clipboard = "navigator.clipboard.readText()"
    # When the chart is copied as text
    section.get_by_role("button", name="Copy as text").click()
    expect(section.locator(".chart-status")).to_have_text("Copied the chart in words.")
    # Then its finding, its shape, its source and its address are there
    words = opened.page.evaluate(clipboard).split("\n")
    assert words[0] == section.locator("h2").inner_text()
    assert any(line.startswith("Line chart of rolling 12 months") for line in words)
    assert words[-1].endswith(f"{BURGLARY}#trend")
    # And the citation names the measure, the source with its extract, and the address
    section.get_by_role("button", name="Copy citation").click()
    expect(section.locator(".chart-status")).to_have_text("Copied the citation.")
    assert re.fullmatch(r"Plain Sight, Residential burglary: .+ extract \d{4}-\d{2}\. https://\S+#trend", opened.page.evaluate(clipboard))


@pytest.mark.parametrize("width", [786, 350], ids=["wide", "narrow"])
def test_a_chart_alone_fits_its_frame_and_names_its_source(open_page, axe_findings, width: int) -> None:
    # Given a frame on somebody else's page, where no script runs
    code = open_page(BURGLARY).page.locator("section#trend [data-embed]").text_content()
    height = int(re.search(r'height="(\d+)"', code)[1])
    opened = open_page("/embed/residential-burglary/trend/", width=width)
    # Then the chart with its words is no taller and no wider than the code says
    size = opened.page.evaluate("[document.documentElement.scrollWidth, document.body.scrollHeight]")
    assert size[0] <= width and size[1] <= height
    # And it leads to its place on the full page, out of the frame
    link = opened.page.get_by_role("link", name="the full page")
    assert link.get_attribute("target") == "_top"
    assert link.evaluate("link => link.href").endswith(f"{BURGLARY}#trend")
    # And needs no script but the one that keeps a reader's choice of colours
    assert opened.page.evaluate("[...document.scripts].map((script) => script.src.split('/').pop())") == ["theme.js"]
    assert axe_findings(opened.page) == []
    assert opened.errors == []


@pytest.mark.parametrize("address", CHARTS)
def test_files_of_a_chart_can_be_used_elsewhere(built_site: Path, address: str) -> None:
    for name in CHARTS[address]:
        folder = built_site / "charts" / address.split("/")[2]
        # The drawing is XML without a style sheet; the specification has no name of a colour that only our pages know; the data has a head
        ElementTree.parse(folder / f"{name}.svg")
        assert "var(--" not in (folder / f"{name}.svg").read_text(encoding="utf-8")
        assert "var(--" not in (folder / f"{name}.vl.json").read_text(encoding="utf-8")
        assert len((folder / f"{name}.csv").read_text(encoding="utf-8").splitlines()) > 2
