"""What a comparison says is what it holds: the verdict, the direction, the rounded numbers, and nothing beyond them."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from build_scripts import formats, periods, vocabulary
from build_scripts.statements.sentences import CLEAR, SPANS, Words, comparison_sentence, headline, lead_sentence, range_sentence

NAN = float("nan")
WORDS = Words("Theft from the person", "offences", "Lewisham")
FORBIDDEN = re.compile(r"significan|\bcaus|\bdue to\b|\bbecause\b|\blikely\b|\bnan\b|\bNone\b", re.IGNORECASE)
SAYS_RISE = re.compile(r"\brose\b|\bup \d|a clear rise|\bmore than\b")
SAYS_FALL = re.compile(r"\bfell\b|\bdown \d|a clear fall|\b(?:fewer|less) than\b")
PERIODS = {
    "r12": ("R12-2026-03", "R12-2025-03"),
    "quarter": ("2025-26-Q4", "2024-25-Q4"),
    "previous-quarter": ("2025-26-Q4", "2025-26-Q3"),
    "pre-pandemic": ("R12-2026-03", "R12-2020-02"),
    "year": ("2025-26", "2024-25"),
}
UNITS = {"count": "%", "rate": "%", "percentage": "pp", "gap": "pp", "outcome-rate": "pp", "days": "days", "money": "£m", "ratio": "%"}
SMALL_BASE = 30


def comparison(measure: str = "count", rule: str = "r12", before: float = 100380.0, now: float = 79269.0, **cells: object) -> dict:
    """One row of ``tables.COMPARISONS`` as it is spoken of."""
    difference = now - before
    row = {
        "indicator": "theft-from-the-person",
        "component": "",
        "rule": rule,
        "measure": measure,
        "area_code": "E09000023",
        "group_type": "",
        "group": "",
        "extract": "2026-04",
        "period": PERIODS[rule][0],
        "value": now,
        "base_period": PERIODS[rule][1],
        "base_value": before,
        "base_area": "E09000023",
        "base_group": "",
        "change": difference,
        "change_unit": UNITS[measure],
        "change_absolute": difference,
        "interval_of": "",
        "lower_95": NAN,
        "upper_95": NAN,
        "verdict": "improving",
        "reason": "",
        "flags": "",
    }
    if UNITS[measure] == "%":
        row["change"] = 100 * (now / before - 1) if before >= SMALL_BASE else NAN
    return row | cells


def _values(measure: str) -> st.SearchStrategy[float]:
    if measure == "count":
        return st.one_of(st.integers(0, 40), st.integers(0, 1_000_000)).map(float)
    if measure in ("percentage", "days"):
        return st.integers(0, 100).map(float)
    if measure == "gap":
        return st.integers(-40, 40).map(float)
    if measure == "outcome-rate":
        return st.decimals(0, 130, places=2).map(float)
    if measure == "rate":
        return st.decimals(30, 200, places=3).map(float)
    return st.decimals(-500, 500, places=2).map(float)


@st.composite
def comparisons(draw: st.DrawFn, verdicts: tuple[str, ...] = tuple(vocabulary.VERDICTS)) -> dict:
    """A row with a verdict that its numbers allow: a clear change is a change, ``rose`` is a rise."""
    measure = draw(st.sampled_from(sorted(UNITS)))
    before, now = draw(_values(measure)), draw(_values(measure))
    verdict = draw(st.sampled_from(verdicts))
    if verdict in CLEAR:
        assume(now != before)
    assume(not (verdict == "rose" and now < before) and not (verdict == "fell" and now > before))
    row = comparison(measure, draw(st.sampled_from(sorted(PERIODS))), before, now, verdict=verdict)
    if verdict == "not-comparable":
        row |= {"reason": draw(st.sampled_from(["break-in-series", "unallocated-moved"])), "change": NAN, "change_absolute": NAN}
    if verdict == "not-available":
        row["reason"] = draw(st.sampled_from(["display-only", "not-tested", "incomplete-window", "no-base-period", "small-base"]))
        if row["reason"] in ("incomplete-window", "no-base-period"):
            row |= {"base_value": NAN, "change": NAN, "change_absolute": NAN}
    return row


def figures_in(text: str) -> list[str]:
    """Every number of a sentence, without the years of its periods."""
    plain = re.sub(r"\b(?:to|in|of) (?:[A-Z][a-z]+ )?20\d\d(?:/\d\d)?", "", text)
    plain = re.sub(r"\b12 months\b|1,000 residents", "", plain)
    return re.findall(r"\d[\d,]*(?:\.\d+)?", plain)


@given(comparisons())
@example(comparison(before=930_651.0, now=930_652.0, verdict="worsening"))
def test_a_change_is_called_clear_if_and_only_if_the_verdict_is(row: dict) -> None:
    clear = row["verdict"] in CLEAR
    assert ("a clear " in comparison_sentence(row, WORDS).text) == clear
    assert bool(re.search(r"\brose\b|\bfell\b|\bup \d|\bdown \d|\bwider by|\bnarrower by", headline(row, WORDS).text)) == clear


@given(comparisons(verdicts=CLEAR + ("no-clear-change",)))
@example(comparison(before=930_651.0, now=930_652.0, verdict="worsening"))
def test_the_direction_said_is_the_direction_counted(row: dict) -> None:
    for text in (comparison_sentence(row, WORDS).text, headline(row, WORDS).text):
        if row["change_absolute"] > 0:
            assert not SAYS_FALL.search(text), text
        if row["change_absolute"] < 0:
            assert not SAYS_RISE.search(text), text
        if row["change_absolute"] == 0:
            assert not SAYS_RISE.search(text)
            assert not SAYS_FALL.search(text)


@given(comparisons(verdicts=CLEAR))
def test_a_clear_change_is_never_much_the_same(row: dict) -> None:
    assert "much the same" not in comparison_sentence(row, WORDS).text
    assert "no clear change" not in comparison_sentence(row, WORDS).text


@given(comparisons(verdicts=("improving", "worsening")))
def test_what_is_wanted_is_said_with_the_verdict(row: dict) -> None:
    text = comparison_sentence(row, WORDS).text
    assert ("as is wanted" in text) == (row["verdict"] == "improving")
    assert ("not what is wanted" in text) == (row["verdict"] == "worsening")


@given(comparisons(verdicts=("rose", "fell", "no-clear-change")))
def test_where_no_direction_is_judged_none_is_said_to_be_wanted(row: dict) -> None:
    assert "wanted" not in comparison_sentence(row, WORDS).text


@given(comparisons())
def test_every_number_in_a_sentence_is_a_rounded_cell(row: dict) -> None:
    cells = [row["value"], row["base_value"], row["change"], row["change_absolute"]]
    shown = {formats.number(abs(cell), places) for cell in cells if not math.isnan(cell) for places in (0, 1)}
    reason = vocabulary.REASONS.get(row["reason"], "")
    for text in (comparison_sentence(row, WORDS).text, headline(row, WORDS).text):
        assert set(figures_in(text.replace(reason, "") if reason else text)) <= shown, text


@given(comparisons())
def test_a_number_is_rounded_half_up_and_once(row: dict) -> None:
    """The value as the sentence has it is the cell as the tables have it, in the format of its measure."""
    text = comparison_sentence(row, WORDS).text
    if "no comparison" not in text:
        assert formats.value_of(row["value"], row["measure"]) in text
        assert formats.value_of(row["base_value"], row["measure"]) in text


@given(comparisons())
def test_no_sentence_gives_a_cause_or_speaks_of_significance(row: dict) -> None:
    for statement in (comparison_sentence(row, WORDS), lead_sentence(row, WORDS), headline(row, WORDS), range_sentence(row)):
        assert not FORBIDDEN.search(statement.text), statement.text


@given(comparisons())
def test_a_sentence_is_one_line_that_ends_and_names_its_subject_and_period(row: dict) -> None:
    text = comparison_sentence(row, WORDS).text
    assert text.startswith("Theft from the person, Lewisham: ")
    assert text.endswith(".")
    assert "\n" not in text
    assert "  " not in text
    if "no comparison" not in text:
        assert formats.period(periods.parse(row["period"])) in text


@given(comparisons())
def test_a_lead_says_the_same_without_the_subject(row: dict) -> None:
    whole, lead = comparison_sentence(row, WORDS), lead_sentence(row, WORDS)
    assert whole.text.removeprefix("Theft from the person, Lewisham: ").lower() == lead.text.lower()
    assert whole.cells == lead.cells


@given(comparisons())
def test_a_statement_knows_the_cells_it_used(row: dict) -> None:
    for statement in (comparison_sentence(row, WORDS), headline(row, WORDS)):
        assert statement.cells
        for address in statement.cells:
            field = address.partition("?")[0].rpartition("/")[2]
            assert address.startswith(f"theft-from-the-person/{row['rule']}/{row['measure']}/")
            assert field in row
            assert "area=E09000023" in address
            assert f"period={row['period']}" in address
    if row["verdict"] in CLEAR:
        used = "change_absolute" if math.isnan(row["change"]) else "change"
        assert any(f"/{used}?" in address for address in comparison_sentence(row, WORDS).cells)


@given(comparisons(verdicts=("not-available", "not-comparable")))
def test_a_comparison_that_is_not_made_ends_with_its_reason(row: dict) -> None:
    assert comparison_sentence(row, WORDS).text.endswith(vocabulary.REASONS[row["reason"]])


@pytest.mark.parametrize(
    ("row", "sentence", "title"),
    [
        (
            comparison(),
            "79,269 offences in the 12 months to March 2026, 21.0% fewer than the 100,380 in the 12 months before: "
            "a clear fall, as is wanted.",
            "Theft from the person fell by 21.0% in a year",
        ),
        (
            comparison(verdict="fell"),
            "79,269 offences in the 12 months to March 2026, 21.0% fewer than the 100,380 in the 12 months before: a clear fall.",
            "Theft from the person fell by 21.0% in a year",
        ),
        (
            comparison(before=119.0, now=115.0, verdict="no-clear-change"),
            "115 offences in the 12 months to March 2026, 3.4% fewer than the 119 in the 12 months before: no clear change.",
            "Theft from the person, no clear change in a year",
        ),
        (
            # The quarterly report calls 7 against 1 an increase of 600%.
            comparison(before=1.0, now=7.0, verdict="no-clear-change", reason="small-base", rule="quarter"),
            "7 offences in January to March 2026, 6 more than the 1 in the same quarter of the year before: no clear change.",
            "Theft from the person, no clear change on the same quarter a year before",
        ),
        (
            comparison("percentage", before=67.0, now=69.0, verdict="improving"),
            "69% in the 12 months to March 2026, 2 percentage points more than the 67% in the 12 months before: "
            "a clear rise, as is wanted.",
            "Theft from the person: up 2 percentage points in a year",
        ),
        (
            comparison("percentage", before=73.0, now=72.0, verdict="worsening"),
            "72% in the 12 months to March 2026, 1 percentage point less than the 73% in the 12 months before: "
            "a clear fall, which is not what is wanted.",
            "Theft from the person: down 1 percentage point in a year",
        ),
        (
            comparison("outcome-rate", before=7.62, now=6.86, verdict="worsening", change=-0.76, change_absolute=-0.76),
            "6.9% in the 12 months to March 2026, 0.8 percentage points less than the 7.6% in the 12 months before: "
            "a clear fall, which is not what is wanted.",
            "Theft from the person: down 0.8 percentage points in a year",
        ),
        (
            comparison(before=5036.0, now=4800.0, verdict="no-clear-change", rule="quarter", flags="leap-day"),
            "4,800 offences in January to March 2026, 4.7% fewer than the 5,036 in the same quarter of the year before: no clear change. "
            "One of the two periods has a leap day: by the day and by the whole period the answers differ, so the change is not called "
            "clear.",
            "Theft from the person, no clear change on the same quarter a year before",
        ),
        (
            comparison(before=930_651.0, now=930_700.0, verdict="worsening"),
            "930,700 offences in the 12 months to March 2026, slightly more than the 930,651 in the 12 months before: "
            "a clear rise, which is not what is wanted.",
            "Theft from the person rose slightly in a year",
        ),
        (
            comparison(before=930_651.0, now=930_700.0, verdict="no-clear-change"),
            "930,700 offences in the 12 months to March 2026, much the same as the 930,651 in the 12 months before: no clear change.",
            "Theft from the person, no clear change in a year",
        ),
        (
            comparison("money", before=-4.0, now=-8.3, verdict="no-clear-change", rule="year"),
            "−£8.3m in 2025/26, £4.3m less than the −£4.0m the year before: no clear change.",
            "Theft from the person, no clear change in a year",
        ),
        (
            comparison(rule="pre-pandemic", verdict="not-comparable", reason="break-in-series", change=NAN, change_absolute=NAN),
            "79,269 offences in the 12 months to March 2026; this can not be compared with 100,380 in the 12 months to February 2020, "
            f"before the pandemic. {vocabulary.REASONS['break-in-series']}",
            "Theft from the person: not comparable with the time before the pandemic",
        ),
        (
            comparison(rule="quarter", verdict="not-available", reason="rolling-only", base_value=NAN, change=NAN, change_absolute=NAN),
            f"No comparison. {vocabulary.REASONS['rolling-only']}",
            "Theft from the person: 79,269 offences",
        ),
    ],
)
def test_a_sentence_reads_as_written_here(row: dict, sentence: str, title: str) -> None:
    assert (lead_sentence(row, WORDS).text, headline(row, WORDS).text) == (sentence, title)


@pytest.mark.parametrize(
    ("rule", "verdict", "title"),
    [
        ("pre-pandemic", "improving", "Theft from the person fell by 21.0% on the time before the pandemic"),
        ("target", "improving", "Theft from the person fell by 21.0% on the year that the plan starts from"),
        ("target", "no-clear-change", "Theft from the person, no clear change on the year that the plan starts from"),
        ("target", "not-comparable", "Theft from the person: not comparable with the year that the plan starts from"),
        ("previous-quarter", "not-comparable", "Theft from the person: not comparable with the quarter before"),
        ("other-period", "no-clear-change", "Theft from the person, no clear change on an earlier time"),
    ],
)
def test_a_title_names_the_time_of_its_rule(rule: str, verdict: str, title: str) -> None:
    assert headline(comparison(verdict=verdict, reason="break-in-series") | {"rule": rule}, WORDS).text == title


@pytest.mark.parametrize(
    ("row", "title"),
    [
        (comparison("outcome-rate", verdict="not-comparable"), "Outcome rate: all offences, not comparable with the year before"),
        (comparison("outcome-rate", before=5.1, now=9.4), "Outcome rate: all offences, up 4.3 percentage points in a year"),
        (comparison("outcome-rate", now=9.4, verdict="not-available"), "Outcome rate: all offences, 9.4%"),
        (
            comparison("gap", before=-20.0, now=-22.0, verdict="worsening"),
            "Outcome rate: all offences, wider by 2 percentage points in a year",
        ),
    ],
)
def test_a_title_that_has_a_colon_gets_no_second_one(row: dict, title: str) -> None:
    assert headline(row, Words("Outcome rate: all offences", "outcomes per 100 offences", "MPS")).text == title


def test_one_thing_counted_is_spoken_of_in_the_singular() -> None:
    # Given one victim after two, as of teenage homicide in the winter of 2005
    row = comparison(rule="quarter", before=2.0, now=1.0, verdict="no-clear-change")
    words = Words("Teenage homicide", "victims", "MPS")
    # Then one is no plural, in the sentence and in a title without a verdict
    assert lead_sentence(row, words).text == (
        "1 victim in January to March 2026, 1 fewer than the 2 in the same quarter of the year before: no clear change."
    )
    assert headline(row | {"verdict": "not-available"}, words).text == "Teenage homicide: 1 victim"


def test_two_counts_that_are_the_same_are_said_to_be() -> None:
    row = comparison(rule="quarter", before=1.0, now=1.0, verdict="no-clear-change")
    assert lead_sentence(row, Words("Homicide", "offences", "Croydon")).text == (
        "1 offence in January to March 2026, the same as the 1 in the same quarter of the year before: no clear change."
    )


def test_every_rule_has_words_for_a_title_or_can_not_be_asked_for_one() -> None:
    beside = {"national", "similar-forces", "everybody"}
    assert set(SPANS) | beside == set(vocabulary.RULES)
    for rule in beside:
        with pytest.raises(ValueError, match="side by side"):
            headline(comparison() | {"rule": rule}, WORDS)


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        ({"interval_of": "change", "lower_95": -24.687, "upper_95": -17.197}, "Plausible range: −24.7% to −17.2%"),
        ({"interval_of": "ratio", "lower_95": 0.755, "upper_95": 12.5}, "Plausible range: 0.76 to 12.50 times the earlier figure"),
        (
            {"change_unit": "pp", "interval_of": "difference", "lower_95": -0.04, "upper_95": 4.25},
            "Plausible range: 0.0 to +4.3 percentage points",
        ),
        ({"interval_of": "ratio", "lower_95": 1.2, "upper_95": NAN}, ""),
        ({}, ""),
    ],
)
def test_an_interval_is_said_in_its_unit_or_not_at_all(cells: dict, text: str) -> None:
    statement = range_sentence(comparison() | cells)
    assert statement.text == text
    assert bool(statement.cells) == bool(text)


def test_a_ratio_is_told_by_its_level_in_a_sentence_of_its_own() -> None:
    # Given stop and search in London, 12 months to December 2025: 4.6 times the rate, after 4.1
    words = Words(
        "Stop and search", "times the rate", "MPS", finding="Black Londoners were searched at {value} times the rate of White Londoners"
    )
    row = comparison("ratio", before=4.12, now=4.56, change_unit="%", change=10.7, verdict="worsening")
    # Then the title is what the ratio says, with its cell, and the lead keeps the change and how sure it is
    told = headline(row, words)
    assert told.text == "Black Londoners were searched at 4.6 times the rate of White Londoners"
    assert [cell for cell in told.cells if "/value?" in cell] == list(told.cells)
    assert lead_sentence(row, words).text.startswith("4.6 times the rate in the 12 months to March 2026, 10.7% more than the 4.1")


@pytest.mark.parametrize(
    ("before", "now", "verdict", "lead", "title"),
    [
        (
            -21.25,
            -22.0,
            "no-clear-change",
            "22 percentage points fewer women than men feel safe in the 12 months to March 2026, 0.8 percentage points wider than the "
            "21.3 percentage points in the 12 months before: no clear change.",
            "22 percentage points fewer women than men feel safe, no clear change in a year",
        ),
        (
            -22.0,
            -18.0,
            "improving",
            "18 percentage points fewer women than men feel safe in the 12 months to March 2026, 4 percentage points narrower than the "
            "22 percentage points in the 12 months before: a clear narrowing, as is wanted.",
            "18 percentage points fewer women than men feel safe, narrower by 4 percentage points in a year",
        ),
        (
            -5.0,
            6.0,
            "worsening",
            "6 percentage points more women than men feel safe in the 12 months to March 2026, 11 percentage points more than the −5pp in "
            "the 12 months before: a clear rise, which is not what is wanted.",
            "6 percentage points more women than men feel safe, after 5 percentage points fewer",
        ),
    ],
)
def test_a_gap_is_told_by_its_groups(before: float, now: float, verdict: str, lead: str, title: str) -> None:
    # Given the gap of those who feel safe, women less men
    words = Words("Gap to men", "percentage points", "MPS", finding="{value} {fewer} women than men feel safe")
    row = comparison("gap", before=before, now=now, verdict=verdict)
    # Then lead and title name both groups, and no sign is left to be read
    assert lead_sentence(row, words).text == lead
    assert headline(row, words).text == title
    # and where there is no gap at all the groups are not set apart
    assert headline(row | {"value": 0.0, "verdict": "not-available"}, words).text == "Gap to men: 0pp"


@pytest.mark.parametrize(
    ("before", "now", "said", "title"),
    [
        (-21.25, -22.0, "0.8 percentage points wider than the −21.3pp", "wider by 0.8 percentage points"),
        (-22.0, -20.0, "2 percentage points narrower than the −22pp", "narrower by 2 percentage points"),
        # Where the other group lies below now, neither word would say what happened.
        (-3.0, 2.0, "5 percentage points more than the −3pp", "up 5 percentage points"),
    ],
)
def test_a_gap_is_wider_or_narrower_whichever_group_lies_below(before: float, now: float, said: str, title: str) -> None:
    """Given women's feelings of safety less men's, when the gap moves, then its size is spoken of and not its sign."""
    row = comparison("gap", before=before, now=now, verdict="worsening" if abs(now) > abs(before) else "improving")
    assert said in comparison_sentence(row, WORDS).text
    assert title in headline(row, WORDS).text
