"""A page of each template: nothing fails on it, nothing is fetched from another host, axe finds nothing, it fits its width."""

from __future__ import annotations

import pytest

PAGES = {
    "framework": "/framework/2025-29/",
    "indicator-with-a-series": "/indicators/residential-burglary/",
    "indicator-from-a-survey": "/indicators/trust-in-the-mps/",
    "indicator-nobody-publishes": "/indicators/repeat-victimisation/",
    "indicator-known-from-print": "/indicators/knife-crime-a-local-problem/",
    "borough": "/areas/lewisham/",
    "data-package": "/data/recorded-crime/",
    "method": "/method/",
    "about": "/about/",
}


@pytest.mark.parametrize("width", [1440, 390], ids=["desktop", "phone"])
@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_a_page_of_each_template_is_whole(open_page, axe_findings, address: str, width: int) -> None:
    opened = open_page(address, width=width)
    assert opened.errors == []
    assert opened.foreign_requests == []
    assert axe_findings(opened.page) == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
