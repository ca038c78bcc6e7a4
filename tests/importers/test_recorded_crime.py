"""Imports of recorded crime: extracts apart, the newest whole, nothing lost, the same whichever way it is brought in."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.importers import SOURCES
from build_scripts.packages.reading import read_package, read_table
from tests.importers.conftest import REFERENCE
from tests.importers.published import APRIL_2026, DECEMBER_2023, rows_of, wide, with_rows, write

FORCE, LEWISHAM = "E23000001", "E09000023"
ROOT = Path(__file__).resolve().parents[2] / "datapackages"
LABELS_2023 = {
    "rape": ("Sexual Offences", "Rape"),
    "arson": ("Arson and Criminal Damage", "Arson"),
    "shoplifting": ("Theft", "Shoplifting"),
}
LABELS_2026 = {category: (major.upper(), minor.upper()) for category, (major, minor) in LABELS_2023.items()}
QUARTER = ["2023-04", "2023-05", "2023-06"]


@pytest.fixture(scope="module")
def names() -> dict[str, str]:
    """What the publisher calls each area."""
    areas = read_table(read_package(ROOT / "areas").resources["areas"])
    named = dict(zip(areas["area_code"], areas["name"], strict=True))
    return {**named, "MPS-UNKNOWN": "Unknown"}


@pytest.fixture(scope="module")
def spring(names: dict[str, str]) -> dict[tuple[str, str, str], int]:
    """Rape, arson and shoplifting of every area in the spring of 2023, as the April 2026 extract has them."""
    table = read_table(read_package(ROOT / "recorded-crime").resources["offences-2026-04-2023-24"])
    part = table[table["category"].isin(LABELS_2023) & table["month"].isin(QUARTER)]
    return {(row.category, row.area_code, row.month): row.offences for row in part.itertuples()}


def instance(folder: Path) -> Path:
    """London without figures, in ``folder``."""
    for name in REFERENCE:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    return folder


def town(folder: Path) -> Path:
    """A town of the two boroughs that the small files hold, without figures, in ``folder``."""
    packages = instance(folder)
    lines = (packages / "areas" / "areas.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if ",borough," not in line or line.startswith(("E09000013", LEWISHAM))]
    (packages / "areas" / "areas.csv").write_text("".join(kept), encoding="utf-8")
    return packages


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """The town; tests that need every borough name ``london``."""
    return town(tmp_path / "datapackages")


@pytest.fixture
def london(tmp_path: Path) -> Path:
    """London, without figures."""
    return instance(tmp_path / "london")


def state(packages: Path) -> dict[str, str]:
    """The checksum of every file, without the versions, which count the imports."""
    files = [path for path in sorted(packages.rglob("*")) if path.is_file()]
    contents = {str(path.relative_to(packages)): re.sub(rb'"version": "[0-9.]+"', b"", path.read_bytes()) for path in files}
    return {path: hashlib.sha256(content).hexdigest() for path, content in contents.items()}


def importing(packages: Path, text: str | list[str], extracted: str, dry_run: bool = False):
    texts = [text] if isinstance(text, str) else text
    files = [write(packages.parent / f"file-{number}.csv", one) for number, one in enumerate(texts)]
    return SOURCES["mps-borough"].run(files, extracted, packages, dry_run)


def split_by_months(text: str, at: int) -> list[str]:
    """Two files: the first ``at`` months, and the rest."""
    rows = [line.split(",") for line in text.splitlines()]
    return ["\n".join(",".join(row[: 3 + at]) for row in rows) + "\n", "\n".join(",".join(row[:3] + row[3 + at :]) for row in rows) + "\n"]


def test_a_first_import_fills_the_package_and_the_register_of_extracts(packages: Path, table) -> None:
    report = importing(packages, APRIL_2026, "2026-04")
    rows = table(packages / "recorded-crime" / "data" / "2026-04" / "2023-24.csv")
    assert rows[0] == {"category": "arson", "area_code": "E09000013", "month": "2023-04", "offences": "2"}
    assert len(rows) == 33
    assert table(packages / "sources" / "extracts.csv") == [
        {
            "source": "mps-borough",
            "extract": "2026-04",
            "extracted": "2026-04",
            "first_period": "2023-04",
            "last_period": "2023-06",
            "form": "full",
            "note": "",
        }
    ]
    assert (report.first_period, report.last_period, report.extract) == ("2023-04", "2023-06", "2026-04")
    assert report.tables[0].after == {"2023/24": sum(int(row["offences"]) for row in rows)}


def test_the_descriptor_says_what_the_reader_of_packages_needs(packages: Path) -> None:
    importing(packages, APRIL_2026, "2026-04")
    descriptor = json.loads((packages / "recorded-crime" / "datapackage.json").read_text())
    (resource,) = descriptor["resources"]
    assert descriptor["created"] == "2026-04-01T00:00:00Z"
    assert resource["plainSight"] == {
        "table": "readings",
        "source": "mps-borough",
        "extract": "2026-04",
        "period_type": "month",
        "columns": {"category": "category", "area": "area_code", "period": "month", "value": "offences"},
        "coverage": ["2023-04", "2023-06"],
        "absent": "zero",
    }


def test_the_same_file_twice_changes_nothing(packages: Path, snapshot) -> None:
    importing(packages, APRIL_2026, "2026-04")
    before = snapshot(packages)
    report = importing(packages, APRIL_2026, "2026-04")
    assert not report.changed
    assert report.tables[0].merge.unchanged == 33
    assert snapshot(packages) == before


def test_a_dry_run_reports_the_same_and_writes_nothing(packages: Path, snapshot) -> None:
    before = snapshot(packages)
    dry = importing(packages, APRIL_2026, "2026-04", dry_run=True)
    assert snapshot(packages) == before
    wet = importing(packages, APRIL_2026, "2026-04")
    assert dry.text() == wet.text().replace("Wrote", "Would write")


@given(at=st.integers(1, 2), backwards=st.booleans(), rows=st.permutations(rows_of(APRIL_2026)[1]))
@settings(max_examples=12)
def test_split_files_are_the_whole_file_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, at: int, backwards: bool, rows: list
) -> None:
    folder = tmp_path_factory.mktemp("split")
    # Given the file whole, and split by months with its rows in another order
    whole, parts = town(folder / "whole"), town(folder / "parts")
    importing(whole, APRIL_2026, "2026-04")
    header, _ = rows_of(APRIL_2026)
    files = split_by_months(with_rows(header, rows), at)
    # When the parts are imported in one run, or one after the other
    importing(parts, files[::-1] if backwards else files, "2026-04")
    apart = town(folder / "apart")
    for one in files[::-1] if backwards else files:
        importing(apart, one, "2026-04")
    # Then the packages are the same
    assert state(parts) == state(whole)
    assert state(apart) == state(whole)


@given(st.sets(st.integers(0, 10), min_size=1, max_size=10))
@settings(max_examples=12)
def test_a_partial_file_never_lowers_what_is_held(tmp_path_factory: pytest.TempPathFactory, chosen: set[int]) -> None:
    packages = town(tmp_path_factory.mktemp("partial") / "packages")
    importing(packages, APRIL_2026, "2026-04")
    before = state(packages)
    header, rows = rows_of(APRIL_2026)
    report = importing(packages, with_rows(header, [rows[number] for number in sorted(chosen)]), "2026-04")
    assert state(packages) == before
    assert report.tables[0].merge.kept == 3 * (11 - len(chosen))


def test_corrected_figures_replace_the_old_ones_and_are_told(packages: Path) -> None:
    # Given an extract, and a file of the same extract with one other figure
    importing(packages, APRIL_2026, "2026-04")
    report = importing(packages, APRIL_2026.replace("Lewisham,126,158,160", "Lewisham,126,158,170"), "2026-04")
    # Then the report says which, and the version counts a correction
    lines = report.text().splitlines()
    assert "  changed theft-from-a-motor-vehicle, E09000023, 2023-06: 160 before, 170 after" in lines
    assert any(line.startswith("  total 2023/24:") and line.endswith("(+10)") for line in lines)
    assert json.loads((packages / "recorded-crime" / "datapackage.json").read_text())["version"] == "1.0.1"


def test_extracts_are_kept_apart_and_an_older_one_is_condensed(london: Path, spring: dict, names: dict, table) -> None:
    # Given the same months in two extracts
    importing(london, wide(spring, LABELS_2023, names, QUARTER), "2023-12")
    report = importing(london, wide(spring, LABELS_2026, names, QUARTER), "2026-04")
    # Then the newer is whole, and the older holds every category for the force and the composed ones for boroughs
    older = table(london / "recorded-crime" / "data" / "2023-12" / "2023-24.csv")
    newer = table(london / "recorded-crime" / "data" / "2026-04" / "2023-24.csv")
    assert {row["area_code"] for row in newer} == {area for _, area, _ in spring}
    assert {row["category"] for row in older if row["area_code"] == FORCE} == {*LABELS_2023, "all-offences"}
    assert "rape" in {row["category"] for row in older if row["area_code"] == LEWISHAM}
    assert any("2023-12 is held condensed from now on" in note for note in report.notes)
    forms = {row["extract"]: row["form"] for row in table(london / "sources" / "extracts.csv")}
    assert forms == {"2023-12": "condensed", "2026-04": "full"}
    # And the force has the same offences in both, figures and sum
    force = {row["month"]: int(row["offences"]) for row in older if (row["area_code"], row["category"]) == (FORCE, "all-offences")}
    assert force == {month: sum(value for key, value in spring.items() if key[2] == month) for month in QUARTER}


def test_the_order_in_which_extracts_are_imported_makes_no_difference(tmp_path: Path, spring: dict, names: dict) -> None:
    files = {"2023-12": wide(spring, LABELS_2023, names, QUARTER), "2026-04": wide(spring, LABELS_2026, names, QUARTER)}
    one, other = instance(tmp_path / "one" / "packages"), instance(tmp_path / "other" / "packages")
    for extract in ("2023-12", "2026-04"):
        importing(one, files[extract], extract)
    for extract in ("2026-04", "2023-12"):
        importing(other, files[extract], extract)
    assert state(one) == state(other)


def test_a_newer_but_shorter_extract_leaves_the_older_one_whole(london: Path, spring: dict, names: dict, table) -> None:
    importing(london, wide(spring, LABELS_2023, names, QUARTER), "2023-12")
    before = state(london / "recorded-crime" / "data")
    report = importing(london, wide(spring, LABELS_2026, names, QUARTER[1:]), "2026-04")
    after = state(london / "recorded-crime" / "data")
    assert {path: after[path] for path in before} == before
    assert report.notes == ()
    assert {row["form"] for row in table(london / "sources" / "extracts.csv")} == {"full"}


def test_an_extract_that_lacks_a_borough_is_refused_as_its_sum_would_not_be_the_force(
    london: Path, spring: dict, names: dict, tmp_path, refused
) -> None:
    some = {key: value for key, value in spring.items() if key[1] != LEWISHAM}
    faults = refused("mps-borough", write(tmp_path / "some.csv", wide(some, LABELS_2026, names, QUARTER)), extracted="2026-04", into=london)
    assert [(fault["code"], fault["value"]) for fault in faults] == [("file-partial", "Lewisham in 2023-04 to 2023-06")]


def test_a_further_month_of_a_few_boroughs_is_refused(packages: Path, tmp_path: Path, refused, snapshot) -> None:
    # Given an extract of the town, and a file that goes on for one borough only
    importing(packages, APRIL_2026, "2026-04")
    before = snapshot(packages)
    header, rows = rows_of(APRIL_2026.replace("202304,202305,202306", "202305,202306,202307"))
    lewisham = [",".join([*row.split(",")[:3], *row.split(",")[4:], "70"]) for row in rows if ",Lewisham," in row]
    # When it is imported, then nothing changes: July would lack the other borough
    faults = refused("mps-borough", write(tmp_path / "july.csv", with_rows(header, lewisham)), extracted="2026-04", into=packages)
    assert [fault["value"] for fault in faults] == ["Hammersmith and Fulham in 2023-07"]
    assert snapshot(packages) == before


def test_an_older_extract_that_reaches_further_is_held_whole(london: Path, spring: dict, names: dict, table) -> None:
    importing(london, wide(spring, LABELS_2026, names, QUARTER[1:]), "2026-04")
    report = importing(london, wide(spring, LABELS_2023, names, QUARTER), "2023-12")
    assert report.notes == ("2023-12 is held whole, although a newer extract is held that covers less",)
    assert {row["form"] for row in table(london / "sources" / "extracts.csv")} == {"full"}


@pytest.fixture
def condensed(london: Path, spring: dict, names: dict) -> Path:
    """An instance that holds December 2023 condensed, under April 2026."""
    importing(london, wide(spring, LABELS_2026, names, QUARTER), "2026-04")
    importing(london, wide(spring, LABELS_2023, names, QUARTER), "2023-12")
    return london


def test_months_of_a_condensed_extract_come_one_after_the_other(condensed: Path, spring: dict, names: dict) -> None:
    before = state(condensed)
    for part in split_by_months(wide(spring, LABELS_2023, names, QUARTER), 1):
        importing(condensed, part, "2023-12")
    assert state(condensed) == before


def test_a_condensed_extract_takes_no_file_of_some_boroughs(
    condensed: Path, spring: dict, names: dict, tmp_path: Path, refused, snapshot
) -> None:
    before = snapshot(condensed)
    some = {key: value for key, value in spring.items() if key[1] != LEWISHAM}
    faults = refused(
        "mps-borough", write(tmp_path / "some.csv", wide(some, LABELS_2023, names, QUARTER)), extracted="2023-12", into=condensed
    )
    assert [(fault["code"], fault["value"]) for fault in faults] == [("file-partial", "Lewisham in 2023-04 to 2023-06")]
    assert snapshot(condensed) == before


def test_a_condensed_extract_takes_no_file_of_some_categories(condensed: Path, spring: dict, names: dict, tmp_path: Path, refused) -> None:
    some = {key: value for key, value in spring.items() if key[0] != "shoplifting"}
    faults = refused(
        "mps-borough", write(tmp_path / "some.csv", wide(some, LABELS_2023, names, QUARTER)), extracted="2023-12", into=condensed
    )
    assert [fault["value"] for fault in faults] == ["the category shoplifting, which is held for the same months"]


def test_files_of_two_extracts_under_one_date_are_refused(packages: Path, tmp_path: Path, refused) -> None:
    # Given weapons as one category, which the April 2026 files have, and as its parts, which the December 2023 files have
    header, rows = rows_of(APRIL_2026)
    one = write(tmp_path / "2026.csv", with_rows(header, [*rows, "POSSESSION OF WEAPONS,POSSESSION OF WEAPONS,Lewisham,24,15,20"]))
    other = write(tmp_path / "2023.csv", with_rows(header, ["Possession of Weapons,Possession of Other Weapon,Lewisham,7,5,9"]))
    # When both are imported under one date
    faults = refused("mps-borough", one, other, extracted="2026-04")
    # Then the weapons are not counted twice
    assert [(fault["code"], fault["value"]) for fault in faults] == [("classification-mixed", "possession-of-other-weapon")]


def test_a_missing_month_is_refused_unless_a_register_row_declares_it(packages: Path, tmp_path: Path, refused, run) -> None:
    header, rows = rows_of(APRIL_2026)
    path = write(tmp_path / "gap.csv", with_rows(header.replace("202306", "202307"), rows))
    (fault,) = refused("mps-borough", path, extracted="2026-04")
    assert (fault["code"], fault["value"]) == ("gap-in-series", "2023-06")
    with (packages / "registers" / "gaps-in-series.csv").open("a", encoding="utf-8") as register:
        register.write("mps-borough,,,2023-06,2023-06,the publisher lost the month\n")
    assert run("mps-borough", path, extracted="2026-04").last_period == "2023-07"


def test_the_date_of_the_extract_is_needed(packages: Path, tmp_path: Path, refused) -> None:
    path = write(tmp_path / "file.csv", DECEMBER_2023)
    (fault,) = refused("mps-borough", path)
    assert (fault["code"], fault["file"]) == ("extract-not-dated", str(path))
    assert "to-2023-06" in fault["message"]


def test_a_refused_import_writes_nothing_even_where_one_file_was_good(packages: Path, tmp_path: Path, refused, snapshot) -> None:
    good, bad = write(tmp_path / "good.csv", APRIL_2026), write(tmp_path / "bad.csv", APRIL_2026.replace("Lewisham", "Lewishm"))
    before = snapshot(packages)
    refused("mps-borough", good, bad, extracted="2026-04")
    assert snapshot(packages) == before


def test_an_alias_that_leads_nowhere_is_refused(packages: Path, tmp_path: Path, refused) -> None:
    with (packages / "registers" / "aliases.csv").open("a", encoding="utf-8") as register:
        register.write("offence-category,mps-borough,THEFT / PHONE SNATCHING,phone-snatching\n")
    faults = refused("mps-borough", write(tmp_path / "file.csv", APRIL_2026), extracted="2026-04")
    assert [(fault["code"], fault["value"]) for fault in faults] == [("alias-dangling", "phone-snatching")]


def test_a_note_that_a_person_wrote_about_an_extract_stays(packages: Path, table) -> None:
    importing(packages, APRIL_2026, "2026-04")
    register = packages / "sources" / "extracts.csv"
    register.write_text(register.read_text().replace("full,", "full,taken on a Tuesday"))
    importing(packages, APRIL_2026.replace("Lewisham,126,158,160", "Lewisham,126,158,170"), "2026-04")
    assert [row["note"] for row in table(register)] == ["taken on a Tuesday"]
