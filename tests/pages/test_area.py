"""A borough's page: what changed, where it stands among the others, what residents say, and what nobody knows of it."""

from __future__ import annotations

import csv
import io

import pytest

from build_scripts.downloads import files
from build_scripts.pages import area_files, area_rates, area_response, area_survey
from build_scripts.pages.area import area_page, areas_page
from build_scripts.pages.area_survey import Answer, Answers
from build_scripts.pages.components import Scale


def borough(london, slug):
    return next(area for area in london.boroughs if area.slug == slug)


@pytest.fixture(scope="module")
def lewisham(london):
    return area_page(london, borough(london, "lewisham")).context


@pytest.fixture(scope="module")
def westminster(london):
    return area_page(london, borough(london, "westminster")).context


def test_sections_are_titled_by_what_they_find(lewisham):
    assert lewisham["crime_title"] == "Theft from the person and vehicle crime fell"
    assert lewisham["rates_title"] == "No rate in Lewisham lies beyond what size and usual differences allow"
    assert lewisham["answers"].title == "4 of 5 answers stand clear of London's: 4 lower"
    assert lewisham["called_title"] == "84% of immediate calls attended within 15 minutes and 59% of S calls attended within one hour"
    assert lewisham["officers_title"] == "In the whole borough: 593 officers in 2011, 647 meant for 2015"


def test_the_whole_comes_first_then_what_is_clear_then_what_is_not_known(lewisham):
    verdicts = [row["verdict"] for row in lewisham["counts"]["rows"]]
    assert lewisham["counts"]["rows"][0]["label"] == "Total notifiable offences"
    assert verdicts[1:3] == ["improving"] * 2
    rest = verdicts[3:]
    assert rest == sorted(rest, key=["no-clear-change", "not-comparable"].index)


def test_a_row_of_another_period_says_so(lewisham):
    notes = {row["label"]: row["note"] for row in lewisham["counts"]["rows"]}
    assert notes["Knife crime"] == "12 months to Dec 2025"
    assert notes["Residential burglary"] == ""


def test_only_rates_beyond_the_funnel_are_called_out(westminster):
    # Given Westminster, whose rates lie above what its size allows for theft, robbery, violence and sexual offences
    beyond = {row.label for row in westminster["rates"] if row.side == 1}
    assert "Theft from the person" in beyond and "Residential burglary" not in beyond
    assert westminster["rates_title"] == f"{len(beyond)} rates lie above what size and usual differences allow"
    assert {row.side_text for row in westminster["rates"]} == {"", "Above what size and usual differences allow"}


def test_few_rates_are_named_and_many_counted(westminster):
    rows = [row for row in westminster["rates"] if row.side == 1][:1]
    assert area_rates.rates_title(rows, "Westminster") == "Violence with injury lies above what size and usual differences allow"


def test_the_survey_is_set_beside_the_whole_of_the_same_period(lewisham):
    trust = lewisham["answers"].rows[0]
    assert (trust.before, trust.now, trust.whole) == (64, 56, 69)
    assert trust.range_text == "51% to 61%"
    assert trust.side == "below"
    # And the question whose range holds London's figure is on no side
    local = next(row for row in lewisham["answers"].rows if "good job" in row.title)
    assert local.lower <= local.whole <= local.upper and local.side == ""


def answer(now, lower, upper, whole) -> Answer:
    return Answer("Trust", "Trust", "", 60, now, lower, upper, whole, "", "", "")


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ((answer(60, 55, 65, 60),), "No answer stands clear of Leeds's"),
        ((answer(60, 55, 65, 70), answer(60, 55, 65, 60)), "1 of 2 answers stands clear of Leeds's: 1 lower"),
        ((answer(60, 55, 65, 70), answer(80, 75, 85, 60)), "2 of 2 answers stand clear of Leeds's: 1 lower, 1 higher"),
        ((answer(60, None, None, 99),), "No answer stands clear of Leeds's"),
    ],
)
def test_the_title_of_answers_counts_those_whose_range_leaves_the_whole_out(rows, title):
    assert Answers(rows, Scale(0, 100, ()), "", "", "", "Leeds").title == title


def test_a_scale_of_per_cents_holds_its_values_and_stays_within_a_hundred():
    scale = area_survey.percent_scale([39.0, 69.0])
    assert (scale.low, scale.high) == (35, 73)
    assert [tick.label for tick in scale.ticks] == ["40%", "50%", "60%", "70%"]
    assert area_survey.percent_scale([1.0, 99.0]).low == 0 and area_survey.percent_scale([1.0, 99.0]).high == 100
    with pytest.raises(ValueError, match="at least one"):
        area_survey.percent_scale([])


