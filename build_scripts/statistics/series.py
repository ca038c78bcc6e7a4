"""Series that a control chart may be run on: discrete periods in time order, never rolling ones.

Neighbouring rolling years share nine or eleven of their twelve months, so they follow one another by construction: a control
chart of them finds runs that are not there. ``DiscreteSeries`` can not be made of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from build_scripts import periods
from build_scripts.statistics.dispersion import days_of, fit_months

COUNT = "count"
RATE = "rate"
PERCENTAGE = "percentage"
DIFFERENCE = "difference"

# The range a value can lie in, by what the series holds: limits are drawn within it.
RANGES = {COUNT: (0.0, None), RATE: (0.0, None), PERCENTAGE: (0.0, 100.0), DIFFERENCE: (None, None)}

DAYS_OF_AVERAGE_MONTH = 365.25 / 12


class RollingSeriesRefused(ValueError):
    """A control chart was asked of rolling or overlapping periods."""


@dataclass(frozen=True)
class Point:
    """One value of a series."""

    period: periods.Period
    value: float


@dataclass(frozen=True)
class DiscreteSeries:
    """Values of periods of one type that do not overlap, in time order.

    ``holds`` says what the values are (``COUNT``, ``RATE``, ``PERCENTAGE`` in per cents, or ``DIFFERENCE``). A missing period is a gap:
    leave the point out. Raises RollingSeriesRefused for rolling years and for periods that overlap; ValueError when a period is of
    another type, the periods are out of order, a value is not finite, or ``holds`` is not known.
    """

    points: tuple[Point, ...]
    period_type: str
    holds: str = COUNT

    def __post_init__(self) -> None:
        if self.holds not in RANGES:
            raise ValueError(f"{self.holds!r} is not what a series holds: expected one of {', '.join(RANGES)}")
        if periods.ROLLING_YEAR in {self.period_type, *(point.period.type for point in self.points)}:
            raise RollingSeriesRefused("a control chart takes discrete months, quarters or years, not rolling years")
        for point in self.points:
            if point.period.type != self.period_type:
                raise ValueError(f"{point.period.text} is a {point.period.type}, in a series of type {self.period_type}")
            if not np.isfinite(point.value):
                raise ValueError(f"{point.period.text} has no value: leave the point out")
        for earlier, later in pairwise(point.period for point in self.points):
            if later.first < earlier.first:
                raise ValueError(f"{later.text} comes after {earlier.text}: a series is in time order")
            if later.first <= earlier.last:
                raise RollingSeriesRefused(f"{earlier.text} and {later.text} overlap")

    @property
    def values(self) -> np.ndarray:
        """The values, in order."""
        return np.array([point.value for point in self.points], dtype=float)

    @property
    def follows(self) -> tuple[bool, ...]:
        """For each point, whether it directly follows the one before (False for the first and after a gap)."""
        adjacent = (later.period.first == earlier.period.last + 1 for earlier, later in pairwise(self.points))
        return (False, *adjacent) if self.points else ()

    def with_values(self, values: Sequence[float] | np.ndarray) -> DiscreteSeries:
        """The same periods with other values."""
        points = zip(self.points, values, strict=True)
        return replace(self, points=tuple(Point(point.period, float(value)) for point, value in points))


def from_texts(texts: Sequence[str], values: Sequence[float], period_type: str, holds: str = COUNT) -> DiscreteSeries:
    """A series from period texts and values; missing values (None or NaN) are gaps. Raises what DiscreteSeries raises."""
    known = [(text, value) for text, value in zip(texts, values, strict=True) if value is not None and not np.isnan(value)]
    return DiscreteSeries(tuple(Point(periods.parse_as(text, period_type), float(value)) for text, value in known), period_type, holds)


def daily_adjusted(series: DiscreteSeries) -> DiscreteSeries:
    """Monthly counts as if every month had 365.25 / 12 days, so that February is no dip.

    Raises ValueError unless the series holds counts of months.
    """
    _require_monthly_counts(series)
    days = days_of([point.period.first for point in series.points])
    return series.with_values(series.values / days * DAYS_OF_AVERAGE_MONTH)


def year_on_year(series: DiscreteSeries) -> DiscreteSeries:
    """Each value less that of the same period a year earlier; periods without one are left out. Holds differences."""
    by_start = {point.period.first: point.value for point in series.points}
    return DiscreteSeries(
        tuple(
            Point(point.period, point.value - by_start[point.period.first - 12])
            for point in series.points
            if point.period.first - 12 in by_start
        ),
        series.period_type,
        DIFFERENCE,
    )


def seasonally_adjusted(series: DiscreteSeries, history: DiscreteSeries | None = None, steps: Sequence[int] = ()) -> DiscreteSeries:
    """Monthly counts, adjusted to an average month's days, divided by the effect of their month of the year.

    The effects are those of the Poisson regression on month and trend that also gives the dispersion (``dispersion.fit_months``), averaging
    nothing over the year on the log scale. They are told by the ``history``, a longer record of the same thing where there is one, whose
    level may change at ``steps`` (ordinals of first months). Raises ValueError unless that holds 24 or more counts of months.
    """
    _require_monthly_counts(series)
    told_by = history or series
    _require_monthly_counts(told_by)
    ordinals = [point.period.first for point in series.points]
    effects = fit_months(told_by.values, [point.period.first for point in told_by.points], steps).month_effects
    adjusted = daily_adjusted(series).values / np.exp(effects[np.array(ordinals) % 12])
    return series.with_values(adjusted)


def _require_monthly_counts(series: DiscreteSeries) -> None:
    if series.period_type != periods.MONTH or series.holds != COUNT:
        raise ValueError("only counts of months are adjusted for the days of a month or its season")
