"""The section of an indicator's page on groups of people: each group beside everybody, drawn, listed, tested, and what is assumed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from build_scripts import formats, periods, vocabulary
from build_scripts.charts.explore_rows import explored_groups
from build_scripts.charts.groups import GroupLevel, GroupsOfAKind, LevelsByGroup, groups_chart
from build_scripts.comparisons.design_effects import FLAG as DESIGN_EFFECT_DECIDES
from build_scripts.comparisons.gaps_printed import EVERYBODY, THRESHOLD, clear_with_bases
from build_scripts.indicators.definitions import Indicator
from build_scripts.indicators.extracts import report_period
from build_scripts.indicators.groups import CENSUS
from build_scripts.indicators.observe import constant
from build_scripts.indicators.printed_gaps import GAP, PACKAGE, RESOURCE, PrintedGap, read_printed_gaps
from build_scripts.pages import links, showing, workings
from build_scripts.pages.chart_files import Attribution, ShownChart, draw
from build_scripts.pages.content import Content
from build_scripts.statements import gaps as statements
from build_scripts.statements.descriptions import groups_described
from build_scripts.statements.statement import address_of
from build_scripts.statistics.rounded_gaps import chance_of_mark

NAME = "groups"
PERCENT = 100.0
LEVEL = 0.05
# What is asked of the assumption: how many gaps would stay clear were half as many people of each group asked.
HALF = 0.5
LEAST_EXPECTED = 0.1
SIDES = {"below": -1, "above": 1, "": 0}
KEY = "Triangle: clearly above or below everybody. Open circle: no clear gap. Dashed line: everybody. Lines: the 95% range of each gap."


@dataclass(frozen=True)
class GroupGaps:
    """The printed gaps of one question: the comparisons with everybody and the moves of gaps, as published, and what they rest on."""

    question: Indicator
    rows: tuple[dict, ...]
    moves: tuple[dict, ...]
    gaps: tuple[PrintedGap, ...]


def group_gaps(content: Content, indicator: Indicator) -> GroupGaps | None:
    """The printed gaps that the page of an indicator shows: of its own question, or of the question whose gaps it is; None without any."""
    if not content.instance.has(PACKAGE, RESOURCE):
        return None
    declared = content.instance.table(PACKAGE, RESOURCE).to_dict("records")
    own = [row for row in declared if indicator.slug in (row["indicator"], row["levels_indicator"])]
    if not own:
        return None
    question = own[0]["levels_indicator"]
    return GroupGaps(
        question=next(one for framework in content.frameworks for one in framework.indicators if one.slug == question),
        rows=tuple(row for row in content.printed_by_group("comparisons", question) if row["rule"] == EVERYBODY),
        moves=tuple(row for row in content.printed_by_group("comparisons", own[0]["indicator"]) if row["measure"] == GAP),
        gaps=tuple(gap for gap in read_printed_gaps(content.instance, content.force_area) if gap.levels_indicator == question),
    )


def questions(content: Content) -> list[GroupGaps]:
    """The printed gaps of every question of the newest framework, in its order."""
    found = [(one, group_gaps(content, one)) for one in content.framework.indicators]
    return [gaps for one, gaps in found if gaps is not None and gaps.question.slug == one.slug]


def by_group(content: Content, indicator: Indicator, link: Callable[[str], str]) -> dict | None:
    """What the section takes; None where no gaps are printed for the indicator."""
    found = group_gaps(content, indicator)
    if found is None or not found.rows:
        return None
    first = found.rows[0]
    report = report_period(first["extract"])
    return {
        "chart": groups_shown(content, indicator, found),
        "subject": found.question.title,
        "lead": lead(content, list(found.rows)),
        "columns": _columns(first),
        "rows": table_rows(content, found),
        "label": f"as printed in the report of {formats.period(report)}" if report else "as printed",
        "clear_below": statements.clear_list(list(found.rows), content.groups, statements.BELOW).text,
        "clear_above": statements.clear_list(list(found.rows), content.groups, statements.ABOVE).text,
        "chance": chance_note(content, [found]),
        "bases": base_note(content, [found]),
        "moves": [row["sentence"] for row in found.moves],
        "overview": link("gaps/groups/"),
        "workings": [
            workings.comparison_working(content, row, f"{_label(content, row)}: gap to everybody", link) for row in found.rows
        ],
    }


def lead(content: Content, rows: list[dict]) -> str:
    """The widest clear gap below everybody in one sentence; empty where there is none."""
    row = statements.widest(rows)
    if row is None:
        return ""
    question = next(one for framework in content.frameworks for one in framework.indicators if one.slug == row["indicator"])
    people = content.groups[row["group_type"], row["group"]].people
    return statements.told_gap(row, f"{question.title}, {people}").text


def gaps_summary(content: Content, indicator: Indicator, link: Callable[[str], str]) -> dict:
    """A measure of gaps that no series feeds at a glance, as ``printed.printed_summary``: its widest clear gap; empty where it has none."""
    found = group_gaps(content, indicator)
    row = statements.widest(list(found.rows)) if found else None
    if row is None:
        return {}
    people = content.groups[row["group_type"], row["group"]].people
    return {
        "address": showing.figure_address(row),
        "workings": [workings.comparison_working(content, row, f"{_label(content, row)}: gap to everybody", link)],
        "printed_value": formats.short_change(row["change"], "pp"),
        "printed_period": f"widest, {people}, {formats.period(row['period'])}",
        "rolling_change": formats.NO_VALUE,
        "quarter_change": formats.NO_VALUE,
        "verdict": "not-available",
    }


def _label(content: Content, row: dict) -> str:
    group = content.groups.get((row["group_type"], row["group"]))
    return group.label if group else row["group"]


def _kinds(content: Content, rows: tuple[dict, ...]) -> list[tuple[str, list[dict]]]:
    """The rows by kind of group, kinds in the order in which groups are listed, the rows of a kind from the highest level to the lowest."""
    kinds = list(dict.fromkeys(kind for kind, _ in content.groups))
    found = [(kind, [row for row in rows if row["group_type"] == kind]) for kind in kinds]
    return [(kind, sorted(own, key=lambda row: (-row["value"], _label(content, row)))) for kind, own in found if own]


def _kind_title(kind: str) -> str:
    return formats.upper_first(vocabulary.GROUP_TYPES[kind])


def groups_shown(content: Content, indicator: Indicator, found: GroupGaps) -> ShownChart:
    """The chart of one question: each group's level beside everybody's, the groups of a kind together."""
    first = found.rows[0]
    kinds = tuple(
        GroupsOfAKind(_kind_title(kind), tuple(_group_level(content, row) for row in rows)) for kind, rows in _kinds(content, found.rows)
    )
    levels = LevelsByGroup(kinds, "Everybody", first["base_value"])
    path = links.indicator_path(indicator.slug)
    when = formats.period(first["period"])
    report = report_period(first["extract"])
    return draw(
        NAME,
        levels,
        groups_chart,
        title=statements.finding(list(found.rows), content.groups),
        sub=f"{found.question.title}, {found.question.unit}, {when}, by group; the line is the plausible range of the gap to everybody.",
        description=groups_described(found.rows, content.groups),
        key=f"{KEY} The numbers asked by group are assumed.",
        columns=(
            "group_type",
            "group",
            "percentage",
            "everybody",
            "gap",
            "lower_95",
            "upper_95",
            "ratio",
            "p_adjusted",
            "flags",
            "period",
            "extract",
        ),
        rows=[
            (
                row["group_type"],
                row["group"],
                row["value"],
                row["base_value"],
                row["change"],
                row["lower_95"],
                row["upper_95"],
                row["value"] / row["base_value"],
                row["p_adjusted"],
                row["flags"],
                row["period"],
                row["extract"],
            )
            for _, rows in _kinds(content, found.rows)
            for row in rows
        ],
        attribution=Attribution(
            indicator.title,
            f"Quarterly report, {formats.period(report)}, as printed." if report else f"{first['extract']}, as printed.",
            path,
            f"{content.site_url}{path}",
        ),
        exploration=explored_groups(levels, [_told(content, row) for _, rows in _kinds(content, found.rows) for row in rows]),
        cache=content.charts_cache,
    )


def _told(content: Content, row: dict) -> str:
    """A group in words, as it is read out where the chart is explored."""
    return (
        f"{_label(content, row)}: {formats.value_of(row['value'], 'percentage')}, gap to everybody "
        f"{formats.short_change(row['change'], 'pp')}, plausibly {range_text(row)}: {statements.tested_words(row)}"
    )


def _group_level(content: Content, row: dict) -> GroupLevel:
    lower, upper = (row["base_value"] + row[name] if showing.is_known(row[name]) else None for name in ("lower_95", "upper_95"))
    side = SIDES[statements.side_of(row)] if statements.is_clear_gap(row) else 0
    return GroupLevel(_label(content, row), row["value"], lower, upper, side)


def _columns(first: dict) -> list[dict]:
    everybody = formats.value_of(first["base_value"], "percentage")
    return [
        {"label": "Group"},
        {"label": "Per cent", "align": "end", "role": "now"},
        {"label": f"Gap to everybody ({everybody})", "align": "end", "role": "change"},
        {"label": "Plausible range", "align": "end"},
        {"label": "Times the rate of everybody", "align": "end"},
        {"label": "Tested"},
        {"label": "The report’s mark"},
    ]


def table_rows(content: Content, found: GroupGaps) -> list[dict]:
    """The table of one question: a titled group of rows for each kind, both marks in words, the people asked as assumed."""
    rows: list[dict] = []
    for kind, own in _kinds(content, found.rows):
        rows.append({"group": _kind_title(kind)})
        for row in own:
            asked = f"{formats.number(row['n'])} asked, assumed" if showing.is_known(row["n"]) else "numbers asked not known"
            rows.append(
                {
                    "label": _label(content, row),
                    "asked": asked,
                    "level": formats.value_of(row["value"], "percentage"),
                    "address": address_of(row, "change"),
                    "gap": formats.short_change(row["change"], "pp"),
                    "cells": [
                        range_text(row),
                        statements.ratio_text(row),
                        formats.upper_first(statements.tested_words(row)),
                        formats.upper_first(statements.marked_words(row)),
                    ],
                }
            )
    return rows


def range_text(row: dict) -> str:
    """The interval of a gap for a narrow column: ``−22.5 to −13.5``; a dash where it has none."""
    if not showing.is_known(row["lower_95"]):
        return formats.NO_VALUE
    return f"{formats.signed(row['lower_95'], 1)} to {formats.signed(row['upper_95'], 1)}"


def chance_note(content: Content, found: list[GroupGaps]) -> str:
    """How many gaps would be expected to look clear, or be marked, by chance alone; and what the test allows for."""
    tested = [gap for one in found for gap in one.gaps if gap.declared is not None]
    threshold = constant(content.instance, THRESHOLD)
    marked = sum(float(chance_of_mark(gap.tested().standard_error, threshold / PERCENT, 1 / PERCENT)) for gap in tested)
    return (
        f"Were no group different from everybody, up to {formats.number(LEVEL * len(tested), 1)} of {formats.number(len(tested))} gaps "
        f"would be expected to look clear by chance if each were tested alone, and the plain mark of {formats.number(threshold)} points "
        f"would be expected on {_expected(marked)}. The groups of a question are therefore judged together (Benjamini and "
        f"Hochberg): of the gaps called clear no more than one in {formats.number(1 / LEVEL)} is expected to be chance."
    )


def _expected(number: float) -> str:
    """An expected number of gaps to one decimal; under a tenth of one where it would round to none."""
    return formats.number(number, 1) if formats.round_half_up(number, 1) else f"fewer than {formats.number(LEAST_EXPECTED, 1)}"


def base_note(content: Content, found: list[GroupGaps]) -> str:
    """What is assumed of the numbers asked, of the survey's design and of rounding, and how much hangs on the first."""
    tested = [gap for one in found for gap in one.gaps if gap.declared is not None]
    first = tested[0]
    now, half = (clear_with_bases(tested, factor, LEVEL) for factor in (1.0, HALF))
    of_census = sum(1 for gap in found[0].gaps if gap.declared is not None and gap.declared.basis == CENSUS)
    return (
        f"How many of each group were asked is not published. It is assumed: of {formats.number(first.total_sample)} interviews in "
        f"{_length(first.period)}, the share of the group. For {formats.number(of_census)} of {formats.number(len(found[0].gaps))} groups "
        f"that is its share of residents at the Census, for the others a declared one. A design effect of "
        f"{formats.number(first.design_effect, 1)} is assumed too. Both results are printed in whole per cents, so each range reaches a "
        f"point further than chance alone. {formats.number(now)} of {formats.number(len(tested))} gaps are clear; were half as many of "
        f"each group asked, {formats.number(half)} would be. {_design_effects(found)}"
    )


def _design_effects(found: list[GroupGaps]) -> str:
    """For how many gaps it rests on the assumed design effect whether the range leaves out nought."""
    decides = sum(1 for one in found for row in one.rows if DESIGN_EFFECT_DECIDES in row["flags"].split())
    if not decides:
        return "For no gap does it rest on the design effect whether its range leaves out nought."
    return f"For {formats.number(decides)} it rests on the design effect whether the range leaves out nought."


def _length(period: periods.Period) -> str:
    return f"{formats.number(len(period.months))} months"
