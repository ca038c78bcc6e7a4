"""Words for the difference of two sums."""

from __future__ import annotations

import math

import pytest

from build_scripts.comparisons.money import compared_money
from build_scripts.statements.accounts import variance_statement


@pytest.mark.parametrize(
    ("value", "base", "told"),
    [
        (2330.7, 2382.0, "2.2% under"),
        (168.1, 137.5, "22.3% over"),
        (4392.0, 4391.7, "just over"),
        (16.0, 16.0, "as budgeted"),
        (-117.6, -106.4, "no percentage"),
        (2.8, 0.0, "from zero"),
        (math.nan, 81.0, "–"),
    ],
)
def test_a_variance_is_told_in_a_few_words(value: float, base: float, told: str) -> None:
    assert variance_statement(compared_money(value, base)).text == told
