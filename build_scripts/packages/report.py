"""Faults as people and programs read them: text, JSON, and annotations of a change on GitHub."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

from build_scripts import formats
from build_scripts.packages.faults import Fault, in_order

# A shifted column makes a fault of every row. The text names this many of a kind in a column and counts the rest; JSON has them all.
MOST_OF_A_KIND = 20


def text(faults: Sequence[Fault]) -> str:
    """The faults by file, each with what was found, what was expected and how to mend it; ends with a count and what to do.

    Of one kind in one column of one file, the first ``MOST_OF_A_KIND`` are told and the rest counted.
    """
    if not faults:
        return "No faults: the data packages can be published.\n"
    parts = []
    for file, group in groupby(in_order(faults), key=lambda fault: fault.file):
        parts.append(f"{file}\n{''.join(_of_file(list(group)))}")
    files = len({fault.file for fault in faults})
    count = f"{_counted(len(faults), 'fault')} in {_counted(files, 'file')}."
    return "\n".join([*parts, f"{count} Nothing was published. Mend them and run plainsight check again.\n"])


def _counted(count: int, noun: str) -> str:
    return f"{formats.number(count)} {noun}{'' if count == 1 else 's'}"


def _of_file(faults: list[Fault]) -> list[str]:
    """The lines of one file's faults, with its kinds cut after ``MOST_OF_A_KIND``."""
    told: Counter[tuple[str, str | None]] = Counter()
    lines = []
    for fault in faults:
        kind = (fault.code, fault.column)
        told[kind] += 1
        if told[kind] <= MOST_OF_A_KIND:
            lines.append(f"  {_where(fault)}{fault.message} [{fault.code}]\n    {fault.hint}\n")
    for (code, column), count in told.items():
        if count > MOST_OF_A_KIND:
            of_column = f" of {column}" if column else ""
            lines.append(f"  and {formats.number(count - MOST_OF_A_KIND)} more{of_column} [{code}]: --format json names every one\n")
    return lines


def _where(fault: Fault) -> str:
    """``line 14, column offences: ``, as far as it is known."""
    parts = [f"line {fault.row}" if fault.row else "", f"column {fault.column}" if fault.column else ""]
    known = ", ".join(part for part in parts if part)
    return f"{known}: " if known else ""


def as_json(faults: Sequence[Fault]) -> str:
    """The list of the contract: ``package, resource, file, row, column, value, code, message, hint`` of each fault."""
    return json.dumps([fault.as_dict() for fault in in_order(faults)], ensure_ascii=False, indent=2) + "\n"


def github(faults: Sequence[Fault], folder: str = "") -> str:
    """A workflow command for each fault, which GitHub shows beside the line.

    ``folder`` is the path, from the repository's top, of the directory that holds the packages directory (``repository_folder``);
    empty where that is the top.
    """
    return "".join(f"{_annotation(fault, folder)}\n" for fault in in_order(faults))


def _annotation(fault: Fault, folder: str) -> str:
    properties = {"file": f"{folder}/{fault.file}" if folder else fault.file}
    if fault.row:
        properties["line"] = str(fault.row)
    properties["title"] = " ".join(part for part in (fault.code, f"in {fault.column}" if fault.column else "") if part)
    stated = ",".join(f"{name}={_escape(value, in_property=True)}" for name, value in properties.items())
    return f"::error {stated}::{_escape(f'{fault.message}. {fault.hint}')}"


def _escape(value: str, in_property: bool = False) -> str:
    """The text as a workflow command holds it; inside a property, commas and colons are escaped too."""
    escaped = value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return escaped.replace(":", "%3A").replace(",", "%2C") if in_property else escaped


def repository_folder(packages: Path) -> str:
    """Where the directory that holds ``packages`` lies in its git repository, or below the current directory where there is none."""
    parent = packages.resolve().parent
    for top in (parent, *parent.parents):
        if (top / ".git").exists():
            return _below(parent, top)
    return _below(parent, Path.cwd())


def _below(path: Path, top: Path) -> str:
    if not path.is_relative_to(top):
        return path.as_posix()
    relative = path.relative_to(top).as_posix()
    return "" if relative == "." else relative


WRITERS: dict[str, Callable[[Sequence[Fault], Path], str]] = {
    "text": lambda faults, _packages: text(faults),
    "json": lambda faults, _packages: as_json(faults),
    "github": lambda faults, packages: github(faults, repository_folder(packages)),
}


def write(faults: Sequence[Fault], form: str, packages: Path) -> str:
    """The faults of the directory ``packages`` in a form of ``WRITERS``. Raises KeyError for another."""
    return WRITERS[form](faults, packages)
