"""What the London site says in its sentences: calm, never causal, never more than the test allows."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

# A word of cause, a word that promises a test it does not name, a phrase that two readers understand in two ways.
FORBIDDEN = re.compile(
    r"significan|\bcaus(?:e|ed|es|ing)\b|\bdue to\b|\bbecause of\b|\bthanks to\b|\bled to\b|\bdriven by\b|\bmore likely\b|\bless likely\b"
    r"|times more\b|\bsoar|\bplummet|\bskyrocket|\bplunge|\bsurge|\bcrisis\b|\balarming",
    re.IGNORECASE,
)
RISES = re.compile(r"\b(?:rose|a clear rise|more than|up \d)")
FALLS = re.compile(r"\b(?:fell|a clear fall|fewer than|less than|down \d)")


# Reasons that a sentence tells with what is known of its two periods.
IN_FULL = {
    "break-in-series": re.compile(r"lies? within the two periods: .+ \(.+ \d{4}\)"),
    "not-tested": re.compile(r"Not yet tested: \d+ (?:months|quarters?) .+; a test needs (?:24|8), "),
    "no-base-period": re.compile(r"The figures held begin in [A-Z][a-z]+ \d{4}, too late"),
    "unallocated-moved": re.compile(r"In the later period \d+\.\d% .+ in the earlier \d+\.\d%: "),
}
LEVELS = re.compile(
    r"(?:clearly higher than|clearly lower than|not clearly different from) the .+ with a plausible range of .+ population of \d{4}\."
)


@pytest.fixture(scope="module")
def comparisons(built_site: Path, api: Callable[[str], dict]) -> list[dict]:
    """Every comparison of every file of the API."""
    root = built_site / "api" / "v1"
    names = sorted(path.relative_to(root).as_posix() for path in root.glob("indicators/**/*.json"))
    return [row for name in names for row in api(name)["comparisons"]]


def test_every_comparison_has_a_sentence(comparisons: list[dict]) -> None:
    assert len(comparisons) > 5_000
    assert [row for row in comparisons if not row["sentence"].strip() or not row["sentence"].endswith(".")] == []


def test_no_sentence_gives_a_cause_or_more_than_a_test_can(comparisons: list[dict]) -> None:
    assert {row["sentence"] for row in comparisons if FORBIDDEN.search(row["sentence"])} == set()


def test_a_clear_change_is_said_where_the_verdict_is_clear_and_nowhere_else(comparisons: list[dict]) -> None:
    for row in comparisons:
        clear = row["verdict"] in ("improving", "worsening", "rose", "fell")
        said = ": a clear " in row["sentence"]
        assert clear == said, row["sentence"]


def test_the_direction_said_is_the_direction_counted(comparisons: list[dict]) -> None:
    for row in comparisons:
        if row["change_absolute"] is None or row["verdict"] == "not-comparable":
            continue
        if row["change_absolute"] > 0:
            assert not FALLS.search(row["sentence"]), row["sentence"]
        if row["change_absolute"] < 0:
            assert not RISES.search(row["sentence"]), row["sentence"]


def test_a_comparison_that_is_not_made_gives_its_reason(comparisons: list[dict], api: Callable[[str], dict]) -> None:
    """In the words of the vocabulary, or told in full; a tested level says how it stands to the other place's instead."""
    reasons = api("vocabularies.json")["reasons"]
    for row in comparisons:
        if row["verdict"] in ("not-available", "not-comparable"):
            told = IN_FULL.get(row["reason"])
            if row["reason"] == "level-only" and row["test"]:
                assert LEVELS.search(row["sentence"]), row["sentence"]
            else:
                in_full = told is not None and told.search(row["sentence"])
                assert reasons[row["reason"]] in row["sentence"] or in_full, row["sentence"]


def test_reasons_are_told_in_full_where_that_is_known(comparisons: list[dict]) -> None:
    for reason, told in IN_FULL.items():
        assert any(told.search(row["sentence"]) for row in comparisons if row["reason"] == reason), reason


def test_no_sentence_holds_what_only_a_program_would_print(comparisons: list[dict]) -> None:
    spilt = re.compile(r"\bnan\b|\bNone\b|\bnull\b|\{|\}|  |\binf\b|E\d{8}|(?<!\b0)\.\d{3,}|\.\d{4,}|-\d")
    assert {row["sentence"] for row in comparisons if spilt.search(row["sentence"])} == set()
