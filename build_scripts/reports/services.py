"""Commissioned services: how far each has come towards its target, and the rule that its rating seems to follow.

A target in per cent is asked of the figure as it stands; a target in numbers is for the year, so that at the end of a quarter a part of
it is asked. The ratings are the publisher's own. The rule is inferred from them and stands beside them as a check only.
"""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts import formats, periods

GREEN, AMBER, RED = "G", "A", "R"
PER_CENT = "%"
QUARTERS_OF_A_YEAR = 4


@dataclass(frozen=True)
class RatingRule:
    """The limits of the inferred rule: shortfall in percentage points, and shares of what is asked so far, in per cents."""

    amber_points: float
    green_share: float
    amber_share: float


@dataclass(frozen=True)
class Progress:
    """A measure of a service beside its target.

    ``asked`` is what the target asks by the end of the period; ``share`` the figure as a per cent of the whole target, ``pace`` of what is
    asked so far; each is None where a figure is missing. ``inferred`` is the rating that the rule gives, empty where it gives none.
    """

    value: float | None
    target: float | None
    asked: float | None
    share: float | None
    pace: float | None
    inferred: str


def quarters_elapsed(period: str) -> int:
    """How many quarters of the financial year have ended with the quarter ``period``."""
    return (periods.parse(period).last - 3) % 12 // 3 + 1


def progress(row: dict, rule: RatingRule) -> Progress:
    """The progress of a row of ``service-measures``."""
    value, target = (None if formats.is_missing(row[name]) else row[name] for name in ("year_to_date", "target"))
    if value is None or not target:
        return Progress(value, target, _asked(row, target), None, None, "")
    asked = _asked(row, target)
    if row["unit"] == PER_CENT:
        short = target - value
        inferred = GREEN if short <= 0 else AMBER if short <= rule.amber_points else RED
        return Progress(value, target, asked, None, 100 * value / asked, inferred)
    pace = 100 * value / asked
    # The limits are read off rounded per cents, so a pace counts as its rounded self.
    rounded = formats.round_half_up(pace)
    inferred = GREEN if rounded >= rule.green_share else AMBER if rounded >= rule.amber_share else RED
    return Progress(value, target, asked, 100 * value / target, pace, inferred)


def _asked(row: dict, target: float | None) -> float | None:
    if target is None:
        return None
    return target if row["unit"] == PER_CENT else target * quarters_elapsed(row["period"]) / QUARTERS_OF_A_YEAR
