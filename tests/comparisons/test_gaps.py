"""Whether a gap between groups has moved: the difference of differences, judged by the size of the gap."""

from __future__ import annotations

import pandas as pd
import pytest
from scipy import stats

from build_scripts import tables
from build_scripts.comparisons.design_effects import PlausibleDesignEffects
from build_scripts.comparisons.gaps import compare_gaps
from build_scripts.comparisons.percentages import PercentageContext
from build_scripts.indicators.breaks import Break
from build_scripts.indicators.gaps import GapSeries

FORCE = "E23000001"
GAP = GapSeries("womens-safety-gap", "", "feel-safe-after-dark", "", "gla-state-of-london", "pas", "sex", "female", "male")
BREAK = Break(
    "another-question",
    "2023-01",
    2023 * 12,
    "break",
    False,
    frozenset({"gla-state-of-london"}),
    frozenset({"womens-safety-gap"}),
    frozenset({"*"}),
    "Another question",
    "",
    "",
    "",
)


def levels(women: tuple[float, float], men: tuple[float, float], sample: float = 1600) -> pd.DataFrame:
    """What women and men say in the first quarters of 2022/23 and 2023/24."""
    rows = [
        {
            "indicator": "feel-safe-after-dark",
            "measure": "percentage",
            "area_code": FORCE,
            "group_type": "sex",
            "group": group,
            "period": period,
            "period_start": f"{period[:4]}-04-01",
            "period_end": f"{period[:4]}-06-30",
            "period_type": "quarter",
            "extract": "to-2024-03",
            "value": value,
            "n": 1.5 * sample,
            "n_eff": sample,
            "months_present": 3.0,
        }
        for group, values in (("female", women), ("male", men))
        for period, value in zip(("2022-23-Q1", "2023-24-Q1"), values, strict=True)
    ]
    return tables.from_rows(rows, tables.OBSERVATIONS)


def compared(observations: pd.DataFrame, breaks: tuple[Break, ...] = ()) -> dict:
    """The comparison of the later quarter with the same one of the year before."""
    context = PercentageContext(FORCE, breaks, 1.5, PlausibleDesignEffects(1.0, 2.0), minimum_sample=30, area_ends=8)
    found = compare_gaps(observations, GAP, "narrow", context)
    (row,) = found[(found["rule"] == "quarter") & (found["period"] == "2023-24-Q1")].to_dict("records")
    return row


def test_the_variances_of_four_percentages_add() -> None:
    # Given 60% and 79% a year before, 59% and 81% now (001:889-890)
    row = compared(levels((60, 59), (79, 81)))
    assert (row["base_value"], row["value"], row["change"]) == (-19, -22, -3)
    # Then the interval is the change give or take z standard errors, worked out here from the four variances
    variance = sum(share * (1 - share) / 1600 for share in (0.60, 0.59, 0.79, 0.81))
    reach = 100 * stats.norm.ppf(0.975) * variance**0.5
    assert (row["lower_95"], row["upper_95"]) == (pytest.approx(-3 - reach), pytest.approx(-3 + reach))
    assert row["p_value"] == pytest.approx(2 * stats.norm.sf(0.03 / variance**0.5))
    assert (row["test"], row["verdict"]) == ("difference-of-differences", "no-clear-change")


@pytest.mark.parametrize(
    ("women", "men", "verdict"),
    [
        ((60, 70), (80, 80), "improving"),
        ((70, 60), (80, 80), "worsening"),
        # A gap that is narrower because men feel less safe is narrower all the same: the levels stand beside it.
        ((60, 60), (80, 70), "improving"),
        # The same the other way round: men below women.
        ((80, 80), (60, 70), "improving"),
    ],
)
def test_narrower_is_better_whichever_group_lies_below(women, men, verdict) -> None:
    assert compared(levels(women, men))["verdict"] == verdict


def test_a_break_between_the_two_quarters_rules_the_comparison_out() -> None:
    row = compared(levels((60, 70), (80, 80)), breaks=(BREAK,))
    assert (row["verdict"], row["reason"]) == ("not-comparable", "break-in-series")


def test_a_sample_too_small_or_not_known_gives_no_verdict() -> None:
    assert compared(levels((60, 70), (80, 80), sample=29))["reason"] == "small-sample"
    assert compared(levels((60, 70), (80, 80), sample=float("nan")))["reason"] == "no-interval"
