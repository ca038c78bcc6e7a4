"""A claim's figure, recomputed as its test says."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from build_scripts.claims.ledger import Claim
from build_scripts.claims.recounts import PERCENT, ValueAt

# Levels of which a change is told in per cent; a change of any other is told in its own unit.
COUNTED = ("count", "rate", "money", "days")


@dataclass(frozen=True)
class Recomputed:
    """The figures used (``base`` null where the claim has no other side) and the figure that follows, comparable with the printed one."""

    value: float
    base: float
    figure: float


def recompute(claim: Claim, at: ValueAt) -> Recomputed:
    """Recompute a claim from the values of one extract; the figure is null where the extract lacks a period of it."""
    value = at(claim.area_code, claim.period)
    if claim.test == "value":
        return Recomputed(value, np.nan, value)
    if claim.test == "part-of-recount":
        return Recomputed(value, np.nan, _per_cent_of(claim.part_now, value))
    base = at(claim.base_area or claim.area_code, claim.base_period)
    if claim.test == "part-of-recount-change":
        return Recomputed(value, base, _per_cent_of(claim.part_now, value) - _per_cent_of(claim.part_before, base))
    relative = claim.test == "percentage-change" or (claim.test == "direction" and claim.measure in COUNTED)
    return Recomputed(value, base, _per_cent_of(value - base, base) if relative else value - base)


def _per_cent_of(part: float, whole: float) -> float:
    return PERCENT * part / whole if whole else np.nan
