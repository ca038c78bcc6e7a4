"""Flags that bear on a verdict are said beside it; others are not."""

from __future__ import annotations

import pytest

from build_scripts import vocabulary
from build_scripts.statements.caveats import CAVEATS, SMALL_FOR_ROUNDING, caveat, rounding_caveat, short_caveat


def test_a_flag_that_bears_on_the_verdict_is_said_once_and_others_are_left_to_the_key() -> None:
    row = {"flags": "p leap-day assumed-deff"}
    assert caveat(row) == f"O{vocabulary.FLAGS['leap-day'][1:]}."
    assert short_caveat(row) == CAVEATS["leap-day"]


def test_a_design_effect_that_decides_is_said_with_the_one_up_to_which_the_change_is_clear() -> None:
    # Given trust of 67% after 69%, of 4,800 interviews each; with simple samples -3.9 to -0.1, with an effect of 1.5 -4.3 to +0.3
    row = {
        "flags": "assumed-deff design-effect-decides",
        "measure": "percentage",
        "group": "",
        "base_group": "",
        "value": 67.0,
        "base_value": 69.0,
        "n": 4800.0,
        "base_n": 4800.0,
        "deff": 1.5,
    }
    # Then the words name the effect at which the interval reaches zero, and the one assumed
    assert caveat(row).endswith("which is an assumption. It is clear up to one of 1.15; here 1.5 is assumed.")
    assert short_caveat(row) == "clear up to a design effect of 1.15, 1.5 is assumed"
    # and where a row holds no interviews, that it depends
    unknown = row | {"base_n": float("nan")}
    assert short_caveat(unknown) == CAVEATS["design-effect-decides"]


def test_without_such_a_flag_nothing_is_said() -> None:
    assert (caveat({"flags": "p"}), short_caveat({"flags": ""})) == ("", "")


def test_every_caveat_is_a_flag() -> None:
    assert set(CAVEATS) <= set(vocabulary.FLAGS)


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [(71.0, 69.0, True), (69.0, 70.0, True), (46.0, 46.0, False), (49.0, 46.0, False), (68.5, 69.0, False)],
    ids=["two points", "one point", "none", "three points", "a mean of four quarters"],
)
def test_a_change_that_rounding_may_make_says_so(before: float, now: float, said: bool) -> None:
    # Given two results in whole per cents, with the range of their difference
    row = {
        "flags": "rounded-at-source assumed-deff",
        "group": "",
        "base_group": "",
        "value": now,
        "base_value": before,
        "change": now - before,
        "change_unit": "pp",
        "lower_95": now - before - 1.1,
    }
    # Then it is said where the change is as small as two roundings can make it, and not where it is larger
    assert bool(rounding_caveat(row)) == said
    assert "up to a point" in rounding_caveat(row) or not said
    assert abs(now - before) <= SMALL_FOR_ROUNDING or not said
    # nor of results that are not rounded, nor where no range is shown, nor of a gap whose range allows for it
    assert rounding_caveat(row | {"group": "lgbt"}) == ""
    assert rounding_caveat(row | {"flags": ""}) == rounding_caveat(row | {"lower_95": float("nan")}) == ""
