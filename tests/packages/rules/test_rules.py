"""Each rule across packages: a fault planted into published figures, and read back at its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from build_scripts.packages.rules import RULES
from tests.packages.planting import Planting, resource

CRIME = "recorded-crime/data/2026-04/2025-26.csv"
EARLIER = "recorded-crime/data/2023-12/2022-23.csv"
SURVEY = "public-attitude-survey/data/to-2023-12/percentages.csv"
COMPOSITION = "composition/composition.csv"


@dataclass(frozen=True)
class Case:
    """How the fault is planted, the code it must have, the file and line it must be told at, and words of its message.

    The line is given by its number, by a text that it alone holds, or is None where the fault is in no line.
    """

    plant: Callable[[Planting], None]
    code: str
    file: str
    row: int | str | None
    words: str


def changed(file: str, old: str, new: str) -> Callable[[Planting], None]:
    return lambda planting: planting.change(file, old, new)


def described(package: str, name: str, change: Callable[[dict], None]) -> Callable[[Planting], None]:
    def plant(planting: Planting) -> None:
        with planting.descriptor(package) as descriptor:
            change(resource(descriptor, name))

    return plant


def without_lines(file: str, holding: str) -> Callable[[Planting], None]:
    """Takes away every line that holds a text."""

    def plant(planting: Planting) -> None:
        lines = (planting.root / file).read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if holding not in line]
        assert len(kept) < len(lines)
        (planting.root / file).write_text("".join(kept), encoding="utf-8")

    return plant


def both(*plants: Callable[[Planting], None]) -> Callable[[Planting], None]:
    def plant(planting: Planting) -> None:
        for one in plants:
            one(planting)

    return plant


PRINTED = "composition/printed.csv"
PRINTED_FIELDS = ("indicator", "component", "measure", "package", "resource", "rows")


GAPS = "composition/printed-gaps.csv"
GAPS_FIELDS = ("indicator", "package", "resource", "results", "changes")
GROUPS = "composition/groups.csv"
GROUPS_FIELDS = ("group", "share", "population", "basis")


def composed(file: str, fields: tuple[str, ...], *cells: str) -> Callable[[Planting], None]:
    """Gives the miniature's composition a table with one row; a share is a number, all else is text."""
    name = file.removeprefix("composition/").removesuffix(".csv")

    def plant(planting: Planting) -> None:
        (planting.root / file).write_text(f"{','.join(fields)}\n{','.join(cells)}\n", encoding="utf-8")
        with planting.descriptor("composition") as descriptor:
            described = [
                {"name": field, "type": "number" if field == "share" else "string", "title": field, "description": field}
                for field in fields
            ]
            table = resource(descriptor, "composition") | {"name": name, "path": f"{name}.csv"}
            descriptor["resources"].append(table | {"schema": {"fields": described, "primaryKey": [fields[0]], "missingValues": [""]}})

    return plant


def printed(*cells: str) -> Callable[[Planting], None]:
    """Gives the miniature a table of printed figures with one row."""
    return composed(PRINTED, PRINTED_FIELDS, *cells)


REFERENCE = {"references": {"area_code": "areas/areas.area_code"}}

