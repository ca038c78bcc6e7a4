"""Takes cells out of the tables: with a value goes everything that would give it away."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from build_scripts.disclosure.cells import SUPPRESSED, Cell, comparison_cells, observation_cell
from build_scripts.disclosure.structure import Structure
from build_scripts.indicators.series import MonthlySeries

CONFIDENTIAL = "c"
OBSERVED = ("value", "numerator", "n", "n_eff", "lower_95", "upper_95")
LATER = ("value", "numerator", "n")
EARLIER = ("base_value", "base_numerator", "base_n")
COMPARED = ("change", "change_absolute", "lower_95", "upper_95", "phi", "p_value", "p_adjusted")
UNPLACED_SHARES = ("unallocated_share", "base_unallocated_share")
# Residents are published by themselves, and no part of what is counted.
PUBLIC_DENOMINATOR = "rate"


def withhold_observations(observations: pd.DataFrame, withheld: Mapping[Cell, str]) -> pd.DataFrame:
    """The observations (schema ``tables.OBSERVATIONS``) without the cells of ``withheld``, which gives each its reason."""
    reasons = [withheld.get(observation_cell(row), "") for row in observations.to_dict("records")]
    return _blanked(observations, np.array(reasons, dtype=object), OBSERVED, "denominator")


def withhold_comparisons(comparisons: pd.DataFrame, withheld: Mapping[Cell, str], structure: Structure) -> pd.DataFrame:
    """The comparisons (schema ``tables.COMPARISONS``) without the cells of ``withheld`` and the changes to and from them.

    The share of what could not be placed in a borough goes with it, where the number of that is withheld.
    """
    rows = comparisons.to_dict("records")
    pairs = [comparison_cells(row) for row in rows]
    later = np.array([withheld.get(cell, "") for cell, _ in pairs], dtype=object)
    earlier = np.array([withheld.get(cell, "") for _, cell in pairs], dtype=object)
    published = _blanked(comparisons, later, LATER, "denominator")
    published = _blanked(published, earlier, EARLIER, "base_denominator")
    reasons = np.where(later != "", later, earlier)
    published = _blanked(published, reasons, COMPARED, "")
    gone = reasons != ""
    published.loc[gone, ["test", "interval_of", "family"]] = ""
    published.loc[gone, "verdict"] = "not-available"
    for number, name in enumerate(UNPLACED_SHARES):
        hidden = [any(pair[number]._replace(area_code=area) in withheld for area in structure.unallocated) for pair in pairs]
        published.loc[np.array(hidden, dtype=bool), name] = np.nan
    return published


def _blanked(table: pd.DataFrame, reasons: np.ndarray, columns: Sequence[str], denominator: str) -> pd.DataFrame:
    """The table with ``columns`` null, and the reason told, where there is one; the denominator too, unless it is of residents."""
    table = table.copy()
    gone = reasons != ""
    table.loc[gone, list(columns)] = np.nan
    if denominator:
        table.loc[gone & (table["measure"] != PUBLIC_DENOMINATOR).to_numpy(), denominator] = np.nan
    table.loc[gone, "reason"] = reasons[gone]
    confidential = reasons == SUPPRESSED
    table.loc[confidential, "flags"] = [with_flag(flags, CONFIDENTIAL) for flags in table.loc[confidential, "flags"]]
    return table


def with_flag(flags: str, flag: str) -> str:
    """The flags with one more, each once."""
    return " ".join(dict.fromkeys([*flags.split(), flag]))


def withhold_series(series: Sequence[MonthlySeries], withheld: Collection[Cell]) -> tuple[MonthlySeries, ...]:
    """The monthly series behind charts, null in every month of a withheld cell."""
    found: dict[tuple[str, str, str], list[Cell]] = {}
    for cell in withheld:
        if not cell.group_type:
            found.setdefault((cell.indicator, cell.component, cell.extract), []).append(cell)
    return tuple(_blanked_series(one, found.get((one.indicator, one.component, one.extract), [])) for one in series)


def _blanked_series(series: MonthlySeries, cells: list[Cell]) -> MonthlySeries:
    if not cells:
        return series
    values = series.values.copy()
    for cell in cells:
        if cell.area_code in series.areas:
            row = series.areas.index(cell.area_code)
            values[row, max(cell.first - series.first_month, 0) : max(cell.last + 1 - series.first_month, 0)] = np.nan
    return replace(series, values=values, _totals={})
