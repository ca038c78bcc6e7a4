"""Time on charts reads the same wherever the reader's clock stands: labels and places do not move with the time zone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

ADDRESS = "/indicators/residential-burglary/"
# East of Greenwich by half a day, west of it by a third, and on it.
ZONES = ("Pacific/Auckland", "America/Los_Angeles", "Europe/London")
# Every label of a drawing with its place, and the points of its line.
DRAWN = """(drawing) => ({
  labels: [...drawing.querySelectorAll("text")].map((text) => [text.textContent, text.getAttribute("transform")]),
  lines: [...drawing.querySelectorAll("path")].map((path) => path.getAttribute("d")),
})"""


@pytest.mark.parametrize("name", ["trend", "control"])
def test_an_axis_of_time_is_the_same_in_every_time_zone(open_page, name: str) -> None:
    still, explored, told = [], [], []
    for zone in ZONES:
        # Given a reader whose clock stands in the zone
        opened = open_page(ADDRESS, timezone_id=zone)
        assert opened.page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone") == zone
        section = opened.page.locator(f"section#{name}")
        still.append(section.locator(".drawing-wide svg").evaluate(DRAWN))
        # When they explore the chart and go to its last month
        section.get_by_role("button", name="Explore").click()
        expect(section.get_by_role("application")).to_be_focused(timeout=30_000)
        opened.page.keyboard.press("End")
        told.append(section.locator(".explore-told").inner_text())
        explored.append(section.locator(".explore-chart svg").evaluate(DRAWN))
    # Then labels, places and lines are those of every other zone, in the drawing and explored
    assert still[0] == still[1] == still[2]
    assert explored[0] == explored[1] == explored[2]
    # And both name the same years, and the last month is March 2026 everywhere
    years = [[text for text, _ in one["labels"] if text.isdigit() and len(text) == 4] for one in (still[0], explored[0])]
    # (the one that is explored has room for more of them)
    assert years[0] and set(years[0]) <= set(years[1]) | {str(int(years[1][-1]) + 1), str(int(years[1][0]) - 1)}
    assert len(set(told)) == 1 and "March 2026" in told[0]