def test_calls_are_drawn_quarter_by_quarter_from_nought(lewisham):
    immediate = lewisham["called"][0]
    # Given the five quarters that the report prints for Lewisham (83, 78, 80, 87, 84 per cent)
    assert [point.text for point in immediate.points] == ["83%", "78%", "80%", "87%", "84%"]
    # Then they stand at equal steps and at their height
    steps = {round(later.at - earlier.at, 6) for earlier, later in zip(immediate.points, immediate.points[1:], strict=False)}
    assert len(steps) == 1
    assert immediate.points[0].y == area_response.height_of(83)
    assert area_response.height_of(0) == area_response.BOTTOM and area_response.height_of(100) == area_response.TOP
    # And the two labels at the end do not touch
    assert immediate.whole_text == "80%"
    assert abs(immediate.label_y - immediate.whole_label_y) >= area_response.LABEL_LINE


def test_the_page_says_how_much_is_not_known(lewisham, london):
    assert lewisham["measured"] < lewisham["measures"] == len(london.framework.indicators)
    assert {"label": "Measures known here", "value_text": f"{lewisham['measured']} of 50"} in lewisham["about"]


def test_the_command_unit_leads_to_its_other_boroughs(lewisham):
    unit = lewisham["about"][0]
    assert unit["label"] == "Also in South East"
    assert "../bexley/" in str(unit["value_text"]) and "../greenwich/" in str(unit["value_text"])


def test_parts_that_are_published_by_borough_are_rows(lewisham):
    assert "Theft of a vehicle" in [row["label"] for row in lewisham["parts"]["rows"]]


def test_sources_are_named_once_with_what_to_beware_of(lewisham):
    texts = [source["text"] for source in lewisham["sources"]]
    assert len(texts) == len(set(texts)) and all(source["care"] for source in lewisham["sources"])
    assert any("Public Attitude Survey" in text for text in texts)


def test_the_file_of_a_borough_holds_what_its_page_shows(london):
    # Given Lewisham's file
    area = borough(london, "lewisham")
    assert area_files.figures_path(area) == "areas/lewisham/lewisham.csv"
    rows = list(csv.DictReader(io.StringIO(files.csv_bytes(area_files.figures_of(london, area)).decode())))
    # Then all recorded crime stands in it, not rounded, with its verdict and its sentence
    total = next(row for row in rows if row["indicator"] == "total-notifiable-offences" and row["rule"] == "r12")
    assert (total["value"], total["base_value"], total["verdict"]) == ("29382", "30140", "no-clear-change")
    assert total["sentence"].startswith("Total notifiable offences, Lewisham: 29,382")
    # And so do the printed response times and the parts
    assert {"i-calls-attended-in-15-minutes", "vehicle-crime"} <= {row["indicator"] for row in rows}
    assert {row["area_code"] for row in rows} == {area.code}


def test_every_borough_has_a_file(london, tmp_path):
    written = area_files.write_area_files(london, tmp_path)
    assert len(written) == 32 and all(path.is_file() for path in written)


def test_an_instance_without_a_survey_or_a_report_has_borough_pages(miniature):
    for area in miniature.boroughs:
        context = area_page(miniature, area).context
        assert context["about"][-1]["label"] == "Measures known here"


def test_the_list_of_boroughs_says_in_how_many_crime_changed(london):
    context = areas_page(london).context
    # Given the verdicts on all recorded crime in 32 boroughs
    verdicts = [row["verdict"] for row in context["rows"]]
    falls = verdicts.count("improving")
    assert context["finding"].startswith(f"All recorded crime: a clear fall in {falls} of 32 boroughs")
    assert f"a clear rise in {verdicts.count('worsening')}" in context["finding"]
    # And boroughs stand by their names, each with its command unit and residents
    names = [row["name"] for row in context["rows"]]
    assert names == sorted(names)
    lewisham = next(row for row in context["rows"] if row["name"] == "Lewisham")
    assert (lewisham["unit"], lewisham["people"], lewisham["change"]) == ("South East", "301,255", "−2.5%")


def test_the_list_of_boroughs_is_made_from_any_instance(miniature):
    assert areas_page(miniature).context["finding"]
