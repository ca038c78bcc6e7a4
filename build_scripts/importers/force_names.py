"""The territorial police forces of England and Wales: names in publishers' files to area codes of the Office for National Statistics."""

from __future__ import annotations

from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.reference import Reference, read_rows
from build_scripts.importers.source_rows import LabelReader

FORCE = "force"
FORCES = "recorded-crime-by-force/forces.csv"


def force_reader(reference: Reference, source: str, log: FaultLog) -> LabelReader:
    """Reads the names of forces: as the table of forces spells them, and by aliases of the kind ``force``.

    Bodies that are no territorial force (the British Transport Police, those that count fraud) have aliases with the code ``left-out``.
    """
    names = [(row["name"], row["area_code"]) for row in read_rows(reference.packages_dir, FORCES)]
    return LabelReader(reference, source, FORCE, FORCES, log, names)
