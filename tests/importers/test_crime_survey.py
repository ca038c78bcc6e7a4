"""The Crime Survey for England and Wales: a column a question, a blank where it was not asked."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from tests.importers.published import write

FILE = """\
year_ending_march,overall_confidence_local_police,trust_local_police
2015,75.8,
2016,78.7,84.9
"""


def test_a_blank_is_a_question_that_was_not_asked(packages: Path, tmp_path: Path, run, table) -> None:
    run("crime-survey", write(tmp_path / "survey.csv", FILE))
    rows = table(packages / "national-survey/data/to-2016-03/percentages.csv")
    assert {(row["question"], row["financial_year"]): row["percentage"] for row in rows} == {
        ("overall-confidence", "2014-15"): "75.8",
        ("overall-confidence", "2015-16"): "78.7",
        ("trust", "2015-16"): "84.9",
    }


def test_years_that_were_not_collected_are_declared_and_others_missed(tmp_path: Path, run, refused) -> None:
    assert run("crime-survey", write(tmp_path / "s.csv", "year_ending_march,trust_local_police\n2020,85.8\n2023,76.6\n")).changed
    (fault,) = refused("crime-survey", write(tmp_path / "t.csv", "year_ending_march,trust_local_police\n2023,76.6\n2025,74.6\n"))
    assert fault["code"] == "gap-in-series"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("2016,78.7", "2015/16,78.7", "period-unknown"),
        ("84.9", "849", "cell-out-of-range"),
        ("trust_local_police", "trust", "header-unknown"),
        ("78.7", "high", "cell-not-a-number"),
    ],
)
def test_a_file_at_fault_is_refused(tmp_path: Path, refused, old: str, new: str, code: str) -> None:
    assert code in {fault["code"] for fault in refused("crime-survey", write(tmp_path / "survey.csv", FILE.replace(old, new)))}


def test_trust_fell_in_the_country_too(committed: Path) -> None:
    rows = pd.read_csv(committed / "national-survey/data/to-2026-03/percentages.csv")
    trust = rows[rows["question"] == "trust"].set_index("financial_year")["percentage"]
    assert (trust["2019-20"], trust["2022-23"], trust["2025-26"]) == (85.8, 76.6, 73.8)
