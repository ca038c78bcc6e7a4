"""Every word the published tables use as a code, declared once, with the meaning a reader is shown.

The tables are published at ``/api/v1/vocabularies.json``; a code that is not here can not leave the scripts
(``tables.check`` refuses it).
"""

from __future__ import annotations

from types import MappingProxyType

VERDICTS = MappingProxyType(
    {
        "improving": "The change is in the direction wanted, and clear of chance.",
        "worsening": "The change is against the direction wanted, and clear of chance.",
        "no-clear-change": "The change is too small to tell from chance.",
        "rose": "A clear rise, where no direction is judged.",
        "fell": "A clear fall, where no direction is judged.",
        "not-comparable": "The two figures do not measure the same thing, or not in the same way.",
        "not-available": "There is no comparison: the reason says why.",
    }
)

VERDICT_TITLES = MappingProxyType(
    {
        "improving": "improving",
        "worsening": "worsening",
        "no-clear-change": "no clear change",
        "rose": "rose",
        "fell": "fell",
        "not-comparable": "not comparable",
        "not-available": "not available",
    }
)

REASONS = MappingProxyType(
    {
        "not-tested": "Not tested: how much the figure moves by itself is not known, so nobody can say whether the change goes beyond "
        "that.",
        "incomplete-window": "A month is missing, so the total is not known.",
        "no-base-period": "The series does not reach back to the period it would be compared with.",
        "break-in-series": "The way the figures are recorded or sorted changed between or within the two periods.",
        "unallocated-moved": "The share of offences that could not be placed in a borough differs by more than one percentage "
        "point between the two periods.",
        "not-published": "A figure that it needs is not published.",
        "rolling-only": "Only totals of 12 months are published; a single quarter can not be worked out from them.",
        "no-source": "No source of this measure is published as data.",
        "printed-only": "The measure is known only from figures printed in a report.",
        "no-population": "No population estimate is held for the middle of the period.",
        "small-base": "The earlier figure is under 30, so the change is given as a number, not as a percentage.",
        "from-zero": "The earlier figure is zero, so there is no percentage change.",
        "negative-base": "The earlier figure is negative, so there is no percentage change.",
        "small-sample": "Too few people were asked: under 30, after allowing for the way they were chosen.",
        "suppressed": "The figure is withheld so that nobody can be identified.",
        "no-comparator": "Nobody publishes as data what this measure could be compared with.",
        "no-target": "The framework sets no target for this measure.",
        "not-covered": "The area is not policed by this force.",
        "category-absent": "The category is not in this extract.",
        "level-only": "It is set beside another place, not beside an earlier time, so nothing is judged to be better or worse.",
        "display-only": "Shown and not tested: quarters that follow each other differ by the time of year alone.",
        "different-definition": "The two sources define the measure differently.",
        "no-interval": "Not tested: what is published does not say how many people or cases stand behind the figure, so chance can not "
        "be ruled out.",
        "no-dispersion": "Pure chance does not explain the difference. But such figures also move by themselves, and without the months "
        "behind them nobody can see by how much.",
        "printed-otherwise": "The same document prints, or implies, another figure for it, so no verdict is built on this one.",
        "group-and-total": "A group is set beside everybody of the same time, so the gap is tested and no change is judged.",
        "windows-overlap": "The two periods of 12 months share most of their months, so the change is shown and not tested.",
        "accounts": "A sum in an account is complete and no sample, so the difference is stated and not tested.",
    }
)

FLAGS = MappingProxyType(
    {
        "b": "break in series",
        "c": "confidential",
        "e": "estimated",
        "f": "forecast",
        "p": "provisional",
        "r": "revised since the extract before",
        "u": "low reliability",
        "x": "not available",
        "z": "not applicable",
        "rounded-at-source": "rounded to whole per cents by the publisher: a change carries an error of up to one point",
        "assumed-deff": "the design effect is an assumption",
        "assumed-base": "the number of interviews is an assumption",
        "rounded": "rounded to a multiple of 5, so that nobody can be identified",
        "approximate": "computed from published percentages, not from answers",
        "unallocated-shown": "offences not placed in a borough are shown beside the figure",
        "resident-rate": "residents are counted, visitors are not: central areas look high",
        "as-printed": "taken as printed in a document",
        "printed-otherwise": "the same document prints, or implies, another figure for it",
        "least-interval": "the interval allows for chance alone and may be wider: the months behind the figures are not published",
        "inferred-group": "the group of similar forces is inferred",
        "design-effect-decides": "whether the change is clear of chance depends on the design effect (how much less a survey tells than a "
        "simple sample), which is an assumption",
        "leap-day": "one of the two periods has a leap day: by the day and by the whole period the answers differ, so the change is not "
        "called clear",
        "clear-gap": "the gap is clear of chance, with every group of the question allowed for and however the figures were rounded",
        "marked-gap": "the gap has the size from which the report marks it, whatever chance may explain",
    }
)

