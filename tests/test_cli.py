"""The commands: what they print, and 0 for done, 1 for data at fault, 2 for wrong usage."""

from __future__ import annotations

import hashlib
import json
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_scripts.cli import main
from tests.importers.published import PAS_FORCE

MINIATURE = Path(__file__).parent / "miniature" / "packages"
OFFENCES = "recorded-crime/data/2026-04/2025-26.csv"
# What an import is read against.
REFERENCE = (
    "areas/areas.csv",
    "composition/composition.csv",
    "public-attitude-survey/questions.csv",
    "recorded-crime/categories.csv",
    "registers/aliases.csv",
    "registers/gaps-in-series.csv",
    "sources/sources.csv",
)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def contents(root: Path) -> dict[str, str]:
    return {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """A copy of the miniature for a test to change."""
    return Path(shutil.copytree(MINIATURE, tmp_path / "datapackages"))


@pytest.fixture
def broken(packages: Path) -> Path:
    """The same with a number of offences that is no number, in line 2."""
    path = packages / OFFENCES
    lines = path.read_text().splitlines(keepends=True)
    lines[1] = lines[1].rpartition(",")[0] + ",many\n"
    path.write_text("".join(lines))
    return packages


@pytest.fixture
def instance_without_figures(repository_root: Path, tmp_path: Path) -> Path:
    for name in REFERENCE:
        (tmp_path / "datapackages" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(repository_root / "datapackages" / name, tmp_path / "datapackages" / name)
    return tmp_path / "datapackages"


@pytest.fixture
def survey_file(tmp_path: Path) -> Path:
    path = tmp_path / "PAS_Total.csv"
    path.write_text(PAS_FORCE, encoding="utf-8")
    return path


def test_packages_without_a_fault_are_checked_with_nought() -> None:
    result = run("check", "--packages", MINIATURE)
    assert (result.exit_code, result.stdout) == (0, "No faults: the data packages can be published.\n")


def test_a_fault_is_told_with_file_line_column_value_and_cure(broken: Path) -> None:
    result = run("check", "--packages", broken)
    assert result.exit_code == 1
    assert f"datapackages/{OFFENCES}\n  line 2, column offences: " in result.stdout
    assert "'many'" in result.stdout
    assert "1 fault in 1 file. Nothing was published." in result.stdout


def test_faults_as_json_have_the_keys_of_the_contract(broken: Path) -> None:
    result = run("check", "--packages", broken, "--format", "json")
    assert result.exit_code == 1
    (fault,) = json.loads(result.stdout)
    assert list(fault) == ["package", "resource", "file", "row", "column", "value", "code", "message", "hint"]
    assert (fault["package"], fault["file"], fault["row"], fault["column"], fault["value"]) == (
        "recorded-crime",
        f"datapackages/{OFFENCES}",
        2,
        "offences",
        "many",
    )


def test_no_fault_as_json_is_an_empty_list() -> None:
    assert json.loads(run("check", "--packages", MINIATURE, "--format", "json").stdout) == []


def test_faults_as_annotations_are_commands_of_the_forge(broken: Path) -> None:
    result = run("check", "--packages", broken, "--format", "github")
    assert result.exit_code == 1
    assert any(line.startswith("::error file=") and "line=2" in line for line in result.stdout.splitlines())


def test_a_build_stops_at_a_fault_and_leaves_what_was_published(broken: Path, tmp_path: Path) -> None:
    # Given a site that was published before
    published = tmp_path / "site"
    published.mkdir()
    (published / "index.html").write_text("<h1>Before</h1>")
    (published / "manifest.json").write_text("{}")
    before = contents(published)
    # When faulty packages are built over it
    result = run("build", "--packages", broken, "--out", published)
    # Then the fault is told as check tells it, nothing is printed as done, and the site is what it was
    assert result.exit_code == 1
    assert f"{OFFENCES}\n  line 2, column offences: " in result.stderr
    assert "'many'" in result.stderr
    assert "what was published before is as it was" in result.stderr
    assert result.stdout == ""
    assert contents(published) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["datapackages", "site"]


def test_an_empty_folder_of_packages_is_a_fault_of_the_data(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("check", "--packages", tmp_path / "empty").exit_code == 1
    assert run("build", "--packages", tmp_path / "empty", "--out", tmp_path / "site").exit_code == 1
    assert not (tmp_path / "site").exists()


def test_a_build_never_takes_the_place_of_other_things(packages: Path, tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "diary.txt").write_text("mine")
    result = run("build", "--packages", packages, "--out", tmp_path / "papers")
    assert result.exit_code == 2
    assert "holds no site" in result.stderr
    assert (tmp_path / "papers" / "diary.txt").read_text() == "mine"


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--packages", "no-such-folder"),
        ("check", "--format", "xml"),
        ("build", "--packages", "no-such-folder"),
        ("serve", "--port", "70000"),
        ("import",),
        ("import", "pas"),
        ("import", "weather", __file__),
        ("import", "pas", "no-such-file.csv"),
        ("publish",),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_two_and_says_how_it_is_used(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage: " in result.stderr
    assert "Traceback" not in result.output


def test_an_unknown_source_is_answered_with_those_there_are() -> None:
    stderr = run("import", "weather", __file__).stderr
    assert "there is no source 'weather'" in stderr
    assert "mps-borough" in stderr


def test_a_port_in_use_is_told_before_anything_is_built(packages: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = run("serve", "--packages", packages, "--out", tmp_path / "site", "--port", taken.getsockname()[1])
    assert result.exit_code == 2
    assert "can not be used here" in result.stderr
    assert not (tmp_path / "site").exists()


def test_the_sources_are_listed_one_a_line_with_their_titles(repository_root: Path) -> None:
    result = run("import", "--list")
    assert result.exit_code == 0
    listed = dict(line.split("\t") for line in result.stdout.splitlines())
    assert {"mps-borough", "pas", "population"} <= set(listed)
    assert listed["mps-borough"] == "MPS borough level crime"


def test_an_import_writes_a_package_and_says_what_changed(instance_without_figures: Path, survey_file: Path) -> None:
    result = run("import", "pas", survey_file, "--extracted", "2023-12", "--packages", instance_without_figures)
    assert result.exit_code == 0, result.output
    assert "3 cells added" in result.stdout
    assert (instance_without_figures / "public-attitude-survey" / "datapackage.json").is_file()


def test_importing_the_same_file_again_changes_nothing(instance_without_figures: Path, survey_file: Path) -> None:
    arguments = ("import", "pas", survey_file, "--extracted", "2023-12", "--packages", instance_without_figures)
    assert run(*arguments).exit_code == 0
    before = contents(instance_without_figures)
    again = run(*arguments)
    assert again.exit_code == 0
    assert "0 cells added, 0 changed" in again.stdout
    assert contents(instance_without_figures) == before


def test_a_dry_run_says_what_would_change_and_writes_nothing(instance_without_figures: Path, survey_file: Path) -> None:
    before = contents(instance_without_figures)
    result = run("import", "pas", survey_file, "--extracted", "2023-12", "--packages", instance_without_figures, "--dry-run")
    assert result.exit_code == 0
    assert "3 cells added" in result.stdout
    assert contents(instance_without_figures) == before


def test_a_file_that_is_not_understood_is_refused_with_the_nearest_known_label(instance_without_figures: Path, survey_file: Path) -> None:
    survey_file.write_text(PAS_FORCE.replace("Trust MPS", "Trust MSP"), encoding="utf-8")
    before = contents(instance_without_figures)
    result = run("import", "pas", survey_file, "--extracted", "2023-12", "--packages", instance_without_figures)
    assert result.exit_code == 1
    assert "'Trust MSP'" in result.stderr
    assert "'Trust MPS'" in result.stderr
    assert "Nothing was imported." in result.stderr
    assert contents(instance_without_figures) == before


@pytest.mark.parametrize("command", ["check", "build", "serve", "import"])
def test_every_command_explains_itself(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"Usage: main {command}" in result.stdout


def test_the_module_is_the_same_command(repository_root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "build_scripts", "check", "--packages", str(MINIATURE)], cwd=repository_root, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, "No faults: the data packages can be published.\n")
