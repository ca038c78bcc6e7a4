"""Comparisons of figures that are known only as a document prints them.

The earlier level is the one printed, or the later one less the printed change (then flagged ``e``). A survey's percentages are tested on
the sample that the survey states. Of counts, and of rates with the counts behind them, the months are not printed, so how much they vary by
themselves is not known: a change that chance alone explains is no clear change however much they vary, and one that it does not explain is
left unjudged. Of everything else the document prints too little for an interval, and the row says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from build_scripts import periods, tables
from build_scripts.comparisons.count_tests import is_small
from build_scripts.comparisons.design_effects import (
    ASSUMED,
    FLAG,
    PlausibleDesignEffects,
    design_effect_decides,
    plausible_design_effects,
)
from build_scripts.comparisons.medians import compared_medians
from build_scripts.comparisons.money import compared_money
from build_scripts.comparisons.outcome_rates import compared_outcome_rates, has_few_outcomes
from build_scripts.comparisons.rules import pairings
from build_scripts.comparisons.verdicts import is_clear, verdict_of
from build_scripts.formats import round_half_up
from build_scripts.indicators.breaks import Break, dividing
from build_scripts.indicators.observe import constant
from build_scripts.indicators.printed import (
    AS_PRINTED,
    DERIVED,
    DISPUTED,
    NOTHING,
    PERCENT,
    PrintedFigure,
    PrintedLevel,
    document_of,
    printed_comparators,
    printed_levels,
    read_printed,
)
from build_scripts.indicators.surveys import survey_design
from build_scripts.packages.reading import Instance
from build_scripts.statistics import proportions
from build_scripts.statistics.counts import conditional_binomial
from build_scripts.statistics.results import TestResult

NOT_TESTED_RULES = ("previous-quarter", "other-period")
HEADLINE_RULE = {periods.ROLLING_YEAR: "r12", periods.QUARTER: "quarter"}
UNITS = {"percentage": "pp", "outcome-rate": "pp", "count": "%", "days": "days", "money": "£m", "ratio": "ratio"}
LEAST = "least-interval"
# The dispersion where the months are not known.
CHANCE_ALONE = 1.0
# What an interval leaves out where the change is clear.
UNCHANGED = {"ratio": 1.0, "difference": 0.0}


@dataclass(frozen=True)
class PrintedContext:
    """What the comparisons need beside the figures: the direction wanted by indicator, the breaks, the limits that are declared."""

    instance: Instance
    directions: Mapping[str, str]
    breaks: tuple[Break, ...]
    force_area: str
    small_base: float
    minimum_sample: float
    plausible: PlausibleDesignEffects


def compare_printed(instance: Instance, directions: Mapping[str, str], breaks: tuple[Break, ...], force_area: str) -> pd.DataFrame:
    """Every comparison of declared printed figures (schema ``tables.COMPARISONS``), p-values not adjusted, no sentences."""
    context = PrintedContext(
        instance=instance,
        directions=directions,
        breaks=breaks,
        force_area=force_area,
        small_base=constant(instance, "small-base"),
        minimum_sample=constant(instance, "minimum-sample"),
        plausible=plausible_design_effects(instance),
    )
    figures = read_printed(instance, force_area)
    levels = {(*level.figure.series, level.period.text): level for level in printed_levels(instance, figures, force_area)}
    rows: dict[tuple, dict] = {}
    for pair in (*_printed_pairs(figures, levels), *_pairs_of_levels(levels.values(), levels)):
        rows.setdefault((*pair.figure.series, pair.rule, pair.period.text, pair.base_period.text), _row(pair, context))
    for pair in _unpublished_pairs(figures, levels, rows, force_area):
        rows[(*pair.figure.series, pair.rule, pair.period.text, pair.base_period.text)] = _row(pair, context)
    return tables.from_rows([*rows.values(), *_comparators(instance, force_area)], tables.COMPARISONS)


@dataclass(frozen=True)
class Pair:
    """Two levels under a rule, either of which may not be known, and the change as printed (null where none is)."""

    figure: PrintedFigure
    rule: str
    period: periods.Period
    base_period: periods.Period
    level: PrintedLevel | None
    base: PrintedLevel | None
    change: float


def _printed_pairs(figures: Iterable[PrintedFigure], levels: Mapping[tuple, PrintedLevel]) -> Iterator[Pair]:
    """The comparisons that the document itself makes, by a second level or by a change."""
    for figure in figures:
        if figure.rule and figure.base_period is not None:
            level, base = (levels.get((*figure.series, period.text)) for period in (figure.period, figure.base_period))
            if not np.isnan(figure.change) or (level is not None and base is not None):
                yield Pair(figure, figure.rule, figure.period, figure.base_period, level, base, figure.change)


def _pairs_of_levels(stated: Iterable[PrintedLevel], levels: Mapping[tuple, PrintedLevel]) -> Iterator[Pair]:
    """The comparisons that two printed levels allow, though the document does not make them."""
    for level in stated:
        for pairing in pairings(level.period):
            base = levels.get((*level.figure.series, pairing.base.text))
            if base is not None:
                yield Pair(level.figure, pairing.rule, level.period, pairing.base, level, base, NOTHING)


def _unpublished_pairs(
    figures: Iterable[PrintedFigure], levels: Mapping[tuple, PrintedLevel], made: Mapping[tuple, dict], force_area: str
) -> Iterator[Pair]:
    """The headline comparison of each series' last level, for the whole force, that nothing printed allows."""
    last: dict[tuple, PrintedLevel] = {}
    for key, level in levels.items():
        kind = (*key[:-1], level.period.type)
        if level.figure.area_code == force_area and (kind not in last or level.period.last > last[kind].period.last):
            last[kind] = level
    for level in last.values():
        for pairing in pairings(level.period):
            key = (*level.figure.series, pairing.rule, level.period.text, pairing.base.text)
            if pairing.rule == HEADLINE_RULE.get(level.period.type) and key not in made:
                yield Pair(level.figure, pairing.rule, level.period, pairing.base, level, None, NOTHING)


