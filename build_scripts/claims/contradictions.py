"""Claims that their own document contradicts: what the reconciliation of the transcribed tables found, by claim."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from build_scripts.claims.ledger import Claim
from build_scripts.reconciliation.findings import CONTRADICTS

# A check of this kind holds two printings of one figure against each other; every other tests a figure by what follows from others.
TWO_PRINTINGS = "equal"
# What these checks find is a wrong unit or a word that does not fit: the figure itself may be right.
NOT_OF_FIGURES = ("unit", "word")
# Findings of the other classes leave the figure standing: two definitions, a lost cell, a misprint of something else, a mere suspicion.
AGAINST_THE_FIGURE = ("arithmetic", "extract", "label")


@dataclass(frozen=True)
class Contradiction:
    """A finding of the reconciliation that speaks against a claim.

    ``check`` is its id, ``lines`` the lines of the document that it reads. ``printed_otherwise``: the document prints another figure for
    the same thing; otherwise the claim does not fit what other printed figures imply.
    """

    check: str
    lines: tuple[str, ...]
    printed_otherwise: bool


def find(claims: Iterable[Claim], reconciled: pd.DataFrame) -> dict[str, list[Contradiction]]:
    """The contradictions of each claim that has any; ``reconciled`` has the schema ``tables.RECONCILIATIONS``.

    Of two printings both are contradicted. Where a figure is tested by others, it is the one tested that is: the others may be right.
    """
    at_cell: dict[str, list[Contradiction]] = {}
    chosen = reconciled["class"].isin(AGAINST_THE_FIGURE) & ~reconciled["kind"].isin(NOT_OF_FIGURES)
    for row in reconciled[(reconciled["result"] == CONTRADICTS) & chosen].to_dict("records"):
        two_printings = row["kind"] == TWO_PRINTINGS
        cells = row["cells"].split()
        for cell in cells if two_printings else cells[:1]:
            at_cell.setdefault(cell, []).append(Contradiction(row["check"], tuple(row["lines"].split()), two_printings))
    return {claim.claim: at_cell[claim.address] for claim in claims if claim.address in at_cell}
