"""The trend: its interval, its provisional months, and names of breaks that do not run into one another."""

from __future__ import annotations

import pytest

from build_scripts.charts import theme, trend
from build_scripts.charts.trend import BreakMark, Trend, TrendPoint

MARCH_2026 = 2026 * 12 + 2
# Trust in the MPS, 12 months to June, September and December 2023: the last is 69%, plausibly 68.2% to 69.8%.
TRUST = (
    TrendPoint(2023 * 12 + 5, 70.0, lower=69.2, upper=70.8),
    TrendPoint(2023 * 12 + 8, 70.0, lower=69.2, upper=70.8),
    TrendPoint(2023 * 12 + 11, 69.0, lower=68.2, upper=69.8),
)


def months(values, provisional=0):
    """Single months up to March 2026, the last of them provisional."""
    first = MARCH_2026 - len(values) + 1
    return tuple(TrendPoint(first + index, value, provisional=index >= len(values) - provisional) for index, value in enumerate(values))


def layers_of(shown: Trend, kind: str) -> list[dict]:
    return [layer for layer in trend.trend_chart(shown, theme.WIDE).to_dict()["layer"] if layer["mark"]["type"] == kind]


def test_an_interval_is_drawn_as_a_band_around_the_line():
    (band,) = layers_of(Trend(TRUST, (), (), measure="percentage"), "area")
    assert [(row["y"], row["y2"]) for row in band["data"]["values"]] == [(69.2, 70.8), (69.2, 70.8), (68.2, 69.8)]


def test_a_series_without_intervals_has_no_band():
    assert layers_of(Trend(months([30_000.0, 32_446.0]), (), (), measure="count"), "area") == []


def test_only_a_line_of_several_segments_says_which_point_is_of_which():
    # Given a survey without a gap, and one that a year was not asked in
    later = tuple(TrendPoint(point.month + 24, point.value, lower=point.lower, upper=point.upper) for point in TRUST)
    whole, broken = (layers_of(Trend(points, (), (), measure="percentage"), "line") for points in (TRUST, TRUST + later))
    # Then the line of the first is drawn through all of its points, that of the second in two parts
    assert all("segment" not in row and "detail" not in layer["encoding"] for layer in whole for row in layer["data"]["values"])
    (line,) = broken
    assert [row["segment"] for row in line["data"]["values"]] == [0, 0, 0, 1, 1, 1] and line["encoding"]["detail"]["field"] == "segment"


def test_an_interval_that_its_line_would_hide_is_not_drawn():
    # Given a total whose interval is a thousandth of the scale
    points = (
        TrendPoint(MARCH_2026 - 3, 903_000.0, lower=902_900.0, upper=903_100.0),
        TrendPoint(MARCH_2026, 903_891.0, lower=903_800.0, upper=904_000.0),
    )
    assert layers_of(Trend(points, (), (), measure="count"), "area") == []


def test_the_last_provisional_months_are_shaded_and_only_those():
    # Given a year of months whose last three may be revised
    shown = Trend(months([1.0, 2.0], 0), months([2_700.0] * 12, provisional=3), (), measure="count")
    # Then the shade begins where the last settled month ends
    assert shown.provisional_from == MARCH_2026 - 2
    (shade,) = layers_of(shown, "rect")
    assert shade["data"]["values"][0]["x"] == trend.year_of(MARCH_2026 - 3)
    # And a series that is settled has none
    assert layers_of(Trend(TRUST, (), (), measure="percentage"), "rect") == []


def test_names_of_breaks_take_lines_of_their_own_where_they_would_overlap():
    # Given three names, of which the second begins inside the first
    rows = trend.label_rows([(100.0, 220.0), (150.0, 270.0), (400.0, 500.0)])
    # Then it is lifted, and the third, which has room, is not
    assert rows == [0, 1, 0]


@pytest.mark.parametrize(
    ("place", "width", "span"),
    [(100, 120, (108, 228)), (300, 120, (172, 292)), (150, 210, (140, 350))],
    ids=["right of its line", "left of its line", "as far right as there is room"],
)
def test_the_name_of_a_break_stays_inside_a_phones_frame(place, width, span):
    assert trend.label_span(place, width, 350) == span


@pytest.mark.parametrize("frame", [theme.WIDE, theme.NARROW], ids=lambda frame: frame.name)
def test_breaks_are_named_and_the_last_value_stands_at_the_end(words_of, frame):
    shown = Trend(months([34_142.0] * 24 + [32_446.0]), (), (BreakMark(MARCH_2026 - 12, "New records system"),), measure="count")
    words = words_of(trend.trend_chart(shown, frame))
    assert "New records system" in words and "32,446" in words


@pytest.mark.parametrize(
    ("first", "most", "named"),
    [
        (2011, 11, [2012, 2014, 2016, 2018, 2020, 2022, 2024, 2026]),
        (2011, 5, [2014, 2018, 2022, 2026]),
        (2023, 5, [2023, 2024, 2025, 2026]),
        (2027, 5, []),
    ],
)
def test_the_axis_names_the_last_year_and_no_more_than_there_is_room_for(first: int, most: int, named: list[int]):
    assert trend.named_years(first, 2026, most) == named
