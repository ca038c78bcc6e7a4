"""Pages of plans and priorities: what was found leads, tiers stand apart, each measure has both comparisons."""

from __future__ import annotations

import re

import pytest

from build_scripts.pages import overview
from build_scripts.pages.page import environment, render


@pytest.fixture(scope="module")
def plan(london):
    return overview.framework_page(london, london.framework)


@pytest.fixture(scope="module")
def text(plan, london) -> str:
    constants = london.instance.table("registers", "constants")
    return render(plan, environment({name: float(value) for name, value in zip(constants["constant"], constants["value"], strict=True)}))


def test_the_tally_holds_every_measure_once(plan, text):
    assert sum(count for _, count in plan.context["tally"]) == plan.context["total"] == 50
    # And the title's numbers are those of the tally
    counts = dict(plan.context["tally"])
    neither = 50 - counts["improving"] - counts["worsening"]
    assert plan.context["finding"] == f"50 measures: {counts['improving']} improving, {counts['worsening']} worsening, {neither} neither"
    # And each is a mark
    assert text.count('class="mark v-') >= 50


def test_a_priority_is_titled_by_what_its_leading_measures_say(plan):
    findings = {group["priority"].slug: group["finding"] for group in plan.context["groups"]}
    assert findings["violence-and-exploitation"] == "Violence with injury, no clear change in a year"
    # Two leading measures are told in one line
    assert findings["making-london-safer"].startswith(
        "Total notifiable offences fell by 2.9% in a year; victimisation rate: not comparable"
    )


def test_a_plan_of_many_key_measures_counts_them(london):
    # Given the plan of 2022-25, whose first level holds up to eleven measures a priority
    older = next(one for one in london.frameworks if one.slug == "framework-2022-25")
    groups = overview.framework_page(london, older).context["groups"]
    assert groups[0]["finding"] == "None of 11 measures is clearly improving or worsening"
    # Then none of them is banded as leading
    assert not any(tier["leads"] for tier in groups[0]["tiers"])


def test_tiers_stand_in_order_under_the_names_that_the_plan_gives_them(plan):
    group = next(group for group in plan.context["groups"] if group["priority"].slug == "justice-and-victims")
    assert [tier["title"] for tier in group["tiers"]] == ["Tier 2: The priorities at a glance", "Tier 3: In detail"]
    assert [tier["leads"] for tier in group["tiers"]] == [True, False]
    assert sum(len(tier["members"]) for tier in group["tiers"]) == len(group["members"])


def test_each_comparison_has_its_own_verdict(text):
    # Given rape, which rose over 12 months and shows no clear change in the latest quarter
    row = next(row for row in re.findall(r"<tr.*?</tr>", text, re.DOTALL) if ">Rape</a>" in row)
    rolling, quarter = re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)[-2:]
    assert "+7.6%" in rolling and "rose" in rolling
    assert "−5.4%" in quarter and "no clear change" in quarter


def test_a_measure_of_which_no_figure_is_held_says_so(text):
    row = next(row for row in re.findall(r"<tr.*?</tr>", text, re.DOTALL) if "Hospital admissions for assault" in row)
    assert "No figure is held" in row and "not available" in row


def test_a_priority_without_a_measure_is_told_in_its_question(london):
    older = next(one for one in london.frameworks if one.slug == "framework-2013-16")
    for priority in older.priorities:
        page = overview.priority_page(london, older, priority)
        assert page.context["group"]["finding"]


@pytest.mark.parametrize("made", [overview.indicators_page, overview.frameworks_page, overview.search_page])
def test_lists_are_made_from_any_instance(miniature, made):
    assert made(miniature).title
