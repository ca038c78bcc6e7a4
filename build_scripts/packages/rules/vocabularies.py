"""Every code of a fixed vocabulary is one of its words."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from build_scripts import periods, vocabulary
from build_scripts.packages.declared import nearest, one_of
from build_scripts.packages.evidence import Evidence
from build_scripts.packages.faults import Fault
from build_scripts.packages.rules.references import unknown_rows
from build_scripts.packages.rules.rule import Rule

# (start of the package's name, resource, column) and the words it may hold.
CODED: tuple[tuple[str, str, str, Collection[str]], ...] = (
    ("framework-", "indicators", "kind", vocabulary.KINDS),
    ("framework-", "indicators", "measure", vocabulary.MEASURES),
    ("framework-", "indicators", "direction", vocabulary.DIRECTIONS),
    ("framework-", "indicators", "basis", vocabulary.BASES),
    ("framework-", "indicators", "availability", vocabulary.AVAILABILITIES),
    ("composition", "composition", "measure", vocabulary.MEASURES),
    ("registers", "comparators", "rule", vocabulary.RULES),
)


class VocabularyCode(Rule):
    """A code that is not in its vocabulary."""

    code = "vocabulary"
    title = "Word not in the vocabulary"
    description = "A column of codes (kind, measure, direction, basis, availability, rule) holds a word that the scripts do not know."
    template = "{column} is '{value}'; expected {expected}{near}"
    hint = "Use a word of the vocabulary. A new word needs a meaning in build_scripts/vocabulary.py first."

    def find(self, evidence: Evidence) -> Iterator[Fault]:
        for start, resource, column, words in CODED:
            for package in evidence.packages:
                table = evidence.table(package, resource, [column]) if package.startswith(start) else None
                if table is not None:
                    place = evidence.place(package, resource)
                    for row, value in unknown_rows(table[column], words):
                        yield self.fault(place, row=row, column=column, value=value, expected=one_of(words), near=nearest(value, words))
        for readings in evidence.readings:
            for name, words in (("group_type", vocabulary.GROUP_TYPES), ("period_type", periods.PERIOD_TYPES)):
                if name in readings.columns:
                    for row, value in unknown_rows(readings.table[name], words):
                        column = readings.columns[name]
                        yield self.fault(
                            readings.place, row=row, column=column, value=value, expected=one_of(words), near=nearest(value, words)
                        )
