"""What clearly changed and what did not: comparisons grouped by their verdicts, and the titles that say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from build_scripts import formats, periods
from build_scripts.indicators.definitions import Indicator
from build_scripts.pages import showing
from build_scripts.pages.content import Content
from build_scripts.statements.changes import JUDGED, VERDICT_ORDER, clear_changes_counted, clear_changes_named
from build_scripts.statements.sentences import CLEAR

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


def named_title(changes: Sequence[Change]) -> str:
    """Which changes are clear, by name where they are few (``statements.changes``), the largest first."""
    return clear_changes_named([(one.name, one.row) for one in clear_first(changes)]).text


def counted_title(changes: Sequence[Change], things: str = "counts") -> str:
    """How many of the things that can be judged clearly changed (``statements.changes``)."""
    return clear_changes_counted([one.row for one in changes], things).text
