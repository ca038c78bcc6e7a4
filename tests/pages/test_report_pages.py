"""The reports, trackers, answers and gaps as pages: everything the documents hold is on them, and no number is typed."""

from __future__ import annotations

import csv
import html
import re
from pathlib import Path

import pytest

from build_scripts.packages.reading import read_instance
from build_scripts.pages.components import TEMPLATES
from build_scripts.pages.content import Content, compute
from build_scripts.pages.gaps_page import gaps_page
from build_scripts.pages.page import environment, render
from build_scripts.pages.plan_pages import plan_pages
from build_scripts.pages.report_pages import SECTIONS, report_pages
from build_scripts.pages.reports_index import reports_page

PRINTED = "reports/2023-24-q1/"
# Text of a template outside of expressions, statements, comments and tags.
MARK_UP = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", re.DOTALL)
NO_BREAK = "\u00a0"
PLACEHOLDER = re.compile(r"\{[^{}]*\}")


@pytest.fixture(scope="module")
def content(repository_root: Path) -> Content:
    """All that the London site shows."""
    return compute(read_instance(repository_root / "datapackages"))


@pytest.fixture(scope="module")
def pages(content: Content) -> dict[str, str]:
    """Every page of this room as Markdown, by address."""
    table = content.instance.table("registers", "constants")
    templates = environment({name: float(value) for name, value in zip(table["constant"], table["value"], strict=True)})
    made = [*report_pages(content), *plan_pages(content), gaps_page(content), reports_page(content)]
    assert len({page.path for page in made}) == len(made)
    return {page.path: html.unescape(render(page, templates)).replace(NO_BREAK, " ") for page in made}


def _rows(content: Content, package: str, resource: str) -> list[dict]:
    return content.instance.table(package, resource).to_dict("records")


def test_every_service_and_every_measure_of_one_is_shown(content: Content, pages: dict[str, str]) -> None:
    measures = _rows(content, "report-2023-24-q1-services", "service-measures")
    services = _rows(content, "report-2023-24-q1-services", "services")
    for path in ("reports/services/", f"{PRINTED}services/"):
        assert [row["row_id"] for row in measures if row["measure"] not in pages[path]] == []
        assert [row["name"] for row in services if row["name"] not in pages[path]] == []
        assert pages[path].count('<svg class="bullet"') == sum(row["target"] == row["target"] for row in measures)


def test_all_45_projects_with_their_slip(content: Content, pages: dict[str, str]) -> None:
    projects = _rows(content, "report-2023-24-q1-activity", "projects")
    assert len(projects) == 45
    for path in ("reports/projects/", f"{PRINTED}activity/"):
        assert [row["name"] for row in projects if row["name"] not in pages[path]] == []
    withdrawal = next(line for line in pages["reports/projects/"].split("<tr") if "why victims withdraw" in line)
    assert "Quarter 4 2022/23" in withdrawal
    assert "Quarter 3 2023/24" in withdrawal
    assert "3 quarters" in withdrawal


def test_all_19_recommendations(content: Content, pages: dict[str, str]) -> None:
    rows = _rows(content, "recommendations-2013", "recommendations")
    assert len(rows) == 19
    page = pages["reports/recommendations-2013/"]
    assert [row["number"] for row in rows if row["what"] not in page or row["impact"] not in page] == []
    assert "7 of 19 recommendations are rated green, 12 amber and 0 red" in page


@pytest.mark.parametrize("path", [f"{PRINTED}response/", "reports/officers-by-borough/"])
def test_all_32_boroughs_on_the_map_and_in_the_table(content: Content, pages: dict[str, str], path: str) -> None:
    assert len(content.boroughs) == 32
    page = pages[path]
    for area in content.boroughs:
        # Two sections on each page, each with its map and its table
        assert page.count(f"> {area.name}</span>") == 2, area.name
        assert page.count(f">{area.name}</a></th>") == 2, area.name


def test_all_26_kinds_of_outcome(content: Content, pages: dict[str, str]) -> None:
    rows = _rows(content, "report-2023-24-q1-outcomes", "crime-outcomes")
    assert len(rows) == 26
    page = pages[f"{PRINTED}outcomes/"]
    assert [row["name"] for row in rows if f">{row['name']}</th>" not in page] == []
    assert page.count('<svg class="bar') == 26
    # Counted by hand from the column of changes, without the total
    assert "Outcome rates fell for 17 of 25 kinds of crime and rose for 7" in page


