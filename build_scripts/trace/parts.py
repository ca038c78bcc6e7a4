"""What a figure is made of: named parts, each with the rows that stand behind it.

A count has one part; a rate the count and the residents; a gap the percentages of both groups; an outcome rate the outcomes and the
offences; the ratio of two rates what was counted of either group, and the people of both. They are looked up when asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from build_scripts import periods, vocabulary
from build_scripts.indicators.outcome_rates import members_of_areas
from build_scripts.indicators.printed import COMPARATORS, SERIES, PrintedFigure, is_printed, read_printed
from build_scripts.packages.reading import Instance
from build_scripts.trace.part import Part
from build_scripts.trace.printed_gaps import gap_parts, move_parts
from build_scripts.trace.source_rows import Selection, SourceRow, rows_of_table, source_rows

COUNTED, RESIDENTS, PRINTED = "counted", "residents", "as printed"


def parts_of(instance: Instance, observation: dict, force_area: str) -> tuple[Part, ...]:
    """The parts of an observation (a row of ``tables.OBSERVATIONS``), in the order of its formula; those without a row are left out."""
    made_of = _BY_MEASURE.get(observation["measure"], _counts)
    if is_printed(observation):
        made_of = gap_parts if observation["group"] else _printed
    parts = made_of(instance, observation, force_area)
    return tuple(part for part in parts if part.rows)


def _selected(
    instance: Instance, observation: dict, force_area: str, composition: pd.DataFrame, *, extract: str, **choice: Any
) -> tuple[SourceRow, ...]:
    return tuple(
        source_rows(
            instance,
            Selection(
                composition=tuple(composition.to_dict("records")),
                extract=extract,
                area=observation["area_code"],
                period=periods.parse_as(observation["period"], observation["period_type"]),
                force_area=force_area,
                members=members_of_areas(instance),
                **choice,
            ),
        )
    )


def _composition(instance: Instance, observation: dict, role: str) -> pd.DataFrame:
    """The rows that say what the indicator's component is made of, of one role, for the observation's extract."""
    table = instance.table("composition", "composition")
    own = (table["indicator"] == observation["indicator"]) & (table["component"] == observation["component"]) & (table["role"] == role)
    return table[own & table["extract"].isin(["", observation["extract"]])]


def _printed(instance: Instance, observation: dict, force_area: str) -> Iterator[Part]:
    """The transcribed rows that print the value: of the period itself, or of a later one beside which it stands."""
    for figure in read_printed(instance, force_area):
        stands_in = {figure.period: figure.value_field, figure.base_period: figure.base_value_field}
        period = periods.parse_as(observation["period"], observation["period_type"])
        if figure.series == _series(observation) and period in stands_in:
            yield from _printed_row(instance, figure, stands_in[period])


def parts_of_change(instance: Instance, comparison: dict, force_area: str) -> tuple[Part, ...]:
    """The transcribed rows that print the change itself (of a row of ``tables.COMPARISONS``); none where it follows from two levels.

    Of a level beside another place's, the row of the register that holds both.
    """
    if comparison["group"]:
        return move_parts(instance, comparison, force_area)
    if comparison["rule"] in vocabulary.LEVEL_PHRASES:
        comparators = instance.table(*COMPARATORS)
        own = comparators[["indicator", "rule", "period"]].eq([comparison[name] for name in ("indicator", "rule", "period")]).all(axis=1)
        return (Part(PRINTED, tuple(rows_of_table(instance, *COMPARATORS, own, "value")), adds_up=False),)
    wanted = tuple(comparison[name] for name in ("rule", "period", "base_period"))
    return tuple(
        part
        for figure in read_printed(instance, force_area)
        if figure.series == _series(comparison)
        and figure.base_period is not None
        and (figure.rule, figure.period.text, figure.base_period.text) == wanted
        for part in _printed_row(instance, figure, figure.change_field)
    )


def _series(row: dict) -> tuple[str, ...]:
    return tuple(row[name] for name in SERIES)


def _printed_row(instance: Instance, figure: PrintedFigure, field: str) -> Iterator[Part]:
    table = instance.table(figure.package, figure.resource)
    if field in table:
        own = (table["row_id"] == figure.row_id) & table[field].notna()
        yield Part(PRINTED, tuple(rows_of_table(instance, figure.package, figure.resource, own, field)), adds_up=False)


def _counts(instance: Instance, observation: dict, force_area: str) -> Iterator[Part]:
    rows = _composition(instance, observation, "count")
    yield Part(COUNTED, _selected(instance, observation, force_area, rows, extract=observation["extract"]))


def _rate(instance: Instance, observation: dict, force_area: str) -> Iterator[Part]:
    yield from _counts(instance, observation, force_area)
    people, areas = instance.table("areas", "population"), instance.table("areas", "areas")
    own = {observation["area_code"]}
    if observation["area_code"] == force_area and force_area not in set(people["area_code"]):
        own = set(areas.loc[(areas["kind"] == "borough") & areas["covered"], "area_code"])
    chosen = people["area_code"].isin(own) & (people["year"] == observation["population_year"])
    yield Part(RESIDENTS, tuple(rows_of_table(instance, "areas", "population", chosen, "population")))


def _percentage(instance: Instance, observation: dict, force_area: str) -> Iterator[Part]:
    rows = _composition(instance, observation, "percentage")
    of_group = {"group_type": observation["group_type"], "group": observation["group"]}
    selected = _selected(instance, observation, force_area, rows, extract=observation["extract"], **of_group)
    yield Part("per cent", selected, adds_up=False)


def _gap(instance: Instance, observation: dict, force_area: str) -> Iterator[Part]:
    rows = _composition(instance, observation, "percentage")
    gaps = instance.table("composition", "gaps")
    own = (gaps["indicator"] == observation["indicator"]) & (gaps["component"] == observation["component"])
    for gap in gaps[own].to_dict("records"):
        for group in (gap["group"], gap["base_group"]):
            of_group = {"group_type": gap["group_type"], "group": group}
            selected = _selected(instance, observation, force_area, rows, extract=observation["extract"], **of_group)
            yield Part(f"per cent, {group}", selected, adds_up=False)


def _outcome_rate(instance: Instance, observation: dict, force_area: str) -> Iterator[Part]:
    for title, role in (("outcomes", "numerator"), ("offences", "denominator")):
        yield Part(title, _selected(instance, observation, force_area, _composition(instance, observation, role), extract=""))


def _ratio(instance: Instance, observation: dict, force_area: str) -> Iterator[Part]:
    ratios = instance.table("composition", "ratios")
    own = (ratios["indicator"] == observation["indicator"]) & (ratios["component"] == observation["component"])
    for ratio in ratios[own].to_dict("records"):
        for title, role in ((COUNTED, "numerator"), (RESIDENTS, "denominator")):
            looked_in = observation
            if title == RESIDENTS:
                year = f"{observation['population_year']:.0f}"
                looked_in = observation | {"period": year, "period_type": periods.CALENDAR_YEAR}
            for group in (ratio["group"], ratio["base_group"]):
                choice = {"source_areas": tuple(ratio["source_areas"].split()), "group_type": ratio["group_type"], "group": group}
                rows = _composition(instance, observation, role)
                yield Part(f"{title}, {group}", _selected(instance, looked_in, force_area, rows, extract="", **choice))


_BY_MEASURE: dict[str, Callable[[Instance, dict, str], Iterator[Part]]] = {
    "count": _counts,
    "rate": _rate,
    "percentage": _percentage,
    "gap": _gap,
    "outcome-rate": _outcome_rate,
    "ratio": _ratio,
}
