"""The strict CSV gate: what a lenient reader lets through.

Frictionless and spreadsheet programs accept byte order marks, unclosed quotes, header-only files, ``007``, ``1_000``, ``NaN`` or
``2020-1-5``. Each would be read differently somewhere, so a package has one way of writing each thing. Columns whose name ends
in ``_printed`` hold what a document printed and are free in their characters, never in their place.
"""

from __future__ import annotations

import datetime
import re
from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass

from build_scripts.packages import characters
from build_scripts.packages.csv_file import BYTE_ORDER_MARK, CsvFile
from build_scripts.packages.declared import Check, nearest
from build_scripts.packages.faults import Fault

PRINTED = "_printed"
CELL_HINT = (
    "Correct the cell. If the publisher printed nothing there, leave the cell empty where the column allows it, or leave out the row."
)


class FileCheck(Check):
    """A check of one CSV file."""

    @abstractmethod
    def find(self, file: CsvFile) -> Iterator[Fault]:
        """The faults of this kind in the file."""


class ByteOrderMark(FileCheck):
    """The three bytes that some programs write before the text."""

    code = "byte-order-mark"
    title = "Byte order mark"
    description = "The file starts with a byte order mark, which some readers take for part of the first column's name."
    template = "the file starts with a byte order mark; expected UTF-8 without one"
    hint = "Save the file as UTF-8 without a byte order mark (in Excel: not 'CSV UTF-8', or remove the mark afterwards)."

    def find(self, file: CsvFile) -> Iterator[Fault]:
        if file.raw.startswith(BYTE_ORDER_MARK):
            yield self.fault(file.place, row=1)


class NotUtf8(FileCheck):
    """Bytes of another encoding."""

    code = "not-utf-8"
    title = "Not UTF-8"
    description = "The file holds bytes that are not UTF-8, such as a £ or a dash saved in a Windows encoding."
    template = "byte 0x{byte:02X} is not UTF-8; expected a file saved as UTF-8"
    hint = "Save the file again as UTF-8 and look at the line: an accent, a pound sign or a dash is the usual cause."

    def find(self, file: CsvFile) -> Iterator[Fault]:
        if file.undecodable:
            line, byte = file.undecodable
            yield self.fault(file.place, row=line, byte=byte)


class LineEnds(FileCheck):
    """Line ends other than LF."""

    code = "line-ends"
    title = "Line ends"
    description = "Lines end in CR or CR LF. One form is kept, so that a change of one row is a change of one line."
    template = "a line ends in {found}; expected LF alone"
    hint = "Save the file with Unix line ends (LF)."

    def find(self, file: CsvFile) -> Iterator[Fault]:
        position = file.raw.find(b"\r")
        if position >= 0:
            found = "CR LF" if file.raw[position : position + 2] == b"\r\n" else "CR"
            yield self.fault(file.place, row=file.raw.count(b"\n", 0, position) + 1, found=found)


class FinalNewline(FileCheck):
    """The last line has no end."""

    code = "final-newline"
    title = "No newline at the end"
    description = "The last line does not end in a newline, so it can not be told from a file cut short."
    template = "the last line has no end; expected a newline after it"
    hint = "Add a newline after the last row, and check that the file was not cut short."

    def find(self, file: CsvFile) -> Iterator[Fault]:
        if file.raw and not file.raw.endswith((b"\n", b"\r")):
            yield self.fault(file.place, row=file.raw.count(b"\n") + 1)


class BrokenQuoting(FileCheck):
    """A quotation mark that is not closed, or text after the closing one."""

    code = "broken-quoting"
    title = "Broken quoting"
    description = "A quotation mark is not closed, so the rows after it would be swallowed by one cell."
    template = (
        "the quoting of the row that starts here is broken ({reason}); expected each quotation mark closed before a comma or line end"
    )
    hint = "Close the quotation mark, or double it where it is part of the text. Rows after it have not been read."

    def find(self, file: CsvFile) -> Iterator[Fault]:
        if file.broken:
            line, reason = file.broken
            yield self.fault(file.place, row=line, reason=reason)


