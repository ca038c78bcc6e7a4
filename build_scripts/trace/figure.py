"""One figure, told: its value, its sentence, its formula, and the rows behind it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from build_scripts import periods, vocabulary
from build_scripts.packages.reading import Instance
from build_scripts.trace.address import Address, NotAnAddress
from build_scripts.trace.source_rows import SourceRow, source_rows

SHOWN_ROWS = 40


@dataclass(frozen=True)
class Figure:
    """A figure found at an address: the row of its table, and the source rows of the later and the earlier value."""

    address: Address
    row: dict
    rows: tuple[SourceRow, ...]
    base_rows: tuple[SourceRow, ...]

    def text(self) -> str:
        """What ``plainsight figure`` prints."""
        value = self.row[self.address.field]
        told = [f"{self.address.field}: {value}"]
        if self.row.get("sentence"):
            told.append(self.row["sentence"])
        if self.address.is_observation:
            told.append(f"formula: {_observed_formula(self.row)}")
        else:
            told.append(f"formula: {_compared_formula(self.row)}")
            told.append(f"test: {vocabulary.TESTS[self.row['test']]}; verdict: {vocabulary.VERDICT_TITLES[self.row['verdict']]}")
        for title, rows in ((self.row["period"], self.rows), (self.row.get("base_period", ""), self.base_rows)):
            if rows:
                told.append(f"source rows of {title}: {len(rows)}, adding up to {sum(row.value for row in rows):g}")
                told.extend(f"  {row.file}:{row.line}: {row.cells}" for row in rows[:SHOWN_ROWS])
                if len(rows) > SHOWN_ROWS:
                    told.append(f"  and {len(rows) - SHOWN_ROWS} more")
        return "\n".join(told) + "\n"


def _observed_formula(row: dict) -> str:
    if row["measure"] == "count":
        return f"the sum of {row['months_present']:g} monthly counts"
    if row["measure"] == "rate":
        return f"{row['numerator']:g} / {row['denominator']:g} residents * 1000 (mid-{row['population_year']:g} estimate)"
    return "as its publisher gives it"


def _compared_formula(row: dict) -> str:
    if row["change_unit"] == "pp":
        return f"{row['value']:g} - {row['base_value']:g}, in percentage points"
    return f"{row['value']:g} / {row['base_value']:g} - 1, in per cent"


def find_figure(instance: Instance, observations: pd.DataFrame, comparisons: pd.DataFrame, address: Address, force_area: str) -> Figure:
    """The figure at an address. Raises NotAnAddress when nothing is published there."""
    table = observations if address.is_observation else comparisons
    group_type, _, group = address.group.partition(".")
    found = table[
        (table["indicator"] == address.indicator)
        & (table["component"] == address.component)
        & (table["measure"] == address.measure)
        & (table["area_code"] == address.area)
        & (table["group_type"] == group_type)
        & (table["group"] == group)
        & (table["period"] == address.period)
        & (table["extract"] == address.extract)
    ]
    if not address.is_observation:
        found = found[found["rule"] == address.rule]
        if address.base:
            found = found[found["base_period"] + "." + found["base_area"] == address.base]
    if found.empty:
        raise NotAnAddress(f"nothing is published at this address: look in /api/v1/indicators/{address.indicator}.json for what is")
    row = found.iloc[0].to_dict()

    def behind(period: str) -> tuple[SourceRow, ...]:
        parsed = periods.parse_as(period, row["period_type"]) if address.is_observation else periods.parse(period)
        return tuple(
            source_rows(
                instance,
                indicator=address.indicator,
                component=address.component,
                area=address.area,
                period=parsed,
                extract=address.extract,
                force_area=force_area,
            )
        )

    return Figure(address, row, behind(row["period"]), () if address.is_observation else behind(row["base_period"]))
