"""The dispersion of quarters: the same regression by statsmodels, on real quarters."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from build_scripts import periods
from build_scripts.statistics.dispersion import days_of
from build_scripts.statistics.quarter_dispersion import quarter_dispersion

# Offences of the MPS by quarter, April 2021 to December 2023.
OFFENCES = [199568, 208783, 217865, 208323, 218181, 219035, 222885, 222411, 233105, 235199, 240250]
QUARTERS = [periods.month_ordinal("2021-06") + 3 * step for step in range(len(OFFENCES))]


def by_statsmodels(counts: list[float], quarters: list[int]) -> float:
    ends = np.array(quarters)
    seasons = np.column_stack([(ends % 12 == month).astype(float) for month in sorted(set(ends % 12))])
    design = np.column_stack([seasons, ends - ends[0]])
    offset = np.log(sum(days_of(ends - back) for back in range(3)))
    return float(sm.GLM(counts, design, family=sm.families.Poisson(), offset=offset).fit(scale="X2", tol=1e-12).scale)


@pytest.mark.parametrize("chosen", [slice(0, 11), slice(3, 11), slice(0, 8)])
def test_it_is_that_of_statsmodels(chosen: slice) -> None:
    assert quarter_dispersion(OFFENCES[chosen], QUARTERS[chosen]) == pytest.approx(
        by_statsmodels(OFFENCES[chosen], QUARTERS[chosen]), rel=1e-6
    )


def test_quarters_may_be_lacking() -> None:
    # Given that a quarter among them is not held
    counts, quarters = OFFENCES[:4] + OFFENCES[5:], QUARTERS[:4] + QUARTERS[5:]
    assert quarter_dispersion(counts, quarters) == pytest.approx(by_statsmodels(counts, quarters), rel=1e-6)


def test_it_is_never_under_one_and_unknown_where_a_count_is() -> None:
    assert quarter_dispersion([100.0] * 8, QUARTERS[:8]) == 1.0
    assert quarter_dispersion([0.0] * 8, QUARTERS[:8]) == 1.0
    assert np.isnan(quarter_dispersion([np.nan, *OFFENCES[1:8]], QUARTERS[:8]))


@pytest.mark.parametrize(
    ("counts", "quarters"),
    [
        (OFFENCES[:7], QUARTERS[:7]),
        (OFFENCES + OFFENCES[:2], [*QUARTERS, QUARTERS[-1] + 3, QUARTERS[-1] + 6]),
        (OFFENCES[:8], QUARTERS[:9]),
        (OFFENCES[:8], QUARTERS[7::-1]),
        ([-1.0, *OFFENCES[1:8]], QUARTERS[:8]),
    ],
)
def test_what_can_not_be_fitted_is_refused(counts: list[float], quarters: list[int]) -> None:
    with pytest.raises(ValueError):
        quarter_dispersion(counts, quarters)
