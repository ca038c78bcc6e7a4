"""What the statistics hand back: intervals and the results of tests."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri

Number = float | np.ndarray

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Interval:
    """The lower and upper end of a confidence interval, in the unit of the estimate (scalars, or arrays of one shape)."""

    lower: Number
    upper: Number


@dataclass(frozen=True)
class TestResult:
    """A tested comparison.

    ``test`` is a code of ``vocabulary.TESTS``. ``estimate`` and ``interval`` are a difference (null value 0) or a ratio
    (null value 1), as the function that made them says. ``statistic`` is the standard normal deviate, ``standard_error``
    that of the estimate (of its logarithm for ratios); both are NaN where the test has none. ``p_value`` is two-sided and
    is the one to judge by; ``p_exact`` is the wholly exact p of a conditional test, whose ``p_value`` is the mid-p.
    """

    test: str
    estimate: Number
    interval: Interval
    p_value: Number
    statistic: Number = math.nan
    standard_error: Number = math.nan
    p_exact: Number = math.nan


def critical_value(confidence: float = CONFIDENCE) -> float:
    """The two-sided standard normal quantile: 1.959964 for 0.95. Raises ValueError unless 0 < ``confidence`` < 1."""
    if not 0 < confidence < 1:
        raise ValueError(f"a confidence level lies between 0 and 1, not at {confidence}")
    return float(ndtri(0.5 + confidence / 2))


def two_sided_p(statistic: Number) -> Number:
    """The probability that a standard normal deviate is at least as far from zero."""
    return plain(2 * ndtr(-np.abs(statistic)))


def plain(values: Number) -> Number:
    """A Python float where ``values`` has no dimensions, the array otherwise."""
    array = np.asarray(values, dtype=float)
    return float(array) if array.ndim == 0 else array


def interval(lower: Number, upper: Number) -> Interval:
    """An Interval of plain floats or of arrays."""
    return Interval(plain(lower), plain(upper))


def normal_result(test: str, estimate: Number, standard_error: Number, confidence: float = CONFIDENCE) -> TestResult:
    """A difference judged against its standard error: estimate +/- z * SE.

    Where the standard error is zero there is no test: the statistic and p are NaN and the interval is the estimate.
    """
    estimate, standard_error = np.asarray(estimate, dtype=float), np.asarray(standard_error, dtype=float)
    reach = critical_value(confidence) * standard_error
    statistic = np.divide(
        estimate, standard_error, out=np.full(np.broadcast(estimate, standard_error).shape, np.nan), where=standard_error > 0
    )
    return TestResult(
        test=test,
        estimate=plain(estimate),
        interval=interval(estimate - reach, estimate + reach),
        p_value=two_sided_p(statistic),
        statistic=plain(statistic),
        standard_error=plain(standard_error),
    )


def columns(**arguments: Number) -> list[np.ndarray]:
    """The arguments as float arrays of one shape. Raises ValueError, naming the argument, when a number is negative."""
    arrays = {name: np.asarray(values, dtype=float) for name, values in arguments.items()}
    for name, array in arrays.items():
        if (array < 0).any():
            raise ValueError(f"{name} can not be negative")
    return list(np.broadcast_arrays(*arrays.values()))


def positive(name: str, values: Number) -> None:
    """Raises ValueError when a number is zero or negative (NaN passes: it makes a NaN result)."""
    if (np.asarray(values, dtype=float) <= 0).any():
        raise ValueError(f"{name} must be above zero")