class BlankLine(FileCheck):
    """A line with nothing on it."""

    code = "blank-line"
    title = "Blank line"
    description = "A line of the file is empty."
    template = "the line is blank; expected a row"
    hint = "Remove the line."

    def find(self, file: CsvFile) -> Iterator[Fault]:
        for line in file.blank_lines:
            yield self.fault(file.place, row=line)


class NoRows(FileCheck):
    """A header and nothing under it."""

    code = "no-rows"
    title = "No rows"
    description = "The file is empty or has a header only."
    template = "the file has no rows; expected a header and at least one row"
    hint = "Add the rows, or take the resource out of datapackage.json."

    def find(self, file: CsvFile) -> Iterator[Fault]:
        if not file.rows and not file.broken:
            yield self.fault(file.place)


class HeaderDiffers(FileCheck):
    """Column names other than the schema's, or in another order."""

    code = "header"
    title = "Header"
    description = "The first row is not the names of the schema's fields in their order."
    template = "{problem}; expected {expected}"
    hint = "Write the header as the schema has it, or change the schema with the file."

    def find(self, file: CsvFile) -> Iterator[Fault]:
        expected = ",".join(file.field_names)
        if not file.header or file.header_fits:
            return
        unknown = [name for name in file.header if name not in file.field_names]
        missing = [name for name in file.field_names if name not in file.header]
        repeated = {name for name in file.header if file.header.count(name) > 1}
        for name in unknown:
            problem = f"column '{name}' is not in the schema{nearest(name, file.field_names)}"
            yield self.fault(file.place, row=1, column=name, value=name, problem=problem, expected=expected)
        for name in missing:
            yield self.fault(file.place, row=1, column=name, problem=f"column '{name}' is missing", expected=expected)
        for name in sorted(repeated):
            yield self.fault(file.place, row=1, column=name, value=name, problem=f"column '{name}' stands twice", expected=expected)
        if not (unknown or missing or repeated):
            yield self.fault(file.place, row=1, problem=f"the columns stand in another order: {','.join(file.header)}", expected=expected)


class RowWidth(FileCheck):
    """A row with more or fewer cells than the header."""

    code = "row-width"
    title = "Row width"
    description = "A row has more or fewer cells than the header: a comma is missing, or text that holds a comma is not quoted."
    template = "the row has {found} cells; expected {expected}, as in the header"
    hint = "Add the missing comma, or put quotation marks round text that holds a comma."

    def find(self, file: CsvFile) -> Iterator[Fault]:
        for row, line in zip(file.rows, file.lines, strict=True):
            if len(row) != len(file.header):
                yield self.fault(file.place, row=line, value=",".join(row), found=len(row), expected=len(file.header))


class CellCheck(FileCheck):
    """A check of single cells: each distinct value of a column is looked at once."""

    printed_too = False

    def find(self, file: CsvFile) -> Iterator[Fault]:
        types = {entry["name"]: entry.get("type", "string") for entry in file.fields}
        for column, cells in file.distinct.items():
            if column not in types or (column.endswith(PRINTED) and not self.printed_too):
                continue
            for value, lines in cells.items():
                words = self.problem(value, types[column]) if value else None
                if words is not None:
                    for line in lines:
                        yield self.fault(file.place, row=line, column=column, value=value, **words)

    @abstractmethod
    def problem(self, value: str, field_type: str) -> dict[str, object] | None:
        """The words that tell what is wrong with the value of a field of that type, or None."""


class LineBreakInCell(CellCheck):
    """A cell that goes over more than one line."""

    code = "line-break-in-cell"
    title = "Line break in a cell"
    description = "A cell holds a line break, so that a record is no longer one line and faults can not be placed."
    template = "{column} holds a line break; expected a record on one line"
    hint = "Write the cell on one line. If a quotation mark was opened by mistake, close it."
    printed_too = True

    def problem(self, value: str, field_type: str) -> dict[str, object] | None:
        return {} if "\n" in value else None


