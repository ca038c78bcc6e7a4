"""The packages that the importers filled hold the publishers' figures.

The figures below were added up from the publishers' files by other means than the importers. Where those files stand beside the
checkout, they are imported again too, and must give the committed bytes.
"""

from __future__ import annotations

import shutil
from functools import lru_cache
from pathlib import Path

import pandas as pd
import pytest

from build_scripts.importers import SOURCES
from build_scripts.packages.reading import Instance, read_instance
from tests.importers.conftest import REFERENCE

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ROOT / "datapackages"
PUBLISHED = ROOT.parent / "shared" / "sources"
FORCE, LEWISHAM = "E23000001", "E09000023"
FIGURES = ("recorded-crime/data/", "public-attitude-survey/data/", "areas/population.csv")

RESIDENTIAL = (
    "domestic-burglary",
    "residential-burglary-of-a-home",
    "residential-burglary-of-unconnected-building",
    "burglary-residential",
)
THEFT_OF, THEFT_FROM = "theft-or-taking-of-a-motor-vehicle", "theft-from-a-motor-vehicle"

# Offences in the 12 months to June 2022 and to June 2023 (December 2023 extract, then April 2026), to March 2025 and to March 2026.
GOLDEN = {
    ("*",): (853060, 896398, 853152, 897436, 930651, 903891),
    ("violence-with-injury",): (77137, 78676, 77071, 78677, 64543, 63907),
    ("homicide",): (119, 115, 120, 117, 104, 98),
    RESIDENTIAL: (39978, 37470, 39974, 37442, 34142, 32446),
    ("robbery-of-personal-property",): (23753, 27962, 23761, 27973, 26676, 23201),
    ("theft-from-the-person",): (51290, 63975, 51286, 63985, 100380, 79269),
    (THEFT_OF, THEFT_FROM): (94927, 96754, 94922, 96760, 86335, 74355),
    (THEFT_OF,): (30023, 33116, 30017, 33121, 32755, 30920),
    ("rape",): (9347, 9043, 9363, 9078, 8952, 9628),
    ("other-sexual-offences",): (16095, 15664, 16118, 15736, 16985, 17723),
}
WINDOWS = [
    ("2023-12", "2022-06"),
    ("2023-12", "2023-06"),
    ("2026-04", "2022-06"),
    ("2026-04", "2023-06"),
    ("2026-04", "2025-03"),
    ("2026-04", "2026-03"),
]

# Every file that the packages were made of, source by source, in an order that is not that of the first import.
FILES = [
    ("mps-borough", "2026-04", ["mps_borough_202404-202603__vintage2026-04.csv", "mps_borough_201004-202403__vintage2026-04.csv"]),
    ("mps-borough", "2023-12", ["mps_borough_202112-202311__vintage2023-12.csv", "mps_borough_201004-202111__vintage2023-12.csv"]),
    ("pas", "to-2025-09", ["pas_mps_2014-12_2025-09.csv"]),
    ("pas", None, ["pas_mps_2014Q4-2023Q4.csv", "pas_borough_2014Q4-2023Q4.csv"]),
    ("population", None, ["ons_mye_population_borough_2019-2024.csv"]),
]


@pytest.fixture(scope="module")
def instance() -> Instance:
    return read_instance(PACKAGES)


@pytest.fixture(scope="module")
def offences(instance: Instance):
    """All rows of an extract."""

    @lru_cache
    def reading(extract: str) -> pd.DataFrame:
        names = [name for name in instance.packages["recorded-crime"].resources if name.startswith(f"offences-{extract}-")]
        return pd.concat([instance.table("recorded-crime", name) for name in names], ignore_index=True)

    return reading


def year_to(last: str) -> list[str]:
    return [month.strftime("%Y-%m") for month in pd.period_range(end=last, periods=12, freq="M")]


