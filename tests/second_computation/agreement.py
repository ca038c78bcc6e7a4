"""Lays two tables side by side, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

# What rounding in another order of operations may do, as a share of the figure and, near nought, in the figure's own unit.
ROUNDING = 1e-9
# An iterated regression stands behind the dispersion and all that rests on it: two of them stop at slightly different places.
ITERATION = 1e-6
SHOWN = 12


@dataclass(frozen=True)
class SideBySide:
    """The rows that both tables hold, the columns of the second under names that end in ``_second``; and the rows that only one holds."""

    key: tuple[str, ...]
    both: pd.DataFrame = field(repr=False)
    only_first: pd.DataFrame = field(repr=False)
    only_second: pd.DataFrame = field(repr=False)

    def numbers_that_differ(self, column: str, tolerance: float = ROUNDING) -> str:
        """The rows in which a column of numbers differs, as text: empty where none does. Null agrees with null only."""
        first = self.both[column].to_numpy(dtype=float, na_value=np.nan)
        second = self.both[f"{column}_second"].to_numpy(dtype=float, na_value=np.nan)
        return self._shown(column, ~np.isclose(first, second, rtol=tolerance, atol=tolerance, equal_nan=True))

    def texts_that_differ(self, column: str) -> str:
        """The rows in which a column of text differs, as text: empty where none does."""
        return self._shown(column, (self.both[column] != self.both[f"{column}_second"]).to_numpy())

    def _shown(self, column: str, differs: np.ndarray) -> str:
        if not differs.any():
            return ""
        rows = self.both.loc[differs, [*self.key, column, f"{column}_second"]]
        return f"{column} differs in {differs.sum()} of {len(self.both)} rows:\n{rows.head(SHOWN).to_string(index=False)}"


def side_by_side(first: pd.DataFrame, second: pd.DataFrame, key: tuple[str, ...]) -> SideBySide:
    """Joins the tables on their key."""
    joined = first.merge(second, on=list(key), how="outer", suffixes=("", "_second"), indicator="held_by", validate="one_to_one")
    parts = {held: joined[joined["held_by"] == held] for held in ("both", "left_only", "right_only")}
    return SideBySide(key, parts["both"], parts["left_only"], parts["right_only"])
