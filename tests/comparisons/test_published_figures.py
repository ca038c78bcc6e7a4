"""The figures that anybody can count in the publisher's files come out of the committed packages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from build_scripts import formats
from build_scripts.packages.reading import read_readings
from tests.published_figures import APRIL_2026, CHANGES, FORCE, SURVEY_TO_2023, SURVEY_TO_JUNE_2023, TO_JUNE_2023, PublishedChange

if TYPE_CHECKING:
    from build_scripts.pages.content import Content


@pytest.mark.parametrize("published", CHANGES, ids=str)
def test_a_count_in_the_files_is_computed(london: Content, published: PublishedChange) -> None:
    rows = [
        row
        for row in london.rows_of("comparisons", published.indicator)
        if (row["rule"], row["component"], row["measure"], row["area_code"]) == ("r12", published.component, "count", FORCE)
        and (row["extract"], row["period"]) == (published.extract, published.period)
    ]
    assert [(row["base_value"], row["value"]) for row in rows] == [(published.before, published.now)]
    assert formats.signed(rows[0]["change"], 2) == published.change


@pytest.mark.parametrize(("indicator", "per_cent"), SURVEY_TO_JUNE_2023.items())
def test_the_survey_is_read_as_published(london: Content, indicator: str, per_cent: int) -> None:
    rows = [
        row["value"]
        for row in london.rows_of("observations", indicator)
        if (row["area_code"], row["extract"], row["period"], row["group_type"]) == (FORCE, SURVEY_TO_2023, TO_JUNE_2023, "")
        and row["component"] == ""
    ]
    assert rows == [per_cent]


def test_the_old_label_of_residential_burglary_alone_would_show_a_false_fall(london: Content) -> None:
    # Given the offences under the old label alone, in the April 2026 extract
    readings = read_readings(london.instance)
    old_label = readings[(readings["category"] == "domestic-burglary") & (readings["extract"] == APRIL_2026)]
    months = old_label.groupby("period")["value"].sum()
    # When the 12 months to June 2023 are compared with those before
    change = 100 * (months["2022-07":"2023-06"].sum() / months["2021-07":"2022-06"].sum() - 1)
    # Then the label falls by a fifth, while burglary of homes, summed over its labels, fell by 6.3%
    assert formats.signed(change, 2) == "−22.55"
