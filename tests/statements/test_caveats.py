"""Flags that bear on a verdict are said beside it; others are not."""

from __future__ import annotations

from build_scripts import vocabulary
from build_scripts.statements.caveats import CAVEATS, caveat, short_caveat


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
