"""From a recomputed figure to a verdict."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from build_scripts.claims.ledger import Claim
from build_scripts.claims.recomputing import Recomputed, recompute
from build_scripts.claims.verdicts import STRENGTH, Tolerances, data_verdict, rounds_to, strongest
from build_scripts.vocabulary import CLAIM_VERDICTS

TOLERANCES = Tolerances(level=1.5, points=0.5, unchanged=2)
TEXT = {name: "" for name, kind in Claim.__annotations__.items() if kind == "str"}
CHANGE = Claim(
    **TEXT | {"claim": "001-0202-01-change", "measure": "count", "area_code": "E23000001", "test": "percentage-change", "unit": "%"},
    printed=5.0,
    step=1.0,
    part_now=np.nan,
    part_before=np.nan,
    testable=True,
)


def figures(value: float, base: float):
    """The values of one extract: the first asked for is the later."""
    held = iter((value, base))
    return lambda area, period: next(held)


def verdict(claim: Claim, value: float, base: float = np.nan, tested: str = "") -> str:
    return data_verdict(claim, recompute(claim, figures(value, base)), TOLERANCES, tested)


@pytest.mark.parametrize(
    ("figure", "printed", "step", "expected"),
    [
        (5.0803, 5, 1, True),
        (5.4999, 5, 1, True),
        (5.5, 5, 1, False),
        (5.5, 6, 1, True),
        (-4.5, -5, 1, True),
        (8.745, 8.75, 0.01, True),
        (8.7449, 8.75, 0.01, False),
        (1.85, 1.9, 0.1, True),
        (19_150, 19_200, 100, True),
        (-0.4, 0, 1, True),
    ],
)
def test_a_figure_rounds_half_away_from_zero_to_whole_steps(figure: float, printed: float, step: float, expected: bool) -> None:
    assert rounds_to(figure, printed, step) is expected


def test_all_offences_rose_by_5_per_cent_as_printed() -> None:
    # Given 853,060 offences in the 12 months to June 2022 and 896,398 in those to June 2023: +5.08%
    assert verdict(CHANGE, 896_398, 853_060) == "reproduced"


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (105.99, "reproduced-within-later-revision"),
        (106.0, "different"),
        (104.01, "reproduced-within-later-revision"),
        (103.99, "different"),
    ],
)
def test_a_change_may_be_half_a_point_off_beyond_its_rounding(later: float, expected: str) -> None:
    assert verdict(CHANGE, later, 100.0) == expected


def test_a_level_may_be_off_by_a_share_of_itself() -> None:
    # Given 78,484 offences printed, and 78,676 counted in a later extract
    level = replace(CHANGE, test="value", printed=78_484.0, unit="count")
    assert verdict(level, 78_484) == "reproduced"
    assert verdict(level, 78_676) == "reproduced-within-later-revision"
    assert verdict(level, 78_484 * 1.016) == "different"


def test_a_change_in_number_may_be_off_by_a_share_of_the_level_before() -> None:
    # Given three fewer homicides printed (118 to 115), and 119 to 115 counted later
    fewer = replace(CHANGE, test="number-change", printed=-3.0, unit="count")
    assert verdict(fewer, 115, 118) == "reproduced"
    assert verdict(fewer, 115, 119) == "reproduced-within-later-revision"
    assert verdict(fewer, 115, 122) == "different"


def test_a_survey_percentage_one_point_off_is_different() -> None:
    share = replace(CHANGE, test="value", measure="percentage", printed=64.0)
    assert verdict(share, 64) == "reproduced"
    assert verdict(share, 65) == "different"


def test_a_rate_is_recomputed_from_the_outcomes_printed_beside_it() -> None:
    # Given 1,560 outcomes printed for residential burglary, and 37,470 offences counted: 4.16 for every 100
    rate = replace(CHANGE, test="part-of-recount", measure="outcome-rate", printed=4.2, step=0.1, part_now=1560.0)
    assert recompute(rate, figures(37_470, np.nan)).figure == pytest.approx(4.1633, abs=0.0001)
    assert verdict(rate, 37_470) == "reproduced"
    # Given 1,737 outcomes for robbery and a printed rate of 7.7, for which 23,753 offences are too many
    assert verdict(replace(rate, printed=7.7, part_now=1737.0), 23_753) == "different"


def test_a_change_of_a_rate_takes_both_rates_from_the_recount() -> None:
    of_a_rate = replace(CHANGE, test="part-of-recount-change", measure="outcome-rate", unit="pp", step=0.1)
    change = replace(of_a_rate, printed=0.3, part_now=1560.0, part_before=1578.0)
    assert recompute(change, figures(37_470, 39_978)).figure == pytest.approx(4.1633 - 3.9472, abs=0.0001)
    assert verdict(change, 37_470, 39_978) == "reproduced-within-later-revision"


@pytest.mark.parametrize(
    ("expected", "change", "tested", "found"),
    [
        ("up", 0.1, "", "reproduced"),
        ("up", -0.3, "", "reproduced-within-later-revision"),
        ("up", -0.7, "", "different"),
        ("down", -0.1, "", "reproduced"),
        ("down", 3.0, "", "different"),
        ("unchanged", 2.4, "", "reproduced"),
        ("unchanged", -2.49, "", "reproduced"),
        ("unchanged", -3.25, "", "different"),
        ("unchanged", -3.25, "no-clear-change", "reproduced"),
    ],
)
def test_a_word_is_held_to_the_direction_it_names(expected: str, change: float, tested: str, found: str) -> None:
    word = replace(CHANGE, test="direction", printed=np.nan, step=np.nan, expected=expected)
    assert verdict(word, 100 + change, 100.0, tested) == found


def test_a_change_from_nothing_has_no_figure() -> None:
    assert np.isnan(recompute(CHANGE, figures(7, 0)).figure)


def test_a_word_on_a_survey_is_measured_in_points() -> None:
    word = replace(CHANGE, test="direction", measure="percentage", printed=np.nan, step=np.nan, expected="up")
    assert recompute(word, figures(46, 49)) == Recomputed(46, 49, -3)


def test_the_best_verdict_of_all_extracts_stands_for_the_claim() -> None:
    assert strongest(["different", "reproduced", "contradicted-by-the-document"]) == "reproduced"
    assert set(STRENGTH) == set(CLAIM_VERDICTS)
