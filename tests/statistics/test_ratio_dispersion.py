"""The dispersion of a ratio of counts, against statsmodels and against what must follow from the definition."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from build_scripts import periods
from build_scripts.statistics.ratio_dispersion import ratio_dispersion

# Outcomes and offences of the MPS by quarter, April 2021 to December 2023.
OUTCOMES = [14964, 14425, 17972, 19345, 17052, 16722, 14738, 14792, 12876, 13824, 13512]
OFFENCES = [199568, 208783, 217865, 208323, 218181, 219035, 222885, 222411, 233105, 235199, 240250]
QUARTERS = [periods.month_ordinal("2021-06") + 3 * step for step in range(len(OUTCOMES))]


def by_statsmodels(numerators, denominators, quarters) -> float:
    seasons = np.array(quarters) % 12 // 3
    design = np.column_stack([(seasons[:, None] == np.unique(seasons)).astype(float), np.array(quarters, dtype=float) - np.mean(quarters)])
    model = sm.GLM(np.column_stack([numerators, denominators]), design, family=sm.families.Binomial())
    fitted = model.fit(tol=1e-12)
    return fitted.pearson_chi2 / (len(quarters) - design.shape[1])


@pytest.mark.parametrize("count", [8, 9, 11])
def test_it_is_that_of_statsmodels(count: int) -> None:
    arguments = OUTCOMES[-count:], OFFENCES[-count:], QUARTERS[-count:]
    assert ratio_dispersion(*arguments) == pytest.approx(by_statsmodels(*arguments), rel=1e-6)


def test_what_moves_both_counts_together_is_no_part_of_it() -> None:
    # Given a ratio that is the same in every quarter, of counts that go up and down by a factor of four
    level = np.array([1, 2, 4, 3, 1, 4, 2, 3, 4, 1])
    # Then chance alone explains more than there is
    assert ratio_dispersion(1000 * level, 3000 * level, QUARTERS[:10]) == 1.0


def test_a_missing_quarter_makes_it_unknown() -> None:
    assert np.isnan(ratio_dispersion([*OUTCOMES[:-1], np.nan], OFFENCES, QUARTERS))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((OUTCOMES[:7], OFFENCES[:7], QUARTERS[:7]), "8 to 12 quarters, not 7"),
        ((OUTCOMES, OFFENCES[:-1], QUARTERS), "11 and 10 counts, but 11 quarters"),
        (([-1, *OUTCOMES[1:]], OFFENCES, QUARTERS), "can not be negative"),
    ],
)
def test_what_can_not_be_is_refused(arguments, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        ratio_dispersion(*arguments)
