"""A resident, a journalist and a contributor use the site from beginning to end; so does whoever has no script."""

from __future__ import annotations

import csv
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

MOST_CLICKS = 2


def search(page: Page, words: str) -> list[str]:
    """The results for words typed into the search box of the header, in order."""
    box = page.get_by_role("searchbox").first
    box.fill(words)
    found = page.locator(".search-wide .found")
    found.get_by_role("link").first.wait_for()
    expect(found.get_by_role("status")).to_contain_text("found")
    return found.get_by_role("link").all_inner_texts()


def test_a_resident_learns_whether_burglaries_in_lewisham_go_up(open_page) -> None:
    # Given the home page
    opened = open_page("/")
    page, clicks = opened.page, 0
    # When a resident chooses their borough on it
    page.locator("select[name=area]").select_option(label="Lewisham")
    page.locator(".finder button").click()
    clicks += 1
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lewisham")
    # Then the table of the borough answers, in under three clicks in all, with how sure we are
    row = page.get_by_role("row", name="Residential burglary").first
    expect(row).to_contain_text("no clear change")
    expect(row).to_contain_text("%")
    assert "Plausible range" in row.inner_text() or "plausible range" in row.text_content().lower()
    assert clicks <= MOST_CLICKS
    assert opened.errors == [] and opened.foreign_requests == []


def test_on_a_phone_the_answer_of_a_borough_is_a_few_strokes_of_the_thumb_away(open_page) -> None:
    # Given the page of a borough on a phone
    page = open_page("/areas/lewisham/", width=390).page
    row = page.get_by_role("row", name="Residential burglary").first
    # Then its burglaries stand within two and a half screens of 844 pixels, before the map of the other boroughs
    assert row.bounding_box()["y"] < 2.5 * 844
    assert row.bounding_box()["y"] < page.locator(".area-finder").bounding_box()["y"]
    # And a link under the headline leads to them
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="Recorded crime").click()
    expect(row).to_be_in_viewport()


def test_a_resident_asks_in_a_whole_sentence(open_page) -> None:
    opened = open_page("/")
    # When the question is typed as it would be said
    results = search(opened.page, "are burglaries in Lewisham going up?")
    # Then the borough and the measure are at the top
    assert any(result.startswith("Lewisham") for result in results[:2])
    assert any("urglary" in result for result in results[:3])


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("burglary", "/indicators/residential-burglary/"),
        ("Lewisham", "/areas/lewisham/"),
        ("trust", "/indicators/trust-in-the-mps/"),
        ("homicide", "/indicators/homicide/"),
    ],
)
def test_search_finds_the_measure_or_the_borough_first(open_page, words: str, address: str) -> None:
    opened = open_page("/")
    search(opened.page, words)
    first = opened.page.locator(".search-wide .found a").first
    assert urlsplit(first.evaluate("link => link.href")).path == address


@pytest.mark.parametrize(
    ("question", "page"),
    [
        ("burglary lewisham", "areas/lewisham"),
        ("burglaries in lewisham going up", "indicators/residential-burglary"),
        ("is knife crime going up", "indicators/knife-crime"),
        ("trust in the met", "indicators/trust-in-the-mps"),
        ("stop and search black people", "indicators/stop-and-search-disproportionality"),
        ("how many officers", "reports/officers-by-borough"),
        ("domestic abuse", "indicators/domestic-abuse"),
        ("phone theft", "indicators/theft-from-the-person"),
        ("mugging", "indicators/personal-robbery"),
        ("stolen car", "indicators/vehicle-crime"),
        ("murder", "indicators/homicide"),
        ("stabbings", "indicators/knife-crime"),
        ("gun crime", "indicators/lethal-barrelled-discharges"),
        ("sexual assault", "indicators/other-sexual-offences"),
        ("antisemitism", "indicators/hate-crime"),
        ("anti social behaviour", "indicators/worried-about-asb"),
        ("police response times", "reports/2023-24-q1/response"),
        ("999", "indicators/999-calls-answered-in-10-seconds"),
        ("is london safe", "indicators/total-notifiable-offences"),
        ("crime in hackney", "areas/hackney"),
        ("brixton crime", "areas/lambeth"),
        ("police complaints", "indicators/complaint-and-conduct-timeliness"),
        ("women's safety", "indicators/womens-safety-gap"),
        ("walking home at night", "indicators/feel-safe-after-dark"),
        ("police budget", "indicators/police-costs"),
        ("charge rate", "indicators/outcome-rate-all-offences"),
        ("teenagers killed", "indicators/teenage-homicide"),
        ("plausible range", "glossary"),
        ("how is it worked out", "method"),
        ("data download", "data"),
    ],
)
def test_search_answers_what_a_londoner_types_in_its_first_three(open_page, question: str, page: str) -> None:
    opened = open_page("/")
    search(opened.page, question)
    first = opened.page.locator(".search-wide .found a").evaluate_all("links => links.slice(0, 3).map(link => new URL(link.href).pathname)")
    assert f"/{page}/" in first


