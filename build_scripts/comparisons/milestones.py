"""Comparisons of milestones: the day by which a thing was due with the day on which it was reached, or is expected."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from build_scripts.periods import Period

MET, MISSED, NOT_KNOWN = "met", "missed", "not-known"
EXPECTED_IN_TIME, EXPECTED_LATE = "expected-in-time", "expected-late"


@dataclass(frozen=True)
class MilestoneComparison:
    """How a milestone stands: a code of ``vocabulary.MILESTONE_ANSWERS``, and the days after the day it was due (negative: before).

    ``days`` is None where neither a day reached nor a day expected is known.
    """

    answer: str
    days: int | None


def compared_milestone(
    due: Period, told: datetime.date, *, reached: Period | None = None, expected: Period | None = None
) -> MilestoneComparison:
    """How a milestone stood on the day ``told`` that the document speaks of. A period stands for its last day.

    What was due by then and is expected later is missed; what is still to fall due is expected in time, or late. A milestone of which the
    document says neither is not known to be met: that it was not forecast to slip does not say that it was reached.
    """
    if reached is not None:
        days = (reached.end - due.end).days
        return MilestoneComparison(MET if days <= 0 else MISSED, days)
    if expected is None:
        return MilestoneComparison(NOT_KNOWN, None)
    days = (expected.end - due.end).days
    if due.end <= told:
        return MilestoneComparison(MISSED if days > 0 else NOT_KNOWN, days)
    return MilestoneComparison(EXPECTED_LATE if days > 0 else EXPECTED_IN_TIME, days)
