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
