"""A package is written the same each time, and replaced whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from build_scripts.importers.layouts import Column, Layout, TableFile, rows_of
from build_scripts.importers.package_writing import PackageTexts, csv_bytes, json_bytes, next_version, replace_package, rewritten_descriptor
from build_scripts.importers.planning import apply, plan_package

LAYOUT = Layout((Column("area_code", "string", "Area", "The area."), Column("people", "integer", "People", "How many live there.")), 1)
TEXTS = PackageTexts(
    "areas", "Areas", "Areas of London.", ({"title": "Estimates", "path": "https://www.ons.gov.uk/"},), "Office for National Statistics"
)


def table(cells: dict, name: str = "population") -> TableFile:
    return TableFile(name, f"{name}.csv", "People", "A row an area.", LAYOUT.names, rows_of(cells), LAYOUT.schema())


HACKNEY = {("E09000012",): ("266758",)}
BOTH = {**HACKNEY, ("E09000007",): ("216943",)}


def test_csv_has_line_feeds_one_header_and_quotes_only_where_needed() -> None:
    assert csv_bytes(["a", "b"], [("1", "x, y"), ("2", "")]) == b'a,b\n1,"x, y"\n2,\n'


def test_json_ends_with_a_line_feed_and_keeps_letters_as_they_are() -> None:
    assert json_bytes({"title": "Mayor’s Office"}) == '{\n  "title": "Mayor’s Office"\n}\n'.encode()


def test_rows_are_sorted_by_their_key() -> None:
    assert rows_of(BOTH) == [("E09000007", "216943"), ("E09000012", "266758")]


@pytest.mark.parametrize(("version", "data_added", "after"), [("1.2.3", True, "1.3.0"), ("1.2.3", False, "1.2.4")])
def test_new_data_moves_the_second_number_and_corrections_the_third(version: str, data_added: bool, after: str) -> None:
    assert next_version(version, data_added=data_added) == after


def test_a_new_package_names_its_publisher_and_licence() -> None:
    descriptor = rewritten_descriptor(None, TEXTS, [table(HACKNEY)], "2024-06-30T00:00:00Z")
    assert descriptor["contributors"] == [{"title": "Office for National Statistics", "roles": ["publisher"]}]
    assert descriptor["licenses"][0]["name"] == "OGL-UK-3.0"
    assert (descriptor["version"], descriptor["created"]) == ("1.0.0", "2024-06-30T00:00:00Z")


def test_what_a_person_wrote_into_a_descriptor_stays() -> None:
    # Given a descriptor with another title and a resource of its own
    existing = rewritten_descriptor(None, TEXTS, [table({}, "areas"), table(HACKNEY)], "2024-06-30T00:00:00Z")
    existing["title"] = "Areas of London, and who lives there"
    # When an older extract is written into the package
    after = rewritten_descriptor(existing, TEXTS, [table(BOTH)], "2023-06-30T00:00:00Z")
    # Then title and resource stand, the table's own resource is replaced, and the date does not go back
    assert after["title"] == "Areas of London, and who lives there"
    assert [resource["name"] for resource in after["resources"]] == ["areas", "population"]
    assert after["created"] == "2024-06-30T00:00:00Z"


def test_nothing_new_changes_nothing_and_something_new_moves_the_version(tmp_path: Path) -> None:
    def importing(cells: dict) -> tuple[str, ...]:
        change = plan_package(tmp_path, TEXTS, [table(cells)], created="2024-06-30T00:00:00Z", data_added=True)
        apply(tmp_path, [change])
        return change.changed

    assert importing(HACKNEY) == ("areas/datapackage.json", "areas/population.csv")
    assert importing(HACKNEY) == ()
    assert importing(BOTH) == ("areas/datapackage.json", "areas/population.csv")
    assert json.loads((tmp_path / "areas" / "datapackage.json").read_text())["version"] == "1.1.0"


def test_when_writing_fails_the_package_is_as_it_was(tmp_path: Path, snapshot) -> None:
    # Given a package, and a new state of which one file can not be written: its folder is a file
    package = tmp_path / "areas"
    replace_package(package, {"population.csv": b"old\n", "README.md": b"old\n"})
    before = snapshot(tmp_path)
    # When the package is replaced
    with pytest.raises(OSError):
        replace_package(package, {"population.csv": b"new\n", "README.md/extract.csv": b"new\n"})
    # Then nothing of it is there, and nothing is left lying about
    assert snapshot(tmp_path) == before


def test_when_the_swap_fails_the_old_package_comes_back(tmp_path: Path, snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "areas"
    replace_package(package, {"population.csv": b"old\n"})
    before = snapshot(tmp_path)
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise OSError("no room")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="no room"):
        replace_package(package, {"population.csv": b"new\n"})
    assert snapshot(tmp_path) == before
