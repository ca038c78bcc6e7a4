"""Each group against everybody: the published rows against the variances, Benjamini and Hochberg as statsmodels has it, and the report."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests

from build_scripts.comparisons.design_effects import FLAG
from build_scripts.comparisons.gaps_printed import CLEAR, EVERYBODY, MARKED, clear_with_bases
from build_scripts.indicators.observe import constant
from build_scripts.indicators.printed_gaps import read_printed_gaps
from build_scripts.pages.content import Content

FORCE = "E23000001"
QUESTIONS = ("police-deal-with-what-matters", "police-do-a-good-job", "police-treat-everyone-fairly", "trust-in-the-mps")


@pytest.fixture(scope="module")
def compared(london: Content) -> pd.DataFrame:
    """Every published comparison of a group with everybody."""
    return london.comparisons[london.comparisons["rule"] == EVERYBODY]


def _one(compared: pd.DataFrame, question: str, group: str) -> dict:
    found = compared[(compared["indicator"] == question) & (compared["group"] == group)]
    assert len(found) == 1
    return found.iloc[0].to_dict()


def _has(row: dict, flag: str) -> bool:
    return flag in row["flags"].split()


def test_each_of_the_printed_gaps_is_compared_once(compared: pd.DataFrame) -> None:
    assert compared.groupby("indicator").size().to_dict() == dict.fromkeys(QUESTIONS, 18)
    assert set(compared["verdict"]) == {"not-available"}
    assert set(compared["reason"]) == {"group-and-total"}


def test_the_interval_has_the_group_inside_everybody_and_the_rounding_on_top(compared: pd.DataFrame) -> None:
    """Given 58% of 13.5 in 100 of those asked and 70% of everybody (001:555, 001:558), then the interval follows by hand."""
    row = _one(compared, "trust-in-the-mps", "black")
    share = 1_188_369 / 8_799_736
    effective, everybody = share * 19_200 / 1.5, 19_200 / 1.5
    rest = (0.70 - share * 0.58) / (1 - share)
    error = 100 * (1 - share) * math.sqrt(0.58 * 0.42 / effective + rest * (1 - rest) / (everybody - effective))
    reach = stats.norm.ppf(0.975) * error + 1
    assert (row["value"], row["base_value"], row["change"]) == (58, 70, -12)
    assert (row["lower_95"], row["upper_95"]) == (pytest.approx(-12 - reach), pytest.approx(-12 + reach))
    assert row["p_value"] == pytest.approx(2 * stats.norm.sf(11 / error))
    assert (row["test"], row["deff"], row["interval_of"]) == ("group-in-total", 1.5, "difference")
    assert (row["n"], row["base_n"]) == (pytest.approx(share * 19_200), 19_200)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_groups_of_one_question_are_allowed_for_together(compared: pd.DataFrame, question: str) -> None:
    own = compared[compared["indicator"] == question]
    assert own["family"].nunique() == 1
    rejected, adjusted, *_ = multipletests(own["p_value"], alpha=0.05, method="fdr_bh")
    assert own["p_adjusted"].to_numpy() == pytest.approx(adjusted)
    assert [_has(row, CLEAR) for row in own.to_dict("records")] == rejected.tolist()


@pytest.mark.parametrize(
    ("question", "group", "marked", "clear"),
    [
        ("trust-in-the-mps", "lgbt", True, True),
        ("trust-in-the-mps", "disabled", False, True),
        ("police-treat-everyone-fairly", "other", True, True),
        ("police-deal-with-what-matters", "other", False, False),
        ("trust-in-the-mps", "16-24", False, False),
        ("police-deal-with-what-matters", "female", False, False),
    ],
)
def test_the_plain_mark_stands_beside_the_tested_one(compared: pd.DataFrame, question: str, group: str, marked: bool, clear: bool) -> None:
    row = _one(compared, question, group)
    assert (_has(row, MARKED), _has(row, CLEAR)) == (marked, clear)


def test_the_mark_is_that_of_the_report(compared: pd.DataFrame) -> None:
    """Given the report's rule of five points either way (001:554), then a gap is marked if and only if it has them."""
    assert [_has(row, MARKED) for row in compared.to_dict("records")] == (compared["change"].abs() >= 5).tolist()


def test_nothing_is_clear_that_its_own_interval_does_not_show(compared: pd.DataFrame) -> None:
    clear = compared[[_has(row, CLEAR) for row in compared.to_dict("records")]]
    assert ((clear["lower_95"] > 0) | (clear["upper_95"] < 0)).all()


def test_the_lgbt_gaps_widened_and_this_is_not_tested(london: Content) -> None:
    moved = london.comparisons[(london.comparisons["measure"] == "gap") & (london.comparisons["group"] != "")]
    assert {(row["indicator"], row["base_value"], row["value"], row["change"]) for row in moved.to_dict("records")} == {
        ("trust-gaps-between-groups", -14, -18, -4),
        ("police-deal-with-what-matters", -13, -17, -4),
        ("police-do-a-good-job", -6, -9, -3),
        ("police-treat-everyone-fairly", -21, -24, -3),
    }
    assert set(moved["reason"]) == {"windows-overlap"}
    assert moved["p_value"].isna().all()


def test_a_gap_whose_range_rests_on_the_design_effect_says_so(london: Content, compared: pd.DataFrame) -> None:
    """Given the least and the most that a design effect may be, when one range leaves out nought and the other does not, it is flagged."""
    least, most = (constant(london.instance, f"plausible-design-effect-{end}") for end in ("least", "most"))
    for gap in read_printed_gaps(london.instance, FORCE):
        ranges = [gap.tested(design_effect=effect).interval for effect in (least, most)]
        decides = len({interval.lower > 0 or interval.upper < 0 for interval in ranges}) == 2
        assert _has(_one(compared, gap.levels_indicator, gap.group), FLAG) == decides


def test_fewer_gaps_are_clear_were_fewer_people_asked(london: Content, compared: pd.DataFrame) -> None:
    gaps = read_printed_gaps(london.instance, FORCE)
    found = sum(_has(row, CLEAR) for row in compared.to_dict("records"))
    assert clear_with_bases(gaps, 1.0, 0.05) == found
    assert clear_with_bases(gaps, 0.5, 0.05) < found
