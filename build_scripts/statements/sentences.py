"""What a comparison says, in plain words: calm, never causal, and "rose" or "fell" only where the test says so.

Every function takes one row of ``tables.COMPARISONS`` (as a dict) and the words of its indicator, and returns a ``Statement``. A number in
a sentence is the cell, rounded once by ``formats``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from types import MappingProxyType

from build_scripts import formats, periods, vocabulary
from build_scripts.comparisons.verdicts import is_clear
from build_scripts.statements.caveats import caveat
from build_scripts.statements.reasons import NOTHING_KNOWN, Background, reason_statement
from build_scripts.statements.statement import Statement, address_of

CLEAR = ("improving", "worsening", "rose", "fell")

# How a title says over what time a figure changed, and what an earlier time is called, by rule.
SPANS = MappingProxyType(
    {
        "r12": ("in a year", "the year before"),
        "year": ("in a year", "the year before"),
        "quarter": ("on the same quarter a year before", "the year before"),
        "previous-quarter": ("on the quarter before", "the quarter before"),
        "pre-pandemic": ("on the time before the pandemic", "the time before the pandemic"),
        "target": ("on the year that the plan starts from", "the year that the plan starts from"),
        "other-period": ("on an earlier time", "an earlier time"),
    }
)


@dataclass(frozen=True)
class Words:
    """How an indicator is spoken of: its title, what is counted (``offences``), and the name of the area.

    ``population_year`` is that of the residents by which the levels of several places are divided, where they are computed;
    ``background`` what is known of it beside its comparisons, which lets a reason be told in full. ``finding`` is the sentence that a
    ratio or a gap is told by, with ``{value}`` for its number and, of a gap, ``{fewer}`` for fewer or more; empty for everything else.
    """

    title: str
    unit: str
    area: str
    population_year: int | None = None
    background: Background = NOTHING_KNOWN
    finding: str = ""


def _is_missing(value: float | None) -> bool:
    return value is None or math.isnan(value)


def _base_phrase(row: dict) -> str:
    """The earlier period, as it is named after the later one."""
    period, base = periods.parse(row["period"]), periods.parse(row["base_period"])
    if row["rule"] == "pre-pandemic" and period.type == periods.ROLLING_YEAR:
        return f"in the {formats.period(base)}, before the pandemic"
    if row["rule"] == "target":
        return f"in the {formats.period(base)}, the year that the plan starts from"
    if row["rule"] in vocabulary.LEVEL_PHRASES:
        return level_phrase(row)
    if row["rule"] == "other-period":
        return _in_period(row["base_period"])
    if period.type == periods.ROLLING_YEAR:
        return "in the 12 months before"
    if row["rule"] == "previous-quarter":
        return "in the quarter before"
    if row["rule"] == "pre-pandemic":
        return f"in {formats.period(base)}, before the pandemic"
    if period.type == periods.QUARTER:
        return "in the same quarter of the year before"
    return "the year before"


def level_phrase(row: dict) -> str:
    """Where the level is that a row is set beside: the place that its rule names, or the one of its own."""
    place = vocabulary.COMPARATOR_AREAS.get(row["base_area"])
    return f"in {_lower_first(place)}" if place else vocabulary.LEVEL_PHRASES[row["rule"]]


def _in_period(text: str) -> str:
    parsed = periods.parse(text)
    phrase = formats.period(parsed)
    return f"in the {phrase}" if parsed.type == periods.ROLLING_YEAR else f"in {phrase}"


def _value(row: dict, name: str) -> str:
    return formats.value_of(row[name], row["measure"])


def _counted(row: dict, words: Words) -> str:
    if row["measure"] in ("count", "days"):
        return formats.counted(_value(row, "value"), words.unit)
    if row["measure"] == "ratio":
        return f"{_value(row, 'value')} {words.unit}"
    if row["measure"] == "rate":
        return f"{_value(row, 'value')} {words.unit} per 1,000 residents"
    if row["measure"] == "percentage" and words.unit.startswith("per cent "):
        return f"{_value(row, 'value')} {words.unit.removeprefix('per cent ')}"
    return _value(row, "value")


def _tells_gap(row: dict, words: Words) -> bool:
    """Whether a gap is told by a sentence that names its groups: it has one, and does not round to none."""
    known = bool(words.finding) and row["measure"] == "gap" and not _is_missing(row["value"])
    return known and any(digit in formats.change(row["value"], "pp") for digit in "123456789")


def _found(row: dict, words: Words) -> str:
    """The finding with its number: how many times, or how many percentage points fewer or more."""
    if row["measure"] != "gap":
        return words.finding.format(value=_value(row, "value"))
    return words.finding.format(value=_points(row, "value"), fewer="fewer" if row["value"] < 0 else "more")


def _points(row: dict, name: str) -> str:
    """The size of a gap, whichever group stands higher."""
    return formats.change(abs(row[name]), "pp").lstrip("+")


def _absolute_places(row: dict) -> int:
    """Decimals of a change that is given as a number: none of things counted, one of rates and ratios."""
    return 0 if row["measure"] == "count" else 1


def _size_cell(row: dict) -> str:
    """The cell that the size of the change is read from."""
    return "change_absolute" if _is_missing(row["change"]) else "change"


def _size(row: dict) -> str:
    """How large the change is, without its sign, in its unit; as a number where there is no percentage."""
    if _is_missing(row["change"]):
        return formats.number(abs(row["change_absolute"]), _absolute_places(row))
    return formats.change(abs(row["change"]), row["change_unit"]).lstrip("+")


def _difference(row: dict) -> str:
    """How much more or less: "5.1% more than", "4 fewer than", of a gap "wider than"; "slightly" where a clear change rounds to none."""
    less = "fewer" if row["measure"] == "count" else "less"
    size = "slightly" if _is_unchanged(row) else _size(row)
    if _is_gap_of_one_sign(row):
        return f"{size} {'wider' if _is_wider(row) else 'narrower'} than"
    return f"{size} {'more' if row['change_absolute'] > 0 else less} than"


def _is_gap_of_one_sign(row: dict) -> bool:
    """Whether both figures are gaps with the same group below, so that the change is by how much the gap is wider or narrower."""
    return row["measure"] == "gap" and row["value"] * row["base_value"] >= 0


def _is_wider(row: dict) -> bool:
    return abs(row["value"]) > abs(row["base_value"])


def _is_unchanged(row: dict) -> bool:
    """Whether the change is none, or rounds to none as it would be written."""
    if _is_missing(row["change"]):
        return formats.round_half_up(row["change_absolute"], _absolute_places(row)) == 0
    return not any(digit in _size(row) for digit in "123456789")


def judgement(row: dict) -> str:
    """The verdict in words: that a change is clear, which way it went, and whether that is the way wanted."""
    verdict = row["verdict"]
    if verdict == "no-clear-change":
        return "no clear change"
    moved = "a clear rise" if row["change_absolute"] > 0 else "a clear fall"
    if _is_gap_of_one_sign(row):
        moved = "a clear widening" if _is_wider(row) else "a clear narrowing"
    if verdict in ("rose", "fell"):
        return moved
    return f"{moved}, {'as is wanted' if verdict == 'improving' else 'which is not what is wanted'}"


def comparison_sentence(row: dict, words: Words) -> Statement:
    """The comparison as one sentence that can stand alone: whose figure it is, the change, and how sure that is."""
    return _sentence(row, words, f"{words.title}, {words.area}: ")


def lead_sentence(row: dict, words: Words) -> Statement:
    """The same under a heading that names the measure and the area already."""
    return _sentence(row, words, "")


def _base_value(row: dict, words: Words) -> str:
    """The earlier figure as a sentence says it: of a gap that is told by its groups its size, where the same group lay below."""
    if _tells_gap(row, words) and row["value"] * row["base_value"] > 0:
        return _points(row, "base_value")
    return _value(row, "base_value")


def _sentence(row: dict, words: Words, subject: str) -> Statement:
    cells = tuple(address_of(row, name) for name in ("value", "base_value", _size_cell(row), "verdict"))
    verdict = row["verdict"]
    reason = reason_statement(row, words.background)
    if verdict == "not-available" and _is_missing(row["change_absolute"]):
        return Statement(f"{subject}{'no' if subject else 'No'} comparison. {reason}", cells[3:] + reason.cells)
    if _is_missing(row["value"]):
        return Statement(f"{subject}{_change_alone(row)}. {reason}", cells[2:] + reason.cells)
    told = _found(row, words) if _tells_gap(row, words) else _counted(row, words)
    head = f"{subject}{told} {_in_period(row['period'])}"
    if verdict == "not-comparable":
        return Statement(
            f"{head}; this can not be compared with {_base_value(row, words)} {_base_phrase(row)}. {reason}",
            cells + reason.cells,
        )
    if row["rule"] in vocabulary.LEVEL_PHRASES and row["test"]:
        return Statement(f"{head}, {_level_compared(row)}{_on_residents(words)}", cells)
    if _is_unchanged(row) and verdict not in CLEAR:
        # Two counts can be known to be the same; two rounded figures only to be much the same.
        alike = "the same as" if row["measure"] == "count" and row["change_absolute"] == 0 else "much the same as"
        compared = f"{alike} the {_base_value(row, words)} {_base_phrase(row)}"
    else:
        compared = f"{_difference(row)} the {_base_value(row, words)} {_base_phrase(row)}"
    if verdict == "not-available":
        return Statement(f"{head}, {compared}. {reason} {caveat(row)}".rstrip(), cells + reason.cells)
    return Statement(f"{head}, {compared}: {judgement(row)}. {caveat(row)}".rstrip(), cells)


def level_judgement(row: dict) -> str:
    """How a tested level stands to another place's: "clearly higher than", "clearly lower than", "not clearly different from"."""
    if not is_clear(row["p_value"], row["lower_95"], row["upper_95"], 0.0):
        return "not clearly different from"
    return "clearly higher than" if row["change_absolute"] > 0 else "clearly lower than"


