"""The table of all boroughs, by measure: in order of names, each value with its interval."""

from __future__ import annotations

import re

from build_scripts.pages import compare_boroughs


def test_every_borough_has_a_column_in_order_of_names(london):
    # When the page is made
    columns = compare_boroughs.compare_page(london).context["columns"]
    # Then the whole force stands before the boroughs, and these are not ranked
    assert [column["label"] for column in columns[:2]] == ["Measure", "MPS"]
    names = [re.sub("<[^>]+>", "", str(column["label"])) for column in columns[2:]]
    assert names == sorted(names) and len(names) == 32
    # And an address can name each: /areas/compare/#lewisham
    assert 'id="lewisham"' in str(columns[2 + names.index("Lewisham")]["label"])


def test_a_value_stands_with_its_interval(london):
    # Given Lewisham's residential burglary in the 12 months to March 2026: 1,199 offences, 301,255 residents
    context = compare_boroughs.compare_page(london).context
    row = next(row for row in context["rows"] if "cells" in row and "Residential burglary" in row["cells"][0])
    place = next(index for index, column in enumerate(context["columns"]) if "Lewisham" in str(column["label"]))
    # Then its cell says 4.0 for every 1,000, plausibly 3.8 to 4.2
    assert re.sub("<[^>]+>", " ", str(row["cells"][place])).split() == ["4.0", "3.8", "to", "4.2"]


def test_every_row_has_a_cell_for_every_column(london):
    context = compare_boroughs.compare_page(london).context
    assert {len(row["cells"]) for row in context["rows"] if "cells" in row} == {len(context["columns"])}
    # Rates and percentages stand under titles of their own
    assert [row["group"] for row in context["rows"] if "group" in row] == list(compare_boroughs.GROUP_TITLES.values())


def test_printed_response_times_stand_beside_what_is_published(london):
    # Given the calls that the report of April to June 2023 prints: 84% of immediate ones reached in time in Lewisham, 80% in all
    context = compare_boroughs.compare_page(london).context
    row = next(row for row in context["rows"] if "cells" in row and "Immediate calls" in row["cells"][0])
    place = next(index for index, column in enumerate(context["columns"]) if "Lewisham" in str(column["label"]))
    # Then both stand in their columns, under their quarter, without an interval
    assert [re.sub("<[^>]+>", "", str(cell)) for cell in (row["cells"][1]["text"], row["cells"][place])] == ["80%", "84%"]
    # And the whole force's leads to how it came about, which holds for the boroughs too
    assert row["cells"][1]["address"] in {working["address"] for working in context["workings"]}
    assert "Apr to Jun 2023" in row["cells"][0]
    assert "data-lower" not in str(row["cells"][place])


def test_residents_and_command_units_come_first(london):
    context = compare_boroughs.compare_page(london).context
    residents, units = (row["cells"] for row in context["rows"][1:3])
    place = next(index for index, column in enumerate(context["columns"]) if "Lewisham" in str(column["label"]))
    # Given Lewisham: 301,255 residents in mid-2024, policed by the South East command
    assert "301,255" in str(residents[place]) and "mid-2024" in residents[0]
    assert units[place] == "South East"


def test_without_a_script_a_list_leads_to_every_column(london):
    context = compare_boroughs.compare_page(london).context
    heads = "".join(str(column["label"]) for column in context["columns"])
    assert all(f'id="{area["href"].removeprefix("#")}"' in heads for area in context["boroughs"])
    assert len(context["boroughs"]) == 32


def test_the_whole_force_stands_as_it_was_when_its_boroughs_were_asked(london):
    # Given fair treatment: 62% of the whole force's residents agreed in the year to December 2023, 66% by September 2025
    context = compare_boroughs.compare_page(london).context
    row = next(row["cells"] for row in context["rows"] if "cells" in row and "treat everyone fairly" in row["cells"][0])
    assert "12 months to Dec 2023" in row[0] and ">62%<" in str(row[1])
