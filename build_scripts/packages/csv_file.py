"""A CSV file as the strict gate reads it: bytes, records, and the line on which each record starts."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from build_scripts.packages.declared import Place

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class CsvFile:
    """A parsed CSV file.

    ``header`` is the first record, ``rows`` the others (blank lines left out), ``lines`` the line of the file on which each of ``rows``
    starts. Parsing never raises: ``undecodable`` holds the line and byte at which the text stops being UTF-8, ``broken`` the line and
    the words of the CSV reader where quoting breaks (what follows that line is not read).
    """

    place: Place
    schema: dict
    raw: bytes
    header: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    blank_lines: tuple[int, ...] = ()
    broken: tuple[int, str] | None = None
    undecodable: tuple[int, int] | None = None

    @property
    def fields(self) -> list[dict]:
        """The fields of the schema, in order."""
        return self.schema.get("fields", [])

    @property
    def field_names(self) -> list[str]:
        """The column names that the schema asks for, in order."""
        return [entry["name"] for entry in self.fields]

    @property
    def header_fits(self) -> bool:
        """Whether the header is the schema's."""
        return self.header == self.field_names

    @property
    def readable(self) -> bool:
        """Whether the rows can be read as the schema has them: the quoting is whole and the header fits."""
        return self.broken is None and self.header_fits

    @cached_property
    def plain_bytes(self) -> bytes:
        """The text as UTF-8 without byte order mark and with LF only: the same bytes as ``raw`` where nothing is wrong with them."""
        return decoded(self.raw).encode("utf-8")

    @cached_property
    def distinct(self) -> dict[str, dict[str, list[int]]]:
        """For each column of the header, each distinct cell with the lines on which it stands.

        A column of 13,000 cells has a few hundred distinct ones, so a check of cells looks at each of them once.
        """
        columns: dict[str, dict[str, list[int]]] = {}
        for position, name in enumerate(self.header):
            found = columns.setdefault(name, {})
            for row, line in zip(self.rows, self.lines, strict=True):
                if position < len(row):
                    found.setdefault(row[position], []).append(line)
        return columns


def decoded(raw: bytes) -> str:
    """The text of the bytes, as far as it can be had: no byte order mark, LF line ends, U+FFFD for what is not UTF-8."""
    text = raw.removeprefix(BYTE_ORDER_MARK).decode("utf-8", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def parse(place: Place, schema: dict, raw: bytes) -> CsvFile:
    """The bytes parsed as strict CSV. Never raises."""
    undecodable = None
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        undecodable = (raw.count(b"\n", 0, error.start) + 1, raw[error.start])
    records, lines, blank, broken = [], [], [], None
    reader = csv.reader(io.StringIO(decoded(raw), newline=""), strict=True)
    start = 1
    try:
        for record in reader:
            if record:
                records.append(record)
                lines.append(start)
            else:
                blank.append(start)
            start = reader.line_num + 1
    except csv.Error as error:
        broken = (start, str(error))
    return CsvFile(
        place=place,
        schema=schema,
        raw=raw,
        header=records[0] if records else [],
        rows=records[1:],
        lines=lines[1:],
        blank_lines=tuple(blank),
        broken=broken,
        undecodable=undecodable,
    )


def read(place: Place, schema: dict, path: Path) -> CsvFile:
    """The file at ``path``, parsed. Raises OSError when it can not be read."""
    return parse(place, schema, path.read_bytes())
