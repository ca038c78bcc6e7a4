"""The front page: the measures of the first two tiers, what changed, and to which month each source reaches."""

from __future__ import annotations

import re

import pytest

from build_scripts.pages import home
from build_scripts.pages.page import Page, environment, render


@pytest.fixture(scope="module")
def front(london) -> Page:
    return home.home_page(london, [])


@pytest.fixture(scope="module")
def text(front, london) -> str:
    constants = london.instance.table("registers", "constants")
    return render(front, environment({name: float(value) for name, value in zip(constants["constant"], constants["value"], strict=True)}))


def test_the_first_screen_holds_both_upper_tiers(front):
    # Given two measures of the first tier and five of the second
    glance = front.context["glance"]
    assert [one["indicator"].tier for one in glance] == [1] * 2 + [2] * 5
    # Then each has a value with its period, its age and a verdict
    for one in glance:
        assert one["value_text"] and one["period_text"] and "old" in one["age_text"] and one["verdict"]
    # And the title over them adds up
    assert front.context["glance_title"] == "7 main measures: 1 improving, 3 worsening, 3 neither"


def test_what_changed_is_told_by_verdict_and_held_by_the_table(front):
    changed = front.context["changed"]
    told = [one["label"] for group in changed["groups"] for one in group["changes"]]
    assert len(told) == len(changed["rows"]) == 8
    # And each row has the change of the latest quarter beside that of the year
    assert changed["quarter"] == "Jan to Mar 2026"
    theft = next(row for row in changed["rows"] if row["label"] == "Theft from the person")
    assert theft["change_text"] == "−21.0%" and [cell["text"] for cell in theft["after"]] == ["−25.7%, improving"]
    # And both lead to how they were worked out
    worked = {one["address"] for one in (*front.context["workings"], *front.context["change_workings"])}
    assert all(row["address"] in worked and all(cell["address"] in worked for cell in row["after"]) for row in changed["rows"])


def test_every_figure_of_the_first_screen_is_followed_to_its_rows(front, text):
    # Given seven values with their changes on the year and on the quarter, where these are published
    addresses = [one["address"] for one in front.context["workings"]]
    changes = sum(bool(one[name]) for one in front.context["glance"] for name in ("rolling_address", "quarter_address"))
    assert len(addresses) == len(set(addresses)) == 7 + changes and changes >= 10
    for one in front.context["glance"]:
        # Then each value leads to its working on the same page, which names its extract and its source rows
        assert f'data-address="{one["address"]}"' in text.replace("&amp;", "&")
        assert one["address"] in addresses
    assert all(one["rows_href"].startswith("data/") and one["report_href"] for one in front.context["workings"])


def test_what_is_missing_from_the_table_is_named(front):
    assert "Knife crime" in front.context["changed"]["others"]


def test_the_first_tier_shows_both_comparisons_with_their_ranges(front, text):
    # Given all recorded crime: 2.9% fewer than in the 12 months before, 3.4% fewer than in the same quarter a year before
    crime = front.context["tier_one"][0]
    assert [row["change_text"] for row in crime["comparisons"]] == ["−2.9%", "−3.4%"]
    # Then each stands with its range, and a measure that can not be compared says why instead
    assert all(row["range_text"].startswith("Plausible range") for row in crime["comparisons"])
    assert text.count('class="comparison"') == 2
    assert front.context["tier_one"][1]["reason_text"] in text


def test_two_charts_share_no_id(text):
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert {"total-notifiable-offences-wide-title", "victimisation-rate-narrow-title"} <= set(ids)
    # And every reference inside a drawing is to an id of the page
    for reference in re.findall(r"url\(#([^)]+)\)", text):
        assert reference in ids


def test_a_measure_that_can_not_be_compared_is_not_called_the_highest(front):
    rate = next(one for one in front.context["tier_one"] if one["verdict"] == "not-comparable")
    assert rate["trend"].title == ""


def test_each_source_says_how_far_it_reaches_and_that_no_date_is_announced(front):
    sources = front.context["sources"]
    assert [one["to_text"] for one in sources] == ["March 2026", "December 2024", "December 2023"]
    assert all(one["due_text"].startswith("not announced: ") for one in sources)
    assert front.context["next_due"] == "no day announced"


@pytest.mark.parametrize(
    ("source", "due"),
    [
        ({"next_due": "2026-05-21", "frequency": "quarterly"}, "21 May 2026"),
        ({"next_due": "", "frequency": "irregular"}, "not announced: it appears at no fixed times"),
        ({"next_due": "", "frequency": "monthly"}, "not announced: published monthly, no day is given"),
    ],
)
def test_the_day_of_the_next_figures_is_the_announced_one_or_a_reason(source, due):
    assert home.due_text(source) == due


@pytest.mark.parametrize(
    ("source", "pace"),
    [
        ({"frequency": "monthly", "lag_months": 1.0}, "monthly, about 1 month behind"),
        ({"frequency": "quarterly", "lag_months": 3.0}, "quarterly, about 3 months behind"),
        ({"frequency": "irregular", "lag_months": float("nan")}, "at no fixed times"),
        ({"frequency": "yearly", "lag_months": float("nan")}, "yearly"),
    ],
)
def test_the_pace_of_a_source_is_told(source, pace):
    assert home.pace_text(source) == pace


def test_the_earliest_announced_day_is_the_next():
    assert home.next_due_text([{"next_due": "2026-06-01"}, {"next_due": ""}, {"next_due": "2026-05-21"}]) == "21 May 2026"


def test_the_third_tier_is_listed_whole(front):
    assert sum(len(group["links"]) for group in front.context["priorities"]) == front.context["details"] == 43


def test_an_instance_without_charts_has_a_front_page(miniature):
    assert home.home_page(miniature, []).context["headline"]