def _row(pair: Pair, context: PrintedContext) -> dict:
    indicator, component, measure, area_code, extract = pair.figure.series
    level = pair.level
    flags = dict.fromkeys((level.flags if level else pair.figure.flags).split())
    flags |= dict.fromkeys(pair.base.flags.split() if pair.base else ())
    value, base_value = level.value if level else NOTHING, pair.base.value if pair.base else NOTHING
    if level is not None and np.isnan(base_value) and not np.isnan(value) and not np.isnan(pair.change):
        base_value = _derived_base(pair, level.value)
        flags[DERIVED] = None
    told = " ".join(flags)
    row: dict[str, object] = {
        "indicator": indicator,
        "rule": pair.rule,
        "component": component,
        "measure": measure,
        "area_code": area_code,
        "base_area": area_code,
        "extract": extract,
        "period": pair.period.text,
        "base_period": pair.base_period.text,
        "value": value,
        "base_value": base_value,
        "change_unit": UNITS[measure],
        "flags": told,
    }
    if level is not None:
        row |= {"n": level.sample, "numerator": level.numerator, "denominator": level.denominator}
    if pair.base is not None:
        row |= {"base_n": pair.base.sample, "base_numerator": pair.base.numerator, "base_denominator": pair.base.denominator}
    if np.isnan(pair.change) and (np.isnan(value) or np.isnan(base_value)):
        return row | {"verdict": "not-available", "reason": "not-published"}
    return row | _compared(pair, value, base_value, told, context)


def _derived_base(pair: Pair, value: float) -> float:
    """The earlier level that the later one and the printed change give; of things counted the whole number nearest to it."""
    if pair.figure.change_unit == "%":
        base = value / (1 + pair.change / PERCENT)
        return float(round_half_up(base)) if pair.figure.measure == "count" else base
    return value - pair.change


