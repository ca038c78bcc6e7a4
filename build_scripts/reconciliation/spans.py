"""A printed number as the span of values it can stand for, and arithmetic on spans.

A figure printed to a step *d* stands for anything within half a step. A sum of *n* such figures may therefore miss its printed total by
``0.5 * d * (n + 1)``, a difference by less than ``d`` and half the step of the printed difference: both follow from adding spans
(``method``, rounding tolerance), so no tolerance is written down anywhere.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

# Decimal figures are added as binary ones: what is nearer than this is the same.
SAME = 1e-9


@dataclass(frozen=True)
class Span:
    """All values from ``low`` to ``high``."""

    low: float
    high: float

    @property
    def bounded(self) -> bool:
        """Whether both ends are numbers: "at least" has none above."""
        return math.isfinite(self.low) and math.isfinite(self.high)

    @property
    def middle(self) -> float:
        """Half way between the ends, or the only end there is."""
        if self.bounded:
            return (self.low + self.high) / 2
        return self.low if math.isfinite(self.low) else self.high

    @property
    def half_width(self) -> float:
        """How far the ends lie from the middle."""
        return (self.high - self.low) / 2

    def times(self, factor: float) -> Span:
        """The span multiplied by a number."""
        ends = sorted((self.low * factor, self.high * factor))
        return Span(ends[0], ends[1])

    def plus(self, other: Span) -> Span:
        """Every sum of a value here and a value there."""
        return Span(self.low + other.low, self.high + other.high)

    def meets(self, other: Span) -> bool:
        """Whether some value lies in both; touching ends count."""
        return self.low <= other.high + SAME and other.low <= self.high + SAME

    def overlaps(self, other: Span) -> bool:
        """Whether the spans share more than an end; a single value counts as inside where it does not lie beyond the ends.

        For two printings of one quantity: 9% and 10% touch at 9.5 and still can not both be right.
        """
        if self.half_width < SAME or other.half_width < SAME:
            return self.meets(other)
        return min(self.high, other.high) - max(self.low, other.low) > SAME


def weighted_sum(spans: Sequence[Span], weights: Sequence[float]) -> Span:
    """The span of ``w1 * s1 + w2 * s2 + …``."""
    total = Span(0.0, 0.0)
    for span, weight in zip(spans, weights, strict=True):
        total = total.plus(span.times(weight))
    return total


def ratio(numerator: Span, denominator: Span) -> Span | None:
    """The span of numerator divided by denominator; None where the denominator may be zero."""
    if denominator.low <= 0 <= denominator.high:
        return None
    corners = [above / below for above, below in product((numerator.low, numerator.high), (denominator.low, denominator.high))]
    return Span(min(corners), max(corners))
