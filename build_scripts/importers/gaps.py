"""A series without holes: every period between the first and the last is there, or a register row says why not."""

from __future__ import annotations

from collections.abc import Iterable

from build_scripts import periods
from build_scripts.importers.reference import GAPS, Reference
from build_scripts.importers.refusal import FaultLog


def refuse_gaps(months: Iterable[int], step: int, reference: Reference, source: str, file: str, log: FaultLog) -> None:
    """Record a fault for each run of missing months (ordinals) between the first and the last, ``step`` months apart.

    Months within a gap that the registers declare for ``source`` are not missed.
    """
    held = sorted(set(months))
    declared = {
        month
        for gap in reference.declared_gaps(source)
        for month in range(periods.month_ordinal(gap["from_month"]), periods.month_ordinal(gap["to_month"]) + 1)
    }
    for before, after in zip(held, held[1:], strict=False):
        missed = [month for month in range(before + step, after, step) if month not in declared]
        if missed:
            first, last = periods.month_text(missed[0]), periods.month_text(missed[-1])
            span = first if first == last else f"{first} to {last}"
            log.add(
                "gap-in-series",
                file,
                f"{span} is missing between {periods.month_text(before)} and {periods.month_text(after)}",
                f"import the files that hold it in the same run, or declare the gap in {GAPS} with its reason",
                value=span,
            )
