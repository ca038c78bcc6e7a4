"""The page of contradictions shows each of them, and counts from the table."""

from __future__ import annotations

import html
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from build_scripts.packages.reading import Instance, read_instance
from build_scripts.pages.page import environment, render
from build_scripts.pages.reconciliation_page import anchor_of, contradictions_page, shown_lines
from build_scripts.reconciliation import reconcile


@pytest.fixture(scope="module")
def instance(repository_root: Path):
    """The London instance."""
    return read_instance(repository_root / "datapackages")


@pytest.fixture(scope="module")
def page(instance):
    """The page's Markdown."""
    return html.unescape(render(contradictions_page(SimpleNamespace(instance=instance, reconciled=reconcile(instance))), environment({})))


def test_every_contradiction_and_damaged_cell_has_its_place_on_the_page(instance, page: str) -> None:
    # Given everything that does not agree and could be checked
    table = reconcile(instance)
    listed = table[table["result"].isin(("contradicts", "damaged"))]
    # When we look for the places that other pages link to
    ids = set(re.findall(r'<span id="([^"]+)"', page))
    # Then there is one for each
    assert {anchor_of(check) for check in listed["check"]} == ids


def test_printed_recomputed_and_explanation_stand_together(page: str) -> None:
    row = next(line for line in page.split("<tr") if 'id="check-change-of-statement-report-2023-24-q1-finance-0303-01"' in line)
    assert "001:303" in row
    assert "£0.9m" in row
    assert "−0.7 (−0.8 to −0.6) from £3.3m, £4.0m" in row
    assert "between 0.6 and 0.8" in row


def test_the_counts_are_those_of_the_table(instance, page: str) -> None:
    table = reconcile(instance)
    assert f"{len(table):,} checks were made" in page
    assert f"{(table['result'] == 'contradicts').sum()} contradict" in page


def test_an_instance_without_declared_checks_has_a_page_without_contradictions() -> None:
    nothing = Instance(Path(), {})
    shown = render(contradictions_page(SimpleNamespace(instance=nothing, reconciled=reconcile(nothing))), environment({}))
    assert "data/reconciliation/" not in shown
    assert '<span id="check-' not in shown


def test_every_place_on_the_page_is_one(page: str) -> None:
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_many_lines_are_counted_not_listed() -> None:
    assert shown_lines(["003:581", *(f"003:{line}" for line in range(517, 581, 2))]) == "003:581 and 32 more"
    assert shown_lines(["001:301", "001:1538"]) == "001:301, 001:1538"
