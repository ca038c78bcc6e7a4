"""Two volume counts compared, allowing for months that vary more than chance alone."""

from __future__ import annotations

import numpy as np

from build_scripts.statistics.results import CONFIDENCE, Number, TestResult, columns, critical_value, interval, plain, positive, two_sided_p


def quasi_poisson(
    count: Number,
    base_count: Number,
    dispersion: Number,
    exposure: Number = 1.0,
    base_exposure: Number = 1.0,
    confidence: float = CONFIDENCE,
) -> TestResult:
    """The ratio of two rates, ``(count / exposure) / (base_count / base_exposure)``, whose variance is ``dispersion`` times Poisson's.

    ``z = (c1/t1 - c2/t2) / sqrt(phi * (c1/t1^2 + c2/t2^2))``; the interval is ``ln ratio +/- z * sqrt(phi * (1/c1 + 1/c2))``.
    Exposure is days, or person-time. The statistic tests the difference and the interval is of the log ratio: they agree
    except within about ``ln(ratio)^2 / 24`` of the threshold, relatively. ``standard_error`` is that of the log ratio.

    A zero among the counts leaves the interval NaN (use ``counts.conditional_binomial``); two zeros have p 1.
    Raises ValueError when a count is negative, an exposure not above zero, or a dispersion under 1.
    """
    positive("exposure", exposure)
    positive("base_exposure", base_exposure)
    count, base_count, dispersion, exposure, base_exposure = columns(
        count=count, base_count=base_count, dispersion=dispersion, exposure=exposure, base_exposure=base_exposure
    )
    if (dispersion < 1).any():
        raise ValueError("a dispersion under 1 would claim less than chance: it is never under 1")
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.sqrt(dispersion * (count / exposure**2 + base_count / base_exposure**2))
        difference = count / exposure - base_count / base_exposure
        statistic = np.where(count + base_count == 0, 0.0, difference / spread)
        ratio = (count / exposure) / (base_count / base_exposure)
        standard_error = np.where((count > 0) & (base_count > 0), np.sqrt(dispersion * (1 / count + 1 / base_count)), np.nan)
    reach = np.exp(critical_value(confidence) * standard_error)
    with np.errstate(invalid="ignore"):
        lower, upper = ratio / reach, ratio * reach
    return TestResult(
        test="quasi-poisson",
        estimate=plain(ratio),
        interval=interval(lower, upper),
        p_value=two_sided_p(statistic),
        statistic=plain(statistic),
        standard_error=plain(standard_error),
    )
