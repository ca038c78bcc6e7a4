"""The commands, nothing else. Exit 0: done; 1: the data is at fault; 2: wrong usage."""

from __future__ import annotations

import sys
from pathlib import Path

import click

FORMATS = ("text", "json", "github")
PACKAGES = click.option(
    "--packages",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("datapackages"),
    show_default=True,
    help="The folder of the data packages.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="plain-sight")
def main() -> None:
    """Plain Sight: publishes how a city is policed, as open data."""


@main.command()
@PACKAGES
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How the faults are told.")
def check(packages: Path, form: str) -> None:
    """Validate every package, and the rules across packages."""
    from build_scripts.packages import check_instance
    from build_scripts.packages.report import write
    from build_scripts.site import PROJECT_ROOT

    faults = check_instance(packages, cache=PROJECT_ROOT / "build" / "checks")
    click.echo(write(faults, form, packages), nl=False)
    sys.exit(1 if faults else 0)


@main.command()
@PACKAGES
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), default=Path("site"), show_default=True, help="Where the site goes."
)
def build(packages: Path, out: Path) -> None:
    """Check, compute, write, render and verify the site; on a fault, nothing already published is touched."""
    sys.exit(0 if _build(packages, out) else 1)


def _build(packages: Path, out: Path) -> bool:
    """Build and say what was done; False when the data or the site is at fault."""
    from build_scripts import formats
    from build_scripts.packages import PackagesAtFault
    from build_scripts.packages.report import write
    from build_scripts.site import NotASite, SiteAtFault
    from build_scripts.site import build as build_site

    try:
        result = build_site(packages, out)
    except NotASite as error:
        raise click.UsageError(str(error)) from error
    except PackagesAtFault as error:
        click.echo(write(error.faults, "text", packages), err=True, nl=False)
        click.echo("Nothing was published; what was published before is as it was.", err=True)
        return False
    except SiteAtFault as error:
        for fault in error.faults:
            click.echo(f"{fault.page}: {fault.message} [{fault.code}]", err=True)
        click.echo("Nothing was published; what was published before is as it was.", err=True)
        return False
    done = "Built" if result.changed else "Nothing changed:"
    click.echo(f"{done} {out}, {formats.number(result.file_count)} files, {formats.file_size(result.byte_count)}.")
    return True


@main.command()
@PACKAGES
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), default=Path("site"), show_default=True, help="Where the site goes."
)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 takes a free one.")
def serve(packages: Path, out: Path, port: int) -> None:
    """Build the site, serve it on this machine, and rebuild what changes."""
    from build_scripts.serving import PortTaken, serve_site

    try:
        served = serve_site(out, port, watched=packages, build=lambda: _build(packages, out), say=click.echo)
    except PortTaken as error:
        raise click.UsageError(str(error)) from error
    sys.exit(0 if served else 1)


@main.command()
@click.argument("address")
@PACKAGES
def figure(address: str, packages: Path) -> None:
    """One published figure at its ADDRESS, with its formula and the source rows behind it."""
    from build_scripts.packages import PackagesAtFault, load_instance
    from build_scripts.packages.report import write
    from build_scripts.pages.content import compute
    from build_scripts.site import PROJECT_ROOT
    from build_scripts.trace.address import NotAnAddress, parse
    from build_scripts.trace.figure import find_figure

    try:
        wanted = parse(address)
        content = compute(load_instance(packages, cache=PROJECT_ROOT / "build" / "checks"))
        found = find_figure(content.instance, content.observations, content.comparisons, wanted, content.force_area)
    except NotAnAddress as error:
        raise click.UsageError(str(error)) from error
    except PackagesAtFault as error:
        click.echo(write(error.faults, "text", packages), err=True, nl=False)
        sys.exit(1)
    click.echo(found.text(), nl=False)


@main.command("import")
@click.argument("source", required=False)
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--extracted", metavar="YYYY-MM[-DD]", help="The date at which the files were taken from the publisher.")
@click.option("--packages", type=click.Path(file_okay=False, path_type=Path), default=Path("datapackages"), show_default=True)
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@click.option("--list", "show_list", is_flag=True, help="Name the sources.")
def import_files(
    source: str | None, files: tuple[Path, ...], extracted: str | None, packages: Path, dry_run: bool, show_list: bool
) -> None:
    """Take a publisher's FILES into the data package of their SOURCE."""
    from build_scripts.importers import SOURCES, ImportRefused
    from build_scripts.packages.report import write

    if show_list:
        for name, importer in SOURCES.items():
            click.echo(f"{name}\t{importer.title}")
        return
    if source is None or not files:
        raise click.UsageError("name a source and at least one file, or ask for --list")
    if source not in SOURCES:
        raise click.UsageError(f"there is no source {source!r}: expected one of {', '.join(SOURCES)}")
    try:
        report = SOURCES[source].run(list(files), extracted, packages, dry_run)
    except ImportRefused as error:
        click.echo(write(error.faults, "text", packages), err=True, nl=False)
        click.echo("Nothing was imported.", err=True)
        sys.exit(1)
    click.echo(report.text(), nl=False)