CASES = {
    "printed row of no table": Case(
        printed("999-calls-answered-in-10-seconds", "", "percentage", "areas", "populations", "0505-01"),
        "printed-row-unknown",
        PRINTED,
        2,
        "nearest known is 'population'",
    ),
    "printed figure beside a series": Case(
        printed("homicide", "", "count", "areas", "areas", "0923-01"),
        "printed-beside-series",
        PRINTED,
        2,
        "homicide/count",
    ),
    "printed gaps of no table": Case(
        composed(GAPS, GAPS_FIELDS, "trust-in-the-mps", "areas", "area", "population", ""),
        "printed-gaps-table-unknown",
        GAPS,
        2,
        "nearest known is 'areas'",
    ),
    "printed gaps of no indicator": Case(
        composed(GAPS, GAPS_FIELDS, "trust-in-the-met", "areas", "areas", "population", ""),
        "composition-indicator-unknown",
        GAPS,
        2,
        "nearest known is 'trust-in-the-mps'",
    ),
    "assumed share that is not given": Case(
        composed(GROUPS, GROUPS_FIELDS, "lgbt", "", "", "assumption"),
        "group-share-unknown",
        GROUPS,
        2,
        "a number between 0 and 1",
    ),
    "share of residents who are not counted": Case(
        composed(GROUPS, GROUPS_FIELDS, "lgbt", "", "areas/population", "census"),
        "group-share-unknown",
        GROUPS,
        2,
        "the group in it",
    ),
    "unknown area": Case(
        changed(CRIME, "homicide,E09000007,2025-04,0", "homicide,E09000008,2025-04,0"),
        "area-unknown",
        CRIME,
        2,
        "nearest known is 'E09000007'",
    ),
    "unknown category": Case(
        both(
            described("public-attitude-survey", "percentages-to-2023-12", lambda entry: entry["schema"].pop("foreignKeys")),
            changed(SURVEY, "trust-in-the-mps,E23000001,R12-2023-06,70", "trust-in-the-met,E23000001,R12-2023-06,70"),
        ),
        "category-unknown",
        SURVEY,
        143,
        "nearest known is 'trust-in-the-mps'",
    ),
    "unknown source": Case(
        described("public-attitude-survey", "percentages-to-2025-09", lambda entry: entry["plainSight"].update(source="pass")),
        "source-unknown",
        "public-attitude-survey/datapackage.json",
        None,
        "nearest known is 'pas'",
    ),
    "unknown extract": Case(
        described("public-attitude-survey", "percentages-to-2025-09", lambda entry: entry["plainSight"].update(extract="to-2025-08")),
        "extract-unknown",
        "public-attitude-survey/datapackage.json",
        None,
        "'to-2025-08' of pas",
    ),
    "extract in another's folder": Case(
        described("recorded-crime", "offences-2026-04-2025-26", lambda entry: entry["plainSight"].update(extract="2023-12")),
        "extract-folder",
        "recorded-crime/datapackage.json",
        None,
        "expected '2026-04'",
    ),
    "span of an extract": Case(
        changed("sources/extracts.csv", "2026-04,2026-04,2023-05,2026-03", "2026-04,2026-04,2023-05,2026-04"),
        "extract-span",
        "sources/extracts.csv",
        "2026-04,2026-04,",
        "last_period is '2026-04'",
    ),
    "reference to another package": Case(
        both(
            described("areas", "population", lambda entry: (entry["schema"].pop("foreignKeys"), entry.update(plainSight=REFERENCE))),
            changed("areas/population.csv", "E09000007,2019,", "E09000070,2019,"),
        ),
        "reference-unknown",
        "areas/population.csv",
        2,
        "expected a area_code of areas/areas",
    ),
    "reference to nowhere": Case(
        described("areas", "population", lambda entry: entry.update(plainSight={"references": {"area_code": "places/areas.area_code"}})),
        "reference-target",
        "areas/datapackage.json",
        None,
        "'places/areas.area_code'",
    ),
    "register of an unknown area": Case(
        changed("registers/sudden-changes.csv", "domestic-burglary,MPS-UNKNOWN,2020-03", "domestic-burglary,MPS-UNKNWON,2020-03"),
        "register-word-unknown",
        "registers/sudden-changes.csv",
        "MPS-UNKNWON,2020-03",
        "nearest known is 'MPS-UNKNOWN'",
    ),
    "composition of an unknown indicator": Case(
        changed(COMPOSITION, "homicide,,count,mps-borough,homicide", "homicides,,count,mps-borough,homicide"),
        "composition-indicator-unknown",
        COMPOSITION,
        "homicides,",
        "nearest known is 'homicide'",
    ),
    "composition of an unknown category": Case(
        changed(COMPOSITION, "mps-borough,domestic-burglary,", "mps-borough,domestic-burglaries,"),
        "composition-category-unknown",
        COMPOSITION,
        "domestic-burglaries",
        "nearest known is 'domestic-burglary'",
    ),
    "composition that counts twice": Case(
        changed(
            COMPOSITION,
            "violence-with-injury,,count,mps-borough,violence-with-injury,count,,,,,\n",
            "violence-with-injury,,count,mps-borough,*,count,,,,,\nviolence-with-injury,,count,mps-borough,violence-with-injury,count,,,,,\n",
        ),
        "composition-overlap",
        COMPOSITION,
        "violence-with-injury,,count,mps-borough,violence-with-injury",
        "goes into violence-with-injury again",
    ),
    "composition for an extract that is not held": Case(
        changed(COMPOSITION, "mps-borough,homicide,count,,", "mps-borough,homicide,count,2024-01,"),
        "composition-limits",
        COMPOSITION,
        "2024-01",
        "2023-12, 2026-04",
    ),
    "reading twice in an extract": Case(
        both(
            changed("recorded-crime/data/2026-04/2024-25.csv", "homicide,E09000007,2025-03,", "homicide,E09000007,2025-04,"),
            described("recorded-crime", "offences-2026-04-2024-25", lambda entry: entry["plainSight"].pop("coverage")),
        ),
        "reading-repeated",
        CRIME,
        2,
        "2024-25.csv",
    ),
    "period of another type": Case(
        both(
            described("public-attitude-survey", "percentages-to-2023-12", lambda entry: entry["schema"]["fields"][2].pop("constraints")),
            changed(SURVEY, "trust-in-the-mps,E23000001,R12-2023-06,70", "trust-in-the-mps,E23000001,2023-06,70"),
        ),
        "period-form",
        SURVEY,
        143,
        "such as R12-2023-06",
    ),
    "percentage over a hundred": Case(
        both(
            described("public-attitude-survey", "percentages-to-2023-12", lambda entry: entry["schema"]["fields"][3].pop("constraints")),
            changed(SURVEY, "trust-in-the-mps,E23000001,R12-2023-06,70", "trust-in-the-mps,E23000001,R12-2023-06,700"),
        ),
        "percentage-range",
        SURVEY,
        143,
        "from 0 to 100",
    ),
    "fraction among percentages": Case(
        both(
            described("public-attitude-survey", "percentages-to-2023-12", lambda entry: entry["schema"]["fields"][3].update(type="number")),
            changed(SURVEY, "trust-in-the-mps,E23000001,R12-2023-06,70", "trust-in-the-mps,E23000001,R12-2023-06,0.7"),
        ),
        "percentage-range",
        SURVEY,
        143,
        "such as 70",
    ),
    "coverage that the file lacks": Case(
        described("recorded-crime", "offences-2026-04-2025-26", lambda entry: entry["plainSight"].update(coverage=["2025-04", "2026-04"])),
        "coverage",
        CRIME,
        None,
        "no row is of 2026-04",
    ),
    "rows outside the coverage": Case(
        described("recorded-crime", "offences-2026-04-2025-26", lambda entry: entry["plainSight"].update(coverage=["2025-05", "2026-03"])),
        "coverage",
        CRIME,
        2,
        "rows are of 2025-04",
    ),
    "a month lost": Case(without_lines(CRIME, ",2025-09,"), "coverage", CRIME, None, "no row is of 2025-09"),
    "a month of one borough lost": Case(
        without_lines(CRIME, "E09000007,2025-09,"),
        "series-gap",
        CRIME,
        None,
        "E09000007 has no value for 2025-09 between 2025-08 and 2025-10",
    ),
    "a quarter of the survey lost": Case(
        without_lines(SURVEY, "trust-in-the-mps,E23000001,R12-2022-09,"),
        "series-gap",
        SURVEY,
        None,
        "trust-in-the-mps E23000001 has no value for 2022-09",
    ),
    "a digit too many": Case(
        changed(CRIME, "violence-with-injury,E09000007,2025-09,144", "violence-with-injury,E09000007,2025-09,1844"),
        "sudden-change",
        CRIME,
        199,
        "1844 in 2025-09, between 154 and 182",
    ),
    "a digit too few": Case(
        changed(CRIME, "violence-with-injury,E09000007,2025-09,144", "violence-with-injury,E09000007,2025-09,14"),
        "sudden-change",
        CRIME,
        199,
        "14 in 2025-09",
    ),
    "a row lost, where an absent one is zero": Case(
        without_lines(CRIME, "violence-with-injury,E09000007,2025-09,"), "sudden-change", CRIME, None, "is 0 in 2025-09"
    ),
    "the last month cut short": Case(
        changed(CRIME, "violence-with-injury,E09000007,2026-03,156", "violence-with-injury,E09000007,2026-03,5"),
        "sudden-change",
        CRIME,
        205,
        "the end of the series",
    ),
    "boroughs that sum to more than the force": Case(
        changed(EARLIER, "violence-with-injury,E23000001,2022-04,6164", "violence-with-injury,E23000001,2022-04,616"),
        "parts-exceed-whole",
        EARLIER,
        206,
        "is 616 for the force",
    ),
    "total that is not the sum": Case(
        changed(EARLIER, "all-offences,E23000001,2022-04,10777", "all-offences,E23000001,2022-04,10778"),
        "total-differs",
        EARLIER,
        2,
        "is 10778; expected 10777",
    ),
    "outside total": Case(
        changed("registers/outside-totals.csv", "R12-2023-06,report-2023-24-q1,78484,", "R12-2023-06,report-2023-24-q1,87484,"),
        "outside-total",
        "registers/outside-totals.csv",
        "87484",
        "violence-with-injury over R12-2023-06 is 78676 from mps-borough (extract 2023-12), -10.1% from the 87484",
    ),
    "known error that its publisher mended": Case(
        changed(
            "recorded-crime/data/2026-04/2023-24.csv",
            "violence-with-injury,MPS-AVIATION,2024-03,0",
            "violence-with-injury,MPS-AVIATION,2024-03,9",
        ),
        "known-error-mended",
        "registers/known-errors.csv",
        "airports-empty-in-march-2024",
        "mps-borough has mended the known error 'airports-empty-in-march-2024'",
    ),
    "small number of which nobody says that its owner publishes it": Case(
        without_lines("registers/disclosure.csv", "mps-borough,unallocated,"),
        "small-number-undeclared",
        "recorded-crime/data/2023-12/2021-22.csv",
        175,
        "of the source mps-borough stand here or in its other tables by unallocated",
    ),
    "word of no vocabulary": Case(
        both(
            described(
                "framework-2025-29",
                "indicators",
                lambda entry: [field["constraints"].pop("enum", None) for field in entry["schema"]["fields"] if "constraints" in field],
            ),
            changed(
                "framework-2025-29/indicators.csv",
                ",violence-and-exploitation,Homicide,Homicide,count,count,",
                ",violence-and-exploitation,Homicide,Homicide,counts,count,",
            ),
        ),
        "vocabulary",
        "framework-2025-29/indicators.csv",
        "counts,count,",
        "nearest known is 'count'",
    ),
    "negative count": Case(
        both(
            described("recorded-crime", "offences-2026-04-2025-26", lambda entry: entry.update(schema=unbounded())),
            changed(CRIME, "homicide,E09000007,2025-04,0", "homicide,E09000007,2025-04,-1"),
        ),
        "count-form",
        CRIME,
        2,
        "0 or more",
    ),
}


