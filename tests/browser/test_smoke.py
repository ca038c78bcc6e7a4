"""The home page opens for everybody: wide and narrow, with JavaScript and without."""

from __future__ import annotations

import pytest

WIDTHS = {"desktop": 1440, "phone": 390}


@pytest.fixture(params=WIDTHS.values(), ids=WIDTHS.keys())
def width(request: pytest.FixtureRequest) -> int:
    return request.param


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_home_opens_without_an_error_and_asks_no_other_host(open_page, width: int, javascript: bool) -> None:
    home = open_page("/", width=width, javascript=javascript)
    assert home.page.locator("h1").count() == 1
    assert home.page.locator("h1").is_visible()
    assert home.errors == []
    assert home.foreign_requests == []


def test_home_does_not_scroll_sideways(open_page, width: int) -> None:
    home = open_page("/", width=width)
    assert home.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("colour_scheme", ["light", "dark"])
def test_axe_finds_nothing_on_home(open_page, axe_findings, width: int, colour_scheme: str) -> None:
    home = open_page("/", width=width, color_scheme=colour_scheme)
    assert axe_findings(home.page) == []


def test_an_unknown_address_says_so_and_leads_home(open_page) -> None:
    unknown = open_page("/")
    response = unknown.open("/no-such-page/")
    assert response.status == 404
    unknown.page.get_by_role("banner").get_by_role("link").first.click()
    assert unknown.page.url.rstrip("/") == unknown.site_address
