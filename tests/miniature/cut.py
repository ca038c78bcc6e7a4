"""Cuts the miniature instance out of the data packages: ``python -m tests.miniature.cut``."""

from __future__ import annotations

import copy
import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

from build_scripts.packages.reading import Package, Resource, read_package

HERE = Path(__file__).resolve().parent
PACKAGES = HERE / "packages"
SOURCE = HERE.parent.parent / "datapackages"

NAMES = ("areas", "composition", "framework-2025-29", "instance", "public-attitude-survey", "recorded-crime", "registers", "sources")
FORCE = "E23000001"
BOROUGHS = {"E09000007", "E09000017", "E09000033"}
AREAS = {FORCE, *BOROUGHS, "MPS-AVIATION", "MPS-UNKNOWN"}
CATEGORIES = {
    "all-offences",
    "burglary-residential",
    "domestic-burglary",
    "homicide",
    "residential-burglary-of-a-home",
    "residential-burglary-of-unconnected-building",
    "robbery-of-personal-property",
    "violence-with-injury",
}
QUESTIONS = {"police-do-a-good-job", "police-treat-everyone-fairly", "trust-in-the-mps"}
INDICATORS = {
    "999-calls-answered-in-10-seconds",
    "homicide",
    "personal-robbery",
    "police-do-a-good-job",
    "police-treat-everyone-fairly",
    "residential-burglary",
    "total-notifiable-offences",
    "trust-in-the-mps",
    "victimisation-rate",
    "violence-with-injury",
}
# Extract: first and last month kept.
MONTHS = {"2026-04": ("2023-05", "2026-03"), "2023-12": ("2021-07", "2023-06")}
FIRST_SURVEY_PERIOD = "R12-2021-03"
OUTSIDE_TOTALS = {"R12-2022-06", "R12-2023-06", "R12-2022-12", "R12-2023-03"}

Row = dict[str, str]


def keeps(package: str, resource: Resource, row: Row) -> bool:
    """Whether the miniature has the row."""
    tests: dict[str, Callable[[], bool]] = {
        "areas/areas": lambda: row["area_code"] in AREAS or row["area_code"] in _command_units(),
        "areas/population": lambda: row["area_code"] in AREAS,
        "composition/composition": lambda: row["indicator"] in INDICATORS and row["category"] in CATEGORIES | QUESTIONS | {"*"},
        "composition/components": lambda: row["indicator"] in INDICATORS,
        "composition/gaps": lambda: row["indicator"] in INDICATORS,
        "composition/ratios": lambda: row["indicator"] in INDICATORS,
        # Shares of the people asked are for gaps between groups, of which the miniature has none.
        "composition/groups": lambda: False,
        "composition/printed-gaps": lambda: row["package"] in NAMES,
        "composition/printed": lambda: row["package"] in NAMES,
        "framework-2025-29/indicators": lambda: row["indicator"] in INDICATORS,
        "public-attitude-survey/questions": lambda: row["question"] in QUESTIONS,
        "recorded-crime/categories": lambda: row["category"] in CATEGORIES,
        "registers/aliases": lambda: row["code"] in AREAS | CATEGORIES | QUESTIONS,
        "registers/sudden-changes": lambda: row["category"] in CATEGORIES and row["area_code"] in AREAS,
        "registers/gaps-in-series": lambda: row["category"] in CATEGORIES | QUESTIONS | {"*"},
        "registers/outside-totals": lambda: (
            row["indicator"] in INDICATORS - {"total-notifiable-offences"} and row["period"] in OUTSIDE_TOTALS
        ),
        # What words mean and what is searched for is of all pages, of which the miniature has few.
        "registers/glossary": lambda: False,
        "registers/search-words": lambda: False,
        "registers/comparators": lambda: row["indicator"] in INDICATORS,
        "registers/control-baselines": lambda: row["indicator"] in INDICATORS,
        "registers/known-errors": lambda: (
            not row["selector"].startswith("category=") or _selected(row["selector"]) in CATEGORIES | QUESTIONS | {"*"}
        ),
    }
    name = f"{package}/{resource.name}"
    if name in tests:
        return tests[name]()
    if package == "recorded-crime":
        first, last = MONTHS[resource.role["extract"]]
        return row["category"] in CATEGORIES and row["area_code"] in AREAS and first <= row["month"] <= last
    if package == "public-attitude-survey":
        return row["question"] in QUESTIONS and row["area_code"] in AREAS and row["period"] >= FIRST_SURVEY_PERIOD
    return True


