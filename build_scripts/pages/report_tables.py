"""Sections of transcribed rows as what the parts of a page take: tables, tables turned to wide, sentences, boroughs on the tile map."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

from build_scripts import formats, vocabulary
from build_scripts.comparisons.money import compared_money
from build_scripts.pages import links
from build_scripts.pages.boroughs import CLASSES, class_limits, tiles_of
from build_scripts.pages.content import Content
from build_scripts.pages.report_context import ReportContext
from build_scripts.pages.report_proof import PROOF_COLUMN, proof_cell
from build_scripts.reconciliation import reconcile
from build_scripts.reports import figures, marks
from build_scripts.reports.declared import Column, Section, labels_of, rows_of
from build_scripts.reports.printed_sentences import printed_sentence
from build_scripts.statements.accounts import variance_statement

RATINGS = {"G": "green", "A": "amber", "R": "red", "green": "green", "amber": "amber", "red": "red"}
KEY_LEVELS = ("total", "subtotal")
OF_THE_ROW = "row"
ALIGNED_START = ("text", "label", "indicator", "area", "period", "quarter", "rating", "bar")


def marks_of(content: Content) -> marks.Marks:
    """The marks of all transcribed figures."""
    return marks.Marks(content.instance, content.claims, reconcile(content.instance))


def words_for(content: Content) -> Mapping[tuple[str, str], str]:
    """The words for the codes of transcribed tables."""
    return labels_of(content.instance)


def cell(context: ReportContext, row: Mapping, column: Column) -> object:
    """One cell: text, or a dict that the template turns into a rating, a bar, a link or a flagged figure."""
    value = row[column.field]
    if column.format == "text":
        return value
    if column.format == "label":
        return context.labels.get((column.field, value), value)
    if column.format == "indicator":
        return {"label": context.titles.get(value, value), "href": context.link(links.indicator_path(value))}
    if column.format == "area":
        return area_cell(context, value)
    if column.format in ("period", "quarter"):
        return figures.period_text(value) or formats.NO_VALUE
    if column.format == "rating":
        return rating_cell(value)
    if column.format == "bar":
        return {"bar": None if formats.is_missing(value) else value}
    if column.compared_with:
        sums = [figures.number_of(row, field) for field in (column.field, column.compared_with)]
        return variance_statement(compared_money(*sums)).text
    unit = column.unit
    if unit == OF_THE_ROW:
        unit = row.get("change_unit", "") if column.signed else row.get("unit", "")
    shown = figures.figure(row, column.field, unit, column.signed)
    return {"text": shown.text, "flag": shown.flag} if shown.flag else shown.text


def rating_cell(value: str) -> object:
    """A publisher's own rating as a shape and a word; a code without a colour as it stands."""
    return {"rating": RATINGS[value]} if value in RATINGS else value or formats.NO_VALUE


def area_cell(context: ReportContext, code: str) -> object:
    """An area by its name, linked where it has a page."""
    area = context.content.areas.get(code)
    if area is None:
        return code
    return {"label": area.name, "href": context.link(links.area_path(area.slug))} if area.covered and area.kind == "borough" else area.name


def heading(column: Column) -> dict:
    """A column's heading as ``part.data_table`` takes it."""
    align = "start" if column.format in ALIGNED_START else "end"
    return {"label": column.label, "align": align, "role": column.role}


def table_section(context: ReportContext, section: Section) -> dict:
    """A table with the declared columns, its rows grouped where a field is named, the mark of each row at its end."""
    rows = rows_of(context.content.instance, section)
    made: list[dict] = []
    told: set[str] = set()
    for group, members in _grouped(rows, section.group_by):
        if section.group_by:
            made.append({"group": _group_title(context, section.group_by, group)})
        for row in members:
            told.add(row.get("category", ""))
            made.append(
                {
                    "cells": [*(cell(context, row, column) for column in section.columns), proof_cell(context, section, [row])],
                    "level": int("level" not in row and bool(row.get("part_of")) and row["part_of"] in told),
                    "key": row.get("level", "") in KEY_LEVELS,
                }
            )
    return {
        "columns": [*map(heading, section.columns), {"label": PROOF_COLUMN}],
        "rows": made,
        "bars": [row[column.field] for column in section.columns if column.format == "bar" for row in rows],
        "flags": _flags(made),
    }


