"""Outcomes and a rate of outcomes imply the offences behind them: do the offences, and their change, fit what other tables print?

Outcomes are counted, the rate is rounded, so ``100 * outcomes / rate`` is a span. ``outcome-categories`` of the reconciliation package
says which indicator or component each category of the outcomes table is, ``outcome-tables`` which columns hold the two years.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_scripts.packages.reading import Instance
from build_scripts.reconciliation.cells import COUNTED, Cell, cell, rows_of
from build_scripts.reconciliation.figures import Figure
from build_scripts.reconciliation.findings import Finding, tested
from build_scripts.reconciliation.spans import Span, ratio, weighted_sum
from build_scripts.reconciliation.table_checks import PACKAGE, matching, wholes

ORIGIN = "generated"
EXTRACT, ARITHMETIC = "extract", "arithmetic"
OUTCOME_RATE = "outcome-rate"


def implied_findings(instance: Instance, stated: Iterable[Figure]) -> Iterator[Finding]:
    """For every category: its printed offences, their printed change and its printed rate, each against the table of outcomes."""
    stated = list(stated)
    categories = instance.table(PACKAGE, "outcome-categories").to_dict("records")
    names = {row["category"]: (row["indicator"], row["component"]) for row in categories}
    for rule in instance.table(PACKAGE, "outcome-tables").to_dict("records"):
        for resource in matching(instance, rule["package"], rule["resource"]):
            rows = rows_of(instance, resource)
            yield from _part_findings(rows, rule)
            for row in rows:
                of_category = [figure for figure in stated if _named(figure, names.get(row["category"]), rule["period"])]
                for figure in of_category:
                    yield from _findings(row, rule, figure)


def _part_findings(rows: list[dict], rule: dict) -> Iterator[Finding]:
    """Where the outcomes of the parts are those of the whole, the offences implied for them have to be too, in both years."""
    for whole, parts in wholes(rows, {"group_by": "", "key": "category", "part_of": "part_of"}):
        for outcomes, rate in ((rule["outcomes"], rule["rate"]), (rule["base_outcomes"], rule["base_rate"])):
            pairs = [(cell(row, outcomes, exact=True), cell(row, rate)) for row in (whole, *parts)]
            counted = [outcome.value for outcome, _ in pairs if outcome.value is not None]
            implied = [offences for pair in pairs if (offences := _offences(*pair)) is not None]
            if len(implied) < len(pairs) or len(counted) < len(pairs) or counted[0] != sum(counted[1:]):
                continue
            total = weighted_sum(implied[1:], [1.0] * len(parts))
            allowed = ratio(Span(counted[0], counted[0]), total)
            printed_rate, terms = pairs[0][1], [pairs[0][0], *(one for pair in pairs[1:] for one in pair)]
            yield tested(
                f"implied-offences-of-parts/{whole['package']}/{whole['row_id']}/{outcomes.replace('_', '-')}",
                "implied-parts",
                ORIGIN,
                ARITHMETIC,
                printed_rate,
                terms,
                allowed.times(100.0) if allowed else None,
            )


def _named(figure: Figure, name: tuple[str, str] | None, period: str) -> bool:
    """Whether the figure is of the category's offences, or of its rate, in the later year and for the whole force."""
    if name is None or figure.key.period != period or figure.key.group_type:
        return False
    indicator, component = name
    if figure.key.measure == COUNTED:
        return (figure.key.indicator, figure.key.component) == name
    # A rate stands under an indicator of its own; its category, or its component, is what the offences are called.
    return figure.key.measure == OUTCOME_RATE and (figure.row.get("category") or figure.key.component) == (component or indicator)


def _findings(row: dict, rule: dict, figure: Figure) -> Iterator[Finding]:
    now, rate_now = cell(row, rule["outcomes"], exact=True), cell(row, rule["rate"])
    before, rate_before = cell(row, rule["base_outcomes"], exact=True), cell(row, rule["base_rate"])
    check = f"{row['package']}/{row['row_id']}/{figure.row['row_id']}"
    if figure.key.measure == OUTCOME_RATE:
        if figure.value is not None:
            yield _compared(f"outcome-rate/{check}", figure.value, rate_now)
        if figure.change is not None and figure.base_period == rule["base_period"]:
            yield _compared(f"change-of-outcome-rate/{check}", figure.change, cell(row, rule["rate_change"]))
        return
    offences = _offences(now, rate_now)
    if figure.value is not None:
        yield tested(f"implied-offences/{check}", "implied-offences", ORIGIN, EXTRACT, figure.value, [now, rate_now], offences)
    if figure.change is not None and figure.change_unit == "%" and figure.base_period == rule["base_period"]:
        earlier = _offences(before, rate_before)
        growth = ratio(offences, earlier) if offences and earlier else None
        change = growth.times(100.0).plus(Span(-100.0, -100.0)) if growth else None
        terms = [now, rate_now, before, rate_before]
        yield tested(f"implied-change/{check}", "implied-change", ORIGIN, EXTRACT, figure.change, terms, change)


def _compared(check: str, stated: Cell, in_table: Cell) -> Finding:
    """Two printings of one figure; the coarser is the one tested."""
    if in_table.span is None:
        return tested(check, "equal", ORIGIN, EXTRACT, stated, [in_table], None)
    printed, term = sorted((stated, in_table), key=lambda one: one.step, reverse=True)
    return tested(check, "equal", ORIGIN, EXTRACT, printed, [term], term.span, strict=True)


def _offences(outcomes: Cell, rate: Cell) -> Span | None:
    """``100 * outcomes / rate``; None where a cell is lost."""
    if outcomes.span is None or rate.span is None:
        return None
    divided = ratio(outcomes.span, rate.span)
    return divided.times(100.0) if divided else None
