"""Whether a survey's answer rests on the assumed design effect: clear of chance at one end of its plausible range, and not at the other.

No survey here publishes its design effect. So each difference is looked at with the least and with the most that it may be; where the two
disagree on whether it is clear, the comparison is flagged, whatever the effect that its own test assumes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from build_scripts.indicators.observe import constant
from build_scripts.packages.reading import Instance
from build_scripts.statistics.results import TestResult

FLAG, ASSUMED = "design-effect-decides", "assumed-deff"


@dataclass(frozen=True)
class PlausibleDesignEffects:
    """Between what the design effect of a survey may lie where it is assumed."""

    least: float
    most: float


def plausible_design_effects(instance: Instance) -> PlausibleDesignEffects:
    """The range that ``registers/constants`` declares. Raises KeyError when it declares none."""
    return PlausibleDesignEffects(*(constant(instance, f"plausible-design-effect-{end}") for end in ("least", "most")))


def design_effect_decides(tested_at: Callable[[float], TestResult], plausible: PlausibleDesignEffects) -> np.ndarray:
    """Whether the interval of a difference leaves out zero at one end of the range and not at the other.

    ``tested_at`` tests the difference (or several, then the answer has their shape) with a given design effect.
    """
    at_least, at_most = (_is_clear(tested_at(effect)) for effect in (plausible.least, plausible.most))
    return at_least != at_most


def _is_clear(tested: TestResult) -> np.ndarray:
    return (np.asarray(tested.interval.lower) > 0) | (np.asarray(tested.interval.upper) < 0)
