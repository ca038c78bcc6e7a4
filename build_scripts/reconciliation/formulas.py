"""The few formulas of which every check is made: what span of values do the terms allow for the printed figure?

Each takes the terms in order, with weights where a sum has any, and gives a span; None where a term is lost or a base may be zero.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from build_scripts.reconciliation.cells import Cell
from build_scripts.reconciliation.spans import Span, ratio, weighted_sum

INFINITY = float("inf")
Z_95 = 1.959964


def _sum(spans: list[Span], weights: list[float]) -> Span | None:
    return weighted_sum(spans, weights)


def _difference(spans: list[Span], weights: list[float]) -> Span | None:
    """The first less all others."""
    return weighted_sum(spans, [1.0] + [-1.0] * (len(spans) - 1))


def _percentage(spans: list[Span], weights: list[float]) -> Span | None:
    """The first as a percentage of the sum of all others."""
    share = ratio(spans[0], weighted_sum(spans[1:], weights[1:]))
    return share.times(100.0) if share else None


def _percentage_change(spans: list[Span], weights: list[float]) -> Span | None:
    """From the second to the first, in per cent of the second."""
    growth = ratio(spans[0], spans[1])
    return growth.times(100.0).plus(Span(-100.0, -100.0)) if growth else None


def _rate(spans: list[Span], weights: list[float]) -> Span | None:
    """The first divided by the second, times the weight of the first (1,000 for a rate per thousand)."""
    divided = ratio(spans[0], spans[1])
    return divided.times(weights[0]) if divided else None


def _at_least(spans: list[Span], weights: list[float]) -> Span | None:
    """Whatever is not under the sum: for a figure that says "at most", or a whole that can not be under its parts."""
    return Span(weighted_sum(spans, weights).low, INFINITY)


def _at_most(spans: list[Span], weights: list[float]) -> Span | None:
    """Whatever is not over the sum: for a figure that says "over", or parts that can not exceed the whole."""
    return Span(-INFINITY, weighted_sum(spans, weights).high)


def _lowest(spans: list[Span], weights: list[float]) -> Span | None:
    """Whatever is not over any of the terms: for a figure called the lowest."""
    return Span(-INFINITY, min(span.high for span in spans))


def _highest(spans: list[Span], weights: list[float]) -> Span | None:
    """Whatever is not under any of the terms: for a figure called the highest."""
    return Span(max(span.low for span in spans), INFINITY)


def _between(spans: list[Span], weights: list[float]) -> Span | None:
    """From the least to the greatest term: a whole lies between its parts' rates."""
    return Span(min(span.low for span in spans), max(span.high for span in spans))


def _margin(spans: list[Span], weights: list[float]) -> Span | None:
    """Half the 95% interval of a percentage (the first) asked of a simple random sample of that many people (the second), in points."""
    size = spans[1].times(weights[1]).middle
    if size <= 0:
        return None
    share = spans[0].middle / 100
    margin = 100 * Z_95 * math.sqrt(share * (1 - share) / size)
    return Span(margin, margin)


FORMULAS: dict[str, Callable[[list[Span], list[float]], Span | None]] = {
    "sum": _sum,
    "difference": _difference,
    "equal": _sum,
    "percentage": _percentage,
    "percentage-change": _percentage_change,
    "rate": _rate,
    "at-least": _at_least,
    "at-most": _at_most,
    "lowest": _lowest,
    "highest": _highest,
    "between": _between,
    "margin": _margin,
}


def evaluate(kind: str, terms: Sequence[Cell], weights: Sequence[float] | None = None) -> Span | None:
    """The span that the terms allow under the formula ``kind``; None where a term is lost. Raises KeyError for an unknown formula."""
    spans = [span for term in terms if (span := term.span) is not None]
    if len(spans) < len(terms):
        return None
    return FORMULAS[kind](spans, list(weights) if weights is not None else [1.0] * len(spans))
