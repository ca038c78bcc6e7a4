"""Many tests at once: p values adjusted so that one false alarm in twenty is expected among the alarms, not among the tests."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def benjamini_hochberg(p_values: Sequence[float] | np.ndarray) -> np.ndarray:
    """Benjamini and Hochberg's adjusted p values (1995), in the order given; reject where one is at most the rate wanted.

    ``min over j >= i of m * p(j) / j``, never above 1. A NaN was not tested: it stays NaN and does not count in m.
    Raises ValueError when a p value is outside 0 to 1.
    """
    p_values = np.asarray(p_values, dtype=float)
    if ((p_values < 0) | (p_values > 1)).any():
        raise ValueError("p values lie between 0 and 1")
    adjusted = np.full(p_values.shape, np.nan)
    tested = np.flatnonzero(~np.isnan(p_values))
    order = tested[np.argsort(p_values[tested], kind="stable")]
    scaled = p_values[order] * len(order) / np.arange(1, len(order) + 1)
    # The largest is p * m / m, which rounding may leave just under p.
    adjusted[order] = np.clip(np.minimum.accumulate(scaled[::-1])[::-1], p_values[order], 1.0)
    return adjusted


def benjamini_hochberg_within(p_values: Sequence[float] | np.ndarray, families: Sequence[str] | np.ndarray) -> np.ndarray:
    """Adjusted p values, each family (the tests that share a label) on its own. The empty label is no family: NaN.

    Raises ValueError when the two differ in length.
    """
    p_values, labels = np.asarray(p_values, dtype=float), np.asarray(families)
    if p_values.shape != labels.shape:
        raise ValueError(f"{p_values.size} p values, but {labels.size} families")
    adjusted = np.full(p_values.shape, np.nan)
    names, members = np.unique(labels, return_inverse=True)
    order = np.argsort(members, kind="stable")
    positions = np.arange(len(names))
    starts, ends = (np.searchsorted(members[order], positions, side=side) for side in ("left", "right"))
    for name, start, end in zip(names, starts, ends, strict=True):
        if name != "":
            rows = order[start:end]
            adjusted[rows] = benjamini_hochberg(p_values[rows])
    return adjusted
