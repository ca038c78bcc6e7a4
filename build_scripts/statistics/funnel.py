"""Funnel limits: how far an area may lie from the force by chance, given its size.

Areas are never ranked: only those outside the 99.8% limits are named. Sources: Spiegelhalter 2005 (Statistics in Medicine 24:1185;
Quality and Safety in Health Care 14:347 for dispersion); the Poisson limits are those of UKHSA's PHEindicatormethods.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import gdtrib

from build_scripts.statistics.results import Interval, Number, columns, critical_value, interval, positive

WARNING = 0.95
ALARM = 0.998
# The share of areas at each end whose distance is pulled in before dispersion is measured, so that true outliers do not hide themselves.
WINSORISED = 0.1


@dataclass(frozen=True)
class FunnelLimits:
    """The 95% and 99.8% limits at each size, in the unit of the centre line."""

    centre: Number
    warning: Interval
    alarm: Interval


def binomial_funnel(centre: float, sample: Number, dispersion: float = 1.0) -> FunnelLimits:
    """Limits of a share around ``centre`` (a fraction): ``centre +/- z * sqrt(phi * centre * (1 - centre) / n)``, within 0 to 1.

    Raises ValueError when ``centre`` is outside 0 to 1, a sample not above zero or the dispersion under 1.
    """
    positive("sample", sample)
    _check_dispersion(dispersion)
    if not 0 <= centre <= 1:
        raise ValueError("centre is a fraction of one: it lies between 0 and 1")
    spread = np.sqrt(dispersion * centre * (1 - centre) / np.asarray(sample, dtype=float))

    def limits(confidence: float) -> Interval:
        reach = critical_value(confidence) * spread
        return interval(np.clip(centre - reach, 0, 1), np.clip(centre + reach, 0, 1))

    return FunnelLimits(centre, limits(WARNING), limits(ALARM))


def poisson_funnel(centre: float, exposure: Number, dispersion: float = 1.0) -> FunnelLimits:
    """Limits of a rate around ``centre`` (events for each unit of exposure): the exact Poisson limits, made continuous.

    The limits are the rates whose own exact interval just reaches the centre line. With a dispersion, ``count / phi`` is taken as
    Poisson. 0 where even no events would be no alarm. Raises ValueError when the centre is negative, an exposure not above zero or the
    dispersion under 1.
    """
    positive("exposure", exposure)
    _check_dispersion(dispersion)
    centre_line, exposure = columns(centre=centre, exposure=exposure)
    expected = centre_line * exposure / dispersion

    def limits(confidence: float) -> Interval:
        tail = (1 - confidence) / 2
        lower = np.maximum(gdtrib(1.0, 1 - tail, expected) - 1, 0)
        upper = gdtrib(1.0, tail, expected)
        return interval(lower * dispersion / exposure, upper * dispersion / exposure)

    return FunnelLimits(centre, limits(WARNING), limits(ALARM))


def between_area_dispersion(deviates: np.ndarray) -> float:
    """phi between areas: the mean square of their standardised distances from the centre, a tenth at each end pulled in.

    1 (no dispersion) where the mean square is within ``1 + 2 * sqrt(2 / areas)``, which chance alone would allow
    (Spiegelhalter 2005), and where there are no areas. NaN deviates are left out.
    """
    known = np.asarray(deviates, dtype=float)
    known = known[~np.isnan(known)]
    if known.size == 0:
        return 1.0
    low, high = np.quantile(known, [WINSORISED, 1 - WINSORISED])
    mean_square = float(np.mean(np.clip(known, low, high) ** 2))
    return mean_square if mean_square > 1 + 2 * math.sqrt(2 / known.size) else 1.0


def _check_dispersion(dispersion: float) -> None:
    if dispersion < 1:
        raise ValueError("a dispersion is never under 1")
