"""Finds the columns of a publisher's file by their headers, which the register of aliases knows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.labels import Labels, alias_row
from build_scripts.importers.reference import Reference
from build_scripts.importers.refusals import MissingColumn, RepeatedColumn, UnknownHeader
from build_scripts.importers.source_files import SourceFile

HEADER = "header"


@dataclass(frozen=True)
class FoundColumns:
    """Where the columns of a file stand: ``places`` by our name for them, ``rest`` those whose header the register does not know."""

    places: Mapping[str, int]
    rest: tuple[int, ...]


def find_columns(
    file: SourceFile, reference: Reference, source: str, required: Collection[str], log: FaultLog, *, rest_allowed: bool = False
) -> FoundColumns | None:
    """The columns of ``file``, in whatever order they stand; None with faults when they are not as required.

    Unknown headers are faults unless ``rest_allowed`` (a format whose further headers are periods judges those itself).
    """
    known = reference.labels(HEADER, source)
    places: dict[str, int] = {}
    rest = []
    before = len(log)
    for place, header in enumerate(file.header):
        name = known.code(header)
        if name is None:
            rest.append(place)
            if not rest_allowed:
                refuse_header(file, header, known, source, log)
        elif name in places:
            log.add(RepeatedColumn, file.name, row=1, column=header, value=header, first=file.header[places[name]], what=name)
        else:
            places[name] = place
    for name in required:
        if name not in places:
            headers = " or ".join(f"'{spelling}'" for form, spelling in known.spellings.items() if known.codes[form] == name)
            log.add(MissingColumn, file.name, row=1, what=name, expected=f"the header {headers}", source=source)
    return FoundColumns(places, tuple(rest)) if len(log) == before else None


def refuse_header(file: SourceFile, header: str, known: Labels, source: str, log: FaultLog, expected: str = "") -> None:
    """Record that a column's header is not known; ``expected`` says in a clause what else a header may be."""
    alias = alias_row(HEADER, source, header, "<what it holds>")
    nearest = known.nearest_in_words(header)
    log.add(UnknownHeader, file.name, row=1, column=header, value=header, expected=expected, nearest=nearest, alias=alias)
