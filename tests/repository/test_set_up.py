"""The set-up says in one line what is missing and how to install it, and does nothing twice."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def set_up(repository_root: Path) -> ModuleType:
    specification = importlib.util.spec_from_file_location("set_up", repository_root / "scripts" / "set_up.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.fixture
def commands_run(set_up: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that the set-up would have run; none of them is."""
    commands: list[list[str]] = []
    monkeypatch.setattr(set_up, "run", lambda command, **environment: commands.append(command))
    return commands


def test_without_rights_a_missing_part_is_one_line_and_a_failure(
    set_up: ModuleType, commands_run: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # Given a machine without a browser and Java, and somebody who may not install them
    monkeypatch.setattr(set_up.shutil, "which", lambda command: "/usr/bin/npm" if command == "npm" else None)
    monkeypatch.setattr(set_up.os, "geteuid", lambda: 1000)
    # When the tests are set up
    status = set_up.main(["tests"])
    # Then one line names both and how to install them, nothing was tried, and it failed
    said = capsys.readouterr()
    assert status == 1
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "apt-get install --no-install-recommends chromium fonts-liberation default-jre-headless" in said.err
    assert commands_run == []


def test_root_installs_what_is_missing_and_only_that(
    set_up: ModuleType, commands_run: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = {"npm", "chromium", "apt-get"}

    def run(command: list[str], **environment: str) -> None:
        commands_run.append(command)
        if "install" in command:
            installed.add("java")

    monkeypatch.setattr(set_up, "run", run)
    monkeypatch.setattr(set_up.shutil, "which", lambda command: command if command in installed else None)
    monkeypatch.setattr(set_up.os, "geteuid", lambda: 0)
    set_up.set_up_system_parts()
    assert [command[1] for command in commands_run] == ["update", "install"]
    assert commands_run[1][-1] == "default-jre-headless"


def test_a_browser_under_another_name_will_do(set_up: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(set_up.shutil, "which", lambda command: command if command in {"google-chrome", "npm", "java"} else None)
    assert set_up.missing_system_parts() == []


def test_an_old_python_is_told_so(set_up: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(set_up.sys, "version_info", (3, 9, 2))
    with pytest.raises(set_up.SetUpFailure, match=r"Python 3\.11 or newer is needed and this is 3\.9"):
        set_up.require_python()


@pytest.fixture
def checkout(set_up: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with locks and nothing installed, in which making an environment makes a directory."""
    (tmp_path / "requirements").mkdir()
    for name in ("requirements/runtime.txt", "requirements/development.txt", "pyproject.toml"):
        (tmp_path / name).write_text(f"first {name}\n")
    monkeypatch.setattr(set_up, "ROOT", tmp_path)
    return tmp_path


def environments_made(commands: list[list[str]]) -> int:
    """How often an environment was made anew."""
    return sum("venv" in command for command in commands)


def locks_installed(commands: list[list[str]]) -> list[str]:
    """The locks that were installed, in order."""
    return [command[-1] for command in commands if "--require-hashes" in command]


def test_an_environment_that_is_right_is_left_alone(set_up: ModuleType, checkout: Path, commands_run: list[list[str]]) -> None:
    # Given an environment for the site, and then one for the tests laid over it
    (checkout / ".venv").mkdir()
    set_up.set_up_environment("runtime")
    set_up.set_up_environment("development")
    assert locks_installed(commands_run) == ["requirements/runtime.txt", "requirements/development.txt"]
    assert environments_made(commands_run) == 1
    # When both are set up again
    commands_run.clear()
    set_up.set_up_environment("runtime")
    set_up.set_up_environment("development")
    # Then nothing is run
    assert commands_run == []


@pytest.mark.parametrize("changed", ["requirements/runtime.txt", "requirements/development.txt", "pyproject.toml"])
def test_a_changed_lock_makes_the_environment_anew(set_up: ModuleType, checkout: Path, commands_run: list[list[str]], changed: str) -> None:
    (checkout / ".venv").mkdir()
    set_up.set_up_environment("development")
    commands_run.clear()
    (checkout / changed).write_text("second\n")
    set_up.set_up_environment("development")
    assert environments_made(commands_run) == 1
    assert locks_installed(commands_run) == ["requirements/development.txt"]


def test_every_package_is_installed_by_checksum_and_the_project_without_fetching(
    set_up: ModuleType, checkout: Path, commands_run: list[list[str]]
) -> None:
    (checkout / ".venv").mkdir()
    set_up.set_up_environment("runtime")
    packages, project = (command for command in commands_run if "pip" in command)
    assert {"--require-hashes", "--no-deps"} <= set(packages)
    assert {"--no-index", "--no-build-isolation", "--no-deps", "--editable"} <= set(project)


def test_a_failed_step_leaves_no_stamp(set_up: ModuleType, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(command: list[str], **environment: str) -> None:
        raise set_up.SetUpFailure("no network")

    (checkout / ".venv").mkdir()
    monkeypatch.setattr(set_up, "run", fail)
    with pytest.raises(set_up.SetUpFailure):
        set_up.set_up_environment("runtime")
    assert list((checkout / ".venv").iterdir()) == []


def test_wrong_usage_is_told_apart_from_failure(repository_root: Path) -> None:
    finished = subprocess.run([sys.executable, "scripts/set_up.py"], cwd=repository_root, capture_output=True, text=True)
    assert (finished.returncode, finished.stdout) == (2, "")
    assert finished.stderr.startswith("usage:")


def test_what_runs_the_tests_is_what_the_set_up_made(repository_root: Path) -> None:
    makefile = (repository_root / "Makefile").read_text()
    assert "$(PYTHON) scripts/set_up.py tests" in makefile
    assert (repository_root / ".ci" / "run").stat().st_mode & 0o111
