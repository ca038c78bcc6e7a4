"""Comparisons of outcome rates and of rate ratios: change, interval, test and verdict, on real counts."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from scipy import stats

from build_scripts import periods, tables
from build_scripts.comparisons.ratios import RatioContext, compare_ratio_measures
from build_scripts.indicators.breaks import Break
from build_scripts.statistics.counts import byar
from build_scripts.statistics.ratio_dispersion import ratio_dispersion
from build_scripts.statistics.ratios import compare_ratios

FORCE = "E23000001"
# Outcomes and offences of the MPS by quarter from April 2021.
OUTCOMES = [14964, 14425, 17972, 19345, 17052, 16722, 14738, 14792, 12876, 13824, 13512]
OFFENCES = [199568, 208783, 217865, 208323, 218181, 219035, 222885, 222411, 233105, 235199, 240250]
FIRST = periods.month_ordinal("2021-06")


def observation(period: periods.Period, outcomes: float, offences: float, **others: object) -> dict:
    return {
        "indicator": "outcome-rate-all-offences",
        "measure": "outcome-rate",
        "area_code": FORCE,
        "period": period.text,
        "period_type": period.type,
        "extract": "to-2023-12",
        "value": 100 * outcomes / offences,
        "numerator": outcomes,
        "denominator": offences,
        **others,
    }


def observations(outcomes: list[int] = OUTCOMES, offences: list[int] = OFFENCES, **others: object) -> pd.DataFrame:
    rows = []
    for place, (one, of) in enumerate(zip(outcomes, offences, strict=True)):
        last = FIRST + 3 * place
        rows.append(observation(periods.quarter_of(last), one, of, **others))
        if place >= 3:
            year = slice(place - 3, place + 1)
            rows.append(observation(periods.rolling_year(last), sum(outcomes[year]), sum(offences[year]), **others))
    return tables.from_rows(rows, tables.OBSERVATIONS)


def context(*breaks: Break) -> RatioContext:
    return RatioContext(FORCE, frozenset([FORCE]), breaks, 30, 8)


def compared(observed: pd.DataFrame, rule: str, period: str, direction: str = "up", *breaks: Break) -> dict:
    rows = compare_ratio_measures(observed, frozenset(["home-office-outcomes"]), direction, context(*breaks))
    (row,) = rows[(rows["rule"] == rule) & (rows["period"] == period)].to_dict("records")
    return row


def test_an_outcome_rate_changes_by_points_with_their_interval_and_the_test_of_the_ratio() -> None:
    row = compared(observations(), "r12", "R12-2023-06")
    # Given the dispersion of the quarters to June 2023
    phi = ratio_dispersion(OUTCOMES[:9], OFFENCES[:9], [FIRST + 3 * place for place in range(9)])
    counts = (59128, sum(OFFENCES[5:9]), 68794, sum(OFFENCES[1:5]))
    rates = (100 * counts[0] / counts[1], 100 * counts[2] / counts[3])
    # Then the change is the one rate less the other
    assert (row["change"], row["change_absolute"], row["change_unit"]) == (pytest.approx(rates[0] - rates[1]), row["change"], "pp")
    # and its interval squares and adds the distances of the limits of each, which are its own times and by e to the power of its reach
    reaches = [math.exp(1.959964 * math.sqrt(phi * (1 / a + 1 / b))) for a, b in (counts[:2], counts[2:])]
    below = math.hypot(rates[0] - rates[0] / reaches[0], rates[1] * reaches[1] - rates[1])
    above = math.hypot(rates[0] * reaches[0] - rates[0], rates[1] - rates[1] / reaches[1])
    assert (row["lower_95"], row["upper_95"]) == pytest.approx((row["change"] - below, row["change"] + above), rel=1e-6)
    # and the test is that of the logarithm of the ratio
    tested = compare_ratios(*counts, phi)
    assert (row["p_value"], row["phi"], row["test"], row["interval_of"]) == (pytest.approx(tested.p_value), phi, "log-ratio", "difference")
    assert row["verdict"] == "worsening"


def test_volume_alone_does_not_make_a_change_clear() -> None:
    # Given a fall of 10% of 66,706 outcomes, far beyond chance alone, in quarters that vary a hundredfold more than that
    row = compared(observations(), "r12", "R12-2023-03")
    assert row["phi"] > 100
    assert (row["change"], row["change"] / row["base_value"]) == (pytest.approx(-0.82, abs=0.005), pytest.approx(-0.103, abs=0.0005))
    assert row["verdict"] == "no-clear-change"


def test_too_few_quarters_are_not_tested() -> None:
    row = compared(observations(), "quarter", "2022-23-Q1")
    assert (row["verdict"], row["reason"], round(row["change"], 2)) == ("not-available", "not-tested", 0.32)
    assert math.isnan(row["p_value"])


def test_the_quarter_before_is_shown_and_never_tested() -> None:
    row = compared(observations(), "previous-quarter", "2023-24-Q1")
    assert (row["verdict"], row["reason"], row["test"]) == ("not-available", "display-only", "")


def test_a_break_divides() -> None:
    connect = Break("connect", "2023-02-28", periods.month_ordinal("2023-03"), "break", False, *[frozenset("*")] * 3, "", "", "", "")
    row = compared(observations(), "r12", "R12-2023-06", "up", connect)
    assert (row["verdict"], row["reason"], row["flags"]) == ("not-comparable", "break-in-series", "b")
    assert math.isnan(row["change"])


def test_few_outcomes_are_compared_exactly_given_the_offences() -> None:
    # Given 13 outcomes of 233 offences in a quarter, after 17 of 218 in the same quarter of the year before
    outcomes, offences = ([count // 1000 for count in counts] for counts in (OUTCOMES, OFFENCES))
    row = compared(observations(outcomes, offences), "quarter", "2023-24-Q1")
    # Then the p-value is that of 12 of 29 outcomes with 233 of 451 offences, less half of what was seen
    share = 233 / 451
    assert (row["test"], math.isnan(row["phi"])) == ("conditional-binomial", True)
    assert row["p_value"] == pytest.approx(stats.binomtest(12, 29, share).pvalue - stats.binom.pmf(12, 29, share) / 2)
    # and the points have an interval of the two numbers' own limits, Byar's
    assert row["change"] == pytest.approx(100 * (12 / 233 - 17 / 218))
    (low, high), (base_low, base_high) = (
        (100 * limits.lower / of, 100 * limits.upper / of) for limits, of in ((byar(12), 233), (byar(17), 218))
    )
    assert row["lower_95"] == pytest.approx(row["change"] - math.hypot(row["value"] - low, base_high - row["base_value"]))
    assert row["upper_95"] == pytest.approx(row["change"] + math.hypot(high - row["value"], row["base_value"] - base_low))
    assert row["verdict"] == "no-clear-change"


def test_no_outcome_at_all_is_compared_too() -> None:
    # Given a quarter without an outcome, after one of twelve
    outcomes = [12] * 8 + [0] + [12] * 2
    row = compared(observations(outcomes, [count // 1000 for count in OFFENCES]), "quarter", "2023-24-Q1")
    assert (row["value"], row["test"], row["verdict"]) == (0, "conditional-binomial", "worsening")
    assert row["lower_95"] < row["change"] < row["upper_95"] < 0


def test_a_ratio_of_few_has_no_percentage_change() -> None:
    few = [outcome // 1000 for outcome in OUTCOMES]
    row = compared(observations(few, OFFENCES, indicator="stop-and-search-disproportionality", measure="ratio"), "quarter", "2023-24-Q1")
    assert (row["verdict"], row["reason"], row["change_unit"]) == ("not-available", "small-base", "%")
    assert math.isnan(row["change"])


@pytest.mark.parametrize(("rates", "verdict"), [((3.0, 4.5), "worsening"), ((4.5, 3.0), "improving"), ((0.5, 1 / 3), "worsening")])
def test_a_ratio_that_is_to_narrow_is_judged_by_its_distance_from_one(rates: tuple[float, float], verdict: str) -> None:
    # Given twelve quarters of searches, of a group and a base group of equal size, that step from one ratio to another after the eighth
    base = 12_000
    counts = [round(base * rates[0])] * 8 + [round(base * rates[1])] * 3
    observed = observations(counts, [base] * 11, indicator="stop-and-search-disproportionality", measure="ratio")
    observed["value"] = observed["value"] / 100
    row = compared(observed, "r12", "R12-2023-12", "narrow")
    assert row["verdict"] == verdict


def test_the_first_two_whole_years_of_searches_in_london() -> None:
    # Given the searches of Black and White people in London by quarter, 2023 and 2024, on populations of the census
    black = [16203, 14217, 15683, 11215, 11134, 10679, 12608, 12136]
    white = [18702, 14619, 15497, 12161, 12120, 10341, 10624, 11890]
    observed = observations(black, white, indicator="stop-and-search-disproportionality", measure="ratio")
    observed["value"] = (observed["numerator"] / 1188369) / (observed["denominator"] / 4731172)
    # When the second year is compared with the first
    last = periods.quarter_of(FIRST + 3 * 7).last
    row = compared(observed, "r12", periods.rolling_year(last).text, "narrow")
    # Then the change is that of the searches alone, since the populations are the same, and the gap has widened
    assert row["change"] == pytest.approx(100 * ((46557 / 44975) / (57318 / 60979) - 1))
    assert (row["verdict"], row["test"]) == ("worsening", "log-ratio")
