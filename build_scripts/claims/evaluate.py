"""Every claim against every extract that holds its figure."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from build_scripts import tables
from build_scripts.claims import contradictions, verdicts
from build_scripts.claims.contradictions import Contradiction
from build_scripts.claims.held import FiguresHeld
from build_scripts.claims.ledger import Claim, read_claims
from build_scripts.claims.recomputing import recompute
from build_scripts.indicators.observe import setting
from build_scripts.packages.reading import Instance
from build_scripts.reconciliation import reconcile

OF_THE_CLAIM = [name for name in tables.CLAIMS.names if name in Claim.__dataclass_fields__ and name != "reason"]

# What a comparison and a claim share, beside the extract.
COMPARED = ("indicator", "component", "measure", "area_code", "group_type", "group", "period", "base_period")


def evaluate(
    instance: Instance, observations: pd.DataFrame, comparisons: pd.DataFrame, reconciled: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The ledger evaluated (schema ``tables.CLAIMS``): a row a claim and extract that holds its figure, and one row where none does.

    ``observations`` and ``comparisons`` are those of the instance; a claim that one of the comparisons makes too carries its verdict.
    ``reconciled`` is what ``reconcile`` says of the instance (default: computed here). The verdict on a claim is computed, nowhere typed.
    """
    claims = read_claims(instance)
    if not claims:
        return tables.empty(tables.CLAIMS)
    held = FiguresHeld(instance, observations, claims, setting(instance, "police_force_area"))
    tolerances = verdicts.read_tolerances(instance)
    against = contradictions.find(claims, reconcile(instance) if reconciled is None else reconciled)
    judged = _comparison_verdicts(comparisons)
    rows = [row for claim in claims for row in _rows(claim, held, tolerances, judged, against.get(claim.claim, []))]
    return tables.from_rows(rows, tables.CLAIMS)


def verdict_of_claims(evaluated: pd.DataFrame) -> dict[str, str]:
    """One verdict a claim, by its id, in the order of the table: the best that any extract says of it."""
    return {claim: verdicts.strongest(list(found)) for claim, found in evaluated.groupby("claim", sort=False)["verdict"]}


def _rows(
    claim: Claim, held: FiguresHeld, tolerances: verdicts.Tolerances, judged: dict[tuple[str, ...], str], against: list[Contradiction]
) -> Iterator[dict]:
    stated = {name: getattr(claim, name) for name in OF_THE_CLAIM}
    stated["contradicted_by"] = " ".join(one.check for one in against)
    stated["contradicting_lines"] = " ".join(dict.fromkeys(line for one in against for line in one.lines if line != claim.source_line))
    series = held.of(claim) if claim.testable else []
    found = False
    for one in series:
        recomputed = recompute(claim, one.at)
        if recomputed.figure != recomputed.figure:
            continue
        found = True
        tested = judged.get(_comparison_key(claim, one.extract), "")
        yield stated | {
            "source": one.source,
            "extract": one.extract,
            "value": recomputed.value,
            "base_value": recomputed.base,
            "recomputed": recomputed.figure,
            "difference": recomputed.figure - claim.printed,
            "verdict": _verdict(verdicts.data_verdict(claim, recomputed, tolerances, tested), against),
            "comparison_verdict": tested,
        }
    if not found:
        yield stated | {
            "verdict": verdicts.CONTRADICTED if against else verdicts.NOT_TESTABLE,
            "reason": claim.reason or ("period-not-held" if series else "no-series"),
        }


def _verdict(by_data: str, against: list[Contradiction]) -> str:
    """A figure that the document prints otherwise elsewhere is excused by no revision; one that only other figures imply may be."""
    excusable = by_data == verdicts.WITHIN_REVISION and not any(one.printed_otherwise for one in against)
    if against and by_data != verdicts.REPRODUCED and not excusable:
        return verdicts.CONTRADICTED
    return by_data


def _comparison_key(claim: Claim, extract: str) -> tuple[str, ...]:
    return (*(getattr(claim, name) for name in COMPARED), extract)


def _comparison_verdicts(comparisons: pd.DataFrame) -> dict[tuple[str, ...], str]:
    within = comparisons[comparisons["base_area"] == comparisons["area_code"]]
    keys = within[[*COMPARED, "extract"]].itertuples(index=False, name=None)
    return dict(zip(keys, within["verdict"], strict=True))
