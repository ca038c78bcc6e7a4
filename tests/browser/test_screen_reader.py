"""What a screen reader is told, from the browser's own accessibility tree: the message first, then the numbers; everything by name."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from tests.browser.page_kinds import templates_of

# Drawings, pictures and tables: what holds numbers.
HOLDS_NUMBERS = ("image", "figure", "table")

UNSCOPED = """() => [...document.querySelectorAll("main th")].filter((head) => !head.scope)
    .map((head) => `${head.closest("table").caption?.textContent}: ${head.textContent}`)"""
UNCAPTIONED = """() => [...document.querySelectorAll("main table")].filter((table) => !table.caption?.textContent.trim())
    .map((table) => table.outerHTML.slice(0, 120))"""


@dataclass(frozen=True)
class Spoken:
    """One thing that a screen reader comes to: its role, its name, the roles that it stands in from the outside in."""

    role: str
    name: str
    within: tuple[str, ...]


def spoken(page: Page) -> list[Spoken]:
    """The accessibility tree of a page in the order in which it is read, without what is ignored."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    by_id = {node["nodeId"]: node for node in nodes}
    said = []
    waiting = [(nodes[0], ())]
    while waiting:
        node, within = waiting.pop()
        role = node.get("role", {}).get("value", "")
        if not node["ignored"]:
            said.append(Spoken(role, node.get("name", {}).get("value", "").strip(), within))
            within = (*within, role)
        waiting.extend((by_id[child], within) for child in reversed(node.get("childIds", [])) if child in by_id)
    return said


@pytest.mark.parametrize("template", templates_of())
def test_the_message_comes_before_the_numbers_and_everything_has_a_name(open_page, pages_of, template: str) -> None:
    for address in pages_of[template]:
        page = open_page(address, until="load").page
        # Given what is read of the main part of the page
        main = [thing for thing in spoken(page) if "main" in thing.within]
        # Then a heading that says something comes first, before anything that holds numbers
        headings = [at for at, thing in enumerate(main) if thing.role == "heading"]
        numbers = [at for at, thing in enumerate(main) if thing.role in HOLDS_NUMBERS]
        assert headings and main[headings[0]].name, address
        assert not numbers or headings[0] < numbers[0], f"{address}: {main[numbers[0]]} comes before the first heading"
        # And drawings and tables have names, tables captions and scopes
        assert [thing for thing in main if thing.role in ("image", "table") and not thing.name] == [], address
        assert page.evaluate(UNSCOPED) == [], address
        assert page.evaluate(UNCAPTIONED) == [], address
        # And the words are British English, which a voice needs to know
        assert page.evaluate("document.documentElement.lang") == "en-GB", address


@pytest.mark.parametrize("template", [name for name in templates_of() if name.startswith("indicator") and name != "indicators.md.j2"])
def test_the_finding_of_a_measure_is_heard_before_its_figure(open_page, pages_of, template: str) -> None:
    for address in pages_of[template]:
        page = open_page(address, until="load").page
        main = [thing for thing in spoken(page) if "main" in thing.within]
        names = [thing.name for thing in main]
        # Given the title, which is the page's finding, and the large figure below it
        title = page.locator("h1").inner_text().replace("\n", " ")
        figure = page.locator(".page-figure")
        # Then the one is heard before the other
        if figure.count():
            said = figure.first.inner_text().strip()
            assert names.index(title) < next(at for at, name in enumerate(names) if said.startswith(name) and name), address
        # And each drawing comes after a heading, its section's or the page's, whose words begin its name
        for at, thing in enumerate(main):
            if thing.role == "image":
                heard = tuple(before.name for before in main[:at] if before.role == "heading")
                findings = (heard[0], heard[-1])
                assert thing.name.startswith(findings), f"{address}: {thing.name!r} begins with none of {findings!r}"


def test_a_table_whose_rows_are_stacked_is_still_read_as_one(open_page) -> None:
    # Given the list of data packages on a phone, where its table is drawn as blocks
    page = open_page("/data/", width=390).page
    assert page.locator("table.stacks tbody tr").first.evaluate("row => getComputedStyle(row).display") == "flex"
    said = spoken(page)
    # Then it is a table still, with rows, heads of columns and heads of rows
    within = [thing for thing in said if "table" in thing.within]
    rows = page.locator("table.stacks tr").count()
    assert sum(thing.role == "row" for thing in within) == rows
    assert {"columnheader", "rowheader", "cell"} <= {thing.role for thing in within}