RULES = MappingProxyType(
    {
        "r12": "Rolling 12 months against the 12 months before",
        "quarter": "Latest quarter against the same quarter of the year before",
        "previous-quarter": "Latest quarter against the quarter before (shown, never tested)",
        "pre-pandemic": "Against the time before the pandemic: 12 months to February 2020, or the same quarter of 2019/20",
        "national": "Against England and Wales",
        "similar-forces": "Against similar forces (inferred)",
        "target": "Against a target that a plan states",
        "year": "Latest year against the year before",
        "other-period": "Against another time that a document names (shown, never tested)",
        "everybody": "A group against everybody at the same time, the group among them",
    }
)

# What a level is set beside, as a sentence says it.
LEVEL_PHRASES = MappingProxyType({"national": "in England and Wales", "similar-forces": "in similar forces (inferred)"})

# Where a document sets a level beside a place that is no area of the lists of forces.
COMPARATOR_AREAS = MappingProxyType(
    {
        "rest-of-england-and-wales": "The other forces of England and Wales",
        "most-similar-forces": "The most similar forces, which the report does not name",
    }
)

HEADLINE_RULES = ("r12", "quarter")

KINDS = MappingProxyType(
    {
        "count": "A number of things recorded",
        "rate": "A number for every 1,000 people",
        "survey-percentage": "A share of the people asked",
        "share": "A share of a known whole",
        "outcome-rate": "Outcomes recorded in a period for every 100 offences recorded in it",
        "gap": "A difference between groups, in percentage points",
        "rate-ratio": "The rate of one group divided by the rate of another",
        "median": "The middle value, in days",
        "money": "Pounds, millions",
        "milestone": "A date by which something is to be done",
    }
)

MEASURES = MappingProxyType(
    {
        "count": "number",
        "rate": "per 1,000 residents",
        "percentage": "per cent",
        "outcome-rate": "outcomes per 100 offences",
        "gap": "percentage points",
        "ratio": "ratio",
        "days": "days",
        "money": "£ million",
    }
)

DIRECTIONS = MappingProxyType(
    {
        "down": "A fall is wanted",
        "up": "A rise is wanted",
        "narrow": "A narrower gap is wanted",
        "not-judged": "A rise may be better reporting, so no direction is judged",
    }
)

BASES = MappingProxyType(
    {
        "stated": "Stated in the framework",
        "reconstructed": "Reconstructed: not the framework's own list",
    }
)

AVAILABILITIES = MappingProxyType(
    {
        "series": "A series is published as data",
        "printed-only": "Only figures printed in a report are known",
        "gap": "No figure is held",
    }
)

COMPARABILITIES = MappingProxyType(
    {
        "same-definition": "The same thing is counted or asked elsewhere in the same way.",
        "proxy": "Something near to it is measured elsewhere: directions can be set side by side, levels can not.",
        "nothing": "Nobody else publishes it, so a figure can be compared with its own past only.",
    }
)

COMPARABILITY_TITLES = MappingProxyType(
    {
        "same-definition": "Same definition",
        "proxy": "A proxy",
        "nothing": "Nothing",
    }
)

TESTS = MappingProxyType(
    {
        "": "not tested",
        "quasi-poisson": "Two counts compared, allowing for months that vary more than chance alone",
        "conditional-binomial": "Two small counts compared exactly (mid-p)",
        "newcombe": "Two percentages compared by Newcombe's square-and-add interval on effective sample sizes",
        "group-in-total": "A group compared with a total that contains it",
        "log-ratio": "Two ratios compared on the logarithmic scale",
        "difference-of-differences": "Two gaps compared",
    }
)

