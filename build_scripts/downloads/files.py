"""Files written only when their content changed, and repeatable to the byte."""

from __future__ import annotations

import json
import math
import zipfile
from io import BytesIO
from pathlib import Path

import numpy as np
import pandas as pd

# The earliest date that a ZIP entry can hold: the archive's bytes depend on its content alone.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
# Beyond this many digits a computed number differs between machines: they are noise, and a third of a file.
SIGNIFICANT_DIGITS = 10


def write_if_changed(path: Path, content: bytes) -> bool:
    """Write ``content`` unless the file holds it already; says whether it wrote."""
    if path.exists() and path.stat().st_size == len(content) and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return True


def plain(value: object) -> object:
    """A cell as JSON has it: null for a missing number, whole numbers without a decimal point."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        if math.isnan(value):
            return None
        return int(value) if value.is_integer() and abs(value) < 1e15 else float(f"{value:.{SIGNIFICANT_DIGITS}g}")
    return value


def records(table: pd.DataFrame) -> list[dict]:
    """The rows of a table as JSON objects; a ``flags`` column becomes a list."""
    columns = {}
    for name in table.columns:
        cells = table[name].tolist()
        columns[name] = [cell.split() for cell in cells] if name == "flags" else [plain(cell) for cell in cells]
    names = list(columns)
    return [dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def json_bytes(content: object) -> bytes:
    """Compact JSON, UTF-8, with a final newline; refuses NaN."""
    return (json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n").encode()


def json_lines_bytes(head: dict, lists: dict[str, list[dict]]) -> bytes:
    """A JSON object whose lists stand one row a line, so that two versions can be compared by line."""
    parts = [json.dumps(head, ensure_ascii=False, allow_nan=False, separators=(",", ":"))[:-1]]
    for name, rows in lists.items():
        body = ",\n".join(json.dumps(row, ensure_ascii=False, allow_nan=False, separators=(",", ":")) for row in rows)
        parts.append(f',\n"{name}":[' + (f"\n{body}\n" if rows else "") + "]")
    return ("".join(parts) + "}\n").encode()


def csv_bytes(table: pd.DataFrame) -> bytes:
    """The table as CSV (RFC 4180 quoting, LF, UTF-8); whole numbers without a decimal point, missing cells empty."""
    shown = table.copy()
    for name in shown.columns:
        if pd.api.types.is_float_dtype(shown[name]):
            cells = ["" if cell is None else cell for cell in (plain(value) for value in shown[name].tolist())]
            # As objects: of whole numbers beside others pandas would make decimals again.
            shown[name] = pd.Series(cells, index=shown.index, dtype="object")
    return shown.to_csv(index=False, lineterminator="\n").encode()


def zip_bytes(entries: dict[str, bytes]) -> bytes:
    """A ZIP archive of the entries, in order of their names, the same bytes for the same content."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(entries):
            info = zipfile.ZipInfo(name, ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, entries[name])
    return buffer.getvalue()
