"""The alternative to withholding: counts to the nearest multiple, and everything derived from the rounded ones."""

from __future__ import annotations

import numpy as np
import pandas as pd

from build_scripts import formats
from build_scripts.disclosure.cells import COUNT, PER, PERCENT, SHARES
from build_scripts.disclosure.policy import ROUND, Policy
from build_scripts.disclosure.small_numbers import treatments
from build_scripts.disclosure.withholding import COMPARED, with_flag

ROUNDED = "rounded"


def rounded_observations(observations: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """The observations, those of grains that are rounded made from rounded numbers, without intervals, flagged ``rounded``."""
    chosen = _rounded_rows(observations, policy)
    if not chosen.any():
        return observations
    table = observations.copy()
    part = _rounded_side(table[chosen], policy, "")
    part[["lower_95", "upper_95"]] = np.nan
    table.loc[chosen] = _marked(part)
    return table


def rounded_comparisons(comparisons: pd.DataFrame, policy: Policy, small_base: float) -> pd.DataFrame:
    """The comparisons of such grains: changes of the rounded numbers, without the test that used the exact ones; verdicts stay."""
    chosen = _rounded_rows(comparisons, policy)
    if not chosen.any():
        return comparisons
    table = comparisons.copy()
    part = _rounded_side(_rounded_side(table[chosen], policy, ""), policy, "base_")
    was_known = part["change"].notna()
    part[list(COMPARED)] = np.nan
    part[["test", "interval_of", "family"]] = ""
    part["change_absolute"] = part["value"] - part["base_value"]
    numbers = part["base_numerator"].fillna(part["base_value"])
    in_per_cent = was_known & (part["change_unit"] == "%") & (numbers >= small_base)
    part.loc[in_per_cent, "change"] = PERCENT * (part["value"] / part["base_value"] - 1)
    in_points = was_known & (part["change_unit"] == "pp")
    part.loc[in_points, "change"] = part["change_absolute"]
    table.loc[chosen] = _marked(part)
    return table


def _rounded_rows(table: pd.DataFrame, policy: Policy) -> np.ndarray:
    if not any(one.method == ROUND for one in policy.treatments.values()):
        return np.zeros(len(table), dtype=bool)
    counted = table["measure"].isin([COUNT, "rate", *SHARES])
    return counted.to_numpy() & np.array([rule.method == ROUND for rule in treatments(table, policy)], dtype=bool)


def _rounded_side(part: pd.DataFrame, policy: Policy, prefix: str) -> pd.DataFrame:
    """The rows with numerators (and the denominators of shares) rounded, halves away from zero, and values made from them."""
    part = part.copy()
    value, numerator, denominator = (f"{prefix}{name}" for name in ("value", "numerator", "denominator"))
    numbers = part[numerator].where(part["measure"] != COUNT, part[value])
    part[numerator] = [_to_step(number, policy.rounding_step) for number in numbers]
    shares = part["measure"].isin(SHARES)
    part.loc[shares, denominator] = [_to_step(number, policy.rounding_step) for number in part.loc[shares, denominator]]
    with np.errstate(divide="ignore", invalid="ignore"):
        per = part["measure"].map({COUNT: np.nan, "rate": PER, **dict.fromkeys(SHARES, PERCENT)})
        derived = per * part[numerator] / part[denominator].where(part[denominator] > 0)
    part[value] = derived.where(part["measure"] != COUNT, part[numerator])
    return part


def _to_step(number: float, step: float) -> float:
    return number if np.isnan(number) else float(formats.round_half_up(number / step)) * step


def _marked(part: pd.DataFrame) -> pd.DataFrame:
    part["flags"] = [with_flag(flags, ROUNDED) for flags in part["flags"]]
    return part
