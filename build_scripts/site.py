"""Builds the site: check, compute, write, render, verify, swap.

Everything is written beside what was published before and takes its place at the end; a fault anywhere leaves the old site as it was. Work
is kept in ``build/`` beside ``mkdocs.yml``: the written pages, drawings by their hash, the results of checks. When nothing that a
site depends on has changed, it is left as it stands.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

from build_scripts import fingerprint
from build_scripts.downloads import files
from build_scripts.indicators.observe import setting
from build_scripts.packages import load_instance
from build_scripts.packages.reading import Instance
from build_scripts.pages.content import compute
from build_scripts.pages.glossary import explain_terms, terms_of
from build_scripts.pages.write import write_site_files
from build_scripts.site_check import MANIFEST, SiteFault, check_site

PROJECT_ROOT = Path(__file__).resolve().parent.parent
# What a page, a drawing or a figure may change with.
LIBRARIES = ("mkdocs", "mkdocs-material", "markdown", "jinja2", "altair", "vl-convert-python", "pandas", "numpy", "scipy", "statsmodels")
# Faults that the exception itself tells; it holds them all.
MOST_TOLD = 5


@dataclass(frozen=True)
class BuildResult:
    """Where the site stands, whether anything was done, and how many files and bytes it has."""

    out: Path
    changed: bool
    file_count: int
    byte_count: int


class NotASite(Exception):
    """A folder that the site should go to holds other things; they are left alone."""

    def __init__(self, out: Path):
        self.out = out
        super().__init__(f"{out} is not empty and holds no site of ours: a site takes the place of what is there, so name another folder")


class SiteAtFault(Exception):
    """The rendered site has faults; it was not published."""

    def __init__(self, faults: list[SiteFault]):
        self.faults = faults
        told = "; ".join(f"{fault.page}: {fault.message}" for fault in faults[:MOST_TOLD])
        super().__init__(f"{len(faults)} fault{'' if len(faults) == 1 else 's'} in the rendered site: {told}")


def inputs_fingerprint(packages: Path) -> str:
    """The hash of all that a site is made from: packages, scripts, hand-written pages, configuration, libraries."""
    roots = [packages, PROJECT_ROOT / "build_scripts", PROJECT_ROOT / "site_src", PROJECT_ROOT / "mkdocs.yml"]
    libraries = " ".join(f"{name}={version(name)}" for name in LIBRARIES)
    return fingerprint.fingerprint(roots, libraries, os.environ.get("SOURCE_DATE_EPOCH", ""))


def build(packages: Path, out: Path, work: Path | None = None) -> BuildResult:
    """Build the site of the packages into ``out``.

    Raises PackagesAtFault when the data has faults, SiteAtFault when the rendered site has, and NotASite when ``out`` is a folder of other
    things; in all cases ``out`` is as it was. ``work`` is the folder for what can be used again (default: ``build/`` in the project).
    """
    work = work or PROJECT_ROOT / "build"
    packages, out = packages.resolve(), out.resolve()
    if out.exists() and not (out / MANIFEST).is_file() and (not out.is_dir() or any(out.iterdir())):
        raise NotASite(out)
    state = inputs_fingerprint(packages)
    stamp = stamp_path(work, out)
    standing = _standing(stamp, state, out)
    if standing is not None:
        return standing
    instance = load_instance(packages, cache=work / "checks")
    content = compute(instance, charts_cache=work / "charts")
    pages, static = work / "src", work / "files"
    write_site_files(content, pages, static, PROJECT_ROOT / "site_src")
    following = out.parent / f".{out.name}.next"
    shutil.rmtree(following, ignore_errors=True)
    try:
        with _dated(content.publication_date):
            render(pages, following, SiteIdentity.of(content.instance))
        explain_terms(following, terms_of(content.instance))
        _remove_unused_assets(following, pages)
        shutil.copytree(static, following, dirs_exist_ok=True)
        faults = check_site(following, urlsplit(content.site_url).path)
        if faults:
            raise SiteAtFault(faults)
    except BaseException:
        shutil.rmtree(following, ignore_errors=True)
        raise
    count, size = write_manifest(following)
    _swap(following, out)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(json.dumps({"state": state, "manifest": _checksum(out / MANIFEST), "files": count, "bytes": size}))
    return BuildResult(out, True, count, size)


def stamp_path(work: Path, out: Path) -> Path:
    """The file below ``work`` that says from which inputs the site at ``out`` was built."""
    return work / "published" / f"{hashlib.sha256(str(out.resolve()).encode()).hexdigest()[:16]}.json"


def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _standing(stamp: Path, state: str, out: Path) -> BuildResult | None:
    """The site that stands already, when it was built from the same inputs and none of its files is lost or of another size since."""
    if not stamp.exists() or not (out / MANIFEST).exists():
        return None
    kept = json.loads(stamp.read_text())
    if kept["state"] != state or kept["manifest"] != _checksum(out / MANIFEST):
        return None
    for entry in json.loads((out / MANIFEST).read_text(encoding="utf-8"))["files"]:
        file = out / entry["path"]
        if not file.is_file() or file.stat().st_size != entry["bytes"]:
            return None
    return BuildResult(out, False, kept["files"], kept["bytes"])


def _remove_unused_assets(root: Path, pages: Path) -> None:
    """Take out what the theme ships and no page of ours loads: its scripts, style sheets and icon."""
    for file in sorted((root / "assets").rglob("*"), reverse=True):
        if file.is_file() and not (pages / file.relative_to(root)).exists():
            file.unlink()
        elif file.is_dir() and not any(file.iterdir()):
            file.rmdir()


@contextmanager
def _dated(day: datetime.date) -> Iterator[None]:
    """Have the renderer date what it writes (the sitemap) by that day. Left to itself it takes the clock."""
    name = "SOURCE_DATE_EPOCH"
    before = os.environ.get(name)
    os.environ[name] = str(int(datetime.datetime.combine(day, datetime.time(), datetime.UTC).timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


class _Warnings(logging.Handler):
    """Keeps what the renderer warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.faults: list[SiteFault] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.faults.append(SiteFault("", "renderer", record.getMessage()))