def test_a_journalist_takes_the_figure_with_its_proof(open_page, tmp_path: Path) -> None:
    # Given the page of a measure, reached from the list
    opened = open_page("/indicators/")
    page = opened.page
    page.get_by_role("link", name="Residential burglary", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("burglary")
    # When a journalist asks how the main figure was worked out
    page.get_by_role("link", name="How this was worked out").first.click()
    # Then its working opens on the same page: address, formula, extract, rows
    working = page.locator("details[open]:focus-within").first
    expect(working).to_contain_text("residential-burglary/observed/count/value")
    expect(working).to_contain_text("Extract")
    expect(working.get_by_role("link", name="source rows")).to_be_visible()
    # And the chart's data, drawing and citation can be taken away
    section = page.locator("section#trend")
    for label, ending in (("CSV", ".csv"), ("SVG", ".svg")):
        with page.expect_download() as started:
            section.get_by_role("link", name=label).click()
        started.value.save_as(tmp_path / f"trend{ending}")
    with (tmp_path / "trend.csv").open(encoding="utf-8", newline="") as file:
        rows = {(row["series"], row["period"]): row for row in csv.DictReader(file)}
    assert float(rows["rolling 12 months", "R12-2026-03"]["value"]) == 32446
    assert "Residential burglary" in (tmp_path / "trend.svg").read_text(encoding="utf-8")
    section.get_by_text("Cite or embed this chart").click()
    expect(section.locator("[data-citation]")).to_contain_text("Residential burglary")
    assert opened.errors == [] and opened.foreign_requests == []


@pytest.mark.parametrize("javascript", [True, False])
def test_a_word_shows_its_meaning_with_the_keyboard_and_without_a_script(open_page, javascript: bool) -> None:
    # Given the page of a measure
    page = open_page("/indicators/residential-burglary/", javascript=javascript).page
    word = page.get_by_role("button", name="extract", exact=True)
    meaning = page.locator("#term-extract")
    expect(meaning).to_be_hidden()
    # When a word of its prose is chosen
    word.focus()
    page.keyboard.press("Enter")
    # Then its meaning opens with a way to the glossary, and goes with Escape
    expect(meaning).to_contain_text("taken at one date")
    expect(meaning.get_by_role("link")).to_have_attribute("href", "../../glossary/#extract")
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()


def test_a_contributor_reports_an_error_in_a_figure(open_page) -> None:
    # Given the page of a measure
    opened = open_page("/indicators/residential-burglary/")
    # When the link beside the figure is looked at
    link = opened.page.get_by_role("link", name="Report an error").first
    address = urlsplit(link.get_attribute("href"))
    # Then it opens a prepared report with the figure's address, value, period and extract
    prepared = {name: values[0] for name, values in parse_qs(address.query).items()}
    assert address.path.endswith("/issues/new")
    assert prepared["template"] == "data-error.yml"
    assert prepared["value"] == "32,446"
    assert prepared["period"] == "R12-2026-03"
    assert prepared["extract"] == "2026-04"
    assert prepared["address"].startswith("residential-burglary/")


def test_a_contributor_finds_how_to_begin(open_page) -> None:
    opened = open_page("/")
    opened.page.get_by_role("contentinfo").get_by_role("link", name="Report an error").click()
    # The page says how, and leads to the form
    expect(opened.page.get_by_role("heading", level=1)).to_be_visible()
    forms = opened.page.locator("main a[href*='/issues/new']")
    assert forms.count() >= 1
    assert opened.errors == [] and opened.foreign_requests == []


def test_two_boroughs_stand_side_by_side(open_page, axe_findings) -> None:
    # Given the page that compares boroughs, reached from one of them
    opened = open_page("/areas/lewisham/")
    page = opened.page
    page.get_by_role("link", name="Lewisham beside another borough").click()
    # When the other is chosen
    expect(page.get_by_label("First borough")).to_have_value("lewisham")
    page.get_by_label("Second borough").select_option(label="Southwark")
    # Then only the two stand in the table, beside the whole
    heads = page.locator(".compare thead th:visible").all_inner_texts()
    assert heads == ["Measure", "MPS", "Lewisham", "Southwark", "Ranges, each line from nought"]
    row = page.get_by_role("row", name="Residential burglary")
    expect(row.locator("td:visible").nth(1)).to_contain_text("4.0")
    # And the choice has an address of its own
    assert urlsplit(page.url).query == "first=lewisham&second=southwark"
    assert axe_findings(page) == []
    page.reload()
    expect(page.get_by_label("Second borough")).to_have_value("southwark")
    assert opened.errors == [] and opened.foreign_requests == []


def test_without_a_script_all_boroughs_stand_in_one_table(open_page) -> None:
    opened = open_page("/areas/compare/", javascript=False, width=390)
    assert opened.page.locator(".compare thead th").count() == 34
    assert opened.page.locator("form.compare-choice").count() == 0
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("path", ["/", "/indicators/residential-burglary/", "/areas/lewisham/", "/contribute/"])
def test_a_journey_needs_no_script(open_page, path: str) -> None:
    opened = open_page(path, javascript=False)
    assert opened.page.get_by_role("heading", level=1).is_visible()
    assert opened.page.get_by_role("main").inner_text().strip()
    assert opened.errors == [] and opened.foreign_requests == []