def unbounded() -> dict:
    """The schema of the offences, without what would catch a negative count."""
    texts = [{"name": name, "type": "string", "title": name, "description": name} for name in ("category", "area_code", "month")]
    number = {"name": "offences", "type": "integer", "title": "Offences", "description": "Offences recorded."}
    return {"fields": [*texts, number], "primaryKey": ["category", "area_code", "month"], "missingValues": [""]}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_planted_fault_is_told_at_its_place(planting: Planting, case: Case) -> None:
    # Given the fault
    case.plant(planting)
    # When checked
    faults = planting.faults()
    # Then it is told, where it is, in words that say what is wrong
    told = [fault for fault in faults if fault.code == case.code]
    assert told, [(fault.file, fault.row, fault.code, fault.message) for fault in faults]
    places = {(fault.file, fault.row) for fault in told}
    assert (f"datapackages/{case.file}", line_of(planting, case)) in places
    assert case.words in " ".join(fault.message for fault in told)
    assert all("expected" in fault.message and fault.hint.endswith(".") for fault in told)


def line_of(planting: Planting, case: Case) -> int | None:
    if not isinstance(case.row, str):
        return case.row
    lines = (planting.root / case.file).read_text(encoding="utf-8").splitlines()
    (line,) = [number for number, text in enumerate(lines, start=1) if case.row in text]
    return line


