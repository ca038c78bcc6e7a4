"""How far each printed figure can be trusted: recomputed from data, contradicted, or known only as printed."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from build_scripts import formats
from build_scripts.claims import verdict_of_claims
from build_scripts.packages.reading import Instance
from build_scripts.reconciliation import DISPUTED, flags_of
from build_scripts.reports import figures

RECOMPUTED, AS_PRINTED, CONTRADICTED = "recomputed", "as-printed", "contradicted"
LEDGER = "published-claims"
UNTESTED = "not-testable"
AGAINST = "contradicted-by-the-document"


@dataclass(frozen=True)
class Recomputed:
    """A printed cell beside what the newest data give for it; ``verdict`` is a code of ``vocabulary.CLAIM_VERDICTS``."""

    claim: str
    cell: str
    printed_text: str
    value: float
    extract: str
    verdict: str
    unit: str
    measure: str
    test: str


@dataclass(frozen=True)
class Mark:
    """The mark of a row: a code of ``vocabulary.FIGURE_MARKS``, the cells recomputed, the checks that speak against it, the first first."""

    code: str
    recomputed: tuple[Recomputed, ...] = ()
    checks: tuple[str, ...] = ()


def recomputed_text(one: Recomputed) -> str:
    """What the data give, in the unit of what is printed, one decimal finer where that is a share, a rate or a change."""
    points = one.test in ("point-change", "part-of-recount-change") or (one.test == "direction" and one.measure == "percentage")
    if points:
        return figures.change(one.value, "pp", 1)
    if one.test in ("percentage-change", "direction"):
        return figures.change(one.value, "%", 1)
    if one.test == "number-change":
        return formats.signed(one.value)
    return figures.amount(one.value, one.unit if one.unit in figures.FORMATS else "", 0 if one.measure == "count" else 1)


class Marks:
    """The marks of all transcribed rows of an instance.

    ``claims`` is the ledger evaluated (``tables.CLAIMS``), ``reconciled`` every check and its result (``tables.RECONCILIATIONS``).
    """

    def __init__(self, instance: Instance, claims: pd.DataFrame, reconciled: pd.DataFrame) -> None:
        self._checks = flags_of(reconciled, DISPUTED)
        self._recomputed: dict[tuple[str, str, str], list[Recomputed]] = {}
        if instance.has(LEDGER, "claims") and not claims.empty:
            self._read_claims(instance.table(LEDGER, "claims"), claims)

    def of(self, package: str, resource: str, row_id: str) -> Mark:
        """The mark of one row."""
        address = (package, resource, row_id)
        recomputed = tuple(self._recomputed.get(address, ()))
        checks = self._checks.get(address, ())
        if checks or any(one.verdict == AGAINST for one in recomputed):
            return Mark(CONTRADICTED, recomputed, checks)
        return Mark(RECOMPUTED if recomputed else AS_PRINTED, recomputed)

    def _read_claims(self, ledger: pd.DataFrame, claims: pd.DataFrame) -> None:
        verdicts = verdict_of_claims(claims)
        # Of several extracts the last stands nearest to what is known today.
        held = claims[claims["extract"] != ""].groupby("claim", sort=False).last()
        for row in ledger[ledger["claim"].isin(held.index)].to_dict("records"):
            found = held.loc[row["claim"]]
            self._recomputed.setdefault((row["package"], row["resource"], row["row_id"]), []).append(
                Recomputed(
                    claim=row["claim"],
                    cell=row["cell"],
                    printed_text=row["printed_text"],
                    value=float(found["recomputed"]),
                    extract=found["extract"],
                    verdict=verdicts[row["claim"]],
                    unit=row["unit"],
                    measure=row["measure"],
                    test=row["test"],
                )
            )
