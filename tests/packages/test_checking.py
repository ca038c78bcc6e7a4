"""One run tells every fault, never breaks, and does not do twice what it has done."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.packages import (
    PackagesAtFault,
    check_instance,
    checking,
    csv_file,
    csv_gate,
    declared_checks,
    descriptor_gate,
    load_instance,
    tabular,
)
from tests.packages.planting import MINIATURE, Planting

CRIME = "recorded-crime/data/2026-04/2025-26.csv"


def test_the_miniature_is_without_faults_and_loads() -> None:
    # Given published figures / When loaded / Then they are typed tables
    instance = load_instance(MINIATURE)
    offences = instance.table("recorded-crime", "offences-2023-12-2022-23")
    force = offences[(offences["category"] == "violence-with-injury") & (offences["area_code"] == "E23000001")]
    assert force.set_index("month")["offences"]["2022-04"] == 6164


def test_the_published_packages_are_without_faults(repository_root: Path, tmp_path: Path) -> None:
    faults = check_instance(repository_root / "datapackages", tmp_path)
    assert [f"{fault.file}:{fault.row} {fault.column} {fault.code} {fault.message}" for fault in faults] == []


def test_all_faults_of_all_layers_are_told_in_one_run(planting: Planting) -> None:
    # Given one fault for each layer, in four packages
    planting.rewrite("areas/areas.csv", lambda raw: b"\xef\xbb\xbf" + raw)
    with planting.descriptor("composition") as descriptor:
        descriptor["resources"][0]["schema"]["constraintz"] = {}
    planting.change(CRIME, "homicide,E09000007,2025-04,0", "homicide,E09000007,2025-04,12o")
    planting.change(CRIME, "homicide,E09000007,2025-05,0", "homicide,E09000007,2025-05,")
    planting.change("registers/outside-totals.csv", "R12-2023-06,report-2023-24-q1,78484,", "R12-2023-06,report-2023-24-q1,87484,")
    # When checked
    faults = planting.faults()
    # Then each is told, by file and line
    assert [(fault.file.removeprefix("datapackages/"), fault.row, fault.code) for fault in faults] == [
        ("areas/areas.csv", 1, "byte-order-mark"),
        ("composition/datapackage.json", faults[1].row, "descriptor-unknown-key"),
        (CRIME, 2, "cell-form"),
        (CRIME, 3, "cell-empty"),
        ("registers/outside-totals.csv", faults[4].row, "outside-total"),
    ]


def test_a_broken_cell_is_told_with_what_was_expected_and_how_to_mend_it(planting: Planting) -> None:
    planting.change(CRIME, "homicide,E09000007,2025-04,0", "homicide,E09000007,2025-04,12o")
    fault = planting.only_fault()
    assert fault.as_dict() == {
        "package": "recorded-crime",
        "resource": "offences-2026-04-2025-26",
        "file": f"datapackages/{CRIME}",
        "row": 2,
        "column": "offences",
        "value": "12o",
        "code": "cell-form",
        "message": "offences is '12o'; expected a whole number such as 120, with digits only (0 for none)",
        "hint": csv_gate.CELL_HINT,
    }


def test_loading_an_instance_at_fault_raises_every_fault(planting: Planting) -> None:
    (planting.root / "areas/README.md").unlink()
    (planting.root / "sources/README.md").unlink()
    with pytest.raises(PackagesAtFault) as raised:
        load_instance(planting.root)
    assert [fault.package for fault in raised.value.faults] == ["areas", "sources"]


@pytest.mark.parametrize("make", [lambda root: None, lambda root: root.mkdir(), lambda root: root.write_text("a file")])
def test_a_directory_without_packages_is_a_fault(tmp_path: Path, make) -> None:
    root = tmp_path / "nothing"
    make(root)
    (fault,) = check_instance(root)
    assert fault.code == "packages-missing"


def test_more_than_a_thousand_faults_of_one_file_are_all_told(planting: Planting) -> None:
    # Given 1,500 counts with a leading sign, where frictionless stops at 1,000 errors by itself
    rows = "".join(f"homicide,E09000007,{year}-{month:02d},-1\n" for year in range(1900, 2025) for month in range(1, 13))
    planting.rewrite(CRIME, lambda raw: f"category,area_code,month,offences\n{rows}".encode())
    assert sum(fault.code == "cell-out-of-range" for fault in planting.faults()) == 1500


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "null",
        '{"resources": 5}',
        '{"resources": [null, 5, {"name": 7}]}',
        '{"resources": [{"name": "areas", "path": 7, "schema": 8}]}',
        '{"resources": [{"name": "areas", "path": "areas.csv", "schema": {"fields": "x"}}]}',
        '{"resources": [{"name": "areas", "path": "areas.csv", "schema": {"fields": [{"name": "area_code", "type": "geo"}]}}]}',
        '{"resources": [{"name": "areas", "path": "areas.csv", "schema": "schemas/none.json", "plainSight": []}]}',
        '{"resources": [{"name": "areas", "path": "areas.csv", "schema": {"fields": [{"name": "a", "type": "string"}], '
        '"foreignKeys": [1]}}]}',
        '{"resources": [{"name": "population", "path": "population.csv", "plainSight": {"table": "readings", "columns": {"period": "year", '
        '"value": "area_code"}}, "schema": {"fields": [{"name": "area_code", "type": "string"}, {"name": "year", "type": "integer"}, '
        '{"name": "population", "type": "integer"}]}}]}',
    ],
)
def test_no_descriptor_however_strange_breaks_the_check(planting: Planting, text: str) -> None:
    # Given a descriptor that is JSON and little else / When checked / Then faults are told, none of them that a rule broke
    (planting.root / "areas/datapackage.json").write_text(text, encoding="utf-8")
    codes = {fault.code for fault in planting.faults()}
    assert codes
    assert "rule-failed" not in codes


def test_an_unchanged_file_is_not_checked_again(planting: Planting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given an instance checked once, with results kept
    results = tmp_path / "results"
    check_instance(planting.root, results)
    checked: list[str] = []
    original = tabular.find

    def remember(resource, file, siblings):
        checked.append(resource.place.file)
        return original(resource, file, siblings)

    monkeypatch.setattr(checking.tabular, "find", remember)
    # When nothing has changed / Then no file is looked at
    assert check_instance(planting.root, results) == []
    assert checked == []
    # When one table changes / Then it alone is checked
    planting.change(CRIME, "homicide,E09000007,2025-04,0", "homicide,E09000007,2025-04,1")
    assert check_instance(planting.root, results) == []
    assert checked == [f"datapackages/{CRIME}"]
    # When the list that its foreign key refers to changes / Then it is checked again, with every table that refers to it
    planting.change("recorded-crime/categories.csv", "homicide,", "homicides,")
    assert f"datapackages/{CRIME}" in {fault.file for fault in check_instance(planting.root, results) if fault.code == "key-unknown"}


def test_results_kept_and_results_found_are_the_same(planting: Planting, tmp_path: Path) -> None:
    # Given faults of several layers
    planting.change(CRIME, "homicide,E09000007,2025-04,0", "homicide,E09000008,2025-04,0")
    (planting.root / "areas/README.md").unlink()
    # When checked without results kept, with none yet, and with all
    without, first, second = (check_instance(planting.root, cache) for cache in (None, tmp_path, tmp_path))
    # Then
    assert without == first == second != []


def test_a_damaged_result_is_made_again(planting: Planting, tmp_path: Path) -> None:
    check_instance(planting.root, tmp_path)
    for path in tmp_path.glob("*.json"):
        path.write_text('{"faults": [{"file":', encoding="utf-8")
    assert check_instance(planting.root, tmp_path) == []


def test_every_check_is_declared_for_readers() -> None:
    # Given all checks
    checks = declared_checks()
    # Then each has its texts, a code of its own, and a message that says what was expected
    assert len({check.code for check in checks}) == len(checks)
    for check in checks:
        assert check.title
        assert check.description.endswith(".")
        assert "expected" in check.template, check.code


TEXT = "".join((MINIATURE / CRIME).read_text(encoding="utf-8").splitlines(keepends=True)[:9])
ODD = st.sampled_from(list('",\n\r\t 0-+.eE_\u00a0\u200b\ufeff\0oO\u041e\uff17\uff21'))


@pytest.fixture(scope="module")
def recorded_crime(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package of recorded crime, for a table to be written into again and again."""
    return Path(shutil.copytree(MINIATURE / "recorded-crime", tmp_path_factory.mktemp("slips") / "recorded-crime"))


