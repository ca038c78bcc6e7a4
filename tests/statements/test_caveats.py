"""Flags that bear on a verdict are said beside it; others are not."""

from __future__ import annotations

from build_scripts import vocabulary
from build_scripts.statements.caveats import CAVEATS, caveat, short_caveat


def test_a_flag_that_bears_on_the_verdict_is_said_once_and_others_are_left_to_the_key() -> None:
    row = {"flags": "p leap-day assumed-deff"}
    assert caveat(row) == f"O{vocabulary.FLAGS['leap-day'][1:]}."
    assert short_caveat(row) == CAVEATS["leap-day"]


def test_without_such_a_flag_nothing_is_said() -> None:
    assert (caveat({"flags": "p"}), short_caveat({"flags": ""})) == ("", "")


def test_every_caveat_is_a_flag() -> None:
    assert set(CAVEATS) <= set(vocabulary.FLAGS)
