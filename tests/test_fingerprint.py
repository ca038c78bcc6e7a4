"""Equal fingerprints mean equal inputs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from build_scripts.fingerprint import files_below, fingerprint


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "packages"
    (root / "areas").mkdir(parents=True)
    (root / "areas" / "areas.csv").write_text("area_code,name\nE09000023,Lewisham\n")
    (root / "areas" / "datapackage.json").write_text("{}\n")
    return root


def test_the_same_files_elsewhere_have_the_same_fingerprint(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "packages"
    shutil.copytree(folder, copy)
    assert fingerprint([copy]) == fingerprint([folder])


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "areas" / "areas.csv").write_text("area_code,name\nE09000023,Lewisham \n"),
        lambda root: (root / "areas" / "areas.csv").rename(root / "areas" / "area.csv"),
        lambda root: (root / "areas" / "areas.csv").unlink(),
        lambda root: (root / "areas" / "empty.csv").touch(),
        lambda root: (root / "areas").rename(root / "boroughs"),
    ],
    ids=["a character", "a name", "a file less", "an empty file more", "a folder's name"],
)
def test_any_change_changes_it(folder: Path, change) -> None:
    before = fingerprint([folder])
    change(folder)
    assert fingerprint([folder]) != before


def test_touching_a_file_does_not_change_it(folder: Path) -> None:
    before = fingerprint([folder])
    (folder / "areas" / "areas.csv").touch()
    assert fingerprint([folder]) == before


def test_caches_and_hidden_files_do_not_count(folder: Path) -> None:
    before = fingerprint([folder])
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "cli.pyc").write_bytes(b"\0")
    (folder / ".areas.csv.swp").write_text("half a")
    assert fingerprint([folder]) == before


@pytest.mark.parametrize("name", ["__pycache__", "node_modules", ".hidden"])
def test_where_the_folder_itself_stands_does_not_matter(tmp_path: Path, name: str) -> None:
    root = tmp_path / name / "packages"
    root.mkdir(parents=True)
    (root / "areas.csv").touch()
    assert files_below(root) == [root / "areas.csv"]


def test_further_texts_count_and_are_kept_apart(folder: Path) -> None:
    assert len({fingerprint([folder], *texts) for texts in ((), ("",), ("ab",), ("a", "b"), ("b", "a"))}) == 5


def test_a_single_file_can_be_a_root(folder: Path) -> None:
    file = folder / "areas" / "areas.csv"
    before = fingerprint([file])
    file.write_text("")
    assert fingerprint([file]) != before