def _compared(pair: Pair, value: float, base_value: float, flags: str, context: PrintedContext) -> dict:
    """The change, and the test that it gets, by the kind of its measure."""
    indicator, _, measure, area_code, _ = pair.figure.series
    first, last = min(pair.base_period.first, pair.period.first), max(pair.base_period.last, pair.period.last)
    breaks = dividing(context.breaks, indicator=indicator, source=pair.figure.survey, area_code=area_code)
    if any(one.lies_within(first, last) for one in breaks):
        return {"verdict": "not-comparable", "reason": "break-in-series", "flags": f"{flags} b"}
    direction = context.directions.get(indicator, "not-judged")
    change = _change(pair, value, base_value)
    surveyed = measure == "percentage" and bool(pair.figure.survey) and not np.isnan(value)
    if surveyed:
        change |= _with_design_effects(pair, value, base_value, flags, context)
    if pair.rule in NOT_TESTED_RULES:
        return change | {"verdict": "not-available", "reason": "display-only" if pair.rule == "previous-quarter" else "no-interval"}
    if surveyed:
        return change | _survey_test(pair, value, base_value, direction, context)
    if measure == "count" and not np.isnan(base_value):
        return change | _count_test(pair, value, base_value, direction, flags, context.small_base)
    if measure == "outcome-rate" and pair.level and pair.base and not np.isnan(pair.level.numerator + pair.base.numerator):
        return change | _outcome_rate_test(pair.level, pair.base, direction, flags, context.small_base)
    return {"verdict": "not-available", "reason": "no-interval"} | change


def _change(pair: Pair, value: float, base_value: float) -> dict:
    """The change in the unit of the measure.

    Of percentages and rates it is the printed one where there is one: levels are printed more roughly than the change between them. Of
    things counted it is what the two numbers give.
    """
    measure = pair.figure.measure
    if measure == "days":
        return compared_medians(value, base_value)
    if measure == "money":
        return compared_money(value, base_value)
    difference = value - base_value
    if measure == "count":
        return {"change": PERCENT * (value / base_value - 1), "change_absolute": difference}
    change = difference if np.isnan(pair.change) else pair.change
    return {"change": change, "change_absolute": change}


def _interviews(pair: Pair, context: PrintedContext) -> tuple[float, float] | None:
    """How many people the survey asked in the two periods, as it states or as is assumed; None where either is not known."""
    design = survey_design(context.instance, pair.figure.survey)
    of_force = pair.figure.area_code == context.force_area
    later, earlier = (design.sample(of_force, period, pair.figure.group) for period in (pair.period, pair.base_period))
    return None if later is None or earlier is None else (later, earlier)


def _survey_difference(value: float, base_value: float, samples: tuple[float, float], design_effect: float) -> TestResult:
    return proportions.newcombe(value / PERCENT, samples[0] / design_effect, base_value / PERCENT, samples[1] / design_effect)


def _with_design_effects(pair: Pair, value: float, base_value: float, flags: str, context: PrintedContext) -> dict:
    """The flags with that of a design effect that decides, where it does, with what it rests on: the interviews, the effect assumed."""
    samples = _interviews(pair, context)
    if samples is None or ASSUMED not in flags.split():
        return {}
    decides = design_effect_decides(lambda effect: _survey_difference(value, base_value, samples, effect), context.plausible)
    if not decides:
        return {}
    design_effect = survey_design(context.instance, pair.figure.survey).design_effect
    return {"flags": f"{flags} {FLAG}", "n": samples[0], "base_n": samples[1], "deff": design_effect}


