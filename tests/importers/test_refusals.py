"""Every refusal is declared in full, and every one is raised by a test of its own place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_scripts.importers import refusals
from build_scripts.packages.checking import declared_checks
from build_scripts.packages.declared import Check

HERE = Path(__file__).parent


@pytest.mark.parametrize("refusal", refusals.REFUSALS, ids=lambda refusal: refusal.code)
def test_a_refusal_says_what_it_is_and_how_to_mend_it(refusal: type[Check]) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", refusal.code)
    for text in (refusal.title, refusal.description, refusal.template, refusal.hint):
        assert text.strip()
    assert refusal.hint.endswith(".")


def test_all_that_are_declared_are_listed_and_no_code_stands_twice() -> None:
    declared = {value for value in vars(refusals).values() if isinstance(value, type) and issubclass(value, Check) and value is not Check}
    assert declared == set(refusals.REFUSALS)
    codes = [refusal.code for refusal in refusals.REFUSALS]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("refusal", refusals.REFUSALS, ids=lambda refusal: refusal.code)
def test_a_test_raises_it(refusal: type[Check]) -> None:
    tests = [path.read_text(encoding="utf-8") for path in HERE.glob("test_*.py") if path.name != Path(__file__).name]
    assert any(f'"{refusal.code}"' in text for text in tests)


def test_a_code_that_the_checks_of_packages_have_too_is_one_of_those_that_mean_the_same_there() -> None:
    shared = {check.code for check in declared_checks()} & {refusal.code for refusal in refusals.REFUSALS}
    assert shared <= {"area-unknown", "cell-out-of-range", "gap-in-series"}
