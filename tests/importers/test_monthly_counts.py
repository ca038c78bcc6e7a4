"""Monthly counts: zeros that a publisher leaves out are put in, months that are missing are not."""

from __future__ import annotations

from build_scripts.importers.monthly_counts import by_calendar_year, summed, with_zeros


def test_labels_that_share_a_code_are_added() -> None:
    # Given knife crime of March 2022 under two headings without a borough
    cells = {("knife-crime", "MPS-UNKNOWN", "2022-03", "N/K"): ("4",), ("knife-crime", "MPS-UNKNOWN", "2022-03", "Other"): ("3",)}
    assert summed(cells) == {("knife-crime", "MPS-UNKNOWN", "2022-03"): ("7",)}


def test_a_series_has_a_zero_in_each_month_of_the_file_and_in_no_other() -> None:
    # Given a file with rows of January and March
    cells = {("rape", "E09000023", "2023-01"): ("5",), ("homicide", "E09000023", "2023-03"): ("1",)}
    # Then both series have both months, and February is nobody's
    assert with_zeros(cells) == {
        ("rape", "E09000023", "2023-01"): ("5",),
        ("rape", "E09000023", "2023-03"): ("0",),
        ("homicide", "E09000023", "2023-01"): ("0",),
        ("homicide", "E09000023", "2023-03"): ("1",),
    }


def test_the_report_of_an_import_sums_one_category() -> None:
    cells = {("knife-crime", "E09000001", "2023-01"): ("5",), ("knife-crime-with-injury", "E09000001", "2023-01"): ("2",)}
    assert by_calendar_year("knife-crime")(cells) == {"2023": 5}
