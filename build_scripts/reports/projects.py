"""Key projects: how they stand against the date planned first, in days and in quarters."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from build_scripts import periods
from build_scripts.comparisons.milestones import MilestoneComparison, compared_milestone
from build_scripts.indicators.extracts import report_period

_REPORT = re.compile(r"\d{4}-\d{2}-q[1-4]")
MONTHS_OF_A_QUARTER = 3
END = "end"


def slip(row: dict) -> int | None:
    """Quarters from the base to the forecast of a row of ``projects``; None where no forecast, or no base, is given."""
    if not row["base"] or not row["forecast"]:
        return None
    return (periods.parse(row["forecast"]).last - periods.parse(row["base"]).last) // MONTHS_OF_A_QUARTER


def told_on(package: str) -> datetime.date:
    """The day that a report's package speaks of: the last of the quarter in its name. Raises ValueError when it names none."""
    named = _REPORT.search(package)
    period = report_period(named[0]) if named else None
    if period is None:
        raise ValueError(f"{package!r} names no quarter: expected a form such as report-2023-24-q1-activity")
    return period.end


def expected_in_text(milestones: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """By project, the quarter in which the document's sentences expect its end: of the rows of dates that sentences give."""
    return {row["project"]: row["quarter"] for row in milestones if row["project"] and row["stage"] == END}


def standing(row: Mapping[str, str], told: datetime.date, in_text: Mapping[str, str] = MappingProxyType({})) -> MilestoneComparison | None:
    """How a row of ``projects`` stood on the day ``told``; None where it has no date planned first. No report says what was reached.

    It is expected when the table forecasts or, where that is silent, when the sentences say (``expected_in_text``).
    """
    if not row["base"]:
        return None
    expected = row["forecast"] or in_text.get(row["project"], "")
    return compared_milestone(periods.parse(row["base"]), told, expected=periods.parse(expected) if expected else None)
