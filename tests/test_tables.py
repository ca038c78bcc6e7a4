"""The declared columns of tables in flight, and what is refused where a table crosses from room to room."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from build_scripts import tables, vocabulary

SCHEMAS = [value for value in vars(tables).values() if isinstance(value, tables.Schema)]
HOMICIDE = {
    "indicator": "homicide",
    "measure": "count",
    "area_code": "E23000001",
    "period": "R12-2023-06",
    "period_type": "r12",
    "extract": "2023-12",
    "value": 115.0,
}


@pytest.fixture
def observations() -> pd.DataFrame:
    return tables.from_rows([HOMICIDE, HOMICIDE | {"period": "R12-2022-06", "value": 119.0}], tables.OBSERVATIONS)


def test_what_a_row_leaves_out_is_empty_text_and_null_numbers(observations: pd.DataFrame) -> None:
    first = observations.iloc[0]
    assert list(observations.columns) == tables.OBSERVATIONS.names
    assert (first["component"], first["flags"], first["reason"]) == ("", "", "")
    assert math.isnan(first["lower_95"])
    assert first["value"] == 115


def test_a_table_that_fits_is_handed_on_in_the_order_of_its_schema(observations: pd.DataFrame) -> None:
    turned_round = observations[list(reversed(observations.columns))]
    pd.testing.assert_frame_equal(tables.check(turned_round, tables.OBSERVATIONS), observations)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda table: table.drop(columns="reason"), r"missing columns \['reason'\]"),
        (lambda table: table.assign(note=""), r"unknown columns \['note'\]"),
        (lambda table: table.assign(flags=None), "flags: a text cell is null"),
        (lambda table: table.assign(value="115"), "value: holds .*expected numbers"),
        (lambda table: table.assign(reason="because"), r"reason: not in the vocabulary: \['because'\]"),
        (lambda table: table.assign(period="R12-2023-06"), "2 rows share a key.*homicide"),
    ],
)
def test_a_table_that_does_not_fit_is_refused(observations: pd.DataFrame, spoil, message: str) -> None:
    with pytest.raises(tables.TableFault, match=f"observations.*{message}"):
        tables.check(spoil(observations), tables.OBSERVATIONS)


def test_a_column_nobody_declared_is_refused_in_rows_too() -> None:
    with pytest.raises(tables.TableFault, match="unknown columns"):
        tables.from_rows([HOMICIDE | {"colour": "red"}], tables.OBSERVATIONS)


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.name)
def test_no_rows_make_an_empty_table_of_the_right_columns(schema: tables.Schema) -> None:
    assert list(tables.from_rows([], schema).columns) == schema.names
    assert tables.check(tables.empty(schema), schema).empty


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.name)
def test_a_schema_is_sound(schema: tables.Schema) -> None:
    assert len(schema.names) == len(set(schema.names))
    assert set(schema.key) <= set(schema.names)


def test_codes_are_those_of_the_vocabulary() -> None:
    codes = {column.name: column.codes for column in tables.COMPARISONS.columns if column.codes is not None}
    assert codes["verdict"] == {"", *vocabulary.VERDICTS}
    assert codes["reason"] == {"", *vocabulary.REASONS}
    assert codes["rule"] == {"", *vocabulary.RULES}
    assert codes["test"] == set(vocabulary.TESTS)
