"""Comparisons of medians: absolute days, never per cent (``method``, section 3.2)."""

from __future__ import annotations


def compared_medians(value: float, base: float) -> dict:
    """The change of a median in days, as columns of ``tables.COMPARISONS``.

    A median has an interval only from the cases themselves, or from their number and spread. Documents print neither, so the change is
    stated, with that reason in place of a verdict.
    """
    difference = value - base
    return {
        "change": difference,
        "change_unit": "days",
        "change_absolute": difference,
        "verdict": "not-available",
        "reason": "no-interval",
    }
