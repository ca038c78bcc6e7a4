"""The local server: it serves what was built, and builds again when a watched file changes."""

from __future__ import annotations

import queue
import socket
import threading
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from build_scripts import serving
from build_scripts.serving import PortTaken, serve_site, state_of

SECONDS_TO_WAIT = 20


@pytest.fixture
def watched(tmp_path: Path) -> Path:
    folder = tmp_path / "datapackages"
    folder.mkdir()
    (folder / "areas.csv").write_text("area_code\n")
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture
def stoppable(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Looks often, and lets a test end the server as Ctrl+C does."""
    stop = threading.Event()

    def sleep(seconds: float) -> None:
        if stop.wait(0.02):
            raise KeyboardInterrupt

    monkeypatch.setattr(serving.time, "sleep", sleep)
    yield stop.set
    stop.set()


def test_it_serves_what_was_built_and_builds_again_what_changes(watched: Path, out: Path, stoppable: Callable[[], None]) -> None:
    built: queue.Queue[str] = queue.Queue()
    said: queue.Queue[str] = queue.Queue()

    def build() -> bool:
        out.mkdir(exist_ok=True)
        text = (watched / "areas.csv").read_text()
        (out / "index.html").write_text(text)
        built.put(text)
        return True

    # Given a site served on a free port
    server = threading.Thread(target=lambda: serve_site(out, 0, watched=watched, build=build, say=said.put))
    server.start()
    try:
        address = said.get(timeout=SECONDS_TO_WAIT).split()[1]
        assert built.get(timeout=SECONDS_TO_WAIT) == "area_code\n"
        assert address.startswith("http://127.0.0.1:")
        assert read(address) == "area_code\n"
        # When a watched file changes
        (watched / "areas.csv").write_text("area_code\nE09000023\n")
        # Then it is built again, and served
        assert built.get(timeout=SECONDS_TO_WAIT).endswith("E09000023\n")
        assert read(address).endswith("E09000023\n")
    finally:
        stoppable()
        server.join(SECONDS_TO_WAIT)
    assert said.get(timeout=SECONDS_TO_WAIT) == "Stopped."
    assert not server.is_alive()


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=SECONDS_TO_WAIT) as response:
        return response.read().decode()


def test_a_first_build_with_faults_serves_nothing(watched: Path, out: Path) -> None:
    said: list[str] = []
    assert serve_site(out, 0, watched=watched, build=lambda: False, say=said.append) is False
    assert said == []


def test_a_port_in_use_is_told_before_the_build(watched: Path, out: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match=f"the port {port} can not be used"):
            serve_site(out, port, watched=watched, build=lambda: pytest.fail("built"), say=print)


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "population.csv").touch(),
        lambda folder: (folder / "areas.csv").unlink(),
        lambda folder: (folder / "areas.csv").rename(folder / "area.csv"),
    ],
    ids=["more", "less", "renamed"],
)
def test_any_change_of_files_is_seen(watched: Path, change: Callable[[Path], None]) -> None:
    before = state_of([watched])
    change(watched)
    assert state_of([watched]) != before


def test_a_half_written_hidden_file_is_not(watched: Path) -> None:
    before = state_of([watched])
    (watched / ".areas.csv.swp").touch()
    assert state_of([watched]) == before
