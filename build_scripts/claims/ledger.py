"""The ledger of claims: what a document printed, word for word a row of ``published-claims/claims``."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from build_scripts.packages.reading import Instance

PACKAGE = "published-claims"
PRINTED = "_printed"


@dataclass(frozen=True)
class Claim:
    """One figure or comparison that a document states.

    ``claim`` is its id, ``words`` what it is of, in our words. It is of an indicator's component, or, where no indicator holds it, of a
    ``subject`` that ``recounts`` makes of a source's categories. ``printed`` is the number (null where the claim is a word, whose sense is
    ``expected``), ``step`` the step to which it was rounded, ``test`` a code of ``vocabulary.CLAIM_TESTS``. ``part_now`` and
    ``part_before`` are numbers of outcomes printed beside a rate. ``reason`` says why nothing published can test it; empty where something
    can. ``package``, ``resource``, ``row_id`` and ``cell`` are where the transcription holds it.
    """

    claim: str
    document: str
    source_line: str
    package: str
    resource: str
    row_id: str
    cell: str
    words: str
    kind: str
    indicator: str
    component: str
    subject: str
    measure: str
    area_code: str
    group_type: str
    group: str
    period: str
    base_period: str
    base_area: str
    rule: str
    printed_text: str
    printed: float
    unit: str
    step: float
    expected: str
    test: str
    part_now: float
    part_before: float
    testable: bool
    reason: str
    note: str

    @property
    def address(self) -> str:
        """The transcribed cell it was taken from, as ``package/resource/row_id/column``."""
        return "/".join((self.package, self.resource, self.row_id, self.cell.removesuffix(PRINTED)))


def read_claims(instance: Instance) -> tuple[Claim, ...]:
    """All claims, in the order of the ledger; none where the instance has no ledger."""
    if not instance.has(PACKAGE, "claims"):
        return ()
    names = list(Claim.__dataclass_fields__)
    rows = instance.table(PACKAGE, "claims")[names].to_dict("records")
    return tuple(Claim(**row) for row in rows)


def read_recounts(instance: Instance) -> pd.DataFrame:
    """What the subjects of claims are made of, in the columns of ``composition/composition``; the subject stands as the indicator."""
    recounts = instance.table(PACKAGE, "recounts")
    return recounts.rename(columns={"subject": "indicator"}).assign(component="", measure="count", extract="", from_month="", to_month="")
