"""What the gap between a group and everybody says, in plain words: both levels, the points between them, how many times, how sure.

Every function takes rows of ``tables.COMPARISONS`` under the rule ``everybody`` (as dicts) and returns a ``Statement``. A rate is so many
times another, never "more likely". A gap is called clear only by its flag, which the test gives.
"""

from __future__ import annotations

from build_scripts import formats, periods, vocabulary
from build_scripts.comparisons.gaps_printed import CLEAR, EVERYBODY, MARKED
from build_scripts.indicators.groups import Group
from build_scripts.statements.statement import Statement, address_of

BELOW, ABOVE = "below", "above"


def side_of(row: dict) -> str:
    """On which side of everybody a group lies: ``below``, ``above``, or empty where the printed figures are the same."""
    return BELOW if row["change"] < 0 else ABOVE if row["change"] > 0 else ""


def is_clear_gap(row: dict) -> bool:
    """Whether the test, with every group of the question allowed for, finds the gap clear of chance."""
    return CLEAR in row["flags"].split()


def is_marked_gap(row: dict) -> bool:
    """Whether the gap has the size from which the document marks it."""
    return MARKED in row["flags"].split()


def tested_words(row: dict) -> str:
    """What the test says of a gap: ``clearly below``, ``no clear gap``, ``not tested``."""
    if not row["test"]:
        return "not tested"
    return f"clearly {side_of(row)}" if is_clear_gap(row) else "no clear gap"


def marked_words(row: dict) -> str:
    """What the document's plain mark says of a gap: ``marked, below`` or ``not marked``."""
    return f"marked, {side_of(row)}" if is_marked_gap(row) else "not marked"


def ratio_text(row: dict) -> str:
    """The group's percentage divided by that of everybody, to two decimals."""
    return formats.number(row["value"] / row["base_value"], 2)


def _points(row: dict) -> str:
    return formats.change(abs(row["change"]), "pp").lstrip("+")


def group_sentence(row: dict, subject: str) -> Statement:
    """The sentence of any printed comparison of a group: of its gap to everybody, or of how that gap moved.

    ``subject`` names the measure and the group: ``Trust in the MPS, LGBT+ Londoners``.
    """
    return gap_sentence(row, subject) if row["rule"] == EVERYBODY else move_sentence(row, subject)


def gap_sentence(row: dict, subject: str) -> Statement:
    """The gap as sentences that can stand alone: what ``told_gap`` says, and why no change is judged."""
    told = told_gap(row, subject)
    return Statement(f"{told.text} {vocabulary.REASONS[row['reason']]}", told.cells)


def told_gap(row: dict, subject: str) -> Statement:
    """The gap as one sentence: the group, both levels, the points and the ratio between them, how sure that is."""
    cells = tuple(address_of(row, name) for name in ("value", "base_value", "change", "flags"))
    own, everybody = (formats.value_of(row[name], row["measure"]) for name in ("value", "base_value"))
    when = f"in the {formats.period(row['period'])}" if _is_rolling(row) else f"in {formats.period(row['period'])}"
    side = side_of(row)
    if side:
        compared = f"{_points(row)} {side} the {everybody} of everybody, {ratio_text(row)} times their rate"
    else:
        compared = f"the same as the {everybody} of everybody"
    return Statement(f"{subject}: {own} {when}, {compared}; {_judged(row)}.", cells)


def _judged(row: dict) -> str:
    """The test's word and, where the document's own mark says otherwise, that it does."""
    if not row["test"]:
        return "the gap is not tested"
    if is_clear_gap(row):
        return "the gap is clear of chance" + ("" if is_marked_gap(row) else ", though smaller than those that the report marks")
    return "the gap could be chance" + (", though the report marks it" if is_marked_gap(row) else "")


def move_sentence(row: dict, subject: str) -> Statement:
    """How a gap moved as a document prints it (a row of the measure ``gap``), with both gaps; it is not tested."""
    cells = tuple(address_of(row, name) for name in ("value", "base_value", "change"))
    now, before = (formats.value_of(row[name], row["measure"]) for name in ("value", "base_value"))
    wider = abs(row["value"]) - abs(row["base_value"])
    moved = "as wide as" if wider == 0 else f"{_points(row)} {'wider' if wider > 0 else 'narrower'} than"
    return Statement(
        f"{subject}: a gap of {now} in the {formats.period(row['period'])}, {moved} the {before} of the "
        f"{formats.period(row['base_period'])}. {vocabulary.REASONS[row['reason']]}",
        cells,
    )


def _is_rolling(row: dict) -> bool:
    return periods.parse(row["period"]).type == periods.ROLLING_YEAR


def finding(rows: list[dict], groups: dict[tuple[str, str], Group]) -> Statement:
    """The groups of one question as a title: how many stand clearly apart, and which lies farthest below."""
    clear = [row for row in rows if is_clear_gap(row)]
    if not clear:
        return Statement("No group stands clearly apart from everybody", tuple(address_of(row, "flags") for row in rows))
    stand = "stands" if len(clear) == 1 else "stand"
    head = f"{formats.number(len(clear))} of {formats.number(len(rows))} groups {stand} clearly apart from everybody"
    cells = tuple(address_of(row, "flags") for row in rows)
    below = [row for row in clear if side_of(row) == BELOW]
    if not below:
        return Statement(head, cells)
    farthest = min(row["change"] for row in below)
    lowest = [row for row in below if row["change"] == farthest]
    people = formats.listing([groups[row["group_type"], row["group"]].people for row in lowest])
    return Statement(f"{head}: {people} lie lowest, {_points(lowest[0])} below", (*cells, *(address_of(row, "change") for row in lowest)))


def clear_list(rows: list[dict], groups: dict[tuple[str, str], Group], side: str) -> Statement:
    """The groups that lie clearly on one side of everybody, the farthest first: ``LGBT+ Londoners (−18pp) and …``; empty where none."""
    apart = sorted((row for row in rows if is_clear_gap(row) and side_of(row) == side), key=lambda row: -abs(row["change"]))
    named = [f"{groups[row['group_type'], row['group']].people} ({formats.short_change(row['change'], 'pp')})" for row in apart]
    return Statement(formats.listing(named), tuple(address_of(row, "change") for row in apart))


def summary(rows: list[dict]) -> Statement:
    """The gaps of several questions as a title: how many are clear of chance, and of how many."""
    clear = sum(1 for row in rows if is_clear_gap(row))
    verb = "is" if clear == 1 else "are"
    text = f"{formats.number(clear)} of {formats.number(len(rows))} gaps between groups and everybody {verb} clear of chance"
    return Statement(text, tuple(address_of(row, "flags") for row in rows))


def _number(count: int) -> str:
    return formats.number(count) if count else "none"


def widest(rows: list[dict]) -> dict | None:
    """The widest clear gap below everybody; None without any."""
    below = [row for row in rows if is_clear_gap(row) and side_of(row) == BELOW]
    return min(below, key=lambda row: row["change"]) if below else None


def marks_and_tests(rows: list[dict]) -> Statement:
    """How far the document's plain mark and the test agree: both, the mark alone, the test alone."""
    both, mark, test = (
        sum(1 for row in rows if (is_marked_gap(row), is_clear_gap(row)) == pair) for pair in ((True, True), (True, False), (False, True))
    )
    text = (
        f"Of the gaps {_number(both)} are marked by the report and clear, {_number(mark)} marked and not clear, {_number(test)} clear and "
        "not marked."
    )
    return Statement(text, tuple(address_of(row, "flags") for row in rows))
