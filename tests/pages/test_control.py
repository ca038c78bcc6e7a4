"""What a control chart says of its latest point: by the rule that marks it, and no more than that rule says."""

from __future__ import annotations

import pytest

from build_scripts import periods
from build_scripts.pages.control import finding
from build_scripts.statistics.control_charts import control_chart
from build_scripts.statistics.series import DIFFERENCE, from_texts

FIRST = periods.month_ordinal("2024-04")
# A year that swings between 9 and 11: the mean is 10, the limits 10 +/- 5.32, two sigma 3.55.
USUAL = [9, 11] * 6


def said(*later: float | None) -> str:
    values = [*USUAL, *later]
    months = [periods.month_text(FIRST + index) for index in range(len(values))]
    held = from_texts(months, values, periods.MONTH, DIFFERENCE)
    return finding(control_chart(held, "down", baseline=len(USUAL)))


@pytest.mark.parametrize(
    ("later", "words"),
    [
        ([9], "The latest month is within normal variation"),
        ([16], "A signal: the latest month lies above its usual range"),
        ([4], "A signal: the latest month lies below its usual range"),
        ([14, 10.5, 14], "A signal: two of the last three months lie near the upper end of their usual range, or beyond it"),
        # Rising from far below the mean is no high month: it is a rise.
        ([7, 7.5, 8, 8.5, 9.2, 9.6, 9.8], "A signal: the last 7 months rise from each to the next"),
        ([13, 12.5, 12.4, 12.2, 12, 11.5, 11.2, 10.8], "A signal: the last 8 months fall from each to the next"),
        ([9.8, 9.5, 9.6, 9.4, 9.7, 9.5, 9.6, 9.4], "A signal: the last 8 months all lie below the average"),
    ],
)
def test_a_signal_is_told_by_its_rule(later: list[float], words: str) -> None:
    # Given twelve usual months and some that follow; when the chart is put into words, then they are those of the rule
    assert said(*later) == words


def test_a_run_is_not_counted_across_a_missing_month() -> None:
    assert said(9.8, 9.5, None, 9.4, 9.7, 9.5, 9.6, 9.4, 9.8, 9.5) == "A signal: the last 7 months all lie below the average"