def test_every_statement_of_the_report_stands_on_a_page(content: Content, pages: dict[str, str]) -> None:
    shown = "".join(text for path, text in pages.items() if path.startswith(PRINTED))
    missing = [
        (resource.package, row["source_line"])
        for resource in content.instance.resources("transcription")
        if resource.package.startswith("report-2023-24-q1") and "subject" in resource.field_names
        for row in _rows(content, resource.package, resource.name)
        if row["subject"] not in shown
    ]
    assert missing == []


def test_the_money_of_every_line(content: Content, pages: dict[str, str]) -> None:
    page = pages["reports/finances/"]
    for resource in ("mps-revenue", "mps-capital", "mopac-vru-budget", "reserves"):
        names = {row["name"] for row in _rows(content, "report-2023-24-q1-finance", resource) if row["level"] != "heading"}
        assert {name for name in names if f">{name}</th>" not in page} == set()
    staff = next(line for line in page.split("<tr") if ">Police staff pay</th>" in line)
    assert "£657.1m <abbr" in staff


def test_how_the_budget_to_date_comes_about_is_drawn(pages: dict[str, str]) -> None:
    for path in ("reports/finances/", f"{PRINTED}finance/"):
        # Given the section whose lines add up to £9.9m more than was planned by the end of June 2023
        section = pages[path].partition('id="steps"')[2].partition("</section>")[0]
        # Then its title says so, its table has the lines and their sums, and parts of parts are left to the tables below
        assert section.count("£9.9m above the budget to date: running costs +£26.2m") > 1
        rows = dict(re.findall(r'<th scope="row"[^>]*>([^<]+)</th>\s*<td[^>]*>(?:<a class="figure"[^>]*>)?([^<]+)<', section))
        assert (rows["Gross expenditure"], rows["Other income"], rows["Overall position of the MPS"]) == ("+£32.9m", "−£14.6m", "+£9.9m")
        assert "Police officer pay" not in rows


def test_figures_are_recomputed_as_printed_or_contradicted(pages: dict[str, str]) -> None:
    # Given three figures whose mark is known: trust of 70%, an I call share, the underspend of 001:303
    trust = next(line for line in pages[f"{PRINTED}trust/"].split("<tr") if "12 months to June 2023" in line and "70%" in line)
    assert "recomputed" in trust and "70% printed, 70.0% from data: reproduced" in trust
    calls = next(line for line in pages[f"{PRINTED}response/"].split("<tr") if ">Barnet</a></th>" in line)
    assert 'data-mark="as-printed"' in calls
    underspend = next(line for line in pages[f"{PRINTED}finance/"].split("<tr") if "001:303" in line and "0.9m" in line)
    assert "contradicted" in underspend and "method/contradictions/#check-" in underspend


def test_the_seven_crimes_are_answered(pages: dict[str, str]) -> None:
    page = pages["reports/plan-2013-16/"]
    violence = next(line for line in page.split("<tr") if ">Violence with injury</a>" in line)
    assert all(text in violence for text in ("60,595", "73,629", "+21.5%", "[b]", "not comparable"))
    seven = next(line for line in page.split("<tr") if ">The seven neighbourhood crimes together</a>" in line)
    assert all(text in seven for text in ("402,257", "329,448", "not comparable"))
    six = next(line for line in page.split("<tr") if ">Six of the seven, without violence with injury</a>" in line)
    assert all(text in six for text in ("341,662", "255,819", "−25.1%", "met"))
    confidence = next(line for line in page.split("<tr") if ">Public confidence in the police</a>" in line)
    assert all(text in confidence for text in ("62%", "68%", "75%", "missed"))


def _latest_quarter(pages: dict[str, str]) -> str:
    """The address of the newest report made from data."""
    return max(path for path in pages if re.fullmatch(r"reports/20\d\d-\d\d-q\d/", path) and path != PRINTED)


def test_the_latest_quarter_says_what_nobody_publishes(content: Content, pages: dict[str, str]) -> None:
    path = _latest_quarter(pages)
    # The sentence of the API stands in the summary, and every part that is missing on its page
    row = content.latest_comparison("total-notifiable-offences", "r12", measure="count")
    assert row is not None and row["sentence"] in pages[path]
    for title in ("Response times by borough", "Commissioned services", "Key projects", "Finances"):
        assert f"<b>{title}</b>" in pages[f"{path}unpublished/"]
    # Every measure of the framework is there, with figures or with what would fill it
    assert [one.title for one in content.framework.indicators if one.title not in pages[f"{path}measures/"]] == []