CONTROL_RULES = MappingProxyType(
    {
        "outside-limits": "One point beyond a process limit",
        "trend": "Seven points in a row, all rising or all falling",
        "two-of-three": "Two of three points in a row beyond two sigma, all three on one side of the mean",
        "shift": "Seven points in a row on one side of the mean",
    }
)

VARIATIONS = MappingProxyType(
    {
        "improving": "Special cause variation in the direction wanted",
        "concerning": "Special cause variation against the direction wanted",
        "neutral-high": "Special cause variation, high or rising, where no direction is judged",
        "neutral-low": "Special cause variation, low or falling, where no direction is judged",
        "common-cause": "Nothing but the usual variation",
    }
)

ASSURANCES = MappingProxyType(
    {
        "": "no target",
        "consistently-passing": "The target is met whatever the usual variation",
        "consistently-failing": "The target is missed whatever the usual variation",
        "hit-or-miss": "The target lies within the usual variation: some periods meet it, others do not",
    }
)

INTERVALS_OF = MappingProxyType(
    {
        "": "none",
        "change": "the change, in its own unit",
        "ratio": "the later figure divided by the earlier",
        "difference": "the later figure less the earlier",
    }
)

CLAIM_VERDICTS = MappingProxyType(
    {
        "reproduced": "Recomputed from published data, the figure is the one printed, at the step to which it was rounded.",
        "reproduced-within-later-revision": "Recomputed from later data, the figure lies as near to the printed one as revision explains.",
        "contradicted-by-the-document": "The document itself gives another figure for it, or figures from which another one follows.",
        "different": "Recomputed from published data, the figure is another, by more than revision explains.",
        "not-testable": "No published data can test the figure: the reason says why.",
    }
)

CLAIM_VERDICT_TITLES = MappingProxyType(
    {
        "reproduced": "reproduced",
        "reproduced-within-later-revision": "reproduced, within later revision",
        "contradicted-by-the-document": "contradicted by the document",
        "different": "different",
        "not-testable": "not testable",
    }
)

CLAIM_REASONS = MappingProxyType(
    {
        "no-series": "No series of this measure stands in the data packages.",
        "period-not-held": "The series held does not reach over the periods that the figure is of.",
        "groups-not-published": "The survey's answers by group are not published as data.",
        "rolling-only": "The survey is published for rolling 12 months only; the figure is of a single quarter.",
        "not-published-as-data": "Nobody publishes this measure as data, or not for this category, area and period.",
        "not-defined": "The document does not say what exactly is counted, or from when to when.",
        "own-accounts": "A figure of the publisher's own accounts, services or projects; the records behind it are not published.",
        "aim-or-definition": "An aim, a definition or the design of a survey: nothing is measured that data could bear out.",
    }
)

CLAIM_KINDS = MappingProxyType(
    {
        "value": "A level",
        "change": "A change that is given as a figure",
        "comparison-word": "A change that is given as a word",
        "level-against-comparator": "A level beside that of another area",
    }
)

CLAIM_TESTS = MappingProxyType(
    {
        "value": "The level itself, from the data",
        "percentage-change": "The later figure divided by the earlier, less one, in per cent",
        "number-change": "The later figure less the earlier",
        "point-change": "The later percentage less the earlier, in percentage points",
        "part-of-recount": "The printed number of outcomes for every 100 offences that the data count",
        "part-of-recount-change": "The same in the later and the earlier period, the difference in percentage points",
        "direction": "Whether the later figure is higher, lower, or nearly the same",
    }
)

CLAIM_DIRECTIONS = MappingProxyType(
    {
        "up": "Higher",
        "down": "Lower",
        "unchanged": "Nearly the same",
    }
)

FIGURE_MARKS = MappingProxyType(
    {
        "recomputed": "Published data give this figure: both stand here.",
        "as-printed": "The figure is known only as the document prints it.",
        "contradicted": "The document itself, or what it prints beside it, gives another figure.",
    }
)

FIGURE_MARK_TITLES = MappingProxyType(
    {
        "recomputed": "recomputed",
        "as-printed": "as printed",
        "contradicted": "contradicted",
    }
)

