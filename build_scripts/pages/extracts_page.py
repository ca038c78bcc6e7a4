"""How the extracts of a source differ, and how our totals stand beside those that others publish."""

from __future__ import annotations

from build_scripts import formats, periods
from build_scripts.pages import showing, workings
from build_scripts.pages.content import Content
from build_scripts.pages.page import Page
from build_scripts.statements.statement import address_of


def extracts_page(content: Content) -> Page:
    """The reconciliation page: for each count, the last period that all extracts hold, by extract; and outside totals."""
    groups = []
    for indicator in content.framework.indicators:
        if indicator.measure != "count":
            continue
        rows = [
            row
            for row in content.rows_of("comparisons", indicator.slug)
            if row["rule"] == "r12"
            and row["component"] == ""
            and row["area_code"] == content.force_area
            and row["measure"] == "count"
            and showing.is_known(row["value"])
        ]
        extracts = sorted({row["extract"] for row in rows})
        shared = (
            set.intersection(*({row["period"] for row in rows if row["extract"] == one} for one in extracts))
            if len(extracts) > 1
            else set()
        )
        for period in _shown_periods(shared):
            for extract in extracts:
                row = next(one for one in rows if one["extract"] == extract and one["period"] == period)
                groups.append(
                    [
                        indicator.title,
                        formats.period(period, short=True),
                        extract,
                        formats.number(row["base_value"]),
                        formats.number(row["value"]),
                        workings.reported(
                            content,
                            showing.change_text(row),
                            showing.figure_address(row),
                            showing.figure_text(row),
                            row["period"],
                            extract,
                        ),
                    ]
                )
    return Page(
        path="method/reconciliation/",
        title="Totals side by side",
        description="The same figure in each extract of a source, beside the totals that others publish, with the differences explained.",
        template="extracts.md.j2",
        context={"content": content, "rows": groups, "outside": _outside(content), "differences": _differences(content)},
        breadcrumb=(("Method", "method/"),),
        search_boost=0.5,
    )


def _shown_periods(periods_held: set[str]) -> list[str]:
    """The last period that all extracts hold, and the 12 months to June before it, which the printed report covers."""
    if not periods_held:
        return []
    ordered = sorted(periods_held, key=lambda text: periods.parse(text).last)
    june = [text for text in ordered if text.endswith("-06")]
    return list(dict.fromkeys([*june[-1:], ordered[-1]]))


def _differences(content: Content) -> list[dict]:
    if not content.instance.has("registers", "extract-differences"):
        return []
    return content.instance.table("registers", "extract-differences").to_dict("records")


def _outside(content: Content) -> list[list]:
    """Each outside total beside our figure of the same months, from each extract that holds them."""
    titles = {one.slug: one.title for one in content.framework.indicators}
    rows = []
    for total in content.instance.table("registers", "outside-totals").to_dict("records"):
        ours = [
            row
            for row in content.rows_of("observations", total["indicator"])
            if row["component"] == total["component"]
            and row["area_code"] == total["area_code"]
            and row["period"] == total["period"]
            and row["group_type"] == ""
            and row["measure"] in ("count", "percentage")
            and showing.is_known(row["value"])
        ]
        for row in sorted(ours, key=lambda one: one["extract"]):
            difference = 100 * (row["value"] / total["value"] - 1) if row["measure"] == "count" else row["value"] - total["value"]
            rows.append(
                [
                    titles.get(total["indicator"], total["indicator"]),
                    formats.period(total["period"], short=True),
                    total["document"] or total["source"],
                    formats.value_of(total["value"], row["measure"]),
                    row["extract"],
                    formats.value_of(row["value"], row["measure"]),
                    workings.reported(
                        content,
                        formats.short_change(difference, "%" if row["measure"] == "count" else "pp"),
                        address_of(row, "value"),
                        formats.value_of(row["value"], row["measure"]),
                        row["period"],
                        row["extract"],
                    ),
                    total["note"],
                ]
            )
    return rows
