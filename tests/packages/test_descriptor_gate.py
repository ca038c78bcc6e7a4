"""What frictionless lets through in a descriptor, planted and read back with its line."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.packages.planting import Planting, field, resource


def offences_schema(planting: Planting) -> dict:
    return json.loads((planting.root / "recorded-crime/schemas/offences.json").read_text(encoding="utf-8"))


AREAS = "areas"


def area_code(descriptor: dict) -> dict:
    return field(resource(descriptor, AREAS)["schema"], "area_code")


def tile_row(descriptor: dict) -> dict:
    return field(resource(descriptor, AREAS)["schema"], "tile_row")


def set_constraint(name: str, value: object) -> Callable[[dict], None]:
    return lambda descriptor: tile_row(descriptor).setdefault("constraints", {}).update({name: value})


CHANGES: dict[str, tuple[Callable[[dict], None], str, str]] = {
    "misspelt field property": (lambda d: area_code(d).update(constraintz={}), "descriptor-unknown-key", "nearest known is 'constraints'"),
    "misspelt constraint": (set_constraint("minimun", 1), "descriptor-unknown-key", "nearest known is 'minimum'"),
    "categories of a field": (lambda d: area_code(d).update(categories=["a"]), "descriptor-unknown-key", "'categories'"),
    "uniqueKeys of a schema": (
        lambda d: resource(d, AREAS)["schema"].update(uniqueKeys=[["slug"]]),
        "descriptor-unknown-key",
        "'uniqueKeys'",
    ),
    "fieldsMatch of a schema": (
        lambda d: resource(d, AREAS)["schema"].update(fieldsMatch="subset"),
        "descriptor-unknown-key",
        "'fieldsMatch'",
    ),
    "misspelt package property": (lambda d: d.update(licence="OGL"), "descriptor-unknown-key", "nearest known is 'licenses'"),
    "bound of the wrong type": (set_constraint("maximum", "abc"), "descriptor-wrong-value", '"abc"; expected a whole number'),
    "bound in quotation marks": (set_constraint("minimum", "1"), "descriptor-wrong-value", "expected a whole number"),
    "list of the wrong type": (set_constraint("enum", ["1"]), "descriptor-wrong-value", "expected a whole number"),
    "broken pattern": (
        lambda d: area_code(d).setdefault("constraints", {}).update(pattern="("),
        "descriptor-wrong-value",
        "expected a regular expression",
    ),
    "unknown type": (lambda d: area_code(d).update(type="text"), "descriptor-wrong-value", "expected one of string"),
    "no schema": (lambda d: resource(d, AREAS).pop("schema"), "descriptor-missing-key", "no 'schema'"),
    "no resources": (lambda d: d.update(resources=[]), "descriptor-wrong-value", "at least one resource"),
    "no licence": (lambda d: d.pop("licenses"), "descriptor-missing-key", "no 'licenses'"),
    "no sources": (lambda d: d.update(sources=[]), "descriptor-wrong-value", "at least one source"),
    "no primary key": (lambda d: resource(d, AREAS)["schema"].pop("primaryKey"), "descriptor-missing-key", "no 'primaryKey'"),
    "another missing value": (
        lambda d: resource(d, AREAS)["schema"].update(missingValues=["", "NA"]),
        "descriptor-wrong-value",
        "only missing value",
    ),
    "version": (lambda d: d.update(version="1"), "descriptor-wrong-value", "three numbers"),
    "a day without a time": (lambda d: d.update(created="2026-04-30"), "descriptor-wrong-value", "date and time"),
    "another name": (lambda d: d.update(name="places"), "package-name", "expected 'areas'"),
    "path that goes up": (lambda d: resource(d, AREAS).update(path="../areas/areas.csv"), "path-unsafe", "below the package's folder"),
    "path from the root": (lambda d: resource(d, AREAS).update(path="/etc/areas.csv"), "path-unsafe", "below the package's folder"),
    "address for a path": (lambda d: resource(d, AREAS).update(path="https://example.org/areas.csv"), "path-unsafe", "below the package's"),
    "path of nothing": (lambda d: resource(d, AREAS).update(path="Areas.csv"), "path-missing", "nearest known is 'areas.csv'"),
    "resource twice": (lambda d: d["resources"].append(resource(d, AREAS)), "descriptor-repeated", "'areas' stands twice"),
    "field twice": (
        lambda d: resource(d, AREAS)["schema"]["fields"].append(area_code(d)),
        "descriptor-repeated",
        "'area_code' stands twice",
    ),
    "key of an unknown field": (
        lambda d: resource(d, AREAS)["schema"].update(primaryKey=["area_cod"]),
        "field-unknown",
        "nearest known is 'area_code'",
    ),
    "foreign key to nowhere": (
        lambda d: resource(d, "population")["schema"]["foreignKeys"][0]["reference"].update(resource="area"),
        "foreign-key-target",
        "the resource 'area'",
    ),
    "role of an unknown kind": (lambda d: resource(d, AREAS).update(plainSight={"table": "reading"}), "descriptor-wrong-value", "readings"),
    "reference of the wrong form": (
        lambda d: resource(d, "population").update(plainSight={"references": {"area_code": "areas"}}),
        "descriptor-wrong-value",
        "package/resource.field",
    ),
}


@pytest.mark.parametrize(("change", "code", "words"), CHANGES.values(), ids=CHANGES)
def test_what_frictionless_lets_through_in_a_descriptor_is_a_fault(
    planting: Planting, change: Callable[[dict], None], code: str, words: str
) -> None:
    # Given the areas package with one thing wrong in its descriptor
    with planting.descriptor("areas") as descriptor:
        change(descriptor)
    # When checked
    faults = [fault for fault in planting.faults() if fault.code == code]
    # Then it is told, with what was expected and how to mend it
    assert faults, [(fault.code, fault.message) for fault in planting.faults()]
    assert words in " ".join(fault.message for fault in faults)
    assert all(fault.package == "areas" and "expected" in fault.message and fault.hint for fault in faults)


def test_the_line_of_a_misspelt_property_is_told(planting: Planting) -> None:
    # Given a misspelt property
    with planting.descriptor("areas") as descriptor:
        area_code(descriptor)["constraintz"] = {}
    lines = (planting.root / "areas/datapackage.json").read_text(encoding="utf-8").splitlines()
    # When checked
    fault = planting.only_fault()
    # Then its line and its field are told
    assert fault.row is not None
    assert "constraintz" in lines[fault.row - 1]
    assert (fault.column, fault.value) == ("area_code", "constraintz")


def test_a_bound_of_the_wrong_type_does_not_stop_the_check(planting: Planting) -> None:
    # Given a bound on which frictionless crashes, and a fault in another package
    with planting.descriptor("areas") as descriptor:
        set_constraint("maximum", "abc")(descriptor)
    planting.change("recorded-crime/data/2026-04/2025-26.csv", "homicide,E09000007,2025-04,0", "homicide,E09000007,2025-04,O")
    # When checked / Then both are told
    assert {"descriptor-wrong-value", "cell-form"} <= {fault.code for fault in planting.faults()}


def test_a_shared_schema_is_checked_where_it_stands(planting: Planting) -> None:
    # Given a misspelt constraint in the schema that six resources share
    schema = offences_schema(planting)
    field(schema, "offences")["constraints"]["minimun"] = 0
    (planting.root / "recorded-crime/schemas/offences.json").write_text(json.dumps(schema, indent=2), encoding="utf-8")
    # When checked
    fault = next(fault for fault in planting.faults() if fault.code == "descriptor-unknown-key")
    # Then it is told once, in the schema's own file
    assert fault.file == "datapackages/recorded-crime/schemas/offences.json"
    assert sum(fault.code == "descriptor-unknown-key" for fault in planting.faults()) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"name": "areas",', "column"),
        ('{"name": "areas", "name": "places"}', "stands twice"),
        ('{"version": NaN}', "NaN"),
    ],
)
def test_a_descriptor_that_readers_disagree_about_is_a_fault(planting: Planting, text: str, words: str) -> None:
    (planting.root / "areas/datapackage.json").write_text(text, encoding="utf-8")
    fault = next(fault for fault in planting.faults() if fault.code == "descriptor-unreadable")
    assert words in fault.message


def test_a_csv_file_that_nobody_describes_is_a_fault(planting: Planting) -> None:
    # Given a table left beside the others
    (planting.root / "areas/areas-old.csv").write_text("area_code\nE09000007\n", encoding="utf-8")
    # When checked / Then
    fault = planting.only_fault()
    assert (fault.code, fault.file) == ("csv-undeclared", "datapackages/areas/areas-old.csv")


def test_a_file_outside_the_package_behind_a_link_is_refused(planting: Planting) -> None:
    # Given a table that is a link to a file of another package
    (planting.root / "areas/areas.csv").unlink()
    (planting.root / "areas/areas.csv").symlink_to(planting.root / "instance/settings.csv")
    # When checked / Then
    assert "path-unsafe" in {fault.code for fault in planting.faults()}


@pytest.mark.parametrize("text", [None, " \n"])
def test_a_package_needs_a_readme_with_text(planting: Planting, text: str | None) -> None:
    readme = planting.root / "areas/README.md"
    readme.unlink() if text is None else readme.write_text(text, encoding="utf-8")
    assert planting.only_fault().code == "readme-missing"


def test_a_folder_without_a_descriptor_is_a_fault(planting: Planting) -> None:
    (planting.root / "drafts").mkdir()
    assert {fault.code for fault in planting.faults()} == {"descriptor-missing", "readme-missing"}


def test_a_transcription_needs_its_rows_and_their_places(planting: Planting) -> None:
    # Given a table that says it was transcribed and has no place of its rows
    with planting.descriptor("instance") as descriptor:
        resource(descriptor, "settings")["plainSight"] = {"table": "transcription", "document": "001"}
    # When checked / Then both columns are asked for
    assert [fault.column for fault in planting.faults()] == ["row_id", "source_line"]
