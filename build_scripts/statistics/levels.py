"""The rate of one place divided by that of others at the same time, on the logarithmic scale.

The count of each place varies by itself, ``phi`` times as much as chance alone; populations are taken as known. Variances follow from the
linear terms of the logarithm of the ratio (the delta method).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from build_scripts.statistics.ratios import on_log_scale
from build_scripts.statistics.results import CONFIDENCE, TestResult


@dataclass(frozen=True)
class Place:
    """What was counted of a place, its residents, and how much more than chance its count varies (1 or more; NaN where not known)."""

    count: float
    residents: float
    dispersion: float

    @property
    def rate(self) -> float:
        """Events for each resident."""
        return self.count / self.residents


def against_whole(place: Place, rest: Place, confidence: float = CONFIDENCE) -> TestResult:
    """The rate of a place over that of the whole, which the place and the ``rest`` of it make up together.

    With ``a`` counted here, ``b`` in the rest and ``T`` in all, the variance of the logarithm is ``(b / T^2) * (phi_a * b / a + phi_b)``:
    by chance alone ``1/a - 1/T``, less than for two places apart, as the whole holds the place. NaN where one of the two has no event.
    """
    if not (place.count > 0 and rest.count > 0):
        return _untested(confidence)
    whole = Place(place.count + rest.count, place.residents + rest.residents, math.nan)
    variance = rest.count / whole.count**2 * (place.dispersion * rest.count / place.count + rest.dispersion)
    return on_log_scale(np.asarray(place.rate / whole.rate), np.sqrt(variance), confidence)


def against_mean(place: Place, others: Sequence[Place], confidence: float = CONFIDENCE) -> TestResult:
    """The rate of a place over the plain mean of the rates of ``others``, of which it is none.

    With rates ``r_i`` of ``k`` others and their mean ``m``, the variance of the logarithm is
    ``phi / a + sum(phi_i * r_i^2 / a_i) / (k * m)^2``. NaN where a place has no event. Raises ValueError without others.
    """
    if not others:
        raise ValueError("a mean takes one place or more")
    if not all(one.count > 0 for one in (place, *others)):
        return _untested(confidence)
    total = sum(one.rate for one in others)
    variance = place.dispersion / place.count + sum(one.dispersion * one.rate**2 / one.count for one in others) / total**2
    return on_log_scale(np.asarray(place.rate * len(others) / total), np.sqrt(np.asarray(variance)), confidence)


def _untested(confidence: float) -> TestResult:
    return on_log_scale(np.asarray(math.nan), np.asarray(math.nan), confidence)