TARGET_ANSWERS = MappingProxyType(
    {
        "met": "The published figures reach what the plan wanted.",
        "missed": "The published figures do not reach what the plan wanted.",
        "not-comparable": "The way of recording changed between the two years, so the figures can not answer.",
        "not-available": "No series that would answer is published as data.",
    }
)

MILESTONE_ANSWERS = MappingProxyType(
    {
        "met": "It was reached by the day it was due.",
        "missed": "It was not reached by the day it was due.",
        "expected-in-time": "It was still to fall due, and was expected by that day.",
        "expected-late": "It was still to fall due, and was expected after that day.",
        "not-known": "The document does not say that it was reached.",
    }
)

CHANGE_UNITS = ("", "%", "pp", "count", "days", "£m", "ratio")

GROUP_TYPES = MappingProxyType(
    {
        "": "everybody",
        "sex": "sex",
        "age": "age",
        "ethnicity": "ethnicity",
        "sexual-orientation": "sexual orientation",
        "disability": "disability",
        "offence-group": "offence group",
        "object": "object of search",
    }
)


CHECK_RESULTS = MappingProxyType(
    {
        "agrees": "The printed figure is what its parts, levels or other printings give, within rounding.",
        "contradicts": "What is printed can not be right together, at any rounding.",
        "damaged": "The cell came out of the document cut off, lost, shifted or misread; our reading stands beside it.",
        "cannot-be-checked": "A figure that the check needs is not in the text.",
    }
)

CHECK_REASONS = MappingProxyType(
    {
        "cell-lost": "A cell that the check needs is lost or cut off.",
        "chart-only": "The values stand in a picture and are not in the text.",
        "no-base": "The figure it would be divided by may be nought.",
    }
)

CHECK_ORIGINS = MappingProxyType(
    {
        "structural": "implied by the columns of a table",
        "generated": "found by looking for figures of one thing",
        "declared": "declared by itself",
        "derived": "read off the printed cell",
    }
)

CONTRADICTION_CLASSES = MappingProxyType(
    {
        "arithmetic": "The arithmetic does not hold, beyond rounding.",
        "extract": "Two printings of one measure were taken at different dates, or counted in different ways.",
        "lost": "A cell was lost or cut off on the way from the page into text.",
        "shift": "A value stands in the wrong row or column.",
        "sign": "A sign or a bracket is lost or turned round.",
        "typo": "A misprint.",
        "glyph": "A letter of another script that looks Latin.",
        "label": "The words or the unit do not fit the figure.",
        "definition": "Two definitions bear one name, or one is missing; each figure may be right.",
        "suspect": "Hard to believe, but not to be proved wrong from the document.",
    }
)


def published() -> dict[str, dict[str, str]]:
    """All vocabularies as they are published."""
    return {
        "verdicts": dict(VERDICTS),
        "reasons": dict(REASONS),
        "flags": dict(FLAGS),
        "rules": dict(RULES),
        "comparator_areas": dict(COMPARATOR_AREAS),
        "kinds": dict(KINDS),
        "measures": dict(MEASURES),
        "directions": dict(DIRECTIONS),
        "bases": dict(BASES),
        "availabilities": dict(AVAILABILITIES),
        "comparabilities": dict(COMPARABILITIES),
        "tests": dict(TESTS),
        "control_rules": dict(CONTROL_RULES),
        "variations": dict(VARIATIONS),
        "assurances": dict(ASSURANCES),
        "interval_of": dict(INTERVALS_OF),
        "group_types": dict(GROUP_TYPES),
        "claim_verdicts": dict(CLAIM_VERDICTS),
        "claim_reasons": dict(CLAIM_REASONS),
        "claim_kinds": dict(CLAIM_KINDS),
        "claim_tests": dict(CLAIM_TESTS),
        "claim_directions": dict(CLAIM_DIRECTIONS),
        "figure_marks": dict(FIGURE_MARKS),
        "target_answers": dict(TARGET_ANSWERS),
        "milestone_answers": dict(MILESTONE_ANSWERS),
        "check_results": dict(CHECK_RESULTS),
        "check_reasons": dict(CHECK_REASONS),
        "check_origins": dict(CHECK_ORIGINS),
        "contradiction_classes": dict(CONTRADICTION_CLASSES),
    }
