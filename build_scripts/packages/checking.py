"""Checks an instance in layers and gives every fault of the run together.

The layers are the strict descriptor gate, the strict CSV gate, frictionless, and the rules across packages. Each looks at what the one
before could read, so that one run tells as much as can be told.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from build_scripts.packages import csv_file, csv_gate, descriptor_gate, rules, tabular
from build_scripts.packages.declared import Check, Place
from build_scripts.packages.descriptor_gate import DescribedPackage, DescribedResource
from build_scripts.packages.evidence import Evidence
from build_scripts.packages.faults import Fault, PackagesAtFault, in_order
from build_scripts.packages.reading import Instance, Package, Resource
from build_scripts.packages.result_cache import ResultCache, key_of


class NoPackages(Check):
    """A packages directory without packages."""

    code = "packages-missing"
    title = "No packages"
    description = "The directory of packages is not there, or holds none."
    template = "there are no data packages in '{value}'; expected a directory with one folder for each package"
    hint = "Name the directory with --packages, or add a package."


def declared_checks() -> list[type[Check]]:
    """Every check there is, by code: its class declares code, title, description, template and hint."""
    classes: list[type[Check]] = [NoPackages, *descriptor_gate.CHECKS, *tabular.CHECKS, rules.RuleFailed]
    classes += [type(check) for check in csv_gate.CHECKS]
    classes += [type(rule) for rule in rules.RULES]
    return sorted(classes, key=lambda check: check.code)


def check_instance(root: Path, cache: Path | None = None) -> list[Fault]:
    """Every fault of the packages below ``root``, by file, line and column; empty where they can be published.

    Never raises for bad data. With ``cache``, a directory, what has not changed since an earlier run is not checked again.
    """
    return _checked(root, cache)[0]


def load_instance(root: Path, cache: Path | None = None) -> Instance:
    """The packages below ``root``, checked and ready to be read. Raises PackagesAtFault with every fault found."""
    faults, instance = _checked(root, cache)
    if faults:
        raise PackagesAtFault(faults)
    return instance


def _checked(root: Path, cache: Path | None) -> tuple[list[Fault], Instance]:
    base = root.resolve().name
    directories = _package_directories(root)
    if not directories:
        return [NoPackages.fault(Place("", "", base), value=str(root))], Instance(root, {})
    results = ResultCache(cache)
    hashes = _file_hashes(directories)
    key = key_of("instance", base, sorted((path.relative_to(root).as_posix(), digest) for path, digest in hashes.items()))
    known = results.get(key)
    packages = {directory.name: descriptor_gate.read(directory, base, told=known is not None) for directory in directories}
    instance = _instance(root, packages)
    if known is not None:
        return known[0], instance
    faults = [fault for package in packages.values() for fault in package.faults]
    readable, sound = set(), set()
    for package in packages.values():
        siblings = {resource.entry["name"]: resource for resource in package.resources}
        for resource in package.resources:
            found, rows_readable = _check_resource(resource, siblings, hashes, results)
            faults += found
            name = (package.name, resource.entry["name"])
            if rows_readable:
                readable.add(name)
                if not found:
                    sound.add(name)
    told = {(fault.file, fault.row, fault.column) for fault in faults}
    across = rules.find(Evidence(base, packages, frozenset(readable), frozenset(sound), instance))
    # A cell that is at fault for itself may break a rule too: it is told once, by what it lacks itself.
    faults += [fault for fault in across if fault.row is None or (fault.file, fault.row, fault.column) not in told]
    faults = in_order(faults)
    results.put(key, faults, readable=True)
    return faults, instance


def _package_directories(root: Path) -> list[Path]:
    if not root.is_dir():
        return []
    return sorted(path for path in root.iterdir() if path.is_dir() and not path.name.startswith("."))


def _file_hashes(directories: list[Path]) -> dict[Path, str]:
    """The checksum of every file of the packages."""
    paths = (path for directory in directories for path in sorted(directory.rglob("*")) if path.is_file())
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def _instance(root: Path, packages: dict[str, DescribedPackage]) -> Instance:
    """The instance of all that has a descriptor."""
    return Instance(
        root,
        {
            package.name: Package(
                package.name,
                package.path,
                package.descriptor,
                {
                    resource.entry["name"]: Resource(
                        package.name, resource.entry["name"], resource.path, resource.relative_path, resource.entry, resource.schema
                    )
                    for resource in package.resources
                },
            )
            for package in packages.values()
            if package.descriptor is not None
        },
    )


def _check_resource(
    resource: DescribedResource, siblings: dict[str, DescribedResource], hashes: dict[Path, str], results: ResultCache
) -> tuple[list[Fault], bool]:
    """The faults of one file (strict gate, then frictionless), and whether its rows can be read."""
    referenced = [siblings[name] for name in sorted(tabular.referenced_names(resource.schema)) if name in siblings]
    parts = [(hashes[part.path], part.place.file, part.entry, part.schema) for part in (resource, *referenced)]
    key = key_of("resource", parts)
    if (known := results.get(key)) is not None:
        return known
    file = csv_file.read(resource.place, resource.schema, resource.path)
    faults = csv_gate.find(file)
    if file.readable:
        told_cells = {(fault.row, fault.column) for fault in faults if fault.column}
        told_rows = {fault.row for fault in faults if fault.code in (csv_gate.RowWidth.code, csv_gate.BlankLine.code)}
        faults += [
            fault
            for fault in tabular.find(resource, file, siblings)
            if (fault.row, fault.column) not in told_cells and fault.row not in told_rows
        ]
    results.put(key, faults, file.readable)
    return faults, file.readable
