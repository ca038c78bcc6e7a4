"""Figures that are known only as a document prints them: the rows of transcribed tables that stand for an indicator.

Which rows stand for what is declared in ``composition/printed``; the document is the extract. A component that a series feeds is not
declared there: the series stands, and what is printed is a claim about it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from build_scripts import periods, tables
from build_scripts.indicators.outcome_rates import PER
from build_scripts.indicators.percentages import PERCENT
from build_scripts.indicators.surveys import survey_design
from build_scripts.packages.reading import Instance
from build_scripts.statistics import proportions
from build_scripts.statistics.counts import count_interval
from build_scripts.statistics.ratios import outcome_rate_interval

PACKAGE, RESOURCE = "composition", "printed"
COMPARATORS = ("registers", "comparators")
AS_PRINTED, DERIVED, DISPUTED, ROUNDED = "as-printed", "e", "printed-otherwise", "rounded-at-source"
EVERY = "*"
NOT_TAKEN = "none"
NOTHING = float("nan")
SERIES = ("indicator", "component", "measure", "area_code", "extract")
# The word of a transcribed table for a time that is none of the rules', as a rule of comparison.
RULE_OF = {"other": "other-period"}
RULES_OF_TIME = frozenset({"r12", "quarter", "previous-quarter", "pre-pandemic", "year", "other-period"})


@dataclass(frozen=True)
class PrintedFigure:
    """One transcribed row that tells something of an indicator: a level, a change, or both.

    ``value`` and ``base_value`` are in the unit of the measure, ``numerator`` and ``base_numerator`` the numbers behind a rate, ``change``
    in ``change_unit``; null where the document prints none. ``rule`` is a code of ``vocabulary.RULES``, empty where nothing is compared.
    ``decimals`` says how finely levels are printed. ``row_id`` is the row's own in its table, and ``value_field``, ``base_value_field`` and
    ``change_field`` the columns that hold its figures.
    """

    indicator: str
    component: str
    measure: str
    area_code: str
    extract: str
    period: periods.Period
    value: float
    numerator: float
    decimals: int
    rule: str
    base_period: periods.Period | None
    base_value: float
    base_numerator: float
    change: float
    change_unit: str
    survey: str
    group: str
    is_disputed: bool
    package: str
    resource: str
    row_id: str
    value_field: str
    base_value_field: str
    change_field: str

    @property
    def series(self) -> tuple[str, str, str, str, str]:
        """What it is a figure of: its ``SERIES``."""
        return self.indicator, self.component, self.measure, self.area_code, self.extract

    @property
    def flags(self) -> str:
        """The flags that it carries wherever it is shown."""
        return " ".join([AS_PRINTED, *([DISPUTED] if self.is_disputed else [])])


def read_printed(instance: Instance, force_area: str) -> tuple[PrintedFigure, ...]:
    """Every figure that the composition takes from a transcribed table, in the order of its rows; none where it declares none.

    Raises KeyError when a declared table or column is not there.
    """
    if not instance.has(PACKAGE, RESOURCE):
        return ()
    return instance.once(f"figures as printed in {force_area}", lambda: _read_printed(instance, force_area))


def _read_printed(instance: Instance, force_area: str) -> tuple[PrintedFigure, ...]:
    declared = instance.table(PACKAGE, RESOURCE).to_dict("records")
    return tuple(figure for row in declared for figure in _of_declaration(instance, row, declared, force_area))


def printed_tables(instance: Instance, indicator: str) -> list[tuple[str, str, str]]:
    """The package, resource and document (as an extract) of every table of printed figures of an indicator; each once."""
    found: list[tuple[str, str, str]] = []
    if instance.has(PACKAGE, RESOURCE):
        declared = instance.table(PACKAGE, RESOURCE)
        own = declared[declared["indicator"] == indicator]
        found += own[["package", "resource", "extract"]].itertuples(index=False, name=None)
    found += [(*COMPARATORS, document_of(row)) for row in printed_comparators(instance) if row["indicator"] == indicator]
    return list(dict.fromkeys(found))


def printed_comparators(instance: Instance) -> list[dict]:
    """The rows of the register of comparators whose levels a document prints."""
    if not instance.has(*COMPARATORS):
        return []
    return [row for row in instance.table(*COMPARATORS).to_dict("records") if row["how"] == "printed"]


def document_of(comparator: Mapping[str, str]) -> str:
    """The document of a printed comparator, as an extract: the source names it after ``report-``."""
    return comparator["source"].removeprefix("report-")


def chosen_rows(declaration: Mapping[str, str], declared: list[dict], row_ids: list[str]) -> list[str]:
    """The row ids that a declaration takes; one that ends in ``*`` takes what begins so and no other declaration of the table names."""
    wanted = declaration["rows"].split()
    same_table = [one for one in declared if all(one[name] == declaration[name] for name in ("package", "resource"))]
    named = {row_id for one in same_table for row_id in one["rows"].split()}
    beginnings = tuple(text.removesuffix(EVERY) for text in wanted if text.endswith(EVERY))
    return [row_id for row_id in row_ids if row_id in wanted or (beginnings and row_id.startswith(beginnings) and row_id not in named)]


def _of_declaration(instance: Instance, declaration: dict, declared: list[dict], force_area: str) -> Iterator[PrintedFigure]:
    table = instance.table(declaration["package"], declaration["resource"])
    taken = set(chosen_rows(declaration, declared, list(table["row_id"])))
    yield from (_figure(declaration, row, force_area) for row in table.to_dict("records") if row["row_id"] in taken)


def _figure(declaration: dict, row: dict, force_area: str) -> PrintedFigure:
    fields = {name: declaration[f"{name}_field"] or name for name in ("value", "base_value", "change", "numerator", "base_numerator")}
    period, base_period = (declaration[name] or row.get(name, "") for name in ("period", "base_period"))
    comparison = declaration["rule"] or row.get("comparison", "")
    rule = RULE_OF.get(comparison, comparison)
    return PrintedFigure(
        indicator=declaration["indicator"],
        component=declaration["component"],
        measure=declaration["measure"],
        area_code=row.get("area_code") or force_area,
        extract=declaration["extract"],
        period=periods.parse(period),
        value=_number(row, fields["value"]),
        numerator=_number(row, fields["numerator"]),
        decimals=_decimals(row, fields["value"]),
        rule=rule if rule in RULES_OF_TIME else "",
        base_period=periods.parse(base_period) if base_period and rule in RULES_OF_TIME else None,
        base_value=_number(row, fields["base_value"]),
        base_numerator=_number(row, fields["base_numerator"]),
        change=_number(row, fields["change"]),
        change_unit=row.get("change_unit", ""),
        survey=declaration["survey"],
        group=declaration["group"],
        is_disputed=bool(declaration["disputed_by"]),
        package=declaration["package"],
        resource=declaration["resource"],
        row_id=row["row_id"],
        value_field=fields["value"],
        base_value_field=fields["base_value"],
        change_field=fields["change"],
    )


def _number(row: dict, field: str) -> float:
    return NOTHING if field == NOT_TAKEN else float(row.get(field, NOTHING))


def _decimals(row: dict, field: str) -> int:
    return len(str(row.get(f"{field}_printed", "")).rstrip("%").partition(".")[2])


def is_printed(row: Mapping) -> bool:
    """Whether a row of observations or comparisons is taken from a document's print."""
    return AS_PRINTED in row["flags"]