@settings(max_examples=100)
@given(st.integers(0, len(TEXT) - 1), st.sampled_from(["replace", "insert", "delete"]), ODD | st.characters(exclude_categories=["Cs"]))
def test_a_slip_of_one_character_is_caught_or_leaves_a_valid_table(recorded_crime: Path, position: int, kind: str, character: str) -> None:
    # Given a published table of eight rows with one character replaced, inserted or deleted
    text = TEXT[:position] + ("" if kind == "delete" else character) + TEXT[position + (kind != "insert") :]
    (recorded_crime.parent / CRIME).write_bytes(text.encode("utf-8"))
    resources = {entry.entry["name"]: entry for entry in descriptor_gate.read(recorded_crime, "packages").resources}
    resource = resources["offences-2026-04-2025-26"]
    # When looked at by the strict gate and by frictionless
    file = csv_file.read(resource.place, resource.schema, resource.path)
    faults = csv_gate.find(file)
    if file.readable:
        faults += tabular.find(resource, file, resources)
    # Then it is caught, or it is still a table of eight rows whose cells are what they look like
    assert "table-refused" not in {fault.code for fault in faults}
    if not faults:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        assert [len(row) for row in rows] == [4] * 9
        assert text.count("\n") == 9
        assert all(str(int(row[3])) == row[3] and int(row[3]) >= 0 for row in rows[1:])
        assert len({tuple(row[:3]) for row in rows}) == 9
