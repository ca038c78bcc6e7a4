"""What the difference of two sums of money says, in a few words: over or under, by how much, or why there is no percentage."""

from __future__ import annotations

from collections.abc import Mapping

from build_scripts import formats
from build_scripts.statements.statement import Statement

NO_PERCENTAGE = {"negative-base": "no percentage", "from-zero": "from zero"}


def variance_statement(compared: Mapping, cells: tuple[str, ...] = ()) -> Statement:
    """``2.2% under`` or ``just over``, of a comparison by ``comparisons.money``; a dash where a sum is not known.

    ``cells`` are the cells of the two sums.
    """
    change = compared.get("change")
    if change is None or formats.is_missing(change):
        return Statement(formats.NO_VALUE, ())
    if formats.round_half_up(compared["change_absolute"], 1) == 0:
        return Statement("as budgeted", cells)
    if compared["change_unit"] != "%":
        return Statement(NO_PERCENTAGE[compared["reason"]], cells)
    size = f"{formats.number(abs(change), 1)}%" if formats.round_half_up(change, 1) else "just"
    return Statement(f"{size} {'over' if change > 0 else 'under'}", cells)
