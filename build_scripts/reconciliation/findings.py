"""One check and what came of it, as a row of ``tables.RECONCILIATIONS``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from build_scripts.reconciliation.cells import Cell, lines, number_text
from build_scripts.reconciliation.spans import SAME, Span

AGREES = "agrees"
CONTRADICTS = "contradicts"
DAMAGED = "damaged"
UNCHECKABLE = "cannot-be-checked"

NAN = float("nan")


@dataclass(frozen=True)
class Finding:
    """A row of ``tables.RECONCILIATIONS``; ``cells`` are the figures that it is about, the one tested first."""

    check: str
    kind: str
    origin: str
    finding_class: str
    cells: tuple[Cell, ...]
    result: str
    recomputed: float = NAN
    lowest: float = NAN
    highest: float = NAN
    tolerance: float = NAN
    recomputed_text: str = ""
    reason: str = ""
    explanation: str = ""
    subject: str = ""
    printed_text: str = ""
    further_lines: str = ""

    def row(self) -> dict:
        """The finding as a row of the table."""
        first = self.cells[0] if self.cells else None
        stated = " ".join(dict.fromkeys(f"{lines(self.cells)} {self.further_lines}".split()))
        printed = self.printed_text or "; ".join(dict.fromkeys(cell.printed for cell in self.cells[:1] if cell.printed))
        return {
            "check": self.check,
            "kind": self.kind,
            "origin": self.origin,
            "class": self.finding_class,
            "document": stated.partition(":")[0],
            "lines": stated,
            "cells": " ".join(dict.fromkeys(cell.address for cell in self.cells)),
            "subject": self.subject or (first.subject if first else ""),
            "printed": printed,
            "printed_value": first.value if first and first.value is not None else NAN,
            "recomputed": self.recomputed,
            "recomputed_text": self.recomputed_text,
            "lowest": self.lowest,
            "highest": self.highest,
            "tolerance": self.tolerance,
            "result": self.result,
            "reason": self.reason,
            "explanation": self.explanation,
        }


def tested(
    check: str,
    kind: str,
    origin: str,
    finding_class: str,
    printed: Cell,
    terms: Sequence[Cell],
    feasible: Span | None,
    strict: bool = False,
    further_lines: str = "",
) -> Finding:
    """The finding of a printed figure beside the span that its terms allow.

    ``strict``: two printings of one quantity, which have to overlap, not only touch. A lost cell, or a span that can not be had, makes the
    check impossible. ``tolerance`` is the half-width of what the terms allow and half the printed step.
    """
    cells = (printed, *terms)
    lost = [cell for cell in cells if cell.span is None]
    if lost or feasible is None:
        reason = "cell-lost" if lost else "no-base"
        return Finding(check, kind, origin, finding_class, cells, UNCHECKABLE, reason=reason, further_lines=further_lines)
    stated = printed.span
    fits = stated.overlaps(feasible) if strict else stated.meets(feasible)
    return Finding(
        check,
        kind,
        origin,
        finding_class,
        cells,
        AGREES if fits else CONTRADICTS,
        recomputed=feasible.middle,
        lowest=feasible.low if isfinite(feasible.low) else NAN,
        highest=feasible.high if isfinite(feasible.high) else NAN,
        tolerance=feasible.half_width + stated.half_width if feasible.bounded else NAN,
        recomputed_text=span_text(feasible),
        further_lines=further_lines,
    )


def span_text(span: Span) -> str:
    """``0.7 (0.6 to 0.8)``; the one number where nothing is rounded; ``at least 9.1`` where there is no end above."""
    if not span.bounded:
        return f"at least {number_text(span.low)}" if isfinite(span.low) else f"at most {number_text(span.high)}"
    if span.half_width < SAME:
        return number_text(span.middle)
    return f"{number_text(span.middle)} ({number_text(span.low)} to {number_text(span.high)})"
