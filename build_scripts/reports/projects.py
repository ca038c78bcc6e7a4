"""Key projects: how many quarters the forecast lies after the date planned first."""

from __future__ import annotations

from build_scripts import periods

MONTHS_OF_A_QUARTER = 3


def slip(row: dict) -> int | None:
    """Quarters from the base to the forecast of a row of ``projects``; None where no forecast, or no base, is given."""
    if not row["base"] or not row["forecast"]:
        return None
    return (periods.parse(row["forecast"]).last - periods.parse(row["base"]).last) // MONTHS_OF_A_QUARTER
