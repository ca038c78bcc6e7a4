"""Sections of reports that are drawn: how a budget's lines add up to its position."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from build_scripts.charts.waterfall import Step, waterfall_chart
from build_scripts.pages import workings
from build_scripts.pages.chart_files import Attribution, ChartTable, draw
from build_scripts.pages.embed_pages import tools_of
from build_scripts.pages.printed import printed_address, printed_working
from build_scripts.pages.report_context import ReportContext
from build_scripts.pages.report_tables import heading
from build_scripts.reports import figures
from build_scripts.reports.declared import Section, rows_of
from build_scripts.reports.marks import AS_PRINTED
from build_scripts.reports.patterns import fill
from build_scripts.statements.descriptions import waterfall_described
from build_scripts.statements.statement import Statement

TOTAL = "total"
KEY = (
    "Tall navy bars: totals, which stand on nought. "
    "Low grey bars: what a line adds to the right or takes away to the left of where the last ended."
)
DEDUCED = " Amounts that the document has lost are worked out from the others."


def waterfall_section(context: ReportContext, section: Section) -> dict:
    """The drawing of the section's two columns: the names of lines, and the amounts that add up to each total.

    Raises ValueError where a printed total is not the sum of its lines: what does not add up is no waterfall.
    """
    name, amount = section.columns
    rows = steps_of(rows_of(context.content.instance, section))
    resource = context.content.instance.packages[section.package].resources[section.resource]
    title = fill(section.title, rows, context.report.period)
    steps = [Step(row[name.field], figures.number_of(row, amount.field), row["level"] == TOTAL) for row in rows]
    shown = [figures.figure(row, amount.field, amount.unit, amount.signed) for row in rows]
    cells = tuple(printed_address(resource, row) for row in rows)
    source = f"{context.content.instance.packages[section.package].title}."
    chart = draw(
        section.identifier,
        tuple(steps),
        waterfall_chart,
        title=Statement(title, cells),
        sub=section.sub,
        description=waterfall_described([(step.label, step.amount, step.total) for step in steps], cells),
        key=KEY + (DEDUCED if any(one.flag for one in shown) else ""),
        columns=("line", "amount_million_pounds", "is_total", "flags", "source_line"),
        rows=[
            (step.label, step.amount, step.total, one.flag, row["source_line"]) for step, one, row in zip(steps, shown, rows, strict=True)
        ],
        attribution=Attribution(context.report.name, source, context.path, f"{context.content.site_url}{context.path}"),
        table=ChartTable(
            title,
            tuple((column["label"], column["align"]) for column in map(heading, section.columns)),
            tuple(
                (step.label, {"address": printed_address(resource, row), "text": one.text, "mark": AS_PRINTED})
                for step, one, row in zip(steps, shown, rows, strict=True)
            ),
        ),
        cache=context.content.charts_cache,
    )
    worked = [
        printed_working(context.content, resource, {"period": context.report.period_name, **row}, step.label, one.text, context.link)
        for step, one, row in zip(steps, shown, rows, strict=True)
    ]
    return {"chart": chart, "tools": tools_of(chart, context.content.site_url), "row_workings": workings.once_each(worked)[0]}


def steps_of(rows: Iterable[Mapping]) -> list[Mapping]:
    """The totals of a table and the lines that they are the sums of: parts of a part stand in the table alone."""
    held = list(rows)
    totals = {row["category"] for row in held if row["level"] == TOTAL}
    return [row for row in held if row["category"] in totals or row["part_of"] in totals]
