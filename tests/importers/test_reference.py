"""What an import is read against has to be there, and must not contradict itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.importers.fault_log import ImportRefused
from build_scripts.importers.reference import read_reference
from tests.importers.published import APRIL_2026, write

NEEDED = {
    "mps-borough": ["areas/areas.csv", "registers/aliases.csv", "recorded-crime/categories.csv", "sources/sources.csv"],
    "pas": ["areas/areas.csv", "registers/aliases.csv", "public-attitude-survey/questions.csv", "sources/sources.csv"],
    "population": ["areas/areas.csv", "registers/aliases.csv", "sources/sources.csv"],
}


@pytest.mark.parametrize(("source", "name"), [(source, name) for source, names in NEEDED.items() for name in names])
def test_a_table_that_is_not_there_is_named(packages: Path, tmp_path: Path, refused, source: str, name: str) -> None:
    (packages / name).unlink()
    (fault,) = refused(source, write(tmp_path / "file.csv", APRIL_2026), extracted="2026-04")
    assert (fault["code"], fault["file"]) == ("reference-missing", f"datapackages/{name}")


def test_a_source_without_a_row_in_the_table_of_sources_is_refused(packages: Path, tmp_path: Path, refused) -> None:
    register = packages / "sources" / "sources.csv"
    register.write_text("".join(line for line in register.read_text().splitlines(keepends=True) if not line.startswith("mps-borough")))
    (fault,) = refused("mps-borough", write(tmp_path / "file.csv", APRIL_2026), extracted="2026-04")
    assert fault["code"] == "reference-missing"
    assert "a row for 'mps-borough'" in fault["message"]


def test_the_aliases_of_a_source_come_before_those_of_any_source(packages: Path) -> None:
    with (packages / "registers" / "aliases.csv").open("a", encoding="utf-8") as register:
        register.write("area,,Airports,MPS-UNKNOWN\narea,mps-borough,Airports,MPS-AVIATION\n")
    reference = read_reference(packages)
    assert reference.area_labels("mps-borough").code("Airports") == "MPS-AVIATION"
    assert reference.area_labels("pas").code("Airports") == "MPS-UNKNOWN"


def test_two_meanings_of_one_label_are_refused_though_they_are_spelt_apart(packages: Path) -> None:
    with (packages / "registers" / "aliases.csv").open("a", encoding="utf-8") as register:
        register.write(
            "offence-category,mps-borough,THEFT & SHOPLIFTING,shoplifting\noffence-category,mps-borough,Theft and Shoplifting,other-theft\n"
        )
    lines = len((packages / "registers" / "aliases.csv").read_text().splitlines())
    with pytest.raises(ImportRefused) as caught:
        read_reference(packages)
    (fault,) = caught.value.faults
    assert (fault.code, fault.row, fault.value) == ("alias-contradicts", lines, "other-theft")
