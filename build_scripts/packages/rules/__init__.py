"""The rules across packages: what no single file can tell of itself.

A rule is a small class with the declared texts of a check and one generator, ``find``. It looks at what could be read and passes over
what could not: the fault that made it unreadable has been told.
"""

from __future__ import annotations

from build_scripts.packages.declared import Check, Place
from build_scripts.packages.evidence import Evidence
from build_scripts.packages.faults import Fault
from build_scripts.packages.rules import (
    composition,
    disclosure,
    extracts,
    known_errors,
    printed,
    printed_gaps,
    readings,
    references,
    series,
    totals,
    vocabularies,
)
from build_scripts.packages.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    references.ReferenceTarget(),
    references.ReferenceUnknown(),
    references.AreaUnknown(),
    references.CategoryUnknown(),
    references.SourceUnknown(),
    references.ExtractUnknown(),
    references.RegisterWordUnknown(),
    composition.CompositionIndicatorUnknown(),
    composition.CompositionCategoryUnknown(),
    composition.CompositionExtractUnknown(),
    composition.CompositionOverlap(),
    printed.PrintedRowUnknown(),
    printed.PrintedBesideSeries(),
    printed_gaps.PrintedGapsTableUnknown(),
    printed_gaps.GroupShareUnknown(),
    vocabularies.VocabularyCode(),
    readings.PeriodForm(),
    readings.ReadingRepeated(),
    readings.PercentageRange(),
    readings.CountForm(),
    extracts.ExtractFolder(),
    extracts.ExtractSpan(),
    series.CoverageDiffers(),
    series.SeriesGap(),
    series.SuddenChange(),
    totals.PartsExceedWhole(),
    totals.TotalDiffers(),
    totals.OutsideTotal(),
    known_errors.KnownErrorMended(),
    disclosure.SmallNumberUndeclared(),
)


class RuleFailed(Check):
    """A rule that broke on the data it was given."""

    code = "rule-failed"
    title = "Rule could not be applied"
    description = "A rule across packages broke on data that it did not expect, so what it looks for is not checked."
    template = "the rule '{rule}' could not be applied: {problem}; expected tables of the form that ARCHITECTURE.md describes"
    hint = "Mend the other faults first. If this one stays, it is a fault of the rule: report it with this message."


def find(evidence: Evidence) -> list[Fault]:
    """The faults that the rules find. Never raises for bad data."""
    faults: list[Fault] = []
    for rule in RULES:
        try:
            faults += list(rule.find(evidence))
        except Exception as error:  # every other fault of the run is still told
            faults.append(RuleFailed.fault(Place("", "", evidence.base), rule=rule.code, problem=f"{type(error).__name__}: {error}"))
    return faults