def test_every_rule_has_a_planted_fault() -> None:
    assert {rule.code for rule in RULES} - {case.code for case in CASES.values()} == set()


def test_a_declared_gap_is_no_fault(planting: Planting) -> None:
    # Given a quarter of the survey that was not asked, and a register row that says so
    without_lines(SURVEY, "trust-in-the-mps,E23000001,R12-2022-09,")(planting)
    planting.change(
        "registers/gaps-in-series.csv",
        "from_month,to_month,reason\n",
        "from_month,to_month,reason\npas,trust-in-the-mps,E23000001,2022-09,2022-09,Not asked.\n",
    )
    # When checked / Then
    assert planting.faults() == []


def test_a_declared_sudden_change_is_no_fault(planting: Planting) -> None:
    # Given a month that stands out, and a register row that gives the reason
    planting.change(CRIME, "violence-with-injury,E09000007,2025-09,144", "violence-with-injury,E09000007,2025-09,1844")
    register = planting.root / "registers/sudden-changes.csv"
    header = register.read_text(encoding="utf-8").splitlines()[0].split(",")
    row = {
        "source": "mps-borough",
        "category": "violence-with-injury",
        "area_code": "E09000007",
        "month": "2025-09",
        "reason": "A riot.",
        "basis": "seen",
    }
    with register.open("a", encoding="utf-8") as file:
        file.write(",".join(row.get(name, "") for name in header) + "\n")
    # When checked / Then
    assert planting.faults() == []


def test_of_a_file_with_faults_nothing_is_said_to_be_missing(planting: Planting) -> None:
    # Given a cell that is not a number in a month of violence that the outside totals hold
    planting.change(EARLIER, "violence-with-injury,E23000001,2022-07,7248", "violence-with-injury,E23000001,2022-07,724B")
    # When checked / Then only that is told: sums that would miss it are not made
    fault = planting.only_fault()
    assert (fault.row, fault.column, fault.value) == (209, "offences", "724B")


@pytest.mark.parametrize("package", ["areas", "composition", "framework-2025-29", "instance", "recorded-crime", "registers", "sources"])
def test_rules_pass_over_a_package_that_is_not_there(planting: Planting, package: str) -> None:
    # Given an instance without one of its packages
    for path in sorted((planting.root / package).rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    (planting.root / package).rmdir()
    # When checked / Then no rule breaks on it
    assert "rule-failed" not in {fault.code for fault in planting.faults()}
