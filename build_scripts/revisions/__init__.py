"""Observations of several extracts in: how the figures of one period moved from one extract to the next."""

from build_scripts.revisions.provisional import Provisional, months_told_by_extracts, provisional_time
from build_scripts.revisions.revised import Revisions, read_revisions, with_revised_flags
from build_scripts.revisions.summary import RevisionSummary, summarise
from build_scripts.revisions.triangle import movements, triangle

__all__ = [
    "Provisional",
    "RevisionSummary",
    "Revisions",
    "months_told_by_extracts",
    "movements",
    "provisional_time",
    "read_revisions",
    "summarise",
    "triangle",
    "with_revised_flags",
]
