"""What an import brings is added to what was there; nothing is lost, and every difference is told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from build_scripts.importers.merging import Correction, merge

tables = st.dictionaries(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), st.tuples(st.integers(0, 9).map(str)))


def test_cells_are_added_kept_unchanged_or_corrected() -> None:
    # Given a table, and an import that agrees in one cell, differs in one, lacks one and brings one
    held = {("arson", "2023-04"): ("9",), ("arson", "2023-05"): ("5",), ("rape", "2023-04"): ("3",)}
    given_cells = {("arson", "2023-04"): ("9",), ("arson", "2023-05"): ("6",), ("arson", "2023-06"): ("9",)}
    # When they meet
    merged = merge(held, given_cells)
    # Then the report has each
    assert (merged.added, merged.kept, merged.unchanged) == (1, 1, 1)
    assert merged.corrections == (Correction(("arson", "2023-05"), ("5",), ("6",)),)
    assert merged.cells == {**held, **given_cells}


@given(tables, tables)
def test_nothing_that_was_there_is_lost(held: dict, given_cells: dict) -> None:
    merged = merge(held, given_cells)
    assert merged.cells.keys() == held.keys() | given_cells.keys()
    assert len(merged.cells) == merged.added + merged.kept + merged.unchanged + len(merged.corrections)


@given(tables, tables)
def test_twice_is_once(held: dict, given_cells: dict) -> None:
    once = merge(held, given_cells)
    twice = merge(once.cells, given_cells)
    assert twice.cells == once.cells
    assert (twice.added, twice.corrections) == (0, ())


@given(tables, tables)
def test_an_older_extract_adds_and_changes_nothing(held: dict, given_cells: dict) -> None:
    merged = merge(held, given_cells, given_wins=False)
    assert {key: merged.cells[key] for key in held} == held
    assert merged.corrections == ()
