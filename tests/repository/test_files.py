"""What is committed: files with a place, and nothing of the machine they were made on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

# Every entry of the top level has a reason; a new one is added here, and to the table in README.md when it is a directory.
TOP_LEVEL = {
    ".ci": "the command of continuous integration",
    ".editorconfig": "the form of text files",
    ".github": "workflows and forms",
    ".gitignore": "what is never committed",
    ".npmrc": "npm's lock without addresses",
    "ARCHITECTURE.md": "the map of the program",
    "CITATION.cff": "how to cite",
    "CONTRIBUTING.md": "how to take part",
    "LICENCE-DATA.md": "the licence of the data",
    "LICENSE": "the licence of the program",
    "Makefile": "the commands",
    "README.md": "the entrance",
    "benchmarks": "what is measured",
    "build_scripts": "the program",
    "datapackages": "the data",
    "mkdocs.yml": "how pages are rendered",
    "package-lock.json": "npm's packages, locked",
    "package.json": "npm's packages",
    "pyproject.toml": "the Python project",
    "requirements": "Python's packages, locked",
    "scripts": "set-up",
    "site_src": "pages and theme written by hand",
    "tests": "the tests",
}

# In pieces, so that this file does not hold what it looks for.
REGISTRIES = [
    b"pypi" + b".org",
    b"python" + b"hosted.org",
    b"registry.npm" + b"js.org",
    b"registry.yarn" + b"pkg.com",
    b"npm" + b"mirror.com",
]
MACHINE_PATHS = re.compile(rb"(?<![\w./-])/(work|home|root|tmp|Users)" + rb"/\w")


def test_the_top_level_holds_what_is_known_and_nothing_else(tracked_files: list[Path]) -> None:
    assert {path.parts[0] for path in tracked_files} - TOP_LEVEL.keys() == set()


def test_the_readme_says_what_every_directory_holds(repository_root: Path, tracked_files: list[Path]) -> None:
    readme = (repository_root / "README.md").read_text()
    directories = {path.parts[0] for path in tracked_files if len(path.parts) > 1}
    assert {name for name in directories if f"`{name}/`" not in readme} == set()


@pytest.mark.parametrize("registry", REGISTRIES, ids=lambda registry: registry.decode().replace(".", "-"))
def test_no_file_holds_the_address_of_a_package_registry(repository_root: Path, tracked_files: list[Path], registry: bytes) -> None:
    assert [str(path) for path in tracked_files if registry in (repository_root / path).read_bytes()] == []


def test_no_file_holds_a_path_of_one_machine(repository_root: Path, tracked_files: list[Path]) -> None:
    assert [str(path) for path in tracked_files if MACHINE_PATHS.search((repository_root / path).read_bytes())] == []


def test_every_text_file_ends_with_one_line_feed_and_has_no_carriage_return(repository_root: Path, tracked_files: list[Path]) -> None:
    def is_well_formed(content: bytes) -> bool:
        return b"\0" in content or not content or (content.endswith(b"\n") and not content.endswith(b"\n\n") and b"\r" not in content)

    assert [str(path) for path in tracked_files if not is_well_formed((repository_root / path).read_bytes())] == []
