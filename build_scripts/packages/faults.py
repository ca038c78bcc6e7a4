"""A fault of the data, told so that the person who made the change can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One fault. ``row`` is the line in the file (the header is line 1), or None where the fault is not in a line.

    ``file`` is the path below the packages directory's parent (``datapackages/areas/areas.csv``), ``code`` the fault's declared
    code, ``message`` says what is wrong and what was expected, ``hint`` how to mend it.
    """

    file: str
    row: int | None
    column: str | None
    code: str
    message: str
    hint: str
    value: str | None = None
    package: str = ""
    resource: str = ""

    def as_dict(self) -> dict:
        """The fault in the order of the published contract."""
        fields = asdict(self)
        return {key: fields[key] for key in ("package", "resource", "file", "row", "column", "value", "code", "message", "hint")}


def in_order(faults: Iterable[Fault]) -> list[Fault]:
    """The faults without repetition, by file, line, column and code."""
    return sorted(set(faults), key=lambda fault: (fault.file, fault.row or 0, fault.column or "", fault.code, fault.message))


class PackagesAtFault(Exception):
    """The packages can not be published as they are; ``faults`` holds every fault of the run."""

    def __init__(self, faults: list[Fault]):
        self.faults = in_order(faults)
        super().__init__(f"{len(faults)} fault{'' if len(faults) == 1 else 's'} in the data packages")
