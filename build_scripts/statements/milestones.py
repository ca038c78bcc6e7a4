"""How a milestone stands, in a few words."""

from __future__ import annotations

from build_scripts import formats
from build_scripts.comparisons.milestones import EXPECTED_IN_TIME, EXPECTED_LATE, MET, MISSED, MilestoneComparison
from build_scripts.statements.statement import Statement


def milestone_statement(compared: MilestoneComparison, cells: tuple[str, ...] = ()) -> Statement:
    """``missed, 91 days late``, ``to come, in time``, ``met, 5 days early``, ``not known``. ``cells`` are the comparison's sources."""
    early = f", {_days(compared.days)} early" if compared.days else ""
    if compared.answer == MET:
        return Statement(f"met{early}", cells)
    if compared.answer == EXPECTED_IN_TIME:
        return Statement(f"to come{early or ', in time'}", cells)
    if compared.answer == MISSED:
        return Statement(f"missed, {_days(compared.days)} late", cells)
    if compared.answer == EXPECTED_LATE:
        return Statement(f"to come, {_days(compared.days)} late", cells)
    return Statement("not known", cells)


def _days(days: int | None) -> str:
    number = abs(days or 0)
    return f"{formats.number(number)} day{'' if number == 1 else 's'}"
