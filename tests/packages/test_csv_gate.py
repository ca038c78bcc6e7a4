"""What a lenient reader lets through, planted into a real table and read back with its line, column and value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from build_scripts.packages import csv_file, csv_gate
from build_scripts.packages.declared import Place
from tests.packages.planting import Planting, field, resource

CRIME = "recorded-crime/data/2026-04/2025-26.csv"
SURVEY = "public-attitude-survey/data/to-2023-12/percentages.csv"
# Lines 2 and 3 of the table, as published: offences recorded in Camden in April and May 2025.
FIRST_ROWS = "homicide,E09000007,2025-04,0\nhomicide,E09000007,2025-05,0\n"
CAMDEN_VIOLENCE = "violence-with-injury,E09000007,2025-04,"


@dataclass(frozen=True)
class Case:
    """A change of a file's bytes and the fault that it must give: its code and, where they are told, line, column and value."""

    change: Callable[[bytes], bytes]
    code: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    words: str = ""


def swap(old: str, new: str | bytes) -> Callable[[bytes], bytes]:
    def change(raw: bytes) -> bytes:
        assert raw.count(old.encode()) == 1
        return raw.replace(old.encode(), new if isinstance(new, bytes) else new.encode())

    return change


def offences(written: str) -> Callable[[bytes], bytes]:
    """Line 2 with its number of offences written in another way."""
    return swap(FIRST_ROWS, FIRST_ROWS.replace("2025-04,0", f"2025-04,{written}"))


TABLE_CASES = {
    "unclosed quote": Case(swap(FIRST_ROWS, '"' + FIRST_ROWS), "broken-quoting", row=2),
    "text after a closing quote": Case(swap("homicide,E09000007,2025-04", '"homi"cide,E09000007,2025-04'), "broken-quoting", row=2),
    "header only": Case(lambda raw: raw.splitlines(keepends=True)[0], "no-rows"),
    "nothing at all": Case(lambda raw: b"", "no-rows"),
    "latin-1": Case(swap(FIRST_ROWS, FIRST_ROWS.replace("E09000007,2025-04", "caf\xe9,2025-04").encode("latin-1")), "not-utf-8", row=2),
    "byte order mark": Case(lambda raw: b"\xef\xbb\xbf" + raw, "byte-order-mark", row=1),
    "CR LF": Case(lambda raw: raw.replace(b"\n", b"\r\n"), "line-ends", row=1, words="CR LF"),
    "CR alone": Case(lambda raw: raw.replace(b"\n", b"\r"), "line-ends", row=1, words="ends in CR;"),
    "no newline at the end": Case(lambda raw: raw.rstrip(b"\n"), "final-newline", row=241),
    "blank line": Case(swap(FIRST_ROWS, "\n" + FIRST_ROWS), "blank-line", row=2),
    "a cell too few": Case(swap(FIRST_ROWS, FIRST_ROWS.replace("2025-04,0", "2025-04")), "row-width", row=2, words="3 cells; expected 4"),
    "a cell too many": Case(swap(FIRST_ROWS, FIRST_ROWS.replace("2025-04,0", "2025-04,0,0")), "row-width", row=2, words="5 cells"),
    "line break in a cell": Case(
        swap(FIRST_ROWS, FIRST_ROWS.replace("homicide,E09000007,2025-04", '"homi-\ncide",E09000007,2025-04')),
        "line-break-in-cell",
        row=2,
        column="category",
    ),
    "duplicate row": Case(swap(FIRST_ROWS, FIRST_ROWS.splitlines(keepends=True)[0] + FIRST_ROWS), "key-repeated", row=3, words="line 2"),
    "header misspelt": Case(swap("category,area_code", "category,area_cod"), "header", row=1, column="area_cod", words="'area_code'"),
    "header in another order": Case(swap("category,area_code,", "area_code,category,"), "header", row=1, words="another order"),
    "header repeated": Case(swap("category,area_code,", "category,category,"), "header", row=1, column="area_code", words="is missing"),
}

NUMBER_CASES = {
    written: Case(offences(f'"{written}"'), code, row=2, column="offences", value=written)
    for written, code in {
        "007": "cell-form",
        "1_000": "cell-form",
        "+5": "cell-form",
        "-0": "cell-form",
        "1,234": "cell-form",
        "1e3": "cell-form",
        "12.0": "cell-form",
        "NaN": "cell-form",
        "INF": "cell-form",
        "12o": "cell-form",
        " 7": "blank-at-edge",
        "7 ": "blank-at-edge",
        "\u00a07": "blank-at-edge",
        "7\u200b": "hidden-character",
        "١٢": "look-alike",
        "１２": "look-alike",
        "-3": "cell-out-of-range",
        "": "cell-empty",
    }.items()
}


@pytest.mark.parametrize("case", {**TABLE_CASES, **NUMBER_CASES}.values(), ids=[*TABLE_CASES, *(repr(name) for name in NUMBER_CASES)])
def test_what_a_lenient_reader_lets_through_is_a_fault(planting: Planting, case: Case) -> None:
    # Given the offences of 2025/26 with one thing wrong
    planting.rewrite(CRIME, case.change)
    # When the instance is checked
    faults = [fault for fault in planting.faults() if fault.file.endswith(CRIME)]
    # Then nothing else is told of the file: no fault follows from another. (A byte that is not UTF-8 also makes its area unknown.)
    assert {fault.code for fault in faults} - {"area-unknown"} == {case.code}
    first = next(fault for fault in faults if fault.code == case.code)
    # And the fault stands at its place, with its value, what was expected and how to mend it
    assert (first.package, first.resource, first.file) == ("recorded-crime", "offences-2026-04-2025-26", f"datapackages/{CRIME}")
    assert first.row == case.row
    if case.column is not None:
        assert first.column == case.column
    if case.value is not None:
        assert first.value == case.value
    assert case.words in first.message
    assert "expected" in first.message
    assert first.hint.endswith(".")


