"""Comparisons of printed figures: against the lines of the report, and the tests against scipy and statsmodels."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep

from build_scripts import vocabulary
from build_scripts.indicators.printed import without_printed
from build_scripts.pages.content import Content
from build_scripts.statistics.counts import byar

NUMBERS = ("value", "base_value", "change")


@pytest.fixture(scope="module")
def printed(london: Content) -> pd.DataFrame:
    """Every published comparison of printed figures."""
    return london.comparisons.drop(without_printed(london.comparisons).index)


def _one(printed: pd.DataFrame, indicator: str, rule: str, component: str = "", area: str = "E23000001", period: str = "") -> dict:
    found = printed[printed[["indicator", "rule", "component", "area_code"]].eq([indicator, rule, component, area]).all(axis=1)]
    found = found[found["period"] == period] if period else found
    assert len(found) == 1
    return found.iloc[0].to_dict()


@pytest.mark.parametrize(
    ("indicator", "component", "rule", "numbers", "unit", "verdict", "reason"),
    [
        ("repeat-accused", "stalking", "quarter", (10, 13, -3), "pp", "not-available", "no-interval"),  # 001:901
        ("complaint-and-conduct-timeliness", "conduct-matters", "quarter", (306, 233, 73), "days", "not-available", "no-interval"),
        ("complaint-and-conduct-timeliness", "public-complaints", "previous-quarter", (34, 32, 2), "days", "not-available", "display-only"),
        ("misconduct-disproportionality", "", "quarter", (1.7, 2.0, -0.3), "ratio", "not-available", "no-interval"),  # 001:785
        ("s-calls-attended-in-1-hour", "", "previous-quarter", (59, 63, -4), "pp", "not-available", "display-only"),  # 001:505
        ("999-calls-answered-in-10-seconds", "", "other-period", (65, 73, -8), "pp", "not-available", "no-interval"),  # 001:583
        ("womens-feelings-of-safety", "in-the-day", "quarter", (95, 95, 0), "pp", "no-clear-change", ""),  # 001:889
        ("offenders-sanctioned", "", "r12", (60_246, 70_197, -14.1758), "%", "not-available", "no-dispersion"),  # 001:1284
        ("knife-crime-a-local-problem", "", "quarter", (48, 59, -11), "pp", "improving", ""),  # 001:992
    ],
)
def test_a_comparison_has_the_printed_numbers_and_a_verdict_or_the_reason_for_none(
    printed: pd.DataFrame,
    indicator: str,
    component: str,
    rule: str,
    numbers: tuple[float, float, float],
    unit: str,
    verdict: str,
    reason: str,
) -> None:
    row = _one(printed, indicator, rule, component)
    assert tuple(row[name] for name in NUMBERS) == pytest.approx(numbers, abs=1e-4)
    assert (row["change_unit"], row["verdict"], row["reason"]) == (unit, verdict, reason)


def test_gun_discharges_are_compared_exactly_on_the_whole_number_that_the_change_implies(printed: pd.DataFrame) -> None:
    """Given 210 discharges and a rise of 6.1%, then 198 stood before, and the interval is Clopper-Pearson's of 210 in 408."""
    row = _one(printed, "lethal-barrelled-discharges", "r12")
    assert (row["base_value"], row["change_absolute"]) == (198, 12)
    share = stats.binomtest(210, 408, 0.5).proportion_ci(method="exact")
    assert row["lower_95"] == pytest.approx(100 * (share.low / (1 - share.low) - 1))
    assert row["upper_95"] == pytest.approx(100 * (share.high / (1 - share.high) - 1))
    assert row["verdict"] == "no-clear-change"
    assert {"as-printed", "e", "least-interval", "printed-otherwise"} == set(row["flags"].split())


def test_the_survey_is_tested_on_its_assumed_sample(printed: pd.DataFrame) -> None:
    """Given 48% after 59% of 4,800 people each at a design effect of 1.5, then the interval is Newcombe's of 3,200 and 3,200."""
    row = _one(printed, "knife-crime-a-local-problem", "quarter")
    low, high = confint_proportions_2indep(0.48 * 3200, 3200, 0.59 * 3200, 3200, method="newcomb", compare="diff")
    assert (row["lower_95"], row["upper_95"]) == pytest.approx((100 * low, 100 * high), abs=1e-6)
    assert (row["n"], row["base_n"], row["deff"], row["test"]) == (4_800, 4_800, 1.5, "newcombe")


