"""The cells of a publication: every number of things counted that a table states or lets be computed by one division.

A cell is a number over a span of months, so that the 12 months to March and the financial year are one cell, and a rate and its count
are one cell.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from build_scripts import periods

SUPPRESSED = "suppressed"
SMALL_SAMPLE = "small-sample"
COUNT, NUMERATOR, DENOMINATOR = "count", "numerator", "denominator"
SHARES = ("percentage", "outcome-rate")
PER = 1000.0
PERCENT = 100.0


class Cell(NamedTuple):
    """One place of a table: who, where, when and from which extract; ``first`` and ``last`` are month ordinals."""

    indicator: str
    component: str
    area_code: str
    group_type: str
    group: str
    extract: str
    first: int
    last: int


class Amount(NamedTuple):
    """A number of things in a cell. ``role`` says which: the count itself (of a count or a rate), or a share's numerator or denominator."""

    cell: Cell
    role: str
    value: float


def observation_cell(row: dict) -> Cell:
    """The cell of an observation (a row of ``tables.OBSERVATIONS``)."""
    return Cell(
        row["indicator"],
        row["component"],
        row["area_code"],
        row["group_type"],
        row["group"],
        row["extract"],
        periods.month_ordinal(row["period_start"][:7]),
        periods.month_ordinal(row["period_end"][:7]),
    )


def comparison_cells(row: dict) -> tuple[Cell, Cell]:
    """The later and the earlier cell of a comparison (a row of ``tables.COMPARISONS``)."""
    first, last = _span(row["period"], row["rule"])
    base_first, base_last = _span(row["base_period"], row["rule"])
    later = Cell(row["indicator"], row["component"], row["area_code"], row["group_type"], row["group"], row["extract"], first, last)
    earlier = later._replace(
        area_code=row["base_area"] or row["area_code"], group=row["base_group"] or row["group"], first=base_first, last=base_last
    )
    return later, earlier


def _span(text: str, rule: str) -> tuple[int, int]:
    if not text:
        return 0, 0
    try:
        # Of a yearly comparison 2011-12 is the financial year, not December.
        period = periods.parse_as(text, periods.FINANCIAL_YEAR) if rule == "year" else periods.parse(text)
    except ValueError:
        period = periods.parse(text)
    return period.first, period.last


def amounts(observations: pd.DataFrame, comparisons: pd.DataFrame) -> Iterator[Amount]:
    """Every number of things that the two tables tell, withheld ones left out; a number may come more than once."""
    for row in observations.to_dict("records"):
        yield from _amounts(row, observation_cell(row), "")
    for row in comparisons.to_dict("records"):
        later, earlier = comparison_cells(row)
        yield from _amounts(row, later, "")
        if row["base_period"]:
            yield from _amounts(row, earlier, "base_")


def _amounts(row: dict, cell: Cell, prefix: str) -> Iterator[Amount]:
    value, numerator, denominator = (row[f"{prefix}{name}"] for name in ("value", "numerator", "denominator"))
    measure = row["measure"]
    if measure == "count":
        yield from _known(cell, COUNT, value, numerator)
    elif measure == "rate":
        yield from _known(cell, COUNT, numerator, value * denominator / PER)
    elif measure in SHARES:
        yield from _known(cell, NUMERATOR, numerator, value * denominator / PERCENT)
        yield from _known(cell, DENOMINATOR, denominator)


def _known(cell: Cell, role: str, *candidates: float) -> Iterator[Amount]:
    """The first of the candidates that is a number."""
    for value in candidates:
        if not math.isnan(value):
            yield Amount(cell, role, value)
            return
