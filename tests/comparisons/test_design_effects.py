"""Where the assumed design effect decides: against statsmodels' Newcombe interval at both ends of the plausible range."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from build_scripts.comparisons.design_effects import ASSUMED, FLAG, PlausibleDesignEffects, design_effect_decides, plausible_design_effects
from build_scripts.indicators.printed import without_printed
from build_scripts.pages.content import Content
from build_scripts.statistics import proportions

PLAUSIBLE = PlausibleDesignEffects(1.0, 2.0)


@pytest.mark.parametrize(
    ("now", "before", "interviews", "decides"),
    [
        (0.67, 0.69, 4_800, True),  # trust, two quarters of the Public Attitude Survey
        (0.46, 0.49, 4_800, False),  # a good job: clear with either
        (0.64, 0.66, 2_400, False),  # two quarters of the User Satisfaction Survey: clear with neither
        (0.67, 0.67, 4_800, False),
    ],
)
def test_it_decides_where_the_interval_leaves_out_zero_at_one_end_alone(now: float, before: float, interviews: int, decides: bool) -> None:
    def leaves_out_zero(effect: float) -> bool:
        number = interviews / effect
        low, high = confint_proportions_2indep(now * number, number, before * number, number, method="newcomb", compare="diff")
        return bool(low > 0 or high < 0)

    assert (leaves_out_zero(1.0) != leaves_out_zero(2.0)) == decides
    assert (
        design_effect_decides(lambda effect: proportions.newcombe(now, interviews / effect, before, interviews / effect), PLAUSIBLE)
        == decides
    )


def test_several_differences_are_answered_at_once() -> None:
    now, before = np.array([0.67, 0.46]), np.array([0.69, 0.49])
    found = design_effect_decides(lambda effect: proportions.newcombe(now, 4_800 / effect, before, 4_800 / effect), PLAUSIBLE)
    assert found.tolist() == [True, False]


def test_the_plausible_range_is_declared_and_holds_every_assumed_design_effect(london: Content) -> None:
    plausible = plausible_design_effects(london.instance)
    constants = london.instance.table("registers", "constants")
    assumed = constants.loc[constants["constant"].str.startswith("design-effect-"), "value"].astype(float)
    assert plausible.least <= assumed.min() and assumed.max() <= plausible.most
    # At the most a quarter of the Public Attitude Survey has the two points that the report states
    assert 100 * proportions.margin_of_error(0.5, 4_800 / plausible.most) == pytest.approx(2.0, abs=0.005)


def test_every_flagged_difference_of_two_percentages_turns_round_within_the_range(london: Content) -> None:
    rows = without_printed(london.comparisons)
    rows = rows[(rows["measure"] == "percentage") & (rows["area_code"] == london.force_area) & (rows["group_type"] == "")]
    tested = rows[(rows["test"] == "newcombe") & rows["flags"].map(lambda flags: ASSUMED in flags.split())]
    assert len(tested) > 500
    ends = []
    for effect in (1.0, 2.0):
        # Given the interval of the assumed effect, when it is that of another
        at = proportions.newcombe(
            tested["value"].to_numpy() / 100,
            tested["n"].to_numpy() / effect,
            tested["base_value"].to_numpy() / 100,
            tested["base_n"].to_numpy() / effect,
        )
        ends.append((np.asarray(at.interval.lower) > 0) | (np.asarray(at.interval.upper) < 0))
    flagged = np.array([FLAG in flags.split() for flags in tested["flags"]])
    # Then the flag stands where the two ends differ, and there alone
    assert (flagged == (ends[0] != ends[1])).all()
    assert flagged.any()
