"""Comparisons of printed gaps: each group against everybody, itself among them, and how a gap moved where a document says so.

A group is tested against the total that contains it, on assumed interviews and however the two printed percentages were rounded
(``statistics/rounded_gaps``). It is a level beside a level of the same time, so no change is judged: whether it is clear is a flag,
``clear-gap``, once the groups of one question have been allowed for together (Benjamini-Hochberg, ``method`` 3.9); beside it stands the
document's own plain mark, ``marked-gap``, on gaps of so many points or more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from build_scripts import tables
from build_scripts.comparisons.design_effects import FLAG as DESIGN_EFFECT_DECIDES
from build_scripts.comparisons.design_effects import PlausibleDesignEffects, design_effect_decides, plausible_design_effects
from build_scripts.indicators.observe import constant
from build_scripts.indicators.percentages import PERCENT
from build_scripts.indicators.printed import AS_PRINTED, DERIVED, ROUNDED
from build_scripts.indicators.printed_gaps import GAP, LEVEL, PrintedGap, read_printed_gaps
from build_scripts.packages.reading import Instance
from build_scripts.statistics.multiplicity import benjamini_hochberg

EVERYBODY = "everybody"
CLEAR, MARKED = "clear-gap", "marked-gap"
THRESHOLD = "gap-threshold"


def compare_printed_gaps(instance: Instance, force_area: str) -> pd.DataFrame:
    """Every comparison of printed gaps (schema ``tables.COMPARISONS``), p-values not adjusted, no sentences."""
    gaps = read_printed_gaps(instance, force_area)
    if not gaps:
        return tables.empty(tables.COMPARISONS)
    threshold, least = constant(instance, THRESHOLD), constant(instance, "minimum-sample")
    plausible = plausible_design_effects(instance)
    rows = [_against_everybody(gap, threshold, least, plausible) for gap in gaps]
    return tables.from_rows([*rows, *_moves(gaps)], tables.COMPARISONS)


def _against_everybody(gap: PrintedGap, threshold: float, least: float, plausible: PlausibleDesignEffects) -> dict:
    marked = [MARKED] if abs(gap.value) >= threshold else []
    row = {
        "indicator": gap.levels_indicator,
        "rule": EVERYBODY,
        "measure": LEVEL,
        "area_code": gap.area_code,
        "base_area": gap.area_code,
        "group_type": gap.group_type,
        "group": gap.group,
        "extract": gap.extract,
        "period": gap.period.text,
        "base_period": gap.period.text,
        "value": gap.level,
        "base_value": gap.total,
        "n": gap.sample,
        "base_n": gap.total_sample,
        "change": gap.value,
        "change_unit": "pp",
        "change_absolute": gap.value,
        "verdict": "not-available",
        "flags": " ".join([*gap.flags, DERIVED, *marked]),
    }
    if gap.declared is None:
        return row | {"reason": "no-interval"}
    if gap.sample / gap.design_effect < least:
        return row | {"reason": "small-sample"}
    tested = gap.tested()
    if design_effect_decides(lambda effect: gap.tested(design_effect=effect), plausible):
        row["flags"] = f"{row['flags']} {DESIGN_EFFECT_DECIDES}"
    return row | {
        "reason": "group-and-total",
        "interval_of": "difference",
        "lower_95": float(tested.interval.lower) * PERCENT,
        "upper_95": float(tested.interval.upper) * PERCENT,
        "test": tested.test,
        "deff": gap.design_effect,
        "p_value": float(tested.p_value),
    }


def _moves(gaps: Iterable[PrintedGap]) -> Iterator[dict]:
    """How gaps moved, where the document prints by how much. Two rolling years a quarter apart share nine months: no test."""
    for gap in gaps:
        if gap.change is not None:
            yield {
                "indicator": gap.indicator,
                "rule": gap.change.rule,
                "measure": GAP,
                "area_code": gap.area_code,
                "base_area": gap.area_code,
                "group_type": gap.group_type,
                "group": gap.group,
                "extract": gap.extract,
                "period": gap.period.text,
                "base_period": gap.change.base_period.text,
                "value": gap.value,
                "base_value": gap.value - gap.change.change,
                "change": gap.change.change,
                "change_unit": "pp",
                "change_absolute": gap.change.change,
                "verdict": "not-available",
                "reason": "windows-overlap",
                "flags": " ".join([AS_PRINTED, ROUNDED, DERIVED]),
            }


def with_clear_gaps(compared: pd.DataFrame, level: float) -> pd.DataFrame:
    """The comparisons, those of a group against everybody whose adjusted p-value is under ``level`` flagged ``clear-gap``."""
    clear = (compared["rule"] == EVERYBODY) & (compared["p_adjusted"] < level)
    compared.loc[clear, "flags"] = compared.loc[clear, "flags"] + f" {CLEAR}"
    return compared


def clear_with_bases(gaps: Iterable[PrintedGap], base_factor: float, level: float) -> int:
    """How many of the gaps would be clear were every group's interviews ``base_factor`` times those assumed, question by question."""
    by_question: dict[str, list[float]] = {}
    for gap in gaps:
        if gap.declared is not None:
            by_question.setdefault(gap.levels_indicator, []).append(float(gap.tested(base_factor).p_value))
    return sum(int((benjamini_hochberg(np.array(p_values)) < level).sum()) for p_values in by_question.values())
