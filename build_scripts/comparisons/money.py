"""Comparisons of sums of money: a forecast with its budget, or one year with another (``method``, sections 3.2 and 3.3).

A variance is the later sum less the earlier, so an underspend is negative. It is given in per cent only where that means something: the
earlier sum is above zero and the two have one sign.
"""

from __future__ import annotations

import math

PERCENT = 100.0
ACCOUNTS, NEGATIVE_BASE, FROM_ZERO, NOT_PUBLISHED = "accounts", "negative-base", "from-zero", "not-published"


def compared_money(value: float, base: float) -> dict:
    """The difference of two sums, as columns of ``tables.COMPARISONS``: per cent and pounds, or pounds alone and why.

    Both sums are in £ million; a sum that is not known gives no comparison. No test is made: an account is complete.
    """
    if math.isnan(value) or math.isnan(base):
        return {"change_unit": "£m", "verdict": "not-available", "reason": NOT_PUBLISHED}
    difference = value - base
    compared = {"change": difference, "change_unit": "£m", "change_absolute": difference, "verdict": "not-available"}
    if base == 0:
        return compared | {"reason": FROM_ZERO}
    if base < 0 or value < 0:
        return compared | {"reason": NEGATIVE_BASE}
    return compared | {"change": PERCENT * difference / base, "change_unit": "%", "reason": ACCOUNTS}