class BlankAtEdge(CellCheck):
    """Blanks before or after the text."""

    code = "blank-at-edge"
    title = "Blank at the edge"
    description = "A cell starts or ends with a blank, so it matches nothing that looks the same."
    template = "{column} is '{value}', with a blank at its {edge}; expected '{expected}'"
    hint = "Remove the blank."

    def problem(self, value: str, field_type: str) -> dict[str, object] | None:
        if value == value.strip():
            return None
        return {"edge": "start" if value != value.lstrip() else "end", "expected": value.strip()}


class HiddenCharacter(CellCheck):
    """A character that can not be seen."""

    code = "hidden-character"
    title = "Hidden character"
    description = "A cell holds a character that can not be seen: a zero-width space, a no-break space, a control character."
    template = "{column} is '{value}', which hides {character}; expected characters that can be seen"
    hint = "Type the cell anew; such characters come with text copied from web pages and documents."

    def problem(self, value: str, field_type: str) -> dict[str, object] | None:
        character = characters.hidden_character(value.strip().replace("\n", " "))
        return {"character": characters.name_of(character)} if character else None


class LookAlike(CellCheck):
    """A letter of another script that passes for a Latin one."""

    code = "look-alike"
    title = "Look-alike character"
    description = "A cell holds a Greek or Cyrillic letter, a full-width form or a digit of another script that passes for a plain one."
    template = "{column} is '{value}', which holds {character}; expected the plain '{plain}'"
    hint = "Type the character anew on the keyboard."

    def problem(self, value: str, field_type: str) -> dict[str, object] | None:
        character = characters.look_alike(value)
        if character is None:
            return None
        return {"character": characters.name_of(character), "plain": characters.looks_like(character)}


@dataclass(frozen=True)
class Form:
    """The one way in which a type of value is written."""

    pattern: re.Pattern[str]
    expected: str


FORMS = {
    "integer": Form(re.compile(r"0|-?[1-9][0-9]*"), "a whole number such as 120, with digits only (0 for none)"),
    "number": Form(
        re.compile(r"0|-?(?:0\.[0-9]*[1-9][0-9]*|[1-9][0-9]*(?:\.[0-9]+)?)|0\.0+"),
        "a number such as 48 or 0.5, with digits and a decimal point",
    ),
    "boolean": Form(re.compile(r"true|false"), "true or false"),
    "date": Form(re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), "a date such as 2023-06-30"),
    "yearmonth": Form(re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])"), "a month such as 2023-06"),
    "year": Form(re.compile(r"[0-9]{4}"), "a year such as 2023"),
}


class CellForm(CellCheck):
    """A number, date or boolean written in another way than the one agreed."""

    code = "cell-form"
    title = "Form of a cell"
    description = (
        "A number, date or boolean is not in its one agreed form: 007, 1_000, 1,234, +5, 1e3, NaN, 12.0 where whole numbers stand, "
        "digits of other scripts, 2020-1-5, TRUE."
    )
    template = "{column} is '{value}'; expected {expected}"
    hint = CELL_HINT

    def problem(self, value: str, field_type: str) -> dict[str, object] | None:
        form = FORMS.get(field_type)
        if form is None or (form.pattern.fullmatch(value) and (field_type != "date" or _is_day(value))):
            return None
        return {"expected": form.expected}


def _is_day(value: str) -> bool:
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True


CHECKS: tuple[FileCheck, ...] = (
    ByteOrderMark(),
    NotUtf8(),
    LineEnds(),
    FinalNewline(),
    BrokenQuoting(),
    BlankLine(),
    NoRows(),
    HeaderDiffers(),
    RowWidth(),
    LineBreakInCell(),
    BlankAtEdge(),
    HiddenCharacter(),
    LookAlike(),
    CellForm(),
)


def find(file: CsvFile) -> list[Fault]:
    """Every fault of the gate in the file; of one cell, the first that applies."""
    faults: list[Fault] = []
    told: set[tuple[int | None, str | None]] = set()
    for check in CHECKS:
        for fault in check.find(file):
            cell = (fault.row, fault.column)
            if isinstance(check, CellCheck):
                if cell in told:
                    continue
                told.add(cell)
            faults.append(fault)
    return faults
