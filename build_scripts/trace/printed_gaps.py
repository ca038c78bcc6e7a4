"""The transcribed rows behind a printed gap: its cell, the result of everybody beside it, the row that prints how it moved."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.comparisons.gaps_printed import EVERYBODY
from build_scripts.indicators.printed_gaps import GAP, PrintedGap, read_printed_gaps
from build_scripts.packages.reading import Instance
from build_scripts.trace.part import Part
from build_scripts.trace.source_rows import rows_of_table

OWN, TOTAL, CHANGE = "gap, as printed", "everybody, as printed", "change of the gap, as printed"


def gap_parts(instance: Instance, observation: dict, force_area: str) -> Iterator[Part]:
    """The parts of an observation of a group (a row of ``tables.OBSERVATIONS``) that a table of gaps gives.

    A gap is its cell; an earlier one the cell and the printed change; a level or a ratio the cell and the result of everybody.
    """
    for gap in _gaps_of(instance, observation, force_area):
        yield _cell(instance, gap)
        if observation["measure"] != GAP:
            yield _total(instance, gap)
        elif observation["period"] != gap.period.text:
            yield from _change(instance, gap)


def everybody_parts(instance: Instance, comparison: dict, force_area: str) -> tuple[Part, ...]:
    """What a group is set against (of a row of ``tables.COMPARISONS`` under the rule ``everybody``): the printed result of everybody."""
    return tuple(_total(instance, gap) for gap in _gaps_of(instance, comparison, force_area))


def move_parts(instance: Instance, comparison: dict, force_area: str) -> tuple[Part, ...]:
    """The row that prints how a group's gap moved; none where the comparison is with everybody."""
    if comparison["rule"] == EVERYBODY:
        return ()
    return tuple(part for gap in _gaps_of(instance, comparison, force_area) for part in _change(instance, gap))


def _gaps_of(instance: Instance, row: dict, force_area: str) -> Iterator[PrintedGap]:
    """The printed gaps that a row of either table tells of: its own, or the later one beside which it stands."""
    for gap in read_printed_gaps(instance, force_area):
        indicator = gap.indicator if row["measure"] == GAP else gap.levels_indicator
        place = (indicator, gap.area_code, gap.group_type, gap.group, gap.extract)
        held = {gap.period.text, gap.change.base_period.text if gap.change else gap.period.text}
        if place == tuple(row[name] for name in ("indicator", "area_code", "group_type", "group", "extract")) and row["period"] in held:
            yield gap


def _cell(instance: Instance, gap: PrintedGap) -> Part:
    return _part(instance, gap, OWN, gap.resource, gap.row_id, "gap")


def _total(instance: Instance, gap: PrintedGap) -> Part:
    return _part(instance, gap, TOTAL, gap.results, gap.result_row_id, "value")


def _change(instance: Instance, gap: PrintedGap) -> Iterator[Part]:
    if gap.change is not None:
        yield _part(instance, gap, CHANGE, gap.changes, gap.change.row_id, "change")


def _part(instance: Instance, gap: PrintedGap, title: str, resource: str, row_id: str, field: str) -> Part:
    own = instance.table(gap.package, resource)["row_id"] == row_id
    return Part(title, tuple(rows_of_table(instance, gap.package, resource, own, field)), adds_up=False)