def without_printed(table: pd.DataFrame) -> pd.DataFrame:
    """The observations or comparisons that rest on published data."""
    return table[~table["flags"].str.contains(AS_PRINTED, regex=False)]


@dataclass(frozen=True)
class PrintedLevel:
    """A level of one period: the value, the numbers behind it, the interviews behind it, and the figure that prints it."""

    figure: PrintedFigure
    period: periods.Period
    value: float
    numerator: float
    denominator: float
    sample: float
    effective_sample: float
    flags: str


def printed_levels(instance: Instance, figures: tuple[PrintedFigure, ...], force_area: str) -> list[PrintedLevel]:
    """Every level that the figures print, of the later and of the earlier period; each series and period once.

    Raises ValueError when two declared rows print different levels for one.
    """
    held: dict[tuple, PrintedLevel] = {}
    for figure in figures:
        stated = [(figure.period, figure.value, figure.numerator)]
        if figure.base_period is not None:
            stated.append((figure.base_period, figure.base_value, figure.base_numerator))
        for period, value, numerator in stated:
            if np.isnan(value):
                continue
            key = (*figure.series, period.text)
            if key in held and held[key].value != value:
                raise ValueError(f"{'/'.join(key)} is printed as {held[key].value:g} and as {value:g}: declare which one is taken")
            held.setdefault(key, _level(instance, figure, period, value, numerator, force_area))
    return list(held.values())


def _level(
    instance: Instance, figure: PrintedFigure, period: periods.Period, value: float, numerator: float, force_area: str
) -> PrintedLevel:
    sample = effective = denominator = NOTHING
    flags = figure.flags.split()
    if figure.survey:
        design = survey_design(instance, figure.survey)
        assumed = design.sample(figure.area_code == force_area, period, figure.group)
        if assumed is not None:
            sample, effective = assumed, assumed / design.design_effect
            flags += ["assumed-base", "assumed-deff"]
    if figure.measure == "percentage" and figure.decimals == 0:
        flags.append(ROUNDED)
    if not np.isnan(numerator) and value:
        # The document prints the outcomes and their rate: the offences are what one makes of the other, to the rounding of the rate.
        denominator = PER * numerator / value
        flags.append(DERIVED)
    return PrintedLevel(figure, period, value, numerator, denominator, sample, effective, " ".join(flags))


def printed_observations(instance: Instance, force_area: str) -> pd.DataFrame:
    """The printed levels as observations (schema ``tables.OBSERVATIONS``), flagged ``as-printed``, with an interval where one follows."""
    levels = printed_levels(instance, read_printed(instance, force_area), force_area)
    return tables.from_rows([_observation(level) for level in levels], tables.OBSERVATIONS)


def _observation(level: PrintedLevel) -> dict:
    indicator, component, measure, area_code, extract = level.figure.series
    lower, upper = _interval(level)
    return {
        "indicator": indicator,
        "component": component,
        "measure": measure,
        "area_code": area_code,
        "period": level.period.text,
        "period_start": level.period.start.isoformat(),
        "period_end": level.period.end.isoformat(),
        "period_type": level.period.type,
        "extract": extract,
        "value": level.value,
        "numerator": level.numerator,
        "denominator": level.denominator,
        "n": level.sample,
        "n_eff": level.effective_sample,
        "months_present": float(len(level.period.months)),
        "lower_95": lower,
        "upper_95": upper,
        "flags": level.flags,
    }


def _interval(level: PrintedLevel) -> tuple[float, float]:
    """The interval of a level: of a survey's percentage, of a rate with its counts, of a count; none otherwise."""
    if not np.isnan(level.effective_sample):
        interval, scale = proportions.wilson(level.value / PERCENT, level.effective_sample), PERCENT
    elif not np.isnan(level.denominator):
        interval, scale = outcome_rate_interval(level.numerator, level.denominator), PER
    elif level.figure.measure == "count":
        interval, scale = count_interval(level.value), 1.0
    else:
        return NOTHING, NOTHING
    return float(interval.lower) * scale, float(interval.upper) * scale
