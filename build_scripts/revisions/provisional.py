"""How long a figure is provisional: what the register says, until the extracts themselves can tell."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from build_scripts.revisions.triangle import PERIOD

REGISTER, TRIANGLE = "register", "triangle"


@dataclass(frozen=True)
class Provisional:
    """``months`` after a period's end its figure may still change. ``basis``: register, or triangle with the number of ``periods`` seen.

    ``at_least``: of some period the figure still moved in its latest extract, so that it may take longer.
    """

    months: int
    basis: str
    periods: int = 0
    at_least: bool = False


def provisional_time(held: pd.DataFrame, register_months: int, minimum_extracts: int, settled: float) -> Provisional:
    """How long the figures of a triangle (the counts of one source) are provisional.

    A figure has settled at the first extract from which on every value lies within ``settled`` per cent of the latest. The time is the
    longest that any period with ``minimum_extracts`` extracts took; without such a period it is the register's ``register_months``. A
    figure that moved between the last two extracts has not been seen to settle.
    """
    taken: list[int] = []
    unsettled = False
    for _, rows in held.groupby(PERIOD, sort=False):
        if len(rows) < minimum_extracts:
            continue
        values, ages = rows["value"].to_numpy(), rows["months_after"].to_numpy()
        moved = [number for number, value in enumerate(values) if abs(value - values[-1]) > settled / 100 * abs(values[-1])]
        first = moved[-1] + 1 if moved else 0
        unsettled |= first == len(values) - 1
        taken.append(int(ages[first]))
    if not taken:
        return Provisional(register_months, REGISTER)
    return Provisional(max(taken), TRIANGLE, len(taken), unsettled)
