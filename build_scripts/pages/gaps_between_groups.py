"""All printed gaps between groups and everybody on one page: what is clear first, every gap beside the others, what each rests on."""

from __future__ import annotations

from build_scripts import formats, vocabulary
from build_scripts.indicators.groups import CENSUS, CONSTANT, Group
from build_scripts.pages import links
from build_scripts.pages.content import Content
from build_scripts.pages.gaps_by_group import GroupGaps, base_note, chance_note, lead, questions
from build_scripts.pages.page import Page
from build_scripts.statements import gaps as statements

PATH = "gaps/groups/"
BASES = {CENSUS: "Share of residents, Census", CONSTANT: "Constant of the register"}
ASSUMED = "Assumption"


def all_rows(found: list[GroupGaps]) -> list[dict]:
    """The comparisons of every question with everybody."""
    return [row for one in found for row in one.rows]


def gaps_between_groups_page(content: Content) -> Page | None:
    """The page; None where no gaps are printed."""
    found = questions(content)
    rows = all_rows(found)
    if not rows:
        return None
    link = links.linker(PATH)
    return Page(
        path=PATH,
        title=statements.summary(rows).text,
        short_title="Gaps between groups",
        description="How far groups of people lie from everybody in what they think of the police, how sure that is, and what is assumed.",
        template="reports/gaps_between_groups.md.j2",
        context={
            "lead": lead(content, rows),
            "marks": statements.marks_and_tests(rows).text,
            "questions": [_question(content, one, link) for one in found],
            "matrix": _matrix(content, found),
            "columns": [{"label": "Group"}, *({"label": one.question.short_title} for one in found)],
            "chance": chance_note(content, found),
            "bases": base_note(content, found),
            "groups": [_group(group, found[0]) for group in content.groups.values()],
            "own_gaps": _own_gaps(content, link),
            "period": formats.period(rows[0]["period"]),
            "method_href": link("method/#groups"),
        },
        breadcrumb=(("Gaps", "gaps/"),),
        search_boost=2.0,
    )


def _question(content: Content, found: GroupGaps, link) -> dict:
    rows = list(found.rows)
    return {
        "title": f"{found.question.title}: {formats.value_of(rows[0]['base_value'], 'percentage')} of everybody",
        "finding": statements.finding(rows, content.groups).text,
        "below": statements.clear_list(rows, content.groups, statements.BELOW).text,
        "above": statements.clear_list(rows, content.groups, statements.ABOVE).text,
        "moves": [row["sentence"] for row in found.moves],
        "href": link(f"{links.indicator_path(found.question.slug)}#groups"),
    }


def _matrix(content: Content, found: list[GroupGaps]) -> list[dict]:
    """A row a group, groups of a kind under its name, a cell a question: the gap, and what the test and the mark say of it."""
    by_question = [{(row["group_type"], row["group"]): row for row in one.rows} for one in found]
    matrix: list[dict] = []
    kind = ""
    for key, group in content.groups.items():
        if not any(key in rows for rows in by_question):
            continue
        if group.group_type != kind:
            kind = group.group_type
            matrix.append({"group": formats.upper_first(vocabulary.GROUP_TYPES[kind])})
        matrix.append({"label": group.label, "cells": [_cell(rows.get(key)) for rows in by_question]})
    return matrix


def _cell(row: dict | None) -> dict:
    if row is None:
        return {"gap": formats.NO_VALUE, "words": ""}
    words = statements.tested_words(row) + (", marked" if statements.is_marked_gap(row) else "")
    return {"gap": formats.short_change(row["change"], "pp"), "words": words}


def _group(group: Group, found: GroupGaps) -> list[str]:
    asked = next((gap.sample for gap in found.gaps if (gap.group_type, gap.group) == (group.group_type, group.group)), None)
    return [
        formats.upper_first(group.people),
        f"{formats.number(100 * group.share, 1)}%",
        formats.number(asked),
        BASES.get(group.basis, ASSUMED),
        group.note,
    ]


def _own_gaps(content: Content, link) -> list[dict]:
    """Measures that are gaps between two groups with a series of their own: the latest comparison with the year before, and the page."""
    found = []
    for indicator in content.framework.indicators:
        row = content.latest_comparison(indicator.slug, "r12", measure="gap") if indicator.kind == "gap" else None
        if row is not None:
            found.append({"text": row["sentence"], "href": link(links.indicator_path(indicator.slug)), "label": indicator.title})
    return found
