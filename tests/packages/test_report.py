"""Faults as text, as JSON of the contract, and as annotations on GitHub."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from build_scripts.packages import report
from build_scripts.packages.faults import Fault

CELL = Fault(
    file="datapackages/recorded-crime/data/2026-04/2025-26.csv",
    row=14,
    column="offences",
    code="cell-form",
    message="offences is '12o'; expected a whole number such as 120",
    hint="Correct the cell.",
    value="12o",
    package="recorded-crime",
    resource="offences-2026-04-2025-26",
)
README = Fault(
    file="datapackages/areas/README.md",
    row=None,
    column=None,
    code="readme-missing",
    message="the package has no README.md; expected one",
    hint="Write it.",
    package="areas",
)
# What the runner does with a workflow command, as documented for workflow commands: the inverse of our escaping.
COMMAND = re.compile(r"^::error (?P<properties>[^:]*(?:%3A[^:]*)*)::(?P<message>.*)$")


def read_annotation(line: str) -> tuple[dict[str, str], str]:
    match = COMMAND.match(line)
    assert match, line
    pairs = (entry.split("=", 1) for entry in match["properties"].split(","))
    return {name: unescape(value) for name, value in pairs}, unescape(match["message"])


def unescape(text: str) -> str:
    for escaped, plain in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(escaped, plain)
    return text


def test_the_text_is_grouped_by_file_and_ends_with_what_to_do() -> None:
    assert report.text([CELL, README]) == (
        "datapackages/areas/README.md\n"
        "  the package has no README.md; expected one [readme-missing]\n"
        "    Write it.\n"
        "\n"
        "datapackages/recorded-crime/data/2026-04/2025-26.csv\n"
        "  line 14, column offences: offences is '12o'; expected a whole number such as 120 [cell-form]\n"
        "    Correct the cell.\n"
        "\n"
        "2 faults in 2 files. Nothing was published. Mend them and run plainsight check again.\n"
    )


def test_the_text_of_no_faults_says_so() -> None:
    assert report.text([]) == "No faults: the data packages can be published.\n"


def test_a_fault_of_every_row_is_told_of_the_first_rows_and_counted() -> None:
    # Given a column of 13,104 faults
    faults = [Fault(**{**CELL.as_dict(), "row": row}) for row in range(2, 13106)]
    # When told as text
    text = report.text(faults)
    # Then twenty are shown, and the others counted
    assert text.count("line ") == report.MOST_OF_A_KIND
    assert "and 13,084 more of offences [cell-form]" in text
    assert "13,104 faults in 1 file." in text


def test_the_json_is_the_list_of_the_contract() -> None:
    (entry, other) = json.loads(report.as_json([CELL, README]))
    assert list(entry) == ["package", "resource", "file", "row", "column", "value", "code", "message", "hint"]
    assert (entry["file"], entry["row"], entry["column"], entry["value"]) == (README.file, None, None, None)
    assert (other["package"], other["row"], other["value"]) == ("recorded-crime", 14, "12o")
    assert json.loads(report.as_json([])) == []


def test_an_annotation_names_file_line_and_title() -> None:
    properties, message = read_annotation(report.github([CELL]).rstrip("\n"))
    assert properties == {"file": CELL.file, "line": "14", "title": "cell-form in offences"}
    assert message == "offences is '12o'; expected a whole number such as 120. Correct the cell."


@pytest.mark.parametrize("odd", ["100%", "a\r\nb", "a:b,c", "::error::x", "%0A", "%25"])
def test_an_annotation_comes_back_as_it_was(odd: str) -> None:
    # Given a fault whose every text holds what a workflow command treats apart
    fault = Fault(file=f"packages/{odd}.csv", row=3, column=odd, code="cell-form", message=f"found {odd}", hint=f"mend {odd}")
    # When written / Then it is one line, and reads back as it was
    lines = report.github([fault]).splitlines()
    assert len(lines) == 1
    properties, message = read_annotation(lines[0])
    assert properties == {"file": fault.file, "line": "3", "title": f"cell-form in {odd}"}
    assert message == f"found {odd}. mend {odd}"


def test_the_path_of_an_annotation_starts_at_the_top_of_the_repository(tmp_path: Path) -> None:
    # Given packages two folders down in a repository
    (tmp_path / ".git").mkdir()
    packages = tmp_path / "cities" / "london" / "datapackages"
    packages.mkdir(parents=True)
    # When written / Then
    properties, _ = read_annotation(report.write([CELL], "github", packages).rstrip("\n"))
    assert properties["file"] == f"cities/london/{CELL.file}"
    assert report.repository_folder(tmp_path / "datapackages") == ""


def test_every_form_is_written(tmp_path: Path) -> None:
    assert {form: report.write([CELL], form, tmp_path)[0] for form in report.WRITERS} == {"text": "d", "json": "[", "github": ":"}
