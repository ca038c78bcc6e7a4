"""What clearly changed and what did not: comparisons grouped by their verdicts, and the titles that say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from build_scripts import formats, periods, vocabulary
from build_scripts.indicators.definitions import Indicator
from build_scripts.pages import showing
from build_scripts.pages.content import Content
from build_scripts.statements.changes import JUDGED, clear_changes_counted, clear_changes_named
from build_scripts.statements.sentences import CLEAR

# In this order verdicts are told: what is certain first, what can not be said last.
VERDICT_ORDER = ("improving", "worsening", "rose", "fell", "no-clear-change", "not-comparable", "not-available")


# Measures that are per cents themselves, so that they change by points.
SHARES = ("percentage", "outcome-rate")


@dataclass(frozen=True)
class Change:
    """An indicator and one of its comparisons (a row of ``tables.COMPARISONS``)."""

    indicator: Indicator
    row: dict

    @property
    def name(self) -> str:
        """The indicator's short title as it stands within a sentence."""
        return formats.lower_first(self.indicator.short_title)

    @property
    def is_clear(self) -> bool:
        """Whether the test says that it rose or fell."""
        return self.row["verdict"] in CLEAR

    @property
    def rises(self) -> bool:
        """Whether the later figure is the higher one."""
        return self.row["change_absolute"] > 0


def latest_of_counts(content: Content, area: str | None = None) -> list[Change]:
    """The newest 12-month comparison of everything counted, of one period: that of the newest month which any of them reaches."""
    found = []
    for indicator in content.framework.indicators:
        row = content.latest_comparison(indicator.slug, "r12", measure=indicator.measure, area=area)
        if row is not None and row["change_unit"] == "%":
            found.append(Change(indicator, row))
    last = max((periods.parse(one.row["period"]).last for one in found), default=0)
    return [one for one in found if periods.parse(one.row["period"]).last == last]


def latest_of_shares(content: Content) -> list[Change]:
    """The newest 12-month comparison of every measure in per cent that was tested; its change is in points, its period its own."""
    rows = (
        (one, content.latest_comparison(one.slug, "r12", measure=one.measure))
        for one in content.framework.indicators
        if one.measure in SHARES
    )
    return [Change(one, row) for one, row in rows if row is not None and row["verdict"] in JUDGED]


def clear_first(changes: Sequence[Change]) -> list[Change]:
    """Clear changes before those that could be chance, these before what can not be compared; within each the largest first."""

    def rank(one: Change) -> tuple[int, float]:
        group = 0 if one.is_clear else 1 if one.row["verdict"] in JUDGED else 2
        size = one.row["change"] if showing.is_known(one.row["change"]) else 0.0
        return group, -abs(size)

    return sorted(changes, key=rank)


def by_verdict(changes: Sequence[Change]) -> list[tuple[str, list[Change]]]:
    """The changes under each verdict that occurs, in the order of ``VERDICT_ORDER``, the largest change first."""
    ordered = clear_first(changes)
    groups = [(verdict, [one for one in ordered if one.row["verdict"] == verdict]) for verdict in VERDICT_ORDER]
    return [(verdict, members) for verdict, members in groups if members]


def tally(verdicts: Sequence[str]) -> list[tuple[str, int]]:
    """How often each verdict occurs, in the order of ``VERDICT_ORDER``; those that do not occur are left out."""
    return [(verdict, verdicts.count(verdict)) for verdict in VERDICT_ORDER if verdict in verdicts]


def tally_text(verdicts: Sequence[str]) -> str:
    """The tally in words: "1 improving, 3 worsening and 2 not comparable"."""
    return formats.listing([f"{formats.number(count)} {vocabulary.VERDICT_TITLES[verdict]}" for verdict, count in tally(verdicts)])


# How a title says what each verdict means for one measure and for several.
_VERBS = {
    "improving": ("is improving", "are improving"),
    "worsening": ("is worsening", "are worsening"),
    "rose": ("rose", "rose"),
    "fell": ("fell", "fell"),
    "no-clear-change": ("shows no clear change", "show no clear change"),
    "": ("can not be judged", "can not be judged"),
}


def tally_sentence(verdicts: Sequence[str], subject: str) -> str:
    """The tally as a finding: "Of 5 main measures, 3 are worsening, 1 shows no clear change and 1 can not be judged"."""
    counts = tally([verdict if verdict in JUDGED else "" for verdict in verdicts])
    unjudged = sum(verdict not in JUDGED for verdict in verdicts)
    counts += [("", unjudged)] if unjudged else []
    parts = [f"{formats.number(count)} {_VERBS[verdict][count > 1]}" for verdict, count in counts]
    return f"Of {formats.number(len(verdicts))} {subject}, {formats.listing(parts)}"


def tally_brief(verdicts: Sequence[str], subject: str) -> str:
    """The tally in the fewest words: "7 main measures: 1 improving, 3 worsening, 3 neither"; or that none is either."""
    counts = [(name, verdicts.count(name)) for name in ("improving", "worsening")]
    if not any(count for _, count in counts):
        return f"None of {formats.number(len(verdicts))} {subject} is clearly improving or worsening"
    counts.append(("neither", len(verdicts) - sum(count for _, count in counts)))
    told = ", ".join(f"{formats.number(count)} {name}" for name, count in counts if count)
    return f"{formats.number(len(verdicts))} {subject}: {told}"


def named_title(changes: Sequence[Change]) -> str:
    """Which changes are clear, by name where they are few (``statements.changes``), the largest first."""
    return clear_changes_named([(one.name, one.row) for one in clear_first(changes)]).text


def counted_title(changes: Sequence[Change], things: str = "counts") -> str:
    """How many of the things that can be judged clearly changed (``statements.changes``)."""
    return clear_changes_counted([one.row for one in changes], things).text
