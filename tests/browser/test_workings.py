"""How any figure of a table was worked out is one click away, on the same page, with a script and without."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

# A page of each kind whose tables have figures, and a table's selector where the first one is not meant.
PAGES = ["/", "/areas/lewisham/", "/areas/compare/", "/framework/2025-29/", "/indicators/theft-from-the-person/", "/indicators/hate-crime/"]


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("address", PAGES)
def test_a_figure_of_a_table_opens_its_working(open_page, address: str, javascript: bool) -> None:
    # Given a figure in a table that is in view
    page = open_page(address, javascript=javascript, until="load").page
    figures = page.locator("main table a.figure:visible")
    assert figures.count() > 3
    figure = figures.nth(1)
    # Under a value may stand its range, and after it a verdict.
    text, asked = figure.inner_text().splitlines()[0].partition(", ")[0], figure.get_attribute("href") or ""
    working = page.locator(f"[id='{asked.removeprefix('#')}']")
    assert not working.is_visible()
    # When it is clicked, then its working is open, on the same page, and in view
    figure.click()
    assert urlsplit(page.url).path == address
    working.wait_for(state="visible")
    box = working.bounding_box()
    assert box is not None and -box["height"] < box["y"] < 900
    # And it tells the figure, the rows behind it, its address, and has a report of an error filled in
    told = working.inner_text()
    assert text in told and "Source rows" in told and ".csv" in told
    report = working.locator("a[href*='/issues/new']").get_attribute("href") or ""
    filled = parse_qs(urlsplit(report).query)
    assert filled["address"][0] in told and filled["value"] and filled["period"] and filled["extract"]


def test_the_way_back_from_a_working_is_the_browser_s(open_page) -> None:
    # Given a reader who looked at the working of a figure in the middle of a long table
    page = open_page("/indicators/theft-from-the-person/", until="load").page
    figure = page.locator("#boroughs table a.figure").nth(12)
    figure.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    figure.click()
    page.wait_for_function("before => Math.abs(scrollY - before) > 200", arg=before)
    # When going back, then the page is where it was
    page.go_back()
    page.wait_for_function("before => Math.abs(scrollY - before) < 200", arg=before)
