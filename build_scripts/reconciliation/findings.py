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
MOST_TERMS_TOLD = 6
# A span of this half-width or more is told without decimals.
COARSE = 5.0


@dataclass(frozen=True)
class Finding:
    """A row of ``tables.RECONCILIATIONS``; ``cells`` are the figures that it is about, the one tested first.

    ``stated_lines``, where given, stands for the lines of the cells: a reading may be of a heading beside them.
    """

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
    stated_lines: str = ""

    def row(self) -> dict:
        """The finding as a row of the table."""
        first = self.cells[0] if self.cells else None
        stated = self.stated_lines or lines(self.cells)
        printed = self.printed_text or (first.printed if first else "")
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
) -> Finding:
    """The finding of a printed figure beside the span that its terms allow.

    ``strict``: two printings of one quantity, which have to overlap, not only touch. A lost cell, or a span that can not be had, makes the
    check impossible. ``tolerance`` is the half-width of what the terms allow and half the printed step.
    """
    cells = (printed, *terms)
    stated = printed.span
    lost = any(cell.span is None for cell in cells)
    if stated is None or lost or feasible is None:
        reason = "cell-lost" if lost else "no-base"
        return Finding(check, kind, origin, finding_class, cells, UNCHECKABLE, reason=reason)
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
        recomputed_text=terms[0].printed if strict and len(terms) == 1 and terms[0].printed else f"{span_text(feasible)}{_from(terms)}",
    )


def _from(terms: Sequence[Cell]) -> str:
    """`` from £3.3m, £4.0m``: the printed terms; nothing where there are too many to be told in a cell."""
    printed = [term.printed for term in terms if term.printed]
    return f" from {', '.join(printed)}" if 0 < len(printed) <= MOST_TERMS_TOLD else ""


def span_text(span: Span) -> str:
    """``0.7 (0.6 to 0.8)``; the one number where nothing is rounded; ``at least 9.1`` where there is no end above."""
    if not span.bounded:
        return f"at least {number_text(span.low)}" if isfinite(span.low) else f"at most {number_text(span.high)}"
    if span.half_width < SAME:
        return number_text(span.middle)
    places = 0 if span.half_width >= COARSE else 2
    return f"{number_text(span.middle, places)} ({number_text(span.low, places)} to {number_text(span.high, places)})"
