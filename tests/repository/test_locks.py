"""What is installed is fixed by version and checksum, and says nothing of where it is fetched from."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

REQUIREMENT = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>\S+) \\$")
CHECKSUM = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def locked(path: Path) -> dict[str, tuple[str, list[str]]]:
    """The packages of a lock: the version and the checksums of each. Fails on a line that is neither."""
    packages: dict[str, tuple[str, list[str]]] = {}
    checksums: list[str] = []
    for line in path.read_text().splitlines():
        if requirement := REQUIREMENT.match(line):
            checksums = []
            packages[requirement["name"]] = (requirement["version"], checksums)
        elif CHECKSUM.match(line):
            checksums.append(line.strip(" \\"))
        else:
            assert line.startswith("    #"), f"{path.name}: not a requirement, a checksum or a comment: {line}"
    return packages


def named(path: Path) -> set[str]:
    """The packages that a person asked for in an input of a lock."""
    lines = (line.partition("#")[0].strip() for line in path.read_text().splitlines())
    return {re.split(r"[=<>~!\[ ]", line)[0] for line in lines if line and not line.startswith("-")}


@pytest.mark.parametrize("name", ["runtime", "development"])
def test_every_package_of_a_lock_has_a_checksum(repository_root: Path, name: str) -> None:
    packages = locked(repository_root / "requirements" / f"{name}.txt")
    assert packages
    assert [package for package, (_, checksums) in packages.items() if not checksums] == []


@pytest.mark.parametrize("name", ["runtime", "development"])
def test_a_lock_holds_all_that_its_input_asks_for(repository_root: Path, name: str) -> None:
    directory = repository_root / "requirements"
    assert named(directory / f"{name}.in") - locked(directory / f"{name}.txt").keys() == set()


def test_the_tests_run_on_the_versions_that_the_site_is_built_with(repository_root: Path) -> None:
    runtime, development = (locked(repository_root / "requirements" / f"{name}.txt") for name in ("runtime", "development"))
    assert {name: package for name, package in runtime.items() if development.get(name) != package} == {}


def test_no_lock_names_an_index(repository_root: Path) -> None:
    for path in (repository_root / "requirements").iterdir():
        assert not re.search(r"://|^--?(i|f|index-url|extra-index-url|find-links|trusted-host)\b", path.read_text(), re.MULTILINE), (
            path.name
        )


def test_every_npm_package_has_a_checksum_and_no_address(repository_root: Path) -> None:
    packages = json.loads((repository_root / "package-lock.json").read_text())["packages"]
    fetched = {name: package for name, package in packages.items() if name}
    assert fetched
    for name, package in fetched.items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name


def test_npm_versions_are_exact_and_as_locked(repository_root: Path) -> None:
    asked = json.loads((repository_root / "package.json").read_text())["devDependencies"]
    packages = json.loads((repository_root / "package-lock.json").read_text())["packages"]
    assert asked == {name: packages[f"node_modules/{name}"]["version"] for name in asked}