def _survey_test(pair: Pair, value: float, base_value: float, direction: str, context: PrintedContext) -> dict:
    design_effect = survey_design(context.instance, pair.figure.survey).design_effect
    samples = _interviews(pair, context)
    if samples is None:
        return {"verdict": "not-available", "reason": "no-interval"}
    if min(samples) / design_effect < context.minimum_sample:
        return {"verdict": "not-available", "reason": "small-sample"}
    tested = _survey_difference(value, base_value, samples, design_effect)
    lower, upper = float(tested.interval.lower) * PERCENT, float(tested.interval.upper) * PERCENT
    return {
        "n": samples[0],
        "base_n": samples[1],
        "interval_of": "difference",
        "lower_95": lower,
        "upper_95": upper,
        "test": tested.test,
        "deff": design_effect,
        "p_value": float(tested.p_value),
        "verdict": verdict_of(direction, value - base_value, is_clear(float(tested.p_value), lower, upper, 0.0)),
    }


def _count_test(pair: Pair, value: float, base_value: float, direction: str, flags: str, small_base: float) -> dict:
    tested = conditional_binomial(value, base_value)
    small = bool(is_small(np.array(value), np.array(base_value), np.array(len(pair.period.months)), small_base))
    judged = _judged(tested, value - base_value, direction, flags, interval_of="ratio", is_exact=small)
    if base_value < small_base:
        return judged | {"change": NOTHING, "reason": judged.get("reason") or "small-base"}
    if judged.get("interval_of"):
        judged |= {"interval_of": "change"} | {name: PERCENT * (judged[name] - 1) for name in ("lower_95", "upper_95")}
    return judged


def _outcome_rate_test(level: PrintedLevel, base: PrintedLevel, direction: str, flags: str, small_base: float) -> dict:
    few = has_few_outcomes(level.numerator, base.numerator, len(level.period.months), small_base)
    tested = compared_outcome_rates(level.numerator, level.denominator, base.numerator, base.denominator, phi=CHANCE_ALONE, few=few)
    return _judged(tested, level.value - base.value, direction, flags, interval_of="difference", is_exact=few)


def _judged(tested: TestResult, difference: float, direction: str, flags: str, *, interval_of: str, is_exact: bool) -> dict:
    """The verdict that a test against chance alone allows; the interval is that of the ratio, or of the difference.

    A test that is not exact for want of the months can show that a change is not clear, for whatever they vary by themselves the interval
    is no narrower. It can not show that one is clear; nor is a clear change believed of figures that the document itself contradicts.
    """
    lower, upper, p_value = (float(one) for one in (tested.interval.lower, tested.interval.upper, tested.p_value))
    clear = is_clear(p_value, lower, upper, UNCHANGED[interval_of])
    if clear and not is_exact:
        return {"verdict": "not-available", "reason": "no-dispersion"}
    if clear and DISPUTED in flags.split():
        return {"verdict": "not-available", "reason": "printed-otherwise"}
    return {
        "interval_of": interval_of,
        "lower_95": lower,
        "upper_95": upper,
        "test": tested.test,
        "p_value": p_value,
        "verdict": verdict_of(direction, difference, clear),
        "flags": flags if is_exact else f"{flags} {LEAST}",
    }


def _comparators(instance: Instance, force_area: str) -> Iterator[dict]:
    """The levels elsewhere that a document prints beside the force's own, each for its own period."""
    for row in printed_comparators(instance):
        measure = "rate" if row["unit"].startswith("per 1,000") else "percentage"
        value, base = float(row["own_value"]), float(row["value"])
        flags = [AS_PRINTED, *(["inferred-group"] if row["inferred"] else [])]
        yield {
            "indicator": row["indicator"],
            "rule": row["rule"],
            "measure": measure,
            "area_code": force_area,
            "base_area": row["comparator_area"],
            "extract": document_of(row),
            "period": row["period"],
            "base_period": row["period"],
            "value": value,
            "base_value": base,
            "change": PERCENT * (value / base - 1) if measure == "rate" else value - base,
            "change_unit": "%" if measure == "rate" else "pp",
            "change_absolute": value - base,
            "verdict": "not-available",
            "reason": "level-only",
            "flags": " ".join(flags),
        }
