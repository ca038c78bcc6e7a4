"""Faults in published data that are known: each with what holds as long as the publisher has not mended it."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from build_scripts.packages.evidence import Evidence, Readings
from build_scripts.packages.faults import Fault
from build_scripts.packages.rules import knowledge
from build_scripts.packages.rules.rule import Rule

PERIOD_FROM, PERIOD_TO, AREA = "period_from", "period_to", "area_code"
EVERY_CATEGORY = "category=*"


def expectation_holds(readings: pd.DataFrame, check_kind: str, selector: str, expected: float) -> bool:
    """Whether the readings of a known error's source and extract are still as its row says.

    ``readings`` has ``category, area_code, period`` and ``value``, and what else the selector names; ``check_kind``, ``selector``
    (``column=value`` pairs parted by spaces; ``*`` for any; ``period_from`` and ``period_to`` for a span) and ``expected`` are those of
    ``registers/known-errors``, whose README defines them. Raises ValueError for a kind that is none, KeyError for a column that is none.
    """
    everywhere = readings[_selected(readings, selector, leaving_out=(AREA,))]
    chosen = everywhere[_selected(everywhere, selector)]
    match check_kind:
        case "equals":
            return not chosen.empty and bool(chosen["value"].sum() == expected)
        case "at-least":
            return bool(chosen["value"].sum() >= expected)
        case "share-at-least":
            return bool(100 * chosen["value"].sum() >= expected * everywhere["value"].sum())
        case "absent":
            return chosen.empty
    raise ValueError(f"{check_kind!r} is no kind of expectation")


def _selected(readings: pd.DataFrame, selector: str, leaving_out: tuple[str, ...] = ()) -> pd.Series:
    """Which readings meet the selector's conditions, but for those on the columns left out."""
    chosen = pd.Series(True, index=readings.index)
    for pair in selector.split():
        name, _, value = pair.partition("=")
        if value == "*" or name in leaving_out:
            continue
        if name == PERIOD_FROM:
            chosen &= readings["period"] >= value
        elif name == PERIOD_TO:
            chosen &= readings["period"] <= value
        else:
            chosen &= readings[name] == value
    return chosen


class KnownErrorMended(Rule):
    """A known error that is in the data no more."""

    code = "known-error-mended"
    title = "Known error mended"
    description = "The readings are no longer as a row of the register of known errors says: the publisher seems to have mended it."
    template = "the source {source} has mended the known error '{value}' in extract {extract}; expected {kind} {expected:g} for {selector}"
    hint = "Remove the row, and look at what depends on it: breaks, gaps and notes that speak of the same months."

    COLUMNS = ("error", "source", "extract", "check_kind", "selector", "expected")

    def find(self, evidence: Evidence) -> Iterator[Fault]:
        errors = evidence.sound_table("registers", "known-errors", self.COLUMNS)
        if errors is None:
            return
        at_fault = knowledge.sources_at_fault(evidence)
        extracts = knowledge.by_extract(evidence)
        place = evidence.place("registers", "known-errors")
        for line, error in zip(errors.index, errors.to_dict("records"), strict=True):
            held = (error["source"], error["extract"])
            if held not in extracts or held in at_fault:
                continue
            readings = pd.concat([_to_be_added(evidence, part, error["selector"]) for part in extracts[held]], ignore_index=True)
            if error["check_kind"] != "absent" and not _covers(readings, error["selector"]):
                continue
            if not expectation_holds(readings, error["check_kind"], error["selector"], error["expected"]):
                yield self.fault(
                    place,
                    row=int(line),
                    column="error",
                    value=error["error"],
                    source=error["source"],
                    extract=error["extract"],
                    kind=error["check_kind"],
                    expected=error["expected"],
                    selector=error["selector"],
                )


def _to_be_added(evidence: Evidence, part: Readings, selector: str) -> pd.DataFrame:
    """The readings of a file of which ``*`` is the sum: none that is the sum of others there.

    Categories that are totals are left out. Of an extract kept condensed, which holds some categories of an area and their total, the total
    stands for every category of the area instead. The whole force is left out where its parts stand beside it.
    """
    table = part.table.rename(columns={"area": AREA})
    of_force = table[AREA].isin(knowledge.areas_of_kind(evidence, knowledge.FORCE))
    is_total = table["category"].isin(knowledge.totals_of(evidence, part.place.package))
    if EVERY_CATEGORY in selector.split() and (is_total & ~of_force).any() and of_force.any():
        return table[is_total & ~of_force]
    table, of_force = table[~is_total], of_force[~is_total]
    in_parts = pd.MultiIndex.from_frame(table.loc[~of_force, ["category", "period"]])
    return table[~(of_force & pd.MultiIndex.from_frame(table[["category", "period"]]).isin(in_parts))]


def _covers(readings: pd.DataFrame, selector: str) -> bool:
    """Whether the extract reaches over any of the months that the selector is about: of others it can not tell."""
    return bool(_selected(readings, selector, leaving_out=(AREA, "category", "group_type", "group")).any())
