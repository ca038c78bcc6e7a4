"""Pages at four times the size: 1280 pixels across at 400 % are 320, and nothing but a named region scrolls sideways."""

from __future__ import annotations

import pytest

from tests.browser.page_kinds import templates_of

# WCAG 2.2, 1.4.10: 320 by 256 CSS pixels are a window of 1280 by 1024 at 400 %.
AT_400_PER_CENT = {"width": 320, "height": 256}

OPEN_ALL = "() => document.querySelectorAll('details').forEach((closed) => { closed.open = true; })"
# Tables that leave the page's column: neither stacked nor inside a region that scrolls, has a name and can hold the focus.
CUT_OFF = """() => [...document.querySelectorAll("main table")]
    .filter((table) => table.getBoundingClientRect().right > document.documentElement.clientWidth)
    .filter((table) => !table.closest('[role="region"][aria-label][tabindex="0"]'))
    .map((table) => table.caption.textContent)"""
# Rows of a stacked table that say a figure without its column.
# A cell bears its name, or the table does for the whole column, as a string of the style sheet.
UNNAMED = """() => [...document.querySelectorAll(".stacks")].flatMap((table) => {
    const nameOf = (table, cell) => cell.dataset.label ?? getComputedStyle(table).getPropertyValue(`--label-${cell.cellIndex + 1}`)
        .trim().replace(/^['"]|['"]$/g, "").replace(/\\\\(.)/g, "$1");
    const heads = [...table.tHead.rows[0].cells].map((head) => head.textContent.trim());
    return [...table.querySelectorAll("tbody td")]
        .filter((cell) => nameOf(table, cell) !== heads[cell.cellIndex])
        .map((cell) => `${table.caption.textContent}: ${cell.textContent}`);
})"""


@pytest.mark.parametrize("template", templates_of())
def test_nothing_but_a_named_region_scrolls_sideways(open_page, pages_of, template: str) -> None:
    for address in pages_of[template]:
        # Given a page with all that it can show, in a small window or at a great size
        page = open_page(address, width=AT_400_PER_CENT["width"], until="load").page
        page.set_viewport_size(AT_400_PER_CENT)
        page.evaluate(OPEN_ALL)
        # Then it scrolls in one direction
        assert page.evaluate("document.documentElement.scrollWidth") <= AT_400_PER_CENT["width"], address
        # And what is wider stands in a region of its own
        assert page.evaluate(CUT_OFF) == [], address
        # And where a row is stacked each of its cells is named by its column
        assert page.evaluate(UNNAMED) == [], address


def test_a_wide_table_of_words_is_stacked_on_a_phone_and_a_table_elsewhere(open_page) -> None:
    # Given the list of data packages, wider than a phone
    page = open_page("/data/", width=390).page
    table = page.locator("table.stacks").first
    row = table.locator("tbody tr").first
    # Then each cell is named, and nothing scrolls
    assert page.evaluate("document.querySelector('.scroll').scrollWidth <= document.querySelector('.scroll').clientWidth")
    named = row.locator("td").first.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert named == f'"{table.locator("thead th").nth(1).text_content()}"'
    # And with room for it the table is one, without names in its cells
    page.set_viewport_size({"width": 1440, "height": 900})
    assert row.evaluate("row => getComputedStyle(row).display") == "table-row"
    assert row.locator("td").first.evaluate("cell => getComputedStyle(cell, '::before').content") == "none"


def test_a_table_of_numbers_keeps_in_sight_what_a_row_is_of(open_page) -> None:
    # Given the table of all boroughs on a phone, scrolled to its end
    page = open_page("/areas/compare/", width=390, javascript=False).page
    region = page.get_by_role("region", name="Every borough, measure by measure")
    region.evaluate("region => { region.scrollLeft = region.scrollWidth; }")
    # Then the name of each row still stands at the left edge
    head = region.locator("tbody th[scope=row]").first
    assert head.bounding_box()["x"] == region.bounding_box()["x"]
