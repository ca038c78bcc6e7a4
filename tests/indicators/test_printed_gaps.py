"""Printed gaps between groups, from the committed packages: against the lines of the report and the assumptions they rest on."""

from __future__ import annotations

import pandas as pd
import pytest

from build_scripts.indicators.groups import declared_groups, read_groups
from build_scripts.indicators.printed_gaps import PrintedGap, printed_gap_observations, read_printed_gaps
from build_scripts.packages.reading import Instance
from tests.indicators.conftest import FORCE

QUESTIONS = 4
GROUPS = 18


@pytest.fixture(scope="module")
def gaps(committed_instance: Instance) -> tuple[PrintedGap, ...]:
    return read_printed_gaps(committed_instance, FORCE)


@pytest.fixture(scope="module")
def observed(committed_instance: Instance) -> pd.DataFrame:
    return printed_gap_observations(committed_instance, FORCE)


def _one(observed: pd.DataFrame, indicator: str, measure: str, group: str, period: str = "R12-2023-06") -> dict:
    found = observed[observed[["indicator", "measure", "group", "period"]].eq([indicator, measure, group, period]).all(axis=1)]
    assert len(found) == 1
    return found.iloc[0].to_dict()


def test_every_group_of_every_question_is_there(gaps: tuple[PrintedGap, ...]) -> None:
    assert len(gaps) == QUESTIONS * GROUPS
    assert len({(gap.levels_indicator, gap.group_type, gap.group) for gap in gaps}) == QUESTIONS * GROUPS
    assert all(gap.declared is not None for gap in gaps)


@pytest.mark.parametrize(
    ("question", "group", "value", "total"),
    [
        ("trust-in-the-mps", "lgbt", -18, 70),  # 001:562 and 001:555
        ("police-treat-everyone-fairly", "lgbt", -24, 64),
        ("police-do-a-good-job", "16-24", 5, 48),  # 001:564
        ("police-deal-with-what-matters", "asian", 9, 57),  # 001:559
        ("trust-in-the-mps", "black", -12, 70),  # 001:558
        ("police-treat-everyone-fairly", "female", -3, 64),  # 001:573
    ],
)
def test_a_gap_and_the_result_beside_it_are_those_of_the_lines(
    gaps: tuple[PrintedGap, ...], question: str, group: str, value: float, total: float
) -> None:
    (gap,) = [one for one in gaps if (one.levels_indicator, one.group) == (question, group)]
    assert (gap.value, gap.total, gap.level) == (value, total, total + value)


def test_a_cell_gives_a_gap_a_level_and_a_ratio_that_say_what_is_assumed(observed: pd.DataFrame) -> None:
    """Given trust of LGBT+ Londoners, 18 points under 70%, then the gap is the indicator of gaps' own, the level and the ratio trust's."""
    gap = _one(observed, "trust-gaps-between-groups", "gap", "lgbt")
    level = _one(observed, "trust-in-the-mps", "percentage", "lgbt")
    ratio = _one(observed, "trust-in-the-mps", "ratio", "lgbt")
    assert (gap["value"], level["value"], ratio["value"]) == (-18, 52, pytest.approx(52 / 70))
    for row in (gap, level, ratio):
        # 5.5 in 100 of 19,200 interviews, divided by the design effect
        assert (row["n"], row["n_eff"]) == (pytest.approx(1_056), pytest.approx(704))
        assert {"as-printed", "rounded-at-source", "assumed-base", "assumed-deff"} <= set(row["flags"].split())
        assert row["lower_95"] < row["value"] < row["upper_95"]
    assert "e" not in gap["flags"].split()
    assert "e" in level["flags"].split()


def test_the_gaps_of_three_questions_belong_to_the_question(observed: pd.DataFrame) -> None:
    of_gaps = observed[(observed["measure"] == "gap") & (observed["period"] == "R12-2023-06")]
    assert of_gaps.groupby("indicator").size().to_dict() == {
        "police-deal-with-what-matters": GROUPS,
        "police-do-a-good-job": GROUPS,
        "police-treat-everyone-fairly": GROUPS,
        "trust-gaps-between-groups": GROUPS,
    }


@pytest.mark.parametrize(
    ("indicator", "before"),
    [
        ("trust-gaps-between-groups", -14),  # 001:550: four points wider
        ("police-deal-with-what-matters", -13),
        ("police-do-a-good-job", -6),  # three points wider
        ("police-treat-everyone-fairly", -21),
    ],
)
def test_a_printed_change_gives_the_gap_of_the_quarter_before(observed: pd.DataFrame, indicator: str, before: float) -> None:
    row = _one(observed, indicator, "gap", "lgbt", "R12-2023-03")
    assert row["value"] == before
    assert "e" in row["flags"].split()
    assert pd.isna(row["lower_95"])


def test_the_shares_of_the_groups_of_one_kind_add_up_to_everybody(committed_instance: Instance) -> None:
    groups = read_groups(committed_instance, "pas").values()
    for kind in {group.group_type for group in groups}:
        # White people are 53.76 in 100 residents and are divided in whole hundredths, 37 and 17.
        assert sum(group.share for group in groups if group.group_type == kind) == pytest.approx(1, abs=0.005), kind


def test_the_assumed_shares_fit_the_printed_gaps(gaps: tuple[PrintedGap, ...]) -> None:
    """Given that everybody's result is the mean of its groups', when gaps are weighted with the assumed shares, then nought is left.

    A gap is taken from two rounded results, so it may be a point off, and so may the mean.
    """
    means: dict[tuple[str, str], float] = {}
    for gap in gaps:
        key = (gap.levels_indicator, gap.group_type)
        means[key] = means.get(key, 0.0) + gap.declared.share * gap.value
    assert {key: mean for key, mean in means.items() if abs(mean) > 1} == {}


def test_a_census_share_is_worked_out_from_the_count_that_is_held(committed_instance: Instance) -> None:
    """Given 1,188,369 Black residents of 8,799,736 at the Census of 2021, then 13.5 in 100 of those asked are taken to be Black."""
    assert declared_groups(committed_instance)["ethnicity", "black"].share == pytest.approx(1_188_369 / 8_799_736)


def test_every_share_has_a_reason(committed_instance: Instance) -> None:
    groups = declared_groups(committed_instance).values()
    assert all(group.note.endswith(".") for group in groups)
    assert {group.basis for group in groups} == {"assumption", "census", "constant"}
