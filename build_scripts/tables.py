"""The declared columns of every table in flight.

A table is a pandas DataFrame with exactly the columns of its schema, in order. ``check`` is called where a table
crosses from one room into another; a table that does not fit is a fault of the scripts, so it raises.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from build_scripts import vocabulary

TEXT = "text"
NUMBER = "number"
WHOLE = "whole"


@dataclass(frozen=True)
class Column:
    """A column: its name, whether it holds text or numbers, and the codes allowed (None: any)."""

    name: str
    holds: str
    codes: frozenset[str] | None = None


@dataclass(frozen=True)
class Schema:
    """A named list of columns and the columns that identify a row."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """The column names, in order."""
        return [column.name for column in self.columns]


def _text(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, TEXT) for name in names)


def _numbers(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, NUMBER) for name in names)


def _code(name: str, codes) -> Column:
    return Column(name, TEXT, frozenset(codes) | {""})


READINGS = Schema(
    "readings",
    (
        *_text("source", "extract", "category", "area_code", "group_type", "group", "period", "period_type"),
        *_numbers("value", "base", "lower", "upper"),
    ),
    ("source", "extract", "category", "area_code", "group_type", "group", "period"),
)

OBSERVATIONS = Schema(
    "observations",
    (
        *_text(
            "indicator", "component", "measure", "area_code", "group_type", "group", "period", "period_start", "period_end", "period_type"
        ),
        *_text("extract"),
        *_numbers("value", "numerator", "denominator", "n", "n_eff", "population_year", "months_present", "lower_95", "upper_95"),
        *_text("flags"),
        _code("reason", vocabulary.REASONS),
    ),
    ("indicator", "component", "measure", "area_code", "group_type", "group", "period_type", "period", "extract"),
)

COMPARISONS = Schema(
    "comparisons",
    (
        *_text("indicator"),
        _code("rule", vocabulary.RULES),
        *_text("component", "measure", "area_code", "group_type", "group", "extract", "period"),
        *_numbers("value"),
        *_text("base_period"),
        *_numbers("base_value"),
        *_text("base_area", "base_group"),
        *_numbers(
            "numerator", "denominator", "n", "base_numerator", "base_denominator", "base_n", "unallocated_share", "base_unallocated_share"
        ),
        *_numbers("change"),
        _code("change_unit", vocabulary.CHANGE_UNITS),
        *_numbers("change_absolute"),
        _code("interval_of", vocabulary.INTERVALS_OF),
        *_numbers("lower_95", "upper_95"),
        _code("test", vocabulary.TESTS),
        *_numbers("phi", "deff", "p_value", "p_adjusted"),
        *_text("family"),
        _code("verdict", vocabulary.VERDICTS),
        _code("reason", vocabulary.REASONS),
        *_text("flags", "sentence"),
    ),
    (
        "indicator",
        "rule",
        "component",
        "measure",
        "area_code",
        "group_type",
        "group",
        "extract",
        "period",
        "base_period",
        "base_area",
        "base_group",
    ),
)


CLAIMS = Schema(
    "claims",
    (
        *_text("claim", "document", "source_line", "words"),
        _code("kind", vocabulary.CLAIM_KINDS),
        *_text("indicator", "component", "subject", "measure", "area_code", "group_type", "group", "period", "base_period", "base_area"),
        *_text("rule", "printed_text"),
        *_numbers("printed"),
        *_text("unit"),
        *_numbers("step"),
        _code("expected", vocabulary.CLAIM_DIRECTIONS),
        _code("test", vocabulary.CLAIM_TESTS),
        *_text("source", "extract"),
        *_numbers("value", "base_value", "recomputed", "difference"),
        _code("verdict", vocabulary.CLAIM_VERDICTS),
        _code("reason", vocabulary.CLAIM_REASONS),
        _code("comparison_verdict", vocabulary.VERDICTS),
        *_text("contradicted_by", "contradicting_lines", "note"),
    ),
    ("claim", "source", "extract"),
)


RECONCILIATIONS = Schema(
    "reconciliations",
    (
        *_text("check", "kind"),
        _code("origin", vocabulary.CHECK_ORIGINS),
        _code("class", vocabulary.CONTRADICTION_CLASSES),
        *_text("document", "lines", "cells", "subject", "printed"),
        *_numbers("printed_value", "recomputed"),
        *_text("recomputed_text"),
        *_numbers("lowest", "highest", "tolerance"),
        _code("result", vocabulary.CHECK_RESULTS),
        _code("reason", vocabulary.CHECK_REASONS),
        *_text("explanation"),
    ),
    ("check",),
)


class TableFault(Exception):
    """A table in flight does not fit its schema: a fault of the scripts, not of the data."""


def check(table: pd.DataFrame, schema: Schema) -> pd.DataFrame:
    """Return ``table`` with the schema's columns in order.

    Raises TableFault when columns are missing or unknown, when a key repeats, when text is null, or when a code is not in its vocabulary.
    """
    missing = [name for name in schema.names if name not in table.columns]
    unknown = [name for name in table.columns if name not in schema.names]
    if missing or unknown:
        raise TableFault(f"{schema.name}: missing columns {missing}, unknown columns {unknown}")
    table = table[schema.names]
    for column in schema.columns:
        values = table[column.name]
        if column.holds == TEXT:
            if values.isna().any():
                raise TableFault(f"{schema.name}.{column.name}: a text cell is null; use the empty string")
            if column.codes is not None:
                strange = set(values.unique()) - column.codes
                if strange:
                    raise TableFault(f"{schema.name}.{column.name}: not in the vocabulary: {sorted(strange)}")
        elif not pd.api.types.is_numeric_dtype(values):
            raise TableFault(f"{schema.name}.{column.name}: holds {values.dtype}, expected numbers")
    repeated = table.duplicated(list(schema.key), keep=False)
    if repeated.any():
        first = table.loc[repeated, list(schema.key)].iloc[0].to_dict()
        raise TableFault(f"{schema.name}: {int(repeated.sum())} rows share a key, the first {first}")
    return table


def empty(schema: Schema) -> pd.DataFrame:
    """An empty table of the schema, with its types."""
    return pd.DataFrame({column.name: pd.Series(dtype="str" if column.holds == TEXT else "float64") for column in schema.columns})


def completed(table: pd.DataFrame, schema: Schema) -> pd.DataFrame:
    """A checked table: absent columns are added, absent text becomes the empty string, absent numbers null."""
    columns = {}
    for column in schema.columns:
        if column.holds == TEXT:
            values = table[column.name].fillna("") if column.name in table.columns else pd.Series("", index=table.index)
            columns[column.name] = values.astype("str")
        else:
            values = table[column.name] if column.name in table.columns else pd.Series(float("nan"), index=table.index)
            columns[column.name] = values.astype("float64")
    strange = [name for name in table.columns if name not in schema.names]
    if strange:
        raise TableFault(f"{schema.name}: unknown columns {strange}")
    return check(pd.DataFrame(columns, index=table.index), schema)


def from_rows(rows: list[dict], schema: Schema) -> pd.DataFrame:
    """A checked table from dicts; absent text becomes the empty string, absent numbers null."""
    return completed(pd.DataFrame(rows), schema) if rows else empty(schema)
