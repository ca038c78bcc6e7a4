"""How much more than chance a series varies, as an ordinary regression of other people's making (statsmodels).

Of counts: the months are the 36 that end with a window, none of them before the last break that divides the series, and 24 at least.
Each count is explained by its month of the year and by a straight line through time, on the number of days; what is left over
is Pearson's statistic over its degrees of freedom.

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


def dispersion(counts: np.ndarray, last: int) -> float:
    """The dispersion of consecutive monthly ``counts`` that end with the month ``last``: one at least, null under 24 months."""
    if len(counts) < FEWEST_MONTHS:
        return float("nan")
    months = np.arange(last - len(counts) + 1, last + 1)
    terms = np.column_stack([np.equal.outer(months % 12, np.arange(12)), months - months.mean()]).astype(float)
    offset = np.log([days_of_month(int(month)) for month in months])
    return max(1.0, float(sm.GLM(counts, terms, family=sm.families.Poisson(), offset=offset).fit(scale="X2", tol=1e-12).scale))


def share_dispersion(numerators: list[float], denominators: list[float], lasts: list[float]) -> float:
    """The dispersion of the shares of ``numerators`` in both counts, one at least; a quarter each, known by its last month."""
    lasts_of_quarters = np.array(lasts)
    seasons = np.unique(lasts_of_quarters % 12)
    terms = np.column_stack([np.equal.outer(lasts_of_quarters % 12, seasons), lasts_of_quarters - lasts_of_quarters.mean()]).astype(float)
    fitted = sm.GLM(np.column_stack([numerators, denominators]), terms, family=sm.families.Binomial()).fit(tol=1e-12)
    return max(1.0, float(fitted.pearson_chi2 / fitted.df_resid))