@pytest.mark.parametrize("categories", GOLDEN, ids="+".join)
def test_twelve_months_of_the_force_are_those_of_the_published_files(offences, categories: tuple[str, ...]) -> None:
    found = []
    for extract, last in WINDOWS:
        rows = offences(extract)
        rows = rows[rows["month"].isin(year_to(last)) & (rows["category"] != "all-offences")]
        if extract == "2023-12":
            rows = rows[rows["area_code"] == FORCE]
        if categories != ("*",):
            rows = rows[rows["category"].isin(categories)]
        found.append(int(rows["offences"].sum()))
    assert tuple(found) == GOLDEN[categories]


@pytest.mark.parametrize(("month", "share"), [("2020-03", 19.1), ("2023-03", 6.1), ("2023-10", 9.8), ("2024-07", 3.0)])
def test_the_share_that_no_borough_holds_is_kept(offences, month: str, share: float) -> None:
    rows = offences("2026-04")
    rows = rows[rows["month"] == month]
    assert round(100 * rows.loc[rows["area_code"] == "MPS-UNKNOWN", "offences"].sum() / rows["offences"].sum(), 1) == share


def test_the_airports_are_zero_in_march_2024_and_gone_after(offences) -> None:
    rows = offences("2026-04")
    rows = rows[rows["area_code"] == "MPS-AVIATION"]
    assert rows["month"].max() == "2024-03"
    assert rows.loc[rows["month"] == "2024-03", "offences"].sum() == 0
    assert rows.loc[rows["month"] == "2024-02", "offences"].sum() == 408


def test_the_newest_extract_is_whole_with_its_zeros(offences) -> None:
    rows = offences("2026-04")
    assert len(rows) == 208080
    assert int((rows["offences"] != 0).sum()) == 169065
    assert FORCE not in set(rows["area_code"])
    assert (rows["month"].min(), rows["month"].max()) == ("2010-04", "2026-03")


def test_in_the_condensed_extract_areas_and_categories_both_add_up_to_the_force(offences) -> None:
    rows = offences("2023-12")
    totals = rows[rows["category"] == "all-offences"].set_index(["area_code", "month"])["offences"]
    force = totals.loc[FORCE]
    by_area = totals.drop(FORCE, level="area_code").groupby("month").sum()
    of_force = rows[(rows["area_code"] == FORCE) & (rows["category"] != "all-offences")]
    assert force.to_dict() == by_area.to_dict() == of_force.groupby("month")["offences"].sum().to_dict()
    assert of_force["category"].nunique() == 56


def test_the_condensed_extract_holds_for_boroughs_all_that_the_composition_names(instance: Instance, offences) -> None:
    composition = instance.table("composition", "composition")
    composition = composition[(composition["source"] == "mps-borough") & composition["extract"].isin(["", "2023-12"])]
    rows = offences("2023-12")
    of_extract = set(rows.loc[rows["area_code"] == FORCE, "category"])
    of_boroughs = set(rows.loc[rows["area_code"] == LEWISHAM, "category"])
    # Where this fails, an indicator has taken up a category: import the files of December 2023 again.
    assert (set(composition["category"]) & of_extract) - of_boroughs == set()


def test_every_category_of_every_extract_is_declared_with_a_group_unless_it_is_the_total(instance: Instance, offences) -> None:
    categories = instance.table("recorded-crime", "categories").set_index("category")
    used = set(offences("2023-12")["category"]) | set(offences("2026-04")["category"])
    # One more is known from extracts that are not held, so that they can be imported as they are.
    assert set(categories.index) - used == {"burglary-non-dwelling"}
    assert used <= set(categories.index)
    assert list(categories.index[categories["is_total"]]) == list(categories.index[categories["major"] == ""]) == ["all-offences"]
    assert set(categories["part_of"]) - {""} <= set(categories.index)


@pytest.fixture(scope="module")
def answers(instance: Instance):
    def reading(extract: str) -> pd.Series:
        return instance.table("public-attitude-survey", f"percentages-{extract}").set_index(["question", "area_code", "period"])[
            "percentage"
        ]

    return reading


