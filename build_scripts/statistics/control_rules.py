"""The four rules of NHS England's Making Data Count by which a point of a control chart is special cause variation.

Each function takes one unbroken stretch of points (no gap, no rebase) and says which points the rule marks, and to which side:
1 for high or rising, -1 for low or falling, 0 for not marked.
"""

from __future__ import annotations

import numpy as np

RUN = 7
WINDOW = 3
WITHIN_WINDOW = 2


def outside_limits(values: np.ndarray, lower: np.ndarray | float, upper: np.ndarray | float) -> np.ndarray:
    """Points beyond a process limit."""
    return (values > upper).astype(int) - (values < lower).astype(int)


def completes_shift(sides: np.ndarray, run: int = RUN) -> np.ndarray:
    """Points that are at least the seventh in a row on one side of the mean; ``sides`` is the sign of value less mean."""
    return _ends_of_runs(sides, run)


def completes_trend(values: np.ndarray, run: int = RUN) -> np.ndarray:
    """Points that end seven in a row of which each is above (or each below) the one before: six moves; a tie breaks it."""
    moves = np.concatenate([[0], np.sign(np.diff(values))]) if len(values) else np.zeros(0)
    return _ends_of_runs(moves, run - 1)


def _ends_of_runs(signs: np.ndarray, length: int) -> np.ndarray:
    ends, so_far, current = np.zeros(len(signs), dtype=int), 0, 0.0
    for index, sign in enumerate(signs):
        so_far = so_far + 1 if sign != 0 and sign == current else int(sign != 0)
        current = sign
        if so_far >= length:
            ends[index] = int(sign)
    return ends


def part_of_run(ends: np.ndarray, run: int = RUN) -> np.ndarray:
    """Every point of the runs that end at the marked points."""
    members = np.zeros(len(ends), dtype=int)
    for index in np.flatnonzero(ends):
        members[max(0, index - run + 1) : index + 1] = ends[index]
    return members


def in_two_of_three(beyond: np.ndarray, sides: np.ndarray) -> np.ndarray:
    """Points inside any three in a row, all on one side of the mean, of which two or more are ``beyond`` the two-sigma line."""
    members = np.zeros(len(beyond), dtype=int)
    for start in range(len(beyond) - WINDOW + 1):
        window = slice(start, start + WINDOW)
        if np.count_nonzero(beyond[window]) >= WITHIN_WINDOW and abs(np.sum(sides[window])) == WINDOW:
            members[window] = int(sides[start])
    return members


def two_of_three(beyond: np.ndarray, sides: np.ndarray) -> np.ndarray:
    """The points that the rule marks: those beyond two sigma themselves; the third of the three is not marked."""
    return in_two_of_three(beyond, sides) * (np.asarray(beyond) != 0)