def _command_units() -> set[str]:
    rows = _rows(SOURCE / "areas" / "areas.csv")
    return {row["basic_command_unit"] for row in rows if row["area_code"] in BOROUGHS}


def _selected(selector: str) -> str:
    return selector.split()[0].removeprefix("category=")


def trimmed(package: str, row: Row) -> Row:
    """The row with what it says of rows that are left out taken away."""
    row = dict(row)
    if package == "registers":
        for column, known in (("categories", CATEGORIES | QUESTIONS), ("areas", AREAS), ("indicators", INDICATORS)):
            if column in row and row[column] not in ("", "*"):
                row[column] = " ".join(word for word in row[column].split() if word in known or word == "boroughs")
    if package == "sources" and "extract" in row:
        if row["source"] == "pas":
            row["first_period"] = FIRST_SURVEY_PERIOD
        elif row["extract"] in MONTHS:
            row["first_period"], row["last_period"] = MONTHS[row["extract"]]
    return row


def applies(package: str, row: Row) -> bool:
    """Whether a trimmed register row is still about something."""
    return package != "registers" or all(row.get(column, "*") for column in ("categories", "areas", "indicators"))


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cut_resource(package: str, resource: Resource) -> list[Row]:
    """The rows of a resource that the miniature has."""
    rows = [trimmed(package, row) for row in _rows(resource.path) if keeps(package, resource, row)]
    rows = [row for row in rows if applies(package, row)]
    if package == "recorded-crime" and resource.role.get("extract") == "2023-12":
        return with_totals(rows)
    return rows


def with_totals(rows: list[Row]) -> list[Row]:
    """The rows of a condensed extract with ``all-offences`` as the sum of the categories kept, for the force alone."""
    sums: dict[str, int] = {}
    kept = [row for row in rows if row["category"] != "all-offences"]
    for row in kept:
        if row["area_code"] == FORCE:
            sums[row["month"]] = sums.get(row["month"], 0) + int(row["offences"])
    totals = [{"category": "all-offences", "area_code": FORCE, "month": month, "offences": str(sums[month])} for month in sorted(sums)]
    return totals + kept


def cut_package(package: Package) -> None:
    """Write the package's cut."""
    target = PACKAGES / package.name
    descriptor = copy.deepcopy(package.descriptor)
    entries = []
    for entry in descriptor["resources"]:
        resource = package.resources[entry["name"]]
        rows = cut_resource(package.name, resource)
        if not rows:
            continue
        entries.append(entry)
        role = entry.get("plainSight", {})
        if "coverage" in role:
            periods = sorted({row[role["columns"]["period"]].removeprefix("R12-") for row in rows})
            role["coverage"] = [periods[0], periods[-1]]
        path = target / entry["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, resource.field_names, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    descriptor["resources"] = entries
    (target / "datapackage.json").write_text(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    shutil.copy(package.path / "README.md", target / "README.md")
    if (package.path / "schemas").is_dir():
        shutil.copytree(package.path / "schemas", target / "schemas", dirs_exist_ok=True)


def cut() -> None:
    """Write the miniature anew."""
    shutil.rmtree(PACKAGES, ignore_errors=True)
    for name in NAMES:
        cut_package(read_package(SOURCE / name))


if __name__ == "__main__":
    cut()