def test_every_change_of_the_latest_quarter_leads_to_its_working_on_the_same_page(pages: dict[str, str]) -> None:
    path = _latest_quarter(pages)
    for name in (path, f"{path}measures/"):
        # Given the figures that a page gives an address for, and the short ways beside sentences
        asked = re.findall(r'href="#(how-[^"]+)"', pages[name])
        worked = re.findall(r'<details class="disclosure" id="([^"]+)"', pages[name])
        # Then each is worked out once on the page, with a prepared report of an error in it
        assert asked and set(asked) == set(worked) and len(worked) == len(set(worked))
        assert pages[name].count("Report an error in this figure") == len(worked)


def test_every_row_of_a_printed_report_tells_how_it_is_known(pages: dict[str, str]) -> None:
    for path in (path for path in pages if path.startswith(PRINTED)):
        # Given the proofs of a page
        asked = re.findall(r'popovertarget="(proof-[^"]+)"', pages[path])
        shown = re.findall(r'id="(proof-[^"]+)" popover[^>]*>(.*?)</div>', pages[path], re.DOTALL)
        # Then each button opens one, and each names the address, the line and a prepared error report that holds them
        assert asked and sorted(asked) == sorted(name for name, _ in shown) and len(asked) == len(set(asked))
        for _, text in shown:
            assert "Address:" in text and re.search(r"\d{3}:\d+", text)
            assert all(f"{name}=" in text for name in ("address", "value", "period", "extract"))


def test_a_figure_known_only_from_print_carries_no_badge(pages: dict[str, str]) -> None:
    page = pages[f"{PRINTED}finance/"]
    # Given rows that are known only from print, then the line leads to what is known, and the section says it once
    assert re.findall(r'data-mark="as-printed"><button[^>]*class="tag"', page) == []
    assert re.findall(r'data-mark="as-printed"><button[^>]*>line', page)
    assert "; the rest stand as printed." in page


def test_a_report_leads_on_to_its_pages_and_to_the_reports_beside_it(pages: dict[str, str]) -> None:
    latest = _latest_quarter(pages)
    around = {path: re.search(r'<nav class="around".*?</nav>', pages[path], re.DOTALL) for path in (PRINTED, f"{PRINTED}trust/", latest)}
    assert all(around.values())
    assert 'href="victims/"' in around[PRINTED][0] and f'href="../{latest.split("/")[1]}/"' in around[PRINTED][0]
    assert 'href="../victims/"' in around[f"{PRINTED}trust/"][0] and 'href="../response/"' in around[f"{PRINTED}trust/"][0]
    assert 'href="../2023-24-q1/"' in around[latest][0]


def test_the_gaps_name_what_is_declared_and_every_measure_without_figures(content: Content, pages: dict[str, str]) -> None:
    page = pages["gaps/"]
    for row in _rows(content, "oversight-note-2025", "gaps"):
        assert row["what"] in page and row["source_line"] in page
    for indicator in content.framework.indicators:
        if content.latest_observation(indicator) is None or indicator.basis == "reconstructed":
            assert f">{indicator.title}</a>" in page


def test_the_list_leads_to_every_report(pages: dict[str, str]) -> None:
    fronts = {path for path in pages if path.count("/") == 2 and path.startswith("reports/")}
    assert {path for path in fronts if f'href="{path.removeprefix("reports/")}"' not in pages["reports/"]} == set()


def test_an_instance_without_declared_reports_has_none(repository_root: Path) -> None:
    content = compute(read_instance(repository_root / "tests" / "miniature" / "packages"))
    assert report_pages(content) == []
    assert plan_pages(content) == [] or all(page.path.startswith("reports/plan-") for page in plan_pages(content))


def test_no_numeral_is_typed_into_a_template() -> None:
    files = [*sorted((TEMPLATES / "reports").glob("*.j2")), TEMPLATES / "reports.md.j2"]
    typed = {file.name: found for file in files if (found := re.findall(r"\d+", MARK_UP.sub(" ", file.read_text(encoding="utf-8"))))}
    assert typed == {}


def test_no_numeral_is_typed_into_a_pattern(repository_root: Path) -> None:
    texts = {"reports": ("title", "note"), "pages": ("short_title", "title", "lead"), "sections": ("title", "sub"), "columns": ("label",)}
    typed = []
    for name, fields in texts.items():
        with (repository_root / "datapackages/report-sections/data" / f"{name}.csv").open(encoding="utf-8") as file:
            typed += [row[field] for row in csv.DictReader(file) for field in fields if re.search(r"\d", PLACEHOLDER.sub("", row[field]))]
    assert typed == []


def test_every_kind_of_section_that_is_declared_is_known(content: Content) -> None:
    declared = {row["kind"] for row in _rows(content, "report-sections", "sections")}
    assert declared == set(SECTIONS)
