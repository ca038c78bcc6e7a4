"""The committed ledger: what it holds, and that it holds what the transcriptions and the document print."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

import pytest

from build_scripts import periods, vocabulary
from build_scripts.claims.ledger import PACKAGE, Claim
from build_scripts.packages.reading import Instance

LEAST_TESTABLE = 120
BOROUGHS = 32
CALL_KINDS = 2
GAPS = 18 * 4
# A word stands for the figure: "three" for 3.
NUMERAL = re.compile(r"\d")


def flat(text: str) -> str:
    """Text without emphasis marks and without blanks, so that broken words and tables compare."""
    return re.sub(r"[\s*]", "", text)


@pytest.fixture(scope="session")
def document_lines(repository_root: Path) -> dict[str, str]:
    """The lines of the document by their names, where its text stands beside the checkout; else none, and a warning says so."""
    found = sorted((repository_root.parent / "shared" / "seeds").glob("001_*.txt"))
    if not found:
        warnings.warn("document 001 does not stand beside the checkout: printed claims were held to their transcription only", stacklevel=1)
        return {}
    lines = found[0].read_text(encoding="utf-8").split("\n")
    return {f"001:{number}": line for number, line in enumerate(lines, start=1)}


def test_at_least_120_claims_are_listed_that_published_data_can_test(claims: dict[str, Claim]) -> None:
    assert sum(claim.testable for claim in claims.values()) >= LEAST_TESTABLE


def test_a_claim_is_testable_or_says_why_not(claims: dict[str, Claim]) -> None:
    assert [claim.claim for claim in claims.values() if claim.testable == (claim.reason != "")] == []
    assert {claim.reason for claim in claims.values()} - {""} <= set(vocabulary.CLAIM_REASONS)


def test_a_claim_names_its_line_and_the_line_names_the_claim(claims: dict[str, Claim]) -> None:
    for claim in claims.values():
        document, _, number = claim.source_line.partition(":")
        assert document == claim.document
        assert claim.claim.startswith(f"{document}-{int(number):04d}-"), claim.claim


def test_a_number_has_a_step_and_a_word_has_a_direction(claims: dict[str, Claim]) -> None:
    for claim in claims.values():
        worded = claim.test == "direction"
        assert (claim.printed != claim.printed) == worded, claim.claim
        assert worded or claim.step > 0, claim.claim
        assert (claim.expected in vocabulary.CLAIM_DIRECTIONS) == worded, claim.claim


def test_a_testable_claim_names_what_it_is_of_and_when(claims: dict[str, Claim]) -> None:
    for claim in claims.values():
        if claim.testable:
            assert claim.indicator or claim.subject, claim.claim
            periods.parse(claim.period)
            assert claim.test in ("value", "part-of-recount") or periods.parse(claim.base_period), claim.claim


def test_every_claim_is_what_its_transcribed_cell_holds(claims: dict[str, Claim], instance: Instance) -> None:
    for claim in claims.values():
        # Given the row that the claim was taken from
        table = instance.table(claim.package, claim.resource)
        row = table[table["row_id"] == claim.row_id].iloc[0]
        # Then its line, its characters and its number are the claim's
        assert row["source_line"] == claim.source_line, claim.claim
        assert row[claim.cell] == claim.printed_text, claim.claim
        if claim.test != "direction":
            assert row[claim.cell.removesuffix("_printed")] == claim.printed, claim.claim


def test_every_printed_claim_stands_in_its_line_of_the_document(claims: dict[str, Claim], document_lines: dict[str, str]) -> None:
    absent = [
        claim.claim
        for claim in claims.values()
        if document_lines and flat(claim.printed_text).casefold() not in flat(document_lines[claim.source_line]).casefold()
    ]
    assert absent == []


def test_calls_by_borough_and_gaps_between_groups_are_listed_as_not_testable(claims: dict[str, Claim]) -> None:
    calls = [claim for claim in claims.values() if claim.resource == "emergency-response-changes"]
    gaps = [claim for claim in claims.values() if claim.resource == "perception-gaps"]
    assert len(calls) == BOROUGHS * CALL_KINDS
    assert {claim.reason for claim in calls} == {"not-published-as-data"}
    assert len(gaps) == GAPS
    assert {claim.reason for claim in gaps} == {"groups-not-published"}


def test_a_recount_names_categories_that_its_source_has(instance: Instance) -> None:
    recounts = instance.table(PACKAGE, "recounts")
    of_boroughs = recounts[recounts["source"] == "mps-borough"]
    assert set(of_boroughs["category"]) <= set(instance.table("recorded-crime", "categories")["category"])