def test_the_survey_of_the_12_months_to_june_2023_is_that_of_the_quarterly_report(answers) -> None:
    held = answers("to-2023-12")
    questions = ("police-do-a-good-job", "trust-in-the-mps", "police-treat-everyone-fairly")
    assert [held[question, FORCE, "R12-2023-06"] for question in questions] == [48, 70, 64]


def test_where_the_two_extracts_of_the_survey_overlap_they_agree(answers) -> None:
    both = pd.concat([answers("to-2023-12"), answers("to-2025-09")], axis=1, join="inner", keys=["older", "newer"])
    assert len(both) == 245
    assert both["older"].equals(both["newer"])


def test_the_survey_holds_every_borough_and_quarter(answers) -> None:
    held = answers("to-2023-12").reset_index()
    sizes = held.groupby("question").agg(areas=("area_code", "nunique"), periods=("period", "nunique"), rows=("period", "size"))
    assert set(sizes["areas"]) == {33}
    assert sizes["periods"].to_dict() == {question: 32 if question == "trust-in-the-mps" else 37 for question in sizes.index}
    assert (sizes["rows"] == sizes["areas"] * sizes["periods"]).all()


def test_the_boroughs_have_the_residents_that_the_estimates_give_them(instance: Instance) -> None:
    people = instance.table("areas", "population").set_index(["area_code", "year"])["population"]
    assert people[LEWISHAM, 2024] == 301255
    by_year = people.drop("E09000001", level="area_code").groupby("year").sum()
    assert by_year.to_dict() == {2019: 8880978, 2020: 8858677, 2021: 8796080, 2022: 8859753, 2023: 8986099, 2024: 9074625}


def test_there_are_32_boroughs_in_12_command_units_and_a_city_with_a_force_of_its_own(instance: Instance) -> None:
    areas = instance.table("areas", "areas")
    kinds = areas["kind"].value_counts().to_dict()
    assert kinds == {"borough": 32, "basic-command-unit": 12, "unallocated": 2, "police-force-area": 1, "city": 1}
    assert list(areas.loc[~areas["covered"], "area_code"]) == ["E09000001"]
    boroughs = areas[areas["kind"] == "borough"]
    units = boroughs["basic_command_unit"].value_counts()
    assert set(units.index) == set(areas.loc[areas["kind"] == "basic-command-unit", "area_code"])
    assert units.between(2, 4).all()


def test_each_tile_of_the_map_holds_one_area_and_neighbours_stand_together(instance: Instance) -> None:
    tiles = instance.table("areas", "areas").dropna(subset=["tile_row"]).set_index("name")
    places = {name: (int(row.tile_row), int(row.tile_column)) for name, row in tiles.iterrows()}
    assert len(places) == len(set(places.values())) == 33
    assert places["Enfield"][0] == 1
    assert places["Sutton"][0] == 7
    assert places["Hillingdon"][1] == 1
    assert places["Havering"][1] == 8
    # Westminster, the City and Tower Hamlets lie side by side, as they do along the Thames.
    assert [places[name] for name in ("Westminster", "City of London", "Tower Hamlets")] == [(4, 4), (4, 5), (4, 6)]


def test_the_packages_are_what_the_published_files_give(tmp_path: Path, snapshot) -> None:
    held = {path: digest for path, digest in snapshot(PACKAGES).items() if path.startswith(FIGURES)}
    lines = {path: (PACKAGES / path).read_bytes().count(b"\n") - 1 for path in held}
    assert len(held) == 14 + 16 + 2 + 1
    assert sum(count for path, count in lines.items() if path.startswith("recorded-crime/data/2026-04/")) == 208080
    assert sum(count for path, count in lines.items() if path.startswith("public-attitude-survey/data/")) == 9603 + 280
    if PUBLISHED.is_dir():  # The publishers' files are no part of the product; where they are at hand, every byte is compared.
        for name in REFERENCE:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(PACKAGES / name, tmp_path / name)
        for source, extracted, files in FILES:
            SOURCES[source].run([PUBLISHED / file for file in files], extracted, tmp_path, False)
        again = snapshot(tmp_path)
        assert {path: again[path] for path in held} == held
