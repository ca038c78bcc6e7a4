"""What tests of every room share: where the repository is, one build of the London site for the whole run, and what it is computed from."""

from __future__ import annotations

import fcntl
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from build_scripts.pages.content import Content

ROOT = Path(__file__).resolve().parent.parent

# The same examples in every run: a run that fails can be repeated. No deadline, as two workers share the machine.
hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds ``--site DIR``, for whoever works on the tests of the site and does not want to wait for a build each time.

    And ``--new-references``, which stores how the style page looks.
    """
    parser.addoption("--site", type=Path, metavar="DIR", help="test this built site (default: build one)")
    parser.addoption("--new-references", action="store_true", help="store how the style page looks, after a change that is meant")


@contextmanager
def only_one_worker(lock: Path) -> Iterator[None]:
    """Lets one worker at a time through; the others wait."""
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def repository_root() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared_directory(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A temporary directory of this run, the same one for all its workers."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if hasattr(request.config, "workerinput") else own


@pytest.fixture(scope="session")
def built_site(repository_root: Path, shared_directory: Path, request: pytest.FixtureRequest) -> Path:
    """The London site, built from the committed packages by the command that everybody uses, once a run."""
    if given := request.config.getoption("--site"):
        assert (given / "index.html").is_file(), f"{given} holds no site"
        return given.resolve()
    site = shared_directory / "site"
    with only_one_worker(shared_directory / "site.lock"):
        if not site.exists():
            command = [sys.executable, "-m", "build_scripts", "build", "--out", str(site)]
            finished = subprocess.run(command, cwd=repository_root, capture_output=True, text=True, stdin=subprocess.DEVNULL)
            if finished.returncode != 0:
                pytest.fail(f"the site does not build:\n{finished.stdout}\n{finished.stderr}", pytrace=False)
    return site


@pytest.fixture(scope="session")
def api(built_site: Path) -> Callable[[str], dict]:
    """Reads a file of the built site's API by its name below ``/api/v1/``, once: ``api("indicators/homicide.json")``."""
    return cache(lambda name: json.loads((built_site / "api" / "v1" / name).read_text(encoding="utf-8")))


# The two below bring in all that computes a site when they are asked for: tests of a single room start without it.
@pytest.fixture(scope="session")
def london(repository_root: Path) -> Content:
    """All that the London site shows, computed from the committed packages. Takes some seconds; the miniature serves most tests."""
    return _computed(repository_root / "datapackages")


@pytest.fixture(scope="session")
def miniature(repository_root: Path) -> Content:
    """The same of the miniature instance, whose figures are published ones too."""
    return _computed(repository_root / "tests" / "miniature" / "packages")


def _computed(packages: Path) -> Content:
    from build_scripts.packages.reading import read_instance
    from build_scripts.pages.content import compute

    return compute(read_instance(packages))
