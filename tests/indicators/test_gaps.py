"""Gaps between groups, from the committed packages: women's feelings of safety after dark less men's."""

from __future__ import annotations

import pandas as pd
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from build_scripts.indicators.gaps import GapSeries, gap_observations, gap_series
from build_scripts.indicators.percentages import percentage_observations
from build_scripts.indicators.surveys import survey_design
from build_scripts.packages.reading import Instance, read_readings
from tests.indicators.conftest import FORCE


@pytest.fixture(scope="module")
def gap(committed_instance: Instance) -> GapSeries:
    (found,) = gap_series(committed_instance)
    return found


@pytest.fixture(scope="module")
def observed(committed_instance: Instance, gap: GapSeries) -> pd.DataFrame:
    readings = read_readings(committed_instance)
    chosen = readings[(readings["source"] == gap.source) & (readings["category"] == "feel-safe-after-dark")]
    design = survey_design(committed_instance, gap.survey)
    levels = percentage_observations(chosen, gap.levels_indicator, gap.levels_component, "percentage", design, FORCE)
    return gap_observations(levels, gap).set_index("period")


def test_the_composition_says_whose_gap_it_is_and_where_the_levels_stand(gap: GapSeries) -> None:
    assert (gap.indicator, gap.levels_indicator, gap.survey) == ("womens-safety-gap", "feel-safe-after-dark", "pas")
    assert (gap.group_type, gap.group, gap.base_group) == ("sex", "female", "male")


def test_the_gap_is_the_one_that_the_quarterly_report_implies(observed: pd.DataFrame) -> None:
    # Given 59% of women and 81% of men in April to June 2023 (001:889-890), then the gap is 22 points, women below
    now = observed.loc["2023-24-Q1"]
    assert now["value"] == -22
    # on half of 4,800 interviews each, of which a design effect of 1.5 leaves 1,600, with the interval that statsmodels gives
    assert (now["n"], now["n_eff"]) == (4800, 3200)
    lower, upper = confint_proportions_2indep(0.59 * 1600, 1600, 0.81 * 1600, 1600, method="newcomb", compare="diff")
    assert (now["lower_95"], now["upper_95"]) == (pytest.approx(100 * lower), pytest.approx(100 * upper))
    assert {"assumed-base", "assumed-deff", "rounded-at-source"} <= set(now["flags"].split())


def test_a_quarter_without_answers_has_no_gap(observed: pd.DataFrame) -> None:
    assert not {"2020-21-Q1", "2020-21-Q2", "2020-21-Q3", "2020-21-Q4"} & set(observed.index)
    assert len(observed) == 19
