"""The code keeps the rules of pyproject.toml."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_ruff_finds_nothing(repository_root: Path) -> None:
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format", "concise", "."]
    found = subprocess.run(command, cwd=repository_root, capture_output=True, text=True)
    assert found.returncode == 0, found.stdout + found.stderr
