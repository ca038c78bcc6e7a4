"""The static API, key by key: what other people's tools read must not change without a new version."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from build_scripts import periods

HEAD = {
    "schema_version",
    "id",
    "title",
    "framework",
    "tier",
    "priority",
    "basis",
    "availability",
    "kind",
    "unit",
    "direction",
    "latest_period",
    "sources",
    "composition",
    "caveats",
    "breaks",
    "licence",
    "rounding",
    "observations",
    "comparisons",
}
OBSERVATION = {
    "component",
    "measure",
    "area_code",
    "group_type",
    "group",
    "period",
    "period_start",
    "period_end",
    "period_type",
    "extract",
    "value",
    "numerator",
    "denominator",
    "n",
    "n_eff",
    "population_year",
    "months_present",
    "lower_95",
    "upper_95",
    "flags",
    "reason",
}
COMPARISON = {
    "rule",
    "component",
    "measure",
    "area_code",
    "group_type",
    "group",
    "extract",
    "period",
    "value",
    "base_period",
    "base_value",
    "base_area",
    "base_group",
    "numerator",
    "denominator",
    "n",
    "base_numerator",
    "base_denominator",
    "base_n",
    "unallocated_share",
    "base_unallocated_share",
    "change",
    "change_unit",
    "change_absolute",
    "interval_of",
    "lower_95",
    "upper_95",
    "test",
    "phi",
    "deff",
    "p_value",
    "p_adjusted",
    "family",
    "verdict",
    "reason",
    "flags",
    "sentence",
}
# Numbers behind a value: parts, people asked, residents' year, and what a test rests on.
BEHIND = {
    "numerator",
    "denominator",
    "n",
    "n_eff",
    "population_year",
    "months_present",
    "base_numerator",
    "base_denominator",
    "base_n",
    "unallocated_share",
    "base_unallocated_share",
    "phi",
    "deff",
}
INDEX_ENTRY = {
    "id",
    "title",
    "framework",
    "tier",
    "priority",
    "basis",
    "availability",
    "kind",
    "unit",
    "direction",
    "latest_period",
    "url",
    "json",
    "csv",
    "areas",
}
# Columns of rows that hold a code, and the published vocabulary of each.
CODES = {
    "rule": "rules",
    "verdict": "verdicts",
    "reason": "reasons",
    "test": "tests",
    "interval_of": "interval_of",
    "measure": "measures",
    "group_type": "group_types",
}
HEAD_CODES = {"kind": "kinds", "direction": "directions", "basis": "bases", "availability": "availabilities"}
FORCE = "E23000001"
CURRENT_FRAMEWORK = "2025-29"
AREA_SAMPLE = ("E09000023", "E09000033", "MPS-UNKNOWN")

# Each of two whole per cents may be half a point off.
ROUNDING_OF_TWO_PER_CENTS = 1.0

Api = Callable[[str], dict]


@pytest.fixture(scope="module")
def entries(api: Api) -> list[dict]:
    return api("index.json")["indicators"]


@pytest.fixture(scope="module")
def files(api: Api, entries: list[dict]) -> list[dict]:
    """Every indicator's file, and some areas' files of each."""
    named = [f"indicators/{entry['id']}.json" for entry in entries]
    named += [f"indicators/{entry['id']}/{area}.json" for entry in entries for area in AREA_SAMPLE if area in entry["areas"]]
    return [api(name) for name in named]


def rows_of(files: list[dict], *tables: str) -> Iterator[tuple[str, dict]]:
    for file in files:
        for row in itertools.chain.from_iterable(file[table] for table in tables):
            yield file["id"], row


def test_the_index_names_every_measure_of_the_framework(entries: list[dict]) -> None:
    current = [entry for entry in entries if entry["framework"] == CURRENT_FRAMEWORK]
    assert [sum(entry["tier"] == tier for entry in current) for tier in (1, 2, 3)] == [2, 5, 43]
    assert len({entry["id"] for entry in entries}) == len(entries)


def test_an_entry_of_the_index_has_the_keys_of_the_contract(entries: list[dict]) -> None:
    assert all(set(entry) == INDEX_ENTRY for entry in entries)


def test_the_index_agrees_with_the_files_and_names_files_that_are_there(api: Api, entries: list[dict], built_site: Path) -> None:
    for entry in entries:
        file = api(f"indicators/{entry['id']}.json")
        assert {key: file[key] for key in INDEX_ENTRY & HEAD} == {key: entry[key] for key in INDEX_ENTRY & HEAD}
        named = [entry["json"], entry["csv"], f"{entry['url']}index.html"]
        named += [f"/api/v1/indicators/{entry['id']}/{area}.json" for area in entry["areas"]]
        assert [name for name in named if not (built_site / name.lstrip("/")).is_file()] == []


def test_a_file_has_the_keys_of_the_contract(files: list[dict]) -> None:
    assert {frozenset(file) for file in files} == {frozenset(HEAD)}
    assert {file["schema_version"] for file in files} == {"1.0"}
    assert {file["licence"] for file in files} == {"OGL-UK-3.0"}


def test_every_row_has_every_key_of_the_contract_and_no_other(files: list[dict]) -> None:
    """Only numbers behind a value may be left out, where there are none."""
    for table, keys in (("observations", OBSERVATION), ("comparisons", COMPARISON)):
        for _, row in rows_of(files, table):
            assert keys - BEHIND <= set(row) <= keys
            assert all(row[name] is not None for name in BEHIND & set(row))


def test_every_code_is_in_a_published_vocabulary(api: Api, files: list[dict]) -> None:
    vocabularies = api("vocabularies.json")
    strange = {
        (column, row[column])
        for _, row in rows_of(files, "observations", "comparisons")
        for column, name in CODES.items()
        if column in row and row[column] not in {"", *vocabularies[name]}
    }
    strange |= {
        (flag, "flag")
        for _, row in rows_of(files, "observations", "comparisons")
        for flag in row["flags"]
        if flag not in vocabularies["flags"]
    }
    strange |= {(column, file[column]) for file in files for column, name in HEAD_CODES.items() if file[column] not in vocabularies[name]}
    assert strange == set()


def test_a_comparison_has_a_verdict_and_a_known_unit(files: list[dict]) -> None:
    assert {row["verdict"] for _, row in rows_of(files, "comparisons")} <= {
        "improving",
        "worsening",
        "no-clear-change",
        "rose",
        "fell",
        "not-comparable",
        "not-available",
    }
    assert {row["change_unit"] for _, row in rows_of(files, "comparisons")} <= {"%", "pp", "count", "days", "£m", "ratio"}


def test_what_is_null_has_a_reason(files: list[dict]) -> None:
    assert [(name, row["period"]) for name, row in rows_of(files, "observations") if row["value"] is None and not row["reason"]] == []
    unexplained = [
        (name, row["rule"], row["area_code"], row["period"])
        for name, row in rows_of(files, "comparisons")
        if not row["reason"] and (row["value"] is None or row["change"] is None or row["verdict"] in ("not-available", "not-comparable"))
    ]
    assert unexplained == []


def test_an_observation_that_has_a_value_has_no_reason_to_lack_one(files: list[dict]) -> None:
    assert {row["reason"] for _, row in rows_of(files, "observations") if row["value"] is not None} == {""}


def test_a_clear_verdict_has_a_test_an_interval_and_a_p_value(files: list[dict]) -> None:
    for name, row in rows_of(files, "comparisons"):
        if row["verdict"] in ("improving", "worsening", "rose", "fell"):
            where = f"{name} {row['rule']} {row['area_code']} {row['period']}"
            assert row["test"], where
            assert row["p_value"] is not None, where
            assert row["lower_95"] is not None, where
            assert max(row["p_value"], row["p_adjusted"]) < 0.05, where


def test_an_interval_that_a_clear_verdict_rests_on_leaves_no_change_out(files: list[dict]) -> None:
    """What is drawn beside a verdict never reaches over "no change"."""
    for name, row in rows_of(files, "comparisons"):
        if row["verdict"] in ("improving", "worsening", "rose", "fell"):
            unchanged = 1 if row["interval_of"] == "ratio" else 0
            upper = float("inf") if row["upper_95"] is None else row["upper_95"]
            assert not row["lower_95"] <= unchanged <= upper, f"{name} {row['rule']} {row['area_code']} {row['period']}"


def test_the_change_is_that_of_the_two_values(files: list[dict]) -> None:
    """A document prints levels more roughly than the change between them: there the two are held to the rounding of both levels."""
    for name, row in rows_of(files, "comparisons"):
        if row["change"] is None or row["base_value"] is None:
            continue
        difference = row["value"] - row["base_value"]
        expected = 100 * difference / row["base_value"] if row["change_unit"] == "%" else difference
        if "as-printed" in row["flags"] and row["change_unit"] == "pp":
            assert row["change"] == pytest.approx(difference, abs=ROUNDING_OF_TWO_PER_CENTS), row["sentence"]
            assert row["change"] == row["change_absolute"]
            continue
        assert row["change"] == pytest.approx(expected, rel=1e-6, abs=1e-6), f"{name} {row['rule']} {row['area_code']} {row['period']}"
        assert row["change_absolute"] == pytest.approx(difference, rel=1e-6, abs=1e-6)


def test_a_small_base_has_no_percentage(files: list[dict]) -> None:
    counts = [row for _, row in rows_of(files, "comparisons") if row["measure"] == "count" and row["base_value"] is not None]
    assert any(row["reason"] == "small-base" for row in counts)
    assert [row for row in counts if row["base_value"] < 30 and row["change"] is not None] == []


def test_both_windows_of_a_comparison_are_of_one_extract_and_one_length(files: list[dict]) -> None:
    for name, row in rows_of(files, "comparisons"):
        period, base = periods.parse(row["period"]), periods.parse(row["base_period"])
        assert (period.type, len(period.months)) == (base.type, len(base.months)), f"{name} {row['period']} {row['base_period']}"


def test_a_period_is_the_days_it_says(files: list[dict]) -> None:
    for _, row in rows_of(files, "observations"):
        period = periods.parse_as(row["period"], row["period_type"])
        assert (row["period_start"], row["period_end"]) == (period.start.isoformat(), period.end.isoformat())


def test_the_files_of_a_measure_hold_the_force_and_those_of_an_area_that_area(files: list[dict], entries: list[dict], api: Api) -> None:
    for entry in entries:
        file = api(f"indicators/{entry['id']}.json")
        assert {row["area_code"] for row in file["observations"]} <= {FORCE}
        for area in set(entry["areas"]) & set(AREA_SAMPLE):
            own = api(f"indicators/{entry['id']}/{area}.json")
            assert {row["area_code"] for table in ("observations", "comparisons") for row in own[table]} == {area}


def test_a_borough_comparison_shows_what_could_not_be_placed(files: list[dict]) -> None:
    """Both shares stand beside it, and where they differ by more than a point there is no verdict."""
    borough_rows = [row for _, row in rows_of(files, "comparisons") if row["area_code"].startswith("E09") and row["measure"] == "count"]
    assert borough_rows
    for row in borough_rows:
        if row["value"] is None or row["base_value"] is None:
            continue
        assert row["unallocated_share"] is not None
        assert row["base_unallocated_share"] is not None
        if abs(row["unallocated_share"] - row["base_unallocated_share"]) > 1:
            assert row["verdict"] in ("not-comparable", "not-available")


def test_sources_are_files_of_the_site_with_their_checksums(files: list[dict], api: Api, built_site: Path) -> None:
    named = {(resource["path"], resource["sha256"]) for file in files for source in file["sources"] for resource in source["resources"]}
    assert named
    for path, checksum in named:
        assert hashlib.sha256((built_site / path.lstrip("/")).read_bytes()).hexdigest() == checksum
    for file in files:
        held = {source["extract"] for source in file["sources"]}
        assert {row["extract"] for row in file["observations"]} <= held | {""}


def test_the_areas_are_those_of_the_force(api: Api) -> None:
    areas = api("areas.json")["areas"]
    assert sum(area["kind"] == "borough" and area["covered"] for area in areas) == 32
    assert {"E23000001", "MPS-UNKNOWN", "MPS-AVIATION"} <= {area["area_code"] for area in areas}


def test_a_measure_without_a_series_says_what_is_missing(api: Api, entries: list[dict]) -> None:
    """Parts of a measure may be published where the measure itself is not: then it has no latest period of its own.

    A measure known only from print is flagged so in every row of its own.
    """
    for entry in entries:
        file = api(f"indicators/{entry['id']}.json")
        own = [row for row in file["observations"] if row["component"] == "" and row["value"] is not None]
        assert bool(own) == (file["latest_period"] is not None), entry["id"]
        if own:
            is_printed = all("as-printed" in row["flags"] for row in own)
            assert file["availability"] == ("printed-only" if is_printed else "series"), entry["id"]
        elif not file["observations"]:
            assert file["availability"] in ("gap", "printed-only"), entry["id"]
            assert file["caveats"], f"{entry['id']} says nothing of what is missing"
