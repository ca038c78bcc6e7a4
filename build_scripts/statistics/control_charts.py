"""Control charts of single values (XmR), as NHS England's Making Data Count states them.

Limits are ``mean +/- 2.66 * mean moving range`` (Shewhart's 3 / 1.128), fixed on a baseline and worked out anew only where a step
change is declared. Where this differs from the tools that readers may know, ``DEVIATIONS`` says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from build_scripts import periods, vocabulary
from build_scripts.statistics import control_rules
from build_scripts.statistics.series import COUNT, RANGES, DiscreteSeries

LIMIT = 2.66
TWO_SIGMA = LIMIT * 2 / 3
# A moving range this many times the mean one is three sigma out itself (Nelson 1982).
SCREEN = 3.267
FEWEST_POINTS = 12
# Under this many a month, a count is mostly zeros and small numbers, and moving ranges say little.
FEWEST_A_MONTH = 5

OUTSIDE, TREND, TWO_OF_THREE, SHIFT = vocabulary.CONTROL_RULES


class TooRareForChart(ValueError):
    """Monthly counts too small for a chart of single values: show the time between events, or annual counts."""


@dataclass(frozen=True)
class Rebase:
    """A declared step change: limits are worked out anew from the first period (its text) on. The reason is shown."""

    period: str
    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError(f"the rebase at {self.period} needs a reason")


@dataclass(frozen=True)
class Limits:
    """The lines of a chart, in the unit of the values and not cut off at its range."""

    mean: float
    mean_moving_range: float
    lower: float
    upper: float
    lower_two_sigma: float
    upper_two_sigma: float


@dataclass(frozen=True)
class ChartPoint:
    """One point with the lines that hold there.

    ``rule`` is the first rule of ``vocabulary.CONTROL_RULES`` that marks it (empty: none), ``rules`` all that do, ``side`` 1 for high
    or rising, -1 for low or falling (0 where no rule marks it), ``variation`` a code of ``vocabulary.VARIATIONS``.
    """

    period: periods.Period
    value: float
    limits: Limits
    rule: str
    rules: tuple[str, ...]
    side: int
    variation: str


@dataclass(frozen=True)
class ControlChart:
    """A chart: its points; ``variation`` of the latest; ``assurance`` (empty without a target); the rebases.

    ``trial`` is true while the latest limits rest on fewer than 12 points. ``range`` is the least and greatest value possible (None:
    unbounded), within which limits are drawn.
    """

    points: tuple[ChartPoint, ...]
    variation: str
    assurance: str
    trial: bool
    rebases: tuple[Rebase, ...]
    range: tuple[float | None, float | None]

    def drawn(self, value: float) -> float:
        """``value`` held within the range possible: a lower limit under zero is drawn at zero."""
        least, greatest = self.range
        if least is not None and value < least:
            return least
        return greatest if greatest is not None and value > greatest else value


@dataclass(frozen=True)
class Deviation:
    """Where our charts differ from another tool, for the page that lists it."""

    code: str
    title: str
    ours: str
    theirs: str


DEVIATIONS = (
    Deviation(
        "screening",
        "Outlying moving ranges are left out of the limits",
        "A moving range of 3.267 times the mean one or more is left out, once, before the limits are set. It can be switched off.",
        "The Making Data Count spreadsheets keep every moving range. NHSRplotthedots leaves them out as we do.",
    ),
    Deviation(
        "two-of-three",
        "Points beyond a process limit count towards two of three",
        "Any point beyond two sigma counts, as Making Data Count announced in November 2023. The earlier rule can be chosen.",
        "NHSRplotthedots 0.2.2 counts only points between two sigma and the process limit.",
    ),
    Deviation(
        "baseline",
        "Limits are fixed on a stated baseline",
        "Limits rest on the first points of the series, as many as the chart states, and change only at a declared rebase with a reason.",
        "Both tools by default work out the limits from all points, so that each new point moves them.",
    ),
    Deviation(
        "gaps",
        "A missing period ends a run",
        "No moving range is taken across a gap, and no run or trend reaches over it.",
        "Both tools expect a series without gaps and join the points on either side.",
    ),
    Deviation(
        "rolling",
        "Rolling years are refused",
        "Charts are made of discrete months, quarters or years only. Rolling totals follow one another by construction.",
        "Both tools chart whatever numbers they are given.",
    ),
    Deviation(
        "rare",
        "Rare events are refused",
        "Counts of fewer than five a month on average get no monthly chart.",
        "Making Data Count has separate charts for rare events; NHSRplotthedots charts whatever it is given.",
    ),
    Deviation(
        "season",
        "Series with seasons are adjusted first",
        "Counts that rise and fall with the year are charted after adjustment for days and month of the year, or as the change on a "
        "year earlier, and the chart says which.",
        "Both tools leave the season in.",
    ),
    Deviation(
        "assurance",
        "No assurance without a target",
        "The assurance icon is shown only where a target is published for the measure.",
        "The tools show it for any target that is typed in.",
    ),
)


def xmr_limits(values: Sequence[float] | np.ndarray, moving_ranges: Sequence[float] | None = None, screen: bool = True) -> Limits:
    """The lines from baseline values. ``moving_ranges`` defaults to the absolute differences of neighbouring values.

    With ``screen``, ranges of 3.267 times their mean or more are left out, once. Raises ValueError without two neighbouring values.
    """
    baseline = np.asarray(values, dtype=float)
    ranges = np.abs(np.diff(baseline)) if moving_ranges is None else np.asarray(moving_ranges, dtype=float)
    if ranges.size == 0:
        raise ValueError("limits take two or more points that follow one another")
    mean_range = ranges.mean()
    if screen and mean_range > 0:
        mean_range = ranges[ranges < SCREEN * mean_range].mean()
    mean = baseline.mean()
    return Limits(
        mean=float(mean),
        mean_moving_range=float(mean_range),
        lower=float(mean - LIMIT * mean_range),
        upper=float(mean + LIMIT * mean_range),
        lower_two_sigma=float(mean - TWO_SIGMA * mean_range),
        upper_two_sigma=float(mean + TWO_SIGMA * mean_range),
    )


def control_chart(
    series: DiscreteSeries,
    direction: str,
    baseline: int | None = None,
    rebases: Sequence[Rebase] = (),
    target: float | None = None,
    screen: bool = True,
    count_beyond_limits: bool = True,
) -> ControlChart:
    """The chart of a series.

    ``direction`` is ``up``, ``down`` or ``not-judged`` (``vocabulary.DIRECTIONS``). ``baseline`` is the number of points, from the start
    and from each rebase, on which limits are fixed (None: all of them). ``count_beyond_limits`` chooses Making Data Count's rule for two
    of three (True) or that of NHSRplotthedots 0.2.2 (False).

    Raises TooRareForChart for monthly counts of under five a month, TypeError for anything but a DiscreteSeries, and ValueError
    for another direction, a series without points, a rebase that names no period of the series, or limits without two neighbouring points.
    """
    if not isinstance(series, DiscreteSeries):
        raise TypeError("a control chart takes a DiscreteSeries, which refuses rolling periods")
    if direction not in ("up", "down", "not-judged"):
        raise ValueError(f"a control chart wants up, down or not-judged, not {direction!r}")
    if not series.points:
        raise ValueError("a control chart takes a series with points")
    if series.holds == COUNT and series.period_type == periods.MONTH and series.values.mean() < FEWEST_A_MONTH:
        raise TooRareForChart(f"fewer than {FEWEST_A_MONTH} a month on average")
    starts = _phase_starts(series, rebases)
    ends = [*starts[1:], len(series.points)]
    points: list[ChartPoint] = []
    for start, end in zip(starts, ends, strict=True):
        fixed_end = end if baseline is None else min(end, start + baseline)
        points += _phase(series, start, end, fixed_end, direction, screen, count_beyond_limits)
    return ControlChart(
        points=tuple(points),
        variation=points[-1].variation,
        assurance=assurance(points[-1].limits, direction, target),
        trial=fixed_end - start < FEWEST_POINTS,
        rebases=tuple(rebases),
        range=RANGES[series.holds],
    )


def _phase_starts(series: DiscreteSeries, rebases: Sequence[Rebase]) -> list[int]:
    index_of = {point.period.text: index for index, point in enumerate(series.points)}
    unknown = [rebase.period for rebase in rebases if rebase.period not in index_of]
    if unknown:
        raise ValueError(f"rebase at {', '.join(unknown)}: not a period of the series")
    return sorted({0, *(index_of[rebase.period] for rebase in rebases)})


def _phase(
    series: DiscreteSeries, start: int, end: int, fixed_end: int, direction: str, screen: bool, count_beyond_limits: bool
) -> list[ChartPoint]:
    """The points from one rebase to the next, under one set of limits."""
    values, follows = series.values, series.follows
    moves = [abs(values[index] - values[index - 1]) for index in range(start + 1, fixed_end) if follows[index]]
    limits = xmr_limits(values[start:fixed_end], moves, screen)
    gaps = [index for index in range(start + 1, end) if not follows[index]]
    stretches = zip([start, *gaps], [*gaps, end], strict=True)
    points = []
    for first, last in stretches:
        marks = mark_points(values[first:last], limits, count_beyond_limits)
        for offset, point in enumerate(series.points[first:last]):
            rules = tuple(rule for rule in vocabulary.CONTROL_RULES if marks[rule][offset])
            side = int(marks[rules[0]][offset]) if rules else 0
            points.append(ChartPoint(point.period, point.value, limits, rules[0] if rules else "", rules, side, variation(side, direction)))
    return points


def mark_points(values: np.ndarray, limits: Limits, count_beyond_limits: bool = True) -> dict[str, np.ndarray]:
    """What each rule of ``vocabulary.CONTROL_RULES`` marks in an unbroken stretch: 1 high or rising, -1 low or falling, 0 not marked."""
    values = np.asarray(values, dtype=float)
    sides = np.sign(values - limits.mean)
    outside = control_rules.outside_limits(values, limits.lower, limits.upper)
    beyond = (values > limits.upper_two_sigma) | (values < limits.lower_two_sigma)
    if not count_beyond_limits:
        beyond &= outside == 0
    return {
        OUTSIDE: outside,
        TREND: control_rules.part_of_run(control_rules.completes_trend(values)),
        TWO_OF_THREE: control_rules.two_of_three(beyond, sides),
        SHIFT: control_rules.part_of_run(control_rules.completes_shift(sides)),
    }


def variation(side: int, direction: str) -> str:
    """The code of ``vocabulary.VARIATIONS`` for a point marked to a side, given the direction wanted."""
    if side == 0:
        return "common-cause"
    if direction == "not-judged":
        return "neutral-high" if side > 0 else "neutral-low"
    return "improving" if (side > 0) == (direction == "up") else "concerning"


def assurance(limits: Limits, direction: str, target: float | None) -> str:
    """The code of ``vocabulary.ASSURANCES``: whether the process, left as it is, meets the target.

    Empty where there is no target or no direction is judged. The target is met whatever happens where both limits are on the side
    wanted, missed whatever happens where both are on the other, and hit or miss between (on a limit, too).
    """
    if target is None or direction == "not-judged":
        return ""
    if target < limits.lower:
        return "consistently-passing" if direction == "up" else "consistently-failing"
    if target > limits.upper:
        return "consistently-failing" if direction == "up" else "consistently-passing"
    return "hit-or-miss"
