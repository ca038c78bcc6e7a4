"""From a recomputed figure to a verdict: rounding first, then the tolerance that later revision is given.

A printed figure stands for the span of numbers that round to it. A figure recomputed from data taken later may lie outside that span by as
much as revision explains, which ``registers/constants`` declares: a share of a level, a number of points of a change.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from build_scripts.claims.ledger import Claim
from build_scripts.claims.recomputing import Recomputed
from build_scripts.claims.recounts import PERCENT
from build_scripts.formats import round_half_up
from build_scripts.indicators.observe import constant
from build_scripts.packages.reading import Instance

REPRODUCED = "reproduced"
WITHIN_REVISION = "reproduced-within-later-revision"
CONTRADICTED = "contradicted-by-the-document"
DIFFERENT = "different"
NOT_TESTABLE = "not-testable"

# The best that any extract says of a claim stands for the claim.
STRENGTH = (REPRODUCED, WITHIN_REVISION, CONTRADICTED, DIFFERENT, NOT_TESTABLE)


@dataclass(frozen=True)
class Tolerances:
    """How far revision may move a figure: ``level`` in per cent of it, ``points`` of a change or a survey's percentage.

    ``unchanged`` is the change, in per cent or points, up to which a document's "stable" is believed though no test of ours says so.
    """

    level: float
    points: float
    unchanged: float


def read_tolerances(instance: Instance) -> Tolerances:
    """The tolerances that the register of constants declares. Raises KeyError when one is missing."""
    return Tolerances(
        level=constant(instance, "claim-tolerance-level"),
        points=constant(instance, "claim-tolerance-points"),
        unchanged=constant(instance, "claim-unchanged-below"),
    )


def data_verdict(claim: Claim, recomputed: Recomputed, tolerances: Tolerances, tested: str) -> str:
    """What one extract says of a claim: reproduced, reproduced within later revision, or different.

    ``tested`` is the verdict of our own comparison of the same two figures (a code of ``vocabulary.VERDICTS``), empty where we make none.
    """
    if claim.test == "direction":
        return _direction_verdict(claim.expected, recomputed.figure, tolerances, tested)
    if rounds_to(recomputed.figure, claim.printed, claim.step):
        return REPRODUCED
    beyond = abs(recomputed.figure - claim.printed) - claim.step / 2
    return WITHIN_REVISION if beyond < _allowed(claim, recomputed, tolerances) else DIFFERENT


def rounds_to(figure: float, printed: float, step: float) -> bool:
    """Whether ``figure``, rounded half away from zero to whole ``step``s, is ``printed``."""
    size = Decimal(repr(float(step)))
    return round_half_up(Decimal(repr(float(figure))) / size) == round_half_up(Decimal(repr(float(printed))) / size)


def _allowed(claim: Claim, recomputed: Recomputed, tolerances: Tolerances) -> float:
    """How far beyond its rounding the recomputed figure may lie, in the unit of the claim."""
    share = tolerances.level / PERCENT
    if claim.test == "part-of-recount" or (claim.test == "value" and claim.measure != "percentage"):
        return abs(claim.printed) * share
    if claim.test == "number-change":
        return abs(recomputed.base) * share
    if claim.test == "part-of-recount-change":
        # Both rates may move, each by its share.
        return PERCENT * (claim.part_now / recomputed.value + claim.part_before / recomputed.base) * share
    return tolerances.points


def _direction_verdict(expected: str, change: float, tolerances: Tolerances, tested: str) -> str:
    if expected == "unchanged":
        if tested == "no-clear-change":
            return REPRODUCED
        whole = abs(float(round_half_up(change)))
        beyond = abs(change) - tolerances.unchanged
        return REPRODUCED if whole <= tolerances.unchanged else WITHIN_REVISION if beyond < tolerances.points else DIFFERENT
    towards = change if expected == "up" else -change
    return REPRODUCED if towards > 0 else WITHIN_REVISION if towards > -tolerances.points else DIFFERENT


def strongest(verdicts: list[str]) -> str:
    """Of what several extracts say of a claim, the verdict that stands for it."""
    return min(verdicts, key=STRENGTH.index)
