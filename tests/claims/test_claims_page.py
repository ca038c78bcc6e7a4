"""The ledger as a page, a sentence and a file."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from build_scripts import formats, vocabulary
from build_scripts.claims import verdict_of_claims
from build_scripts.indicators.definitions import read_frameworks
from build_scripts.packages.reading import Instance
from build_scripts.pages.claims_page import API_PATH, claims_page, claims_summary, write_claims_api
from build_scripts.pages.page import environment, render


@pytest.fixture(scope="module")
def content(instance: Instance, evaluated: pd.DataFrame) -> SimpleNamespace:
    """What the page asks of the content: the ledger, the framework and the packages."""
    return SimpleNamespace(instance=instance, claims=evaluated, framework=read_frameworks(instance)[0])


@pytest.fixture(scope="module")
def counts(evaluated: pd.DataFrame) -> dict[str, int]:
    found = list(verdict_of_claims(evaluated).values())
    return {verdict: found.count(verdict) for verdict in vocabulary.CLAIM_VERDICTS}


@pytest.fixture(scope="module")
def markdown(content: SimpleNamespace, instance: Instance) -> str:
    constants = instance.table("registers", "constants")
    declared = {name: float(value) for name, value in zip(constants["constant"], constants["value"], strict=True)}
    return render(claims_page(content), environment(declared))


def test_the_sentence_counts_the_ledger(content: SimpleNamespace, counts: dict[str, int]) -> None:
    numbers = [int(number.replace(",", "")) for number in re.findall(r"[0-9,]*[0-9]", claims_summary(content))]
    tested = sum(counts.values()) - counts["not-testable"]
    assert numbers == [
        sum(counts.values()),
        tested,
        counts["reproduced"],
        counts["reproduced-within-later-revision"],
        counts["different"],
        counts["contradicted-by-the-document"],
    ]


def test_every_claim_stands_on_the_page_once(markdown: str, evaluated: pd.DataFrame) -> None:
    for claim in evaluated["claim"].unique():
        assert markdown.count(f'id="{claim}"') == 1, claim


def test_each_verdict_has_an_address_and_its_count(markdown: str, counts: dict[str, int]) -> None:
    for verdict, count in counts.items():
        assert f'<section class="section" id="{verdict}">' in markdown
        title = vocabulary.CLAIM_VERDICT_TITLES[verdict].capitalize()
        assert f'<a href="#{verdict}">{title} ({formats.number(count)})</a>' in markdown


def test_a_row_shows_what_was_printed_and_what_each_extract_gives(markdown: str) -> None:
    row = next(row for row in markdown.split("<tr") if 'id="001-0202-01-change"' in row)
    assert "001:202" in row
    assert "+5%" in row
    assert "<b>+5.1%</b> from 853,060 to 896,398" in row
    assert "<b>+5.2%</b> from 853,152 to 897,436" in row


def test_the_file_holds_every_claim_with_what_each_extract_gives(content: SimpleNamespace, counts: dict[str, int], tmp_path: Path) -> None:
    # When the ledger is written
    written = write_claims_api(content, tmp_path)
    # Then it is one file of whole claims, unrounded
    assert written == [tmp_path / API_PATH]
    published = json.loads(written[0].read_text(encoding="utf-8"))
    assert published["counts"] == counts
    claims = {claim["claim"]: claim for claim in published["claims"]}
    assert len(claims) == sum(counts.values())
    of_all_offences = claims["001-0202-01-change"]
    assert of_all_offences["verdict"] == "reproduced"
    found = {one["extract"]: one["recomputed"] for one in of_all_offences["recomputed"] if one["source"] == "mps-borough"}
    assert found["2023-12"] == pytest.approx(100 * (896_398 / 853_060 - 1))


def test_an_instance_without_a_ledger_says_nothing_and_writes_nothing(content: SimpleNamespace, tmp_path: Path) -> None:
    without = SimpleNamespace(**{**vars(content), "claims": content.claims.iloc[:0]})
    assert claims_summary(without) == ""
    assert write_claims_api(without, tmp_path) == []
