"""Reads a publisher's CSV file into text cells with their line numbers, and judges nothing but its form."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from build_scripts.importers.refusal import FaultLog

DELIMITERS = ",;\t"


@dataclass(frozen=True)
class SourceRow:
    """One row: the line of the file on which it ends, and its cells without surrounding blanks."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class SourceFile:
    """A publisher's table: ``name`` as the user gave it, the header's cells, and the rows below it."""

    name: str
    header: tuple[str, ...]
    rows: tuple[SourceRow, ...]


def read_source_file(path: Path, log: FaultLog) -> SourceFile | None:
    """The table in ``path``, or None with faults in ``log``.

    Takes UTF-8 with or without a byte order mark, any line endings, and commas, semicolons or tabs between cells
    (whichever the header holds most of). Anything else is a fault: guessing an encoding would garble names in silence.
    """
    name = str(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        log.add("file-unreadable", name, f"the file can not be read: {error.strerror}", "give the path of a file that exists")
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        log.add(
            "not-utf-8",
            name,
            f"byte {error.start} is not UTF-8 text",
            "save the file as 'CSV UTF-8' and import that; a workbook must be saved as CSV first",
            row=line,
        )
        return None
    return _parse(name, text, log)


def read_source_files(paths: Sequence[Path], log: FaultLog) -> list[SourceFile]:
    """All files that can be read, in the order of their contents, so that the order given makes no difference."""
    files = [file for path in paths if (file := read_source_file(path, log)) is not None]
    return sorted(files, key=lambda file: (file.header, file.rows[0].cells, file.name))


def _parse(name: str, text: str, log: FaultLog) -> SourceFile | None:
    first_line = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[SourceRow] = []
    try:
        for cells in reader:
            if cells:
                rows.append(SourceRow(reader.line_num, tuple(cell.strip() for cell in cells)))
    except csv.Error as error:
        log.add(
            "file-unreadable",
            name,
            f"the line is not CSV: {error}",
            "open the file in a text editor and mend the quotation marks on that line, or fetch the file again",
            row=reader.line_num,
        )
        return None
    if len(rows) < 2:
        log.add("file-empty", name, "the file has no rows below a header", "fetch the file again", row=len(rows) or None)
        return None
    header, body = rows[0].cells, rows[1:]
    whole = []
    for row in body:
        if len(row.cells) == len(header):
            whole.append(row)
        else:
            log.add(
                "ragged-row",
                name,
                f"the row has {len(row.cells)} cells where the header has {len(header)}",
                "mend the row, or fetch the file again",
                row=row.line,
            )
    return SourceFile(name, header, tuple(whole)) if whole else None
