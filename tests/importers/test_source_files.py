"""A publisher's file is read whatever its line ends and delimiter, and refused when it is not text of a known form."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.source_files import read_source_file, read_source_files
from tests.importers.published import APRIL_2026, DECEMBER_2023, write


def cells(path: Path) -> list[tuple[str, ...]]:
    log = FaultLog()
    file = read_source_file(path, log)
    assert file is not None, log.faults
    return [file.header, *(row.cells for row in file.rows)]


@pytest.mark.parametrize(
    "form",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace(",", ";").encode(),
        lambda text: text.replace(",", "\t").encode(),
        lambda text: text.replace(",", " , ").encode(),
        lambda text: (text + "\n\n").encode(),
    ],
    ids=["byte order mark", "CRLF", "semicolons", "tabs", "blanks around cells", "empty lines at the end"],
)
def test_the_form_of_the_text_makes_no_difference(tmp_path: Path, form) -> None:
    plain = write(tmp_path / "plain.csv", DECEMBER_2023)
    other = tmp_path / "other.csv"
    other.write_bytes(form(DECEMBER_2023))
    assert cells(other) == cells(plain)


def test_rows_carry_the_line_of_the_file_on_which_they_end(tmp_path: Path) -> None:
    file = read_source_file(write(tmp_path / "file.csv", 'a,b\n1,"x\ny"\n\n2,z\n'), FaultLog())
    assert file is not None
    assert [row.line for row in file.rows] == [3, 5]


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ("Borough,2023\nBarnet,caf\xe9\n".encode("latin-1"), "file-not-utf-8", 2),
        (b"PK\x03\x04\x14\x00\xff\xfe", "file-not-utf-8", 1),
        (b"", "file-empty", None),
        (b"MajorText,MinorText\n", "file-empty", None),
        (b'a,b\n1,"x\n2,y\n', "file-unreadable", 3),
        (b"a,b\n1\n", "row-ragged", 2),
        (b"a,b\n1,2,3\n", "row-ragged", 2),
    ],
    ids=["latin-1", "workbook", "nothing", "header only", "open quotation mark", "short row", "long row"],
)
def test_what_is_not_a_table_of_text_is_a_fault_with_its_line(tmp_path: Path, content: bytes, code: str, line: int | None) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    log = FaultLog()
    assert read_source_file(path, log) is None
    assert [(fault.code, fault.row, fault.file) for fault in log.faults] == [(code, line, str(path))]


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    log = FaultLog()
    assert read_source_file(tmp_path / "none.csv", log) is None
    assert [fault.code for fault in log.faults] == ["file-unreadable"]


def test_the_order_in_which_files_are_given_makes_no_difference(tmp_path: Path) -> None:
    one, other = write(tmp_path / "one.csv", DECEMBER_2023), write(tmp_path / "other.csv", APRIL_2026)
    assert read_source_files([one, other], FaultLog()) == read_source_files([other, one], FaultLog())


def test_the_faults_of_all_files_are_told_together(tmp_path: Path) -> None:
    log = FaultLog()
    read_source_files([tmp_path / "none.csv", write(tmp_path / "short.csv", "a,b\n1\n2\n")], log)
    assert [fault.code for fault in log.faults] == ["file-unreadable", "row-ragged", "row-ragged"]
