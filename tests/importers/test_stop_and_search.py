"""Stop and search: three monthly files, months that the register leaves out, and the figures of the committed package."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from tests.importers.published import write

MPS, LONDON, LEWISHAM = "E23000001", "E12000007", "E09000023"
HEADER = "month,Type,Officer-defined ethnicity,Object of search,Outcome,searches"
DETAILED = f"""\
{HEADER}
2022-10,Person search,Black,Controlled drugs,Arrest,507
2022-10,Person search,White,Fireworks,A no further action disposal,301
2022-12,Person search,White,Controlled drugs,Arrest,120
2023-01,Person search,Black,Controlled drugs,Arrest,610
2023-01,Person search,Black,Controlled drugs,Suspect arrested,2
2023-01,Vehicle search,Black,Controlled drugs,Arrest,5
2023-02,Person search,White,Fireworks,Nothing found - no further action,6
2023-02,Person search,Black,Controlled drugs,Community resolution,77
"""
LATER = """\
month,dimension,category,searches
2022-05,total,all,26
2022-06,total,all,16333
2022-06,officer_defined_ethnicity,Unknown,348
2022-06,age_range,over 34,4012
2022-06,borough_of_search,Lewisham,491
2022-07,total,all,15171
2022-07,officer_defined_ethnicity,Unknown,342
2022-07,age_range,over 34,3790
2022-07,borough_of_search,Lewisham,437
"""
LONDON_FILE = """\
month,dimension,category,searches
2024-08,object_of_search,Controlled drugs,5523
2024-08,object_of_search,Psychoactive substances,9
2024-08,officer_defined_ethnicity,Black,5081
2024-09,object_of_search,Controlled drugs,5957
2024-09,officer_defined_ethnicity,Black,4074
2024-10,object_of_search,Controlled drugs,6405
2024-10,object_of_search,Psychoactive substances,2
2024-10,officer_defined_ethnicity,Black,4349
"""


def by_key(rows: list[dict[str, str]]) -> dict[tuple[str, ...], str]:
    return {(row["category"], row["area_code"], row["group_type"], row["group"], row["month"]): row["searches"] for row in rows}


def test_searches_are_added_up_by_group_and_outcome(packages: Path, tmp_path: Path, run, table) -> None:
    run("stop-and-search", write(tmp_path / "searches.csv", DETAILED))
    rows = by_key(table(packages / "stop-and-search/data/to-2023-02/searches-by-object-and-outcome.csv"))
    # Then the old and the new word for an arrest are one outcome, vehicles count, and a group without searches is zero
    assert rows["searches", MPS, "", "", "2023-01"] == "617"
    assert rows["arrest", MPS, "ethnicity", "black", "2023-01"] == "617"
    assert rows["searches", MPS, "object", "fireworks", "2023-01"] == "0"
    assert rows["no-further-action", MPS, "", "", "2023-02"] == "6"
    # And December 2022, which the file holds in part, has no rows
    assert "2022-12" not in {key[-1] for key in rows}


def test_totals_ages_and_boroughs(packages: Path, tmp_path: Path, run, table) -> None:
    run("stop-and-search-later", write(tmp_path / "later.csv", LATER))
    rows = by_key(table(packages / "stop-and-search/data/to-2022-07/searches-by-age-and-borough.csv"))
    assert rows["searches", MPS, "", "", "2022-06"] == "16333"
    assert rows["searches", MPS, "age", "over-34", "2022-07"] == "3790"
    assert rows["searches", LEWISHAM, "", "", "2022-07"] == "437"
    assert "2022-05" not in {key[-1] for key in rows}


def test_the_total_of_london_is_the_sum_over_objects(packages: Path, tmp_path: Path, run, table) -> None:
    run("stop-and-search-london", write(tmp_path / "london.csv", LONDON_FILE))
    rows = by_key(table(packages / "stop-and-search/data/to-2024-10/searches-in-london.csv"))
    assert rows["searches", LONDON, "", "", "2024-10"] == "6407"
    assert rows["searches", LONDON, "object", "psychoactive-substances", "2024-09"] == "0"
    assert rows["searches", LONDON, "ethnicity", "black", "2024-09"] == "4074"


@pytest.mark.parametrize(
    ("source", "text", "old", "new", "code", "value"),
    [
        ("stop-and-search", DETAILED, "Suspect arrested", "Suspect detained", "label-unknown", "Suspect detained"),
        ("stop-and-search", DETAILED, "2023-01,Vehicle", "January,Vehicle", "period-unknown", "January"),
        ("stop-and-search", DETAILED, "2023-01,", "2023-03,", "gap-in-series", "2023-01"),
        ("stop-and-search-later", LATER, "Lewisham,491", "Lewsham,491", "area-unknown", "Lewsham"),
        ("stop-and-search-later", LATER, "age_range,over 34,4012", "age,over 34,4012", "label-unknown", "age"),
        ("stop-and-search-london", LONDON_FILE, "Black,5081", "Black,-1", "cell-out-of-range", "-1"),
        ("stop-and-search-london", LONDON_FILE, "2024-09,object_of_search", "2024-08,object_of_search", "row-contradicts", "5957"),
    ],
)
def test_a_file_at_fault_is_refused(packages: Path, tmp_path: Path, refused, snapshot, source, text, old, new, code, value) -> None:
    assert old in text
    before = snapshot(packages)
    faults = refused(source, write(tmp_path / "file.csv", text.replace(old, new)))
    assert (code, value) in [(fault["code"], fault["value"]) for fault in faults]
    assert snapshot(packages) == before


@pytest.fixture
def committed_searches(committed: Path) -> pd.DataFrame:
    """Every committed row of searches, by month."""
    files = sorted((committed / "stop-and-search/data").glob("*/searches-[bi]*.csv"))
    parts = [pd.read_csv(path, dtype={"group": str}, keep_default_na=False) for path in files]
    return pd.concat([part for part in parts if "month" in part], ignore_index=True)


def test_sixty_two_whole_months_hold_all_searches_of_the_detailed_file(committed: Path) -> None:
    rows = pd.read_csv(committed / "stop-and-search/data/to-2023-03/searches-by-object-and-outcome.csv", keep_default_na=False)
    totals = rows[(rows["category"] == "searches") & (rows["group_type"] == "")]
    # 823,682 in the file, without the 5,706 of the part of December 2022
    assert totals["searches"].sum() == 823682 - 5706
    assert len(totals) == 62
    for group_type in ("ethnicity", "object"):
        assert rows[(rows["category"] == "searches") & (rows["group_type"] == group_type)]["searches"].sum() == totals["searches"].sum()
    outcomes = rows[(rows["category"] != "searches") & (rows["group_type"] == "")]
    assert outcomes["searches"].sum() == totals["searches"].sum()


def test_drugs_were_over_half_of_the_searches_of_april_to_june_2023(committed: Path) -> None:
    rows = pd.read_csv(committed / "stop-and-search/data/to-2025-12/searches-in-london.csv", keep_default_na=False)
    quarter = rows[rows["month"].isin(["2023-04", "2023-05", "2023-06"])]
    drugs = quarter[quarter["group"] == "controlled-drugs"]["searches"].sum()
    assert round(100 * drugs / quarter[quarter["group_type"] == ""]["searches"].sum(), 1) == 55.0


def test_the_two_last_files_differ_as_the_register_says(committed_searches: pd.DataFrame) -> None:
    rows = committed_searches[(committed_searches["category"] == "searches") & (committed_searches["group_type"] == "ethnicity")]
    overlap = rows[(rows["month"] >= "2023-04") & (rows["month"] <= "2024-08")]
    sums = overlap.groupby(["area_code", "group"])["searches"].sum()
    black, white = (sums[LONDON, group] / sums[MPS, group] for group in ("black", "white"))
    assert 1.005 < black < 1.015
    assert 1.015 < white < 1.025
