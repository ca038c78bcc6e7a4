"""Pages of each template: nothing fails on them, nothing is fetched from another host, axe finds nothing, they fit their width."""

from __future__ import annotations

import pytest

from tests.browser.page_kinds import BuiltPage, representatives, templates_of

DESKTOP, PHONE = 1440, 390
# The colours of the page, of a device set to dark, of a reader's own palette.
LIGHT = {"color_scheme": "light", "forced_colors": "none"}
DARK = {"color_scheme": "dark", "forced_colors": "none"}
FORCED = {"color_scheme": "light", "forced_colors": "active"}
EVERY_RULE: list[str] = []
# What else axe looks at does not change with the colours.
RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"]
# The rows of a table come from one macro: all of them are looked at once, and then the first dozen.
EVERY_ROW: list[str] = []
FIRST_ROWS = ["tbody tr:nth-child(n+13)"]
# What is looked at: width, colours, rules asked, what is left out.
LOOKS = [
    (DESKTOP, LIGHT, EVERY_RULE, EVERY_ROW),
    (DESKTOP, DARK, RULES_OF_COLOUR, FIRST_ROWS),
    (DESKTOP, FORCED, RULES_OF_COLOUR, FIRST_ROWS),
    (PHONE, LIGHT, EVERY_RULE, FIRST_ROWS),
    (PHONE, DARK, RULES_OF_COLOUR, FIRST_ROWS),
    (PHONE, FORCED, RULES_OF_COLOUR, FIRST_ROWS),
]


def test_every_template_has_pages_and_every_page_a_template(pages_of) -> None:
    assert sorted(pages_of) == templates_of()


def test_the_pages_that_stand_for_a_template_hold_every_part_of_it() -> None:
    # Given four pages of a template, none of which holds all of its parts
    pages = [
        BuiltPage("/a/", "one", frozenset({"table", "chart"}), 100),
        BuiltPage("/b/", "one", frozenset({"table", "chart"}), 90),
        BuiltPage("/c/", "one", frozenset({"table", "notice"}), 80),
        BuiltPage("/d/", "one", frozenset({"table"}), 70),
    ]
    # Then the fewest that do between them are taken, the smaller of two equal ones
    assert representatives(pages) == {"one": ["/c/", "/b/"]}


@pytest.mark.parametrize("template", templates_of())
def test_pages_of_a_template_are_whole(open_page, axe_findings, pages_of, template: str) -> None:
    for address in pages_of[template]:
        opened = open_page(address)
        page = opened.page
        findings = []
        for width, colours, rules, left_out in LOOKS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(**colours)
            findings += [f"{width}, {colours}: {finding}" for finding in axe_findings(page, rules, left_out)]
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{address} scrolls sideways at {width}"
        assert findings == [], address
        assert opened.errors == [] and opened.foreign_requests == []
