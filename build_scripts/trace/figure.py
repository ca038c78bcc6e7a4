"""One figure, told: its value, its sentence, its formula, and the rows behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from build_scripts import vocabulary
from build_scripts.comparisons.gaps_printed import EVERYBODY
from build_scripts.indicators.printed import is_printed
from build_scripts.packages.reading import Instance
from build_scripts.trace.address import Address, NotAnAddress
from build_scripts.trace.formulas import compared_formula, observed_formula
from build_scripts.trace.levels import is_level, level_parts
from build_scripts.trace.part import Part
from build_scripts.trace.parts import parts_of, parts_of_change
from build_scripts.trace.printed_gaps import everybody_parts

SHOWN_ROWS = 40


@dataclass(frozen=True)
class Figure:
    """A figure found at an address: the row of its table, and what the later and the earlier value are made of."""

    address: Address
    row: dict
    parts: tuple[Part, ...]
    base_parts: tuple[Part, ...]

    def text(self) -> str:
        """What ``plainsight figure`` prints."""
        told = [f"{self.address.field}: {self.row[self.address.field]}"]
        if self.row.get("sentence"):
            told.append(self.row["sentence"])
        if self.address.is_observation:
            told.append(f"formula: {observed_formula(self.row)}")
        else:
            told.append(f"formula: {compared_formula(self.row)}")
            told.append(f"verdict: {vocabulary.VERDICT_TITLES[self.row['verdict']]}")
        for period, parts in ((self.row["period"], self.parts), (self.row.get("base_period", ""), self.base_parts)):
            for part in parts:
                told.extend(_told(part, period))
        return "\n".join(told) + "\n"


def _told(part: Part, period: str) -> Iterator[str]:
    yield f"source rows of {period}, {part.title}: {len(part.rows)}, {'adding up to' if part.adds_up else 'with the mean'} {part.total:g}"
    yield from (f"  {row.file}:{row.line}: {row.cells}" for row in part.rows[:SHOWN_ROWS])
    if len(part.rows) > SHOWN_ROWS:
        yield f"  and {len(part.rows) - SHOWN_ROWS} more"


def find_figure(instance: Instance, observations: pd.DataFrame, comparisons: pd.DataFrame, address: Address, force_area: str) -> Figure:
    """The figure at an address. Raises NotAnAddress when nothing is published there."""
    table = observations if address.is_observation else comparisons
    found = _at(table, address, address.area, address.period)
    if not address.is_observation:
        found = found[found["rule"] == address.rule]
        if address.base:
            found = found[found["base_period"] + "." + found["base_area"] == address.base]
    if found.empty:
        raise NotAnAddress(f"nothing is published at this address: look in /api/v1/indicators/{address.indicator}.json for what is")
    row = found.iloc[0].to_dict()

    def behind(area: str, period: str) -> tuple[Part, ...]:
        values = _at(observations, address, area, period)
        return parts_of(instance, values.iloc[0].to_dict(), force_area) if len(values) else ()

    now = behind(address.area, address.period)
    base: tuple[Part, ...] = ()
    if not address.is_observation:
        of_everybody = row["rule"] == EVERYBODY
        base = everybody_parts(instance, row, force_area) if of_everybody else behind(row["base_area"], row["base_period"])
        if is_level(row):
            now, base = level_parts(instance, row)
        now += parts_of_change(instance, row, force_area) if is_printed(row) else ()
    return Figure(address, row, now, base)


def _at(table: pd.DataFrame, address: Address, area: str, period: str) -> pd.DataFrame:
    """The rows of the address's series for an area and a period."""
    group_type, _, group = address.group.partition(".")
    # What leaves the fewest rows is asked first: the tables are long.
    wanted = {
        "period": period,
        "indicator": address.indicator,
        "component": address.component,
        "measure": address.measure,
        "area_code": area,
        "group_type": group_type,
        "group": group,
        "extract": address.extract,
    }
    for name, value in wanted.items():
        table = table[table[name] == value]
    return table
