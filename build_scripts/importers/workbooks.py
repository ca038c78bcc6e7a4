"""Reads the worksheets of a publisher's workbook (``.xlsx``) into text cells, as ``source_files`` reads CSV."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.labels import normal_form
from build_scripts.importers.refusals import FileUnreadable
from build_scripts.importers.source_files import SourceFile, SourceRow

_NOTE = re.compile(r"\[note [0-9, ]*\]")


@dataclass(frozen=True)
class Worksheet(SourceFile):
    """A table in a workbook: ``title`` is what the first cells of the lines above the header say."""

    title: str


def read_worksheets(paths: Sequence[Path], first_header: str, log: FaultLog) -> list[Worksheet]:
    """Every worksheet that holds a table, by the order of files and sheets; faults in ``log`` for what is no workbook.

    A table begins with the first row whose first cell is ``first_header``; sheets without one (covers, notes) are left out. References to
    notes (``[note 3]``) are taken out of the cells, and line breaks and blanks become single blanks.
    """
    found = []
    for path in paths:
        try:
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        except (OSError, InvalidFileException, zipfile.BadZipFile, KeyError) as error:
            log.add(FileUnreadable, str(path), problem=f"it is no workbook ({error})")
            continue
        for sheet in book.worksheets:
            rows = [tuple(_text(value) for value in row) for row in sheet.iter_rows(values_only=True)]
            start = next((place for place, row in enumerate(rows) if row and normal_form(row[0]) == normal_form(first_header)), None)
            if start is None:
                continue
            width = max(place for place, text in enumerate(rows[start]) if text) + 1
            body = [SourceRow(line, row[:width]) for line, row in enumerate(rows[start + 1 :], start=start + 2) if row[0]]
            title = " ".join(row[0] for row in rows[:start] if row[0])
            found.append(Worksheet(f"{path} [{sheet.title.strip()}]", rows[start][:width], tuple(body), title))
        book.close()
    return found


def _text(value: object) -> str:
    if value is None:
        return ""
    return " ".join(_NOTE.sub(" ", value if isinstance(value, str) else repr(value)).split())
