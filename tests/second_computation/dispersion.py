"""How much more than chance a series varies, as an ordinary regression of other people's making (statsmodels).

Of counts: the months are the 36 that end with a window, none of them before the last break that divides the series, and 24 at least.
Each count is explained by its month of the year and by a straight line through time, on the number of days; what is left over
is Pearson's statistic over its degrees of freedom.

Of the counts of quarters, where no months are published: the twelve that end with a window, and eight at least, in the same way.

Of two counts that stand over each other: the share of the one in both, by quarter, explained in the same way by a logistic regression.
"""

from __future__ import annotations

from calendar import monthrange

import numpy as np
import statsmodels.api as sm

FEWEST_MONTHS = 24


def days_of_month(month: int) -> int:
    """The days of a month, given as ``year * 12 + month - 1``."""
    return monthrange(month // 12, month % 12 + 1)[1]


def seasonal_terms(lasts: np.ndarray) -> np.ndarray:
    """What explains periods that end with a month: the month of the year, of those that there are, and a straight line through time."""
    return np.column_stack([np.equal.outer(lasts % 12, np.unique(lasts % 12)), lasts - lasts.mean()]).astype(float)


def poisson_dispersion(counts: np.ndarray, lasts: np.ndarray, offset: np.ndarray) -> float:
    """Pearson's statistic over its degrees of freedom of a Poisson regression, one at least."""
    model = sm.GLM(counts, seasonal_terms(lasts), family=sm.families.Poisson(), offset=offset)
    return max(1.0, float(model.fit(scale="X2", tol=1e-12).scale))


def dispersion(counts: np.ndarray, last: int) -> float:
    """The dispersion of consecutive monthly ``counts`` that end with the month ``last``: one at least, null under 24 months."""
    if len(counts) < FEWEST_MONTHS:
        return float("nan")
    months = np.arange(last - len(counts) + 1, last + 1)
    offset = np.log([days_of_month(int(month)) for month in months])
    return poisson_dispersion(counts, months, offset)


def quarter_dispersion(numbers: list[float], lasts: list[float]) -> float:
    """The dispersion of counts of quarters, each known by its last month: as that of months."""
    ends = np.array(lasts, dtype=int)
    offset = np.log([sum(days_of_month(int(end) - back) for back in range(3)) for end in ends])
    return poisson_dispersion(np.array(numbers), ends, offset)


def share_dispersion(numerators: list[float], denominators: list[float], lasts: list[float]) -> float:
    """The dispersion of the shares of ``numerators`` in both counts, one at least; a quarter each, known by its last month."""
    terms = seasonal_terms(np.array(lasts, dtype=int))
    fitted = sm.GLM(np.column_stack([numerators, denominators]), terms, family=sm.families.Binomial()).fit(tol=1e-12)
    return max(1.0, float(fitted.pearson_chi2 / fitted.df_resid))
