"""Recorded crime of every force: real cells of the Home Office's table, and the figures that the committed package gives."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from tests.importers.published import write

HEADER = "financial_year,quarter,force,offence_group,offence_subgroup,offences"
MPS, WEST_MIDLANDS = "E23000001", "E23000014"
FILE = f"""\
{HEADER}
2023/24,1,Metropolitan Police,Violence against the person,Homicide,28
2023/24,1,Metropolitan Police,Sexual offences,Rape offences,2204
2023/24,1,Metropolitan Police,Drug offences,Possession of drugs,8300
2023/24,1,Metropolitan Police,Fraud offences,Fraud: Action Fraud,9
2023/24,1,West Midlands,Violence against the person,Homicide,-1
2023/24,1,British Transport Police,Violence against the person,Homicide,1
2023/24,1,CIFAS,Fraud offences,Fraud: CIFAS,80000
"""
TABLE = "recorded-crime-by-force/data/to-2023-06/offences-by-quarter.csv"


def test_subgroups_of_the_indicators_are_taken_and_all_but_fraud_added_up(packages: Path, tmp_path: Path, run, table) -> None:
    report = run("home-office-force-crime", write(tmp_path / "forces.csv", FILE))
    rows = {(row["category"], row["area_code"], row["quarter"]): row["offences"] for row in table(packages / TABLE)}
    # Then possession of drugs counts in the total only, fraud and the bodies that are no territorial force nowhere
    assert rows == {
        ("homicide", MPS, "2023-24-Q1"): "28",
        ("rape", MPS, "2023-24-Q1"): "2204",
        ("all-offences", MPS, "2023-24-Q1"): str(28 + 2204 + 8300),
        ("homicide", WEST_MIDLANDS, "2023-24-Q1"): "-1",
        ("all-offences", WEST_MIDLANDS, "2023-24-Q1"): "-1",
    }
    assert report.extract == "to-2023-06"


def test_importing_again_changes_nothing_and_a_dry_run_writes_nothing(packages: Path, tmp_path: Path, run, snapshot) -> None:
    file = write(tmp_path / "forces.csv", FILE)
    before = snapshot(packages)
    assert run("home-office-force-crime", file, dry_run=True).changed
    assert snapshot(packages) == before
    run("home-office-force-crime", file)
    held = snapshot(packages)
    assert not run("home-office-force-crime", file).changed
    assert snapshot(packages) == held


def test_fewer_rows_take_nothing_away(packages: Path, tmp_path: Path, run, snapshot) -> None:
    run("home-office-force-crime", write(tmp_path / "forces.csv", FILE))
    held = snapshot(packages)
    run("home-office-force-crime", write(tmp_path / "fewer.csv", "\n".join(FILE.splitlines()[:1] + FILE.splitlines()[5:7]) + "\n"))
    assert snapshot(packages)[TABLE] == held[TABLE]


@pytest.mark.parametrize(
    ("old", "new", "code", "column", "value"),
    [
        ("Metropolitan Police,Sex", "Metropolitan,Sex", "label-unknown", "force", "Metropolitan"),
        ("Rape offences", "Rapes", "label-unknown", "offence_subgroup", "Rapes"),
        ("2023/24,1,West", "2023/25,1,West", "period-unknown", "financial_year", "2023/25"),
        ("2023/24,1,West", "2023/24,Q1,West", "period-unknown", "quarter", "Q1"),
        (",2204", ",2204.5", "cell-not-a-number", "offences", "2204.5"),
        ("offence_subgroup,offences", "offence_subgroup,count", "header-unknown", "count", "count"),
    ],
)
def test_a_file_at_fault_is_refused(packages: Path, tmp_path: Path, refused, snapshot, old, new, code, column, value) -> None:
    assert old in FILE
    before = snapshot(packages)
    faults = refused("home-office-force-crime", write(tmp_path / "forces.csv", FILE.replace(old, new)))
    assert (code, column, value) in [(fault["code"], fault["column"], fault["value"]) for fault in faults]
    assert snapshot(packages) == before


def test_a_quarter_that_is_missing_is_refused_unless_the_register_declares_it(tmp_path: Path, refused, run) -> None:
    def row(year: str) -> str:
        return f"{year},1,Cumbria,Robbery,Robbery of personal property,12\n"

    # The financial year 2016/17 is declared: every quarter of it, and none other
    declared = "".join(row(year).replace(",1,", f",{quarter},") for year in ("2015/16", "2017/18") for quarter in (1, 2, 3, 4))
    assert run("home-office-force-crime", write(tmp_path / "declared.csv", f"{HEADER}\n{declared}")).changed
    faults = refused("home-office-force-crime", write(tmp_path / "gap.csv", f"{HEADER}\n{row('2021/22')}{row('2022/23')}"))
    assert {fault["code"] for fault in faults} == {"gap-in-series"}


@pytest.fixture
def quarters(committed: Path) -> pd.DataFrame:
    """The committed table of the Home Office's figures to June 2023."""
    return pd.read_csv(committed / TABLE)


@pytest.mark.parametrize(
    ("category", "to_june_2023"),
    [("rape", 9026), ("other-sexual-offences", 15674), ("homicide", 114)],
)
def test_the_force_of_london_to_june_2023(quarters: pd.DataFrame, category: str, to_june_2023: int) -> None:
    own = quarters[(quarters["area_code"] == MPS) & (quarters["category"] == category)].set_index("quarter")["offences"]
    assert own["2022-23-Q2":"2023-24-Q1"].sum() == to_june_2023


@pytest.mark.parametrize(("category", "change"), [("robbery-of-personal-property", 17.6), ("theft-from-the-person", 24.3)])
def test_changes_in_a_year_to_june_2023(quarters: pd.DataFrame, category: str, change: float) -> None:
    own = quarters[(quarters["area_code"] == MPS) & (quarters["category"] == category)].set_index("quarter")["offences"]
    before, now = own["2021-22-Q2":"2022-23-Q1"].sum(), own["2022-23-Q2":"2023-24-Q1"].sum()
    assert round(100 * (now / before - 1), 1) == change


def test_violence_with_injury_in_the_year_to_march_2023(quarters: pd.DataFrame, committed: Path) -> None:
    # Given the counts of the financial year and the one population that every force is divided by
    own = quarters[(quarters["category"] == "violence-with-injury") & quarters["quarter"].str.startswith("2022-23")]
    counts = own.groupby("area_code")["offences"].sum()
    people = pd.read_csv(committed / "recorded-crime-by-force/population.csv").set_index("area_code")["population"]
    # Then London's count is the one behind the printed 8.76 (on 8.80 million people), and the rates are those of the package's README
    assert counts[MPS] == 77077
    assert round(1000 * counts[MPS] / 8_800_000, 2) == 8.76
    rates = 1000 * counts / people
    assert round(rates[MPS], 2) == 8.63
    assert round(1000 * counts.sum() / people[counts.index].sum(), 2) == 9.38
    assert round(rates[["E23000005", "E23000010", WEST_MIDLANDS]].mean(), 2) == 11.96
    assert len(counts) == 43
