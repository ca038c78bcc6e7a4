"""A hash of everything a step depends on: equal fingerprints mean equal results."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

IGNORED_FOLDERS = frozenset({"__pycache__", "node_modules"})


def files_below(root: Path) -> list[Path]:
    """All files below ``root`` (or the file itself), in order, without caches and hidden files."""
    if root.is_file():
        return [root]
    return sorted(
        path
        for path in root.rglob("*")
        if path.is_file() and not any(part.startswith(".") or part in IGNORED_FOLDERS for part in path.relative_to(root).parts)
    )


def fingerprint(roots: Iterable[Path], *further: str) -> str:
    """The hash of the files below the roots (their paths and contents) and of further texts."""
    digest = hashlib.sha256()
    for root in roots:
        for path in files_below(root):
            name = path.name if root.is_file() else path.relative_to(root).as_posix()
            digest.update(f"{root.name}/{name}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    for text in further:
        digest.update(f"{text}\0".encode())
    return digest.hexdigest()
