"""Pages on paper: the message first, the figures and the tables, where links lead, and nothing to press. Read from the printed pages."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.page_kinds import built_pages

MEASURE = "/indicators/residential-burglary/"
CHAPTER = "/reports/2023-24-q1/outcomes/"
# Words of controls and ways through the site, which paper does not have.
CONTROLS = ["Skip to the content", "Search a measure", "Dark page", "Explore", "Copy as text", "Show the table"]


def printed(page: Page) -> list[str]:
    """The words of each sheet of A4, in order."""
    reader = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    return [sheet.extract_text() for sheet in reader.pages]


def words(text: str) -> str:
    return " ".join(text.split())


def test_the_summary_of_every_report_is_one_sheet(open_page, built_site: Path) -> None:
    # Given the reports that have a summary
    addresses = [page.address for page in built_pages(built_site) if "summary-sheet" in page.parts]
    assert addresses
    for address in addresses:
        page = open_page(address, until="load").page
        title = words(page.locator("h1").inner_text())
        # When one is printed
        sheets = printed(page)
        # Then it is one sheet, and opens with its message
        assert len(sheets) == 1, address
        assert title in words(sheets[0])[: len(title) + 200], address


@pytest.mark.parametrize("address", [MEASURE, CHAPTER])
def test_a_page_is_printed_without_controls_and_with_all_its_tables(open_page, address: str) -> None:
    page = open_page(address).page
    title = words(page.locator("h1").inner_text())
    tables = [words(caption) for caption in page.locator("main table caption").all_text_contents()]
    sheets = printed(page)
    everything = words(" ".join(sheets))
    # The message stands on the first sheet, before all else but the name of the site
    assert title in words(sheets[0])[: len(title) + 200]
    # Every table stands somewhere, the ones in disclosures too: its last row is there
    assert tables
    for row in page.locator("main table tbody tr:last-child th").all_text_contents():
        assert words(row).split(" ")[0] in everything
    # No control and no way through the site does
    assert [control for control in CONTROLS if control in everything] == []


def test_a_measure_is_printed_with_its_chart_and_the_table_of_it(open_page) -> None:
    page = open_page(MEASURE).page
    # Given the words of the drawing, which are text on paper too
    labels = [words(label) for label in page.locator("section#trend .drawing-wide svg text").all_text_contents()]
    everything = words(" ".join(printed(page)))
    # Then the drawing is printed: its scale, its years and the value at its end
    assert labels and all(label in everything for label in labels)
    # And the table of the same years
    for year in page.locator("section#trend table tbody th").all_text_contents():
        assert words(year) in everything


def test_paper_says_where_a_link_leads(open_page) -> None:
    page = open_page("/data/recorded-crime/").page
    addresses = page.locator("main :is(p, li) > a[href^='http']:not([href*='/issues/new'])").evaluate_all(
        "links => links.map((link) => link.href)"
    )
    everything = "".join("".join(printed(page)).split())
    assert addresses and all(address in everything for address in addresses)


def test_paper_is_white_in_the_dark_too(open_page) -> None:
    page = open_page(MEASURE, color_scheme="dark").page
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
