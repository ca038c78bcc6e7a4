"""What is known of each printed figure of a report: its mark, its line, what is printed there, what speaks for or against it.

It opens beside the figure, without leaving the page, and holds a prepared report of an error in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from build_scripts import formats, vocabulary
from build_scripts.pages import claims_page, links, reconciliation_page
from build_scripts.pages.report_context import ReportContext
from build_scripts.pages.workings import report_link
from build_scripts.reports import marks
from build_scripts.reports.declared import Section

PROOF_COLUMN = "Source"
PRINTED_SUFFIX = "_printed"
DIFFERENT = "different"
# The mark that is told of several rows together is the one that warns most.
WEIGHTIEST_FIRST = (marks.CONTRADICTED, marks.RECOMPUTED, marks.AS_PRINTED)


def proof_cell(context: ReportContext, section: Section, rows: Iterable[Mapping]) -> dict:
    """What is known of rows of a section's own table, told together in one cell."""
    return proof_of(context, section.identifier, section.package, section.resource, list(rows))


def proof_of(context: ReportContext, place: str, package: str, resource: str, rows: Sequence[Mapping]) -> dict:
    """What is known of one row of a transcribed table, or of several; ``place`` is the section of the page that shows it."""
    found = [context.marks.of(package, resource, row["row_id"]) for row in rows]
    code = next(code for code in WEIGHTIEST_FIRST if any(one.code == code for one in found))
    recomputed = list({one.cell: one for mark in found for one in mark.recomputed}.values())
    checks = [check for mark in found for check in mark.checks]
    identifiers = [row["row_id"] for row in rows]
    address = f"{package}/{resource}/{', '.join(identifiers)}"
    printed = "; ".join(dict.fromkeys(cell for row in rows for cell in printed_cells(row)))
    periods_told = ", ".join(dict.fromkeys(str(row["period"]) for row in rows if row.get("period")))
    document = rows[0]["source_line"].partition(":")[0]
    period = periods_told or (context.report.period.text if context.report.period else "")
    return {
        "mark": code,
        "title": vocabulary.FIGURE_MARK_TITLES[code],
        "meaning": vocabulary.FIGURE_MARKS[code],
        "id": f"proof-{place}-{identifiers[0]}",
        "line": lines_text(rows),
        "source_lines": ", ".join(dict.fromkeys(row["source_line"] for row in rows)),
        "printed": printed,
        "notes": recomputed_notes(recomputed),
        "own_notes": list(dict.fromkeys(row["note"] for row in rows if row.get("note"))),
        "address": address,
        "document": document,
        "why": _why(context, checks, bool(recomputed)),
        "rows_href": context.link(links.package_path(package)),
        "report_href": report_link(context.content, address, printed, period, f"document {document}"),
    }


def printed_cells(row: Mapping) -> list[str]:
    """What the document prints in the cells of a row, in their order."""
    return [str(value) for name, value in row.items() if name.endswith(PRINTED_SUFFIX) and isinstance(value, str) and value]


def lines_text(rows: Iterable[Mapping]) -> str:
    """The lines of the document that rows stand in: ``line 163``, ``lines 163 and 170``, ``lines 591 to 675``."""
    numbers = list(dict.fromkeys(row["source_line"].partition(":")[2] for row in rows))
    if len(numbers) == 1:
        return f"{'lines' if '-' in numbers[0] else 'line'} {numbers[0].replace('-', ' to ')}"
    if len(numbers) == 2:
        return f"lines {formats.listing(numbers)}"
    ends = [int(part) for number in numbers for part in number.split("-")]
    return f"lines {min(ends)} to {max(ends)}"


def recomputed_notes(recomputed: Sequence[marks.Recomputed]) -> list[str]:
    """What the data give: one figure beside the printed one and with its verdict, several in a row, naming only that some differ."""
    if not recomputed:
        return []
    if len(recomputed) == 1:
        (one,) = recomputed
        printed = f"{one.printed_text} printed, " if one.printed_text else ""
        return [f"{printed}{marks.recomputed_text(one)} from data: {vocabulary.CLAIM_VERDICT_TITLES[one.verdict]}"]
    differing = sum(one.verdict == DIFFERENT for one in recomputed)
    note = f"from data: {', '.join(marks.recomputed_text(one) for one in recomputed)}"
    return [note, f"{formats.number(differing)} of {formats.number(len(recomputed))} different"] if differing else [note]


def _why(context: ReportContext, checks: Sequence[str], is_recomputed: bool) -> dict | None:
    """Where the reader learns what speaks against a figure, or how it was recomputed."""
    if checks:
        against = f"{reconciliation_page.PATH}#{reconciliation_page.anchor_of(checks[0])}"
        return {"label": "What contradicts it", "href": context.link(against)}
    return {"label": "How it was recomputed", "href": context.link(claims_page.PATH)} if is_recomputed else None


def known_text(rows: Iterable[Mapping]) -> str:
    """One line on how the figures of a section are known; empty where none of its rows is printed."""
    found = [cell["mark"] for row in rows for cell in row.get("cells", ()) if isinstance(cell, dict) and "mark" in cell]
    if not found:
        return ""
    if set(found) == {marks.RECOMPUTED}:
        return "Recomputed from published data: both figures stand in each row."
    if set(found) == {marks.AS_PRINTED}:
        return "As printed: nobody publishes these figures as data."
    others = [
        f"{formats.number(found.count(code))} {'is' if found.count(code) == 1 else 'are'} {vocabulary.FIGURE_MARK_TITLES[code]}"
        for code in (marks.RECOMPUTED, marks.CONTRADICTED)
        if code in found
    ]
    rest = "; the rest stand as printed" if marks.AS_PRINTED in found else ""
    return f"Of {formats.number(len(found))} rows {formats.listing(others)}{rest}."
