"""A figure's address leads to the rows behind it, and those rows add up to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from build_scripts.pages.content import Content
from build_scripts.statements.statement import address_of
from build_scripts.trace.address import NotAnAddress, parse
from build_scripts.trace.figure import find_figure


def _found(content: Content, text: str):
    return find_figure(content.instance, content.observations, content.comparisons, parse(text), content.force_area)


def test_every_latest_count_is_the_sum_of_its_source_rows(london: Content) -> None:
    """Given each count of the framework, for the force and for a borough, when its rows are traced, then they add up to it."""
    traced = 0
    for indicator in london.framework.indicators:
        if indicator.measure != "count":
            continue
        for area in (london.force_area, "E09000023"):
            row = london.latest_observation(indicator, area=area)
            if row is None:
                continue
            figure = _found(london, address_of(row, "value"))
            assert [part.total for part in figure.parts] == [row["value"]], (indicator.slug, area)
            traced += 1
    assert traced >= 18


def test_both_windows_of_a_comparison_are_traced(london: Content) -> None:
    """Given theft from the person in Lewisham, when its change is traced, then twelve rows stand behind each window."""
    row = london.latest_comparison("theft-from-the-person", "r12", measure="count", area="E09000023")
    figure = _found(london, address_of(row, "change"))
    assert [part.total for part in figure.parts + figure.base_parts] == [row["value"], row["base_value"]]
    assert {len(part.rows) for part in figure.parts + figure.base_parts} == {12}


def test_a_line_of_a_source_row_is_the_line_of_the_file(london: Content) -> None:
    """Given a traced row, when its file is opened at its line, then the line holds that category, area, month and count."""
    row = london.latest_observation(london.framework.indicator("homicide"))
    first = _found(london, address_of(row, "value")).parts[0].rows[0]
    line = (london.instance.root / first.file).read_text(encoding="utf-8").splitlines()[first.line - 1]
    assert line == first.cells


def test_a_condensed_extract_is_traced_to_the_force_s_own_rows(london: Content) -> None:
    """Given all offences in the extract of December 2023, when traced, then the categories of the force add up to 896,398."""
    figure = _found(london, "total-notifiable-offences/observed/count/value?area=E23000001&period=R12-2023-06&extract=2023-12")
    assert [part.total for part in figure.parts] == [896_398]


FROM_PARTS: dict[str, Callable[..., float]] = {
    "count": lambda counted: counted,
    "rate": lambda counted, residents: counted / residents * 1000,
    "percentage": lambda published: published,
    "gap": lambda of_group, of_base_group: of_group - of_base_group,
    "outcome-rate": lambda outcomes, offences: outcomes / offences * 100,
    "ratio": lambda of_group, of_base_group, people, base_people: (of_group / people) / (of_base_group / base_people),
}


@pytest.mark.parametrize("measure", FROM_PARTS)
def test_the_latest_value_of_every_series_follows_from_the_rows_behind_it(london: Content, measure: str) -> None:
    """Given the last known value of each series and type of period, for the force and a borough,
    other than those that a document prints, when traced, then its rows give it."""
    known = london.observations[
        (london.observations["measure"] == measure)
        & london.observations["value"].notna()
        & london.observations["area_code"].isin([london.force_area, "E09000023"])
        & ~london.observations["flags"].str.contains("as-printed")
    ]
    series = ["indicator", "component", "area_code", "group_type", "group", "period_type", "extract"]
    latest = known.sort_values("period_end").groupby(series, sort=True).tail(1)
    assert len(latest)
    for row in latest.to_dict("records"):
        figure = _found(london, address_of(row, "value"))
        assert FROM_PARTS[measure](*(part.total for part in figure.parts)) == pytest.approx(row["value"], rel=1e-12), figure.address


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("homicide/r12", "expected indicator/rule/measure/field"),
        ("homicide/r12/count/colour?area=E23000001&period=R12-2026-03&extract=2026-04", "no field of a figure"),
        ("homicide/r12/count/change?area=E23000001&period=R12-1999-03&extract=2026-04", "nothing is published at this address"),
    ],
)
def test_what_is_no_address_is_told_in_plain_words(london: Content, text: str, words: str) -> None:
    """Given a text that names no figure, when it is looked up, then the message says what was expected."""
    with pytest.raises(NotAnAddress, match=words):
        _found(london, text)
