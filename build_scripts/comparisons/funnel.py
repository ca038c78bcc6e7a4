"""The funnel of areas: whose rate lies further from the whole's than its size, and how areas differ anyway, would allow.

Limits are Poisson limits around the rate of the areas together, widened by the dispersion between areas (Spiegelhalter 2005, Quality and
Safety in Health Care 14:347). Areas are never ranked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from build_scripts.statistics.funnel import FunnelLimits, between_area_dispersion, poisson_funnel

# A dispersion between two or three areas says nothing.
FEWEST_AREAS = 10
ABOVE, WITHIN, BELOW = 1, 0, -1


@dataclass(frozen=True)
class AreaFunnel:
    """The rate of the areas together (events for each resident), the dispersion between them, and each area's side.

    ``sides`` has 1 for an area above its 99.8% limits, -1 for one below, 0 for one within.
    """

    centre: float
    dispersion: float
    sides: Mapping[str, int]

    def limits_at(self, residents: Sequence[float] | np.ndarray) -> FunnelLimits:
        """The limits at populations, in events for each resident."""
        return poisson_funnel(self.centre, np.asarray(residents, dtype=float), self.dispersion)


def area_funnel(events: Mapping[str, float], residents: Mapping[str, float]) -> AreaFunnel | None:
    """The funnel of the areas that both mappings hold, by area code; None where they are fewer than ten or had no event.

    Raises ValueError when a population is not above zero.
    """
    codes = [code for code in events if code in residents]
    if len(codes) < FEWEST_AREAS:
        return None
    counts = np.array([events[code] for code in codes], dtype=float)
    people = np.array([residents[code] for code in codes], dtype=float)
    if counts.sum() == 0:
        return None
    centre = float(counts.sum() / people.sum())
    expected = centre * people
    dispersion = between_area_dispersion((counts - expected) / np.sqrt(expected))
    alarm = poisson_funnel(centre, people, dispersion).alarm
    rates = counts / people
    sides = np.where(rates > alarm.upper, ABOVE, np.where(rates < alarm.lower, BELOW, WITHIN))
    return AreaFunnel(centre, dispersion, dict(zip(codes, (int(side) for side in sides), strict=True)))
