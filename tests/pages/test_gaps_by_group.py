"""Gaps between groups on the pages: the section of a measure, and all of them together."""

from __future__ import annotations

import pytest

from build_scripts.indicators.definitions import Indicator
from build_scripts.pages import gaps_by_group, gaps_page, links
from build_scripts.pages.content import Content
from build_scripts.pages.gaps_between_groups import gaps_between_groups_page
from build_scripts.pages.indicator import indicator_page
from build_scripts.pages.overview import summary
from tests.conftest import ROOT

QUESTIONS = ("trust-in-the-mps", "police-do-a-good-job", "police-treat-everyone-fairly", "police-deal-with-what-matters")


def _indicator(content: Content, slug: str) -> Indicator:
    return next(one for one in content.framework.indicators if one.slug == slug)


def _section(content: Content, slug: str) -> dict:
    found = gaps_by_group.by_group(content, _indicator(content, slug), links.linker(links.indicator_path(slug)))
    assert found is not None
    return found


@pytest.mark.parametrize("slug", [*QUESTIONS, "trust-gaps-between-groups"])
def test_each_question_has_a_section_with_a_finding_a_chart_and_all_its_groups(london: Content, slug: str) -> None:
    section = _section(london, slug)
    assert "groups stand clearly apart from everybody" in section["chart"].title
    assert len(section["chart"].rows) == 18
    assert [row["group"] for row in section["rows"] if "group" in row] == ["Ethnicity", "Sexual orientation", "Age", "Disability", "Sex"]
    assert len([row for row in section["rows"] if "label" in row]) == 18
    assert len(section["workings"]) == 18


def test_a_measure_without_printed_gaps_has_no_section(london: Content) -> None:
    burglary = _indicator(london, "residential-burglary")
    assert gaps_by_group.by_group(london, burglary, links.linker(links.indicator_path(burglary.slug))) is None


def test_a_row_says_both_marks_in_words_and_what_is_assumed(london: Content) -> None:
    (row,) = [row for row in _section(london, "trust-in-the-mps")["rows"] if row.get("label") == "Disabled"]
    assert (row["level"], row["gap"], row["asked"]) == ("66%", "−4pp", "2,880 asked, assumed")
    assert row["cells"][1:] == ["0.94", "Clearly below", "Not marked"]


def test_groups_of_a_kind_stand_together_from_the_highest_level_down(london: Content) -> None:
    chart = _section(london, "police-treat-everyone-fairly")["chart"]
    column = {name: position for position, name in enumerate(chart.columns)}
    kinds = [row[column["group_type"]] for row in chart.rows]
    assert kinds == sorted(kinds, key=list(dict.fromkeys(kinds)).index)
    for kind in set(kinds):
        levels = [row[column["percentage"]] for row in chart.rows if row[column["group_type"]] == kind]
        assert levels == sorted(levels, reverse=True)


def test_the_page_says_how_many_would_look_clear_by_chance(london: Content) -> None:
    """Given 18 tests of which one in twenty would look clear by chance, then 0.9 is expected; of 72, 3.6."""
    assert "up to 0.9 of 18 gaps" in _section(london, "trust-in-the-mps")["chance"]
    page = gaps_between_groups_page(london)
    assert page is not None
    assert "up to 3.6 of 72 gaps" in str(page.context["chance"])


def test_the_page_says_what_hangs_on_the_assumption(london: Content) -> None:
    bases = _section(london, "trust-in-the-mps")["bases"]
    assert "19,200 interviews in 12 months" in bases
    assert "were half as many of each group asked" in bases


def test_a_measure_of_gaps_known_from_print_leads_with_its_finding(london: Content) -> None:
    page = indicator_page(london, london.framework, _indicator(london, "trust-gaps-between-groups"))
    assert page.title.startswith("9 of 18 groups stand clearly apart from everybody: LGBT+ Londoners lie lowest, 18 percentage points")
    assert str(page.context["by_group"]["lead"]).startswith("Londoners who trust the Metropolitan Police, LGBT+ Londoners: 52%")


def test_in_a_list_of_measures_it_stands_with_its_widest_gap(london: Content) -> None:
    listed = summary(london, _indicator(london, "trust-gaps-between-groups"), links.linker("indicators/"))
    assert (listed["printed_value"], listed["printed_period"]) == ("−18pp", "widest, LGBT+ Londoners, 12 months to June 2023")


def test_the_pages_of_gaps_lead_with_what_is_clear(london: Content) -> None:
    page = gaps_between_groups_page(london)
    assert page is not None
    assert page.title == "36 of 72 gaps between groups and everybody are clear of chance"
    led = gaps_page.gaps_page(london).context["between_groups"]
    assert led["title"] == page.title


def test_nobody_is_more_likely_on_a_page() -> None:
    """Given the templates and statements on groups, then a rate is so many times another and nobody is more likely to anything."""
    for path in (ROOT / "build_scripts").rglob("*"):
        if path.suffix in (".py", ".j2") and ("gaps" in path.name or "groups" in path.name):
            assert "likely" not in path.read_text(encoding="utf-8").replace('never "more likely"', ""), path.name
