"""The code keeps the rules of pyproject.toml."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def test_ruff_finds_nothing(repository_root: Path) -> None:
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format", "concise", "."]
    found = subprocess.run(command, cwd=repository_root, capture_output=True, text=True)
    if found.returncode != 0:
        pytest.fail(found.stdout + found.stderr, pytrace=False)


def test_mypy_finds_nothing(repository_root: Path) -> None:
    found = subprocess.run([sys.executable, "-m", "mypy"], cwd=repository_root, capture_output=True, text=True)
    if found.returncode != 0:
        pytest.fail(found.stdout + found.stderr, pytrace=False)
