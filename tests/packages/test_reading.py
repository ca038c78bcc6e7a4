"""Packages read into typed tables."""

from __future__ import annotations

import pandas as pd
import pytest

from build_scripts import tables
from build_scripts.packages import PackagesAtFault
from build_scripts.packages.reading import read_instance, read_package, read_readings, read_table, typed
from tests.packages.planting import MINIATURE, Planting

SCHEMA = {
    "fields": [
        {"name": "area_code", "type": "string"},
        {"name": "population", "type": "integer", "constraints": {"required": True}},
        {"name": "share", "type": "number"},
        {"name": "covered", "type": "boolean"},
    ]
}


def test_columns_take_the_types_of_the_schema() -> None:
    # Given text as a CSV file has it
    raw = pd.DataFrame(
        [["E09000007", "217136", "", "true"], ["E09000033", "0", "48.5", "false"]], columns=["area_code", "population", "share", "covered"]
    )
    # When typed
    table = typed(raw, SCHEMA)
    # Then whole numbers that are never missing are whole, others may be null, and text stays text
    assert table["population"].tolist() == [217136, 0]
    assert str(table["population"].dtype) == "int64"
    assert table["share"].isna().tolist() == [True, False]
    assert table["covered"].tolist() == [True, False]
    assert table["area_code"].tolist() == ["E09000007", "E09000033"]


def test_a_cell_that_is_no_number_is_refused_or_null() -> None:
    raw = pd.DataFrame([["E09000007", "12o", "1", "true"]], columns=["area_code", "population", "share", "covered"])
    with pytest.raises(ValueError, match="12o"):
        typed(raw, SCHEMA)
    assert typed(raw, SCHEMA, unreadable="coerce")["population"].isna().all()


def test_a_table_that_can_not_be_typed_names_its_file(planting: Planting) -> None:
    planting.change("areas/population.csv", "E09000007,2019,217136", "E09000007,2019,lots")
    with pytest.raises(PackagesAtFault) as raised:
        read_table(read_package(planting.root / "areas").resources["population"])
    assert raised.value.faults[0].file == "datapackages/areas/population.csv"


def test_a_folder_without_a_descriptor_can_not_be_read(planting: Planting) -> None:
    (planting.root / "areas/datapackage.json").unlink()
    with pytest.raises(PackagesAtFault) as raised:
        read_instance(planting.root)
    assert raised.value.faults[0].file == "datapackages/areas/datapackage.json"


def test_all_readings_come_in_one_table() -> None:
    # Given recorded crime and the survey / When read
    readings = read_readings(read_instance(MINIATURE))
    # Then they stand under the declared columns, each with its source and extract
    assert list(readings.columns) == tables.READINGS.names
    trust = readings[
        (readings["category"] == "trust-in-the-mps") & (readings["period"] == "R12-2023-06") & (readings["area_code"] == "E23000001")
    ]
    assert trust[["source", "extract", "period_type", "value"]].values.tolist() == [["pas", "to-2023-12", "r12", 70.0]]
