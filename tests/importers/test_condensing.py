"""An earlier extract is condensed: nothing of the force is lost, of boroughs what comparisons need stays."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from build_scripts.importers.condensing import ALL_OFFENCES, condense, coverage_of, is_condensed, totals_by_month

FORCE = "E23000001"
KEPT = {"rape"}
MAJORS = {"rape": "Sexual offences", "arson": "Arson and criminal damage", ALL_OFFENCES: ""}

whole_extracts = st.dictionaries(
    st.tuples(
        st.sampled_from(["rape", "arson"]),
        st.sampled_from(["E09000023", "E09000033", "MPS-UNKNOWN"]),
        st.sampled_from(["2023-05", "2023-06"]),
    ),
    st.tuples(st.integers(0, 500).map(str)),
    min_size=1,
)


def test_real_figures_of_two_areas() -> None:
    # Given theft from the person and arson in Lewisham, and thefts that no borough holds (April 2026 extract)
    cells = {
        ("arson", "E09000023", "2023-06"): ("9",),
        ("rape", "E09000023", "2023-06"): ("25",),
        ("rape", "MPS-UNKNOWN", "2023-06"): ("111",),
    }
    # When the extract is condensed
    condensed = condense(cells, FORCE, KEPT)
    # Then arson is held for the force only, and every area has its sum
    assert condensed == {
        ("rape", "E09000023", "2023-06"): ("25",),
        ("rape", "MPS-UNKNOWN", "2023-06"): ("111",),
        ("arson", FORCE, "2023-06"): ("9",),
        ("rape", FORCE, "2023-06"): ("136",),
        (ALL_OFFENCES, "E09000023", "2023-06"): ("34",),
        (ALL_OFFENCES, "MPS-UNKNOWN", "2023-06"): ("111",),
        (ALL_OFFENCES, FORCE, "2023-06"): ("145",),
    }


@given(whole_extracts)
def test_the_force_is_the_same_in_both_forms(cells: dict) -> None:
    condensed = condense(cells, FORCE, KEPT)
    assert not is_condensed(cells, FORCE)
    assert is_condensed(condensed, FORCE)
    assert totals_by_month(condensed, FORCE) == totals_by_month(cells, FORCE)
    parts = {}
    for (category, area, month), (value,) in condensed.items():
        if area == FORCE and category != ALL_OFFENCES:
            parts[month] = parts.get(month, 0) + int(value)
    assert parts == totals_by_month(cells, FORCE)


@given(whole_extracts)
def test_condensing_leaves_the_coverage_as_it_is(cells: dict) -> None:
    boroughs = {"E09000023", "E09000033"}
    before, after = (coverage_of(form, boroughs, MAJORS) for form in (cells, condense(cells, FORCE, KEPT)))
    assert before == after
    assert before.holds(after)


def test_coverage_is_held_only_where_months_boroughs_and_groups_all_are() -> None:
    wide = coverage_of(
        {("rape", "E09000023", "2023-05"): ("1",), ("arson", "E09000033", "2023-06"): ("1",)}, {"E09000023", "E09000033"}, MAJORS
    )
    fewer_months = coverage_of(
        {("rape", "E09000023", "2023-05"): ("1",), ("arson", "E09000033", "2023-05"): ("1",)}, {"E09000023", "E09000033"}, MAJORS
    )
    fewer_boroughs = coverage_of(
        {("rape", "E09000023", "2023-05"): ("1",), ("arson", "E09000023", "2023-06"): ("1",)}, {"E09000023", "E09000033"}, MAJORS
    )
    fewer_groups = coverage_of(
        {("rape", "E09000023", "2023-05"): ("1",), ("rape", "E09000033", "2023-06"): ("1",)}, {"E09000023", "E09000033"}, MAJORS
    )
    for narrower in (fewer_months, fewer_boroughs, fewer_groups):
        assert wide.holds(narrower)
        assert not narrower.holds(wide)
