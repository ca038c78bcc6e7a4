"""What the second computation reads, held to figures known from elsewhere, and the packages to the publishers' files."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.second_computation.computation import DATA_PACKAGES, SecondComputation
from tests.second_computation.conftest import PACKAGES, PUBLISHED, READ_TABLES

# Offences in 12 months that end in June 2022 and June 2023 (in both extracts), and in March 2025 and March 2026: added up by hand from
# the publisher's files when the labels were first studied.
KNOWN_TOTALS = [
    ("total-notifiable-offences", "", (853060, 896398), (853152, 897436), (930651, 903891)),
    ("violence-with-injury", "", (77137, 78676), (77071, 78677), (64543, 63907)),
    ("homicide", "", (119, 115), (120, 117), (104, 98)),
    ("residential-burglary", "", (39978, 37470), (39974, 37442), (34142, 32446)),
    ("personal-robbery", "", (23753, 27962), (23761, 27973), (26676, 23201)),
    ("theft-from-the-person", "", (51290, 63975), (51286, 63985), (100380, 79269)),
    ("vehicle-crime", "", (94927, 96754), (94922, 96760), (86335, 74355)),
    ("vehicle-crime", "theft-of-a-motor-vehicle", (30023, 33116), (30017, 33121), (32755, 30920)),
    ("rape", "", (9347, 9043), (9363, 9078), (8952, 9628)),
    ("other-sexual-offences", "", (16095, 15664), (16118, 15736), (16985, 17723)),
]
# Of the force's own published answers: the 12 months to June 2023.
KNOWN_ANSWERS = {"police-do-a-good-job": 48, "trust-in-the-mps": 70, "police-treat-everyone-fairly": 64}
FORCE = "E23000001"
# Every cell of an extract's files added up, and those of rows without a borough: summed without regard to labels.
KNOWN_SUMS = {"2023-12": (11008084, 40262), "2026-04": (13125289, 247943)}


@pytest.fixture(scope="module")
def packaged() -> SecondComputation:
    """The second computation started from the data packages, whatever else is at hand."""
    return SecondComputation(DATA_PACKAGES, PACKAGES, PUBLISHED)


@pytest.mark.parametrize("indicator, component, older, newer, latest", KNOWN_TOTALS)
def test_offences_add_up_to_the_totals_known_from_the_files(second, indicator, component, older, newer, latest):
    # Given the rolling 12 months of the force.
    observed = second("second_observation")
    of_series = observed[
        (observed["indicator"] == indicator)
        & (observed["component"] == component)
        & (observed["area_code"] == FORCE)
        & (observed["measure"] == "count")
    ].set_index(["extract", "period"])["value"]
    # Then each extract holds the totals known of it.
    for extract, periods, totals in (
        ("2023-12", ("R12-2022-06", "R12-2023-06"), older),
        ("2026-04", ("R12-2022-06", "R12-2023-06"), newer),
        ("2026-04", ("R12-2025-03", "R12-2026-03"), latest),
    ):
        assert tuple(of_series[extract, period] for period in periods) == totals


@pytest.mark.parametrize("indicator, percentage", KNOWN_ANSWERS.items())
def test_answers_are_those_of_the_quarterly_report(second, indicator, percentage):
    observed = second("second_observation")
    of_everybody = observed[(observed["area_code"] == FORCE) & (observed["group_type"] == "")]
    answers = of_everybody[(of_everybody["indicator"] == indicator) & (of_everybody["period"] == "R12-2023-06")]
    assert set(answers["value"]) == {percentage}


@pytest.mark.parametrize("extract, known", KNOWN_SUMS.items())
def test_no_cell_of_the_files_is_lost(second, extract, known):
    # Given all offences of every month of an extract.
    counts = second("monthly_count")
    everything = counts[(counts["extract"] == extract) & (counts["indicator"] == "total-notifiable-offences")]
    by_area = everything.groupby("area_code")["number"].sum()
    without_borough = by_area[~by_area.index.str.startswith("E")].sum()
    # Then the force has every cell, and what the boroughs lack of it is what has no borough.
    assert (by_area[FORCE], without_borough) == known
    assert by_area[by_area.index.str.startswith("E09")].sum() == by_area[FORCE] - without_borough


@pytest.mark.parametrize("table", READ_TABLES)
def test_the_packages_hold_what_was_read(start, second, packaged, table):
    # Given what the second computation read, from the publishers' files where they are at hand, and the same read from the packages.
    read = second(table)
    key = [column for column in read.columns if read[column].dtype.kind not in "f"]
    # When both are put in one order, then they are the same, row by row.
    pd.testing.assert_frame_equal(in_order(read, key), in_order(packaged.table(table), key), check_exact=True)


def in_order(table: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    return table.sort_values(key, ignore_index=True)