def _grouped(rows: list[dict], field: str) -> list[tuple[str, list[dict]]]:
    """The rows by the values of a field, in the order in which the values come first; all in one group where no field is named."""
    groups: dict[str, list[dict]] = {}
    for row in rows:
        groups.setdefault(row[field] if field else "", []).append(row)
    return list(groups.items())


def _group_title(context: ReportContext, field: str, value: str) -> str:
    return context.labels.get((field, value)) or figures.period_text(value)


def _flags(rows: list[dict]) -> list[str]:
    """The flags that cells of the rows carry, each once, in the order of the vocabulary."""
    used = {one["flag"] for row in rows for one in row.get("cells", []) if isinstance(one, dict) and "flag" in one}
    return [flag for flag in vocabulary.FLAGS if flag in used]


def pivot_section(context: ReportContext, section: Section) -> dict:
    """A long table turned to wide: a row for each value of the first pivot field, a column for each of the second."""
    rows = rows_of(context.content.instance, section)
    label, value = section.columns
    row_field, column_field, _ = section.pivot
    across = list(dict.fromkeys(row[column_field] for row in rows))
    made = []
    for _, members in _grouped(rows, row_field):
        by_column = {row[column_field]: row for row in members}
        cells = [cell(context, by_column[name], value) if name in by_column else formats.NO_VALUE for name in across]
        made.append({"cells": [cell(context, members[0], label), *cells, proof_cell(context, section, members)]})
    columns = [heading(label), *_across(context, column_field, across), {"label": PROOF_COLUMN}]
    return {"columns": columns, "rows": made, "flags": _flags(made)}


def _across(context: ReportContext, field: str, values: list[str]) -> list[dict]:
    titles = context.titles if field == "indicator" else {}
    return [{"label": titles.get(value) or figures.period_text(value), "align": "end"} for value in values]


def gaps_section(context: ReportContext, section: Section) -> dict:
    """Gaps between groups and everybody: the groups by kind, a column a question, and a word where a gap is as wide as the limit."""
    rows = rows_of(context.content.instance, section)
    limit = gap_limit(context.content)
    label = section.columns[0]
    _, column_field, value_field = section.pivot
    across = list(dict.fromkeys(row[column_field] for row in rows))
    made: list[dict] = []
    for kind, members in _grouped(rows, section.group_by):
        made.append({"group": _group_title(context, section.group_by, kind)})
        for _, own in _grouped(members, section.pivot[0]):
            by_column = {row[column_field]: row for row in own}
            cells: list[object] = []
            for name in across:
                row = by_column.get(name)
                if row is None:
                    cells.append(formats.NO_VALUE)
                    continue
                wide = not formats.is_missing(row[value_field]) and abs(row[value_field]) >= limit
                text = figures.figure(row, value_field, "pp", signed=True).text
                cells.append({"text": text, "strong": "above" if row[value_field] > 0 else "below"} if wide else text)
            made.append({"cells": [cell(context, own[0], label), *cells, proof_cell(context, section, own)]})
    wide = sum(isinstance(one, dict) and "strong" in one for row in made for one in row.get("cells", []))
    return {
        "columns": [heading(label), *_across(context, column_field, across), {"label": PROOF_COLUMN}],
        "rows": made,
        "flags": [],
        "wide": formats.number(wide),
        "limit": formats.number(limit),
    }


def gap_limit(content: Content) -> float:
    """The size from which a gap is highlighted, in percentage points: a declared constant."""
    constants = content.instance.table("registers", "constants").set_index("constant")["value"]
    return float(constants["gap-threshold"])


def sentences_section(context: ReportContext, section: Section) -> dict:
    """What the document states, a sentence a statement; what it prints in several lines is told once, with all of them."""
    told: dict[str, list[dict]] = {}
    for row in rows_of(context.content.instance, section):
        told.setdefault(printed_sentence(row, context.labels), []).append(row)
    made = [{"cells": [{"stated": text, "note": rows[0]["note"]}, proof_cell(context, section, rows)]} for text, rows in told.items()]
    return {"columns": [{"label": "What is stated", "scope": "data"}, {"label": PROOF_COLUMN}], "rows": made, "flags": []}


