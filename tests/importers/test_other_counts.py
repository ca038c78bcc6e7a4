"""Violence against women and girls, outcomes of investigations, and wards."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from tests.importers.published import write

BY_GROUP = """\
month,crimsec_group,crimseccodeexpansion,count
2014-01,Homicide,Murder,2
2014-01,Exploitation of prostitution,Exploitation of Prostitution,3
2014-02,Exploitation of prostitution,Exploitation of Prostitution,1
"""
BY_BOROUGH = """\
month,borough_name,count
2014-01,Barnet,3
2014-01,Other,1
2014-01,Unknown,1
2014-02,Barnet,1
"""
OUTCOMES = """\
Date,Borough,Outcome type_Formal action is not in the public interest,Outcome type_Investigation complete; no suspect identified,\
Outcome type_Local resolution,Outcome type_Offender given a caution,Outcome type_Offender given a drugs possession warning,\
Outcome type_Offender given penalty notice,Outcome type_Suspect charged,Outcome type_Suspect charged as part of another case,\
Outcome type_Unable to prosecute suspect,Total
2021-04-01,Barking and Dagenham,0,643,70,3,1,14,41,0,0,772
2021-04-01,Birmingham,0,1,0,0,0,0,0,0,0,1
2021-04-01,City of London,0,9,0,0,0,0,1,0,0,10
"""
WARDS = """\
MajorText,MinorText,WardName,WardCode,LookUp_BoroughName,202304,202305
Arson and Criminal Damage,Criminal Damage,Heathrow Villages,E05013570,Aviation Security (SO18),0,13
Theft,Theft from Person,Heathrow Villages,E05013570,Aviation Security (SO18),0,5
Theft,Theft from Person,Heathrow Villages,E05013570,Hillingdon,2,1
"""


def counts(rows: list[dict[str, str]]) -> dict[tuple[str, str, str], int]:
    return {(row["category"], row["area_code"], row["month"]): int(row["number"]) for row in rows}


def test_classes_of_the_force_and_a_total_for_every_area(packages: Path, tmp_path: Path, run, table) -> None:
    run("mps-vawg", write(tmp_path / "group.csv", BY_GROUP), write(tmp_path / "borough.csv", BY_BOROUGH))
    found = counts(table(packages / "violence-against-women-and-girls/data/to-2014-02/counts.csv"))
    assert found["all-flagged-offences", "E23000001", "2014-01"] == 5
    assert found["all-flagged-offences", "MPS-UNKNOWN", "2014-01"] == 2
    # and the zeros that the publisher leaves out are there
    assert found["murder", "E23000001", "2014-02"] == found["all-flagged-offences", "MPS-UNKNOWN", "2014-02"] == 0


def test_outcomes_outside_the_boroughs_are_left_out_by_name(packages: Path, tmp_path: Path, run, table) -> None:
    run("policeuk-outcomes", write(tmp_path / "outcomes.csv", OUTCOMES))
    found = counts(table(packages / "investigation-outcomes/data/to-2021-04/counts.csv"))
    assert {area for _, area, _ in found} == {"E09000002"}
    assert (found["charged", "E09000002", "2021-04"], found["drugs-warning", "E09000002", "2021-04"]) == (41, 1)


def test_a_ward_is_one_wherever_its_offences_stand(packages: Path, tmp_path: Path, run, table) -> None:
    run("mps-ward", write(tmp_path / "wards.csv", WARDS), extracted="2023-12")
    rows = {row["month"]: row for row in table(packages / "ward-crime/data/2023-12/offences.csv")}
    assert (rows["2023-04"]["theft_from_the_person"], rows["2023-05"]["theft_from_the_person"]) == ("2", "6")
    # and a category without a column counts in all offences
    assert (rows["2023-05"]["all_offences"], rows["2023-05"]["homicide"]) == ("19", "0")


@pytest.mark.parametrize(
    ("source", "text", "old", "new", "code", "value"),
    [
        ("mps-vawg", BY_GROUP, "Homicide,Murder", "Homicide,Infanticide", "label-unknown", "Homicide / Infanticide"),
        ("mps-vawg", BY_BOROUGH, "Barnet", "Barnett", "area-unknown", "Barnett"),
        ("policeuk-outcomes", OUTCOMES, "Birmingham", "Atlantis", "area-unknown", "Atlantis"),
        ("policeuk-outcomes", OUTCOMES, ",772", ",771", "row-contradicts", "771"),
        ("policeuk-outcomes", OUTCOMES, "Suspect charged,", "Suspect released,", "header-unknown", "Outcome type_Suspect released"),
        ("mps-ward", WARDS, "Hillingdon", "Hounslow", "row-contradicts", "E09000018"),
        ("mps-ward", WARDS, "E05013570", "E05000001", "label-unknown", "E05000001"),
        ("mps-ward", WARDS, "Theft from Person", "Theft of Time", "label-unknown", "Theft / Theft of Time"),
    ],
)
def test_a_file_at_fault_is_refused(tmp_path: Path, refused, source, text, old, new, code, value) -> None:
    faults = refused(source, write(tmp_path / "file.csv", text.replace(old, new)), extracted="2023-12")
    assert (code, value) in [(fault["code"], fault["value"]) for fault in faults]


def test_the_committed_classes_sum_to_the_total_that_boroughs_sum_to(committed: Path) -> None:
    rows = pd.read_csv(committed / "violence-against-women-and-girls/data/to-2026-02/counts.csv")
    force = rows[rows["area_code"] == "E23000001"].pivot(index="month", columns="category", values="number")
    areas = rows[rows["area_code"] != "E23000001"].groupby("month")["number"].sum()
    assert (force.drop(columns="all-flagged-offences").sum(axis=1) == force["all-flagged-offences"]).all()
    assert (areas == force["all-flagged-offences"]).all()
    assert force["all-flagged-offences"]["2022-07":"2023-06"].sum() == 153653


def test_what_was_left_out_of_the_outcomes_is_told_place_by_place(committed: Path) -> None:
    kept = pd.read_csv(committed / "investigation-outcomes/data/to-2024-01/counts.csv")["number"].sum()
    places = pd.read_csv(committed / "investigation-outcomes/outside-places.csv")
    # Given the 2,422,688 outcomes of the file, then all are accounted for
    assert (len(places), places["outcomes"].sum(), kept + places["outcomes"].sum()) == (309, 10591, 2422688)


def test_the_committed_wards_lie_below_the_force(committed: Path) -> None:
    wards = pd.read_csv(committed / "ward-crime/data/2023-12/offences.csv")
    assert (wards["ward_code"].nunique(), len(wards)) == (679, 679 * 24)
    # Given 1,786,824 offences of the force in these 24 months, then the wards hold those that could be placed
    assert wards["all_offences"].sum() == 1720737
    assert (committed / "ward-crime/data/2023-12/offences.csv").stat().st_size < 2_000_000
