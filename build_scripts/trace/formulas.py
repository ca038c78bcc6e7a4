"""The formula of a figure, in words and with its numbers: what ``plainsight figure`` prints and what a page opens beside it."""

from __future__ import annotations

from build_scripts import formats, vocabulary

# Two numbers with a decimal or two are the same when they differ by less.
ROUNDING_ERROR = 1e-6


def observed_formula(row: dict, unit: str = "counted") -> str:
    """How an observed value (a row of ``tables.OBSERVATIONS``) comes about; ``unit`` names what a rate counts."""
    if "as-printed" in row["flags"].split():
        return _printed_formula(row)
    if row["measure"] == "count":
        return (
            f"The monthly counts of {formats.period(row['period'])} are added up: "
            f"{formats.number(row['months_present'])} months, every category of the indicator, every row of the area."
        )
    if row["measure"] == "rate":
        return (
            f"{formats.counted(formats.number(row['numerator']), unit)}, divided by {formats.number(row['denominator'])} residents "
            f"(mid-{row['population_year']:.0f} estimate), times 1,000."
        )
    if row["measure"] == "gap":
        return "The percentage of the one group less that of the other."
    if row["measure"] == "outcome-rate":
        return (
            f"{formats.number(row['numerator'])} outcomes recorded in the period, divided by {formats.number(row['denominator'])} offences "
            "recorded in it, times 100. An outcome may belong to an offence of an earlier period."
        )
    if row["measure"] == "ratio":
        return (
            f"{formats.number(row['numerator'])} counted of the one group and {formats.number(row['denominator'])} of the other, each "
            f"divided by the residents of that group ({row['population_year']:.0f}); the one rate divided by the other."
        )
    if "approximate" in row["flags"].split():
        return "The mean of the percentages that the publisher gives for the parts of the period, each with the same weight."
    return "The percentage is taken as its publisher gives it."


def _printed_formula(row: dict) -> str:
    """How a figure that only a document prints comes about: as it stands there or, of a group, from what stands beside it."""
    if not row["group"] or "e" not in row["flags"].split():
        return "The figure is taken as the document prints it."
    if row["measure"] == "gap":
        return "The later gap less the change of the gap, both as the document prints them."
    level = "The result of everybody and the gap of the group together, both as the document prints them"
    return f"{level}." if row["measure"] == "percentage" else f"{level}; that divided by the result of everybody."


def _against_everybody(row: dict, now: str, everybody: str) -> str:
    """How a group is set against everybody, and what its interval allows for."""
    formula = f"{now} of the group less {everybody} of everybody, as printed, in percentage points."
    if not row["test"]:
        return formula
    return (
        f"{formula} {vocabulary.TESTS[row['test']]}: with f the share of the group, {formats.number(row['n'])} of "
        f"{formats.number(row['base_n'])} interviews, and r everybody else, the standard error is (1 − f) times the root of "
        "p(1 − p)/n of the group and the same of r added up, each n divided by the design effect. The interval reaches one point "
        "further either way, half a point for each of the two rounded results."
    )


def compared_formula(row: dict) -> str:
    """How a change (a row of ``tables.COMPARISONS``) comes about, and by which test it was judged."""
    now, before = (formats.value_of(row[name], row["measure"]) for name in ("value", "base_value"))
    test = f" {vocabulary.TESTS[row['test']]}." if row["test"] else ""
    if formats.is_missing(row["change_absolute"]):
        return vocabulary.REASONS.get(row["reason"], "")
    if row["rule"] == "everybody":
        return _against_everybody(row, now, before)
    if "as-printed" in row["flags"].split() and formats.is_missing(row["value"]):
        return "The document prints the change alone."
    if {"as-printed", "e"} <= set(row["flags"].split()) and row["measure"] != "outcome-rate":
        return f"The document prints {now} and the change; {before} follows from the two.{test}"
    if "as-printed" in row["flags"].split() and abs(row["value"] - row["base_value"] - row["change_absolute"]) > ROUNDING_ERROR:
        return f"The document prints the change itself beside {now} and {before}.{test}"
    if row["change_unit"] in ("days", "ratio", "£m"):
        return f"{now} less {before}.{test}"
    if row["change_unit"] == "pp":
        return f"{now} less {before}, in percentage points.{test}"
    if not formats.is_missing(row["change"]):
        return f"{now} divided by {before}, less one.{test}"
    return f"{now} less {before}. {vocabulary.REASONS[row['reason']]}{test}"
