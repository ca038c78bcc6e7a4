"""Everything can be done with the keys alone: each control is reached in the order of the page, works by key, and lets go again."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

MEASURE = "/indicators/residential-burglary/"
WALKED = ["/", MEASURE, "/areas/lewisham/", "/areas/compare/", "/reports/2023-24-q1/", "/data/recorded-crime/", "/style/"]

# Numbers every control that the tab key can reach, in the order of the document, and says how many there are.
NUMBER_STOPS = """() => {
    const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
        .filter((element) => element.checkVisibility({visibilityProperty: true}) && !element.disabled && element.tabIndex === 0)
        .filter((element) => !element.matches("[popover]:not(:popover-open) *"));
    stops.forEach((element, at) => { element.dataset.stop = at; });
    return stops.length;
}"""
# The number of the control that holds the focus, whether an outline shows it, and its mark-up; null beyond the ends of the page.
WHERE = """() => {
    const element = document.activeElement;
    if (element === document.body || element === document.documentElement) return null;
    const style = getComputedStyle(element);
    const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return [Number(element.dataset.stop ?? -1), marked, element.outerHTML.slice(0, 100)];
}"""


def walk(page: Page, key: str, steps: int) -> list[tuple[int, bool, str]]:
    """Where the focus comes to when ``key`` is pressed ``steps`` times, up to the end of the page."""
    passed = []
    for _ in range(steps):
        page.keyboard.press(key)
        at = page.evaluate(WHERE)
        if at is None:
            break
        passed.append(tuple(at))
    return passed


@pytest.mark.parametrize("path", WALKED)
def test_every_control_is_reached_in_the_order_of_the_page_and_lets_go(open_page, path: str) -> None:
    # Given a page and a keyboard
    page = open_page(path).page
    stops = page.evaluate(NUMBER_STOPS)
    # When it is walked through from its beginning to its end, and one step further
    forwards = walk(page, "Tab", stops + 1)
    # Then every control is reached once, in order, and each shows that it is; nothing else is in the way
    assert [element for number, _, element in forwards if number < 0] == []
    assert [number for number, _, _ in forwards] == list(range(stops))
    assert [element for _, marked, element in forwards if not marked] == []
    # And the way back is the same
    backwards = walk(page, "Shift+Tab", stops)
    assert [number for number, _, _ in backwards] == list(reversed(range(stops)))


def test_a_chart_that_is_explored_does_not_keep_the_focus(open_page) -> None:
    # Given a chart that is explored, opened by key
    page = open_page(MEASURE).page
    section = page.locator("section#trend")
    section.get_by_role("button", name="Explore").press("Enter")
    expect(section.get_by_role("application")).to_be_focused(timeout=30_000)
    page.keyboard.press("ArrowRight")
    # When the walk goes on from it to the end of the page
    stops = page.evaluate(NUMBER_STOPS)
    start = page.evaluate(WHERE)[0]
    passed = walk(page, "Tab", stops)
    # Then it comes by each control after the chart, in order, and leaves
    assert [number for number, _, _ in passed] == list(range(start + 1, stops))


def test_the_first_key_leads_past_the_header(open_page) -> None:
    page = open_page(MEASURE).page
    # The first stop is a link that can be seen once it has the focus
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    # It leads into the content: the next stop stands there
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_menu_of_a_phone_opens_and_leads_on(open_page) -> None:
    page = open_page("/", width=390).page
    menu = page.locator(".menu-narrow")
    menu.locator("summary").press("Enter")
    link = menu.get_by_role("link", name="Boroughs")
    expect(link).to_be_visible()
    link.press("Enter")
    assert urlsplit(page.url).path == "/areas/"


def test_search_is_typed_stepped_through_and_left(open_page) -> None:
    page = open_page("/").page
    box = page.get_by_role("searchbox").first
    box.focus()
    page.keyboard.type("burglary")
    found = page.locator(".search-wide .found")
    found.get_by_role("link").first.wait_for()
    # The arrows step through what is found
    page.keyboard.press("ArrowDown")
    expect(found.get_by_role("link").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(found.get_by_role("link").nth(1)).to_be_focused()
    # Escape closes it and goes back to the words
    page.keyboard.press("Escape")
    expect(found).to_be_hidden()
    expect(box).to_be_focused()
    # And a result opens by key
    box.press("End")
    page.keyboard.type(" ")
    found.get_by_role("link").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{MEASURE}")


def test_the_colours_of_the_page_are_switched(open_page) -> None:
    page = open_page("/", color_scheme="light").page
    button = page.get_by_role("button", name="Dark page")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    button.press("Space")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    # The button, where the focus still is, now says what it would do
    expect(page.get_by_role("button", name="Light page")).to_be_focused()


def test_a_borough_is_found_by_name_and_by_tile(open_page) -> None:
    # Given the finder: a letter chooses, the next stop is its button
    page = open_page("/").page
    page.locator("select[name=area]").focus()
    page.keyboard.type("Lew")
    expect(page.locator("select[name=area]")).to_have_value("lewisham")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/areas/lewisham/")
    # And a tile of a map is a link like any other
    page.goto(page.url.replace("lewisham/", ""))
    tile = page.locator("a.tile").first
    name = tile.locator(".visually-hidden").text_content().strip()
    tile.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def test_a_disclosure_opens_and_closes(open_page) -> None:
    page = open_page(MEASURE).page
    disclosure = page.locator("details.disclosure:not([open])").first
    disclosure.evaluate("details => { details.id ||= 'walked'; }")
    summary = page.locator(f"[id='{disclosure.get_attribute('id')}'] > summary")
    summary.press("Enter")
    assert summary.evaluate("summary => summary.parentElement.open")
    summary.press("Space")
    assert not summary.evaluate("summary => summary.parentElement.open")


def test_a_word_is_explained_and_the_explanation_leaves(open_page) -> None:
    page = open_page(MEASURE).page
    word = page.locator(".term > button").first
    word.press("Enter")
    meaning = page.locator(":popover-open")
    expect(meaning).to_be_visible()
    page.keyboard.press("Escape")
    expect(meaning).to_have_count(0)
    expect(word).to_be_focused()


def test_a_chart_is_copied_and_its_files_taken(open_page) -> None:
    page = open_page(MEASURE, permissions=["clipboard-read", "clipboard-write"]).page
    section = page.locator("section#trend")
    section.get_by_role("button", name="Copy citation").press("Enter")
    expect(section.get_by_role("status")).to_have_text("Copied the citation.")
    with page.expect_download() as started:
        section.get_by_role("link", name="CSV").press("Enter")
    assert started.value.suggested_filename.endswith(".csv")


def test_a_working_is_opened_with_the_keyboard_alone(open_page) -> None:
    opened = open_page("/indicators/residential-burglary/")
    page = opened.page
    # When the main figure is focused and followed
    page.locator(".page-figure .figure a").focus()
    page.keyboard.press("Enter")
    # Then its working is open and holds the focus
    expect(page.locator("details[open]:focus-within")).to_contain_text("residential-burglary/observed/count/value")