def test_a_small_number_of_outcomes_is_tested_exactly(printed: pd.DataFrame) -> None:
    """Given 12 outcomes of about 632 disability hate crimes after 20 of about 606, then points, and the exact p-value of 12 in 32."""
    row = _one(printed, "outcome-rate-sexual-da-and-hate", "r12", "disability-hate-crime")
    offences, base_offences = 12 / 0.019, 20 / 0.033
    share = offences / (offences + base_offences)
    assert (row["change"], row["change_unit"], row["interval_of"]) == (-1.4, "pp", "difference")
    assert row["p_value"] == pytest.approx(stats.binomtest(12, 32, share).pvalue - stats.binom.pmf(12, 32, share) / 2)
    later, earlier = byar(12), byar(20)
    below = math.hypot(1.9 - 100 * later.lower / offences, 100 * earlier.upper / base_offences - 3.3)
    above = math.hypot(100 * later.upper / offences - 1.9, 3.3 - 100 * earlier.lower / base_offences)
    assert (row["lower_95"], row["upper_95"]) == pytest.approx((-1.4 - below, -1.4 + above))
    assert row["verdict"] == "no-clear-change"


def test_a_printed_outcome_rate_that_chance_explains_has_points_and_says_that_its_range_may_be_wider(printed: pd.DataFrame) -> None:
    rates = printed[(printed["measure"] == "outcome-rate") & (printed["test"] == "log-ratio")]
    assert len(rates) == 3
    assert set(rates["interval_of"]) == {"difference"} and set(rates["verdict"]) == {"no-clear-change"}
    assert all("least-interval" in flags.split() for flags in rates["flags"])
    assert ((rates["lower_95"] < 0) & (rates["upper_95"] > 0)).all()


def test_no_clear_change_is_believed_of_figures_that_the_document_contradicts(printed: pd.DataFrame) -> None:
    """Given outcomes of antisemitic crime whose offences the dashboard gives otherwise, then a clear rise is not judged."""
    row = _one(printed, "outcome-rate-sexual-da-and-hate", "r12", "anti-semitic-hate-crime")
    assert (row["verdict"], row["reason"]) == ("not-available", "printed-otherwise")


def test_a_borough_has_the_change_that_is_printed_to_a_decimal(printed: pd.DataFrame) -> None:
    """Given Barking and Dagenham at 71% after 72% with a printed change of -0.4 (001:617), then that change stands."""
    row = _one(printed, "i-calls-attended-in-15-minutes", "quarter", area="E09000002")
    assert tuple(row[name] for name in NUMBERS) == (71, 72, -0.4)
    assert row["reason"] == "no-interval"


def test_a_change_whose_levels_are_not_printed_is_told_alone(printed: pd.DataFrame) -> None:
    row = _one(printed, "aware-of-the-victims-code", "other-period")
    assert pd.isna(row["value"]) and row["change"] == 3
    assert "3 percentage points more in April to June 2023 than in April to June 2021; the levels are not printed" in row["sentence"]


@pytest.mark.parametrize(
    ("indicator", "rule", "period", "base_area", "numbers"),
    [
        ("999-calls-answered-in-10-seconds", "national", "2023-05", "rest-of-england-and-wales", (69, 79, -10)),
        ("999-calls-answered-in-10-seconds", "national", "2023-06", "rest-of-england-and-wales", (65, 75, -10)),
        ("violence-with-injury", "national", "R12-2023-03", "K04000001", (8.76, 9.62, -8.9397)),
        ("violence-with-injury", "similar-forces", "R12-2023-03", "most-similar-forces", (8.76, 12.23, -28.3729)),
    ],
)
def test_printed_comparators_have_their_own_period(
    printed: pd.DataFrame, indicator: str, rule: str, period: str, base_area: str, numbers: tuple[float, float, float]
) -> None:
    row = _one(printed, indicator, rule, period=period)
    assert tuple(row[name] for name in NUMBERS) == pytest.approx(numbers, abs=1e-4)
    assert (row["base_area"], row["base_period"], row["reason"]) == (base_area, period, "level-only")


def test_every_printed_comparison_has_a_verdict_or_a_reason_and_a_sentence(printed: pd.DataFrame) -> None:
    silent = printed[(printed["verdict"] == "not-available") & ~printed["reason"].isin(vocabulary.REASONS)]
    assert silent.empty
    assert (printed["sentence"].str.len() > 20).all()
    judged = printed[printed["verdict"] != "not-available"]
    assert (judged["test"] != "").all() and judged[["lower_95", "upper_95"]].notna().all(axis=None)


def test_the_quarter_before_is_never_tested(printed: pd.DataFrame) -> None:
    shown = printed[printed["rule"] == "previous-quarter"]
    assert len(shown) > 256
    assert set(shown.loc[shown["group"] == "", "reason"]) == {"display-only"} and set(shown["test"]) == {""}
