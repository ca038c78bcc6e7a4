"""The three frameworks as data: the counts that the documents state, declared words, and nothing reconstructed shown as official."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from build_scripts import vocabulary
from build_scripts.packages.reading import Instance, read_instance

NEWEST = "framework-2025-29"
FRAMEWORKS = (NEWEST, "framework-2022-25", "framework-2013-16")
# The framework note of March 2025 names these seven and counts 43 more (000:27, 000:38-41, 000:45).
STATED = {
    "total-notifiable-offences",
    "victimisation-rate",
    "violence-with-injury",
    "worried-about-crime",
    "trust-in-the-mps",
    "proven-reoffending",
    "victim-satisfaction",
}
# Recorded counts that also rise when more people come forward (000:28; 003:632-634; 001:1019).
REPORTING_SENSITIVE = {"domestic-abuse", "rape", "other-sexual-offences", "hate-crime"}


@pytest.fixture(scope="module")
def instance(repository_root: Path) -> Instance:
    return read_instance(repository_root / "datapackages")


@pytest.fixture(scope="module")
def newest(instance: Instance) -> pd.DataFrame:
    return instance.table(NEWEST, "indicators")


def test_the_newest_framework_has_two_five_and_forty_three_indicators(newest: pd.DataFrame) -> None:
    assert newest["tier"].value_counts().to_dict() == {1: 2, 2: 5, 3: 43}
    assert sorted(newest["position"]) == list(range(1, 51))


def test_the_reconstructed_indicators_stand_12_11_11_and_9_under_the_priorities(newest: pd.DataFrame) -> None:
    third = newest[newest["tier"] == 3]
    assert third["priority"].value_counts().to_dict() == {
        "violence-and-exploitation": 12,
        "safer-communities": 11,
        "mps-reform": 11,
        "justice-and-victims": 9,
    }


def test_each_priority_has_at_most_two_indicators_on_the_second_tier(newest: pd.DataFrame) -> None:
    # Given the rule of the framework note (000:36), then it holds for every priority
    second = newest[newest["tier"] == 2]
    assert second["priority"].value_counts().max() == 2
    assert second["priority"].nunique() == 4


def test_only_the_seven_that_the_note_names_are_called_stated(newest: pd.DataFrame) -> None:
    assert set(newest.loc[newest["basis"] == "stated", "indicator"]) == STATED
    assert set(newest.loc[newest["tier"] < 3, "indicator"]) == STATED


def test_every_reconstruction_says_how_good_it_is_and_nothing_else_does(newest: pd.DataFrame) -> None:
    graded = newest[newest["grade"] != ""]
    assert set(graded["indicator"]) == set(newest.loc[newest["basis"] == "reconstructed", "indicator"])
    assert graded["grade"].value_counts().to_dict() == {"B": 27, "C": 16}


def test_no_direction_is_judged_exactly_where_a_rise_may_be_better_reporting(newest: pd.DataFrame) -> None:
    not_judged = newest[newest["direction"] == "not-judged"]
    assert set(not_judged["indicator"]) == REPORTING_SENSITIVE
    assert not_judged["direction_reason"].str.contains("come forward").all()


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize(
    ("column", "codes"),
    [
        ("kind", vocabulary.KINDS),
        ("measure", vocabulary.MEASURES),
        ("direction", vocabulary.DIRECTIONS),
        ("basis", vocabulary.BASES),
        ("availability", vocabulary.AVAILABILITIES),
    ],
)
def test_every_code_is_declared_and_the_schema_names_the_same_codes(instance: Instance, framework: str, column: str, codes) -> None:
    # Given the codes of the vocabulary, when a framework uses one, then it is declared there
    assert set(instance.table(framework, "indicators")[column]) <= set(codes)
    # and the schema lets pass exactly those, so that a new word has to be declared in one place and shown in both
    fields = instance.packages[framework].resources["indicators"].schema["fields"]
    (field,) = [entry for entry in fields if entry["name"] == column]
    assert field["constraints"]["enum"] == list(codes)


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_an_indicator_has_a_series_exactly_when_the_composition_feeds_it(instance: Instance, framework: str) -> None:
    indicators = instance.table(framework, "indicators")
    composition = instance.table("composition", "composition")
    fed = set(composition.loc[composition["component"] == "", "indicator"])
    assert set(indicators.loc[indicators["availability"] == "series", "indicator"]) == fed & set(indicators["indicator"])


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_what_has_no_series_says_what_would_fill_the_gap(instance: Instance, framework: str) -> None:
    indicators = instance.table(framework, "indicators")
    has_series = indicators["availability"] == "series"
    assert (indicators.loc[has_series, "source"] != "").all()
    assert (indicators.loc[has_series, "missing_source"] == "").all()
    assert (indicators.loc[~has_series, "source"] == "").all()
    assert (indicators.loc[~has_series, "missing_source"] != "").all()


def test_what_has_no_series_says_why_in_words_of_its_own(instance: Instance) -> None:
    # Given the measures of the newest framework
    indicators = instance.table(FRAMEWORKS[0], "indicators").set_index("indicator")
    reasons = indicators.loc[indicators["availability"] != "series", "no_series_reason"]
    assert (indicators.loc[indicators["availability"] == "series", "no_series_reason"] == "").all()
    # Then each without a series has a reason, none shared but by the two kinds of emergency call
    assert reasons.str.endswith(".").all()
    assert len(reasons) - reasons.nunique() == 1
    assert reasons["i-calls-attended-in-15-minutes"] == reasons["s-calls-attended-in-1-hour"]
    # and what is known only from print says what the report prints
    printed = indicators.loc[reasons.index, "availability"] == "printed-only"
    assert reasons[printed].str.contains("report", case=False).all()


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_what_is_comparable_says_with_what_and_what_is_not_says_so(instance: Instance, framework: str) -> None:
    indicators = instance.table(framework, "indicators")
    alone = indicators["comparability"] == "nothing"
    assert (indicators.loc[alone, ["comparable_with", "comparable_since"]] == "").all(axis=None)
    assert (indicators.loc[~alone, "comparable_with"] != "").all()


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_definition_is_a_sentence_that_needs_no_further_term(instance: Instance, framework: str) -> None:
    indicators = instance.table(framework, "indicators")
    for column in ("definition", "counts_what", "does_not_count"):
        assert indicators[column].str.endswith(".").all()
    # Trade words that a reader would have to look up stand in no definition.
    assert not indicators["definition"].str.contains(r"\b(?:R12|RASSO|IOM|TDIU|USS|PAS|SD|YTD|BCU|TNO|VWI)\b").any()


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_no_title_or_position_carries_a_number_as_if_it_were_official(instance: Instance, framework: str) -> None:
    indicators = instance.table(framework, "indicators")
    assert not indicators["title"].str.contains(r"^(?:T\d|\d+[.):])").any()


@pytest.mark.parametrize("framework", FRAMEWORKS[1:])
def test_the_same_id_in_two_frameworks_is_the_same_measure(instance: Instance, newest: pd.DataFrame, framework: str) -> None:
    older = instance.table(framework, "indicators")
    shared = older.merge(newest, on="indicator", suffixes=("", "_newest"))
    # Given a measure that an older plan shares, then it is counted, judged and defined alike, and says so
    assert set(older.loc[older["same_as"] != "", "indicator"]) == set(shared["indicator"])
    assert (shared["same_as"] == shared["indicator"]).all()
    for column in ("kind", "measure", "unit", "direction", "definition", "availability"):
        assert (shared[column] == shared[f"{column}_newest"]).all()


def test_the_plan_of_2022_names_four_outcomes_and_judges_one_in_words_only(instance: Instance) -> None:
    # Given the quarterly report (001:1129-1131), then protection from exploitation has no key measure
    priorities = instance.table("framework-2022-25", "priorities")
    assert len(priorities) == 4
    assert list(priorities.loc[priorities["approach"] == "qualitative", "priority"]) == ["protected-from-exploitation"]
    indicators = instance.table("framework-2022-25", "indicators")
    key = indicators[indicators["tier"] == 1]
    # The report lists 3, 8 and 10 key measures; the first of the victims' measures stands in three rows.
    assert key["priority"].value_counts().to_dict() == {
        "victims-better-supported": 5,
        "trust-and-confidence-increases": 8,
        "violence-prevented-and-reduced": 10,
    }


def test_the_challenge_of_2013_names_seven_crimes_and_sets_a_fifth_for_six_aims(instance: Instance) -> None:
    indicators = instance.table("framework-2013-16", "indicators")
    assert set(indicators.loc[indicators["tier"] == 2, "indicator"]) == {
        "burglary",
        "criminal-damage",
        "theft-from-a-motor-vehicle",
        "theft-of-a-motor-vehicle",
        "violence-with-injury",
        "robbery",
        "theft-from-the-person",
    }
    targets = instance.table("framework-2013-16", "targets")
    of_the_challenge = indicators.loc[indicators["tier"] == 1, "indicator"]
    fifths = targets[(targets["target_kind"] == "change-percent") & targets["indicator"].isin(of_the_challenge)]
    assert dict(zip(fifths["indicator"], fifths["target_value"], strict=True)) == {
        "mopac-7-crime": -20,
        "confidence-in-the-mps": 20,
        "police-costs": -20,
        "court-delay": -20,
        "community-sentence-compliance": 20,
        "youth-custody-reoffending": -20,
    }


def test_the_contradictions_inside_the_targets_of_2013_are_kept_and_told(instance: Instance) -> None:
    targets = instance.table("framework-2013-16", "targets").set_index("target")
    # When the savings in pounds are divided by the budget printed beside them, then they are no fifth (003:1101-1103)
    savings = targets.loc["costs-in-pounds"]
    assert 100 * savings["target_value"] / savings["base_value"] == pytest.approx(-13.9, abs=0.05)
    assert "13.9%" in savings["note"]
    # and a fifth more than 62% is not 75% (003:797)
    confidence = targets.loc["confidence-by-a-fifth"]
    assert confidence["base_value"] * 1.2 == pytest.approx(74.4)
    assert targets.loc["confidence", "target_value"] == 75