def pictures_section(context: ReportContext, section: Section) -> dict:
    """What the document draws without printing a value."""
    rows = rows_of(context.content.instance, section)
    return {"pictures": [{"subject": row["subject"], "line": row["source_line"]} for row in rows]}


def tiles_with(context: ReportContext, values: Mapping[str, float], written: Callable[[float], str]) -> tuple[list[dict], list[dict]]:
    """The tile map coloured by quarters of the boroughs, with its legend; ``values`` by area code, none where an area has no figure."""
    limits = class_limits(list(values.values()))
    by_short_code = {context.content.areas[code].short_code: value for code, value in values.items()}
    tiles = []
    for tile in tiles_of(context.content, link=context.link):
        value = by_short_code.get(tile["code"])
        if value is None:
            tiles.append(tile | {"map_class": "none", "value_text": "n/a"})
        else:
            tiles.append(tile | {"map_class": str(CLASSES - sum(value > limit for limit in limits)), "value_text": written(value)})
    texts = [written(limit) for limit in limits]
    legend = [{"map_class": "4", "label": f"up to {texts[0]}"}]
    legend += [{"map_class": str(3 - place), "label": f"over {low}, up to {high}"} for place, (low, high) in enumerate(pairwise(texts))]
    legend += [{"map_class": "1", "label": f"over {texts[2]}"}, {"map_class": "none", "label": "not covered by this force"}]
    return tiles, legend


def boroughs_section(context: ReportContext, section: Section) -> dict:
    """A share by borough and quarter: the tile map of the last quarter, and the table with the change printed beside it."""
    instance = context.content.instance
    table = pivot_section(context, section)
    area_field, period_field, value_field = section.pivot
    rows = rows_of(instance, section)
    last = max(row[period_field] for row in rows)
    values = {row[area_field]: row[value_field] for row in rows if row[period_field] == last and not formats.is_missing(row[value_field])}
    tiles, legend = tiles_with(context, values, lambda value: formats.number(value))
    changes = {
        row["area_code"]: figures.figure(row, "change", row["change_unit"], signed=True).text
        for row in instance.table(section.package, section.note).to_dict("records")
        if row["call_type"] == rows[0]["call_type"]
    }
    ordered = []
    for (code, _), made in zip(_grouped(rows, area_field), table["rows"], strict=True):
        *cells, mark = made["cells"]
        ordered.append((context.content.areas[code].name, {"cells": [*cells, changes.get(code, formats.NO_VALUE), mark]}))
    columns = [*table["columns"][:-1], {"label": "Change on the year", "align": "end", "role": "change"}, table["columns"][-1]]
    return {
        "columns": columns,
        "rows": [row for _, row in sorted(ordered, key=lambda pair: pair[0])],
        "flags": table["flags"],
        "tiles": tiles,
        "legend": legend,
        "period": figures.period_text(last),
    }


def officers_section(context: ReportContext, section: Section) -> dict:
    """Officers by borough at the start and as meant at the end: the tile map of the change, and the table with its total."""
    (kind,) = section.pivot
    rows = rows_of(context.content.instance, section)
    boroughs = [row for row in rows if row["level"] == "line"]
    values = {row["area_code"]: row[f"{kind}_change"] for row in boroughs}
    tiles, legend = tiles_with(context, values, lambda value: formats.signed(value))
    made = [
        {
            "cells": [
                area_cell(context, row["area_code"]) if row["level"] == "line" else row["area_printed"],
                *(formats.number(row[f"{kind}_{year}"]) for year in OFFICER_YEARS),
                formats.signed(row[f"{kind}_change"]),
                proof_cell(context, section, [row]),
            ],
            "key": row["level"] in KEY_LEVELS,
        }
        for row in rows
    ]
    columns = [
        {"label": "Borough"},
        *({"label": year, "align": "end", "role": role} for year, role in zip(OFFICER_YEARS, ("before", "now"), strict=True)),
        {"label": "Change", "align": "end", "role": "change"},
        {"label": PROOF_COLUMN},
    ]
    return {"columns": columns, "rows": made, "flags": [], "tiles": tiles, "legend": legend, "period": ""}


# The two years that the plan's table of officers sets side by side: parts of its column names.
OFFICER_YEARS = ("2011", "2015")
