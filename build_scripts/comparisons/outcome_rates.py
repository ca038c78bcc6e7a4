"""Two outcome rates compared: in percentage points, by the test that their numbers of outcomes allow.

Few outcomes are compared exactly, given the offences; more on the logarithmic scale, with the extra variation that the quarters show
(``method``, sections 3.4 and 3.7).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from build_scripts.comparisons.count_tests import is_small
from build_scripts.indicators.outcome_rates import PER
from build_scripts.statistics.ratios import exact_outcome_rate_difference, outcome_rate_difference
from build_scripts.statistics.results import Interval, TestResult


def has_few_outcomes(outcomes: float, base_outcomes: float, months: int, small_base: float) -> bool:
    """Whether two rates over windows of ``months`` rest on too few outcomes for any but the exact test: small counts, as elsewhere."""
    return bool(is_small(np.array(outcomes), np.array(base_outcomes), np.array(months), small_base))


def compared_outcome_rates(
    outcomes: float, offences: float, base_outcomes: float, base_offences: float, *, phi: float, few: bool
) -> TestResult:
    """The later rate less the earlier, in percentage points (outcomes for 100 offences), with its interval and p-value.

    ``phi`` is how much more than chance the quarters vary: the exact test, of ``few`` outcomes, does not use it.
    """
    if few:
        tested = exact_outcome_rate_difference(outcomes, offences, base_outcomes, base_offences)
    else:
        tested = outcome_rate_difference(outcomes, offences, base_outcomes, base_offences, phi)
    points = Interval(tested.interval.lower * PER, tested.interval.upper * PER)
    return replace(tested, estimate=tested.estimate * PER, interval=points)