def _level_compared(row: dict) -> str:
    """How the level stands to the other place's, by how much, and between what that plausibly lies."""
    size = "the same" if _is_unchanged(row) else f"{_size(row)} {'higher' if row['change_absolute'] > 0 else 'lower'}"
    judged = f"{level_judgement(row)} the {_value(row, 'base_value')} {level_phrase(row)}"
    return f"{judged}: {size}, with a {_lower_first(range_sentence(row).text.replace(': ', ' of '))}."


def _on_residents(words: Words) -> str:
    return f" Both are on the population of {words.population_year}." if words.population_year else ""


def _lower_first(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"


def _change_alone(row: dict) -> str:
    """A change of which neither level is known: "3 percentage points more in April to June 2023 than in April to June 2021"."""
    less = "fewer" if row["measure"] == "count" else "less"
    size = "no change" if _is_unchanged(row) else f"{_size(row)} {'more' if row['change_absolute'] > 0 else less}"
    return f"{size} {_in_period(row['period'])} than {_in_period(row['base_period'])}; the levels are not printed"


def range_sentence(row: dict) -> Statement:
    """The interval in words: between which changes the truth plausibly lies."""
    cells = tuple(address_of(row, name) for name in ("lower_95", "upper_95"))
    if _is_missing(row["lower_95"]) or _is_missing(row["upper_95"]):
        return Statement("", ())
    if row["interval_of"] == "ratio":
        low, high = (formats.number(row[name], 2) for name in ("lower_95", "upper_95"))
        return Statement(f"Plausible range: {low} to {high} times the earlier figure", cells)
    unit = "pp" if row["change_unit"] == "pp" else row["change_unit"]
    low, high = (formats.signed(row[name], 1) + ("%" if unit == "%" else "") for name in ("lower_95", "upper_95"))
    suffix = " percentage points" if unit == "pp" else ""
    return Statement(f"Plausible range: {low} to {high}{suffix}", cells)


def headline(row: dict, words: Words) -> Statement:
    """The finding as a title: "Theft from the person fell by 21.0% in a year", or that there is no clear change; of a ratio its level.

    Raises ValueError for a rule that sets a figure beside another place or group of the same time: that is no finding about a change.
    """
    if row["rule"] not in SPANS:
        raise ValueError(f"{row['rule']!r} sets two figures of one time side by side: no title tells a change of them")
    if words.finding and row["measure"] != "gap" and not _is_missing(row["value"]):
        return Statement(_found(row, words), (address_of(row, "value"),))
    if _tells_gap(row, words):
        return _gap_headline(row, words)
    cells = tuple(address_of(row, name) for name in (_size_cell(row), "verdict"))
    verdict = row["verdict"]
    span, before = SPANS[row["rule"]]
    if verdict in CLEAR:
        rises = row["change_absolute"] > 0
        if _is_unchanged(row):
            return Statement(f"{words.title} {'rose' if rises else 'fell'} slightly {span}", cells)
        if _is_gap_of_one_sign(row):
            return _titled(words, f"{'wider' if _is_wider(row) else 'narrower'} by {_size(row)} {span}", cells)
        if row["change_unit"] == "pp":
            return _titled(words, f"{'up' if rises else 'down'} {_size(row)} {span}", cells)
        return Statement(f"{words.title} {'rose' if rises else 'fell'} by {_size(row)} {span}", cells)
    if verdict == "no-clear-change":
        return Statement(f"{words.title}, no clear change {span}", cells)
    if verdict == "not-comparable":
        return _titled(words, f"not comparable with {before}", cells[1:])
    return _titled(words, _counted(row, words), (address_of(row, "value"),))


def _gap_headline(row: dict, words: Words) -> Statement:
    """A gap as a title: how many points lie between its groups, and whether they moved apart or together."""
    found, (span, before) = _found(row, words), SPANS[row["rule"]]
    level = (address_of(row, "value"),)
    cells = (*level, address_of(row, _size_cell(row)), address_of(row, "verdict"))
    verdict = row["verdict"]
    if verdict in CLEAR:
        if not _is_gap_of_one_sign(row):
            return Statement(f"{found}, after {_points(row, 'base_value')} {'more' if row['value'] < 0 else 'fewer'}", cells)
        size = "slightly" if _is_unchanged(row) else f"by {_size(row)}"
        return Statement(f"{found}, {'wider' if _is_wider(row) else 'narrower'} {size} {span}", cells)
    if verdict == "no-clear-change":
        return Statement(f"{found}, no clear change {span}", cells)
    if verdict == "not-comparable":
        return Statement(f"{found}, not comparable with {before}", (*level, cells[-1]))
    return Statement(found, level)


def _titled(words: Words, told: str, cells: tuple[str, ...]) -> Statement:
    """What is told of a measure after its title and a colon; a comma where the title has a colon itself."""
    return Statement(f"{words.title}{',' if ': ' in words.title else ':'} {told}", cells)
