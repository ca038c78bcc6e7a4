"""What is known beforehand of the force's figures: counted in the published files by hand, and printed in the quarterly report.

Every row was added up from the publisher's file itself, without the product: the sum of all its rows over the labels that make up
the measure, airports and offences without a place included.
"""

from __future__ import annotations

from dataclasses import dataclass

FORCE = "E23000001"
DECEMBER_2023, APRIL_2026 = "2023-12", "2026-04"
TO_JUNE_2023, TO_MARCH_2026 = "R12-2023-06", "R12-2026-03"
SURVEY_TO_2023 = "to-2023-12"


@dataclass(frozen=True)
class PublishedChange:
    """Rolling 12 months against the 12 before, in one extract: offences before and now, and the change in per cent to two decimals.

    ``report`` is the change as the quarterly report prints it, where it prints one that this extract can be held to.
    """

    indicator: str
    component: str
    extract: str
    period: str
    before: int
    now: int
    change: str
    report: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.component or self.indicator, self.period, "of", self.extract) if part)


def _changes(extract: str, period: str, *rows: tuple[str, str, int, int, str, str]) -> tuple[PublishedChange, ...]:
    return tuple(PublishedChange(indicator, part, extract, period, before, now, *texts) for indicator, part, before, now, *texts in rows)


CHANGES = (
    *_changes(
        DECEMBER_2023,
        TO_JUNE_2023,
        ("total-notifiable-offences", "", 853_060, 896_398, "+5.08", "+5"),
        ("violence-with-injury", "", 77_137, 78_676, "+2.00", ""),
        ("homicide", "", 119, 115, "−3.36", ""),
        ("residential-burglary", "", 39_978, 37_470, "−6.27", "−6"),
        ("personal-robbery", "", 23_753, 27_962, "+17.72", "+18"),
        ("theft-from-the-person", "", 51_290, 63_975, "+24.73", "+25"),
        ("vehicle-crime", "", 94_927, 96_754, "+1.92", ""),
        ("vehicle-crime", "theft-of-a-motor-vehicle", 30_023, 33_116, "+10.30", "+10"),
        ("rape", "", 9_347, 9_043, "−3.25", ""),
        ("other-sexual-offences", "", 16_095, 15_664, "−2.68", ""),
    ),
    *_changes(
        APRIL_2026,
        TO_JUNE_2023,
        ("total-notifiable-offences", "", 853_152, 897_436, "+5.19", "+5"),
        ("violence-with-injury", "", 77_071, 78_677, "+2.08", ""),
        ("homicide", "", 120, 117, "−2.50", ""),
        ("residential-burglary", "", 39_974, 37_442, "−6.33", "−6"),
        ("personal-robbery", "", 23_761, 27_973, "+17.73", "+18"),
        ("theft-from-the-person", "", 51_286, 63_985, "+24.76", "+25"),
        ("vehicle-crime", "", 94_922, 96_760, "+1.94", ""),
        ("vehicle-crime", "theft-of-a-motor-vehicle", 30_017, 33_121, "+10.34", "+10"),
        ("rape", "", 9_363, 9_078, "−3.04", ""),
        ("other-sexual-offences", "", 16_118, 15_736, "−2.37", ""),
    ),
    *_changes(
        APRIL_2026,
        TO_MARCH_2026,
        ("total-notifiable-offences", "", 930_651, 903_891, "−2.88", ""),
        ("violence-with-injury", "", 64_543, 63_907, "−0.99", ""),
        ("homicide", "", 104, 98, "−5.77", ""),
        ("residential-burglary", "", 34_142, 32_446, "−4.97", ""),
        ("personal-robbery", "", 26_676, 23_201, "−13.03", ""),
        ("theft-from-the-person", "", 100_380, 79_269, "−21.03", ""),
        ("vehicle-crime", "", 86_335, 74_355, "−13.88", ""),
        ("vehicle-crime", "theft-of-a-motor-vehicle", 32_755, 30_920, "−5.60", ""),
        ("rape", "", 8_952, 9_628, "+7.55", ""),
        ("other-sexual-offences", "", 16_985, 17_723, "+4.35", ""),
    ),
)

# The Public Attitude Survey, 12 months to June 2023: the report's own row of rolling figures, in per cents.
SURVEY_TO_JUNE_2023 = {"police-do-a-good-job": 48, "trust-in-the-mps": 70, "police-treat-everyone-fairly": 64}
