"""Pages of what is known only from print: the headline is the printed figure, and says so; comparisons have badges and words."""

from __future__ import annotations

import pytest

from build_scripts.pages import links
from build_scripts.pages.area import area_page
from build_scripts.pages.content import Content
from build_scripts.pages.indicator import indicator_page
from build_scripts.pages.overview import summary
from build_scripts.pages.printed import printed_figures, printed_parts, printed_series

TO_ROOT = links.linker("")
LABEL = "as printed in the report of April to June 2023, not held as data"
PRINTED_ONLY = (
    "999-calls-answered-in-10-seconds",
    "aware-of-the-victims-code",
    "complaint-and-conduct-timeliness",
    "i-calls-attended-in-15-minutes",
    "knife-crime-a-local-problem",
    "lethal-barrelled-discharges",
    "misconduct-disproportionality",
    "outcome-rate-neighbourhood-crime",
    "outcome-rate-sexual-da-and-hate",
    "outcome-rate-violence-and-knife-crime",
    "repeat-accused",
    "s-calls-attended-in-1-hour",
    "victim-does-not-support-action",
)


def _shown(content: Content, slug: str) -> dict:
    return indicator_page(content, content.framework, content.framework.indicator(slug)).context["shown"]


@pytest.mark.parametrize("slug", PRINTED_ONLY)
def test_a_printed_measure_leads_with_its_figure_and_its_comparisons(london: Content, slug: str) -> None:
    shown = _shown(london, slug)
    assert shown["label"] == LABEL
    rows = [row for group in shown["groups"] for row in group["rows"]]
    assert rows and all(row["verdict"] != "not-available" or row["reason_text"] for row in rows)
    assert shown["value_text"] or slug == "aware-of-the-victims-code"


def test_the_finding_is_the_title_where_there_is_one(london: Content) -> None:
    shown = _shown(london, "knife-crime-a-local-problem")
    assert shown["title"].endswith("down 11 percentage points on the same quarter a year before (June 2023)")
    assert (shown["value_text"], shown["period_text"]) == ("48%", "April to June 2023")
    assert "The number of interviews is an assumption." in shown["groups"][0]["note"]


@pytest.mark.parametrize(
    ("slug", "title"),
    [
        ("999-calls-answered-in-10-seconds", "999 calls answered within 10 seconds: 65% of calls (June 2023)"),
        ("outcome-rate-neighbourhood-crime", "Outcome rate: residential burglary, 4.2% (June 2023)"),
        # A change is printed and no level: untested, it is no finding.
        ("aware-of-the-victims-code", "Victims made aware of the Victims' Code"),
    ],
)
def test_without_a_verdict_the_level_is_the_title(london: Content, slug: str, title: str) -> None:
    assert _shown(london, slug)["title"] == title


def test_another_printed_figure_is_named_with_its_line(london: Content) -> None:
    note = _shown(london, "lethal-barrelled-discharges")["groups"][0]["note"]
    assert "(001:1298)" in note and "may be wider" in note


def test_other_forces_stand_where_the_report_prints_them_and_nowhere_else(london: Content) -> None:
    calls = _shown(london, "999-calls-answered-in-10-seconds")["elsewhere"]
    assert [(row["old_text"], row["new_text"], row["change_text"]) for row in calls] == [("79%", "69%", "−10pp"), ("75%", "65%", "−10pp")]
    assert "the other forces of England and Wales" in calls[0]["label"]
    assert _shown(london, "repeat-accused")["elsewhere"] == []


def test_a_borough_shows_its_response_times_beside_londons(london: Content) -> None:
    lewisham = next(area for area in london.boroughs if area.slug == "lewisham")
    printed = area_page(london, lewisham).context["printed"]
    assert [(row["before_text"], row["now_text"], row["change_text"], row["after"]) for row in printed["rows"]] == [
        ("83%", "84%", "+0.6pp", ["80%"]),
        ("46%", "59%", "+12.4pp", ["59%"]),
    ]
    assert printed["label"] == LABEL and printed["reason"]


def test_a_borough_shows_the_officers_that_a_plan_meant(london: Content) -> None:
    """Given Barking and Dagenham in the plan of 2013 (003:517), then 49 to 119 in neighbourhood teams and 426 to 493 in all."""
    barking = next(area for area in london.boroughs if area.code == "E09000002")
    officers = area_page(london, barking).context["officers"]
    rows = [[*row[:3], row[3]["text"]] for row in officers["rows"]]
    assert rows == [["In neighbourhood teams", "49", "119", "+70"], ["In the whole borough", "426", "493", "+67"]]
    # And each leads to the row of the transcription
    assert [row[3]["address"] for row in officers["rows"]] == [one["address"] for one in officers["workings"]]


def test_a_table_of_measures_shows_the_printed_figure_as_such(london: Content) -> None:
    one = summary(london, london.framework.indicator("lethal-barrelled-discharges"), lambda path: path)
    assert one["latest"] is None
    assert (one["printed_value"], one["rolling_change"], one["verdict"]) == ("210", "+6.1%", "no-clear-change")


def test_a_measure_with_a_series_shows_what_only_print_knows_apart(london: Content) -> None:
    """Given hate crime, whose strands are only printed, then they stand in a table of their own and not among its components."""
    parts = printed_parts(london, london.framework.indicator("hate-crime"), TO_ROOT)
    assert len(parts["rows"]) == 7
    assert parts["label"] == LABEL
    assert printed_parts(london, london.framework.indicator("homicide"), TO_ROOT) is None


def test_components_stand_in_their_declared_order(london: Content) -> None:
    series = printed_series(london, london.framework.indicator("repeat-accused"))
    assert [one.component for one in series] == ["domestic-abuse", "sexual-offences", "stalking"]


def test_a_printed_change_says_what_it_is_measured_from(london: Content) -> None:
    """Given line 684 of the report, which sets one quarter of neighbourhood crime beside two others, then each change names its base."""
    rows = [row for row in printed_figures(london, "theft-from-the-person", TO_ROOT) if row["source_line"] == "001:684"]
    told = {(row["subject"], row["change"]["text"], row["against"], row["word"]["text"]) for row in rows}
    assert ("Theft from the person", "-1%", "January to March 2023", "stable") in told
    assert ("Theft from the person", "+22%", "April to June 2022", "above") in told
    assert ("Theft from the person", "–", "April to June 2019", "above") in told


def test_a_printed_statement_that_says_nothing_is_not_shown(london: Content) -> None:
    """Given every transcribed statement, then a row on a page has a value, a change or a word, and the newest come first."""
    shown = {indicator.slug: printed_figures(london, indicator.slug, TO_ROOT) for indicator in london.framework.indicators}
    assert sum(map(len, shown.values())) > 150
    for rows in shown.values():
        assert all(row["word"]["text"] or {row["value"]["text"], row["change"]["text"]} != {"–"} for row in rows)
        # And one cell of each leads to where it stands
        for row in rows:
            led = [row[name]["address"] for name in ("value", "change", "word") if row[name]["address"]]
            assert led == [row["working"]["address"]]
