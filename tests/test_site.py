"""A build is all or nothing, the same bytes every time, and nothing at all when nothing changed."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from build_scripts import site as site_module
from build_scripts.packages import PackagesAtFault
from build_scripts.site import NotASite, SiteAtFault, build, stamp_path

MINIATURE = Path(__file__).parent / "miniature" / "packages"
OFFENCES = "recorded-crime/data/2026-04/2025-26.csv"


@dataclass(frozen=True)
class Workshop:
    """A copy of the miniature's packages, the site built from it, and what the builds keep."""

    root: Path

    @property
    def packages(self) -> Path:
        return self.root / "datapackages"

    @property
    def out(self) -> Path:
        return self.root / "site"

    def build(self) -> site_module.BuildResult:
        return build(self.packages, self.out, work=self.root / "work")

    def change(self, file: str, old: str, new: str) -> None:
        path = self.packages / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{file} has {old!r} {text.count(old)} times"
        path.write_text(text.replace(old, new), encoding="utf-8")


def contents(root: Path) -> dict[str, str]:
    """The checksum of every file below a folder."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def workshop_in(root: Path) -> Workshop:
    shutil.copytree(MINIATURE, root / "datapackages")
    return Workshop(root)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """A site built once, which no test changes."""
    workshop = workshop_in(tmp_path_factory.mktemp("standing"))
    assert workshop.build().changed
    return workshop


@pytest.fixture
def workshop(standing: Workshop, tmp_path: Path) -> Workshop:
    """A copy of the site, its packages and what its build kept, for a test to change."""
    copy = Workshop(tmp_path)
    for name in ("datapackages", "work", "site"):
        shutil.copytree(standing.root / name, tmp_path / name)
    stamp_path(tmp_path / "work", standing.out).rename(stamp_path(tmp_path / "work", copy.out))
    return copy


def test_the_same_inputs_give_the_same_bytes(standing: Workshop, tmp_path: Path) -> None:
    # Given another place, with nothing kept from any build
    elsewhere = workshop_in(tmp_path)
    # When the site is built there
    elsewhere.build()
    # Then every file is the same
    assert contents(elsewhere.out) == contents(standing.out)


def test_dates_come_from_the_instance_not_from_the_clock(standing: Workshop) -> None:
    settings = (standing.packages / "instance" / "settings.csv").read_text()
    published = re.search(r"publication_date,(\d{4}-\d{2}-\d{2})", settings)
    assert published
    dates = set(re.findall(r"<lastmod>([^<]+)</lastmod>", (standing.out / "sitemap.xml").read_text()))
    assert dates == {published[1]}
    # The time in a gzip header, in seconds since 1970.
    stamp = int.from_bytes((standing.out / "sitemap.xml.gz").read_bytes()[4:8], "little")
    assert datetime.datetime.fromtimestamp(stamp, datetime.UTC).date().isoformat() == published[1]


def test_nothing_changed_does_nothing(workshop: Workshop) -> None:
    # Given a site that stands
    before = {path: path.stat().st_mtime_ns for path in workshop.root.rglob("*")}
    # When it is built again
    result = workshop.build()
    # Then it says so, and no file was written
    assert not result.changed
    assert result.file_count == len(contents(workshop.out))
    assert {path: path.stat().st_mtime_ns for path in workshop.root.rglob("*")} == before


def test_there_and_back_is_where_it_was(standing: Workshop, workshop: Workshop) -> None:
    """A build that uses again what earlier builds kept is the same, to the byte, as one from nothing."""
    # Given a site rebuilt after a change of one number
    row = re.search(
        r"^homicide,E23000001,2025-04,(\d+)$|^homicide,E09000007,2025-04,(\d+)$", (workshop.packages / OFFENCES).read_text(), re.M
    )
    assert row
    line, number = row[0], int(row[1] or row[2])
    workshop.change(OFFENCES, f"{line}\n", f"{line.rpartition(',')[0]},{number + 1}\n")
    assert workshop.build().changed
    changed = {name for name, digest in contents(workshop.out).items() if contents(standing.out)[name] != digest}
    assert "indicators/homicide/index.html" in changed
    assert "indicators/trust-in-the-mps/index.html" not in changed
    # When the number is as it was
    workshop.change(OFFENCES, f"{line.rpartition(',')[0]},{number + 1}\n", f"{line}\n")
    assert workshop.build().changed
    # Then the site is
    assert contents(workshop.out) == contents(standing.out)


def test_a_file_lost_from_the_site_is_built_again(standing: Workshop, workshop: Workshop) -> None:
    (workshop.out / "indicators" / "homicide" / "index.html").unlink()
    assert workshop.build().changed
    assert contents(workshop.out) == contents(standing.out)


def test_a_fault_in_the_data_leaves_the_site_as_it_was(workshop: Workshop) -> None:
    # Given a site that stands, and then a cell that is no number
    before = contents(workshop.out)
    first = (workshop.packages / OFFENCES).read_text().splitlines()[1]
    workshop.change(OFFENCES, f"{first}\n", f"{first.rpartition(',')[0]},many\n")
    # When it is built
    with pytest.raises(PackagesAtFault) as raised:
        workshop.build()
    # Then the fault names file, row, column and value and says how to mend it, and the site is as it was
    (fault,) = raised.value.faults
    assert (fault.file, fault.row, fault.column, fault.value) == (f"datapackages/{OFFENCES}", 2, "offences", "many")
    assert fault.hint
    assert contents(workshop.out) == before


def test_a_fault_in_the_pages_leaves_the_site_as_it_was(workshop: Workshop) -> None:
    # Given a package whose README links to nowhere
    before = contents(workshop.out)
    readme = workshop.packages / "areas" / "README.md"
    readme.write_text(readme.read_text() + "\nSee [the map](map-that-is-not-there.html).\n")
    # When the site is built
    with pytest.raises(SiteAtFault) as raised:
        workshop.build()
    # Then the page is named, the site is as it was, and nothing half built stands beside it
    assert [(fault.page, fault.code) for fault in raised.value.faults] == [("data/areas/index.html", "broken-link")]
    assert contents(workshop.out) == before
    assert sorted(path.name for path in workshop.root.iterdir()) == ["datapackages", "site", "work"]


def test_a_folder_of_other_things_is_left_alone(standing: Workshop, tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine")
    with pytest.raises(NotASite, match="is not empty and holds no site"):
        build(standing.packages, tmp_path, work=standing.root / "work")
    assert contents(tmp_path).keys() == {"diary.txt"}
    with pytest.raises(NotASite):
        build(standing.packages, tmp_path / "diary.txt", work=standing.root / "work")


def test_a_site_can_stand_below_a_path_of_its_host(workshop: Workshop) -> None:
    settings = workshop.packages / "instance" / "settings.csv"
    address = re.search(r"^site_url,([^,]+)", settings.read_text(), re.M)
    assert address
    workshop.change("instance/settings.csv", f"site_url,{address[1]}", "site_url,https://city.example/plain-sight/")
    assert workshop.build().changed
    assert 'href="/plain-sight/' in (workshop.out / "404.html").read_text()
    assert "https://city.example/plain-sight/indicators/homicide/" in (workshop.out / "sitemap.xml").read_text()


def test_the_manifest_lists_every_other_file(standing: Workshop) -> None:
    manifest = json.loads((standing.out / "manifest.json").read_text())
    listed = {entry["path"]: entry["sha256"] for entry in manifest["files"]}
    assert listed == {name: digest for name, digest in contents(standing.out).items() if name != "manifest.json"}
    assert all((standing.out / entry["path"]).stat().st_size == entry["bytes"] for entry in manifest["files"])


@pytest.mark.parametrize("folder", ["build_scripts", "site_src"])
def test_a_site_depends_on_its_packages_its_scripts_and_its_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    # Given a project of four parts
    for name in ("build_scripts", "site_src", "packages"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "one.txt").write_text("1")
    (tmp_path / "mkdocs.yml").write_text("site_name: Plain Sight\n")
    monkeypatch.setattr(site_module, "PROJECT_ROOT", tmp_path)
    before = site_module.inputs_fingerprint(tmp_path / "packages")
    # Then a change of any part, or of the date it is told, is a change of the site
    (tmp_path / folder / "one.txt").write_text("2")
    after_file = site_module.inputs_fingerprint(tmp_path / "packages")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert len({before, after_file, site_module.inputs_fingerprint(tmp_path / "packages")}) == 3
