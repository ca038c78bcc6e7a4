"""Results of checks, kept by the hash of everything they depend on.

A resource whose bytes, descriptor, referenced resources and checker are unchanged has the faults it had, so it is not checked again.
Entries are small JSON files; an unreadable one counts as absent.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from build_scripts.packages.faults import Fault

_SCRIPTS = Path(__file__).parent.parent
_CHECKER = ("packages/**/*.py", "packages/schemas/*.json", "periods.py", "tables.py", "vocabulary.py")


@lru_cache(maxsize=1)
def checker_version() -> str:
    """A hash of the checker: its own source, and the versions of what it rests on. A changed checker forgets its old results."""
    digest = hashlib.sha256()
    for pattern in _CHECKER:
        for path in sorted(_SCRIPTS.glob(pattern)):
            digest.update(path.read_bytes())
    for library in ("frictionless", "jsonschema", "pandas"):
        digest.update(f"{library} {metadata.version(library)}".encode())
    digest.update(sys.version.encode())
    return digest.hexdigest()


def key_of(*parts: object) -> str:
    """The key of what ``parts`` (any JSON values) determine, under this version of the checker."""
    text = json.dumps([checker_version(), *parts], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


class ResultCache:
    """Faults by key, in a directory; without a directory it holds nothing."""

    def __init__(self, directory: Path | None) -> None:
        self._directory = directory

    def get(self, key: str) -> tuple[list[Fault], bool] | None:
        """The faults kept under the key, and whether the table could be read; None where nothing is kept."""
        if self._directory is None:
            return None
        try:
            entry = json.loads((self._directory / f"{key}.json").read_text(encoding="utf-8"))
            return [Fault(**fault) for fault in entry["faults"]], bool(entry["readable"])
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def put(self, key: str, faults: list[Fault], readable: bool) -> None:
        """Keep the result. The file appears whole or not at all."""
        if self._directory is None:
            return
        self._directory.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"readable": readable, "faults": [fault.as_dict() for fault in faults]}, ensure_ascii=False)
        handle, name = tempfile.mkstemp(dir=self._directory, suffix=".partial")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(self._directory / f"{key}.json")
