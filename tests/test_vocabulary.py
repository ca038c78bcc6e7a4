"""The words that published tables use as codes."""

from __future__ import annotations

import re
from types import MappingProxyType

import pytest

from build_scripts import vocabulary

MAPPINGS = {name: value for name, value in vars(vocabulary).items() if isinstance(value, MappingProxyType)}
ASCII_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@pytest.mark.parametrize("name", MAPPINGS)
def test_a_code_is_lower_case_words_and_has_a_meaning(name: str) -> None:
    for code, meaning in MAPPINGS[name].items():
        assert code == "" or ASCII_CODE.fullmatch(code), code
        assert meaning.strip() == meaning
        assert meaning


@pytest.mark.parametrize("name", MAPPINGS)
def test_a_vocabulary_can_not_be_changed_at_run_time(name: str) -> None:
    with pytest.raises(TypeError):
        MAPPINGS[name]["new"] = "word"  # type: ignore[index]


def test_every_vocabulary_is_published() -> None:
    """A title or a phrase is another way to say a code: it has no code of its own, and is not published by itself."""
    published = [dict(mapping) for mapping in vocabulary.published().values()]
    codes = set().union(*vocabulary.published().values())
    for name, mapping in MAPPINGS.items():
        if name.endswith("_TITLES"):
            assert any(set(mapping) == set(one) for one in published), name
        elif name.endswith("_PHRASES"):
            assert set(mapping) <= codes
        else:
            assert dict(mapping) in published, name


def test_the_verdicts_of_the_contract_are_there_and_no_other() -> None:
    assert set(vocabulary.VERDICTS) == {
        "improving",
        "worsening",
        "no-clear-change",
        "rose",
        "fell",
        "not-comparable",
        "not-available",
    }


def test_the_rules_of_the_contract_are_there() -> None:
    contract = {"r12", "quarter", "previous-quarter", "pre-pandemic", "national", "similar-forces", "target"}
    assert contract <= set(vocabulary.RULES)
    assert set(vocabulary.HEADLINE_RULES) == {"r12", "quarter"}


def test_the_units_of_change_are_those_of_the_contract() -> None:
    assert set(vocabulary.CHANGE_UNITS) == {"", "%", "pp", "count", "days", "£m", "ratio"}
