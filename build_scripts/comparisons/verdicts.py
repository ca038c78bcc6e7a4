"""From a tested change to a verdict: by the direction wanted and the test, never by the sign alone."""

from __future__ import annotations

import math


def is_clear(p_value: float, lower: float, upper: float, unchanged: float, level: float = 0.05) -> bool:
    """Whether a change is clear of chance: its p-value is under the level and its interval leaves out ``unchanged``.

    Both are asked, so that a badge and the interval drawn beside it never disagree.
    """
    if math.isnan(p_value) or math.isnan(lower) or math.isnan(upper):
        return False
    return p_value < level and not lower <= unchanged <= upper


def verdict_of(direction: str, difference: float, clear: bool) -> str:
    """The verdict on a change of ``difference`` (its sign matters), for a direction of ``vocabulary.DIRECTIONS``.

    For ``narrow`` the difference is that of the size of the gap.
    """
    if not clear or difference == 0:
        return "no-clear-change"
    if direction == "not-judged":
        return "rose" if difference > 0 else "fell"
    wanted = difference > 0 if direction == "up" else difference < 0
    return "improving" if wanted else "worsening"
