"""The series of the State of London reports: periods and captions that mislead, what is left out, what is refused."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from tests.importers.published import write
from tests.importers.published_series import HATE_CRIME, STATE_OF_LONDON, STATE_OF_LONDON_2025

PERIOD = ("category", "group", "period")


def cells(rows: list[dict[str, str]]) -> dict[tuple[str, ...], str]:
    return {tuple(row[name] for name in PERIOD): row["value"] for row in rows}


def test_quarters_of_the_calendar_year_become_those_of_the_financial_year(packages: Path, tmp_path: Path, run, table) -> None:
    report = run("gla-state-of-london", write(tmp_path / "sol.csv", STATE_OF_LONDON))
    found = cells(table(packages / "state-of-london/data/to-2023-06/series.csv"))
    # Given 2023Q1 and 2023Q2, then they are the last quarter of 2022/23 and the first of 2023/24, in per cents
    assert (found["victim-satisfaction", "", "2022-23-Q4"], found["victim-satisfaction", "", "2023-24-Q1"]) == ("66", "64")
    assert found["police-treat-everyone-fairly", "", "R12-2023-06"] == "64"
    assert found["domestic-abuse", "", "2023-06"] == "8389"
    assert report.extract == "to-2023-06"


def test_safety_after_dark_is_by_sex_and_a_declared_gap_stays_one(packages: Path, tmp_path: Path, run, table) -> None:
    run("gla-state-of-london", write(tmp_path / "sol.csv", STATE_OF_LONDON))
    rows = [row for row in table(packages / "state-of-london/data/to-2023-06/series.csv") if row["category"] == "feel-safe-after-dark"]
    assert {(row["group_type"], row["group"], row["period"]): row["value"] for row in rows} == {
        ("", "", "2019-20-Q4"): "76",
        ("", "", "2021-22-Q1"): "65",
        ("sex", "female", "2021-22-Q1"): "53",
        ("sex", "male", "2021-22-Q1"): "76",
    }


def test_the_chart_of_all_offences_is_never_taken(packages: Path, tmp_path: Path, run, table) -> None:
    run("gla-state-of-london", write(tmp_path / "sol.csv", STATE_OF_LONDON))
    assert "86420" not in {row["value"] for row in table(packages / "state-of-london/data/to-2023-06/series.csv")}


def test_quarters_of_the_financial_year_are_read_by_label_not_by_sorting_key(packages: Path, tmp_path: Path, run, table) -> None:
    run("gla-state-of-london-2025", write(tmp_path / "sol.csv", STATE_OF_LONDON_2025))
    found = cells(table(packages / "state-of-london-2025/data/to-2024-12/series.csv"))
    # Given Q4 23-24 with the sorting key of January 2023, then it is January to March 2024
    assert found["worried-about-crime", "", "2023-24-Q4"] == "43"
    assert found["worried-about-crime", "", "2024-25-Q2"] == "48"
    # and every other kind of period stands in its own form; binary leftovers are rounded away
    assert found["proven-reoffending", "", "R12-2020-06"] == "26.79"
    assert found["trust-in-the-mps", "", "2024"] == "71"
    assert found["victimisation-rate", "", "2024-01"] == "5"
    taken = {"hate-crime", "proven-reoffending", "trust-in-the-mps", "victimisation-rate", "worried-about-crime"}
    assert {category for category, _, _ in found} == taken


def test_hate_crime_and_the_two_lines_of_one_question(packages: Path, tmp_path: Path, run, table) -> None:
    run("gla-hate-crime", write(tmp_path / "hate.csv", HATE_CRIME))
    found = cells(table(packages / "hate-crime/data/to-2024-01/series.csv"))
    assert found == {
        ("hate-crime", "", "2023-12"): "2281",
        ("hate-crime", "", "2024-01"): "2042",
        ("hate-crime-a-local-problem", "", "2019-20-Q4"): "17",
        ("hate-crime-a-local-problem", "", "2021-22-Q1"): "48",
    }


@pytest.mark.parametrize(
    ("source", "text", "old", "new", "code", "value"),
    [
        ("gla-state-of-london", STATE_OF_LONDON, "sol_da", "sol_dab", "label-unknown", "sol_dab / count"),
        ("gla-state-of-london", STATE_OF_LONDON, "(Female)", "(Women)", "label-unknown", "sol_dark / Feel Safe (Women)"),
        ("gla-state-of-london", STATE_OF_LONDON, "2023Q2,,Face", "2023-Q2,,Face", "period-unknown", "2023-Q2"),
        ("gla-state-of-london", STATE_OF_LONDON, "2023-05-01", "2023-05-15", "period-unknown", "2023-05-15"),
        ("gla-state-of-london", STATE_OF_LONDON, ",0.66", ",66", "cell-out-of-range", "66"),
        ("gla-state-of-london", STATE_OF_LONDON, "8389.0", "8389.5", "cell-not-a-number", "8389.5"),
        ("gla-state-of-london", STATE_OF_LONDON, "2023-05-01", "2023-03-01", "gap-in-series", "2023-04 to 2023-05"),
        ("gla-state-of-london-2025", STATE_OF_LONDON_2025, "Q4 23-24", "Q4 23-25", "period-unknown", "Q4 23-25"),
        ("gla-state-of-london-2025", STATE_OF_LONDON_2025, "Jan-24,Monthly,London", "Jan-24,Monthly,Paris", "area-unknown", "Paris"),
        ("gla-state-of-london-2025", STATE_OF_LONDON_2025, "area_name", "region", "header-unknown", "region"),
        ("gla-hate-crime", HATE_CRIME, "sol_phtcrm", "sol_hate", "label-unknown", "sol_hate"),
    ],
)
def test_a_file_at_fault_is_refused(tmp_path: Path, refused, source, text, old, new, code, value) -> None:
    faults = refused(source, write(tmp_path / "file.csv", text.replace(old, new)))
    assert (code, value) in [(fault["code"], fault["value"]) for fault in faults]


@pytest.mark.parametrize(
    ("source", "text"),
    [("gla-state-of-london", STATE_OF_LONDON), ("gla-state-of-london-2025", STATE_OF_LONDON_2025), ("gla-hate-crime", HATE_CRIME)],
)
def test_a_second_import_changes_nothing_and_a_dry_run_writes_nothing(packages: Path, tmp_path: Path, run, snapshot, source, text) -> None:
    file = write(tmp_path / "file.csv", text)
    before = snapshot(packages)
    # Given a dry run, then nothing is written
    assert run(source, file, dry_run=True).changed
    assert snapshot(packages) == before
    # Given two imports, then the second finds all of it there
    run(source, file)
    once = snapshot(packages)
    assert not run(source, file).changed
    assert snapshot(packages) == once


def test_a_file_that_holds_less_takes_nothing_away(packages: Path, tmp_path: Path, run, table) -> None:
    run("gla-hate-crime", write(tmp_path / "whole.csv", HATE_CRIME), extracted="2024-02")
    less = HATE_CRIME.replace("2281", "2290").replace("sol_phtcrm,1,2020Q1,,0.17,solid1\n", "")
    run("gla-hate-crime", write(tmp_path / "part.csv", less), extracted="2024-02")
    found = cells(table(packages / "hate-crime/data/2024-02/series.csv"))
    assert found["hate-crime", "", "2023-12"] == "2290"
    assert found["hate-crime-a-local-problem", "", "2019-20-Q4"] == "17"


@pytest.fixture(scope="module")
def published(repository_root: Path) -> dict[str, pd.Series]:
    """The committed series: package leads to values by (series, group, period)."""
    found = {}
    for package, extract in (("state-of-london", "to-2024-03"), ("state-of-london-2025", "to-2025-04"), ("hate-crime", "to-2024-01")):
        rows = pd.read_csv(repository_root / "datapackages" / package / "data" / extract / "series.csv", keep_default_na=False)
        found[package] = rows.set_index(list(PERIOD))["value"].sort_index()
    return found


def months(series: pd.Series, category: str, last: str) -> float:
    """The sum over the 12 months to ``last``."""
    of_category = series.loc[category, ""]
    window = [period.strftime("%Y-%m") for period in pd.period_range(end=last, periods=12, freq="M")]
    return of_category.loc[window].sum()


def test_what_the_quarterly_report_prints_is_found_again(published: dict[str, pd.Series]) -> None:
    sol = published["state-of-london"]
    # 001:889-891, April to June 2023: 70% of everybody, 59% of women, 81% of men feel safe after dark
    assert [sol["feel-safe-after-dark", group, "2023-24-Q1"] for group in ("", "female", "male")] == [70, 59, 81]
    # 001:318-319, satisfaction by telephone and online over five quarters
    quarters = ["2022-23-Q1", "2022-23-Q2", "2022-23-Q3", "2022-23-Q4", "2023-24-Q1"]
    assert list(sol["tdiu-satisfaction-telephone", ""].loc[quarters]) == [36, 35, 34, 36, 38]
    assert list(sol["tdiu-satisfaction-online", ""].loc[quarters]) == [36, 30, 32, 35, 34]
    # 001:921, victims of knife injury under 25: +7.8% would be 1,340 on 1,243; this later extract has 1,331
    assert [months(sol, "knife-injury-victims-under-25", last) for last in ("2022-06", "2023-06")] == [1243, 1331]
    # 001:876 prints 96,868 domestic abuse offences, from an earlier extract
    assert months(sol, "domestic-abuse", "2023-06") == 96767
    # 001:535, worried about antisocial behaviour: 39%
    assert published["state-of-london-2025"]["worried-about-asb", "", "2023-24-Q1"] == 39
    # 001:925, hate crime fell by 7% over the 12 months to June 2023
    hate = published["hate-crime"]
    assert (months(hate, "hate-crime", "2022-06"), months(hate, "hate-crime", "2023-06")) == (26320, 24497)
    # 001:885, hate crime a local problem: 23%, 14 points down
    assert [hate["hate-crime-a-local-problem", "", quarter] for quarter in ("2022-23-Q1", "2023-24-Q1")] == [37, 23]


def test_where_two_files_of_one_thing_overlap_they_agree(published: dict[str, pd.Series], committed: Path) -> None:
    older, newer = published["state-of-london"], published["state-of-london-2025"]
    satisfaction = ["victim-satisfaction", "tdiu-satisfaction-online", "tdiu-satisfaction-telephone"]
    shared = [key for key in older.index if key in newer.index and key[0] in satisfaction]
    assert len(shared) == 45
    assert (older.loc[shared] == newer.loc[shared]).all()
    # and fair treatment is the Public Attitude Survey's own
    survey = pd.read_csv(committed / "public-attitude-survey/data/to-2023-12/percentages.csv")
    survey = survey[(survey["question"] == "police-treat-everyone-fairly") & (survey["area_code"] == "E23000001")].set_index("period")
    fair = older["police-treat-everyone-fairly", ""]
    assert len(fair) == 36
    assert (fair == survey["percentage"].loc[fair.index]).all()


def test_all_seven_of_the_first_two_tiers_reach_as_far_as_their_publisher(published: dict[str, pd.Series]) -> None:
    newer = published["state-of-london-2025"]
    ends = {
        "proven-reoffending": ("R12-2023-06", 22.42),
        "trust-in-the-mps": ("2024", 71),
        "victim-satisfaction": ("2024-25-Q3", 61),
        "victimisation-rate": ("2024-09", 5),
        "worried-about-crime": ("2024-25-Q2", 48),
    }
    assert {name: newer[name, "", period] for name, (period, _) in ends.items()} == {name: value for name, (_, value) in ends.items()}
    assert newer["proven-reoffending", "", "R12-2013-06"] == 31.07
