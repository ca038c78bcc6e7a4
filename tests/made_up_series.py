"""Made-up monthly counts for laws that must hold whatever the figures are."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from build_scripts import periods
from build_scripts.indicators.series import MonthlySeries

FORCE, BOROUGH, OTHER_BOROUGH, UNKNOWN = "E23000001", "E09000023", "E09000033", "MPS-UNKNOWN"
WITHIN = (BOROUGH, OTHER_BOROUGH, UNKNOWN)
FIRST_MONTH = periods.month_ordinal("2018-04")


def monthly(within: np.ndarray, first_month: int = FIRST_MONTH) -> MonthlySeries:
    """A series of two boroughs, what has no place, and the force that is their sum: ``within`` has those three rows."""
    values = np.vstack([within, within.sum(axis=0)])
    return MonthlySeries("personal-robbery", "", "count", "count", "mps-borough", "2026-04", (*WITHIN, FORCE), first_month, values)


@st.composite
def series(draw: st.DrawFn, months: int = 48, most: int = 60, missing: bool = False) -> MonthlySeries:
    """Counts up to ``most`` a month and area; with ``missing``, some months are not known for any area."""
    seed = draw(st.integers(0, 2**32 - 1))
    random = np.random.default_rng(seed)
    values = random.integers(0, draw(st.integers(1, most)), size=(len(WITHIN), months), endpoint=True).astype(float)
    if missing:
        values[:, draw(st.sets(st.integers(0, months - 1), max_size=3).map(sorted))] = np.nan
    return monthly(values)
