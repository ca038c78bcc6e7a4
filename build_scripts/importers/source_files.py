"""Reads a publisher's CSV file into text cells with their line numbers, and judges nothing but its form."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.refusals import FileEmpty, FileUnreadable, NotUtf8, RaggedRow

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

    Takes UTF-8 with or without a byte order mark, any line endings, and commas, semicolons or tabs between cells (whichever the header
    holds most of).
    """
    name = str(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        log.add(FileUnreadable, name, problem=error.strerror or str(error))
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        log.add(NotUtf8, name, row=content[: error.start].count(b"\n") + 1, position=error.start)
        return None
    return _parse(name, text, log)


def read_source_files(paths: Sequence[Path], log: FaultLog) -> list[SourceFile]:
    """All files that can be read, ordered by what they hold, so that the order in which they are given makes no difference."""
    files = [file for path in paths if (file := read_source_file(path, log)) is not None]
    return sorted(files, key=lambda file: (file.header, file.rows[0].cells, file.name))


def _parse(name: str, text: str, log: FaultLog) -> SourceFile | None:
    delimiter = max(DELIMITERS, key=text.split("\n", 1)[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[SourceRow] = []
    try:
        for cells in reader:
            if cells:
                rows.append(SourceRow(reader.line_num, tuple(cell.strip() for cell in cells)))
    except csv.Error as error:
        log.add(FileUnreadable, name, row=reader.line_num, problem=str(error))
        return None
    if len(rows) < 2:
        log.add(FileEmpty, name)
        return None
    header, body = rows[0].cells, rows[1:]
    whole = []
    for row in body:
        if len(row.cells) == len(header):
            whole.append(row)
        else:
            log.add(RaggedRow, name, row=row.line, found=len(row.cells), expected=len(header))
    return SourceFile(name, header, tuple(whole)) if whole else None