@pytest.mark.parametrize(
    ("column_type", "written"),
    [
        ("date", "2020-1-5"),
        ("date", "2020-02-30"),
        ("boolean", "TRUE"),
        ("boolean", "1"),
        ("number", "1e3"),
        ("number", "NaN"),
        ("number", "08"),
    ],
)
def test_dates_booleans_and_numbers_have_one_form(column_type: str, written: str) -> None:
    # Given a table of one column of the type
    schema = {"fields": [{"name": "cell", "type": column_type}]}
    file = csv_file.parse(Place("p", "r", "p/r.csv"), schema, f"cell\n{written}\n".encode())
    # When it is looked at / Then the cell is told
    (fault,) = csv_gate.find(file)
    assert (fault.code, fault.row, fault.column, fault.value) == ("cell-form", 2, "cell", written)


@pytest.mark.parametrize(
    ("column_type", "written"),
    [
        ("date", "2020-02-29"),
        ("boolean", "true"),
        ("number", "0"),
        ("number", "0.5"),
        ("number", "-12.25"),
        ("number", "0.0"),
        ("integer", "-7"),
        ("string", "Stop, search & “be safe” – £5 in χ² terms, α = 0.05"),
        ("string", "Ευρώπη"),
    ],
)
def test_the_agreed_forms_pass(column_type: str, written: str) -> None:
    schema = {"fields": [{"name": "cell", "type": column_type}]}
    file = csv_file.parse(Place("p", "r", "p/r.csv"), schema, f'cell\n"{written}"\n'.encode())
    assert csv_gate.find(file) == []


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("hоmicide", "U+043E CYRILLIC SMALL LETTER O"),
        ("ΗΟΜΙCIDE", "U+0397 GREEK CAPITAL LETTER ETA"),
        ("СОР", "U+0421 CYRILLIC CAPITAL LETTER ES"),
        ("ｈomicide", "U+FF48 FULLWIDTH LATIN SMALL LETTER H"),
    ],
)
def test_a_look_alike_letter_is_named(planting: Planting, label: str, name: str) -> None:
    # Given a category whose first letters only look Latin
    planting.change("recorded-crime/categories.csv", "Violence against the person,Homicide", f"Violence against the person,{label}")
    # When checked / Then the character is named
    fault = planting.only_fault()
    assert (fault.code, fault.column, fault.value) == ("look-alike", "title", label)
    assert name in fault.message


def test_what_was_printed_may_hold_anything_that_fits_in_a_cell() -> None:
    # Given a transcription whose printed cell is damaged
    schema = {"fields": [{"name": "rate_printed", "type": "string"}, {"name": "rate", "type": "string"}]}
    file = csv_file.parse(Place("p", "r", "p/r.csv"), schema, " 1\u200bО%,x\n".join(["rate_printed,rate\n", ""]).encode())
    # When looked at / Then it passes, as it is what the document has
    assert csv_gate.find(file) == []


def test_a_foreign_line_end_does_not_hide_the_other_faults(planting: Planting) -> None:
    # Given a table saved by a spreadsheet program with a byte order mark and CR LF, and a negative count in it
    planting.rewrite(CRIME, lambda raw: b"\xef\xbb\xbf" + offences("-3")(raw).replace(b"\n", b"\r\n"))
    # When checked / Then all three are told
    assert [fault.code for fault in planting.faults()][:3] == ["byte-order-mark", "line-ends", "cell-out-of-range"]


def test_a_decimal_comma_in_the_survey_is_told_with_what_was_expected(planting: Planting) -> None:
    # Given the share that says the police do a good job, 48 per cent, in the publisher's own way of writing
    planting.change(SURVEY, "police-do-a-good-job,E23000001,R12-2023-06,48", 'police-do-a-good-job,E23000001,R12-2023-06,"0,48"')
    # When checked / Then
    fault = planting.only_fault()
    assert fault.message.startswith("percentage is '0,48'; expected a ")


def test_a_checksum_that_is_not_the_files_is_a_fault(planting: Planting) -> None:
    # Given a stated checksum of another file
    with planting.descriptor("recorded-crime") as descriptor:
        resource(descriptor, "categories")["hash"] = f"sha256:{'0' * 64}"
    # When checked / Then
    assert planting.only_fault().code == "checksum"


def test_a_value_outside_a_list_names_the_list(planting: Planting) -> None:
    # Given a kind of area that there is not
    planting.change("areas/areas.csv", "E09000007,Camden,camden,borough", "E09000007,Camden,camden,burough")
    with planting.descriptor("areas") as descriptor:
        kinds = field(resource(descriptor, "areas")["schema"], "kind")["constraints"]["enum"]
    # When checked / Then
    fault = next(fault for fault in planting.faults() if fault.code == "cell-not-in-list")
    assert (fault.column, fault.value) == ("kind", "burough")
    assert all(kind in fault.message for kind in kinds)
