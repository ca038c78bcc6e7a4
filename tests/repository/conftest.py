"""What tests of the repository itself share."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def tracked_files(repository_root: Path) -> list[Path]:
    """Every file that git tracks and that is there, relative to the root."""
    # A checkout that belongs to somebody else, as in a container, is read all the same.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=repository_root, stdout=subprocess.PIPE, text=True, check=True).stdout
    paths = [Path(name) for name in listed.split("\0") if name]
    assert paths, "git lists no file"
    return [path for path in paths if (repository_root / path).is_file()]
