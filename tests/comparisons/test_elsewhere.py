"""The level beside the country's and similar forces', against figures that the Office for National Statistics and the report print."""

from __future__ import annotations

import pytest

from build_scripts.comparisons.elsewhere import compare_elsewhere
from build_scripts.pages.content import Content


def _row(content: Content, indicator: str, rule: str, period: str) -> dict:
    table = compare_elsewhere(content.instance, content.force_area)
    rows = table[(table["indicator"] == indicator) & (table["rule"] == rule) & (table["period"] == period)]
    assert len(rows) == 1
    return rows.iloc[0].to_dict()


def test_violence_with_injury_stands_below_the_country_on_one_population(london: Content) -> None:
    """Given the year to March 2023, when set beside England and Wales, then the counts are the force files' and the rate is lower."""
    row = _row(london, "violence-with-injury", "national", "R12-2023-03")
    assert row["numerator"] == 77_077
    assert row["value"] == pytest.approx(8.63, abs=0.005)
    # The report prints 9.62 on another population; the national statistics of that year give 9.16 to 9.4.
    assert 9.1 < row["base_value"] < 9.5
    assert row["change"] < 0
    assert (row["verdict"], row["reason"]) == ("not-available", "level-only")


def test_similar_forces_are_a_plain_mean_and_say_that_they_are_inferred(london: Content) -> None:
    """Given the same year, when set beside three forces, then their mean is about the 12.23 that the report prints, and is flagged."""
    row = _row(london, "violence-with-injury", "similar-forces", "R12-2023-03")
    assert row["base_value"] == pytest.approx(12.23, abs=0.4)
    assert row["flags"] == "inferred-group"


def test_no_window_spans_the_year_that_the_file_lacks(london: Content) -> None:
    """Given that 2016-17 is missing, when windows are made, then none holds a quarter of it."""
    table = compare_elsewhere(london.instance, london.force_area)
    missing = {f"R12-{month}" for month in ("2016-06", "2016-09", "2016-12", "2017-03", "2017-06", "2017-09", "2017-12")}
    assert not set(table["period"]) & missing