@dataclass(frozen=True)
class SiteIdentity:
    """How a site names itself, as the settings of its instance say: title, address, what it is of, and whom it does not depend on."""

    name: str
    url: str
    description: str
    purpose: str
    independence: str

    @classmethod
    def of(cls, instance: Instance) -> SiteIdentity:
        """That of an instance. Raises KeyError when a setting is missing."""
        names = ("site_title", "site_url", "site_description", "site_purpose", "independence")
        return cls(*(setting(instance, name) for name in names))


def render(pages: Path, out: Path, identity: SiteIdentity) -> None:
    """Have MkDocs render the written pages into ``out``. Raises SiteAtFault with everything the renderer warns of."""
    # Material prints a notice on MkDocs 2 at every build; the renderer is pinned below it.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    os.environ.setdefault("DISABLE_MKDOCS_2_WARNING", "true")
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    warnings = _Warnings()
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.WARNING)
    logger.addHandler(warnings)
    logger.propagate = False
    try:
        configuration = load_config(
            str(PROJECT_ROOT / "mkdocs.yml"),
            docs_dir=str(pages),
            site_dir=str(out),
            site_name=identity.name,
            site_url=identity.url,
            site_description=identity.description,
            strict=False,
        )
        configuration.extra |= {"independence": identity.independence, "purpose": identity.purpose}
        configuration.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(configuration)
        configuration.plugins.on_shutdown()
    except MkDocsException as error:
        warnings.faults.append(SiteFault("", "renderer", str(error)))
    finally:
        logger.removeHandler(warnings)
    if warnings.faults:
        raise SiteAtFault(warnings.faults)


def write_manifest(root: Path) -> tuple[int, int]:
    """Write ``manifest.json`` (path, bytes, sha256 of every file); returns how many files and bytes there are."""
    entries: list[dict] = []
    size = 0
    for path in fingerprint.files_below(root):
        content = path.read_bytes()
        size += len(content)
        entries.append({"path": path.relative_to(root).as_posix(), "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()})
    files.write_if_changed(root / MANIFEST, files.json_lines_bytes({"algorithm": "sha256"}, {"files": entries}))
    return len(entries) + 1, size


def _swap(following: Path, out: Path) -> None:
    """Put the new site in the old one's place."""
    before = out.parent / f".{out.name}.before"
    shutil.rmtree(before, ignore_errors=True)
    if out.exists():
        out.rename(before)
    following.rename(out)
    shutil.rmtree(before, ignore_errors=True)
