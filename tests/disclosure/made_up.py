"""Made-up tables: a town of four boroughs whose figures nobody publishes, so that the gate has something to do."""

from __future__ import annotations

import math

import pandas as pd

from build_scripts import periods, tables
from build_scripts.disclosure import Policy, Structure
from build_scripts.disclosure.policy import Treatment
from build_scripts.disclosure.structure import Ingredient, Partition

TOWN = "made-up-town"
BOROUGHS = ("made-up-east", "made-up-north", "made-up-south", "made-up-west")
QUARTERS = ("2021-22-Q1", "2021-22-Q2", "2021-22-Q3", "2021-22-Q4", "2022-23-Q1", "2022-23-Q2")
EXTRACT = "2023-01"
SMALL_BASE = 30
RESIDENTS = 20_000.0
# Two made-up measures, of one category each, and one that is both.
FIRES, FLOODS, EVENTS = "made-up-fires", "made-up-floods", "made-up-events"

STRUCTURE = Structure(
    force_area=TOWN,
    unallocated=frozenset(),
    partitions=(Partition(TOWN, frozenset(BOROUGHS)),),
    ingredients={
        (FIRES, "", "count"): (Ingredient("made-up/fires", ""),),
        (FLOODS, "", "count"): (Ingredient("made-up/floods", ""),),
        (EVENTS, "", "count"): (Ingredient("made-up/fires", ""), Ingredient("made-up/floods", "")),
    },
)


def policy(*, secondary: bool = True, method: str = "", zero: str = "shown") -> Policy:
    """The rule of the method; ``method`` declares a treatment of the boroughs' counts, which are not declared otherwise."""
    return Policy(
        largest_small_count=4,
        rounding_step=5,
        minimum_sample=30,
        reliable_sample=100,
        treatments={("made-up", "borough", ""): Treatment(method, zero)} if method else {},
        sources={(indicator, ""): frozenset({"made-up"}) for indicator in (FIRES, FLOODS, EVENTS)},
        kinds={TOWN: "police-force-area", **dict.fromkeys(BOROUGHS, "borough")},
        secondary=secondary,
    )


def observation(
    value: float,
    *,
    indicator: str = FIRES,
    area: str = TOWN,
    period: str = QUARTERS[0],
    group: str = "",
    extract: str = EXTRACT,
    **more: object,
) -> dict:
    """One count, as a row of ``tables.OBSERVATIONS``."""
    span = periods.parse(period)
    return {
        "indicator": indicator,
        "measure": "count",
        "area_code": area,
        "group_type": "sex" if group else "",
        "group": group,
        "period": period,
        "period_start": span.start.isoformat(),
        "period_end": span.end.isoformat(),
        "period_type": span.type,
        "extract": extract,
        "value": float(value),
        "numerator": float(value),
        "lower_95": value / 2,
        "upper_95": value * 2.0,
        **more,
    }


def observations(rows: list[dict]) -> pd.DataFrame:
    """A checked table of observations."""
    return tables.from_rows(rows, tables.OBSERVATIONS)


def by_area(counts: tuple[float, ...], **more: object) -> list[dict]:
    """The counts of the four boroughs and their sum, for one period."""
    placed = [observation(count, area=area, **more) for area, count in zip(BOROUGHS, counts, strict=True)]
    return [observation(sum(counts), **more), *placed]


def comparison(earlier: dict, later: dict, rule: str = "quarter") -> dict:
    """Two observations of one area and extract compared, as a row of ``tables.COMPARISONS`` with everything that gives a value away."""
    value, base = later["value"], earlier["value"]
    return {
        "indicator": later["indicator"],
        "rule": rule,
        "measure": "count",
        "area_code": later["area_code"],
        "extract": later["extract"],
        "period": later["period"],
        "value": value,
        "base_period": earlier["period"],
        "base_value": base,
        "base_area": later["area_code"],
        "numerator": value,
        "base_numerator": base,
        "change": 100 * (value / base - 1) if base else math.nan,
        "change_unit": "%",
        "change_absolute": value - base,
        "interval_of": "ratio",
        "lower_95": 0.5,
        "upper_95": 2.0,
        "test": "conditional-binomial",
        "phi": 1.0,
        "p_value": 0.04,
        "p_adjusted": 0.05,
        "family": "made-up",
        "verdict": "no-clear-change",
    }


def comparisons(rows: list[dict]) -> pd.DataFrame:
    """A checked table of comparisons."""
    return tables.from_rows(rows, tables.COMPARISONS)


NO_COMPARISONS = tables.empty(tables.COMPARISONS)
